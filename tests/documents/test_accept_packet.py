"""Taking over: a document, an arrival number, an answer; and what stops it leaves nothing behind."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import notice, receive, said
from tests.reading.builders import pdf

from dondoc.documents.commands.accept_packet import Taking, accept_packet
from dondoc.documents.commands.record_arrival import DuplicateArrival
from dondoc.documents.commands.register_document import DuplicateDocument
from dondoc.documents.exchange.codes import Status
from dondoc.documents.models import Document, IncomingPacket, OutgoingPacket, RegisterEntry
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

WORDS = pdf(
    [[(80, 80, "Giao Sở Tài chính chủ trì rà soát danh mục dự án,"), (80, 96, "báo cáo trước ngày 25/01/2021.")]]
)


@pytest.fixture
def waiting(ours):
    return receive(ours, notice(attachments=(b.Attachment("Thông báo 21.pdf", WORDS, "Toàn văn"),)))


def test_it_becomes_a_document_with_its_number_and_its_sender_is_told(ours, waiting):
    taken = ours.take(waiting, settled_by="Sở Tài chính", note="Chuyển ngay")
    document, entry = taken.document, taken.entry
    assert (document.direction, document.code, document.type_name) == ("received", "21/TB-VP", "Thông báo")
    assert (document.issued_on, document.signer_name) == (dt.date(2021, 1, 12), "Trần Văn An")
    assert (document.subject, document.issuer) == ("Kết luận họp giải ngân vốn đầu tư công", "Văn phòng UBND tỉnh")
    assert document.file.name == "Thông báo 21.pdf"
    assert "rà soát danh mục dự án" in document.text
    assert not {path for path in document.why if path.startswith(("document.number", "document.signer"))}
    assert (entry.number, entry.document_code, entry.recipients, entry.note) == (
        1,
        "21/TB-VP",
        "Sở Tài chính",
        "Chuyển ngay",
    )
    assert (entry.author, entry.document_date, entry.entered_on) == (
        "Văn phòng UBND tỉnh",
        dt.date(2021, 1, 12),
        dt.date(2021, 1, 18),
    )
    waiting.refresh_from_db()
    assert (waiting.state, waiting.document_id, waiting.entry_id) == ("accepted", document.id, entry.id)
    assert [row.status for row in OutgoingPacket.objects.order_by("id")] == ["01", "03"]
    event = LedgerEvent.objects.get(code="incoming_packet.accepted")
    assert (event.payload["document_id"], event.actor_id) == (document.id, ours.clerk.id)
    with pytest.raises(Conflict) as refused:
        ours.take(waiting)
    assert refused.value.code == "wrong_state"


def test_the_attachment_that_is_the_document_can_be_chosen(ours):
    files = (b.Attachment("phụ lục.pdf", WORDS), b.Attachment("văn bản.txt", "Giao Sở Y tế báo cáo.".encode()))
    taken = ours.take(receive(ours, notice(attachments=files)), attachment=2)
    assert taken.document.file.name == "văn bản.txt"


def test_a_packet_without_a_readable_file_is_taken_by_its_words(ours):
    taken = ours.take(receive(ours, notice(attachments=())))
    assert taken.document.file is None
    assert "Giao Sở Tài chính tổng hợp." in taken.document.text


@pytest.mark.parametrize("number", [3, -1])
def test_an_attachment_that_is_not_there_is_named(ours, waiting, number):
    with pytest.raises(BadInput) as refused:
        ours.take(waiting, attachment=number)
    assert refused.value.details["field"] == "attachment"


def test_what_is_here_already_is_told_and_can_be_linked(ours, waiting):
    first = ours.take(waiting)
    IncomingPacket.objects.filter(id=waiting.id).update(state="refused")
    again = receive(ours, notice(attachments=(b.Attachment("khác.pdf", WORDS + b"\n"),), subject="Bản gửi lại"))
    IncomingPacket.objects.filter(id=again.id).update(
        state="received", course_id=waiting.course_id, error_code="", error=""
    )
    from dondoc.documents.exchange.statuses import Course
    from dondoc.documents.exchange_courses import put_state

    put_state(ours.course(side="receiver"), Course(Status.ARRIVED, Status.ARRIVED))
    with pytest.raises(DuplicateDocument) as refused:
        ours.take(again)
    assert refused.value.details["document_id"] == first.document.id
    linked = ours.take(again, link_document_id=first.document.id)
    assert (linked.document.id, linked.entry.id, linked.registered) == (first.document.id, first.entry.id, None)
    assert Document.objects.count() == RegisterEntry.objects.count() == 1


def test_what_stands_in_the_register_already_is_told_and_nothing_is_left(ours, waiting):
    from dondoc.documents.commands._facts import Facts
    from dondoc.documents.commands.record_arrival import Arrival, record_arrival

    arrival = Arrival(dt.date(2021, 1, 15), "Văn phòng UBND tỉnh", "21/TB-VP", dt.date(2021, 1, 12))
    record_arrival(
        actor=ours.clerk,
        register_id=ours.register.id,
        arrival=arrival,
        facts=Facts(subject="Kết luận"),
        now=ours.clock(),
    )
    with pytest.raises(DuplicateArrival):
        ours.take(waiting)
    assert not Document.objects.exists()
    assert OutgoingPacket.objects.filter(status="03").count() == 0
    assert ours.take(waiting, accept_duplicate=True).entry.number == 2


def test_what_the_sender_asks_back_is_not_taken_over(ours, waiting):
    about = b.Answered(b.OFFICE.code, "21/TB-VP", dt.date(2021, 1, 12))
    assert receive(ours, said(Status.TAKE_BACK, about, "Gửi nhầm", sender=b.OFFICE)).state == "received"
    with pytest.raises(Conflict) as refused:
        ours.take(waiting)
    assert refused.value.code == "status_refused"
    assert not Document.objects.exists()


def test_a_status_is_nothing_to_take_over(ours, waiting):
    about = b.Answered(b.OFFICE.code, "21/TB-VP", dt.date(2021, 1, 12))
    asked = receive(ours, said(Status.TAKE_BACK, about, "Gửi nhầm", sender=b.OFFICE))
    with pytest.raises(Conflict) as refused:
        ours.take(asked)
    assert refused.value.code == "no_document"


def test_who_may_not(ours, theirs, waiting, specialist, chair, lead_focal, now):
    for person, error in ((specialist, Refused), (chair, NotFound), (lead_focal, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            accept_packet(actor=person, packet_id=waiting.id, taking=Taking(ours.register.id), now=now)
    with pytest.raises(NotFound):
        accept_packet(actor=ours.clerk, packet_id=waiting.id, taking=Taking(theirs.register.id), now=now)
