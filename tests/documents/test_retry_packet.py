"""A packet that could not be sent goes back into the queue as it was."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures

from dondoc.documents.commands.retry_packet import retry_packet
from dondoc.documents.models import OutgoingPacket
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.mark.parametrize("state", ["failed", "given_up"])
def test_it_is_due_at_once(ours, notice_out, state):
    (row,) = ours.send(notice_out)
    OutgoingPacket.objects.filter(id=row.id).update(state=state, attempts=7, next_attempt_at=ours.clock.on(days=1))
    again = retry_packet(actor=ours.clerk, packet_id=row.id, now=ours.clock())
    assert (again.state, again.attempts, again.next_attempt_at, again.name) == ("queued", 0, ours.clock(), row.name)
    assert LedgerEvent.objects.get(code="outgoing_packet.retried").payload == {"attempts_before": 7}


@pytest.mark.parametrize("state", ["queued", "sending", "cancelled"])
def test_what_is_on_its_way_is_left_alone(ours, notice_out, state):
    (row,) = ours.send(notice_out)
    OutgoingPacket.objects.filter(id=row.id).update(state=state)
    with pytest.raises(Conflict):
        retry_packet(actor=ours.clerk, packet_id=row.id, now=ours.clock())


def test_who_may_not(ours, theirs, notice_out, specialist, chair):
    (row,) = ours.send(notice_out)
    OutgoingPacket.objects.filter(id=row.id).update(state="failed")
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            retry_packet(actor=person, packet_id=row.id, now=ours.clock())
