"""Days and periods as they are written, and the day that they mean."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import calendar
import datetime as dt
import re

DAY = (
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<m>\d{1,2})(?!\d|\s*%)"
    r"(?:\s*(?:[/.-]|,?\s+năm\s+)\s*(?P<y>\d{4})(?!\d))?"
)
FULL_DAY = re.compile(
    r"(?<![\d/])(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|,?\s+năm\s+)\s*(\d{4})(?!\d)", re.IGNORECASE
)

NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
#: The years a document of the state is of or sets a time in. A year beyond is a slip of the pen or of the scanner, and
#: nothing is reckoned from it: "năm tới" of the year 9999 is no date at all.
YEARS = range(1901, 2200)

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def day_of(day: int, month: int, year: int) -> dt.date | None:
    """The day, or None where the calendar has no such day (31/02) or the year is none of `YEARS`."""
    if year not in YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def first_day(text: str) -> dt.date | None:
    """The first full date written in `text`, None where there is none or it does not exist."""
    match = FULL_DAY.search(text)
    return day_of(*(int(g) for g in match.groups())) if match else None


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def quarter(text: str) -> int | None:
    """1 to 4 for "I" … "IV" or "1" … "4"."""
    return _ROMAN.get(text.strip().lower())


def number(text: str) -> int | None:
    """A count in digits or words ("02", "mười lăm")."""
    text = text.strip().lower()
    return int(text) if text.isdigit() else NUMBERS.get(text)


def without_year(day: int, month: int, since: dt.date | None) -> dt.date | None:
    """The next such day on or after `since` (a deadline never lies before its document)."""
    if since is None:
        return None
    for year in range(since.year, since.year + 5):  # 29/02 may wait four years
        found = day_of(day, month, year)
        if found and found >= since:
            return found
        if found is None and not (day == 29 and month == 2):
            return None
    return None


def add_months(day: dt.date, months: int) -> dt.date:
    """The corresponding day `months` later, else the month's last day (Civil Code 2015, article 147)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > dt.MAXYEAR:
        return day
    return min(dt.date(year, month + 1, 1) + dt.timedelta(day.day - 1), last_of_month(year, month + 1))


def add_weekdays(day: dt.date, count: int) -> dt.date:
    """`count` days from Monday to Friday after `day`; holidays are the calendar's matter, not the text's."""
    weeks, rest = divmod(count, 5)
    day += dt.timedelta(weeks=weeks)
    while rest:
        day += dt.timedelta(days=1)
        rest -= day.weekday() < 5
    while day.weekday() >= 5:
        day += dt.timedelta(days=1)
    return day
