"""What stands beside a number can be corrected; the number cannot."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.change_register_entry import Origin, change_register_entry
from dondoc.documents.commands.record_arrival import Arrival, record_arrival
from dondoc.documents.commands.void_number import void_number
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def test_what_changed_and_what_was(taken, clerk, now):
    new = replace(NOTICE, signer="Trần Văn An", handed_on=dt.date(2021, 1, 13), copies=25)
    changed = change_register_entry(actor=clerk, entry_id=taken.id, facts=new, now=now)
    assert (changed.number, changed.symbol, changed.signer, changed.copies) == (1, "TB-VP", "Trần Văn An", 25)
    assert "tran van an" in changed.search_text
    assert LedgerEvent.objects.get(code="register_entry.changed").payload == {
        "signer": ["Lê Thị Bình", "Trần Văn An"], "copies": [None, 25], "handed_on": [None, "2021-01-13"],
    }  # fmt: skip
    change_register_entry(actor=clerk, entry_id=taken.id, facts=new, now=now)
    assert LedgerEvent.objects.filter(code="register_entry.changed").count() == 1


def test_a_void_number_stays_as_it_is(taken, clerk, now):
    void_number(actor=clerk, entry_id=taken.id, reason="Nhầm", now=now)
    with pytest.raises(Conflict, match="không sửa được"):
        change_register_entry(actor=clerk, entry_id=taken.id, facts=NOTICE, now=now)


def test_who_may_not_and_what_cannot_be(taken, clerk, chair, outsider, now):
    with pytest.raises(Refused):
        change_register_entry(actor=chair, entry_id=taken.id, facts=NOTICE, now=now)
    with pytest.raises(NotFound):
        change_register_entry(actor=outsider, entry_id=taken.id, facts=NOTICE, now=now)
    with pytest.raises(BadInput):
        change_register_entry(actor=clerk, entry_id=taken.id, facts=replace(NOTICE, subject=""), now=now)


def test_what_stands_on_a_document_that_arrived_can_be_corrected(arriving, taken, clerk, now):
    arrival = Arrival(dt.date(2021, 1, 18), "Bộ Tài chín", "125/BTC", dt.date(2021, 1, 8))
    entry = record_arrival(
        actor=clerk, register_id=arriving.id, arrival=arrival, facts=Facts(subject="Giải ngân"), now=now
    )
    right = Origin("Bộ Tài chính", "125/BTC-NSNN", dt.date(2021, 1, 9), "Công văn")
    given = {"actor": clerk, "facts": Facts(subject="Giải ngân"), "now": now}
    changed = change_register_entry(entry_id=entry.id, origin=right, **given)
    assert (changed.number, changed.author, changed.document_code) == (1, "Bộ Tài chính", "125/BTC-NSNN")
    assert "bo tai chinh" in changed.search_text
    payload = LedgerEvent.objects.get(code="register_entry.changed").payload
    assert payload["document_date"] == ["2021-01-08", "2021-01-09"]
    for wrong in (replace(right, author=" "), replace(right, document_date=dt.date(2021, 1, 19))):
        with pytest.raises(BadInput):
            change_register_entry(entry_id=entry.id, origin=wrong, **given)
    with pytest.raises(BadInput, match="do sổ cấp"):
        change_register_entry(entry_id=taken.id, origin=right, **given)
