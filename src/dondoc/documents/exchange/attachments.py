"""The attachments of a packet: the manifest in the body and the payloads beside the envelope, joined by their ids."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from dondoc.documents.exchange.errors import TooManyAttachments
from dondoc.documents.exchange.notices import Notices
from dondoc.documents.exchange.packet import Attachment
from dondoc.documents.exchange.payloads import Budget, decode
from dondoc.documents.exchange.tree import Limits, Node


@dataclass(frozen=True, slots=True)
class _Reference:
    """A line of the manifest."""

    content_id: str
    name: str
    description: str
    content_type: str

    @property
    def key(self) -> str:
        return _key(self.content_id)


def read_all(root: Node, envelope: Node, limits: Limits, notices: Notices) -> tuple[Attachment, ...]:
    """Read the attachments in the order of their payloads.

    Args:
        root: the root element.
        envelope: the envelope (may be the root).
        limits: how many, and how many bytes together.
        notices: where to tell what was tolerated.

    Raises:
        TooManyAttachments, AttachmentsTooLarge, ZipBomb, BadAttachment: refused.
    """
    body = envelope.first("edXMLBody", "Body")
    manifest = body.first("edXMLManifest", "Manifest") if body else None
    references = [_reference(one) for one in (manifest.all("Reference") if manifest else ())]
    payloads: list[Node] = []
    for place in (root, envelope, body):
        if place is not None:
            for holder in place.all("AttachmentEncoded"):
                payloads += holder.all("Attachment")
    if max(len(payloads), len(references)) > limits.attachments:
        raise TooManyAttachments(
            f"Gói tin có {max(len(payloads), len(references))} tệp đính kèm, giới hạn là {limits.attachments}."
        )
    budget = Budget(limits.decoded_bytes)
    left = list(references)
    found = []
    for number, node in enumerate(payloads, 1):
        found.append(_attachment(node, number, left, budget))
    for one in left:
        notices.add(
            "attachment_missing", f"Gói tin có kê tệp “{one.name[:100] or one.content_id[:100]}” nhưng không kèm."
        )
    return tuple(found)


def _attachment(node: Node, number: int, left: list[_Reference], budget: Budget) -> Attachment:
    own = _reference(node)
    described = _taken(left, own)
    name = own.name or (described.name if described else "") or f"Tệp đính kèm {number}"
    payload = node.first("ContentTransferEncoded", "Content")
    content = decode(payload.pieces if payload else [], name, budget)
    return Attachment(
        name=name,
        content=content,
        description=own.description or (described.description if described else ""),
        content_type=own.content_type or (described.content_type if described else ""),
        content_id=own.content_id or (described.content_id if described else ""),
    )


def _taken(left: list[_Reference], own: _Reference) -> _Reference | None:
    """The line of the manifest for a payload: by its id, else by its name, where an id is missing."""
    same = next((one for one in left if own.key and one.key == own.key), None)
    if same is None and own.name:
        same = next((one for one in left if one.name == own.name and not (own.key and one.key)), None)
    if same is not None:
        left.remove(same)
    return same


def _reference(node: Node) -> _Reference:
    # One kit writes the manifest with attributes of XLink instead of elements.
    return _Reference(
        content_id=_clean(node.value("ContentId") or node.attribute("href")),
        name=_clean(node.value("AttachmentName")),
        description=_clean(node.value("Description") or node.attribute("role")),
        content_type=_clean(node.value("ContentType")),
    )


def _key(content_id: str) -> str:
    return content_id.strip("<> ").casefold().removeprefix("cid:")


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
