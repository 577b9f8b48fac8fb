"""Reading a packet as it comes: senders disagree with the regulation and with each other, so much is tolerated.

Any order of children, any prefix, two old namespaces, missing and empty elements, days in every form, both styles of
codes. What is not understood is preserved as XML; what was tolerated is told in notices. Only what makes a packet
unusable or dangerous is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dondoc.documents.exchange import attachments, codes, tree
from dondoc.documents.exchange.codes import DocumentId, Kind, OrganCode, Priority, Status, Steering
from dondoc.documents.exchange.errors import AnotherBody, NoHeader, NoSender, UnknownStatus, WrongNamespace
from dondoc.documents.exchange.notices import Notice, Notices
from dondoc.documents.exchange.packet import (
    Answered,
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
from dondoc.documents.exchange.tree import Limits, Node

_MISREAD_STATUS = "14"  # one widely copied sample writes it for 15
_YES = frozenset({"1", "true", "yes"})
_MOST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Unknown:
    """An element that no rule reads, kept as it came."""

    path: str
    xml: str


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What the signature says of itself. Nothing here was verified: senders sign with rsa-sha1 and break it in transit."""

    method: str = ""
    subject: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A packet read: the message, what was tolerated, what was not understood."""

    message: Packet | StatusMessage
    notices: tuple[Notice, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    signature: SignatureFacts | None = None
    namespace: str = codes.NAMESPACE

    def to_dict(self) -> dict[str, Any]:
        """Values of JSON."""
        return {
            **self.message.to_dict(),
            "notices": [{"code": one.code, "message": one.message} for one in self.notices],
            "unknown": [{"path": one.path, "xml": one.xml} for one in self.unknown],
            "signature": None
            if self.signature is None
            else {"method": self.signature.method, "subject": self.signature.subject, "verified": False},
            "namespace": self.namespace,
        }


def read_packet(data: bytes, limits: Limits = Limits()) -> Received:  # noqa: B008 - frozen
    """Read a document message or a status message.

    Args:
        data: the bytes as received.
        limits: the most that is accepted.

    Raises:
        PacketError: it cannot be read; the class and `code` say why.
    """
    root = tree.parse(data, limits)
    envelope = _envelope(root)
    header = envelope.first("edXMLHeader", "Header")
    message = header.first("MessageHeader") if header else None
    if header is None or message is None:
        raise NoHeader
    notices = Notices()
    if root.namespace != codes.NAMESPACE:
        notices.add("old_namespace", "Gói tin dùng không gian tên cũ của edXML; đã đọc theo quy chuẩn hiện hành.")
    sender = _party(message.first("From"))
    if not sender.code.text:
        raise NoSender
    status = message.first("StatusCode")
    read: Packet | StatusMessage
    if status is not None:
        read = _status(message, sender, status.text, notices)
    else:
        files = attachments.read_all(root, envelope, limits, notices)
        read = _document(header, message, sender, notices, files)
    signature = header.first("Signature", anywhere=True) or envelope.first("Signature", anywhere=True)
    facts = _signature(signature) if signature else None
    unknown = tuple(Unknown(path, xml) for path, xml in tree.leftovers(root))
    return Received(read, tuple(notices), unknown, facts, root.namespace)


def check_addressed(packet: Packet, own: Iterable[str]) -> None:
    """Refuse a packet for other bodies than those with the codes `own`.

    Raises:
        AnotherBody: none of its receivers is one of them.
    """
    if not packet.addressed_to({OrganCode(code).normal for code in own}):
        names = ", ".join(party.name or party.code.text for party in packet.to[:3]) or "không ghi nơi nhận"
        raise AnotherBody(f"Gói tin gửi cho cơ quan khác ({names}), không phải cơ quan này.")


def _envelope(root: Node) -> Node:
    if not root.is_ours:
        raise WrongNamespace
    if tree.comparable(root.name) == "edxmlenvelope":
        return root
    envelope = root.first("edXMLEnvelope", "Envelope")
    if envelope is None:
        if any(tree.comparable(one.name) == "edxmlenvelope" for one in root.children):
            raise WrongNamespace
        raise NoHeader
    return envelope


def clean(text: str) -> str:
    """Return a text in one form: NFC, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def _text(node: Node | None, *names: str) -> str:
    return clean(node.value(*names)) if node else ""


