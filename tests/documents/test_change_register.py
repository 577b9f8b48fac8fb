"""Changing, closing and opening a register again."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands.change_register import change_register
from dondoc.documents.commands.take_number import take_number
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def change(actor, register, now, **new):
    values = {"name": register.name, "kinds": register.kinds, "agency_symbol": register.agency_symbol, "closed": False}
    return change_register(actor=actor, register_id=register.id, now=now, **{**values, **new})


def test_a_change_is_an_event_and_none_is_none(notices, office_leader, now):
    assert change(office_leader, notices, now, name="Sổ thông báo kết luận").name == "Sổ thông báo kết luận"
    assert LedgerEvent.objects.get(code="register.changed").payload == {
        "name": ["Sổ thông báo", "Sổ thông báo kết luận"]
    }
    notices.refresh_from_db()
    change(office_leader, notices, now)
    assert LedgerEvent.objects.filter(code="register.changed").count() == 1


def test_a_closed_register_gives_no_number_until_it_is_open_again(notices, office_leader, clerk, now):
    closed = change(office_leader, notices, now, closed=True)
    assert closed.closed_on == dt.date(2021, 1, 18)
    with pytest.raises(Conflict, match="đã đóng ngày 18/01/2021"):
        take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
    change(office_leader, closed, now)
    assert take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now).number == 1


def test_opening_again_meets_what_was_opened_since(notices, opened, office_leader, now):
    closed = change(office_leader, notices, now, closed=True)
    opened("Sổ mới", "Thông báo")
    with pytest.raises(Conflict, match="đã đánh số: Thông báo"):
        change(office_leader, closed, now)


def test_what_cannot_be_is_named(notices, opened, office_leader, now):
    opened("Sổ giấy mời", "Giấy mời")
    with pytest.raises(Conflict, match="đã có sổ tên"):
        change(office_leader, notices, now, name="Sổ giấy mời")
    with pytest.raises(BadInput, match="ký hiệu"):
        change(office_leader, notices, now, agency_symbol="")


def test_who_may_not(notices, clerk, outsider, office_leader, now):
    with pytest.raises(Refused):
        change(clerk, notices, now)
    with pytest.raises(NotFound):
        change_register(
            actor=office_leader, register_id=1, name="Sổ", kinds=(), agency_symbol="VP", closed=False, now=now
        )
    with pytest.raises(NotFound):
        change(outsider, notices, now)


def test_a_kind_that_does_not_exist_is_refused_where_it_closes_too(notices, office_leader, now):
    with pytest.raises(BadInput, match="Không có loại văn bản"):
        change_register(actor=office_leader, register_id=notices.id, kinds=["khong co"], closed=True, now=now)
    notices.refresh_from_db()
    assert notices.closed_on is None


def test_what_is_not_given_stays(notices, office_leader, now):
    change_register(actor=office_leader, register_id=notices.id, closed=True, now=now)
    changed = change_register(actor=office_leader, register_id=notices.id, name="Sổ khác", now=now)
    assert (changed.name, changed.kinds, changed.agency_symbol) == ("Sổ khác", ["Thông báo"], "VP")
    assert changed.closed_on is not None
