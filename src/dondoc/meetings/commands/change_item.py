"""Change an item of the agenda."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import arranged_by, facts_of, set_item
from dondoc.meetings.commands._room import meeting_id_of, payload_of_item, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem


def change_item(
    *,
    actor: User,
    item_id: int,
    title: str,
    now: dt.datetime,
    presenter_unit_id: int | None = None,
    presenter: str = "",
    minutes: int = 15,
    request_id: str = "",
) -> AgendaItem:
    """Change an item's facts; nothing is written where nothing changed.

    Args:
        actor: who plans.
        item_id: the item.
        title: what it deals with.
        now: the moment.
        presenter_unit_id: the unit that presents it.
        presenter: who presents it: post and name.
        minutes: planned.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_agenda.arranged_by`.
        BadInput: no title, minutes that cannot be, a unit that is not there.
    """
    with transaction.atomic():
        meeting = arranged_by(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        before = facts_of(item)
        set_item(item, title=title, presenter_unit_id=presenter_unit_id, presenter=presenter, minutes=minutes)
        if facts_of(item) == before:
            return item
        item.save()
        _steps.record(meeting, actor, events.ITEM_CHANGED, facts_of(item), now=now, request_id=request_id)
        publish(meeting, Part.AGENDA, payload_of_item(item), now=now)
    return item