def _party(node: Node | None) -> Party:
    return Party(
        code=OrganCode(_text(node, "OrganId")),
        name=_text(node, "OrganName"),
        in_charge=_text(node, "OrganizationInCharge"),
        address=_text(node, "OrganAdd"),
        email=_text(node, "Email"),
        telephone=_text(node, "Telephone"),
        fax=_text(node, "Fax"),
        website=_text(node, "Website"),
    )


def _staff(node: Node | None) -> Staff:
    return Staff(
        _text(node, "Department"), _text(node, "Staff"), _text(node, "Email"), _text(node, "Mobile")
    )  # fmt: skip


def _day(node: Node | None, name: str, notices: Notices) -> Any:
    written = _text(node, name)
    found = codes.read_day(written) if written else None
    if written and found is None:
        notices.add("unreadable_date", f"Không đọc được ngày “{written[:40]}” ({name}).")
    return found


def _number(node: Node | None, name: str) -> int | None:
    written = _text(node, name)
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_NUMBER else None


def _answered(node: Node, notices: Notices) -> Answered:
    code = node.first("Code")
    notation = ""
    if code is not None:
        # Usually "13/TB-VP" as text; some write it as in the document's own Code.
        inner = (_text(code, "CodeNumber"), _text(code, "CodeNotation"))
        notation = clean(code.text) or "/".join(part for part in inner if part)
    return Answered(
        organ=OrganCode(_text(node, "OrganId")),
        notation=notation,
        date=_day(node, "PromulgationDate", notices),
        document_id=DocumentId(_text(node, "DocumentId")),
    )


def _status(message: Node, sender: Party, code: str, notices: Notices) -> StatusMessage:
    wanted = code
    if code == _MISREAD_STATUS:
        notices.add("status_14", "Mã trạng thái 14 không có trong quy chuẩn; đã hiểu là 15 (đồng ý).")
        wanted = Status.AGREED.value
    status = codes.status_of(wanted)
    if status is None:
        raise UnknownStatus(f"Mã trạng thái “{code[:20]}” không có trong quy chuẩn.")
    about = message.first("ResponseFor")
    if about is None:
        notices.add("no_document", "Gói trạng thái không ghi văn bản mà nó nói đến.")
    written = _text(message, "Timestamp")
    at = codes.read_time(written)
    if written and at is None:
        notices.add("unreadable_date", f"Không đọc được thời điểm “{written[:40]}” (Timestamp).")
    return StatusMessage(
        sender=sender,
        response_for=_answered(about, notices) if about else Answered(OrganCode("")),
        status=status,
        description=_text(message, "Description"),
        at=at,
        staff=_staff(message.first("StaffInfo")),
        received_code=code,
    )


def _document(header: Node, message: Node, sender: Party, notices: Notices, files: tuple[Any, ...]) -> Packet:
    code = message.first("Code")
    issue = message.first("PromulgationInfo")
    kind = message.first("DocumentType")
    signer = message.first("SignerInfo")
    places = message.first("ToPlaces")
    number, notation = _text(code, "CodeNumber"), _text(code, "CodeNotation")
    day = _day(issue, "PromulgationDate", notices)
    named = DocumentId(_text(message, "DocumentId"))
    if not named.text and day and (number or notation):
        named = DocumentId.compose(sender.code, day, "/".join(part for part in (number, notation) if part))
        notices.add("id_composed", "Gói tin không ghi mã định danh văn bản; đã ghép từ cơ quan, ngày và số ký hiệu.")
    answers = (_answered(one, notices) for one in message.all("ResponseFor"))
    traces = header.first("TraceHeaderList")
    business = next((found for node in (traces, header, message) if node and (found := node.first("Bussiness"))), None)
    packet = Packet(
        sender=sender,
        to=tuple(party for party in map(_party, message.all("To")) if party != Party(OrganCode(""))),
        document_id=named,
        code_number=number,
        code_notation=notation,
        place=_text(issue, "Place"),
        date=day,
        type_name=_text(kind, "TypeName", "Name"),
        type_code=_text(kind, "Type"),
        type_detail=_text(kind, "TypeDetail"),
        subject=_text(message, "Subject"),
        content=_text(message, "Content"),
        signer=Signer(_text(signer, "Competence"), _text(signer, "Position"), _text(signer, "FullName")),
        due_on=_day(message, "DueDate", notices),
        other=_other(message.first("OtherInfo"), notices),
        response_for=tuple(one for one in answers if one != Answered(OrganCode(""))),
        steering=_steering(_text(message, "SteeringType"), notices),
        to_places=tuple(name for one in (places.all("Place") if places else ()) if (name := clean(one.text))),
        trace=tuple(_trace(one) for one in (traces.all("TraceHeader") if traces else ())),
        business=_business(business, notices),
        attachments=files,
    )
    for missing, value in (("To", packet.to), ("Subject", packet.subject), ("DocumentId", named.text)):
        if not value:
            notices.add("missing", f"Gói tin thiếu thông tin {missing}.")
    return packet


