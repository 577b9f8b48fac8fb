"""What the chair says to who asked to be absent."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.people_world import answer
from tests.meetings.refusals import not_in_state

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.decide_absence import decide_absence


def test_the_chair_takes_a_decision_back(called, lead_head, chair):
    invitee = called.by["skhdt"]
    answer(lead_head, invitee, answer="absent", reason_kind="leave")
    decide_absence(actor=chair, invitee_id=invitee.id, consent="granted", now=NOW)
    found = decide_absence(actor=chair, invitee_id=invitee.id, consent="asked", now=NOW)
    assert (found.consent, found.consented_by_id) == ("asked", None)


def test_units_and_clerks_do_not_decide_for_the_chair(called, lead_head, clerk):
    invitee = called.by["skhdt"]
    answer(lead_head, invitee, answer="absent", reason_kind="leave")
    for person in (lead_head, clerk):
        with pytest.raises(Refused):
            decide_absence(actor=person, invitee_id=invitee.id, consent="granted", now=NOW)


def test_nothing_asked_nothing_decided(called, chair):
    with pytest.raises(Conflict):
        decide_absence(actor=chair, invitee_id=called.by["skhdt"].id, consent="granted", now=NOW)


def test_another_word_another_province_and_a_meeting_that_is_over(called, lead_head, chair, outsider):
    invitee = called.by["skhdt"]
    answer(lead_head, invitee, answer="absent", reason_kind="leave")
    for said, field in (({"consent": "perhaps"}, "consent"), ({"consent": "granted", "note": "x" * 501}, "note")):
        with pytest.raises(BadInput) as refused:
            decide_absence(actor=chair, invitee_id=invitee.id, now=NOW, **said)
        assert refused.value.details["field"] == field
    with pytest.raises(NotFound):
        decide_absence(actor=outsider, invitee_id=invitee.id, consent="granted", now=NOW)
    not_in_state(
        decide_absence, called.meeting.id, "ended", "cancelled", actor=chair, invitee_id=invitee.id, consent="granted"
    )
