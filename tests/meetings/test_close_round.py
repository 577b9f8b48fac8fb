"""Closing a round."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import Conflict, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.close_round import close_round
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
