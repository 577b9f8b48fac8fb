"""What silence means in the office's rounds where nobody says otherwise."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.commands.set_slip_silence import set_slip_silence
from dondoc.meetings.models import SlipRound
from dondoc.organizations.models import Jurisdiction


def test_the_office_sets_it_and_rounds_that_there_are_keep_theirs(opened_round, specialist):
    before = opened_round.silence
    assert set_slip_silence(actor=specialist, silence="abstains", now=NOW) == "abstains"
    assert Jurisdiction.objects.get(id=specialist.jurisdiction_id).slip_silence == "abstains"
    assert SlipRound.objects.get(id=opened_round.id).silence == before
    event = LedgerEvent.objects.get(aggregate="slip_rules", aggregate_id=specialist.jurisdiction_id)
    assert (event.code, event.payload) == ("slip_rules.silence_set", {"from": "agrees", "silence": "abstains"})
    set_slip_silence(actor=specialist, silence="abstains", now=NOW)
    assert LedgerEvent.objects.filter(aggregate="slip_rules").count() == 1, "what changes nothing is no change"


def test_another_jurisdiction_keeps_its_own(specialist, outsider):
    set_slip_silence(actor=specialist, silence="unanswered", now=NOW)
    assert Jurisdiction.objects.get(id=outsider.jurisdiction_id).slip_silence == "agrees"


def test_only_the_office_and_only_a_rule_that_there_is(specialist, lead_head, chair, administrator):
    for person in (lead_head, chair, administrator):
        with pytest.raises(Refused):
            set_slip_silence(actor=person, silence="abstains", now=NOW)
    with pytest.raises(BadInput) as refused:
        set_slip_silence(actor=specialist, silence="maybe", now=NOW)
    assert refused.value.details["field"] == "silence"
    assert not LedgerEvent.objects.filter(aggregate="slip_rules").exists()


def test_rows_that_point_to_the_province_are_added_meanwhile(specialist):
    with CaptureQueriesContext(connection) as asked:
        set_slip_silence(actor=specialist, silence="abstains", now=NOW)
    locks = [one["sql"] for one in asked if "organizations_jurisdiction" in one["sql"] and " FOR " in one["sql"]]
    assert len(locks) == 1
    assert locks[0].endswith("FOR NO KEY UPDATE")
