"""What comes in is kept whatever it is; what cannot be used waits in quarantine, and the queue goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import OURS

from dondoc.documents import disk
from dondoc.documents.commands.receive_packet import receive_packet
from dondoc.documents.exchange import write_packet
from dondoc.documents.exchange.codes import Kind, OrganCode, Status
from dondoc.documents.exchange.packet import Answered, Business, Party, Replaced
from dondoc.documents.models import CourseStatus, IncomingPacket, OutgoingPacket
from dondoc.foundation.errors import NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify

US = Party(OrganCode(OURS), "Văn phòng UBND tỉnh Kiên Giang")


# How others name the notice of `builders`.
ABOUT = Answered(b.OFFICE.code, "21/TB-VP", dt.date(2021, 1, 12))


def notice(**changes):
    return write_packet(b.notice(to=(US,), **changes), at=b.AT)


def said(status, about=None, description="", sender=b.FINANCE, at=b.AT):
    from dondoc.documents.exchange.packet import StatusMessage

    about = about or Answered(US.code, "21/TB-VP", dt.date(2021, 1, 12))
    return write_packet(StatusMessage(sender, about, status, description, at=at))


def receive(ours, data, **more):
    given = {"actor": None, "party": ours.own, "name": "goi.edxml", "data": data, "now": ours.clock(), **more}
    return receive_packet(**given)


def test_a_document_waits_for_the_clerk_and_its_arrival_is_answered(ours):
    row = receive(ours, notice())
    assert (row.state, row.kind, row.sender_code, row.notation) == ("received", "new", "H33.12", "21/TB-VP")
    assert (row.steering, row.due_on, row.subject) == (
        2,
        dt.date(2021, 1, 25),
        "Kết luận họp giải ngân vốn đầu tư công",
    )
    answer = OutgoingPacket.objects.get()
    assert (answer.kind, answer.status, answer.receiver_code, answer.queued_by_id) == ("status", "01", "H33.12", None)
    event = LedgerEvent.objects.get(aggregate="incoming_packet")
    assert (event.code, event.actor_id, event.payload["state"]) == ("incoming_packet.received", None, "received")
    with disk.open_content(row.file.sha256) as file:
        assert file.read() == notice()


def test_the_same_bytes_again_change_nothing(ours):
    first, again = receive(ours, notice()), receive(ours, notice(), name="khac.edxml")
    assert (again.id, again.times_seen) == (first.id, 2)
    assert OutgoingPacket.objects.count() == CourseStatus.objects.count() == 1


def test_the_same_id_with_other_bytes_is_left_to_a_person(ours):
    receive(ours, notice())
    row = receive(ours, notice(subject="Kết luận khác"))
    assert (row.state, row.error_code) == ("quarantined", "same_id_other_content")
    assert OutgoingPacket.objects.count() == 1


WHOLE = notice().decode()
BAD = {
    "empty_packet": b"",
    "not_xml": b"%PDF-1.7 a file that lost its way",
    "text_before_declaration": b"xx" + WHOLE.encode(),
    "mismatched_tags": WHOLE.replace("</Subject>", "</Subjekt>", 1).encode(),
    "truncated": WHOLE.encode()[: len(WHOLE) // 2],
    "unbound_prefix": WHOLE.replace(' xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"', "", 1).encode(),
    "wrong_encoding": WHOLE.encode().replace("ế".encode(), b"\xff", 1),
    "forbidden_dtd": WHOLE.replace("?>\n", "?>\n<!DOCTYPE x>\n", 1).encode(),
    "wrong_namespace": b"<a xmlns='urn:x'/>",
    "no_header": f"<edXML xmlns='{b.NS}'/>".encode(),
}


@pytest.mark.parametrize("code", BAD)
def test_what_cannot_be_read_is_kept_with_its_sentence(ours, code):
    row = receive(ours, BAD[code])
    assert row.state == "quarantined"
    assert row.error_code in {code, "malformed_xml", "not_xml"}
    assert row.error.endswith((".", ")"))
    with disk.open_content(row.file.sha256) as file:
        assert file.read() == BAD[code]
    assert not OutgoingPacket.objects.exists()


def test_the_queue_goes_on_past_what_is_bad(ours, tmp_path):
    waiting = tmp_path / "truc" / OURS / "new"
    for number, data in enumerate(BAD.values()):
        (waiting / f"{number:02}.edxml").write_bytes(data)
    (waiting / "99.edxml").write_bytes(notice())
    found = ours.round()
    assert len(found.fetched.taken) == len(BAD) + 1
    assert not found.fetched.left
    assert IncomingPacket.objects.filter(state="quarantined").count() == len(BAD)
    assert IncomingPacket.objects.get(state="received").kind == "new"
    assert verify().intact


def test_a_packet_for_another_body_waits_aside(ours):
    row = receive(ours, write_packet(b.notice(), at=b.AT))
    assert (row.state, row.error_code) == ("another_body", "another_body")
    assert "Sở Tài chính" in row.error


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (said(Status.ACCEPTED), "unknown_document"),
        (said(Status.TAKE_BACK, Answered(b.FINANCE.code, "9/TB-STC", dt.date(2021, 1, 4)), "Nhầm"), "unknown_document"),
        (said(Status.ACCEPTED, Answered(OrganCode("H01.01"), "9/TB-VP", dt.date(2021, 1, 4))), "another_body"),
    ],
)
def test_a_status_of_what_is_not_known_waits(ours, data, code):
    row = receive(ours, data)
    assert row.error_code == code
    assert not CourseStatus.objects.exists()


@pytest.mark.parametrize("kind", [Kind.RECALL, Kind.UPDATE])
def test_a_recall_or_update_of_what_never_came_waits(ours, kind):
    business = Business(kind, b.notice().document_id, "Sai")
    packet = b.notice(to=(US,), business=replace(business, document_id=b.DocumentId("H33.12,2021/01/12,21/TB-VP")))
    row = receive(ours, write_packet(packet, at=b.AT))
    assert (row.state, row.error_code) == ("quarantined", "unknown_document")


def test_a_replacement_of_what_never_came_waits(ours):
    old = b.DocumentId("H33.12,2021/01/02,7/TB-VP")
    packet = b.notice(to=(US,), business=Business(Kind.REPLACE, old, "Sai", replaced=(Replaced(old),)))
    assert receive(ours, write_packet(packet, at=b.AT)).error_code == "unknown_document"


def test_statuses_go_through_the_guard(ours, notice_out):
    (sent,) = ours.send(notice_out)
    them = Party(OrganCode(sent.receiver_code), "An Giang")
    about = Answered(US.code, "21/TB-VP", dt.date(2021, 1, 12), b.DocumentId("H33.01,2021/01/12,21/TB-VP"))
    early = receive(ours, said(Status.COMPLETED, about, sender=them))
    assert (early.state, early.error_code) == ("quarantined", "status_refused")
    assert receive(ours, said(Status.ARRIVED, about, sender=them)).state == "applied"
    # Without the id, by number and day, in the other spelling.
    other = Answered(OrganCode("000.00.01.H33"), "021/tb-vp", dt.date(2021, 1, 12))
    assert receive(ours, said(Status.ACCEPTED, other, sender=them)).state == "applied"
    # Said once more a minute later.
    again = receive(ours, said(Status.ACCEPTED, about, sender=them, at=b.AT + dt.timedelta(minutes=1)))
    assert again.state == "applied"
    assert [one.code for one in CourseStatus.objects.order_by("id")] == ["01", "03"]
    # A stranger speaks for nobody else's document.
    assert receive(ours, said(Status.ASSIGNED, about)).error_code == "unknown_document"


def test_of_a_secret_document_nothing_is_kept(ours):
    secret = b.Attachment("cong-van.txt", "MẬT\nĐộc lập - Tự do - Hạnh phúc\nSố: 1/BC-VP\n".encode())
    row = receive(ours, notice(attachments=(secret,)))
    if row.error_code != "secret":
        pytest.fail(f"{row.state} {row.error_code}")
    assert (row.state, row.file_id, row.name, row.subject, row.notation) == ("quarantined", None, "", "", "")
    payload = LedgerEvent.objects.get(aggregate="incoming_packet").payload
    assert "21" not in str({key: value for key, value in payload.items() if key != "sha256"})


def test_a_secret_packet_stays_with_the_transport(ours, tmp_path):
    secret = b.Attachment("cong-van.txt", "MẬT\nĐộc lập - Tự do - Hạnh phúc\nSố: 1/BC-VP\n".encode())
    (tmp_path / "truc" / OURS / "new" / "1.edxml").write_bytes(notice(attachments=(secret,)))
    assert ours.round().fetched.refused[0].code == "secret"


def test_one_that_could_not_be_answered_is_left_to_a_person(ours):
    odd = WHOLE.replace("H33.12", "VP-XYZ")
    assert receive(ours, odd.encode()).error_code == "unanswerable"


def test_who_may_bring_a_packet(ours, theirs, specialist, chair):
    assert receive(ours, notice(), actor=ours.clerk).state == "received"
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            receive(ours, notice(), actor=person)
