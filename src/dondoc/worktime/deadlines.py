"""From the time words of a directive to a day: the ends of periods, dates without a year, repeated days.

A period ends with its last day (house rule: "trong quý I" is due on 31/03), not rolled to a working day: what the
notice says is what is due. Rolling is for limits of law (:mod:`dondoc.worktime.limits`). Where the Civil Code names
the day it is followed: the middle of a month is its 15th day, the middle of a year is 30/06 (art. 146).
"""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.worktime.calendar import WorkCalendar
from dondoc.worktime.limits import Roll, Unit, add_months, end_of_limit

_MIDDLE_OF_MONTH = 15
_MONTHS_OF_QUARTER = 3
_MONTHS_OF_HALF = 6
_MONTHS = 12


class Period(StrEnum):
    """A stretch of the calendar that a deadline may name."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_LENGTH = {Period.MONTH: 1, Period.QUARTER: _MONTHS_OF_QUARTER, Period.HALF: _MONTHS_OF_HALF, Period.YEAR: _MONTHS}


def end_of_period(period: Period, year: int, number: int = 1) -> date:
    """The last day of the ``number``-th period of that kind in the year. ``ValueError`` for a fifth quarter."""
    length = _LENGTH[period]
    if not 1 <= number <= _MONTHS // length:
        raise ValueError(f"{period.value} {number} does not exist")
    month = number * length
    return date(year, month, gregorian.monthrange(year, month)[1])


def start_of_period(period: Period, year: int, number: int = 1) -> date:
    """The first day of the ``number``-th period of that kind in the year."""
    end = end_of_period(period, year, number)
    return date(year, end.month - _LENGTH[period] + 1, 1)


def period_of(period: Period, day: date) -> int:
    """The number of the period of that kind in which the day lies: 18/08 lies in quarter 3."""
    return (day.month - 1) // _LENGTH[period] + 1


def end_of_month(year: int, month: int) -> date:
    """The last day of a month: "trong tháng 02/2021", "cuối tháng" (Civil Code 2015 art. 146)."""
    return end_of_period(Period.MONTH, year, month)


def middle_of_month(year: int, month: int) -> date:
    """The 15th day: "giữa tháng" (Civil Code 2015 art. 146)."""
    return date(year, month, _MIDDLE_OF_MONTH)


def end_of_quarter(year: int, quarter: int) -> date:
    """The last day of a quarter: "trong quý II năm 2021" is due on 30/06/2021."""
    return end_of_period(Period.QUARTER, year, quarter)


def end_of_half(year: int, half: int) -> date:
    """The last day of a half-year: "6 tháng đầu năm" is half 1; 30/06 is also "giữa năm" (Civil Code art. 146)."""
    return end_of_period(Period.HALF, year, half)


def end_of_year(year: int) -> date:
    """31/12: "trong năm", "cuối năm" (Civil Code 2015 art. 146)."""
    return end_of_period(Period.YEAR, year)


def date_on_or_after(day: int, month: int, written_on: date) -> date:
    """The day meant by "trước ngày 15/01" without a year: its next occurrence on or after the document's date.

    ``ValueError`` for a day that no year has (31/02); 29/02 goes to the next leap year.
    """
    leap_year = 2000
    date(leap_year, month, day)
    year = written_on.year
    while True:
        try:
            found = date(year, month, day)
        except ValueError:
            year += 1
            continue
        if found >= written_on:
            return found
        year += 1


class Frequency(StrEnum):
    """How often a recurring duty falls due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


_PERIOD = {
    Frequency.MONTHLY: Period.MONTH,
    Frequency.QUARTERLY: Period.QUARTER,
    Frequency.HALF_YEARLY: Period.HALF,
    Frequency.YEARLY: Period.YEAR,
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A repeated day: "trước ngày 20 hằng tháng" is monthly on day 20, "hằng quý" the last day of each quarter.

    The day is one of the last month of each period; ``None`` is its last day, and a day that a short month lacks is
    its last day too (Civil Code 2015 art. 148.3).
    """

    frequency: Frequency
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day that no month has."""
        longest_month = 31
        if self.day is not None and not 1 <= self.day <= longest_month:
            raise ValueError(f"no month has a day {self.day}")

    def next_on_or_after(self, day: date) -> date:
        """The first of its days that is ``day`` or later."""
        period = _PERIOD[self.frequency]
        due = self._due(end_of_period(period, day.year, period_of(period, day)))
        if due >= day:
            return due
        return self._due(add_months(end_of_period(period, day.year, period_of(period, day)), _LENGTH[period]))

    def _due(self, end: date) -> date:
        last = gregorian.monthrange(end.year, end.month)[1]
        return end.replace(day=last if self.day is None else min(self.day, last))


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The day that time words came to mean, with what is needed to repeat the reckoning later."""

    due_on: date
    rule: str
    calendar_version: str | None = None
    """the version of the calendar, when working days or holidays had a say"""


def by_period(period: Period, year: int, number: int = 1) -> Interpretation:
    """A deadline at the end of a period: "trong quý II", "trong năm 2021"."""
    return Interpretation(end_of_period(period, year, number), f"end_of_{period.value}")


def by_count(anchor: date, amount: int, unit: Unit, calendar: WorkCalendar) -> Interpretation:
    """A deadline counted from an event: "trong 15 ngày kể từ ngày ký", "05 ngày làm việc".

    As written: calendar days are not rolled to a working day (the words set the day, not a statute).
    """
    due_on = end_of_limit(anchor, amount, unit, calendar, how=Roll.NONE)
    version = calendar.version if unit is Unit.WORKING_DAYS else None
    return Interpretation(due_on, f"count:{amount}:{unit.value}", version)
