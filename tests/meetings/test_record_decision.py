"""Decisions, and who may vote on them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands._decisions import Voting, voting_of
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.commands.set_category import set_category


def test_votes_are_of_those_who_may_vote(running, specialist, clerk):
    check_in(actor=clerk, invitee_id=running.by["syt"].id, presence="present", now=NOW)
    check_in(
        actor=clerk, invitee_id=running.by["stc"].id, presence="present", attendee="substitute", attendee_name="Lâm Thị Liên",
        attendee_rank="deputy", now=NOW,
    )  # fmt: skip

    def decide(*votes):
        return record_decision(
            actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=votes[0], votes_against=votes[1],
            votes_abstained=votes[2], now=NOW,
        )  # fmt: skip

    made = decide(2, 0, 0)
    for votes in ((3, 0, 0), (1, None, 0), (-1, 1, 1)):
        with pytest.raises(BadInput):
            decide(*votes)
    changed = change_decision(actor=specialist, decision_id=made.id, version=1, text="Không thông qua.", now=NOW)
    assert (changed.votes_for, changed.version) == (None, 2)
    assert drop_decision(actor=specialist, decision_id=made.id, version=2, now=NOW).dropped_at == NOW


@given(called=st.integers(1, 60), present=st.integers(0, 60))
def test_two_thirds_make_a_quorum(called, present):
    assert Voting(called, present).is_quorate == (Fraction(present, called) >= Fraction(2, 3))


def test_nobody_votes_where_no_category_has_a_vote(running, specialist, clerk):
    check_in(actor=clerk, invitee_id=running.by["syt"].id, presence="present", now=NOW)
    voting = voting_of(running.meeting)
    assert voting == Voting(called=running.members.invitees.count() + 1, present=2)
    set_category(
        actor=specialist, meeting_id=running.id, category_id=running.members.id, name=running.members.name,
        requirement="deputy", is_counted=True, has_vote=False, now=NOW,
    )  # fmt: skip
    assert voting_of(running.meeting) is None
    with pytest.raises(BadInput) as refused:
        record_decision(
            actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=1, votes_against=0, votes_abstained=0,
            now=NOW,
        )  # fmt: skip
    assert refused.value.code == "nobody_votes"


def test_what_cannot_be_is_named(running, specialist):
    for said, field in (
        ({"text": " "}, "text"),
        ({"item_id": 999_999}, "item"),
        ({"client_key": "a b"}, "client_key"),
        ({"votes_for": 1}, "votes"),
    ):
        with pytest.raises(BadInput) as refused:
            record_decision(actor=specialist, meeting_id=running.id, now=NOW, **{"text": "Thông qua.", **said})
        assert refused.value.details["field"] == field


def test_only_the_secretary_and_only_from_the_call_on(running, specialist, lead_head, outsider):
    said = {"meeting_id": running.id, "text": "Thông qua."}
    only_the_office(record_decision, unit=lead_head, outsider=outsider, **said)
    not_in_state(record_decision, running.id, "planned", "cancelled", actor=specialist, **said)
