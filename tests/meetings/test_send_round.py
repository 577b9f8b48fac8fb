"""Sending a round to its members."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office, round_not_in_state
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_selectors import visible_rounds, waiting_slips


def test_members_see_it_when_it_is_sent(opened_round, specialist, lead_head, chair, observer, administrator, outsider):
    assert not visible_rounds(lead_head).exists()
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    assert visible_rounds(lead_head).get() == opened_round
    assert visible_rounds(chair).get() == opened_round
    for person in (observer, administrator, outsider):
        assert not visible_rounds(person).exists()
    assert [one.round_id for one in waiting_slips(lead_head, now=NOW)] == [opened_round.id]


def test_too_little_time_needs_a_reason(facts, specialist, province):
    made = open_round(
        actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(due_at=NOW + dt.timedelta(hours=5)), now=NOW
    )
    with pytest.raises(BadInput) as refused:
        send_round(actor=specialist, round_id=made.id, now=NOW)
    assert refused.value.code == "short_notice"
    assert send_round(actor=specialist, round_id=made.id, short_reason="Khẩn", now=NOW).state == "sent"


def test_only_the_office_only_once_and_not_after_its_deadline(sent, specialist, lead_head, outsider):
    only_the_office(send_round, unit=lead_head, outsider=outsider, round_id=sent.id)
    round_not_in_state(send_round, sent.id, "sent", "closed", "cancelled", actor=specialist, round_id=sent.id)
    SlipRound.objects.filter(id=sent.id).update(state="draft")
    with pytest.raises(BadInput) as refused:
        send_round(actor=specialist, round_id=sent.id, now=AFTER)
    assert refused.value.details["field"] == "due_at"


def test_a_reason_that_cannot_be_kept_is_named(opened_round, specialist):
    with pytest.raises(BadInput) as refused:
        send_round(actor=specialist, round_id=opened_round.id, short_reason="a\0", now=NOW)
    assert refused.value.details["field"] == "short_reason"
