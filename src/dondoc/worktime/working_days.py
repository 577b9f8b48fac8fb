"""Counting working days.

The day of the event is not counted, the count begins the day after (Civil Code 2015 art. 147.2 and 147.3). So the
first working day after Thursday 31/12/2020 is Monday 04/01/2021, and five working days from it end on 08/01/2021.
"""

from __future__ import annotations

from datetime import date, timedelta

from dondoc.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)
_WORKDAYS_OF_WEEK = 5


def is_working_day(day: date, calendar: WorkCalendar) -> bool:
    """Whether public bodies work on ``day``."""
    return calendar.is_working_day(day)


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> date:
    """The ``count``-th working day after ``start``; before it when ``count`` is negative; ``start`` itself for 0.

    ``OverflowError`` when the result would leave the years 1 to 9999.
    """
    step = _DAY if count > 0 else -_DAY
    day = start
    remaining = abs(count)
    while remaining:
        day += step
        if calendar.is_working_day(day):
            remaining -= 1
    return day


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Which working day after ``start`` the day ``end`` is: 31/12/2020 to 07/01/2021 gives 4.

    Counts the working days after ``start`` up to and including ``end``. When ``end`` lies before ``start`` the
    result is negative and counts the working days from ``end`` up to, and not including, ``start``: the inverse of
    :func:`add_working_days` in both directions.
    """
    if end < start:
        return -_working_days(end.toordinal(), start.toordinal() - 1, calendar)
    return _working_days(start.toordinal() + 1, end.toordinal(), calendar)


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """``day`` itself when it is a working day, else the first one after it (Civil Code 2015 art. 148.5)."""
    while not calendar.is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date, calendar: WorkCalendar) -> date:
    """``day`` itself when it is a working day, else the last one before it."""
    while not calendar.is_working_day(day):
        day -= _DAY
    return day


def _working_days(first: int, last: int, calendar: WorkCalendar) -> int:
    """Working days from ordinal ``first`` to ``last``, both included: the weekdays, corrected by the exceptions."""
    if last < first:
        return 0
    count = _weekdays_until(last) - _weekdays_until(first - 1)
    for entry in calendar.between(date.fromordinal(first), date.fromordinal(last)):
        count += int(entry.is_working) - int(entry.day.weekday() < _WORKDAYS_OF_WEEK)
    return count


def _weekdays_until(ordinal: int) -> int:
    """Mondays to Fridays from 01/01/0001, which is a Monday, to that ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * _WORKDAYS_OF_WEEK + min(rest, _WORKDAYS_OF_WEEK)
