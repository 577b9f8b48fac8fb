"""What a draft that is begun from another document begins with. Pure."""

from __future__ import annotations

from typing import Any, Protocol

from dondoc.documents.kinds import ABBREVIATIONS
from dondoc.drafting.choices import Relation
from dondoc.drafting.content import Agency, blank, paragraph


class Cited(Protocol):
    """What is cited of a document."""

    type_name: str
    issuer: str
    subject: str
    issued_on: Any

    @property
    def code(self) -> str:
        """Number and symbol."""
        ...


def citation(source: Cited) -> str:
    """How a document is cited: "Công văn số 12/UBND-KT ngày 07/01/2021 của UBND tỉnh về …"."""
    parts = [source.type_name or "Văn bản"]
    if source.code:
        parts.append(f"số {source.code}")
    if source.issued_on:
        parts.append(f"ngày {source.issued_on:%d/%m/%Y}")
    if source.issuer:
        parts.append(f"của {source.issuer}")
    subject = " ".join((source.subject or "").split())
    if subject:
        opened = subject[:1].lower() + subject[1:]
        parts.append(opened if opened.startswith(("về ", "v/v ")) else f"về {opened}")
    return " ".join(parts)


def from_document(kind: str, agency: Agency, source: Cited, relation: str) -> dict[str, Any]:
    """The content of a draft that answers, corrects, amends, replaces, or follows from a document.

    Args:
        kind: the new document's kind.
        agency: who issues it.
        source: the document that it is begun from.
        relation: a code of Relation.
    """
    found = blank(kind, agency)
    cited = citation(source)
    short = " ".join(part for part in (source.type_name or "văn bản", source.code) if part)
    if relation == Relation.ANSWERS:
        found["subject"] = f"trả lời {short}"
        found["addressees"] = [source.issuer] if source.issuer else ["…"]
        found["body"] = [
            paragraph(f"{agency.name} nhận được {cited}. Về việc này, {agency.name} có ý kiến như sau:"),
            _clause("1.", "…"),
        ]
    elif relation == Relation.CORRECTS:
        # Errors of form and procedure are corrected by a công văn (Điều 18.2).
        found["subject"] = f"đính chính {short}"
        found["body"] = [
            paragraph(f"Do sơ suất trong khâu soạn thảo, {agency.name} đính chính {cited} như sau:"),
            _clause("1.", "Tại …, đã ghi “…”, nay sửa lại là “…”."),
            paragraph("Các nội dung khác không thay đổi."),
        ]
    elif relation == Relation.AMENDS:
        found["subject"] = f"về việc sửa đổi, bổ sung một số nội dung của {short}"
        found["body"] = [
            _clause("Điều 1.", f"Sửa đổi, bổ sung một số nội dung của {cited} như sau:"),
            *found["body"][1:],
        ]
    elif relation == Relation.REPLACES:
        found["subject"] = source.subject or ""
        found["body"] = [*found["body"], paragraph(f"{kind} này thay thế {cited}.")]
    elif ABBREVIATIONS.get(kind) in ("QĐ", "NQ"):
        found["grounds"] = [f"Căn cứ {cited}", *found["grounds"]]
    else:
        found["body"] = [paragraph(f"Thực hiện {cited}, {agency.name} …"), *found["body"]]
    return found


def _clause(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "text": text, "kind": "clause"}
