"""What a packet must have before a byte of it is written: every problem as one Vietnamese sentence.

Lengths are those of NĐ 30/2020/NĐ-CP, annex VI, for the same fields (the regulation's own table could not be read).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dondoc.documents.exchange.codes import DocumentId, IdStyle, Kind, OrganCode, Steering, notation_key, type_of
from dondoc.documents.exchange.packet import Answered, Attachment, Business, Packet, Party, StatusMessage
from dondoc.documents.exchange.statuses import Need, sender_of, transition
from dondoc.documents.exchange.tree import Limits

_NUMBER = re.compile(r"\d{1,10}[A-Za-zĐđ]?")
_NOTATION = re.compile(r"[^\s,/][^\s,]*")
# Of XML 1.0, and no line ends but in texts that have several lines.
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEVERAL_LINES = {"content", "reason", "description"}
_LONGEST = {
    "name": 200, "in_charge": 200, "address": 250, "email": 100, "telephone": 20, "fax": 20, "website": 100,
    "code_number": 11, "code_notation": 30, "place": 50, "type_name": 100, "subject": 500, "competence": 100,
    "position": 100, "department": 200, "mobile": 20, "reason": 500, "description": 500, "direction": 100,
    "sphere": 100, "typist": 30, "notation": 42, "content_id": 200, "content_type": 200, "type_code": 3, "type_detail": 3,
}  # fmt: skip
_LABELS = {
    "name": "tên", "in_charge": "cơ quan chủ quản", "address": "địa chỉ", "email": "thư điện tử", "telephone": "điện thoại",
    "fax": "fax", "website": "trang web", "code_number": "số", "code_notation": "ký hiệu", "place": "nơi ban hành",
    "type_name": "loại văn bản", "subject": "trích yếu", "content": "nội dung", "competence": "thẩm quyền ký",
    "position": "chức vụ", "department": "bộ phận", "mobile": "di động", "reason": "lý do", "description": "mô tả",
    "to_places": "nơi nhận", "text": "mã", "notation": "số ký hiệu",
}  # fmt: skip
_LONGEST_PERSON = 50
_LONGEST_PLACES = 1000
_MOST_PAGES = 999


def problems(message: Packet | StatusMessage, limits: Limits) -> Iterator[str]:
    """Every reason for which a message may not be written."""
    yield from _texts(message)
    yield from _party(message.sender, "Cơ quan gửi")
    if isinstance(message, StatusMessage):
        yield from _status(message)
    else:
        yield from _packet(message, limits)


def _texts(record: Any, name: str = "") -> Iterator[str]:
    if isinstance(record, str):
        label = _LABELS.get(name, name)
        if found := _NOT_XML.search(record):
            yield f"Trường {label} có ký tự điều khiển (U+{ord(found.group()):04X}), không ghi được."
        elif name not in _SEVERAL_LINES and "\n" in record:
            yield f"Trường {label} phải nằm trên một dòng."
        if len(record) > _LONGEST.get(name, len(record)):
            yield f"Trường {label} dài {len(record)} ký tự, quá {_LONGEST[name]}."
    elif isinstance(record, tuple):
        for one in record:
            yield from _texts(one, name)
    elif is_dataclass(record):
        for one in fields(record):
            yield from _texts(getattr(record, one.name), one.name)


def _party(party: Party, who: str) -> Iterator[str]:
    if party.code.problem:
        yield f"{who}: {party.code.problem}"
    if not party.name:
        yield f"{who} thiếu tên."


def _packet(packet: Packet, limits: Limits) -> Iterator[str]:
    yield from _receivers(packet)
    yield from _document(packet)
    yield from _own_id(packet)
    for one in packet.response_for:
        yield from _answered(one, "Văn bản được trả lời")
    if packet.steering is Steering.REPORTS and not packet.response_for:
        yield "Báo cáo thực hiện (loại chỉ đạo 3) phải nêu văn bản chỉ đạo được trả lời."
    if not packet.trace:
        yield "Gói tin thiếu dấu vết gửi (thời điểm gửi)."
    for step in packet.trace:
        if step.organ.problem:
            yield f"Dấu vết gửi: {step.organ.problem}"
        if step.at is None:
            yield "Dấu vết gửi thiếu thời điểm."
    yield from _business(packet.business)
    yield from _attachments(packet.attachments, limits)


def _receivers(packet: Packet) -> Iterator[str]:
    if not packet.to:
        yield "Gói tin chưa có cơ quan nhận."
    for party in packet.to:
        yield from _party(party, "Cơ quan nhận")
    seen = [party.code.normal for party in packet.to]
    if twice := next((code for code in seen if seen.count(code) > 1), None):
        yield f"Cơ quan nhận {twice} bị ghi hai lần."


def _document(packet: Packet) -> Iterator[str]:
    if not _NUMBER.fullmatch(packet.code_number):
        yield f"Số văn bản “{packet.code_number}” không đúng dạng; cần chữ số, ví dụ 13."
    if not _NOTATION.fullmatch(packet.code_notation):
        yield f"Ký hiệu văn bản “{packet.code_notation}” không đúng dạng; cần ví dụ TB-VP, không có dấu cách, dấu phẩy."
    if packet.date is None:
        yield "Văn bản thiếu ngày ban hành."
    elif packet.due_on and packet.due_on < packet.date:
        yield f"Thời hạn {packet.due_on:%d/%m/%Y} trước ngày ban hành {packet.date:%d/%m/%Y}."
    for value, label in ((packet.place, "nơi ban hành"), (packet.subject, "trích yếu")):
        if not value:
            yield f"Văn bản thiếu {label}."
    if type_of(packet.type_name) is None:
        yield f"Loại văn bản “{packet.type_name}” không có trong danh mục loại văn bản hành chính."
    if len(packet.signer.name) > _LONGEST_PERSON:
        yield f"Tên người ký dài quá {_LONGEST_PERSON} ký tự."
    if sum(map(len, packet.to_places)) > _LONGEST_PLACES:
        yield f"Nơi nhận dài quá {_LONGEST_PLACES} ký tự."
    for count, label in ((packet.other.pages, "Số trang"), (packet.other.copies, "Số bản")):
        if count is not None and not 0 <= count <= _MOST_PAGES:
            yield f"{label} phải từ 0 đến {_MOST_PAGES}."


def _own_id(packet: Packet) -> Iterator[str]:
    parts = packet.document_id.parts
    yield from _id(packet.document_id, "Văn bản")
    if not parts or packet.document_id.style is not IdStyle.COMPOSED:
        return
    organ, day, notation = parts
    same: tuple[Any, ...] = (organ.normal, day, notation_key(notation))
    if same != (packet.sender.code.normal, packet.date, notation_key(packet.notation)):
        yield f"Mã định danh văn bản “{packet.document_id.text}” không khớp cơ quan gửi, ngày và số ký hiệu của văn bản."


def _id(document_id: DocumentId, what: str) -> Iterator[str]:
    if document_id.style is IdStyle.OTHER:
        yield f"{what}: mã định danh “{document_id.text}” không đúng dạng “mã cơ quan,năm/tháng/ngày,số/ký hiệu” hoặc UUID."
    elif document_id.parts and document_id.style is IdStyle.COMPOSED and (wrong := document_id.parts[0].problem):
        yield f"{what}: {wrong}"


def _answered(one: Answered, what: str) -> Iterator[str]:
    if one.organ.problem:
        yield f"{what}: {one.organ.problem}"
    if one.document_id.text:
        yield from _id(one.document_id, what)
    elif not (one.notation and one.date):
        yield f"{what} cần mã định danh, hoặc số ký hiệu và ngày."


def _business(business: Business) -> Iterator[str]:
    if business.kind is Kind.NEW:
        if business.receivers or business.replaced:
            yield "Văn bản mới không có danh sách thêm, bớt nơi nhận hay văn bản bị thay thế."
        return
    if not business.reason:
        yield "Thu hồi, cập nhật, thay thế phải nêu lý do."
    yield from _id(business.document_id, "Văn bản được thu hồi, cập nhật, thay thế")
    if business.kind is Kind.REPLACE and not business.replaced:
        yield "Gói thay thế phải nêu văn bản bị thay thế."
    if business.kind is not Kind.REPLACE and business.replaced:
        yield "Chỉ gói thay thế mới nêu văn bản bị thay thế."
    if business.kind is not Kind.UPDATE and business.receivers:
        yield "Chỉ gói cập nhật mới thêm, bớt nơi nhận."
    organs: list[OrganCode] = [change.organ for change in business.receivers]
    for one in business.replaced:
        yield from _id(one.document_id, "Văn bản bị thay thế")
        organs += one.organs
    for organ in organs:
        if organ.problem:
            yield organ.problem


def _attachments(files: tuple[Attachment, ...], limits: Limits) -> Iterator[str]:
    if len(files) > limits.attachments:
        yield f"Gói tin có {len(files)} tệp đính kèm, giới hạn là {limits.attachments}."
    if sum(len(one.content) for one in files) > limits.decoded_bytes:
        yield f"Các tệp đính kèm lớn quá {limits.decoded_bytes / 1e6:.0f} MB."
    ids = [one.content_id.casefold() for one in files]
    if len(set(ids)) < len(ids):
        yield "Hai tệp đính kèm trùng mã ContentId."
    for one in files:
        if not one.name or any(ch in "/\\" for ch in one.name) or not one.name.strip(". "):
            yield f"Tên tệp đính kèm “{one.name}” không dùng được."
        if not one.content:
            yield f"Tệp đính kèm “{one.name}” rỗng."


def _status(message: StatusMessage) -> Iterator[str]:
    yield from _answered(message.response_for, "Văn bản của trạng thái")
    if not isinstance(message.at, dt.datetime):
        yield "Gói trạng thái thiếu thời điểm."
    before = {None, *type(message.status)}
    lines = (transition(one, message.status, sender_of(message.status)) for one in before)
    if not message.description and any(Need.REASON in line.needs for line in lines if line):
        yield f"Trạng thái {message.status.value} phải kèm lý do."
