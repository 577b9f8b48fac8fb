"""Out of quarantine: what a person may decide goes on, what still cannot be used stays."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import US, notice, receive, said

from dondoc.documents.commands.release_packet import release_packet
from dondoc.documents.exchange import write_packet
from dondoc.documents.exchange.codes import OrganCode, Status
from dondoc.documents.exchange.packet import Answered, Party
from dondoc.documents.models import IncomingPacket
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def release(ours, row, note="Đã hỏi bên gửi", actor=None):
    return release_packet(actor=actor or ours.clerk, packet_id=row.id, note=note, now=ours.clock())


def test_a_packet_for_others_is_taken_as_ours_where_a_person_says_so(ours):
    row = release(ours, receive(ours, write_packet(b.notice(), at=b.AT)))
    assert (row.state, row.error_code, row.decision) == ("received", "", "Đã hỏi bên gửi")
    assert ours.outgoing(status="01").count() == 1
    assert LedgerEvent.objects.get(code="incoming_packet.released").reason == "Đã hỏi bên gửi"
    with pytest.raises(Conflict):
        release(ours, row)


def test_so_is_one_whose_id_came_before(ours):
    receive(ours, notice())
    row = release(ours, receive(ours, notice(subject="Kết luận khác")))
    assert row.state == "received"
    assert ours.course().subject == "Kết luận khác"


def test_a_status_finds_the_document_that_was_sent_meanwhile(ours, notice_out):
    them = Party(OrganCode("H01.01"), "An Giang")
    early = receive(ours, said(Status.ARRIVED, Answered(US.code, "21/TB-VP", dt.date(2021, 1, 12)), sender=them))
    with pytest.raises(Conflict) as refused:
        release(ours, early)
    assert (refused.value.code, refused.value.details["error_code"]) == ("still_quarantined", "unknown_document")
    ours.send(notice_out)
    assert release(ours, early).state == "applied"
    assert ours.course().last == "01"


def test_what_cannot_be_read_stays(ours):
    row = receive(ours, b"%PDF-1.7 a file that lost its way")
    with pytest.raises(Conflict, match="edXML"):
        release(ours, row)
    assert IncomingPacket.objects.get().state == "quarantined"


def test_what_was_not_kept_cannot_be_let_out(ours):
    secret = b.Attachment("cong-van.txt", "MẬT\nĐộc lập - Tự do - Hạnh phúc\nSố: 1/BC-VP\n".encode())
    with pytest.raises(NotFound, match="dấu mật"):
        release(ours, receive(ours, notice(attachments=(secret,))))


def test_a_note_is_needed_and_the_right(ours, theirs, specialist, chair):
    row = receive(ours, b"x")
    with pytest.raises(BadInput) as refused:
        release(ours, row, " ")
    assert refused.value.details["field"] == "note"
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            release(ours, row, actor=person)
