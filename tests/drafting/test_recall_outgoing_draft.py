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


@pytest.mark.parametrize("left", [False, True], ids=["still in the queue", "sent"])
def test_who_got_it_by_the_exchange_is_asked_for_it(on_the_way, office_leader, clerk, now, left):
    from tests.documents.exchange_world import _party

    from dondoc.documents.commands.queue_packet import queue_packet
    from dondoc.documents.models import OutgoingPacket

    done = on_the_way("issued")
    _party(office_leader, "H33.01", "Văn phòng", own=True)
    other = _party(office_leader, "H01.01", "An Giang")
    (sent,) = queue_packet(actor=clerk, document_id=done.document_id, receiver_ids=[other.id], now=now)
    if left:
        OutgoingPacket.objects.filter(id=sent.id).update(state="sent", sent_at=now)
    recall_outgoing_draft(actor=office_leader, draft_id=done.id, reason="Ban hành sai thẩm quyền", now=now)
    kinds = OutgoingPacket.objects.order_by("id").values_list("kind", "state", "reason")
    asked = ("recall", "queued", "Ban hành sai thẩm quyền")
    assert list(kinds) == [("new", "sent" if left else "cancelled", ""), *([asked] if left else [])]
    event = LedgerEvent.objects.filter(aggregate="outgoing_draft", aggregate_id=done.id).latest("seq")
    assert event.payload["asked_back"] == 1
