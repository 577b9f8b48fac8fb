"""Finish the item that runs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.choices import ItemState, Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import kept_by, meeting_id_of, payload_of_item, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem


def finish_item(*, actor: User, item_id: int, now: dt.datetime, request_id: str = "") -> AgendaItem:
    """Finish an item.

    Args:
        actor: the meeting's secretary.
        item_id: the item.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting does not run, or the item does not.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        if item.state != ItemState.RUNNING:
            raise Conflict(_("Nội dung này không đang diễn ra."), code="not_running")
        item.state, item.ended_at = ItemState.DONE, now
        item.save(update_fields=["state", "ended_at"])
        _steps.record(meeting, actor, events.ITEM_FINISHED, {"item_id": item.id}, now=now, request_id=request_id)
        publish(meeting, Part.AGENDA, payload_of_item(item), now=now)
    return item
