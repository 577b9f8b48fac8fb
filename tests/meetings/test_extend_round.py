"""More time for the members of a round."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import LOCAL
from tests.meetings.refusals import only_the_office, round_not_in_state
from tests.meetings.slips_world import AFTER, DUE

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.extend_round import extend_round
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_selectors import extensions_of, waiting_slips

LATER = DUE + dt.timedelta(days=4)


def test_who_did_not_answer_in_time_answers_until_the_new_deadline(sent, slip, specialist, lead_head):
    with pytest.raises(Conflict):
        answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="agree", now=AFTER)
    assert waiting_slips(lead_head, now=AFTER) == []
    extended = extend_round(actor=specialist, round_id=sent.id, due_at=LATER, reason="Chờ số liệu", now=AFTER)
    assert (extended.due_at, extended.state, extended.version) == (LATER, "sent", sent.version + 1)
    assert [one.id for one in waiting_slips(lead_head, now=AFTER)] == [slip["skhdt"].id]
    assert answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="agree", now=LATER).stance == "agree"


def test_the_ledger_keeps_both_deadlines_and_why_and_members_are_told(sent, specialist):
    extend_round(actor=specialist, round_id=sent.id, due_at=LATER, reason="  Chờ  số liệu ", now=NOW)
    extend_round(actor=specialist, round_id=sent.id, due_at=LATER + dt.timedelta(days=1), reason="Nghỉ lễ", now=NOW)
    first, second = extensions_of(SlipRound.objects.get(id=sent.id))
    assert (first.before, first.due_at, first.reason) == (DUE, LATER, "Chờ số liệu")
    assert (second.before, second.reason) == (LATER, "Nghỉ lễ")
    event = LedgerEvent.objects.filter(aggregate="slip_round", aggregate_id=sent.id).order_by("seq").last()
    assert (event.code, event.actor_id, event.reason) == ("slip_round.extended", specialist.id, "Nghỉ lễ")


@pytest.mark.parametrize(
    ("due_at", "now", "reason", "field"),
    [
        (DUE, NOW, "Chờ", "due_at"), (DUE - dt.timedelta(minutes=1), NOW, "Chờ", "due_at"),
        (DUE + dt.timedelta(minutes=1), LATER, "Chờ", "due_at"), (LATER, NOW, " ", "reason"),
        (dt.datetime(2021, 1, 24, 17, 0, tzinfo=LOCAL), NOW, "Chờ", "due_at"),
    ],
)  # fmt: skip
def test_it_is_only_put_off_and_never_without_a_reason(sent, specialist, due_at, now, reason, field):
    with pytest.raises(BadInput) as refused:
        extend_round(actor=specialist, round_id=sent.id, due_at=due_at, reason=reason, now=now)
    assert refused.value.details["field"] == field
    assert SlipRound.objects.get(id=sent.id).due_at == DUE
    assert extensions_of(sent) == []


def test_only_the_office_and_only_while_it_is_open(sent, specialist, lead_head, outsider):
    said = {"round_id": sent.id, "due_at": LATER, "reason": "Chờ"}
    only_the_office(extend_round, unit=lead_head, outsider=outsider, **said)
    round_not_in_state(extend_round, sent.id, "draft", "closed", "cancelled", actor=specialist, **said)
