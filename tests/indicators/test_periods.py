"""Periods of values: their codes, their days, the same one a year before."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.indicators.choices import PeriodKind
from dondoc.indicators.periods import Period, period_at, period_from, periods_of

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
KINDS = st.sampled_from(list(PeriodKind))


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("2020", "2020-01-01", "2020-12-31", "Năm 2020"),
        ("2020-H2", "2020-07-01", "2020-12-31", "6 tháng cuối năm 2020"),
        ("2021-q1", "2021-01-01", "2021-03-31", "Quý I/2021"),
        ("2020-02", "2020-02-01", "2020-02-29", "Tháng 2/2020"),
        ("2020-W53", "2020-12-28", "2021-01-03", "Tuần 53/2020"),
        ("2021-01-18", "2021-01-18", "2021-01-18", "18/01/2021"),
    ],
)
def test_codes(code: str, first: str, last: str, label: str) -> None:
    period = period_from(code)
    assert (period.first.isoformat(), period.last.isoformat(), period.label) == (first, last, label)
    assert period.code == code.upper()


@pytest.mark.parametrize(
    "code", ["", "20", "2020-H3", "2020-Q0", "2020-13", "2020-00", "2020-W00", "2021-W53", "2020-02-30", "2020-05-00", "x2020"]
)  # fmt: skip
def test_what_is_no_period(code: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words of calendar errors are Python's
        period_from(code)


@given(KINDS, DAYS)
def test_a_day_lies_in_its_period_which_its_code_names(kind: PeriodKind, day: dt.date) -> None:
    period = period_at(kind, day)
    assert period.first <= day <= period.last
    assert period_from(period.code) == period
    assert periods_of(kind, period.year)[period.number - 1] == period


@given(KINDS, st.integers(1990, 2090))
def test_the_periods_of_a_year_follow_each_other_without_a_gap(kind: PeriodKind, year: int) -> None:
    periods = periods_of(kind, year)
    for one, two in itertools.pairwise(periods):
        assert one.last + dt.timedelta(days=1) == two.first
    assert {period.year for period in periods} == {year}


@given(KINDS, DAYS)
def test_a_year_before_is_of_the_year_before(kind: PeriodKind, day: dt.date) -> None:
    period = period_at(kind, day)
    before = period.a_year_before()
    assert (before.kind, before.year) == (kind, period.year - 1)
    assert abs(before.number - period.number) <= 1
    assert before == period_at(kind, before.first)


def test_days_of_the_year_until_its_end() -> None:
    assert period_from("2020-Q1").elapsed == 91
    assert period_from("2021").elapsed == 365
    assert Period(dt.date(2021, 1, 1), PeriodKind.DAY).elapsed == 1
