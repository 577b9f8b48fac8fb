"""Take a venue out of a meeting; who sat there sits in the room again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by
from dondoc.meetings.commands._room import row_of
from dondoc.meetings.models import Invitee, Venue


def drop_venue(*, actor: User, meeting_id: int, venue_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Drop a venue. Who was to sit there stays called, without a venue.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        venue_id: the venue.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; no such venue.
    """
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        venue = row_of(Venue, meeting, venue_id)
        there = Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, venue_id=venue.id
        )
        moved = list(there.values_list("id", flat=True))
        there.update(venue_id=None)
        venue.delete()
        _steps.record(
            meeting, actor, events.VENUE_DROPPED, {"venue_id": venue_id, "name": venue.name, "invitee_ids": moved},
            now=now, request_id=request_id,
        )  # fmt: skip
