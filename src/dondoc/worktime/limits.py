"""Legal time limits: the arithmetic of the Civil Code and dated records of who gives how long.

Civil Code 2015 art. 147: a limit in days, weeks, months or years starts on the day after its event. Art. 148: a
limit in months or years ends on the corresponding day, or on the last day of the month where that day does not
exist; when its last day is a weekend or a public holiday it ends with the next working day; it ends at 24:00.

The statutes behind the limits change (four of them did between 07/2025 and 07/2026), so every limit is a record with
the days on which it holds, its source and how sure we are of it. None of it is legal advice: the shipped records are
defaults that an administrator confirms.
"""

from __future__ import annotations

import calendar as gregorian
import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources

from dondoc.worktime.calendar import WorkCalendar
from dondoc.worktime.working_days import add_working_days, next_working_day, previous_working_day

_MONTHS = 12


class LimitError(ValueError):
    """A limits file that cannot be used; the message names the line and what is wrong with it."""


class LimitNotFoundError(LookupError):
    """No limit of that key holds on that day."""


class Unit(StrEnum):
    """The unit of a limit, by its usual Vietnamese abbreviation."""

    DAYS = "N"
    """ngày: calendar days"""
    WORKING_DAYS = "NLV"
    """ngày làm việc: working days"""
    MONTHS = "TH"
    """tháng"""
    YEARS = "NAM"
    """năm"""
    DAY_OF_MONTH = "NGAY"
    """the day of that number in the month of the anchor: "day 25 of the last month of the period" """


class Roll(StrEnum):
    """What happens when the last day of a limit is no working day."""

    FORWARD = "forward"
    """to the next working day (Civil Code 2015 art. 148.5)"""
    BACKWARD = "backward"
    """to the last working day before: for limits counted back from an event, which would else come out too short"""
    NONE = "none"
    """the day stays"""


def add_days(start: date, count: int) -> date:
    """``count`` calendar days after ``start``, which itself is not counted (Civil Code 2015 art. 147.2)."""
    return start + timedelta(days=count)


def add_months(start: date, count: int) -> date:
    """The corresponding day ``count`` months on, or the last day of that month (Civil Code 2015 art. 148.3)."""
    year, month_index = divmod(start.year * _MONTHS + start.month - 1 + count, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    month = month_index + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def add_years(start: date, count: int) -> date:
    """The corresponding day ``count`` years on; 29/02 becomes 28/02 (Civil Code 2015 art. 148.3 and 148.4)."""
    return add_months(start, count * _MONTHS)


def roll(day: date, calendar: WorkCalendar, how: Roll = Roll.FORWARD) -> date:
    """Move a last day that is no working day (Civil Code 2015 art. 148.5)."""
    if how is Roll.FORWARD:
        return next_working_day(day, calendar)
    if how is Roll.BACKWARD:
        return previous_working_day(day, calendar)
    return day


def end_of_limit(anchor: date, amount: int, unit: Unit, calendar: WorkCalendar, *, how: Roll | None = None) -> date:
    """The last day of a limit of ``amount`` ``unit`` from the event on ``anchor``.

    A negative amount counts back. Without ``how`` a limit rolls in the direction in which it was counted, so that a
    limit "at least 10 days before the opening" never becomes shorter than 10 days; working days need no roll, and a
    limit of 0 days ("the same day") stays on its day.
    """
    if unit is Unit.WORKING_DAYS:
        return add_working_days(anchor, amount, calendar)
    if unit is Unit.DAY_OF_MONTH:
        last = gregorian.monthrange(anchor.year, anchor.month)[1]
        return roll(anchor.replace(day=min(amount, last)), calendar, how or Roll.FORWARD)
    if unit is Unit.DAYS:
        end = add_days(anchor, amount)
    elif unit is Unit.MONTHS:
        end = add_months(anchor, amount)
    else:
        end = add_years(anchor, amount)
    if how is None:
        how = Roll.NONE if amount == 0 else Roll.FORWARD if amount > 0 else Roll.BACKWARD
    return roll(end, calendar, how)


@dataclass(frozen=True, slots=True, order=True)
class LegalLimit:
    """How long a statute gives for one step, from one day on, until another rule replaces it."""

    key: str
    valid_from: date
    valid_to: date | None
    """the last day on which it holds; ``None``: still in force"""
    amount: int
    unit: Unit
    anchor: str
    """the code of the event from which it counts: ``meeting_end``, ``receipt``, …"""
    name: str
    source: str
    confidence: str
    """A read in the instrument · B read in a secondary source · C inferred · U unconfirmed"""
    remark: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether this record is the rule of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def end(self, anchor: date, calendar: WorkCalendar) -> date:
        """The last day of this limit for an event on ``anchor``."""
        return end_of_limit(anchor, self.amount, self.unit, calendar)


class LimitCatalogue:
    """Limits by key; of one key at most one record holds on any day."""

    def __init__(self, limits: Iterable[LegalLimit]) -> None:
        by_key: dict[str, list[LegalLimit]] = {}
        for limit in sorted(limits, key=lambda item: (item.key, item.valid_from)):
            earlier = by_key.setdefault(limit.key, [])
            if limit.valid_to is not None and limit.valid_to < limit.valid_from:
                raise LimitError(f"Thời hạn {limit.key}: hết hiệu lực trước khi có hiệu lực ({limit.valid_from}).")
            if earlier and (earlier[-1].valid_to is None or limit.valid_from <= earlier[-1].valid_to):
                raise LimitError(f"Thời hạn {limit.key}: hai quy định cùng hiệu lực ngày {limit.valid_from}.")
            earlier.append(limit)
        self._by_key = {key: tuple(found) for key, found in by_key.items()}

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, sorted."""
        return tuple(sorted(self._by_key))

    def history(self, key: str) -> tuple[LegalLimit, ...]:
        """All records of a key, oldest first; empty for an unknown key."""
        return self._by_key.get(key, ())

    def on(self, key: str, day: date) -> LegalLimit:
        """The record of ``key`` that holds on ``day``: ask with the day of the event, not with today."""
        for limit in self.history(key):
            if limit.holds_on(day):
                return limit
        raise LimitNotFoundError(f"Không có thời hạn {key!r} có hiệu lực vào ngày {day:%d/%m/%Y}.")


def parse_limits(text: str) -> LimitCatalogue:
    """Read a limits file: key, name, amount, unit, anchor, valid_from, valid_to, source, confidence, remark."""
    found = []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if _is_row(line)]
    rows = csv.DictReader(line for _, line in lines)
    for (number, _), row in zip(lines[1:], rows, strict=True):
        try:
            found.append(
                LegalLimit(
                    key=row["key"],
                    valid_from=date.fromisoformat(row["valid_from"]),
                    valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                    amount=int(row["amount"]),
                    unit=Unit(row["unit"]),
                    anchor=row["anchor"],
                    name=row["name"],
                    source=row["source"],
                    confidence=row["confidence"],
                    remark=row["remark"],
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            raise LimitError(f"Tệp thời hạn, dòng {number}: {error}.") from error
    return LimitCatalogue(found)


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


@cache
def default_limits() -> LimitCatalogue:
    """The shipped records (``data/legal_limits.csv``)."""
    source = resources.files(__package__).joinpath("data", "legal_limits.csv")
    return parse_limits(source.read_text(encoding="utf-8"))


def limit_on(key: str, day: date, catalogue: LimitCatalogue | None = None) -> LegalLimit:
    """The limit of that key in force on that day, from the shipped records unless others are given."""
    return (catalogue or default_limits()).on(key, day)
