"""A day as it is typed into a sheet: a real date, a number, or text in any of the ways people write one.

Nothing is guessed. What could be two days, or has no year, is a question with the days that it may be.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dondoc.reading.dates import YEARS, day_of
from dondoc.tasksheets.reading.cells import one_line, text_of
from dondoc.tasksheets.reading.workbook import Value

Order = Literal["dmy", "mdy", "ask"]
_MONTHS = 12
_EPOCH = dt.date(1899, 12, 30)
# The serial numbers of Excel's days in the years 1954 to 2119: no other number in a column of days is of that size.
_SERIALS = range(20_000, 80_001)
_COMPACT = range(1901_01_01, 2200_01_01)
_TWO_DIGITS = 100
_CLOCK = r"(?:\s*,?\s*(?:lúc\s*)?\d{1,2}\s*(?:[:hg]|giờ)\s*(?:\d{2})?(?::\d{2})?\s*(?:phút)?)?"
_LEAD = r"(?:\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{2})?\s*,?\s*)?(?:(?:thứ\s+\S+|chủ nhật)\s*,?\s*)?(?:ngày\s*:?\s*)?"
_SEPARATOR = r"\s*[/.\-–]\s*"
_NUMERIC = re.compile(
    rf"{_LEAD}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})\s*\.?{_CLOCK}", re.IGNORECASE
)
_ISO = re.compile(
    rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?:[ T]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?"
)
_WORDS = re.compile(
    rf"{_LEAD}(\d{{1,2}})\s*(?:-|/|,)?\s*tháng\s*(\d{{1,2}})\s*(?:,|/|-)?\s*(?:năm)?\s*(\d{{4}})\s*\.?", re.IGNORECASE
)
_NO_YEAR = re.compile(rf"{_LEAD}(\d{{1,2}})(?:{_SEPARATOR}|\s+tháng\s+)(\d{{1,2}})", re.IGNORECASE)
_ANY = re.compile(
    r"(?<![\d/])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s*(?:[/.\-]|\s+tháng\s+)\s*(?P<m2>\d{1,2})\s*(?:[/.\-]|,?\s+năm\s+)\s*(?P<y2>\d{4}))(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a cell says of a day.

    Attributes:
        on: the day; None where there is none or it has to be asked for.
        how: the way it is written: `blank`, `date`, `serial`, `compact`, `numeric`, `iso`, `words`, `text`.
        question: "" or why a person is asked: `year` (no year is written), `order` (day and month may be changed
            over), `impossible` (the calendar has no such day), `several` (more than one day), `unread`.
        options: the days that it may be.
        words: the cell's text.
    """

    on: dt.date | None
    how: str
    question: str = ""
    options: tuple[dt.date, ...] = ()
    words: str = ""


def read_day(value: Value, *, near: dt.date | None = None, order: Order = "dmy") -> DayReading:  # noqa: PLR0911  one way out for each form
    """Read the day in a cell.

    Args:
        value: the cell.
        near: a day whose year and the next are proposed where none is written; never taken unasked.
        order: how the column writes day and month; "ask" where it does both (`day_order`).
    """
    if isinstance(value, dt.datetime):
        return DayReading(value.date(), "date", words=text_of(value))
    if isinstance(value, dt.date):
        return DayReading(value, "date", words=text_of(value))
    text = one_line(text_of(value))
    if not text:
        return DayReading(None, "blank")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value, text, near)
    if text.isdecimal() and text.isascii() and len(text) in (5, 8):  # a serial number, or yyyymmdd
        return _from_number(int(text), text, near)
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _certain(day_of(day, month, year), "iso", text)
    if match := _WORDS.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _certain(day_of(day, month, year), "words", text)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(*map(int, match.groups()), text=text, order=order)
    if match := _NO_YEAR.fullmatch(text):
        return _without_year(int(match[1]), int(match[2]), text, near)
    days = days_within(text)
    if len(days) == 1:
        return DayReading(days[0], "text", words=text)
    return DayReading(None, "text", "several" if days else "unread", tuple(days), text)


