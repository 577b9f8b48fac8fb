"""Decisions that are dropped."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.record_decision import record_decision


@pytest.fixture
def decision(running, specialist):
    return record_decision(actor=specialist, meeting_id=running.id, text="Thông qua.", now=NOW)


def test_it_stays_in_its_row_and_its_writer_saw_the_last_words(decision, specialist, clerk):
    change_decision(actor=clerk, decision_id=decision.id, version=1, text="Của B", now=NOW)
    with pytest.raises(Conflict) as refused:
        drop_decision(actor=specialist, decision_id=decision.id, version=1, now=NOW)
    assert (refused.value.code, refused.value.details["theirs"]["text"]) == ("other_version", "Của B")
    dropped = drop_decision(actor=specialist, decision_id=decision.id, version=2, now=NOW)
    assert (dropped.text, dropped.dropped_at) == ("Của B", NOW)


def test_only_the_secretary_and_only_from_the_call_on(running, decision, specialist, lead_head, outsider):
    said = {"decision_id": decision.id, "version": 1}
    only_the_office(drop_decision, unit=lead_head, outsider=outsider, **said)
    not_in_state(drop_decision, running.id, "planned", "cancelled", actor=specialist, **said)
