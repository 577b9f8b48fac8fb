"""From a packet that waits to what may be registered: its main attachment read, its facts beside the reader's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from dondoc.documents.content_types import DOC, DOCX, HTML, ODT, PDF, RTF, TEXT, ContentType, detect
from dondoc.documents.exchange import Packet
from dondoc.documents.exchange.codes import PRIORITY_NAMES, Priority, type_of
from dondoc.documents.exchange.files import safe_name
from dondoc.documents.exchange.packet import Attachment
from dondoc.documents.intake import Intake, Submission
from dondoc.documents.rules import why_without
from dondoc.foundation.errors import BadInput
from dondoc.reading.model import DocumentHeader, Signer

_READABLE = (PDF, DOCX, DOC, ODT, RTF, HTML, TEXT)


@dataclass(frozen=True, slots=True)
class Listed:
    """An attachment as people choose among them.

    Attributes:
        number: its place in the packet, from 1.
        name: fit for a file.
        size: bytes.
        kind: what it is by its content, None for what is not kept.
        description: as the sender describes it.
    """

    number: int
    name: str
    size: int
    kind: ContentType | None
    description: str

    @property
    def is_readable(self) -> bool:
        """Whether it can be the document itself."""
        return self.kind in _READABLE


def listed(packet: Packet) -> list[Listed]:
    """Return the attachments of a packet."""
    return [
        Listed(number, safe_name(one.name, number), len(one.content), detect(one.content), one.description)
        for number, one in enumerate(packet.attachments, start=1)
    ]


def main_number(packet: Packet) -> int | None:
    """Return the place of the attachment that is likely the document: the first that can be read; None for none."""
    return next((one.number for one in listed(packet) if one.is_readable), None)


def submission_of(packet: Packet, number: int | None) -> Submission:
    """Return what is registered for a packet.

    Args:
        packet: as it was read.
        number: the place of the attachment that is the document; the likely one where not given.

    Raises:
        BadInput: there is no such attachment.
    """
    number = number or main_number(packet)
    if number is None:
        # Some senders put the words into the packet and attach nothing that can be read.
        lines = (packet.type_name, packet.notation, packet.subject, packet.content)
        return Submission.pasted("\n\n".join(line for line in lines if line))
    if not 1 <= number <= len(packet.attachments):
        raise BadInput(_("Gói tin không có tệp này; hãy chọn lại tệp văn bản."), field="attachment")
    file: Attachment = packet.attachments[number - 1]
    return Submission(file.content, safe_name(file.name, number))


def with_facts(intake: Intake, packet: Packet) -> Intake:
    """Return what may be registered with what the packet says of the document: its sender knows better than the reader."""
    header = intake.reading.document
    known = type_of(packet.type_name)
    said: dict[str, Any] = {
        "type": known.name if known else packet.type_name,
        "number": packet.code_number,
        "symbol": packet.code_notation,
        "date": packet.date,
        "place": packet.place,
        "subject": packet.subject,
        "urgency": "" if packet.other.priority is Priority.NORMAL else PRIORITY_NAMES[packet.other.priority],
        "signer": Signer(
            authority=packet.signer.competence or None, position=packet.signer.position or None, name=packet.signer.name
        )
        if packet.signer.name
        else None,
    }  # fmt: skip
    changes = {name: value for name, value in said.items() if value and value != getattr(header, name)}
    if not header.issuer:
        changes["issuer"] = packet.sender.name or packet.sender.code.text
    fresh: DocumentHeader = replace(header, **changes)
    names = {{"type": "type_name", "date": "issued_on", "signer": "signer_name"}.get(name, name) for name in changes}
    if "signer_name" in names:
        names |= {"signer_authority", "signer_position"}
    kept = why_without({path: list(rules) for path, rules in intake.reading.why.items()}, names)
    why = {path: tuple(rules) for path, rules in kept.items()}
    return replace(intake, reading=replace(intake.reading, document=fresh, why=why))