def days_within(text: str) -> list[dt.date]:
    """Return every full day written in `text`, each once, in their order there."""
    found: dict[dt.date, None] = {}
    for match in _ANY.finditer(text):
        parts = (match["d"] or match["d2"], match["m"] or match["m2"], match["y"] or match["y2"])
        day = day_of(*map(int, parts))
        if day:
            found[day] = None
    return list(found)


def looks_like_a_day(value: Value) -> bool:
    """Whether a cell holds a day, or what would be one with its year."""
    reading = read_day(value)
    return reading.on is not None or reading.question in ("year", "order")


def day_order(values: Iterable[Value]) -> Order:
    """Return how a column writes its days: "dmy", as here, unless cells of it cannot be read so.

    "01/15/2021" has no other reading than month/day: in such a column "03/04/2021" is asked for.
    """
    for value in values:
        match = _NUMERIC.fullmatch(one_line(value)) if isinstance(value, str) else None
        if match and int(match[1]) <= _MONTHS < int(match[2]):
            return "ask"
    return "dmy"


def looks_swapped(values: Iterable[Value]) -> bool:
    """Whether Excel seems to have changed day and month over as the column was typed.

    In a program that is set to month/day, "05/01/2021" becomes the real date 1 May, while "15/01/2021" stays text:
    every real date then has a day that could be a month, every text one that could not.
    """
    real: list[dt.date] = []
    typed: list[int] = []
    for value in values:
        if isinstance(value, dt.date):
            real.append(value)
        elif isinstance(value, str) and (match := _NUMERIC.fullmatch(one_line(value))):
            typed.append(int(match[1]))
    few = 3
    return (
        len(real) >= few
        and len(typed) >= few
        and all(day.day <= _MONTHS for day in real)
        and all(day > _MONTHS for day in typed)
        and len({day.day for day in real}) > 1
    )


def changed_over(day: dt.date) -> dt.date | None:
    """Return the day with day and month changed over; None where the calendar has none."""
    return day_of(day.month, day.day, day.year)


def _certain(day: dt.date | None, how: str, text: str) -> DayReading:
    return DayReading(day, how, "" if day else "impossible", words=text)


def _from_number(value: float, text: str, near: dt.date | None) -> DayReading:
    if not math.isfinite(value):
        return DayReading(None, "text", "unread", words=text)
    if int(value) in _SERIALS:
        return DayReading(_EPOCH + dt.timedelta(days=int(value)), "serial", words=text)
    if float(value).is_integer() and int(value) in _COMPACT:
        whole = int(value)
        return _certain(day_of(whole % 100, whole // 100 % 100, whole // 10_000), "compact", text)
    if match := _NO_YEAR.fullmatch(text):  # typed 15.1, which Excel took for a number
        return _without_year(int(match[1]), int(match[2]), text, near)
    return DayReading(None, "text", "unread", words=text)


def _numeric(first: int, second: int, year: int, *, text: str, order: Order) -> DayReading:
    year = year + 2000 if year < _TWO_DIGITS else year
    as_here, other = day_of(first, second, year), day_of(second, first, year)
    if order == "mdy" and other:
        return DayReading(other, "numeric", words=text)
    if as_here and (order == "dmy" or other is None or other == as_here):
        return DayReading(as_here, "numeric", words=text)
    if as_here and other:
        return DayReading(None, "numeric", "order", (as_here, other), text)
    if other:
        return DayReading(None, "numeric", "order", (other,), text)
    return DayReading(None, "numeric", "impossible", words=text)


def _without_year(day: int, month: int, text: str, near: dt.date | None) -> DayReading:
    years = (near.year, near.year + 1) if near and near.year in YEARS else ()
    options = tuple(found for year in years if (found := day_of(day, month, year)))
    possible = day_of(day, month, 2024) is not None  # a leap year has every day
    return DayReading(None, "numeric", "year" if possible else "impossible", options if possible else (), text)
