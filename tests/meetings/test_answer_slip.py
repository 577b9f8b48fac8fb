"""A member's answer."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import round_not_in_state
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.answer_slip import answer_slip


def test_a_member_answers_for_themselves_and_may_change_it(
    slip, lead_head, lead_focal, office_leader, other_unit_focal
):
    own = slip["skhdt"]
    answer_slip(actor=lead_head, slip_id=own.id, stance="agree", now=NOW)
    last = answer_slip(actor=lead_head, slip_id=own.id, stance="disagree", text="Thiếu căn cứ.", now=NOW)
    assert (last.stance, last.answered_by_id) == ("disagree", lead_head.id)
    for person in (lead_focal, office_leader):
        with pytest.raises(Refused):
            answer_slip(actor=person, slip_id=own.id, stance="agree", now=NOW)
    assert answer_slip(actor=lead_head, slip_id=own.id, stance="", now=NOW).answered_at is None


def test_an_answer_that_needs_words_and_one_after_the_deadline(slip, lead_head, outsider):
    own = slip["skhdt"]
    for stance in ("disagree", "agree_with", "perhaps"):
        with pytest.raises(BadInput):
            answer_slip(actor=lead_head, slip_id=own.id, stance=stance, now=NOW)
    with pytest.raises(Conflict):
        answer_slip(actor=lead_head, slip_id=own.id, stance="agree", now=AFTER)
    with pytest.raises(NotFound):
        answer_slip(actor=outsider, slip_id=own.id, stance="agree", now=NOW)


def test_nobody_answers_what_is_not_open(sent, slip, lead_head):
    said = {"slip_id": slip["skhdt"].id, "stance": "agree"}
    round_not_in_state(answer_slip, sent.id, "closed", "cancelled", actor=lead_head, **said)
    with pytest.raises(NotFound):
        answer_slip(actor=lead_head, slip_id=999_999, stance="agree", now=NOW)
