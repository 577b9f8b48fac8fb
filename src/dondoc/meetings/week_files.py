"""A week's meetings as files: the weekly schedule to print, and for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.numbering import symbol_of
from dondoc.documents.rendering import Output
from dondoc.drafting.content import printable
from dondoc.drafting.printing import rendered
from dondoc.drafting.selectors import agency_of, head_of, own_office
from dondoc.foundation.clock import local_day
from dondoc.meetings import rules
from dondoc.meetings.calendar_entries import entry_of
from dondoc.meetings.calendar_file import calendar_file
from dondoc.meetings.choices import State
from dondoc.meetings.models import Category, Meeting
from dondoc.meetings.selectors import meetings_between
from dondoc.meetings.week import Scheduled, monday_of, schedule_content


def scheduled(meetings: Iterable[Meeting]) -> list[Scheduled]:
    """The meetings as rows of the schedule (one query for their categories)."""
    listed = [one for one in meetings if one.state != State.CANCELLED]
    categories: dict[int, list[str]] = {}
    if listed:
        names = Category.objects.filter(
            jurisdiction_id=listed[0].jurisdiction_id, meeting_id__in=[one.id for one in listed]
        ).order_by("position", "id")
        for meeting_id, name in names.values_list("meeting_id", "name"):
            categories.setdefault(meeting_id, []).append(name)
    return [
        Scheduled(
            *_hours(one), one.title, " ".join(part for part in (one.chair_title, one.chair_name) if part),
            one.room.name if one.room else one.place or (_("Trực tuyến") if one.link else ""),
            "; ".join(categories.get(one.id, [])), one.unit.name, one.state == State.PLANNED,
        )
        for one in listed
    ]  # fmt: skip


def _hours(meeting: Meeting) -> tuple[dt.datetime, dt.datetime]:
    """From when until when the schedule says it is: as planned, on the day on which it was held (`meetings_between`)."""
    shift = dt.timedelta(days=(rules.day_of(meeting) - local_day(meeting.starts_at)).days)
    return meeting.starts_at + shift, meeting.ends_at + shift


def week_printed(user: User, day: dt.date, output: Output) -> bytes:
    """The schedule of a day's week, as far as this person sees its meetings.

    Raises:
        NotFound: there is no agency whose schedule it would be.
    """
    monday = monday_of(day)
    week = scheduled(_week(user, monday))
    office = own_office(user.jurisdiction_id)
    agency = agency_of(office)
    post, signer = head_of(office, monday)
    document = printable(
        schedule_content(agency, monday, week), kind="Chương trình", symbol=symbol_of(kind="Chương trình", agency=agency.letters or "…"), steps=(), post=post,
        signer=signer, lenient=True,
    )  # fmt: skip
    return rendered(document, output)


def week_calendar(user: User, day: dt.date, url_of: Callable[[Meeting], str]) -> bytes:
    """The meetings of a day's week for a calendar, as far as this person sees them; nobody is named.

    Args:
        user: who asks.
        day: a day of the week.
        url_of: the address of a meeting's page, in full.
    """
    entries = [entry_of(meeting, (), url=url_of(meeting)) for meeting in _week(user, monday_of(day))]
    return calendar_file(entries, method="PUBLISH")


def _week(user: User, monday: dt.date) -> Iterable[Meeting]:
    return meetings_between(user, monday, monday + dt.timedelta(days=6))
