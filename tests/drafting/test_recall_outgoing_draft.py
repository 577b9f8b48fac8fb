"""Recalling what was issued: number, document and directives stay, with the reason."""

from __future__ import annotations

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures

from dondoc.directives.models import Assignment
from dondoc.documents.models import RegisterEntry
from dondoc.drafting.choices import State
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.models import LedgerEvent


def test_the_reason_is_kept(on_the_way, office_leader, now):
    done = recall_outgoing_draft(
        actor=office_leader, draft_id=on_the_way("issued").id, reason="  Viết  rõ hơn ", now=now
    )
    assert (done.state, done.recall_reason) == (State.RECALLED, "Viết rõ hơn")
    event = LedgerEvent.objects.filter(aggregate="outgoing_draft", aggregate_id=done.id).latest("seq")
    assert (event.code, event.reason) == ("outgoing_draft.recalled", "Viết rõ hơn")


@pytest.mark.parametrize("reason", ["", "  ", "a" * 1001])
def test_a_reason_is_asked(on_the_way, office_leader, now, reason):
    with pytest.raises(BadInput) as refused:
        recall_outgoing_draft(actor=office_leader, draft_id=on_the_way("issued").id, reason=reason, now=now)
    assert refused.value.details["field"] == "reason"


def test_its_directives_go_on_and_its_number_stays(on_the_way, office_leader, now):
    done = on_the_way("issued")
    recall_outgoing_draft(actor=office_leader, draft_id=done.id, reason="Ban hành sai thẩm quyền", now=now)
    assert set(Assignment.objects.values_list("lifecycle", flat=True)) == {"assigned"}
    assert RegisterEntry.objects.get(id=done.entry_id).state == "taken"
    with pytest.raises(Conflict):
        recall_outgoing_draft(actor=office_leader, draft_id=done.id, reason="Lần nữa", now=now)
