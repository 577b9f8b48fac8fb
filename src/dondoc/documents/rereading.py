"""Reading a document again that is here already: what its file says now, and what of the document that renews.

What a person corrected stays, and the text stays wherever something refers to its offsets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.documents import disk, events, rules
from dondoc.documents.facts import HEADER, SOUGHT, header_of, keep_recipients, recipients_of
from dondoc.documents.intake import working_days_of
from dondoc.documents.models import Document, RegisterEntry
from dondoc.documents.reader_words import in_words
from dondoc.documents.scans import renew_scan, scan_of, words_of
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.models import LedgerEvent
from dondoc.reading import READER_VERSION, ReadAgain, Reading, ReadingError, ScanLimits, read_again

# What a register says of a document was settled when it got its place there.
_REGISTERED = frozenset({"type_name", "number", "symbol", "issued_on"})
_NOT_ALL_PAGES = frozenset({"pages_not_recognised", "pages_without_text"})


@dataclass(frozen=True, slots=True)
class Reread:
    """What a document's file says now, with the bytes that say it."""

    again: ReadAgain
    content: bytes

    @property
    def is_partial(self) -> bool:
        """Whether pages or letters could not be read, so that this says less than an earlier reading may have."""
        fresh = self.again.fresh
        codes = {notice.code for notice in fresh.warnings}
        return bool(codes & _NOT_ALL_PAGES) or ("damaged_text" in codes and fresh.source == "pdf")

    @property
    def same_text(self) -> bool:
        """Whether the text is letter by letter the one that is kept."""
        return self.again.fresh is self.again.kept


@dataclass(frozen=True, slots=True)
class Renewal:
    """What of a document another reading renews.

    Attributes:
        reading: the reading that it is from.
        values: the columns that change, with their new values.
        fields: of the header, by column, as `[what was, what is]`.
        reasons: how many fields of header and meeting have other reasons than before.
        recipients: the new lines; None where they are the same.
        words: how many words of a scan have a place that they did not have.
        text: `same`, `renewed`, or `kept` where the file would give another one but the old one is needed.
    """

    reading: Reading
    values: dict[str, Any]
    fields: dict[str, list[Any]]
    reasons: int
    recipients: list[str] | None
    words: int
    text: str


def read_stored(document: Document, *, seconds: float, page_begun: Callable[[int, int], None] | None = None) -> Reread:
    """Read the file of a document again, or its text where it was pasted.

    Args:
        document: which.
        seconds: how long scanned pages may take; 0: none is recognised.
        page_begun: told the number of each scanned page that is begun, and of how many.

    Raises:
        BadInput: it cannot be read (any more); the sentence says what to do.
        Conflict: it is marked secret, which nobody had seen when it came in.
    """
    content, name = _content(document)
    try:
        found = read_again(
            content,
            name,
            document.text,
            limit=settings.UPLOAD_LIMIT,
            scans=ScanLimits(seconds=seconds, progress=page_begun),
            working_days=working_days_of(document.jurisdiction_id),
        )
    except ReadingError as error:
        raise BadInput(in_words(error.message), code=error.code) from error
    if found.fresh.document.secrecy:
        # Only that there is a mark is told: what it stands on is not repeated anywhere.
        raise Conflict(
            _(
                "Văn bản có dấu mật mà lúc nhập chưa nhận ra; không đọc lại. Hãy báo lãnh đạo Văn phòng xử lý theo Luật Bảo vệ bí mật nhà nước."
            ),
            code="secret_document",
        )
    return Reread(found, content or b"")


def corrected_fields(document: Document) -> frozenset[str]:
    """Return the columns of the header that a person has corrected."""
    changed = LedgerEvent.objects.filter(
        jurisdiction_id=document.jurisdiction_id,
        aggregate=events.DOCUMENT,
        aggregate_id=document.id,
        code=events.DOCUMENT_CHANGED,
    )
    return frozenset({name for payload in changed.values_list("payload", flat=True) for name in payload} & set(HEADER))


def registered_fields(document: Document) -> frozenset[str]:
    """Return the columns of the header that a register states of the document."""
    entries = RegisterEntry.objects.filter(jurisdiction_id=document.jurisdiction_id, document_id=document.id)
    return _REGISTERED if entries.exists() else frozenset()


