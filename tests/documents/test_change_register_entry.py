"""What stands beside a number can be corrected; the number cannot."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands.change_register_entry import change_register_entry
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
