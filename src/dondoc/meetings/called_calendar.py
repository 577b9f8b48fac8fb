"""Meetings for the calendars of people and units that are called to them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from dondoc.meetings.calendar_entries import entry_of
from dondoc.meetings.models import Invitee
from dondoc.meetings.permissions import units_of
from dondoc.meetings.selectors import meetings_between
from dondoc.notifications import feeds


def register() -> None:
    """Make meetings known to the calendars."""
    feeds.register_provider("meetings", meetings)


def meetings(wanted: feeds.Wanted) -> Iterator[feeds.Entry]:
    """The meetings to which the unit is called, or the person's units, and those that the person chairs.

    Nobody is named who is called; a meeting that was cancelled says so.
    """
    user = wanted.user
    units = {wanted.unit_id} if wanted.unit_id is not None else units_of(user)
    called = Invitee.objects.filter(
        jurisdiction_id=user.jurisdiction_id, meeting_id=OuterRef("id"), unit_id__in=units, withdrawn_at__isnull=True
    )
    theirs = Q(Exists(called))
    if wanted.unit_id is None:
        theirs |= Q(chair_name=user.full_name)
    found = meetings_between(user, wanted.first, wanted.last).filter(theirs)
    for meeting in found[: feeds.MOST_ENTRIES]:
        one = entry_of(meeting, (), url="")
        yield feeds.Entry(
            uid=one.uid, title=one.title, path=f"/hop/{meeting.id}/", starts=one.starts_at, ends=one.ends_at,
            changed_at=one.changed_at, text=one.description, location=one.location, is_cancelled=one.is_cancelled,
            is_tentative=one.is_tentative, sequence=one.sequence,
        )  # fmt: skip
