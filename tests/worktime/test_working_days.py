from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.worktime import (
    add_working_days,
    default_calendar,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

CALENDAR = default_calendar()
DAYS = st.dates(date(2014, 6, 1), date(2031, 6, 1))
COUNTS = st.integers(-400, 400)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2020-12-31", 5, "2021-01-08"),
        ("2020-12-31", 4, "2021-01-07"),
        ("2026-07-06", 4, "2026-07-10"),
        ("2021-02-09", 1, "2021-02-17"),  # over Tết
        ("2021-02-13", 1, "2021-02-17"),  # from within it
        ("2021-02-17", -1, "2021-02-09"),
        ("2021-01-18", -3, "2021-01-13"),
        ("2018-12-28", 3, "2019-01-04"),
        ("2018-12-28", 4, "2019-01-05"),  # the Saturday worked in exchange for 31/12
        ("2021-05-01", 0, "2021-05-01"),
    ],
)
def test_known_counts(start, count, end):
    assert add_working_days(date.fromisoformat(start), count, CALENDAR) == date.fromisoformat(end)
    if count:
        assert working_days_between(date.fromisoformat(start), date.fromisoformat(end), CALENDAR) == count


def test_a_day_off_has_the_number_of_the_working_day_before_it():
    assert working_days_between(date(2020, 12, 31), date(2021, 1, 9), CALENDAR) == 5
    assert working_days_between(date(2020, 12, 31), date(2021, 1, 3), CALENDAR) == 0


@given(DAYS, COUNTS.filter(bool))
def test_adding_and_counting_are_inverse_and_end_on_a_working_day(start, count):
    end = add_working_days(start, count, CALENDAR)
    assert is_working_day(end, CALENDAR)
    assert working_days_between(start, end, CALENDAR) == count


@given(DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(start, end):
    first, last = (start + timedelta(1), end) if end >= start else (end, start - timedelta(1))
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    expected = sum(is_working_day(day, CALENDAR) for day in days)
    assert working_days_between(start, end, CALENDAR) == (expected if end >= start else -expected)


@given(DAYS, st.integers(0, 200), st.integers(0, 200))
def test_counts_add_up(start, some, more):
    assert add_working_days(start, some + more, CALENDAR) == add_working_days(
        add_working_days(start, some, CALENDAR), more, CALENDAR
    )


@given(DAYS, DAYS)
def test_counting_is_monotonic(end, other):
    start = date(2014, 1, 1)
    earlier, later = sorted((end, other))
    assert working_days_between(start, earlier, CALENDAR) <= working_days_between(start, later, CALENDAR)


@given(DAYS)
def test_rolling_stays_on_a_working_day_and_skips_none(day):
    after, before = next_working_day(day, CALENDAR), previous_working_day(day, CALENDAR)
    assert before <= day <= after
    assert (before == day == after) is is_working_day(day, CALENDAR)
    skipped = [before + timedelta(offset) for offset in range(1, (after - before).days)]
    assert not any(is_working_day(each, CALENDAR) for each in skipped)


def test_leaving_the_calendar_is_an_overflow():
    with pytest.raises(OverflowError):
        add_working_days(date(9999, 12, 30), 5, CALENDAR)
