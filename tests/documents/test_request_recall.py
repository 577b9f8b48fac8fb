"""Asking a document back: by a status or a packet; what has not left is cancelled."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import NOBODY, issued
from tests.documents.test_queue_packet import message_of

from dondoc.documents.commands.queue_packet import queue_packet
from dondoc.documents.commands.request_recall import request_recall
from dondoc.documents.commands.set_party import PartyFacts, set_party
from dondoc.documents.exchange.codes import Kind, Status
from dondoc.documents.models import OutgoingPacket
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def sent(ours, theirs, notice_out):
    """A notice that has gone."""
    (row,) = ours.send(notice_out)
    ours.round()
    return row


def recall(ours, *courses, actor=None, reason="Gửi nhầm", **more):
    return request_recall(actor=actor or ours.clerk, course_ids=courses, reason=reason, now=ours.clock(), **more)


def test_a_status_13_with_its_reason(ours, sent):
    (row,) = recall(ours, sent.course_id)
    assert (row.kind, row.status, row.reason) == ("status", "13", "Gửi nhầm")
    assert (ours.course().last, ours.course().asked) == ("13", "13")
    message = message_of(row)
    assert (message.status, message.response_for.document_id.text) == (Status.TAKE_BACK, "H33.01,2021/01/12,21/TB-VP")
    with pytest.raises(Conflict) as refused:
        recall(ours, sent.course_id)
    assert refused.value.code == "status_refused"


def test_a_packet_that_recalls(ours, sent):
    (row,) = recall(ours, sent.course_id, by_packet=True)
    business = message_of(row).business
    assert (business.kind, business.reason) == (Kind.RECALL, "Gửi nhầm")
    assert business.document_id.text == "H33.01,2021/01/12,21/TB-VP"
    assert ours.course().asked == "recall"


def test_what_has_not_left_is_cancelled_and_can_be_sent_anew(ours, notice_out):
    (row,) = ours.send(notice_out)
    assert recall(ours, row.course_id) == []
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert LedgerEvent.objects.get(code="outgoing_packet.cancelled").reason == "Gửi nhầm"
    assert not ours.round().delivered.sent
    ours.send(notice_out)


def test_several_receivers_at_once_but_one_document(ours, sent, now):
    third = set_party(actor=ours.clerk, code=NOBODY, facts=PartyFacts("Cần Thơ"), now=now)
    (second,) = queue_packet(actor=ours.clerk, document_id=sent.course.document_id, receiver_ids=[third.id], now=now)
    assert len(recall(ours, sent.course_id, second.course_id)) == 1  # the second never left
    fresh = issued(
        ours.leader, number="22", text="Giao Sở Y tế rà soát các trạm y tế, báo cáo trong tháng 02 năm 2021."
    )
    (other,) = ours.send(fresh)
    with pytest.raises(BadInput, match="một văn bản"):
        recall(ours, sent.course_id, other.course_id)


def test_what_is_completed_or_refused_cannot_be_asked_back(ours, sent):
    course = ours.course()
    course.last = course.reached = "06"
    course.save()
    with pytest.raises(Conflict):
        recall(ours, course.id)
    course.last, course.reached = "02", "02"
    course.save()
    with pytest.raises(Conflict):
        recall(ours, course.id, by_packet=True)


def test_who_may_not_and_what_is_needed(ours, theirs, sent, specialist, chair):
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            recall(ours, sent.course_id, actor=person)
    for courses, reason in (((), "x"), ((sent.course_id,), " ")):
        with pytest.raises(BadInput):
            recall(ours, *courses, reason=reason)
    theirs.round()
    with pytest.raises(NotFound):
        recall(theirs, theirs.course(side="receiver").id)
    assert OutgoingPacket.objects.filter(status="13").count() == 0
