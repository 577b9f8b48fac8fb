"""An indicator comes into the list."""

from __future__ import annotations

from typing import Any

import pytest
from tests.indicators.indicator_world import exports, growth

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.indicators.models import Indicator, IndicatorOwner
from dondoc.ledger.models import LedgerEvent


def test_it_stands_at_the_end_of_its_list_and_is_led_from_its_first_day(province: Any, specialist: Any) -> None:
    first, second = growth(specialist, province), exports(specialist, province)
    assert (first.position, second.position) == (1, 2)
    owner = IndicatorOwner.objects.get(indicator_id=first.id)
    assert (owner.unit_id, owner.role, owner.since) == (province.units["skhdt"].id, "lead", first.starts_on)
    event = LedgerEvent.objects.get(aggregate="indicator", aggregate_id=first.id)
    assert (event.code, event.actor_id, event.payload["name"]) == (
        "indicator.created",
        specialist.pk,
        "Tốc độ tăng GRDP",
    )


def test_a_code_is_there_once(province: Any, specialist: Any) -> None:
    growth(specialist, province)
    with pytest.raises(Conflict, match="tang-truong-grdp") as refused:
        growth(specialist, province, code=" Tang-truong-GRDP ")
    assert refused.value.code == "code_taken"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "Tăng trưởng"}, "bad_code"), ({"code": ""}, "bad_code"), ({"name": "  "}, "name_required"),
        ({"measure": ""}, "measure_required"), ({"direction": "up"}, "unknown_choice"), ({"origin": "x"}, "unknown_choice"),
        ({"period_kind": "decade"}, "unknown_choice"), ({"accumulation": ""}, "unknown_choice"), ({"decimals": 7}, "bad_decimals"),
        ({"decimals": -1}, "bad_decimals"), ({"code": "moi"}, "code_reserved"), ({"code": " Nhap "}, "code_reserved"),
        ({"name": "x" * 251}, "too_long"),
    ],
)  # fmt: skip
def test_bad_input(province: Any, specialist: Any, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        growth(specialist, province, **changes)
    assert refused.value.code == code
    assert not Indicator.objects.exists()


def test_parts_belong_to_a_structure_and_have_no_parts(province: Any, specialist: Any) -> None:
    structure = growth(specialist, province, code="co-cau", direction="structure")
    part = growth(specialist, province, code="co-cau-dich-vu", direction="range", parent_id=structure.id)
    assert (part.parent_id, part.position) == (structure.id, 1)
    whole = exports(specialist, province)
    for parent, direction in ((whole, "higher"), (structure, "structure")):
        with pytest.raises(BadInput) as refused:
            growth(specialist, province, code="x", parent_id=parent.id, direction=direction)
        assert refused.value.code == "not_a_structure"


def test_only_the_office_keeps_the_list_and_a_specialist_their_fields(
    province: Any,
    specialist: Any,
    office_leader: Any,
    chair: Any,
    clerk: Any,
    lead_head: Any,
    administrator: Any,
    outsider: Any,
) -> None:
    for reader in (chair, clerk, lead_head):
        with pytest.raises(Refused):
            growth(reader, province)
    with pytest.raises(NotFound):
        growth(administrator, province)
    with pytest.raises(Refused):
        growth(specialist, province, field_id=province.fields["van-xa"].id)
    with pytest.raises(NotFound):
        growth(outsider, province)
    growth(office_leader, province, field_id=province.fields["van-xa"].id)
