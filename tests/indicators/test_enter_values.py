"""Figures come in: nothing is written over, nothing is guessed, two people in one cell both keep theirs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from tests.directives.story import at
from tests.indicators.indicator_world import approve, enter, exports, growth

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.indicators.commands.enter_values import MOST_CELLS, Cell, enter_values
from dondoc.indicators.commands.lock_period import lock_period
from dondoc.indicators.models import IndicatorValue
from dondoc.ledger.models import LedgerEvent

D = Decimal


def test_a_correction_stands_beside_what_was_there(province: Any, specialist: Any) -> None:
    indicator = growth(specialist, province)
    first = enter(specialist, indicator, "2020-Q4", "3.0")
    second = enter(specialist, indicator, "2020-Q4", "3.05", expected_vintage=1)
    assert (first.vintage, second.vintage) == (1, 2)
    assert [str(one.value) for one in IndicatorValue.objects.order_by("vintage")] == ["3.000000", "3.050000"]
    event = LedgerEvent.objects.filter(code="indicator.values_entered").latest("id")
    assert event.payload["cells"][0]["value"] == "3.05"
    assert event.payload["cells"][0]["period"] == "2020-Q4"


def test_two_people_in_one_cell_both_keep_their_figure(province: Any, specialist: Any, lead_focal: Any) -> None:
    indicator = growth(specialist, province)
    enter(lead_focal, indicator, "2020-Q4", "3.0", expected_vintage=0)
    with pytest.raises(Conflict) as refused:
        enter(specialist, indicator, "2020-Q4", "3.1", expected_vintage=0)
    told = refused.value.details
    assert (refused.value.code, told["theirs"], told["mine"], told["vintage"]) == ("other_vintage", "3", "3.1", 1)


def test_all_cells_or_none(province: Any, specialist: Any) -> None:
    one, two = growth(specialist, province), exports(specialist, province)
    cells = [Cell(one.id, "2020-Q4", D("3.05")), Cell(two.id, "2020-Q4", D(5))]
    with pytest.raises(BadInput) as refused:
        enter_values(
            actor=specialist, cells=cells, quality="official", released_on=dt.date(2021, 1, 4), source="CTK", now=at("2021-01-05")
        )  # fmt: skip
    assert refused.value.code == "other_period_kind"
    assert not IndicatorValue.objects.exists()
    assert not LedgerEvent.objects.filter(code="indicator.values_entered").exists()


def test_a_thousand_times_last_year_is_asked(province: Any, specialist: Any) -> None:
    indicator = exports(specialist, province)
    enter(specialist, indicator, "2019", "820.5")
    with pytest.raises(BadInput, match="triệu USD") as refused:
        enter(specialist, indicator, "2020", "820500")
    assert refused.value.code == "another_unit"
    meant = enter(specialist, indicator, "2020", "820500", is_meant=True)
    assert meant.value == D(820500)
    # What stands in the cell itself is the nearest measure.
    assert enter(specialist, indicator, "2020", "820600").vintage == 2


@pytest.mark.parametrize(
    ("value", "changes", "code"),
    [
        ("1.234", {}, "too_many_decimals"), ("NaN", {}, "bad_figure"), ("1e19", {}, "too_large"), ("1", {"source": ""}, "source_required"),
        ("1", {"released_on": dt.date(2020, 12, 29)}, "in_future"), ("1", {"quality": "sure"}, "unknown_choice"),
        ("1", {"released_on": dt.date(20, 1, 1)}, "bad_day"),
    ],
)  # fmt: skip
def test_bad_input(province: Any, specialist: Any, value: str, changes: dict[str, Any], code: str) -> None:
    indicator = growth(specialist, province)
    with pytest.raises(BadInput) as refused:
        enter(specialist, indicator, "2020", value, **changes)
    assert refused.value.code == code
    assert not IndicatorValue.objects.exists()


def test_how_many_cells(province: Any, specialist: Any) -> None:
    indicator = growth(specialist, province)
    given = {"quality": "official", "released_on": dt.date(2021, 1, 4), "source": "CTK", "now": at("2021-01-05")}
    for cells, code in (
        ([], "how_many"), ([Cell(indicator.id, "2020", D(n)) for n in range(MOST_CELLS + 1)], "how_many"),
        ([Cell(indicator.id, "2020", D(1)), Cell(indicator.id, "2020", D(2))], "twice"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            enter_values(actor=specialist, cells=cells, **given)
        assert refused.value.code == code


def test_a_structure_has_no_value_of_its_own(province: Any, specialist: Any) -> None:
    structure = growth(specialist, province, direction="structure")
    with pytest.raises(BadInput) as refused:
        enter(specialist, structure, "2020", "100")
    assert refused.value.code == "has_parts"


def test_a_closed_period_takes_nothing(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-20"))
    with pytest.raises(Conflict, match="20/10/2020") as refused:
        enter(specialist, indicator, "2020-Q3", "3")
    assert refused.value.code == "period_locked"
    assert enter(specialist, indicator, "2020-Q4", "3").vintage == 1


def test_who_enters_what(
    province: Any, specialist: Any, lead_focal: Any, lead_head: Any, coordinating_focal: Any, chair: Any, observer: Any,
    administrator: Any, outsider: Any, make_user: Any,
) -> None:  # fmt: skip
    indicator = exports(specialist, province)
    district = make_user("dm.rachgia", "focal_point", unit="rachgia")
    share = {"unit_id": province.units["rachgia"].id}
    for who, cell, is_allowed in (
        (specialist, {}, True), (lead_focal, {}, True), (lead_head, {}, True), (coordinating_focal, {}, False), (chair, {}, False),
        (observer, {}, False), (district, {}, False), (district, share, True), (lead_focal, share, True),
        (coordinating_focal, share, False),
    ):  # fmt: skip
        if is_allowed:
            assert enter(who, indicator, "2020", "700", **cell).entered_by_id == who.pk
        else:
            with pytest.raises(Refused):
                enter(who, indicator, "2020", "700", **cell)
    for stranger in (administrator, outsider):
        with pytest.raises(NotFound):
            enter(stranger, indicator, "2020", "700")


def test_what_was_approved_is_not_touched(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    (first,) = approve(office_leader, enter(specialist, indicator, "2020", "3.0"))
    enter(specialist, indicator, "2020", "3.05", quality="official", day=dt.date(2021, 1, 4))
    first.refresh_from_db()
    assert (first.state, first.value) == ("approved", D(3))