def renewal_of(document: Document, found: Reread, *, text_is_needed: bool) -> Renewal:
    """Return what reading again would renew of `document`; nothing is written.

    Args:
        document: as it is.
        found: what its file says now.
        text_is_needed: whether something refers to the offsets of its text.
    """
    keeps = not found.same_text and (text_is_needed or found.is_partial)
    reading = found.again.kept if keeps else found.again.fresh
    corrected = corrected_fields(document)
    was, read = {name: getattr(document, name) for name in HEADER}, header_of(reading)
    header = renewed_header(was, read, corrected | registered_fields(document))
    stayed = {name for name in HEADER if header[name] != read[name]}
    why = renewed_why(document.why, rules.why_of_facts(reading.why), stayed, corrected)
    new = {
        **header,
        "meeting": reading.meeting.to_dict(),
        "references": [reference.to_dict() for reference in reading.references],
        "why": why,
        "text": reading.text,
        "search_text": rules.search_text(**{name: header[name] for name in SOUGHT}),
        # A reading that stopped half-way is no reading by this version: the next run tries again.
        "reader_version": document.reader_version if keeps and found.is_partial else READER_VERSION,
    }
    lines = recipients_of(reading)
    known = list(document.recipients.order_by("position").values_list("line", flat=True))
    scan, words = scan_of(document), words_of(reading)
    return Renewal(
        reading=reading,
        values={name: value for name, value in new.items() if getattr(document, name) != value},
        fields={name: [_json(was[name]), _json(header[name])] for name in HEADER if was[name] != header[name]},
        reasons=sum(document.why.get(path) != why.get(path) for path in {*document.why, *why}),
        recipients=lines if lines and lines != known else None,
        words=0 if scan is not None and scan.words == words else len(words),
        text="same" if found.same_text else "kept" if keeps else "renewed",
    )


def renewed_header(was: Mapping[str, Any], read: Mapping[str, Any], settled: Collection[str]) -> dict[str, Any]:
    """Return the header after another reading: what is settled stays, and what the reader no longer finds stays too."""
    return {name: was[name] if name in settled else read[name] or was[name] for name in was}


def renewed_why(
    was: Mapping[str, list[str]], read: Mapping[str, list[str]], stayed: Collection[str], corrected: Collection[str]
) -> dict[str, list[str]]:
    """Return the reasons after another reading: the old ones where the old value stayed, none for a person's word.

    Args:
        was: the reasons before.
        read: those of the reading.
        stayed: columns that keep a value which the reader does not say now.
        corrected: columns that a person corrected.
    """
    theirs = {path for name in stayed for path in rules.WHY_PATHS[name]}
    kept = {path: found for path, found in was.items() if path in theirs}
    fresh = {path: list(found) for path, found in read.items() if path not in theirs}
    return rules.why_without(fresh | kept, corrected)


def keep_renewal(document: Document, renewal: Renewal, content: bytes) -> dict[str, Any]:
    """Write what is renewed, in the transaction of the command; returns the facts for its event."""
    facts: dict[str, Any] = {
        "reader_version": [document.reader_version, renewal.values.get("reader_version", document.reader_version)],
        "text": renewal.text,
        "fields": renewal.fields,
        "reasons": renewal.reasons,
        "scan_words": renewal.words,
        "others": sorted(
            {"meeting", "references"} & set(renewal.values) | ({"recipients"} if renewal.recipients else set())
        ),
    }
    if renewal.text == "renewed":
        facts["text_sha256"] = [_digest(document.text), _digest(renewal.reading.text)]
    for name, value in renewal.values.items():
        setattr(document, name, value)
    if renewal.values:
        document.save(update_fields=list(renewal.values))
    if renewal.recipients is not None:
        document.recipients.all().delete()
        keep_recipients(document, renewal.recipients)
    if renewal.words:
        renew_scan(document, renewal.reading, content)
    return facts


def _content(document: Document) -> tuple[bytes | None, str]:
    if document.file is None:
        return None, ""
    try:
        with disk.open_content(document.file.sha256) as content:
            return content.read(), document.file.name
    except OSError:
        raise BadInput(_("Tệp gốc không còn trong kho lưu trữ. Hãy báo quản trị hệ thống."), code="file_lost") from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
