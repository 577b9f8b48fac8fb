"""Cancelling a round."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office, round_not_in_state

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.cancel_round import cancel_round
from dondoc.meetings.slip_selectors import visible_rounds


def test_a_cancelled_round_says_why(sent, slip, specialist, lead_head):
    with pytest.raises(BadInput):
        cancel_round(actor=specialist, round_id=sent.id, reason="", now=NOW)
    assert cancel_round(actor=specialist, round_id=sent.id, reason="Họp trực tiếp", now=NOW).state == "cancelled"
    with pytest.raises(Conflict):
        answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="agree", now=NOW)


def test_only_the_office_and_not_once_it_is_closed(sent, specialist, lead_head, outsider):
    said = {"round_id": sent.id, "reason": "Họp trực tiếp"}
    only_the_office(cancel_round, unit=lead_head, outsider=outsider, **said)
    round_not_in_state(cancel_round, sent.id, "closed", "cancelled", actor=specialist, **said)


def test_what_was_never_sent_is_no_member_s(opened_round, specialist, lead_head):
    cancel_round(actor=specialist, round_id=opened_round.id, reason="Họp trực tiếp", now=NOW)
    assert list(visible_rounds(specialist)) == [opened_round]
    assert not visible_rounds(lead_head).exists()
