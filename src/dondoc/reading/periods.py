"""Weeks, months, quarters, half-years and years as official texts name them, and the last day of each.

A part of one ("đầu tháng", "giữa quý") ends with that part: the thirds of a month that offices speak of are its
10th, its 20th and its end; those of a quarter are its months; a year begins with its first quarter.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re

from .cues import Hints
from .dates import YEARS, add_months, last_of_month, number, quarter

_PART = r"(?P<part>đầu|giữa|cuối|nửa đầu|nửa cuối|thượng tuần|trung tuần|hạ tuần|tuần đầu(?:\s+tiên)?(?:\s+của)?|tuần cuối(?:\s+cùng)?(?:\s+của)?|10 ngày đầu)"
_QUARTER = r"(?:iv|i{1,3}|[1-4])"
_YEAR = r"(?:\s*(?:/|-|,?\s*(?:của\s+)?năm)\s*(?P<{name}>\d{{4}}))?"
_AND = r"(?:\s*(?:,|và|-|đến)\s*)"
_QUARTERS = (
    rf"(?:các\s+)?quý\s+(?P<q1>{_QUARTER})(?:/\d{{4}}(?=\s*(?:,|và|-|đến)\s*quý))?"
    rf"(?:{_AND}(?:quý\s+)?(?P<q2>{_QUARTER})(?!\w))*{_YEAR.format(name='qyear')}"
)
_HALVES = r"(?P<half>(?:0?6|sáu|0?3|ba|0?9|chín)\s+tháng|nửa|quý)\s+(?P<halfpart>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<halfyear>\d{4}))?"
_MONTHS = (
    r"(?:các\s+)?tháng\s+(?P<mo>\d{1,2})(?!\s*[/.-]\s*\d{1,2}(?!\d|\s*/\s*\d{4}|\s+năm\s+\d{4}))(?:/\d{4}(?=\s*(?:,|và|-|đến)\s*tháng))?"
    rf"(?:{_AND}(?:tháng\s+)?(?P<mo2>\d{{1,2}})(?![\d]|\s*/\s*\d{{1,2}}(?!\d)))*{_YEAR.format(name='moyear')}"
)
_YEARS = r"(?:(?:0?2|hai|0?3|ba)\s+)?năm\s+(?P<y1>\d{4})(?:\s*(?:-|và|,|đến)\s*(?:năm\s+)?(?P<y2>\d{4}))*"
_NEAR = r"(?P<now>(?:năm|quý|tháng|tuần)\s+(?:nay|này|tới|sau)|cuối năm(?!\s+\d)|năm)(?![\w])"
#: What follows "trong", "trước", "đến hết" …; see `deadlines`.
PERIOD = (
    rf"(?:thời gian\s+)?(?:{_PART}\s+)?"
    rf"(?:(?P<q>{_QUARTERS})|(?P<h>{_HALVES})|(?P<month>{_MONTHS})|(?P<yr>{_YEARS})|{_NEAR})"
)
#: Without one of these no period is named.
HINTS = Hints(
    {
        "quý": r"quý\s",
        "tháng": r"tháng\s+(?:\d|đầu|cuối|này|tới|sau)",
        "năm": r"năm\s+(?:\d{4}|nay|này|tới|sau)",
        "cuối năm": None,
        "đầu năm": None,
        "giữa năm": None,
        "tuần": r"tuần\s+(?:này|tới|sau)",
        "nửa": None,
    }
)

_MONTH_PARTS = {
    "đầu": 10, "nửa đầu": 15, "giữa": 20, "thượng tuần": 10, "trung tuần": 20, "tuần đầu": 7, "10 ngày đầu": 10,
}  # fmt: skip


def last_day(m: re.Match[str], part: str, written: dt.date | None) -> dt.date | None:
    """The last day of a period that `PERIOD` found.

    Args:
        m: the match.
        part: the part of it that is meant ("đầu", "giữa", "cuối", …); "" for all of it.
        written: the document's date, from which a missing year follows.

    Returns:
        The day; None where the year is not known or the period does not exist.
    """
    part = "tuần đầu" if part.startswith("tuần đầu") else part
    if m.group("q"):
        return _quarter_end(m, part, written)
    if m.group("h"):
        return _half_end(m, written)
    if m.group("month"):
        year = int(m.group("moyear")) if m.group("moyear") else None
        month = int(m.group("mo2") or m.group("mo"))
        end = next_month_end(month, year, written) if 1 <= month <= 12 else None
        return end.replace(day=_MONTH_PARTS.get(part, end.day)) if end else None
    if m.group("yr"):
        last = int(m.group("y2") or m.group("y1"))
        if last not in YEARS:
            return None
        return last_of_month(last, {"đầu": 3, "nửa đầu": 6, "giữa": 6}.get(part, 12))
    return _near(m.group("now").lower(), part, written)


def first_day_of(m: re.Match[str], end: dt.date) -> dt.date:
    """The first day of the period that ends on `end`: what is due "trước quý III" is due the day before it."""
    if m.group("month"):
        return end.replace(day=1)
    if m.group("yr"):
        return end.replace(month=1, day=1)
    return end.replace(month=max(1, end.month - 2), day=1)


def next_month_end(month: int, year: int | None, since: dt.date | None) -> dt.date | None:
    """The last day of `month`: of the year given, else of the next such month that has not ended before `since`."""
    if year is not None:
        return last_of_month(year, month) if year in YEARS else None
    if since is None:
        return None
    end = last_of_month(since.year, month)
    return end if end >= since else last_of_month(since.year + 1, month)


def _quarter_end(m: re.Match[str], part: str, written: dt.date | None) -> dt.date | None:
    index = quarter(m.group("q2") or m.group("q1"))
    if index is None:
        return None
    year = int(m.group("qyear")) if m.group("qyear") else None
    end = next_month_end(index * 3, year, written)
    back = {"đầu": 2, "giữa": 1}.get(part, 0)
    return last_of_month(end.year, end.month - back) if end else None


def _half_end(m: re.Match[str], written: dt.date | None) -> dt.date | None:
    year = int(m.group("halfyear")) if m.group("halfyear") else None
    length = m.group("half").lower()
    months = {"nửa": 6, "quý": 3}.get(length) or number(length.split()[0]) or 6
    return next_month_end(months if m.group("halfpart").lower() == "đầu" else 12, year, written)


def _near(words: str, part: str, written: dt.date | None) -> dt.date | None:
    """Periods named from the day of writing: "tuần này", "tháng tới", "năm sau"."""
    if written is None:
        return None
    if words == "cuối năm" or (words == "năm" and part == "cuối"):
        return dt.date(written.year, 12, 31)
    unit, _, which = words.partition(" ")
    ahead = 1 if which in ("tới", "sau") else 0
    if unit == "năm":
        return dt.date(written.year + ahead, 12, 31) if which else None
    if unit == "tháng":
        month = add_months(written.replace(day=1), ahead)
        end = last_of_month(month.year, month.month)
        return end.replace(day=_MONTH_PARTS.get(part, end.day))
    if unit == "quý":
        month = add_months(written.replace(month=(written.month + 2) // 3 * 3, day=1), 3 * ahead)
        return last_of_month(month.year, month.month)
    return written + dt.timedelta(days=6 - written.weekday(), weeks=ahead)
