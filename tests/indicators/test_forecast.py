"""Forecasts of the whole year: two ways, each named, and none where none can be made."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.indicators.choices import Accumulation
from dondoc.indicators.forecast import Method, forecasts
from dondoc.indicators.periods import period_from

D = Decimal
CUMULATIVE, POINT = Accumulation.CUMULATIVE, Accumulation.POINT


def test_half_a_year_by_both_ways() -> None:
    found = forecasts(
        CUMULATIVE, period_from("2021-H1"), D("31752.57"), decimals=2, same_last_year=D("32458.91"), whole_last_year=D("68956.99")
    )  # fmt: skip
    assert [(one.method, one.value) for one in found] == [
        (Method.LINEAR, D("64031.43")),  # 31 752,57 × 365 / 181
        (Method.SEASONAL, D("67456.41")),  # 31 752,57 × 68 956,99 / 32 458,91
    ]


@pytest.mark.parametrize("code", ["2020", "2020-Q4", "2020-12", "2020-H2", "2020-12-31"])
def test_a_whole_year_is_no_forecast(code: str) -> None:
    assert forecasts(CUMULATIVE, period_from(code), D(5), decimals=0) == []


def test_of_rates_and_points_of_time_nothing_is_said() -> None:
    assert forecasts(POINT, period_from("2021-06"), D(5), decimals=0, same_last_year=D(4), whole_last_year=D(9)) == []


@pytest.mark.parametrize(("same", "whole"), [(None, D(9)), (D(0), D(9)), (D(4), None), (D(-4), D(9)), (D(4), D(-9))])
def test_the_season_needs_last_year(same: Decimal | None, whole: Decimal | None) -> None:
    found = forecasts(CUMULATIVE, period_from("2021-06"), D(5), decimals=0, same_last_year=same, whole_last_year=whole)
    assert [one.method for one in found] == [Method.LINEAR]


@given(st.integers(1, 11), st.decimals(min_value=1, max_value=10**6, places=1))
def test_a_year_like_the_last_one_ends_like_it(month: int, value: Decimal) -> None:
    period = period_from(f"2021-{month:02}")
    found = forecasts(CUMULATIVE, period, value, decimals=1, same_last_year=value, whole_last_year=value * 2)
    assert found[1].value == value * 2
    assert found[0].value >= value
