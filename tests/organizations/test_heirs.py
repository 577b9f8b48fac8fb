"""Who carries on the work of a unit that has ended: chains, splits, circles, days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dondoc.organizations.heirs import ended_sentence, ended_units, heirs
from dondoc.organizations.models import Unit, UnitSuccession

ON = dt.date(2021, 1, 18)


def end(province: Any, code: str, last_day: str, *successors: str) -> Unit:
    """End a unit; its successors take over the day after."""
    unit: Unit = province.units[code]
    unit.valid_to = dt.date.fromisoformat(last_day)
    unit.save()
    for one in successors:
        UnitSuccession.objects.create(
            jurisdiction_id=1, predecessor_unit_id=unit.id, successor_unit_id=province.units[one].id,
            on=unit.valid_to + dt.timedelta(days=1),
        )  # fmt: skip
    return unit


def codes(province: Any, code: str, on: dt.date = ON) -> list[str] | None:
    """Who carries on a unit's work; None while it has not ended."""
    unit = province.units[code]
    found = ended_units(1, on, {unit.id}).get(unit.id)
    return None if found is None else [one.code for one in found[1]]


def test_a_chain_is_followed_to_who_stands_that_day(province: Any) -> None:
    end(province, "skhdt", "2020-06-30", "stc")
    end(province, "stc", "2021-01-17", "syt")
    assert codes(province, "skhdt") == ["syt"]
    assert codes(province, "skhdt", dt.date(2021, 1, 17)) == ["stc"], "Tài chính stood on its last day"
    assert codes(province, "stc", dt.date(2021, 1, 17)) is None
    assert codes(province, "syt") is None


def test_of_a_split_all_carry_on_and_a_dissolved_one_has_nobody(province: Any) -> None:
    end(province, "skhdt", "2021-01-17", "stc", "syt")
    end(province, "bdbp", "2021-01-17")
    assert codes(province, "skhdt") == ["stc", "syt"]
    assert codes(province, "bdbp") == []
    assert set(ended_units(1, ON)) == {province.units["skhdt"].id, province.units["bdbp"].id}
    assert ended_units(1, ON, ()) == {}
    unit, after = ended_units(1, ON)[province.units["skhdt"].id]
    assert ended_sentence(unit, after) == (
        "Sở Kế hoạch và Đầu tư đã kết thúc hoạt động ngày 17/01/2021; đơn vị kế thừa là Sở Tài chính; Sở Y tế, hãy chọn "
        "đơn vị đó."
    )


def test_a_circle_of_successions_comes_to_an_end(province: Any) -> None:
    end(province, "skhdt", "2021-01-10", "stc")
    end(province, "stc", "2021-01-12", "skhdt")
    assert codes(province, "skhdt") == []


@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3)), st.sets(st.integers(0, 7)))
def test_only_who_stands_is_found_once_and_never_the_unit_itself(
    after: dict[int, list[int]], standing: set[int]
) -> None:
    found = heirs(0, after, standing)
    assert set(found) <= standing - {0}
    assert len(found) == len(set(found))
