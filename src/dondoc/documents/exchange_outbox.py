"""Making packets and putting them into the queue; for the commands of this room and of those above.

A packet is written whole before its row is committed: what the queue sends later are these bytes and no others.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import Direction, MessageKind
from dondoc.documents.exchange import ExchangeError, Packet, StatusMessage, write_packet
from dondoc.documents.exchange.codes import OrganCode, Status, Steering
from dondoc.documents.exchange.errors import StatusRefused
from dondoc.documents.exchange.from_document import packet_of
from dondoc.documents.exchange.packet import Party, Staff
from dondoc.documents.exchange_courses import KINDS, Said, as_answered, say
from dondoc.documents.exchange_words import refusal
from dondoc.documents.models import Document, ExchangeCourse, ExchangeParty, OutgoingPacket, StoredFile
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append

MEDIA_TYPE = "application/xml"
_CONTENT = "content"
_LONGEST_PLACES = 1000  # NĐ 30/2020/NĐ-CP, annex VI, ToPlaces


@dataclass(frozen=True, slots=True)
class Contents:
    """What a packet says besides its document.

    Attributes:
        kind: what it does.
        steering: whether it gives tasks (2) or reports on them (3).
        due_on: the day by which the receiver has to act.
        reason: of a recall, an update, a replacement.
        response_for: the documents that it answers, as `exchange.response_for` of the JSON form (docs/exchange.md).
        original: the id of the document that is updated, recalled or replaced; the document's own where empty.
        replaces: the documents that it replaces, in the same form.
    """

    kind: MessageKind = MessageKind.NEW
    steering: Steering = Steering.NONE
    due_on: dt.date | None = None
    reason: str = ""
    response_for: Sequence[dict[str, str]] = ()
    original: str = ""
    replaces: Sequence[dict[str, Any]] = field(default=())


def own_party(jurisdiction_id: int) -> ExchangeParty:
    """Return the body in whose name the jurisdiction exchanges.

    Raises:
        Conflict: none was set yet (code `no_own_party`).
    """
    found = ExchangeParty.objects.filter(jurisdiction_id=jurisdiction_id, is_own=True).first()
    if found is None:
        raise Conflict(
            _("Chưa khai mã định danh của cơ quan mình. Lãnh đạo Văn phòng khai ở mục “Cơ quan liên thông”."),
            code="no_own_party",
        )
    return found


def document_packet(
    document: Document, own: ExchangeParty, receivers: Sequence[ExchangeParty | Party], contents: Contents, actor: User
) -> Packet:
    """Return the packet of a document that the office issued.

    Raises:
        Conflict: the office did not issue it, or it has no file.
        BadInput: it lacks something that a packet needs, or is secret; the sentence says what.
    """
    if document.direction != Direction.ISSUED:
        raise Conflict(
            _("Chỉ gửi liên thông văn bản do cơ quan mình ban hành (văn bản đi)."), code="not_issued"
        )  # fmt: skip
    if document.file is None:
        raise Conflict(
            _("Văn bản được dán từ chữ, không có tệp gốc để gửi. Hãy nhập lại văn bản bằng tệp đã ký."), code="no_file"
        )
    lines = list(document.recipients.order_by("position").values_list("line", flat=True))
    while sum(map(len, lines)) > _LONGEST_PLACES:
        lines.pop()
    written = {
        "issuer": document.issuer,
        "number": document.number,
        "symbol": document.symbol,
        "place": document.place,
        "date": document.issued_on.isoformat() if document.issued_on else "",
        "type": document.type_name,
        "subject": " ".join(document.subject.split()),
        "urgency": document.urgency,
        "signature": {
            "authority": [document.signer_authority], "position": document.signer_position, "name": document.signer_name,
        },
        "recipients": lines,
        "exchange": {
            "from": _party(own),
            "to": [_party(each) for each in receivers],
            "steering": int(contents.steering),
            "due_on": contents.due_on.isoformat() if contents.due_on else None,
            "reason": contents.reason,
            "response_for": list(contents.response_for),
            "original": contents.original,
            "replaces": list(contents.replaces),
            "staff": {"name": actor.full_name[:50], "email": actor.email[:100]},
            "attachments": [{"path": _CONTENT, "name": document.file.name}],
        },
    }  # fmt: skip
    # The store may be a bucket; a packet is made of files.
    with TemporaryDirectory(prefix="dondoc-packet-") as folder:
        with disk.open_content(document.file.sha256) as content, (Path(folder) / _CONTENT).open("wb") as file:
            shutil.copyfileobj(content, file)
        try:
            return packet_of(written, Path(folder), KINDS[contents.kind])
        except ExchangeError as error:
            raise refusal(error) from error


def enqueue(
    message: Packet | StatusMessage, courses: Sequence[ExchangeCourse], *, own: ExchangeParty, kind: MessageKind,
    actor: User | None, now: dt.datetime, request_id: str, reason: str = "",
) -> list[OutgoingPacket]:  # fmt: skip
    """Write a message and put it into the queue, once for each receiver; they share its bytes.

    Call it in the command's `disk.files_and_rows()`.

    Args:
        message: what is sent.
        courses: one for each receiver.
        own: who sends.
        kind: what it does.
        actor: who sends it, None where the system answers by itself.
        now: the moment; it stands in the packet.
        request_id: groups what one request did.
        reason: the words that go with it.

    Raises:
        BadInput: it lacks something that a packet needs.
    """
    try:
        data = write_packet(message, at=now)
    except ExchangeError as error:
        raise refusal(error) from error
    about = courses[0].notation or courses[0].document_ident
    file = keep(data, f"{about}-{kind}".replace("/", "-"), jurisdiction_id=own.jurisdiction_id, actor=actor, now=now)
    said: dict[str, Any] = (
        {"status": message.status.value}
        if isinstance(message, StatusMessage)
        else {"steering": message.steering, "due_on": message.due_on}
    )
    rows = [
        OutgoingPacket.objects.create(
            jurisdiction_id=own.jurisdiction_id, course_id=course.id, party_id=own.id, sender_code=own.code,
            receiver_code=course.other_code, receiver_name=course.other_name, kind=kind,
            **said,
            reason=reason, file_id=file.id, next_attempt_at=now, queued_at=now, queued_by_id=actor.id if actor else None,
        )
        for course in courses
    ]  # fmt: skip
    append(
        jurisdiction_id=own.jurisdiction_id,
        events=[
            NewEvent(
                events.OUTGOING_PACKET, row.id, events.PACKET_QUEUED,
                {
                    "kind": str(row.kind), "status": row.status, "receiver": row.receiver_code, "course_id": row.course_id,
                    "document_id": course.document_id, "document_ident": course.document_ident, "sha256": file.sha256,
                },
                reason=reason, is_first=True,
            )
            for row, course in zip(rows, courses, strict=True)
        ],
        actor_id=actor.id if actor else None,
        now=now,
        request_id=request_id,
    )  # fmt: skip
    return rows


def send_status_of(
    course: ExchangeCourse, status: Status, *, actor: User | None, now: dt.datetime, request_id: str, reason: str = ""
) -> OutgoingPacket:
    """Say a status of a document to the other side: guarded, recorded, queued.

    Args:
        course: of which document, locked.
        status: which one.
        actor: who says it, None where the system answers by itself.
        now: the moment.
        request_id: groups what one request did.
        reason: words for the person on the other side.

    Raises:
        Conflict: it may not follow now (code `status_refused`).
    """
    own = course.party
    message = StatusMessage(
        sender=party_of(own),
        response_for=as_answered(course),
        status=status,
        description=reason,
        at=now,
        staff=Staff(name=actor.full_name[:50]) if actor else Staff(),
    )
    try:
        said = say(course, Said(status, reason, actor.full_name if actor else "", now), ours=True, now=now)
    except StatusRefused as error:
        raise refusal(error) from error
    (row,) = enqueue(
        message, [course], own=own, kind=MessageKind.STATUS, actor=actor, now=now, request_id=request_id, reason=reason
    )
    said.outgoing_id = row.id
    said.save(update_fields=["outgoing_id"])
    return row


def keep(data: bytes, name: str, *, jurisdiction_id: int, actor: User | None, now: dt.datetime) -> StoredFile:
    """Keep the bytes of a packet in the files folder, with their row."""
    return StoredFile.objects.create(
        jurisdiction_id=jurisdiction_id, sha256=disk.put(data), size=len(data), content_type=MEDIA_TYPE,
        name=f"{name[:190]}.edxml", created_at=now, created_by_id=actor.id if actor else None,
    )  # fmt: skip


def answered_form(course: ExchangeCourse) -> dict[str, str]:
    """Return the document of a course in the JSON form of `exchange.response_for`."""
    about = as_answered(course)
    return {"code": about.organ.text, "document_id": about.document_id.text, **_written(course)}


def party_of(row: ExchangeParty) -> Party:
    """Return a body as packets name it."""
    return Party(OrganCode(row.code), row.name, row.in_charge, row.address, row.email, row.telephone)


def _written(course: ExchangeCourse) -> dict[str, str]:
    number, _stroke, symbol = course.notation.partition("/")
    day = course.issued_on.isoformat() if course.issued_on else ""
    return {"number": number, "symbol": symbol, "date": day}


def _party(row: ExchangeParty | Party) -> dict[str, str]:
    party = row if isinstance(row, Party) else party_of(row)
    return {
        "code": party.code.text, "name": party.name, "in_charge": party.in_charge, "address": party.address,
        "email": party.email, "telephone": party.telephone,
    }  # fmt: skip
