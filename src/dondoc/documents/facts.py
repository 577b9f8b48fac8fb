"""What a reading says of its document, as the columns of its row."""

from __future__ import annotations

from typing import Any

from dondoc.documents.models import Document, DocumentRecipient
from dondoc.reading import Reading

# The facts that a person may correct and the reader fills.
HEADER = (
    "type_name", "number", "symbol", "issued_on", "place", "issuer", "subject", "urgency", "signer_authority",
    "signer_position", "signer_name",
)  # fmt: skip
# What a document is found by.
SOUGHT = ("type_name", "number", "symbol", "issuer", "subject", "signer_name")
_LINE = 300


def header_of(reading: Reading) -> dict[str, Any]:
    """Return the columns of `HEADER`, clipped to their lengths."""
    header = reading.document
    return {
        "type_name": _clip(header.type, 60),
        "number": _clip(header.number, 20),
        "symbol": _clip(header.symbol, 60),
        "issued_on": header.date,
        "place": _clip(header.place, 80),
        "issuer": _clip(header.issuer, 200),
        "subject": header.subject or "",
        "urgency": _clip(header.urgency, 30),
        "signer_authority": _clip(header.signer.authority, 120),
        "signer_position": _clip(header.signer.position, 120),
        "signer_name": _clip(header.signer.name, 120),
    }


def recipients_of(reading: Reading) -> list[str]:
    """Return the lines of Nơi nhận, as they are kept."""
    return [line[:_LINE] for line in reading.document.recipients]


def keep_recipients(document: Document, lines: list[str]) -> None:
    """Keep the lines of Nơi nhận in their order; in the transaction of the command."""
    DocumentRecipient.objects.bulk_create(
        DocumentRecipient(
            jurisdiction_id=document.jurisdiction_id, document_id=document.id, position=position, line=line
        )
        for position, line in enumerate(lines, start=1)
    )


def _clip(value: str | None, limit: int) -> str:
    # Text in PostgreSQL holds no NUL; a header longer than its column is no header.
    return (value or "").replace("\0", "")[:limit]
