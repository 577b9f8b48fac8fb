"""A deadline as it is typed into a sheet: a day, a period, words such as "thường xuyên"; or a question."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dondoc.foundation.text import fold
from dondoc.reading import read_deadline
from dondoc.reading.dates import add_weekdays, day_of, last_of_month
from dondoc.reading.deadlines import WorkingDays
from dondoc.tasksheets.reading.cells import one_line, text_of
from dondoc.tasksheets.reading.days import Order, days_within, read_day
from dondoc.tasksheets.reading.workbook import Value

_NONE = frozenset({
    "khong thoi han", "khong co thoi han", "khong quy dinh", "khong quy dinh thoi han", "khong ghi thoi han", "khong han", "khong xac dinh",
    "khong", "khong giao thoi han", "khong co han", "khong ghi", "",
})  # fmt: skip
_STANDING = frozenset(
    {
        "thuong xuyen",
        "lien tuc",
        "tx",
        "thuong xuyen lien tuc",
        "lam thuong xuyen",
        "nhiem vu thuong xuyen",
        "hang ngay thuong xuyen",
    }
)
_MONTH = re.compile(r"(?:t(?:háng)?\.?\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"q(?:uý|úy)?\.?\s*(iv|i{1,3}|[1-4])\s*(?:[/.\-]|năm|,)?\s*(?:năm)?\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20|21)\d{2}")
_RANGE = re.compile(r"(?:từ\b.*\bđến\b|^\S+\s*(?:-|–|đến)\s*\S+$)", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FROM_WRITING = re.compile(r"\b(?:này|nay|tới|sau|mai|ban hành|ký|cuối năm)\b", re.IGNORECASE)
_LONGEST_EVENT = 200


@dataclass(frozen=True, slots=True)
class DueReading:
    """What a cell says of a deadline.

    Attributes:
        kind: a code of `reading.model.DeadlineKind`.
        due_on: the last day in time; None where the kind has none or it has to be asked for.
        words: as typed.
        rule: how the day was worked out.
        rrule: the recurrence, where one is stated.
        question: "" or why a person is asked: those of `DayReading`, `count` (days are counted from no stated day).
        options: the days that it may be.
    """

    kind: str
    due_on: dt.date | None = None
    words: str = ""
    rule: str = ""
    rrule: str = ""
    question: str = ""
    options: tuple[dt.date, ...] = ()


def read_due(
    value: Value, *, issued_on: dt.date | None, order: Order = "dmy", working_days: WorkingDays = add_weekdays
) -> DueReading:
    """Read the deadline in a cell.

    Args:
        value: the cell.
        issued_on: the document's day: "30 ngày kể từ ngày ban hành" is counted from it. The year of "15/1" is
            proposed by it and asked for, never taken.
        order: how the column writes day and month (`days.day_order`).
        working_days: see `reading.read_deadline`.
    """
    words = one_line(text_of(value))
    folded = fold(words)
    if folded in _NONE:
        return DueReading("none", words=words, rule="sheet:no deadline")
    if folded in _STANDING:
        return DueReading("standing", words=words, rule="sheet:standing")
    period = _plain_period(words)
    if period:
        return period
    day = read_day(value, near=issued_on, order=order)
    if day.how != "text":
        rule = "" if day.question else f"sheet:day as {day.how}"
        return DueReading("date", day.on, words, rule, question=day.question, options=day.options)
    return _in_words(words, issued_on, working_days)


def _plain_period(words: str) -> DueReading | None:
    if match := _MONTH.fullmatch(words):
        month, year = int(match[1]), int(match[2])
        first = day_of(1, month, year)
        if first is None:
            return DueReading("period", words=words, question="impossible")
        return DueReading("period", last_of_month(year, month), words, "sheet:month and year")
    if match := _QUARTER.fullmatch(words):
        quarter = _ROMAN.get(match[1].lower()) or int(match[1])
        return DueReading("period", last_of_month(int(match[2]), quarter * 3), words, "sheet:quarter and year")
    if _YEAR.fullmatch(words):
        return DueReading("period", dt.date(int(words), 12, 31), words, "sheet:year")
    return None


def _in_words(words: str, issued_on: dt.date | None, working_days: WorkingDays) -> DueReading:  # noqa: PLR0911  one way out for each form
    days = days_within(words)
    timing = read_deadline(words, issued_on, working_days)
    rule = timing.rules[0] if timing.rules else ""
    if timing.warnings:
        return DueReading("date", words=words, question="impossible")
    if len(days) > 1 and not _RANGE.search(words):
        return DueReading("date", words=words, question="several", options=tuple(days))
    if timing.kind in ("recurring", "standing"):
        return DueReading(timing.kind, words=words, rule=rule, rrule=timing.rrule or "")
    if timing.kind == "event":
        return DueReading("event", words=words[:_LONGEST_EVENT], rule=rule)
    if timing.kind == "relative":
        if timing.due_on:
            return DueReading("relative", timing.due_on, words, rule)
        counted = read_deadline(f"trong {timing.words} kể từ ngày ban hành", issued_on, working_days).due_on
        return DueReading("relative", words=words, question="count", options=(counted,) if counted else ())
    if timing.kind == "none":
        # A day past when the document was written: the reader of texts passes it over, a sheet states it.
        if len(days) == 1:
            return DueReading("date", days[0], words, "sheet:day in words")
        return DueReading("none", words=words, question="unread")
    if timing.due_on is None:
        return DueReading(timing.kind, words=words, question="year")
    if not _YEAR.search(words) and not _FROM_WRITING.search(words):
        later = _a_year_later(timing.due_on)
        return DueReading(
            timing.kind, words=words, question="year", options=(timing.due_on, *((later,) if later else ()))
        )
    return DueReading(timing.kind, timing.due_on, words, rule)


def _a_year_later(day: dt.date) -> dt.date | None:
    return day_of(day.day, day.month, day.year + 1)
