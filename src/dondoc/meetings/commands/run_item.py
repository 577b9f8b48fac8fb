"""Go to an item of the agenda; the one that ran is done."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import ItemState, Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import kept_by, meeting_id_of, payload_of_item, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem


def run_item(*, actor: User, item_id: int, now: dt.datetime, request_id: str = "") -> AgendaItem:
    """Begin an item, or go back to one that was done: its first beginning stays.

    Args:
        actor: the meeting's secretary.
        item_id: the item.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_room.kept_by`.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        if item.state == ItemState.RUNNING:
            return item
        before = AgendaItem.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, state=ItemState.RUNNING
        ).first()
        if before is not None:
            before.state, before.ended_at = ItemState.DONE, now
            before.save(update_fields=["state", "ended_at"])
            publish(meeting, Part.AGENDA, payload_of_item(before), now=now)
        item.state, item.started_at, item.ended_at = ItemState.RUNNING, item.started_at or now, None
        item.save(update_fields=["state", "started_at", "ended_at"])
        _steps.record(
            meeting, actor, events.ITEM_STARTED, {"item_id": item.id, "before_id": before.id if before else None},
            now=now, request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.AGENDA, payload_of_item(item), now=now)
    return item
