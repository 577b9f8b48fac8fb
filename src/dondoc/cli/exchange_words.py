"""What a packet says as labelled lines for the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dondoc.documents.exchange.codes import (
    KIND_NAMES,
    PRIORITY_NAMES,
    STATUS_NAMES,
    STEERING_NAMES,
    Kind,
)
from dondoc.documents.exchange.packet import Answered, Packet, Party, Staff, StatusMessage


def facts(message: Packet | StatusMessage) -> Iterator[tuple[str, str]]:
    """Label and value of what the message says, empty ones left out."""
    rows = _status(message) if isinstance(message, StatusMessage) else _packet(message)
    yield from ((label, value) for label, value in rows if value)


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _time(moment: dt.datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M:%S}" if moment else ""


def _party(party: Party) -> str:
    code = party.code.normal
    received = f", ghi là {party.code.text}" if party.code.text != code else ""
    return f"{party.name} ({code}{received})" if party.name else f"{code}{received}"


def _answered(one: Answered) -> str:
    words = [
        one.notation or one.document_id.text,
        f"ngày {_day(one.date)}" if one.date else "",
        f"của {one.organ.normal}" if one.organ.text else "",
    ]
    return " ".join(filter(None, words))


def _staff(staff: Staff) -> str:
    return ", ".join(filter(None, (staff.name, staff.department, staff.email, staff.mobile)))


def _status(message: StatusMessage) -> Iterator[tuple[str, str]]:
    yield "Gói tin", "Trạng thái văn bản"
    yield "Trạng thái", f"{message.status.value} {STATUS_NAMES[message.status]}"
    yield "Văn bản", _answered(message.response_for)
    yield "Mã văn bản", message.response_for.document_id.text
    yield "Cơ quan gửi", _party(message.sender)
    yield "Lý do, mô tả", message.description
    yield "Thời điểm", _time(message.at)
    yield "Người gửi", _staff(message.staff)


def _packet(packet: Packet) -> Iterator[tuple[str, str]]:
    business = packet.business
    yield "Gói tin", KIND_NAMES[business.kind]
    yield "Lý do", business.reason
    if business.kind is not Kind.NEW:
        yield "Của văn bản", business.document_id.text
    for one in business.replaced:
        yield "Thay thế", one.document_id.text
    for change in business.receivers:
        yield "Nơi nhận", f"{'thêm' if change.added else 'bớt'} {change.organ.normal}"
    yield "Loại", packet.type_name
    yield "Số, ký hiệu", packet.notation
    yield "Ngày", _day(packet.date)
    yield "Nơi ban hành", packet.place
    yield "Trích yếu", packet.subject
    yield "Nội dung", packet.content
    yield "Mã văn bản", packet.document_id.text
    yield "Cơ quan gửi", _party(packet.sender)
    for party in packet.to:
        yield "Cơ quan nhận", _party(party)
    yield "Người ký", ", ".join(filter(None, (packet.signer.competence, packet.signer.position, packet.signer.name)))
    yield "Độ khẩn", PRIORITY_NAMES[packet.other.priority]
    yield "Chỉ đạo", STEERING_NAMES[packet.steering] if packet.steering else ""
    yield "Thời hạn", _day(packet.due_on)
    for answered in packet.response_for:
        yield "Trả lời văn bản", _answered(answered)
    yield "Nơi nhận", "; ".join(packet.to_places)
    yield "Đã qua", "; ".join(" ".join(filter(None, (one.organ.normal, _time(one.at)))) for one in packet.trace)
    yield "Người gửi", _staff(business.staff)
