"""What stands in a register beside a number, cleaned and as the ledger keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import numbering
from dondoc.documents.commands._words import require_fits
from dondoc.documents.models import RegisterEntry
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.foundation.text import fold

_LIMITS = {
    "kind": 60, "drafter": 20, "subject": 2000, "signer": 120, "recipients": 2000, "kept_by": 200, "note": 1000,
    "author": 200, "document_code": 80, "reason": 500,
}  # fmt: skip
_MOST_COPIES = 100_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a register beside a number; which of it counts depends on the register.

    Attributes:
        kind: one of the 29 kinds.
        drafter: the letters of the unit that drafted a công văn.
        subject: trích yếu.
        signer: who signed.
        recipients: nơi nhận; of what arrives, who is to settle it.
        kept_by: who keeps the record copy.
        copies: how many.
        handed_on: the day it was handed over.
        note: ghi chú.
        document_id: the document in the system, where it is there.
    """

    kind: str = ""
    drafter: str = ""
    subject: str = ""
    signer: str = ""
    recipients: str = ""
    kept_by: str = ""
    copies: int | None = None
    handed_on: dt.date | None = None
    note: str = ""
    document_id: int | None = None


def clean_facts(facts: Facts, actor: User) -> dict[str, Any]:
    """Return the columns of an entry for `facts`, without its kind and symbol.

    Raises:
        BadInput: a value that cannot be.
        NotFound: the actor sees no such document.
    """
    names = ("subject", "signer", "recipients", "kept_by", "note")
    values: dict[str, Any] = {name: clean(getattr(facts, name), name) for name in names}
    if facts.copies is not None and not 0 <= facts.copies <= _MOST_COPIES:
        raise BadInput(_("Số lượng bản không hợp lệ; hãy nhập một số từ 0."), field="copies")
    if facts.document_id is not None and not visible_documents(actor).filter(id=facts.document_id).exists():
        raise NotFound(_("Không tìm thấy văn bản này, hoặc bạn không có quyền xem."))
    sane_day(facts.handed_on, "handed_on")
    return {**values, "copies": facts.copies, "handed_on": facts.handed_on, "document_id": facts.document_id}


def require_subject(columns: dict[str, Any]) -> None:
    """Do nothing where the columns have a subject.

    Raises:
        BadInput: otherwise.
    """
    if not columns["subject"]:
        raise BadInput(_("Hãy nhập trích yếu nội dung văn bản."), field="subject")


def clean(text: str, name: str) -> str:
    """Return `text` with single spaces (lines kept in recipients and notes).

    Raises:
        BadInput: it is too long or holds what no text holds.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()] if name in ("recipients", "note") else [text]
    value = "\n".join(line for line in lines if line) if len(lines) > 1 else " ".join(text.split())
    require_fits(value, _LIMITS[name], name)
    return value


def clean_reason(reason: str) -> str:
    """Return the reason.

    Raises:
        BadInput: there is none.
    """
    value = clean(reason, "reason")
    if not value:
        raise BadInput(_("Hãy ghi lý do."), field="reason")
    return value


def sane_day(day: dt.date | None, field: str) -> None:
    """Do nothing where a day is one that a document can bear, or none.

    Raises:
        BadInput: otherwise.
    """
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(_("Ngày này không thể đúng; hãy nhập lại ngày, tháng, năm."), field=field)


def recorded(entry: RegisterEntry) -> dict[str, Any]:
    """Return what the ledger keeps of a line when it is written: all that stands in it."""
    days = {name: getattr(entry, name) for name in ("document_date", "handed_on")}
    names = (
        "kind",
        "author",
        "document_code",
        "subject",
        "signer",
        "recipients",
        "kept_by",
        "copies",
        "note",
        "document_id",
    )
    return {
        "code": numbering.code_of(entry.number, entry.symbol),
        **{name: getattr(entry, name) for name in names},
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def search_text(entry: RegisterEntry) -> str:
    """Return what an entry is found by, folded."""
    code = numbering.code_of(entry.number, entry.symbol)
    return fold(f"{code} {entry.document_code} {entry.kind} {entry.author} {entry.subject} {entry.signer}")