def _other(node: Node | None, notices: Notices) -> OtherInfo:
    priority = _text(node, "Priority")
    try:
        urgency = Priority(int(priority or 0))
    except ValueError:
        urgency = Priority.NORMAL
        notices.add("unknown_priority", f"Mức độ khẩn “{priority[:20]}” không có trong quy chuẩn; đã hiểu là thường.")
    appendixes = node.first("Appendixes") if node else None
    return OtherInfo(
        priority=urgency,
        sphere=_text(node, "SphereOfPromulgation"),
        typist=_text(node, "TyperNotation"),
        copies=_number(node, "PromulgationAmount"),
        pages=_number(node, "PageAmount"),
        direction=_text(node, "Direction"),
        appendixes=tuple(
            text for one in (appendixes.all("Appendix") if appendixes else ()) if (text := clean(one.text))
        ),
    )


def _steering(written: str, notices: Notices) -> Steering | None:
    if not written:
        return None
    if written == "0":  # some senders count from 0
        return Steering.NONE
    try:
        return Steering(int(written))
    except ValueError:
        notices.add("unknown_steering", f"Loại chỉ đạo “{written[:20]}” không có trong quy chuẩn.")
        return None


def _trace(node: Node) -> Trace:
    return Trace(OrganCode(_text(node, "OrganId")), codes.read_time(_text(node, "Timestamp")))


def _flag(node: Node | None, name: str) -> bool | None:
    written = _text(node, name)
    return written.casefold() in _YES if written else None


def _business(node: Node | None, notices: Notices) -> Business:
    written = _text(node, "BussinessDocType")
    try:
        kind = Kind(int(written or 0))
    except ValueError:
        kind = Kind.NEW
        notices.add(
            "unknown_kind", f"Loại nghiệp vụ “{written[:20]}” không có trong quy chuẩn; đã hiểu là văn bản mới."
        )
    info = node.first("BussinessDocumentInfo") if node else None
    changes = info.first("ReceiverList") if info else None
    replaced = node.first("ReplacementInfoList") if node else None
    return Business(
        kind=kind,
        document_id=DocumentId(_text(node, "DocumentId")),
        reason=_text(node, "BussinessDocReason"),
        paper=bool(_flag(node, "Paper")),
        info_changed=_flag(info, "DocumentInfo"),
        receivers_changed=_flag(info, "DocumentReceiver"),
        receivers=tuple(
            ReceiverChange(OrganCode(_text(one, "OrganId")), _text(one, "ReceiverType") != "0")
            for one in (changes.all("Receiver") if changes else ())
        ),
        replaced=tuple(_replaced(one) for one in (replaced.all("ReplacementInfo") if replaced else ())),
        staff=_staff(node.first("StaffInfo") if node else None),
    )


def _replaced(node: Node) -> Replaced:
    organs = node.first("OrganIdList")
    found = (OrganCode(clean(one.text)) for one in (organs.all("OrganId") if organs else ()))
    return Replaced(DocumentId(_text(node, "DocumentId")), tuple(one for one in found if one.text))


def _signature(node: Node) -> SignatureFacts:
    method = subject = certificate = ""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        match tree.comparable(one.name):
            case "signaturemethod":
                method = one.attribute("Algorithm") or one.text
            case "x509subjectname":
                subject = clean(one.text)
            case "x509certificate":
                certificate = "".join(one.text.split())
        waiting += one.children
    node.use()
    return SignatureFacts(method, subject, certificate)
