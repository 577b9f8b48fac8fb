"""Writing a packet as the regulation has it: everything is checked first, the same message gives the same bytes."""

from __future__ import annotations

import base64
import datetime as dt
import io
import unicodedata
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast
from xml.sax.saxutils import escape, quoteattr

from dondoc.documents.exchange.checks import problems
from dondoc.documents.exchange.codes import (
    NAMESPACE,
    DocumentId,
    Kind,
    type_of,
    write_day,
    write_time,
)
from dondoc.documents.exchange.errors import InvalidPacket
from dondoc.documents.exchange.packet import (
    Answered,
    Attachment,
    Business,
    OtherInfo,
    Packet,
    Party,
    Staff,
    StatusMessage,
    Trace,
)
from dondoc.documents.exchange.tree import Limits

# Group B of the type list of 2022: administrative documents (which number stands for the group is unconfirmed).
_ADMINISTRATIVE = "2"
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Where deflating gains more than this, the file is stored: a reader would take it for a bomb.
_MOST_RATIO = 100
_LONGEST_EXTENSION = 10
_Message = TypeVar("_Message", bound=Packet | StatusMessage)
_Element = tuple[str, Any]


def write_packet(
    message: Packet | StatusMessage,
    *,
    at: dt.datetime | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> bytes:
    """Return the bytes of a message.

    Args:
        message: what to write; what can be derived may be left out (see `complete`).
        at: the moment of sending, where the message does not say it.
        limits: the most that may be written.

    Raises:
        InvalidPacket: something is missing or wrong; nothing was written.
    """
    whole = complete(message, at=at)
    if found := list(dict.fromkeys(problems(whole, limits))):
        more = f" (và {len(found) - 1} lỗi khác)" if len(found) > 1 else ""
        raise InvalidPacket(found[0] if not more else f"{found[0].rstrip('.')}{more}.")
    if isinstance(whole, StatusMessage):
        inside: list[_Element] = [("edXML:edXMLEnvelope", [("edXML:edXMLHeader", [("MessageHeader", _status(whole))])])]
    else:
        inside = _document(whole)
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    attributes = f" xmlns={quoteattr(NAMESPACE)} xmlns:edXML={quoteattr(NAMESPACE)}"
    _write(("edXML", inside), out, 0, attributes)
    return "".join(out).encode()


def complete(message: _Message, *, at: dt.datetime | None = None) -> _Message:
    """Return the message as it will be written: texts in one form, and what can be derived put in.

    Derived are the composed id, the type's numbers, the trace, ids and types of attachments.
    """
    whole: Any = _cleaned(message)  # of the same type
    return cast("_Message", _completed(whole, at))


def _completed(whole: Packet | StatusMessage, at: dt.datetime | None) -> Packet | StatusMessage:
    if isinstance(whole, StatusMessage):
        return replace(whole, at=whole.at or at)
    own = whole.document_id
    if not own.text and whole.date and whole.notation:
        own = DocumentId.compose(whole.sender.code, whole.date, whole.notation)
    known = type_of(whole.type_name)
    return replace(
        whole,
        document_id=own,
        type_code=whole.type_code or _ADMINISTRATIVE,
        type_detail=whole.type_detail or str(known.number if known else 0),
        trace=whole.trace or ((Trace(whole.sender.code, at),) if at else ()),
        attachments=tuple(_named(one, number) for number, one in enumerate(whole.attachments)),
    )


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and type(value) is str:
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _cleaned(getattr(value, one.name)) for one in fields(value)})
    return value


def _named(one: Attachment, number: int) -> Attachment:
    return replace(
        one,
        content_id=one.content_id or f"cid:{uuid.uuid5(_IDS, f'{number} {one.name} {one.sha256}')}",
        content_type=one.content_type or "application/zip",
    )


def _document(packet: Packet) -> list[_Element]:
    trace: list[_Element] = [
        ("TraceHeader", [("OrganId", one.organ.text), ("Timestamp", write_time(one.at) if one.at else "")])
        for one in packet.trace
    ]
    header: list[_Element] = [
        ("MessageHeader", _header(packet)),
        ("TraceHeaderList", [*trace, ("Bussiness", _business(packet.business))]),
    ]
    references = [
        ("Reference", _reference(one, "ContentType", "Description", "AttachmentName")) for one in packet.attachments
    ]
    payloads = [
        (
            "Attachment",
            [
                *_reference(one, "AttachmentName", "Description", "ContentType"),
                ("edXML:ContentTransferEncoded", _zipped(one)),
            ],
        )
        for one in packet.attachments
    ]
    body: list[_Element] = [('edXMLManifest version="1.0"', references)]
    inside: list[_Element] = [("edXML:edXMLEnvelope", [("edXML:edXMLHeader", header), ("edXML:edXMLBody", body)])]
    return [*inside, ("AttachmentEncoded", payloads)] if payloads else inside


