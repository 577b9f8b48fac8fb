from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.worktime import (
    Frequency,
    Period,
    Recurrence,
    Unit,
    by_count,
    by_period,
    date_on_or_after,
    default_calendar,
    end_of_half,
    end_of_month,
    end_of_period,
    end_of_quarter,
    end_of_year,
    middle_of_month,
    period_of,
    start_of_period,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def test_ends_of_periods():
    assert end_of_month(2021, 2) == date(2021, 2, 28)
    assert end_of_month(2020, 2) == date(2020, 2, 29)
    assert [end_of_quarter(2021, quarter) for quarter in range(1, 5)] == [
        date(2021, 3, 31),
        date(2021, 6, 30),
        date(2021, 9, 30),
        date(2021, 12, 31),
    ]
    assert end_of_half(2021, 1) == date(2021, 6, 30)
    assert end_of_half(2021, 2) == end_of_year(2021) == date(2021, 12, 31)
    assert middle_of_month(2021, 1) == date(2021, 1, 15)


@pytest.mark.parametrize(("period", "number"), [(Period.QUARTER, 5), (Period.MONTH, 0), (Period.HALF, 3)])
def test_a_period_that_does_not_exist_is_refused(period, number):
    with pytest.raises(ValueError, match="does not exist"):
        end_of_period(period, 2021, number)


@given(DAYS, st.sampled_from(Period))
def test_a_day_lies_in_its_period(day, period):
    number = period_of(period, day)
    assert start_of_period(period, day.year, number) <= day <= end_of_period(period, day.year, number)
    if day == end_of_period(period, day.year, number):
        following = day + timedelta(1)
        assert following == start_of_period(period, following.year, period_of(period, following))


@pytest.mark.parametrize(
    ("day", "month", "written", "meant"),
    [
        (15, 1, "2020-12-28", "2021-01-15"),
        (28, 12, "2020-12-28", "2020-12-28"),
        (27, 12, "2020-12-28", "2021-12-27"),
        (29, 2, "2021-01-07", "2024-02-29"),
    ],
)
def test_a_date_without_a_year_is_its_next_occurrence(day, month, written, meant):
    assert date_on_or_after(day, month, date.fromisoformat(written)) == date.fromisoformat(meant)


def test_a_date_that_no_year_has_is_refused():
    with pytest.raises(ValueError, match="day"):
        date_on_or_after(31, 2, date(2021, 1, 7))


@pytest.mark.parametrize(
    ("recurrence", "on", "due"),
    [
        (Recurrence(Frequency.MONTHLY, 20), "2021-01-18", "2021-01-20"),
        (Recurrence(Frequency.MONTHLY, 20), "2021-01-21", "2021-02-20"),
        (Recurrence(Frequency.MONTHLY), "2021-02-03", "2021-02-28"),
        (Recurrence(Frequency.MONTHLY, 31), "2021-02-03", "2021-02-28"),
        (Recurrence(Frequency.MONTHLY, 30), "2021-01-31", "2021-02-28"),
        (Recurrence(Frequency.QUARTERLY, 25), "2021-01-18", "2021-03-25"),
        (Recurrence(Frequency.QUARTERLY, 25), "2021-12-26", "2022-03-25"),
        (Recurrence(Frequency.HALF_YEARLY), "2021-07-01", "2021-12-31"),
        (Recurrence(Frequency.YEARLY, 15), "2021-12-15", "2021-12-15"),
    ],
)
def test_next_day_of_a_recurring_duty(recurrence, on, due):
    assert recurrence.next_on_or_after(date.fromisoformat(on)) == date.fromisoformat(due)


def test_a_recurrence_on_no_day_is_refused():
    with pytest.raises(ValueError, match="32"):
        Recurrence(Frequency.MONTHLY, 32)


@given(DAYS, st.sampled_from(Frequency), st.none() | st.integers(1, 31))
def test_recurring_days_go_forward_without_a_gap(day, frequency, number):
    recurrence = Recurrence(frequency, number)
    due = recurrence.next_on_or_after(day)
    assert due >= day
    assert recurrence.next_on_or_after(due) == due
    following = recurrence.next_on_or_after(due + timedelta(1))
    months = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}[frequency]
    assert (following.year - due.year) * 12 + following.month - due.month == months


def test_an_interpretation_says_how_it_came_about():
    calendar = default_calendar()
    quarter = by_period(Period.QUARTER, 2021, 2)
    assert (quarter.due_on, quarter.rule, quarter.calendar_version) == (date(2021, 6, 30), "end_of_quarter", None)
    working = by_count(date(2020, 12, 31), 5, Unit.WORKING_DAYS, calendar)
    assert (working.due_on, working.rule) == (date(2021, 1, 8), "count:5:NLV")
    assert working.calendar_version == calendar.version
    plain = by_count(date(2021, 1, 7), 3, Unit.DAYS, calendar)
    assert (plain.due_on, plain.calendar_version) == (date(2021, 1, 10), None)  # as written, a Sunday
