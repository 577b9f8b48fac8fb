"""Opening registers: who may, and that no code can come twice."""

from __future__ import annotations

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures

from dondoc.documents.commands.open_register import open_register
from dondoc.documents.models import Register
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.models import LedgerEvent


def test_a_register_opens_with_its_event(opened, province):
    register = opened("Sổ  thông báo", "Thông báo", "Giấy mời", "Thông báo")
    assert (register.name, register.kinds, register.agency_symbol) == ("Sổ thông báo", ["Thông báo", "Giấy mời"], "VP")
    event = LedgerEvent.objects.get(code="register.opened")
    assert event.payload["kinds"] == ["Thông báo", "Giấy mời"]
    assert event.aggregate_id == register.id


def test_what_arrives_has_no_symbol(arriving):
    assert (arriving.direction, arriving.agency_symbol) == ("received", "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"direction": "x"}, "direction"),
        ({"agency_symbol": "v p"}, "agency_symbol"),
        ({"agency_symbol": ""}, "agency_symbol"),
        ({"kinds": ["Bài thơ"]}, "kinds"),
        ({"unit_id": 10**12}, "unit"),
    ],
)
def test_what_cannot_be_is_named(office_leader, province, now, change, field):
    given = {
        "unit_id": province.units["vp"].id, "direction": "issued", "name": "Sổ", "kinds": (), "agency_symbol": "VP",
    }  # fmt: skip
    with pytest.raises(BadInput) as caught:
        open_register(actor=office_leader, now=now, **{**given, **change})
    assert caught.value.details["field"] == field
    assert not Register.objects.exists()


def test_two_registers_never_number_one_kind(opened):
    opened("Sổ thông báo", "Thông báo")
    with pytest.raises(Conflict, match="đã đánh số: Thông báo"):
        opened("Sổ khác", "Giấy mời", "Thông báo")
    opened("Sổ chung")
    with pytest.raises(Conflict, match="mọi loại còn lại"):
        opened("Sổ chung 2")
    with pytest.raises(Conflict, match="đã có sổ tên"):
        opened("Sổ chung", "Giấy mời")
    assert opened("Sổ thông báo", "Thông báo", unit="ubnd", symbol="UBND").id  # another agency has its own series


@pytest.mark.parametrize("who", ["chair", "clerk", "specialist", "lead_head", "observer", "administrator"])
def test_only_the_leader_of_the_office_decides(request, province, now, who):
    with pytest.raises(Refused):
        open_register(
            actor=request.getfixturevalue(who), unit_id=province.units["vp"].id, direction="issued", name="Sổ",
            agency_symbol="VP", now=now,
        )  # fmt: skip
