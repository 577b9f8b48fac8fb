"""Giving a draft back, with the reason."""

from __future__ import annotations

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures

from dondoc.drafting.choices import State
from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.foundation.errors import BadInput
from dondoc.ledger.models import LedgerEvent


def test_the_reason_is_kept(on_the_way, office_leader, now):
    done = return_outgoing_draft(
        actor=office_leader, draft_id=on_the_way("submitted").id, reason="  Viết  rõ hơn ", now=now
    )
    assert (done.state, done.return_reason) == (State.RETURNED, "Viết rõ hơn")
    event = LedgerEvent.objects.filter(aggregate="outgoing_draft", aggregate_id=done.id).latest("seq")
    assert (event.code, event.reason) == ("outgoing_draft.returned", "Viết rõ hơn")


@pytest.mark.parametrize("reason", ["", "  ", "a" * 1001])
def test_a_reason_is_asked(on_the_way, office_leader, now, reason):
    with pytest.raises(BadInput) as refused:
        return_outgoing_draft(actor=office_leader, draft_id=on_the_way("submitted").id, reason=reason, now=now)
    assert refused.value.details["field"] == "reason"


def test_an_approval_is_gone_with_it(on_the_way, office_leader, specialist, now):
    back = return_outgoing_draft(actor=office_leader, draft_id=on_the_way("approved").id, reason="Sai số liệu", now=now)
    assert (back.approved_at, back.approved_by_id) == (None, None)
    again = submit_outgoing_draft(actor=specialist, draft_id=back.id, version=back.version, now=now)
    assert (again.state, again.return_reason) == (State.SUBMITTED, "")
