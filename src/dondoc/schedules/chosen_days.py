"""Days of later rooms that somebody chose and that a calendar counts otherwise: named in a preview, moved by nobody but their own room.

Each room that keeps such days makes them known from its `AppConfig.ready`; this one knows none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.accounts.models import User
from dondoc.calendars.rules import days_that_differ
from dondoc.calendars.selectors import calendars_of
from dondoc.worktime import WorkCalendar

#: Days that each room tells of; the first ones.
MOST_DAYS = 500


class Why(StrEnum):
    """Why a day is named."""

    COUNTED = "counted"
    DAY_OFF = "day_off"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """A day that stands, and stays until somebody of its own room sets another one.

    Attributes:
        kind: a code of what it is the day of.
        row_id: of that.
        title: what it is called.
        place: the meeting or body that it belongs to.
        was: the day that stands.
        becomes: the day that the calendar counts; None where none is left.
        why: why it is named.
        path: where it is changed.
    """

    kind: str
    row_id: int
    title: str
    place: str
    was: dt.date
    becomes: dt.date | None
    why: Why
    path: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a preview asks the rooms.

    Attributes:
        user: who looks; nobody is told of what they may not see.
        today: the day.
        calendar: by which days are counted now.
        known: all that days were counted by.
        differing: days that one of them works and the calendar does not, or the other way round, in order; never empty.
    """

    user: User
    today: dt.date
    calendar: WorkCalendar
    known: Sequence[WorkCalendar]
    differing: Sequence[dt.date]

    def is_off(self, day: dt.date) -> bool:
        """Whether the day is off by the calendar and was worked by another one."""
        return day in self.differing and not self.calendar.is_working_day(day)


Provider = Callable[[Asked], Iterable[ChosenDay]]
_PROVIDERS: dict[str, Provider] = {}


def register_provider(code: str, provider: Provider) -> None:
    """Make days known, from the `AppConfig.ready` of the room that keeps them.

    Raises:
        ValueError: another one has its code.
    """
    if _PROVIDERS.setdefault(code, provider) is not provider:
        raise ValueError(code)


def chosen_days(user: User, *, calendar: WorkCalendar, today: dt.date) -> list[ChosenDay]:
    """Return the days that `calendar` counts otherwise than they stand and that `user` may know of, soonest first.

    Args:
        user: who looks.
        calendar: the one in force, or one that is looked at before it is.
        today: the day.
    """
    known = list(calendars_of(user.jurisdiction_id).values())
    differing = sorted({day for one in known for day in days_that_differ(one, calendar)})
    if not differing:
        return []
    asked = Asked(user, today, calendar, known, differing)
    found = [one for provider in _PROVIDERS.values() for one in provider(asked)]
    return sorted(found, key=lambda one: (one.was, one.kind, one.row_id))
