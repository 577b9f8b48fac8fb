"""What a decision on days off may say, and what a new legal limit does to those before and after it. Pure.

Which days surround Tết and 2/9 and which Saturdays are worked in exchange is decided each year by the Prime Minister
(Labour Code 2019, art. 112.3); a day that is declared off and was so already says nothing, and is a slip of the pen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.calendars.choices import DeclaredKind
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.worktime import CalendarDay, DayKind, WorkCalendar, overlaid

_SATURDAY = 5
#: Tết, 2/9 and the swapped days of a year are some fifteen; a decision of more is a slip.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class DayChange:
    """What a decision makes of one day."""

    day: dt.date
    kind: str
    name: str


class DayHindrance(StrEnum):
    """Why a day cannot be declared so."""

    OUT_OF_RANGE = "out_of_range"
    TWICE = "twice"
    NO_CHANGE = "no_change"
    WEEKEND_OFF = "weekend_off"
    ALREADY_WORKED = "already_worked"


def entry_of(change: DayChange, source: str) -> CalendarDay | None:
    """Return the calendar's entry of a change; None where the day becomes an ordinary one."""
    if change.kind == DeclaredKind.ORDINARY:
        return None
    return CalendarDay(change.day, DayKind(change.kind), change.name, confirmed=True, source=source)


def day_hindrance(change: DayChange, calendar: WorkCalendar, before: Iterable[dt.date]) -> DayHindrance | None:
    """Return why a day cannot become that, or None where it can.

    Args:
        change: the day and what it becomes.
        calendar: as it is.
        before: days that the same decision has named already.
    """
    if not FIRST_DAY <= change.day <= LAST_DAY:
        return DayHindrance.OUT_OF_RANGE
    if change.day in set(before):
        return DayHindrance.TWICE
    was = calendar.entry(change.day)
    if (was.kind if was else DeclaredKind.ORDINARY) == change.kind:
        return DayHindrance.NO_CHANGE
    is_weekend = change.day.weekday() >= _SATURDAY
    # A holiday may fall on a weekend (2/9/2018 did); a day off in exchange on one would give nobody a day off.
    if change.kind == DeclaredKind.COMPENSATORY_OFF and is_weekend:
        return DayHindrance.WEEKEND_OFF
    if change.kind == DeclaredKind.SWAPPED_WORKDAY and not is_weekend:
        return DayHindrance.ALREADY_WORKED
    return None


def changed_calendar(calendar: WorkCalendar, changes: Sequence[DayChange], source: str = "") -> WorkCalendar:
    """Return the calendar after a decision; the same one where nothing of it counts."""
    return overlaid(calendar, {change.day: entry_of(change, source) for change in changes})


def days_that_differ(one: WorkCalendar, other: WorkCalendar) -> list[dt.date]:
    """Return the days that one calendar works and the other does not, in order."""
    return [
        day for day in sorted({*one.days, *other.days}) if one.is_working_day(day) != other.is_working_day(day)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """From which day to which a record of one key holds; `valid_to` None: still."""

    valid_from: dt.date
    valid_to: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a new record goes among those of its key.

    Attributes:
        valid_to: its last day: the one before the next record begins, None where none does.
        ended: the record (by its first day) that ends on the day before it begins, None where none held then.
        replaced: the record that began on the same day and goes.
    """

    valid_to: dt.date | None
    ended: dt.date | None = None
    replaced: dt.date | None = None


def place(records: Sequence[Held], valid_from: dt.date) -> Placed:
    """Return where a record that begins on `valid_from` goes: no two of one key ever hold on the same day."""
    later = [one.valid_from for one in records if one.valid_from > valid_from]
    until = min(later) - dt.timedelta(days=1) if later else None
    for one in records:
        if one.valid_from == valid_from:
            return Placed(until, replaced=one.valid_from)
        if one.holds_on(valid_from):
            return Placed(until, ended=one.valid_from)
    return Placed(until)
