"""Refusing what came in: with a reason, once, and its sender hears it."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import notice, receive

from dondoc.documents.commands.refuse_packet import refuse_packet
from dondoc.documents.models import OutgoingPacket
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def refuse(ours, row, reason="Không đúng thẩm quyền", actor=None):
    return refuse_packet(actor=actor or ours.clerk, packet_id=row.id, reason=reason, now=ours.clock())


def test_the_sender_is_told_why(ours):
    row = refuse(ours, receive(ours, notice()))
    assert (row.state, row.decision, row.decided_by_id) == ("refused", "Không đúng thẩm quyền", ours.clerk.id)
    answer = OutgoingPacket.objects.get(status="02")
    assert (answer.reason, answer.receiver_code) == ("Không đúng thẩm quyền", "H33.12")
    assert LedgerEvent.objects.get(code="incoming_packet.refused").reason == "Không đúng thẩm quyền"
    with pytest.raises(Conflict):
        refuse(ours, row)


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_a_reason_is_needed(ours, reason):
    row = receive(ours, notice())
    with pytest.raises(BadInput) as refused:
        refuse(ours, row, reason)
    assert refused.value.details["field"] == "reason"


def test_who_may_not(ours, theirs, specialist, chair):
    row = receive(ours, notice())
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            refuse(ours, row, actor=person)
