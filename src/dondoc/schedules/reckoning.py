"""How the day of a deadline came about, so that another calendar can count it again. Pure.

A deadline that was set as a term ("05 ngày làm việc kể từ ngày ký") is a term: which day it ends on is the law's (Civil Code
2015, art. 147 and 148) and the calendar's. A day that was written or granted as a date is a decision and is never counted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dondoc.directives.commands.awaited import event_due_day
from dondoc.directives.rules import due_day
from dondoc.followup.rules import Pause, due_after
from dondoc.reading import read_deadline
from dondoc.schedules.choices import OffDay
from dondoc.worktime import WorkCalendar, add_working_days, next_working_day, previous_working_day


class Reckoning(Protocol):
    """A way to a day."""

    @property
    def rule(self) -> str:
        """The code of the rule, for the ledger and the screen."""

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar; None where it gives none."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day that somebody decided."""

    on: dt.date
    rule: str = "fixed"

    def day(self, calendar: WorkCalendar) -> dt.date | None:  # noqa: ARG002 - it is that day by any
        """The day."""
        return self.on


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """So many working days after an event, never before it was given."""

    occurred_on: dt.date
    working_days: int
    given_on: dt.date
    rule: str = "event"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar."""
        return event_due_day(self.occurred_on, self.working_days, given_on=self.given_on, calendar=calendar)


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a document come to, from its day."""

    words: str
    written_on: dt.date
    before_excludes_day: bool = False
    rule: str = "words"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar; None where the words name none, or not as a count."""
        found = read_deadline(self.words, self.written_on, lambda day, count: add_working_days(day, count, calendar))
        if found.kind != "relative":
            return None
        return due_day(found.due_on, self.words, before_excludes_day=self.before_excludes_day)


@dataclass(frozen=True, slots=True)
class Moved:
    """A day of a series, moved off days on which nobody works as the series says."""

    nominal: dt.date
    off_day: str
    rule: str = "occurrence"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar."""
        return off_a_day_off(self.nominal, self.off_day, calendar)


@dataclass(frozen=True, slots=True)
class Paused:
    """A day after a time that did not count."""

    before: Reckoning
    pause: Pause
    rule: str = "clock_stop"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar."""
        was = self.before.day(calendar)
        return due_after(was, self.pause, calendar) if was is not None else None


def off_a_day_off(day: dt.date, off_day: str, calendar: WorkCalendar) -> dt.date:
    """Return the day itself where it is worked or stays as it is, else the working day before or after it."""
    if off_day == OffDay.BEFORE:
        return previous_working_day(day, calendar)
    if off_day == OffDay.AFTER:
        return next_working_day(day, calendar)
    return day


@dataclass(frozen=True, slots=True)
class Stop:
    """A time that did not count, with the deadline that it found and the one that it left."""

    pause: Pause
    was_due_on: dt.date
    due_on: dt.date


def is_counted(reckoning: Reckoning | None, day: dt.date | None, calendars: Iterable[WorkCalendar]) -> bool:
    """Whether a day is what one of those calendars counts; else somebody decided on it."""
    return reckoning is not None and day is not None and any(reckoning.day(one) == day for one in calendars)


def traced(
    day: dt.date, base: Reckoning | None, stops: Sequence[Stop], calendars: Sequence[WorkCalendar]
) -> Reckoning | None:
    """Return how the day of a deadline came about; None where somebody decided on it.

    Args:
        day: the deadline that stands, or stood.
        base: how it was first counted, None where it was a date from the beginning.
        stops: times that did not count and are over, oldest first.
        calendars: all that days were counted by.
    """
    if stops and stops[-1].due_on == day:
        last = stops[-1]
        before = traced(last.was_due_on, base, stops[:-1], calendars) or Fixed(last.was_due_on)
        found: Reckoning = Paused(before, last.pause)
        return found if is_counted(found, day, calendars) else None
    return base if is_counted(base, day, calendars) else None


def recounted(
    day: dt.date, reckoning: Reckoning | None, new: WorkCalendar, calendars: Iterable[WorkCalendar]
) -> dt.date | None:
    """Return the day that a deadline becomes by the calendar `new`; None where it stays.

    By a calendar that it was counted by it stays: what was counted right is never asked about.
    """
    if reckoning is None or not is_counted(reckoning, day, calendars):
        return None
    becomes = reckoning.day(new)
    return None if becomes is None or becomes == day else becomes
