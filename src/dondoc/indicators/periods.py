"""Periods of values, as the calendar cuts the year: pure.

A period is named by its kind, its year and its number, and written as a code that sorts within its kind: "2020",
"2020-H1", "2020-Q2", "2020-06", "2020-W23" (ISO 8601: a week belongs to the year of its Thursday), "2020-06-01".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.indicators.choices import PeriodKind
from dondoc.worktime.deadlines import Period as Stretch
from dondoc.worktime.deadlines import end_of_period, period_of, start_of_period

_STRETCH = {
    PeriodKind.MONTH: Stretch.MONTH,
    PeriodKind.QUARTER: Stretch.QUARTER,
    PeriodKind.HALF: Stretch.HALF,
    PeriodKind.YEAR: Stretch.YEAR,
}
_CODE = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|W(\d\d)|(\d\d)(?:-(\d\d))?))?")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of the calendar.

    Attributes:
        first: its first day; with the kind it says which period it is.
        kind: how long it is.
    """

    first: dt.date
    kind: PeriodKind

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.kind == PeriodKind.DAY:
            return self.first
        if self.kind == PeriodKind.WEEK:
            return self.first + dt.timedelta(days=6)
        stretch = _STRETCH[self.kind]
        return end_of_period(stretch, self.first.year, period_of(stretch, self.first))

    @property
    def year(self) -> int:
        """The year that it belongs to."""
        return self.first.isocalendar().year if self.kind == PeriodKind.WEEK else self.first.year

    @property
    def number(self) -> int:
        """Which of its kind it is in its year, from 1."""
        if self.kind == PeriodKind.DAY:
            return self.first.timetuple().tm_yday
        if self.kind == PeriodKind.WEEK:
            return self.first.isocalendar().week
        return period_of(_STRETCH[self.kind], self.first)

    @property
    def code(self) -> str:
        """Its written code, which `period_from` reads again."""
        match self.kind:
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.WEEK:
                return f"{self.year:04}-W{self.number:02}"
            case PeriodKind.MONTH:
                return f"{self.year:04}-{self.number:02}"
            case PeriodKind.QUARTER:
                return f"{self.year:04}-Q{self.number}"
            case PeriodKind.HALF:
                return f"{self.year:04}-H{self.number}"
        return f"{self.year:04}"

    @property
    def label(self) -> str:
        """As an office writes it: "Quý II/2020", "6 tháng đầu năm 2020"."""
        said = {"number": self.number, "year": self.year}
        match self.kind:
            case PeriodKind.DAY:
                return f"{self.first:%d/%m/%Y}"
            case PeriodKind.WEEK:
                return _("Tuần %(number)s/%(year)s") % said
            case PeriodKind.MONTH:
                return _("Tháng %(number)s/%(year)s") % said
            case PeriodKind.QUARTER:
                return _("Quý %(number)s/%(year)s") % {**said, "number": _ROMAN[self.number - 1]}
            case PeriodKind.HALF:
                return (_("6 tháng đầu năm %(year)s") if self.number == 1 else _("6 tháng cuối năm %(year)s")) % said
        return _("Năm %(year)s") % said

    @property
    def elapsed(self) -> int:
        """Days of the year until its end: what a cumulative value is of."""
        return (self.last - dt.date(self.year, 1, 1)).days + 1

    def a_year_before(self) -> Period:
        """The same period of the year before; the last week or day of a long year is that of the short one."""
        year = self.year - 1
        if self.kind == PeriodKind.DAY:
            day = min(self.first.day, 28) if self.first.month == 2 else self.first.day  # noqa: PLR2004 - February
            return Period(self.first.replace(year=year, day=day), self.kind)
        if self.kind == PeriodKind.WEEK:
            return Period(dt.date.fromisocalendar(year, min(self.number, _weeks(year)), 1), self.kind)
        return Period(start_of_period(_STRETCH[self.kind], year, self.number), self.kind)


def _weeks(year: int) -> int:
    return dt.date(year, 12, 28).isocalendar().week  # ISO 8601: 28 December lies in the last week of its year


def period_at(kind: PeriodKind, day: dt.date) -> Period:
    """Return the period of a kind in which a day lies."""
    if kind == PeriodKind.DAY:
        return Period(day, kind)
    if kind == PeriodKind.WEEK:
        return Period(day - dt.timedelta(days=day.weekday()), kind)
    stretch = _STRETCH[kind]
    return Period(start_of_period(stretch, day.year, period_of(stretch, day)), kind)


def periods_of(kind: PeriodKind, year: int) -> list[Period]:
    """Return the periods of a kind that belong to a year, in order."""
    if kind == PeriodKind.DAY:
        first = dt.date(year, 1, 1)
        return [Period(first + dt.timedelta(days=n), kind) for n in range((dt.date(year, 12, 31) - first).days + 1)]
    if kind == PeriodKind.WEEK:
        return [Period(dt.date.fromisocalendar(year, week, 1), kind) for week in range(1, _weeks(year) + 1)]
    stretch = _STRETCH[kind]
    count = period_of(stretch, dt.date(year, 12, 31))
    return [Period(start_of_period(stretch, year, number), kind) for number in range(1, count + 1)]


def period_from(code: str) -> Period:
    """Read a code.

    Raises:
        ValueError: it is not the code of a period.
    """
    found = _CODE.fullmatch(code.strip().upper())
    if found is None:
        raise ValueError(code)
    year, half, quarter, week, month, day = (None if part is None else int(part) for part in found.groups())
    year = year or 0
    if week is not None:
        return Period(dt.date.fromisocalendar(year, week, 1), PeriodKind.WEEK)
    if month is not None and day is not None:
        return Period(dt.date(year, month, day), PeriodKind.DAY)
    named = ((PeriodKind.HALF, half), (PeriodKind.QUARTER, quarter), (PeriodKind.MONTH, month), (PeriodKind.YEAR, 1))
    kind, number = next((kind, number) for kind, number in named if number is not None)
    return Period(start_of_period(_STRETCH[kind], year, number), kind)
