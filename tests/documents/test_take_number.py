"""Numbers of issue: one after the other, from 01 each year, never twice, whoever comes at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.change_register import change_register
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.models import RegisterEntry
from dondoc.documents.register_selectors import missing_numbers
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def test_the_first_is_one_and_the_next_follow(notices, clerk, now):
    taken = [take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now) for _ in range(3)]
    assert [(entry.number, entry.symbol, entry.entered_on) for entry in taken] == [
        (1, "TB-VP", dt.date(2021, 1, 18)), (2, "TB-VP", dt.date(2021, 1, 18)), (3, "TB-VP", dt.date(2021, 1, 18)),
    ]  # fmt: skip
    event = LedgerEvent.objects.filter(code="register_entry.number_taken").order_by("id").first()
    assert (event.payload["code"], event.payload["signer"]) == ("01/TB-VP", "Lê Thị Bình")
    assert taken[0].recipients == "- Như trên;\n- Lưu: VT."


def test_the_year_is_the_local_one_and_begins_at_one(notices, clerk):
    moments = [
        dt.datetime(2020, 12, 31, 16, 59, 59, tzinfo=dt.UTC),  # 23:59:59 here
        dt.datetime(2020, 12, 31, 17, 0, 0, tzinfo=dt.UTC),  # midnight here
    ]
    taken = [take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=moment) for moment in moments]
    assert [(entry.year, entry.number, entry.entered_on) for entry in taken] == [
        (2020, 1, dt.date(2020, 12, 31)), (2021, 1, dt.date(2021, 1, 1)),
    ]  # fmt: skip


def test_fifty_at_once_are_fifty_in_a_row(real_connections, at_once, notices, clerk, now):
    def job():
        return take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now).number

    found = at_once(*[job] * 50)
    assert sorted(found) == list(range(1, 51))
    assert missing_numbers(notices, 2021) == []
    assert RegisterEntry.objects.count() == LedgerEvent.objects.filter(code="register_entry.number_taken").count() == 50


def test_a_refusal_takes_no_number(notices, clerk, now, monkeypatch):
    from dondoc.documents.commands import take_number as module

    def fails(**_):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(module, "append", fails)
        with pytest.raises(RuntimeError):
            take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
    assert take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now).number == 1


def test_each_kind_in_its_own_register(notices, opened, clerk, now):
    rest = opened("Sổ chung")
    letter = Facts(kind="Công văn", drafter="TH", subject="V/v đôn đốc")
    assert take_number(actor=clerk, register_id=rest.id, facts=letter, now=now).symbol == "VP-TH"
    with pytest.raises(BadInput, match="đánh số ở sổ khác"):
        take_number(actor=clerk, register_id=rest.id, facts=NOTICE, now=now)
    with pytest.raises(BadInput, match="đánh số ở sổ khác"):
        take_number(actor=clerk, register_id=notices.id, facts=letter, now=now)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"subject": "a" * 2001}, "subject"),
        ({"signer": "a\0"}, "signer"),
        ({"kind": "Bài thơ"}, "kind"),
        ({"kind": "Công văn"}, "drafter"),
        ({"kind": "Công văn", "drafter": "k t"}, "drafter"),
        ({"copies": -1}, "copies"),
    ],
)
def test_what_cannot_be_is_named(opened, clerk, now, change, field):
    register = opened("Sổ chung")
    with pytest.raises(BadInput) as caught:
        take_number(actor=clerk, register_id=register.id, facts=replace(NOTICE, **change), now=now)
    assert caught.value.details["field"] == field


def test_a_document_that_the_person_does_not_see_is_none(notices, clerk, now):
    with pytest.raises(NotFound):
        take_number(actor=clerk, register_id=notices.id, facts=replace(NOTICE, document_id=1), now=now)


def test_a_register_of_arrivals_gives_no_number_of_issue(arriving, clerk, now):
    with pytest.raises(BadInput, match="sổ văn bản đi"):
        take_number(actor=clerk, register_id=arriving.id, facts=NOTICE, now=now)


@pytest.mark.parametrize("who", ["chair", "lead_head", "lead_focal", "observer", "administrator"])
def test_who_may_not(request, notices, now, who):
    with pytest.raises(Refused):
        take_number(actor=request.getfixturevalue(who), register_id=notices.id, facts=NOTICE, now=now)


def test_an_outsider_finds_no_register(notices, outsider, now):
    with pytest.raises(NotFound):
        take_number(actor=outsider, register_id=notices.id, facts=NOTICE, now=now)


def test_a_kind_that_was_numbered_this_year_stays_in_its_register(notices, opened, clerk, office_leader, now):
    take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
    change_register(actor=office_leader, register_id=notices.id, closed=True, now=now)
    with pytest.raises(Conflict, match="đã đánh số ở sổ “Sổ thông báo”, đến số 01") as refusal:
        opened("Sổ mới", "Thông báo")
    assert refusal.value.code == "register_series"
    rest = opened("Sổ chung")  # takes every kind that no open register names
    with pytest.raises(Conflict, match="01/TB-VP năm nay đã cấp ở sổ “Sổ thông báo”") as refusal:
        take_number(actor=clerk, register_id=rest.id, facts=NOTICE, now=now)
    assert refusal.value.code == "code_taken"
    letter = Facts(kind="Công văn", drafter="TH", subject="V/v đôn đốc")
    assert take_number(actor=clerk, register_id=rest.id, facts=letter, now=now).number == 1
    with pytest.raises(Conflict, match="đã đánh số ở sổ “Sổ chung”"):
        change_register(actor=office_leader, register_id=notices.id, kinds=["Thông báo", "Công văn"], now=now)
    next_year = now.replace(year=2022)
    change_register(actor=office_leader, register_id=rest.id, kinds=["Công văn", "Thông báo"], now=next_year)
    assert take_number(actor=clerk, register_id=rest.id, facts=NOTICE, now=next_year).number == 1


def test_letters_beyond_a_symbols_length_are_told(opened, clerk, now):
    long = opened("Sổ công văn", "Công văn", symbol="A" * 20 + "-" + "B" * 19)
    with pytest.raises(BadInput, match="Ký hiệu dài quá 60") as refusal:
        take_number(
            actor=clerk, register_id=long.id, facts=Facts(kind="Công văn", drafter="K" * 20, subject="x"), now=now
        )
    assert refusal.value.details["field"] == "drafter"
    with pytest.raises(BadInput, match="không dùng được trong ký hiệu"):
        opened("Sổ dài", "Quyết định", symbol="A" * 20 + "-" + "B" * 20)


def test_a_day_that_cannot_be_is_told(notices, clerk, now):
    with pytest.raises(BadInput, match="không thể đúng"):
        take_number(actor=clerk, register_id=notices.id, facts=replace(NOTICE, handed_on=dt.date(1, 1, 1)), now=now)
