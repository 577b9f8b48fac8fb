"""Decisions that are worded anew."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.models import Decision


@pytest.fixture
def decision(running, specialist):
    return record_decision(actor=specialist, meeting_id=running.id, text="Thông qua.", now=NOW)


def test_two_on_one_decision_keep_both_texts(decision, specialist, clerk):
    change_decision(actor=specialist, decision_id=decision.id, version=1, text="Của A", now=NOW)
    with pytest.raises(Conflict) as refused:
        change_decision(actor=clerk, decision_id=decision.id, version=1, text="Của B", now=NOW)
    assert refused.value.code == "other_version"
    assert (refused.value.details["theirs"]["text"], refused.value.details["mine"]["text"]) == ("Của A", "Của B")


def test_a_dropped_one_comes_back_when_it_is_changed(decision, specialist):
    drop_decision(actor=specialist, decision_id=decision.id, version=1, now=NOW)
    back = change_decision(actor=specialist, decision_id=decision.id, version=2, text="Thông qua.", now=NOW)
    assert (back.dropped_at, back.version) == (None, 3)


def test_what_cannot_be_is_named(decision, specialist):
    for said, field in (
        ({"text": ""}, "text"),
        ({"text": "a\0"}, "text"),
        ({"votes_for": 1, "votes_against": 0, "votes_abstained": -1}, "votes"),
    ):
        with pytest.raises(BadInput) as refused:
            change_decision(
                actor=specialist, decision_id=decision.id, version=1, now=NOW, **{"text": "Thông qua.", **said}
            )
        assert refused.value.details["field"] == field


def test_only_the_secretary_and_only_from_the_call_on(running, decision, specialist, lead_head, outsider):
    said = {"decision_id": decision.id, "version": 1, "text": "Khác."}
    only_the_office(change_decision, unit=lead_head, outsider=outsider, **said)
    not_in_state(change_decision, running.id, "planned", "cancelled", actor=specialist, **said)


def test_votes_stay_as_they_were_cast_whoever_has_left_since(decision, running, specialist):
    cast = {"votes_for": 5, "votes_against": 0, "votes_abstained": 0}
    said = {"actor": specialist, "decision_id": decision.id, "now": NOW}
    with pytest.raises(BadInput):
        change_decision(version=1, text="Thông qua.", **cast, **said)
    Decision.objects.filter(id=decision.id).update(**cast)
    changed = change_decision(version=1, text="Thông qua, có bổ sung.", **cast, **said)
    assert (changed.text, changed.votes_for) == ("Thông qua, có bổ sung.", 5)
    with pytest.raises(Conflict) as refused:
        change_decision(version=1, text="Khác.", **said)
    assert refused.value.details["theirs"] == {"text": "Thông qua, có bổ sung.", **cast}
