"""Bodies that exchange: codes in either style are one, one's own is the leader's to set."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import OURS

from dondoc.documents.commands.set_party import PartyFacts, set_party
from dondoc.documents.models import ExchangeParty
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def test_a_code_in_either_style_is_one_body(clerk, now):
    first = set_party(actor=clerk, code="000.00.13.h33", facts=PartyFacts("Sở Tài chính"), now=now)
    again = set_party(actor=clerk, code="H33.13", facts=PartyFacts("Sở Tài chính tỉnh", email="stc@x.vn"), now=now)
    assert (first.id, again.code, again.email) == (again.id, "H33.13", "stc@x.vn")
    assert [event.code for event in LedgerEvent.objects.filter(aggregate="exchange_party")] == [
        "exchange_party.set"
    ] * 2


@pytest.mark.parametrize(
    ("code", "facts", "field"),
    [
        ("", PartyFacts("Sở"), "code"),
        ("không phải mã", PartyFacts("Sở"), "code"),
        ("H33.13", PartyFacts(" "), "name"),
        ("H33.13", PartyFacts("x" * 201), "name"),
        ("H33.13", PartyFacts("Sở", unit_id=1), "unit_id"),
    ],
)
def test_what_cannot_be_is_named(clerk, now, code, facts, field):
    with pytest.raises(BadInput) as refused:
        set_party(actor=clerk, code=code, facts=facts, now=now)
    assert refused.value.details["field"] == field


def test_the_code_of_another_province_is_not_ours(ours, theirs, now):
    with pytest.raises(Conflict) as refused:
        set_party(actor=theirs.leader, code=OURS, facts=PartyFacts("Giả danh", is_own=True), now=now)
    assert refused.value.code == "code_taken"
    # As a body to write to it may be known.
    set_party(actor=theirs.leader, code=OURS, facts=PartyFacts("Văn phòng UBND tỉnh Kiên Giang"), now=now)


def test_who_may_not(clerk, specialist, chair, lead_focal, now):
    for person, error in ((specialist, Refused), (chair, NotFound), (lead_focal, NotFound)):
        with pytest.raises(error):
            set_party(actor=person, code="H33.13", facts=PartyFacts("Sở"), now=now)
    with pytest.raises(Refused, match="Lãnh đạo Văn phòng"):
        set_party(actor=clerk, code="H33", facts=PartyFacts("UBND tỉnh", is_own=True), now=now)


def test_ones_own_body_changes_until_something_was_exchanged(ours, notice_out, now):
    set_party(actor=ours.leader, code="H33", facts=PartyFacts("UBND tỉnh", is_own=True), now=now)
    assert ExchangeParty.objects.get(jurisdiction_id=1, is_own=True).code == "H33"
    ours.send(notice_out)
    with pytest.raises(Conflict) as refused:
        set_party(actor=ours.leader, code=OURS, facts=PartyFacts("Văn phòng", is_own=True), now=now)
    assert refused.value.code == "own_party_in_use"
