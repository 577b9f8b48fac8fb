"""Answering who asks a document back: agreed, it is frozen; declined, work goes on."""

from __future__ import annotations

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import ABOUT, US, notice, receive, said

from dondoc.documents.commands.answer_recall import answer_recall
from dondoc.documents.commands.change_document import DocumentChanges, change_document
from dondoc.documents.commands.send_status import send_status
from dondoc.documents.exchange import write_packet
from dondoc.documents.exchange.codes import Kind, Status
from dondoc.documents.exchange.packet import Business
from dondoc.documents.models import Document, OutgoingPacket
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def came(ours):
    return receive(ours, notice(attachments=()))


def ask_back(ours, kind=None):
    if kind is None:
        return receive(ours, said(Status.TAKE_BACK, ABOUT, "Gửi nhầm", sender=b.OFFICE))
    business = Business(kind, b.DocumentId("H33.12,2021/01/12,21/TB-VP"), "Gửi nhầm")
    return receive(ours, write_packet(b.notice(to=(US,), business=business), at=b.AT))


def answer(ours, course_id, *, agree, actor=None, **more):
    return answer_recall(actor=actor or ours.clerk, course_id=course_id, agree=agree, now=ours.clock(), **more)


@pytest.mark.parametrize("kind", [None, Kind.RECALL])
def test_agreed_the_document_is_frozen_and_not_deleted(ours, came, kind):
    document = ours.take(came).document
    asked = ask_back(ours, kind)
    assert answer(ours, asked.course_id, agree=True).status == "15"
    document = Document.objects.get(id=document.id)
    assert (document.taken_back_at, document.taken_back_reason) == (ours.clock(), "Gửi nhầm")
    assert LedgerEvent.objects.get(code="document.taken_back").reason == "Gửi nhầm"
    with pytest.raises(Conflict) as refused:
        change_document(
            actor=ours.clerk, document_id=document.id, changes=DocumentChanges(subject="Khác"), now=ours.clock()
        )
    assert refused.value.code == "taken_back"
    with pytest.raises(Conflict):
        send_status(actor=ours.clerk, course_id=asked.course_id, status="04", now=ours.clock())
    with pytest.raises(Conflict) as refused:
        answer(ours, asked.course_id, agree=True)
    assert refused.value.code == "nothing_asked"


def test_what_was_not_taken_over_yet_never_will_be(ours, came):
    asked = ask_back(ours)
    answer(ours, asked.course_id, agree=True)
    came.refresh_from_db()
    assert came.state == "taken_back"
    assert not Document.objects.exists()


def test_declined_with_a_reason_work_goes_on(ours, came):
    document = ours.take(came).document
    asked = ask_back(ours)
    with pytest.raises(BadInput):
        answer(ours, asked.course_id, agree=False)
    row = answer(ours, asked.course_id, agree=False, reason="Đã triển khai")
    assert (row.status, row.reason) == ("16", "Đã triển khai")
    assert Document.objects.get(id=document.id).taken_back_at is None
    send_status(actor=ours.clerk, course_id=asked.course_id, status="04", now=ours.clock())


def test_an_update_that_is_agreed_to_freezes_nothing(ours, came):
    document = ours.take(came).document
    asked = ask_back(ours, Kind.UPDATE)
    answer(ours, asked.course_id, agree=True)
    assert Document.objects.get(id=document.id).taken_back_at is None
    assert not ours.course(id=asked.course_id).is_over


def test_who_may_not(ours, theirs, came, specialist, chair):
    asked = ask_back(ours)
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            answer(ours, asked.course_id, agree=True, actor=person)
    assert not OutgoingPacket.objects.filter(status="15").exists()
