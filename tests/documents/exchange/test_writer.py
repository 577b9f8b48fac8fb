"""What is written: the structure, the same bytes each time, everything read back, every problem told before a byte."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.documents.exchange import builders as b

from dondoc.documents.exchange import read_packet, write_packet
from dondoc.documents.exchange.codes import LOCAL, TYPES, DocumentId, Kind, OrganCode, Priority, Status, Steering
from dondoc.documents.exchange.errors import InvalidPacket
from dondoc.documents.exchange.packet import (
    Answered,
    Attachment,
    Business,
    OtherInfo,
    Packet,
    Party,
    ReceiverChange,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from dondoc.documents.exchange.tree import Limits
from dondoc.documents.exchange.writer import complete

MESSAGES = [
    b.notice(),
    b.recall(b.notice()),
    b.update(),
    b.replacement(),
    b.report(),
    *(b.status(one) for one in Status),
]


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_what_is_written_is_read(message):
    received = read_packet(write_packet(message))
    assert received.message == complete(message)
    assert received.notices == ()
    assert received.unknown == ()


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_the_same_message_gives_the_same_bytes(message):
    assert write_packet(message) == write_packet(complete(message))


def test_the_structure():
    root = etree.fromstring(write_packet(b.update()))
    assert root.tag == f"{{{b.NS}}}edXML"
    assert root.nsmap == {None: b.NS, "edXML": b.NS}
    envelope, encoded = root
    assert (envelope.prefix, encoded.prefix) == ("edXML", None)
    header, body = envelope
    assert [etree.QName(one).localname for one in header] == ["MessageHeader", "TraceHeaderList"]
    assert [etree.QName(one).localname for one in header[0]] == [
        "From", "To", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo",
        "DueDate", "OtherInfo", "SteeringType", "ToPlaces",
    ]  # fmt: skip
    assert [etree.QName(one).localname for one in header[1][1]] == [
        "DocumentId", "BussinessDocType", "BussinessDocReason", "Paper", "BussinessDocumentInfo", "StaffInfo",
    ]  # fmt: skip
    assert body[0].get("version") == "1.0"
    assert root.findtext(".//{*}DueDate") == "2021/01/25"
    assert root.findtext(".//{*}Timestamp") == "2021/01/18 08:00:00"


def test_a_status_has_no_body_and_no_trace():
    root = etree.fromstring(write_packet(b.status(Status.ACCEPTED)))
    assert root.find(".//{*}edXMLBody") is None
    assert root.find(".//{*}TraceHeaderList") is None
    assert [etree.QName(one).localname for one in root.find(".//{*}MessageHeader")] == [
        "From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp",
    ]  # fmt: skip


def test_a_payload_is_a_zip_with_a_single_entry():
    root = etree.fromstring(write_packet(b.notice()))
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(root.findtext(".//{*}ContentTransferEncoded")))) as package:
        (entry,) = package.infolist()
    assert entry.filename.endswith(".pdf")
    assert len(entry.filename) == 36 + 4
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_what_would_look_like_a_bomb_is_stored():
    files = (Attachment("không.bin", bytes(30_000_000)),)
    received = read_packet(write_packet(b.notice(attachments=files)))
    assert received.message.attachments[0].content == files[0].content


def test_both_styles_of_ids_and_codes():
    uuid = DocumentId("7a1d36c1-3c0d-4d1e-9a8b-1f0a7b4c2d10")
    assert read_packet(write_packet(b.notice(document_id=uuid))).message.document_id == uuid
    legacy = Party(OrganCode("000.00.12.H33"), "Văn phòng")
    written = read_packet(write_packet(b.notice(sender=legacy))).message
    assert written.document_id.text == "000.00.12.H33,2021/01/12,21/TB-VP"
    assert written.sender.code.text == "000.00.12.H33"


@pytest.mark.parametrize("one", TYPES, ids=lambda one: one.name)
def test_every_type_is_written_with_its_number(one):
    packet = read_packet(write_packet(b.notice(type_name=one.name))).message
    assert (packet.type_name, packet.type_code, packet.type_detail) == (one.name, "2", str(one.number))


ANSWERED = Answered(OrganCode("H33.12"))
WRONG = {
    "no receiver": (b.notice(to=()), "chưa có cơ quan nhận"),
    "a receiver twice": (b.notice(to=(b.FINANCE, replace(b.FINANCE, code=OrganCode("000.00.13.H33")))), "ghi hai lần"),
    "a wrong code": (b.notice(sender=Party(OrganCode("sở"), "Sở")), "không đúng dạng"),
    "a long code": (b.notice(sender=Party(OrganCode("H33." + "1" * 40), "Sở")), "dài quá 35"),
    "no code": (b.notice(to=(Party(OrganCode(""), "Sở"),)), "Thiếu mã định danh"),
    "no name": (b.notice(to=(Party(OrganCode("H33.13")),)), "thiếu tên"),
    "no number": (b.notice(code_number=""), "Số văn bản"),
    "a number of words": (b.notice(code_number="hai mốt"), "Số văn bản"),
    "a symbol with a blank": (b.notice(code_notation="TB - VP"), "Ký hiệu văn bản"),
    "a symbol with a comma": (b.notice(code_notation="TB,VP"), "Ký hiệu văn bản"),
    "no date": (b.notice(date=None), "thiếu ngày ban hành"),
    "due before it is issued": (b.notice(due_on=dt.date(2021, 1, 1)), "trước ngày ban hành"),
    "no place": (b.notice(place=" "), "thiếu nơi ban hành"),
    "no subject": (b.notice(subject=""), "thiếu trích yếu"),
    "a long subject": (b.notice(subject="x" * 501), "dài 501 ký tự"),
    "a subject of two lines": (b.notice(subject="a\nb"), "một dòng"),
    "a control character": (b.notice(subject="a\x0bb"), "U+000B"),
    "half a character": (b.notice(subject="a\ud800b"), "U+D800"),
    "an unknown type": (b.notice(type_name="Tâm thư"), "không có trong danh mục"),
    "a long name of the signer": (b.notice(signer=Signer(name="x" * 51)), "người ký"),
    "long recipients": (b.notice(to_places=("x" * 600, "y" * 600)), "Nơi nhận dài"),
    "too many pages": (b.notice(other=OtherInfo(pages=1000)), "Số trang"),
    "a negative number of copies": (b.notice(other=OtherInfo(copies=-1)), "Số bản"),
    "an id of no style": (b.notice(document_id=DocumentId("21")), "không đúng dạng"),
    "an id of another document": (b.notice(document_id=DocumentId("H33.12,2021/01/12,22/TB-VP")), "không khớp"),
    "an id with a wrong code": (b.notice(response_for=(replace(ANSWERED, document_id=DocumentId("x,2021/01/12,1/A")),)), "không đúng dạng"),
    "a report on nothing": (replace(b.report(), response_for=()), "phải nêu văn bản chỉ đạo"),
    "an answer to nothing": (b.notice(response_for=(ANSWERED,)), "cần mã định danh"),
    "an answer to nobody": (b.notice(response_for=(Answered(OrganCode(""), "1/A", dt.date(2021, 1, 1)),)), "Thiếu mã định danh"),
    "no trace": (b.notice(trace=()), "dấu vết gửi"),
    "a trace without time": (b.notice(trace=(Trace(b.OFFICE.code),)), "thiếu thời điểm"),
    "a trace of nobody": (b.notice(trace=(Trace(OrganCode(""), b.AT),)), "Dấu vết gửi"),
    "a recall without reason": (b.recall(b.notice(), reason=""), "phải nêu lý do"),
    "a recall of nothing": (b.notice(business=Business(Kind.RECALL, reason="x")), "thu hồi, cập nhật, thay thế: mã"),
    "a replacement of nothing": (replace(b.replacement(), business=replace(b.replacement().business, replaced=())), "bị thay thế"),
    "replaced by an update": (b.notice(business=replace(b.replacement().business, kind=Kind.UPDATE)), "Chỉ gói thay thế"),
    "receivers of a replacement": (b.notice(business=replace(b.update().business, kind=Kind.RECALL)), "Chỉ gói cập nhật"),
    "receivers of a new document": (b.notice(business=replace(b.update().business, kind=Kind.NEW)), "Văn bản mới không có"),
    "a wrong code in a change": (
        b.notice(business=replace(b.update().business, receivers=(ReceiverChange(OrganCode("?"), added=True),))), "không đúng dạng"),
    "a wrong code in a replacement": (
        b.notice(business=replace(b.replacement().business, replaced=(Replaced(DocumentId("H33.12,2021/01/11,20/TB-VP"), (OrganCode("?"),)),))), "không đúng dạng"),
    "an empty file": (b.notice(attachments=(Attachment("a.pdf", b""),)), "rỗng"),
    "a file without name": (b.notice(attachments=(Attachment("", b"x"),)), "Tên tệp"),
    "a file with a path": (b.notice(attachments=(Attachment("../a.pdf", b"x"),)), "Tên tệp"),
    "a file called dots": (b.notice(attachments=(Attachment("..", b"x"),)), "Tên tệp"),
    "one id for two files": (b.notice(attachments=(Attachment("a", b"x", content_id="c"), Attachment("b", b"y", content_id="C"))), "trùng"),
    "too many files": (b.notice(attachments=tuple(Attachment(f"{n}.txt", b"x") for n in range(201))), "201 tệp đính kèm"),
    "a status on nothing": (b.status(Status.ACCEPTED, response_for=ANSWERED), "cần mã định danh"),
    "a status without time": (b.status(Status.ACCEPTED, at=None), "thiếu thời điểm"),
    "a refusal without reason": (b.status(Status.REFUSED, description=""), "phải kèm lý do"),
    "a decline without reason": (b.status(Status.DECLINED, description=" "), "phải kèm lý do"),
    "a take-back without reason": (b.status(Status.TAKE_BACK, description=""), "phải kèm lý do"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_may_not_be_written_is_told(name):
    message, words = WRONG[name]
    with pytest.raises(InvalidPacket) as refused:
        write_packet(message)
    assert words in refused.value.message
    assert refused.value.message.endswith(".")
    assert "\n" not in refused.value.message


def test_several_problems_are_counted():
    with pytest.raises(InvalidPacket) as refused:
        write_packet(b.notice(to=(), subject="", place=""))
    assert "(và 2 lỗi khác)" in refused.value.message


def test_attachments_have_a_limit_here_too():
    with pytest.raises(InvalidPacket):
        write_packet(b.notice(attachments=(Attachment("a", b"x" * 100),)), limits=Limits(decoded_bytes=99))


def test_the_moment_of_sending_becomes_the_trace():
    packet = read_packet(write_packet(b.notice(trace=()), at=b.AT)).message
    assert packet.trace == (Trace(b.OFFICE.code, b.AT),)


# --- any message survives --------------------------------------------------------------------------------------------

letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")


def text(most: int, least: int = 0):
    return st.text(letters, min_size=least, max_size=most).filter(lambda said: not least or said.strip())


level = st.text("ABCDEGHIKLMNPQRSTUVXY0123456789", min_size=1, max_size=3).filter(lambda group: group.strip("0"))
codes = st.builds(
    lambda letter, number, below: OrganCode(".".join([f"{letter}{number:02}", *below])),
    st.sampled_from("ABGHKY"), st.integers(1, 99), st.lists(level, max_size=3),
)  # fmt: skip
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
moments = st.builds(lambda day, time: dt.datetime.combine(day, time.replace(microsecond=0), LOCAL), days, st.times())
parties = st.builds(Party, codes, text(60, 1), text(20), text(20), text(20), text(20), text(20), text(20))
uuids = st.uuids().map(lambda one: DocumentId(str(one)))
numbers = st.integers(1, 99_999).map(str)
symbols = st.from_regex(r"[A-ZĐ]{1,4}-[A-ZĐ&]{1,8}", fullmatch=True)
ids = st.one_of(
    uuids,
    st.builds(lambda organ, day, no, sym: DocumentId.compose(organ, day, f"{no}/{sym}"), codes, days, numbers, symbols),
)
answered = st.builds(Answered, codes, st.builds("{}/{}".format, numbers, symbols), st.none() | days, ids)
staff = st.builds(Staff, text(20), text(20), text(20), text(20))
file_names = text(60, 1).filter(lambda name: not set(name) & set("/\\") and name.strip(". \u00a0"))
files = st.builds(
    Attachment, file_names, st.binary(min_size=1, max_size=300), text(30), st.sampled_from(["", "application/pdf"])
)


@st.composite
def businesses(draw):
    kind = draw(st.sampled_from(Kind))
    if kind is Kind.NEW:
        return Business(staff=draw(staff))
    return Business(
        kind, draw(ids), draw(text(40, 1)), draw(st.booleans()),
        info_changed=draw(st.none() | st.booleans()), receivers_changed=draw(st.none() | st.booleans()),
        receivers=tuple(draw(st.lists(st.builds(ReceiverChange, codes, st.booleans()), max_size=3))) if kind is Kind.UPDATE else (),
        replaced=tuple(draw(st.lists(st.builds(Replaced, ids, st.lists(codes, max_size=2).map(tuple)), min_size=1, max_size=2)))
        if kind is Kind.REPLACE else (),
        staff=draw(staff),
    )  # fmt: skip


@st.composite
def packets(draw):
    day = draw(days)
    steering = draw(st.none() | st.sampled_from(Steering))
    return Packet(
        sender=draw(parties),
        to=tuple(draw(st.lists(parties, min_size=1, max_size=3, unique_by=lambda one: one.code.normal))),
        document_id=draw(st.just(DocumentId("")) | uuids),
        code_number=draw(numbers), code_notation=draw(symbols), place=draw(text(20, 1)), date=day,
        type_name=draw(st.sampled_from(TYPES)).name, subject=draw(text(80, 1)),
        content="\n".join(draw(st.lists(text(20), max_size=3))),
        signer=Signer(draw(text(20)), draw(text(20)), draw(text(20))),
        due_on=draw(st.none() | st.integers(0, 400).map(lambda more: day + dt.timedelta(days=more))),
        other=draw(st.builds(
            OtherInfo, st.sampled_from(Priority), text(20), text(20), st.none() | st.integers(0, 999),
            st.none() | st.integers(0, 999), text(20), st.lists(text(20, 1), max_size=2).map(tuple))),
        response_for=tuple(draw(st.lists(answered, min_size=steering is Steering.REPORTS, max_size=3))),
        steering=steering, to_places=tuple(draw(st.lists(text(30, 1), max_size=4))),
        trace=tuple(draw(st.lists(st.builds(Trace, codes, moments), min_size=1, max_size=3))),
        business=draw(businesses()), attachments=tuple(draw(st.lists(files, max_size=3))),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(packets())
def test_any_packet_written_is_read_as_it_was(packet):
    data = write_packet(packet)
    received = read_packet(data)
    assert received.message == complete(packet)
    assert received.notices == ()
    assert received.unknown == ()
    assert write_packet(received.message) == data


@settings(deadline=None)
@given(st.builds(StatusMessage, parties, answered, st.sampled_from(Status), text(60, 1), moments, staff))
def test_any_status_written_is_read_as_it_was(message):
    received = read_packet(write_packet(message))
    assert received.message == complete(message)
    assert received.notices == ()
