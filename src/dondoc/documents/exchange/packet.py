"""What a packet says, as frozen records: a document message and a status message. Dates are dates, codes keep their text."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any

from dondoc.documents.exchange.codes import (
    KIND_NAMES,
    PRIORITY_NAMES,
    STATUS_NAMES,
    STEERING_NAMES,
    DocumentId,
    Kind,
    OrganCode,
    Priority,
    Status,
    Steering,
)

NO_ID = DocumentId("")


@dataclass(frozen=True, slots=True)
class Party:
    """A body that sends or receives."""

    code: OrganCode
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the authority ("KT. CHỦ TỊCH"), the position, the name."""

    competence: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OtherInfo:
    """What else is told of the document."""

    priority: Priority = Priority.NORMAL
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: str = ""
    appendixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A document that this one answers, or that a status is about."""

    organ: OrganCode
    notation: str = ""
    date: dt.date | None = None
    document_id: DocumentId = NO_ID


@dataclass(frozen=True, slots=True)
class Trace:
    """A body that the packet went through, and when."""

    organ: OrganCode
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """The person to ask."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverChange:
    """A receiver that an update adds or removes."""

    organ: OrganCode
    added: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that a replacement puts out of use, and the bodies that have it."""

    document_id: DocumentId
    organs: tuple[OrganCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """What the packet does. `info_changed` and `receivers_changed` are of an update; None where nothing is said."""

    kind: Kind = Kind.NEW
    document_id: DocumentId = NO_ID
    reason: str = ""
    paper: bool = False
    info_changed: bool | None = None
    receivers_changed: bool | None = None
    receivers: tuple[ReceiverChange, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    staff: Staff = Staff()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the packet; `name` is as received and names no path to write to."""

    name: str
    content: bytes
    description: str = ""
    content_type: str = ""
    content_id: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Packet:
    """A document message."""

    sender: Party
    to: tuple[Party, ...] = ()
    document_id: DocumentId = NO_ID
    code_number: str = ""
    code_notation: str = ""
    place: str = ""
    date: dt.date | None = None
    type_name: str = ""
    type_code: str = ""
    type_detail: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due_on: dt.date | None = None
    other: OtherInfo = OtherInfo()
    response_for: tuple[Answered, ...] = ()
    steering: Steering | None = None
    to_places: tuple[str, ...] = ()
    trace: tuple[Trace, ...] = ()
    business: Business = Business()
    attachments: tuple[Attachment, ...] = ()

    @property
    def notation(self) -> str:
        """Number and symbol as people write them: 13/TB-VP."""
        return "/".join(part for part in (self.code_number, self.code_notation) if part)

    def addressed_to(self, codes: set[str]) -> bool:
        """Whether one of `codes` (normal form) is a receiver, also one that an update adds or removes."""
        receivers = {party.code.normal for party in self.to}
        return bool(codes & (receivers | {change.organ.normal for change in self.business.receivers}))

    def as_answered(self) -> Answered:
        """How another packet names this one's document."""
        return Answered(self.sender.code, self.notation, self.date, self.document_id)

    def to_dict(self) -> dict[str, Any]:
        """Values of JSON; attachments by size and digest, without their bytes."""
        return {"message": "document", **_fields(self)}


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """Where a document stands. `received_code` is the code as it came ("14" was read as 15)."""

    sender: Party
    response_for: Answered
    status: Status
    description: str = ""
    at: dt.datetime | None = None
    staff: Staff = Staff()
    received_code: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Values of JSON."""
        return {"message": "status", **_fields(self)}


_NAMES: dict[type, Any] = {
    Priority: PRIORITY_NAMES, Steering: STEERING_NAMES, Kind: KIND_NAMES, Status: STATUS_NAMES,
}  # fmt: skip


def _fields(record: Any) -> dict[str, Any]:
    return {one.name: _value(getattr(record, one.name)) for one in fields(record)}


def _value(value: Any) -> Any:  # noqa: PLR0911 - one way out for each kind of value
    if isinstance(value, OrganCode):
        return {"code": value.normal, "received": value.text}
    if isinstance(value, DocumentId):
        return {"id": value.text, "style": value.style.value if value.text else None}
    if isinstance(value, Attachment):
        return {
            "name": value.name, "size": len(value.content), "sha256": value.sha256,
            "description": value.description, "content_type": value.content_type, "content_id": value.content_id,
        }  # fmt: skip
    if isinstance(value, Enum):
        return {"code": value.value, "name": _NAMES[type(value)][value]}
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _fields(value) if is_dataclass(value) else value
