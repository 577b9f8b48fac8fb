"""Put an item of the agenda one place up or down, or at a place."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import arranged_by
from dondoc.meetings.commands._room import meeting_id_of, payload_of_item, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem


def move_item(*, actor: User, item_id: int, place: int, now: dt.datetime, request_id: str = "") -> list[AgendaItem]:
    """Put an item at a place of the agenda; the others close up.

    Args:
        actor: who plans.
        item_id: the item.
        place: from 1; beyond the ends it is the first or the last.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        The agenda in its new order.

    Raises:
        NotFound, Refused, Conflict: see `_agenda.arranged_by`.
    """
    with transaction.atomic():
        meeting = arranged_by(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        others = list(
            AgendaItem.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
            .exclude(id=item.id)
            .order_by("position", "id")
        )
        others.insert(max(0, min(place - 1, len(others))), item)
        for position, each in enumerate(others, start=1):
            if each.position != position:
                each.position = position
                each.save(update_fields=["position"])
        _steps.record(
            meeting, actor, events.ITEM_MOVED, {"item_id": item.id, "order": [each.id for each in others]}, now=now,
            request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.AGENDA, payload_of_item(item), now=now)
    return others