def _header(packet: Packet) -> list[_Element]:
    return [
        ("From", _party(packet.sender)),
        *(("To", _party(one)) for one in packet.to),
        ("DocumentId", packet.document_id.text),
        ("Code", [("CodeNumber", packet.code_number), ("CodeNotation", packet.code_notation)]),
        ("PromulgationInfo", [("Place", packet.place), ("PromulgationDate", _day(packet.date))]),
        (
            "DocumentType",
            [("Type", packet.type_code), ("TypeDetail", packet.type_detail), ("TypeName", packet.type_name)],
        ),
        ("Subject", packet.subject),
        ("Content", packet.content),
        (
            "SignerInfo",
            [
                ("Competence", packet.signer.competence),
                ("Position", packet.signer.position),
                ("FullName", packet.signer.name),
            ],
        ),
        ("DueDate", _day(packet.due_on)),
        ("OtherInfo", _other(packet.other)),
        *(("ResponseFor", _answered(one)) for one in packet.response_for),
        ("SteeringType", str(packet.steering.value) if packet.steering else ""),
        ("ToPlaces", [("Place", one) for one in packet.to_places]),
    ]


def _party(party: Party) -> list[_Element]:
    return [
        ("OrganId", party.code.text),
        ("OrganizationInCharge", party.in_charge),
        ("OrganName", party.name),
        ("OrganAdd", party.address),
        ("Email", party.email),
        ("Telephone", party.telephone),
        ("Fax", party.fax),
        ("Website", party.website),
    ]


def _other(other: OtherInfo) -> list[_Element]:
    return [
        ("Priority", str(other.priority.value)),
        ("SphereOfPromulgation", other.sphere),
        ("TyperNotation", other.typist),
        ("PromulgationAmount", "" if other.copies is None else str(other.copies)),
        ("PageAmount", "" if other.pages is None else str(other.pages)),
        ("Direction", other.direction),
        ("Appendixes", [("Appendix", one) for one in other.appendixes]),
    ]


def _answered(one: Answered) -> list[_Element]:
    return [
        ("OrganId", one.organ.text),
        ("Code", one.notation),
        ("PromulgationDate", _day(one.date)),
        ("DocumentId", one.document_id.text),
    ]


def _staff(staff: Staff) -> list[_Element]:
    return [
        ("Department", staff.department),
        ("Staff", staff.name),
        ("Email", staff.email),
        ("Mobile", staff.mobile),
    ]


def _business(business: Business) -> list[_Element]:
    receivers: list[_Element] = [
        ("Receiver", [("OrganId", one.organ.text), ("ReceiverType", "1" if one.added else "0")])
        for one in business.receivers
    ]
    replaced: list[_Element] = [
        (
            "ReplacementInfo",
            [("DocumentId", one.document_id.text), ("OrganIdList", [("OrganId", organ.text) for organ in one.organs])],
        )
        for one in business.replaced
    ]
    changed = [
        ("DocumentInfo", _flag(business.info_changed)),
        ("DocumentReceiver", _flag(business.receivers_changed)),
        ("ReceiverList", receivers),
    ]
    return [
        ("DocumentId", business.document_id.text if business.kind is not Kind.NEW else ""),
        ("BussinessDocType", str(business.kind.value)),
        ("BussinessDocReason", business.reason),
        ("Paper", "1" if business.paper else "0"),
        ("BussinessDocumentInfo", changed),
        ("ReplacementInfoList", replaced),
        ("StaffInfo", _staff(business.staff)),
    ]


def _status(message: StatusMessage) -> list[_Element]:
    return [
        ("From", _party(message.sender)),
        ("ResponseFor", _answered(message.response_for)),
        ("StaffInfo", _staff(message.staff)),
        ("StatusCode", message.status.value),
        ("Description", message.description),
        ("Timestamp", write_time(message.at) if message.at else ""),
    ]


def _reference(one: Attachment, *names: str) -> list[_Element]:
    values = {"ContentType": one.content_type, "Description": one.description, "AttachmentName": one.name}
    return [("ContentId", one.content_id), *((name, values[name]) for name in names)]


def _zipped(one: Attachment) -> str:
    """Base64 of a zip whose single entry is `<uuid>.<extension>`; the same file gives the same bytes."""
    extension = one.name.rpartition(".")[2] if "." in one.name else ""
    if not (extension.isascii() and extension.isalnum() and len(extension) <= _LONGEST_EXTENSION):
        extension = "bin"
    entry = zipfile.ZipInfo(f"{uuid.uuid5(_IDS, one.sha256)}.{extension.lower()}", _EPOCH)
    entry.create_system = 3  # else it is the machine's
    entry.external_attr = 0o600 << 16
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr(entry, one.content, method)
        if len(one.content) <= _MOST_RATIO * out.tell():
            break
    return base64.b64encode(out.getvalue()).decode("ascii")


def _day(day: dt.date | None) -> str:
    return write_day(day) if day else ""


def _flag(value: bool | None) -> str:
    return "" if value is None else str(int(value))


def _empty(content: Any) -> bool:
    """Whether there is nothing to write: an optional element without content is left out, not written empty."""
    return not content or (isinstance(content, list) and all(_empty(inner) for _, inner in content))


def _write(element: _Element, out: list[str], depth: int, attributes: str = "") -> None:
    name, content = element
    tag = name.partition(" ")[0]
    indent = "  " * depth
    if isinstance(content, str):
        out.append(f"{indent}<{name}>{escape(content)}</{tag}>\n")
        return
    inner: Iterable[_Element] = [one for one in content if not _empty(one[1]) or one[0].startswith("edXML")]
    out.append(f"{indent}<{name}{attributes}>\n" if inner else f"{indent}<{name}/>\n")
    if inner:
        for one in inner:
            _write(one, out, depth + 1)
        out.append(f"{indent}</{tag}>\n")
