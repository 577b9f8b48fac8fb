"""Closing a round."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office, round_not_in_state
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import Conflict, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.slip_selectors import result, slips_of


def test_it_is_closed_when_all_answered_or_the_time_is_over(sent, slip, specialist, lead_head, lead_focal):
    answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="disagree", text="Không.", now=NOW)
    with pytest.raises(Conflict):
        close_round(actor=specialist, round_id=sent.id, now=NOW)
    with pytest.raises(Refused):
        close_round(actor=lead_focal, round_id=sent.id, now=AFTER)
    closed = close_round(actor=specialist, round_id=sent.id, now=AFTER)
    found = result(closed, slips_of(closed))
    assert (found.agree, found.disagree, found.silent, found.is_passed) == (2, 1, 2, True)
    codes = [event.code for event in timeline(sent.jurisdiction_id, [("slip_round", sent.id)])]
    assert codes == ["slip_round.opened", "slip_round.sent", "slip_round.answered", "slip_round.closed"]


def test_when_all_have_answered_it_need_not_wait(opened_round, facts, specialist, lead_head, heads):
    change_round(
        actor=specialist, round_id=opened_round.id, version=1, facts=facts(member_post_ids=[heads.head["skhdt"].id]), now=NOW
    )  # fmt: skip
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    (slip,) = slips_of(opened_round)
    answer_slip(actor=lead_head, slip_id=slip.id, stance="agree", now=NOW)
    assert close_round(actor=specialist, round_id=opened_round.id, now=NOW).state == "closed"


def test_only_the_office_and_only_what_is_open(sent, specialist, lead_head, outsider):
    only_the_office(close_round, unit=lead_head, outsider=outsider, round_id=sent.id)
    round_not_in_state(
        close_round, sent.id, "draft", "closed", "cancelled", actor=specialist, round_id=sent.id, now=AFTER
    )
