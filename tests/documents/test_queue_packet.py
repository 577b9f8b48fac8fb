"""A document goes into the queue: for whom, as what, and what it has to have."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import NOBODY, issued

from dondoc.documents.commands.queue_packet import queue_packet
from dondoc.documents.commands.set_party import PartyFacts, set_party
from dondoc.documents.disk import open_content
from dondoc.documents.exchange import read_packet
from dondoc.documents.exchange_outbox import Contents
from dondoc.documents.models import Document, ExchangeParty, OutgoingPacket, StoredFile
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def message_of(packet):
    with open_content(packet.file.sha256) as file:
        return read_packet(file.read()).message


def test_what_is_sent_says_what_is_recorded(ours, notice_out):
    (row,) = ours.send(notice_out, steering=2, due_on=dt.date(2021, 1, 25))
    packet = message_of(row)
    assert (packet.sender.code.text, packet.to[0].code.text) == ("H33.01", "H01.01")
    assert (packet.notation, packet.date, packet.steering) == ("21/TB-VP", notice_out.issued_on, 2)
    assert packet.document_id.text == "H33.01,2021/01/12,21/TB-VP"
    assert packet.attachments[0].name == "thong-bao-21.pdf"
    with open_content(notice_out.file.sha256) as file:
        assert packet.attachments[0].content == file.read()
    assert (row.state, row.queued_at, row.next_attempt_at) == ("queued", ours.clock(), ours.clock())
    event = LedgerEvent.objects.get(aggregate="outgoing_packet", aggregate_id=row.id)
    assert (event.code, event.payload["receiver"]) == ("outgoing_packet.queued", "H01.01")


def test_several_receivers_share_the_bytes(ours, notice_out, now):
    third = set_party(actor=ours.clerk, code=NOBODY, facts=PartyFacts("Văn phòng UBND tỉnh Cần Thơ"), now=now)
    rows = queue_packet(
        actor=ours.clerk, document_id=notice_out.id, receiver_ids=[ours.other.id, third.id, third.id], now=now
    )
    assert len({row.file_id for row in rows}) == 1
    assert [row.receiver_code for row in rows] == ["H01.01", "H99.01"]
    assert len({row.name for row in rows}) == 2
    assert len(message_of(rows[0]).to) == 2


def test_a_document_goes_to_a_receiver_once(ours, notice_out):
    ours.send(notice_out)
    with pytest.raises(Conflict) as refused:
        ours.send(notice_out)
    assert refused.value.code == "sent_before"
    assert OutgoingPacket.objects.count() == 1


def test_an_update_needs_something_to_update_and_a_reason(ours, notice_out):
    with pytest.raises(Conflict) as refused:
        ours.send(notice_out, kind="update", reason="Sửa trích yếu")
    assert refused.value.code == "nothing_to_update"
    ours.send(notice_out)
    with pytest.raises(BadInput, match="lý do"):
        ours.send(notice_out, kind="update")
    Document.objects.filter(id=notice_out.id).update(subject="Kết luận họp giải ngân, bản sửa")
    (row,) = ours.send(notice_out, kind="update", reason="Sửa trích yếu")
    packet = message_of(row)
    assert (packet.business.kind, packet.business.document_id.text) == (2, "H33.01,2021/01/12,21/TB-VP")
    assert ours.course().asked == "update"


def test_a_replacement_names_what_it_replaces(ours, notice_out):
    fresh = issued(
        ours.leader, number="22", text="Giao Sở Y tế rà soát các trạm y tế, báo cáo trong tháng 02 năm 2021."
    )
    with pytest.raises(Conflict) as refused:
        ours.send(fresh, kind="replace", reason="Sai căn cứ", replaces_document_id=notice_out.id)
    assert refused.value.code == "nothing_to_replace"
    ours.send(notice_out)
    (row,) = ours.send(fresh, kind="replace", reason="Sai căn cứ", replaces_document_id=notice_out.id)
    (replaced,) = message_of(row).business.replaced
    assert replaced.document_id.text == "H33.01,2021/01/12,21/TB-VP"
    assert [organ.text for organ in replaced.organs] == ["H01.01"]
    assert ours.course(document_id=notice_out.id).asked == "replace"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "Số văn bản"),
        ({"symbol": "TB VP"}, "Ký hiệu văn bản"),
        ({"issued_on": None}, "thiếu ngày ban hành"),
        ({"type_name": "Bài thơ"}, "Loại văn bản"),
        ({"subject": "x" * 501}, "quá 500"),
        ({"urgency": "MẬT"}, "độ mật"),
        ({"direction": "received"}, "văn bản đi"),
        ({"file_id": None}, "không có tệp gốc"),
    ],
)
def test_what_a_document_lacks_is_said_and_nothing_is_kept(ours, notice_out, changes, sentence):
    Document.objects.filter(id=notice_out.id).update(**changes)
    files = StoredFile.objects.count()
    with pytest.raises((BadInput, Conflict), match=sentence):
        ours.send(notice_out)
    assert OutgoingPacket.objects.count() == 0
    assert StoredFile.objects.count() == files


def test_a_receiver_must_be_one_that_can_be_written_to(ours, notice_out, now):
    given = {"actor": ours.clerk, "document_id": notice_out.id, "now": now}
    for receivers in ([], [ours.own.id], [0]):
        with pytest.raises(BadInput):
            queue_packet(receiver_ids=receivers, **given)
    ExchangeParty.objects.filter(id=ours.other.id).update(is_active=False)
    with pytest.raises(BadInput, match="không còn trong danh sách"):
        queue_packet(receiver_ids=[ours.other.id], **given)
    with pytest.raises(BadInput):
        queue_packet(receiver_ids=[ours.other.id], contents=Contents(kind="recall", reason="x"), **given)


def test_who_may_not(ours, notice_out, specialist, chair, lead_focal, observer, now):
    for person, error in ((specialist, Refused), (chair, NotFound), (lead_focal, NotFound), (observer, NotFound)):
        with pytest.raises(error):
            queue_packet(actor=person, document_id=notice_out.id, receiver_ids=[ours.other.id], now=now)


def test_without_a_body_of_ones_own_nothing_is_sent(clerk, office_leader, now):
    document = issued(office_leader)
    other = set_party(actor=clerk, code=NOBODY, facts=PartyFacts("Cần Thơ"), now=now)
    with pytest.raises(Conflict) as refused:
        queue_packet(actor=clerk, document_id=document.id, receiver_ids=[other.id], now=now)
    assert refused.value.code == "no_own_party"


def test_a_document_of_another_province_is_not_there(ours, theirs, notice_out, now):
    with pytest.raises(NotFound):
        queue_packet(actor=theirs.clerk, document_id=notice_out.id, receiver_ids=[theirs.other.id], now=now)
