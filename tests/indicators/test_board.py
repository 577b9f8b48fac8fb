"""The board of a year: every count opens its rows, any past day, forecasts named, few queries."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.directives.story import at
from tests.indicators.indicator_world import aim, approve, enter, exports, growth, row_of

from dondoc.foundation.errors import NotFound
from dondoc.indicators.choices import Quality, ValueState
from dondoc.indicators.evaluation import Score
from dondoc.indicators.forecast import Method
from dondoc.indicators.rules import Vintage, shown
from dondoc.indicators.selectors import Asked, board

D = Decimal
END = dt.date(2020, 12, 31)


def test_an_empty_year(province: Any, specialist: Any) -> None:
    growth(specialist, province)
    assert board(specialist, Asked(2020, END)).score == Score(0, 0, 0, 0)
    assert board(specialist, Asked(2035, END)).rows == []


def test_the_surest_then_the_latest_value_is_shown(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    aim(specialist, indicator, "3.0")
    for value, quality, day in (
        ("3.1", "preliminary", dt.date(2020, 12, 20)), ("2.9", "estimated", dt.date(2020, 12, 25)),
        ("2.8", "official", dt.date(2021, 6, 30)),
    ):  # fmt: skip
        approve(office_leader, enter(specialist, indicator, "2020", value, quality=quality, day=day), day=day)
    assert row_of(specialist, indicator, "2020-12-31").verdict == "exceeded"
    assert row_of(specialist, indicator, "2021-06-30").verdict == "missed"


def test_a_year_that_runs_is_forecast_by_two_named_ways(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = exports(specialist, province)
    aim(specialist, indicator, "800")
    for period, value in (("2019-06", "400"), ("2019", "1000"), ("2020-06", "350")):
        approve(
            office_leader, enter(specialist, indicator, period, value, day=dt.date(2020, 7, 6)), day=dt.date(2020, 7, 6)
        )
    row = row_of(specialist, indicator, "2020-07-31")
    assert [(one.method, one.value) for one in row.forecasts] == [
        (Method.LINEAR, D("703.85")),
        (Method.SEASONAL, D("875.00")),
    ]
    assert (row.verdict, row.light) == ("unknown", "progressing")
    assert row.reached == D("0.4375")
    assert [(period.code, value) for period, value in row.series] == [("2020-06", D(350))]


def test_a_structure_is_met_with_all_its_parts(province: Any, specialist: Any, office_leader: Any) -> None:
    structure = growth(specialist, province, code="co-cau", direction="structure")
    parts = [growth(specialist, province, code=f"phan-{n}", direction="range", parent_id=structure.id) for n in (1, 2)]
    for part in parts:
        aim(specialist, part, "30", "35")
    approve(office_leader, enter(specialist, parts[0], "2020", "32"))
    assert board(specialist, Asked(2020, END)).score == Score(1, 0, 0, 1)
    approve(office_leader, enter(specialist, parts[1], "2020", "36"))
    found = board(specialist, Asked(2020, END))
    assert found.score == Score(1, 0, 1, 0)
    assert [part.verdict for part in found.rows[0].parts] == ["met", "missed"]


def test_it_asks_as_often_however_many_there_are(province: Any, specialist: Any, office_leader: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            board(specialist, Asked(2020, END))
        return len(asked)

    aim(specialist, growth(specialist, province), "6")
    few = queries()
    for n in range(5):
        indicator = growth(specialist, province, code=f"chi-tieu-{n}")
        aim(specialist, indicator, "6")
        approve(office_leader, enter(specialist, indicator, "2020", "7"))
    assert queries() == few == 3


def test_who_sees_it(
    province: Any, specialist: Any, observer: Any, lead_focal: Any, administrator: Any, outsider: Any
) -> None:
    aim(specialist, growth(specialist, province), "6")
    for reader in (observer, lead_focal):
        assert board(reader, Asked(2020, END)).score.total == 1
    assert board(outsider, Asked(2020, END)).score.total == 0
    with pytest.raises(NotFound):
        board(administrator, Asked(2020, END))


VINTAGES = st.lists(
    st.builds(
        Vintage, value=st.just(D(1)), quality=st.sampled_from(list(Quality)),
        released_on=st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 9)), number=st.integers(1, 9),
        state=st.sampled_from(list(ValueState)), decided_at=st.just(at("2020-01-05")),
    ),
    max_size=6,
)  # fmt: skip


@given(VINTAGES, st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 9)))
def test_what_is_shown_was_approved_published_and_none_is_surer(vintages: list[Vintage], on: dt.date) -> None:
    order = [Quality.ESTIMATED, Quality.PRELIMINARY, Quality.OFFICIAL]
    known = [one for one in vintages if one.state == ValueState.APPROVED and one.released_on <= on]
    found = shown(vintages, on)
    assert (found is None) == (not known)
    if found is not None:
        assert found in known
        assert all(order.index(one.quality) <= order.index(found.quality) for one in known)
    assert shown(vintages, on, at("2020-01-04")) is None
