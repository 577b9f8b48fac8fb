"""What is aimed at: versions that do not erase each other."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from tests.directives.story import at
from tests.indicators.indicator_world import aim, approve, enter, exports, growth, row_of

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.indicators.models import IndicatorTarget
from dondoc.ledger.models import LedgerEvent

ADJUSTED = {"effective_on": dt.date(2020, 7, 20), "source": "Nghị quyết số 351/NQ-HĐND", "now": at("2020-07-21")}


def test_a_target_changed_during_the_year_judges_only_the_days_from_then_on(
    province: Any, specialist: Any, office_leader: Any
) -> None:
    indicator = growth(specialist, province)
    aim(specialist, indicator, "7.5")
    approve(
        office_leader, enter(specialist, indicator, "2020", "3.05", day=dt.date(2020, 6, 30)), day=dt.date(2020, 6, 30)
    )
    second = aim(specialist, indicator, "3.0", reason="Dịch COVID-19", **ADJUSTED)
    assert second.version == 2
    assert row_of(specialist, indicator, "2020-07-19").verdict == "missed"
    assert row_of(specialist, indicator, "2020-07-20").verdict == "exceeded"
    # As it was known before the change was entered, the later day is judged by the first one too.
    assert row_of(specialist, indicator, "2020-07-20", known_at=at("2020-07-20")).verdict == "missed"
    event = LedgerEvent.objects.filter(code="indicator.target_set").latest("id")
    assert (event.effective_on, event.reason, event.payload["low"]) == (dt.date(2020, 7, 20), "Dịch COVID-19", "3")


@pytest.mark.parametrize(
    ("direction", "low", "high"),
    [("higher", None, "1"), ("higher", "1", "2"), ("lower", "1", None), ("range", "1", None), ("range", "2", "1"), ("higher", None, None)],
)  # fmt: skip
def test_it_fits_the_direction(
    province: Any, specialist: Any, direction: str, low: str | None, high: str | None
) -> None:
    indicator = growth(specialist, province, direction=direction)
    with pytest.raises(BadInput) as refused:
        aim(specialist, indicator, low, high)
    assert refused.value.code == "target_does_not_fit"
    assert not IndicatorTarget.objects.exists()


def test_a_structure_is_aimed_at_by_its_parts(province: Any, specialist: Any) -> None:
    structure = growth(specialist, province, direction="structure")
    with pytest.raises(BadInput, match="từng phần"):
        aim(specialist, structure, "1", "2")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": " "}, "source_required"), ({"period": "2020-06"}, "other_period_kind"), ({"period": "nay"}, "bad_period"),
        ({"effective_on": dt.date(220, 1, 1)}, "bad_day"),
    ],
)  # fmt: skip
def test_bad_input(province: Any, specialist: Any, changes: dict[str, Any], code: str) -> None:
    indicator = growth(specialist, province)
    with pytest.raises(BadInput) as refused:
        aim(specialist, indicator, "6.01", **changes)
    assert refused.value.code == code


def test_another_version_needs_a_reason_another_figure_and_a_later_day(province: Any, specialist: Any) -> None:
    indicator = growth(specialist, province)
    aim(specialist, indicator, "7.5")
    for low, changes, code in (
        ("3", ADJUSTED, "reason_required"), ("7.5", {**ADJUSTED, "reason": "x"}, "no_change"),
        ("3", {**ADJUSTED, "reason": "x", "effective_on": dt.date(2020, 1, 1)}, "before_the_last"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            aim(specialist, indicator, low, **changes)
        assert refused.value.code == code


def test_two_people_at_one_target(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    aim(specialist, indicator, "7.5", expected_version=0)
    with pytest.raises(Conflict) as refused:
        aim(office_leader, indicator, "7", expected_version=0, reason="x")
    assert (refused.value.code, refused.value.details["version"]) == ("other_version", 1)


def test_shares_of_districts_stand_beside_the_whole(province: Any, specialist: Any) -> None:
    indicator = exports(specialist, province)
    aim(specialist, indicator, "700")
    share = aim(specialist, indicator, "200", unit_id=province.units["rachgia"].id)
    assert share.version == 1
    shown = row_of(specialist, indicator, "2020-06-01").target
    assert shown is not None
    assert shown.target.low == Decimal(700)


def test_who_sets_it(province: Any, specialist: Any, chair: Any, lead_head: Any, observer: Any, outsider: Any) -> None:
    indicator = growth(specialist, province)
    for reader in (chair, lead_head, observer):
        with pytest.raises(Refused):
            aim(reader, indicator, "7.5")
    with pytest.raises(NotFound):
        aim(outsider, indicator, "7.5")
    with pytest.raises(NotFound):
        aim(specialist, indicator, "7.5", unit_id=987_654)
