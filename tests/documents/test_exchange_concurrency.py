"""Workers and clerks at the same moment: each packet goes once, comes once, is taken over once."""

from __future__ import annotations

import pytest
from tests.documents.conftest import _triggers_again, at_once, real_connections
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import LEASE, issued
from tests.documents.test_receive_packet import notice, receive

from dondoc.documents.commands.accept_packet import Accepted
from dondoc.documents.exchange_worker import claim, deliver_due
from dondoc.documents.models import Document, IncomingPacket, OutgoingPacket, RegisterEntry

__all__ = ["_triggers_again", "at_once", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")
TEXTS = [
    f"Giao Sở Y tế rà soát trạm y tế số {number}, báo cáo UBND tỉnh trong tháng 02 năm 2021." for number in range(6)
]


def test_workers_take_different_rows(at_once, ours, theirs):
    for number, text in enumerate(TEXTS):
        ours.send(issued(ours.leader, number=str(50 + number), text=text))
    rows = at_once(*[lambda: claim(ours.own, now=ours.clock(), lease=LEASE)] * 6)
    assert len({row.id for row in rows if row is not None}) == len([row for row in rows if row is not None])
    OutgoingPacket.objects.update(state="queued", attempts=0)
    counted = at_once(*[lambda: deliver_due(ours.own, ours.transport, clock=ours.clock, lease=LEASE)] * 4)
    assert sum(each.sent for each in counted) == len(TEXTS)
    assert len(theirs.round().fetched.taken) == len(TEXTS)


def test_the_same_bytes_at_once_are_one_packet(at_once, ours):
    rows = at_once(*[lambda: receive(ours, notice())] * 4)
    assert len({row.id for row in rows}) == 1
    assert IncomingPacket.objects.get().times_seen == 4
    assert OutgoingPacket.objects.count() == 1


def test_two_clerks_take_a_document_over_once(at_once, ours):
    row = receive(ours, notice(attachments=()))
    found = at_once(*[lambda: ours.take(row)] * 3)
    assert sum(isinstance(one, Accepted) for one in found) == 1
    assert {one.code for one in found if not isinstance(one, Accepted)} <= {"wrong_state", "duplicate_document"}
    assert Document.objects.count() == RegisterEntry.objects.count() == 1
