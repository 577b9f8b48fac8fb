"""The content of a draft as JSON, and the printed document it amounts to. Pure.

    {"subject", "parent", "issuer", "place", "urgency", "drafter",
     "addressees": [text], "grounds": [text], "recipients": [text],
     "body": [item], "annexes": [annex]}

An item is that of `documents.rendering` ({"label", "text", "kind", "under"}) and may carry "duties": what a person said
of the directives in it, where the reader's own proposal is not to be taken:

    {"leads": [unit id], "coordinates": [unit id], "deadline_kind", "deadline_words", "due_on"}
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dondoc.documents import numbering
from dondoc.documents.kinds import BY_DRAFTER, WITHOUT_SYMBOL
from dondoc.documents.rendering import RenderingError, Signature, StructuredDocument
from dondoc.documents.rendering_words import in_words
from dondoc.drafting import mandates
from dondoc.drafting.clause_duties import clean_duty
from dondoc.foundation.errors import BadInput

KEYS = (
    "subject", "parent", "issuer", "place", "urgency", "drafter", "addressees", "grounds", "recipients", "body", "annexes",
)  # fmt: skip
_LISTS = ("addressees", "grounds", "recipients", "body", "annexes")
_NO_SYMBOL = "…"
# Deeper than any document (rendering refuses from 12 on), and far from where Python's own recursion ends.
_DEEPEST = 40
_ARTICLES = frozenset({"Nghị quyết", "Quyết định"})
# What the body of a kind opens with, where the office begins from a blank. To be written over.
_OPENINGS: dict[str, tuple[dict[str, Any], ...]] = {
    "Quyết định": (
        {"label": "Điều 1.", "text": "…", "kind": "clause"},
        {"label": "Điều 2.", "text": "Quyết định này có hiệu lực kể từ ngày ký.", "kind": "clause"},
    ),
    "Nghị quyết": (
        {"label": "Điều 1.", "text": "…", "kind": "clause"},
        {"label": "Điều 2.", "text": "Nghị quyết này có hiệu lực kể từ ngày ký.", "kind": "clause"},
    ),
    "Tờ trình": ({"label": "I.", "text": "SỰ CẦN THIẾT", "kind": "heading"}, {"label": "II.", "text": "NỘI DUNG TRÌNH", "kind": "heading"}),
    "Kế hoạch": (
        {"label": "I.", "text": "MỤC ĐÍCH, YÊU CẦU", "kind": "heading"},
        {"label": "II.", "text": "NỘI DUNG", "kind": "heading"},
        {"label": "III.", "text": "TỔ CHỨC THỰC HIỆN", "kind": "heading"},
    ),
    "Báo cáo": (
        {"label": "I.", "text": "KẾT QUẢ ĐẠT ĐƯỢC", "kind": "heading"},
        {"label": "II.", "text": "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "kind": "heading"},
        {"label": "III.", "text": "NHIỆM VỤ TRỌNG TÂM", "kind": "heading"},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agency:
    """Who issues, as the head of the paper names it.

    Attributes:
        name: the issuing agency.
        parent: the body above it, "" for none.
        place: where it has its seat.
        letters: its letters in a symbol.
    """

    name: str
    parent: str
    place: str
    letters: str


def paragraph(text: str) -> dict[str, Any]:
    """A piece of a body without a mark."""
    return {"label": "", "kind": "paragraph", "text": text}


def dash(text: str) -> dict[str, Any]:
    """A piece of a body behind a dash."""
    return {"label": "-", "kind": "clause", "text": text}


def blank(kind: str, agency: Agency) -> dict[str, Any]:
    """The content of a new document of a kind: the head filled in, the parts that such a document has."""
    body = _OPENINGS.get(kind, ({"label": "", "text": "…", "kind": "paragraph"},))
    return {
        "subject": "", "parent": agency.parent, "issuer": agency.name, "place": agency.place, "urgency": "", "drafter": "",
        "addressees": ["…"] if kind in BY_DRAFTER | {"Tờ trình", "Báo cáo"} else [],
        "grounds": ["Căn cứ …"] if kind in _ARTICLES else [],
        "recipients": ["- Như trên;" if kind in BY_DRAFTER else "- …;", f"- Lưu: VT{f', {agency.letters}' if agency.letters else ''}."],
        "body": [dict(item) for item in body], "annexes": [],
    }  # fmt: skip


def clean(content: Any) -> dict[str, Any]:
    """The content with every key and nothing else, its texts as they are printed (NFC, single spaces).

    Raises:
        BadInput: it has another form, or bears a mark of secrecy; the sentence names the field.
    """
    if not isinstance(content, Mapping):
        raise BadInput(_("Nội dung dự thảo phải là một đối tượng JSON."), code="wrong_form", field="content")
    found: dict[str, Any] = {key: _tidy(content.get(key)) or ([] if key in _LISTS else "") for key in KEYS}
    _print(found, kind="Thông báo", symbol=_NO_SYMBOL, signature=Signature(_NO_SYMBOL, _NO_SYMBOL), lenient=True)
    found["body"] = [_with_clean_duties(item) for item in found["body"]]
    return found


def _tidy(value: Any, depth: int = 0) -> Any:
    """JSON data with every text as it will be printed, so that it is found again in the document that is read back."""
    if depth > _DEEPEST:
        raise BadInput(_("Nội dung dự thảo lồng nhau quá sâu."), code="wrong_form", field="content")
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, Mapping):
        return {key: _tidy(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(part, depth + 1) for part in value]
    return value


def _with_clean_duties(item: dict[str, Any]) -> dict[str, Any]:
    """An item whose form was looked at already, with its duties looked at too."""
    kept = {key: value for key, value in item.items() if key != "duties"}
    label = str(kept.get("label") or kept.get("text") or "")[:40]
    given = item.get("duties") or []
    if not isinstance(given, list):
        raise BadInput(_("Mục “%(label)s”: phần giao việc phải là một danh sách.") % {"label": label}, field="duties")
    if given and not kept.get("text"):
        raise BadInput(
            _("Mục “%(label)s” chưa có lời văn nên không gắn việc được; hãy gắn ở đoạn bên dưới.") % {"label": label},
            field="duties",
        )
    if given:
        kept["duties"] = [clean_duty(duty, label) for duty in given]
    if kept.get("under"):
        kept["under"] = [_with_clean_duties(each) for each in kept["under"]]
    return kept


def printable(
    content: Mapping[str, Any],
    *,
    kind: str,
    symbol: str,
    steps: Sequence[mandates.Step],
    post: str,
    signer: str,
    number: int | None = None,
    date: dt.date | None = None,
    lenient: bool = False,
) -> StructuredDocument:
    """The document that a draft amounts to.

    Args:
        content: the draft's content.
        kind: one of the 29 kinds.
        symbol: as composed by its register; "…" while there is none.
        steps: the lines of authority.
        post: the signer's post.
        signer: the signer's name.
        number: its number, None while it has none.
        date: its day, None while it has none.
        lenient: whether what is not written yet is dots, as in a preview.

    Raises:
        BadInput: it cannot be printed; the sentence names the field.
    """
    signature = Signature(
        position=mandates.position(steps, post) or _NO_SYMBOL,
        name=signer or _NO_SYMBOL,
        authority=mandates.lines(steps),
    )
    missing = "" if kind in WITHOUT_SYMBOL else _NO_SYMBOL
    return _print(
        content, kind=kind, symbol=symbol or missing, signature=signature, number=number, date=date, lenient=lenient
    )


def _print(
    content: Mapping[str, Any],
    *,
    kind: str,
    symbol: str,
    signature: Signature,
    number: int | None = None,
    date: dt.date | None = None,
    lenient: bool = False,
) -> StructuredDocument:
    data: dict[str, Any] = {key: content.get(key) for key in KEYS if content.get(key)}
    body = content.get("body") or []
    data["body"] = [_without_duties(item) for item in body] if isinstance(body, list) else body
    if lenient:  # a draft may lack what the printed document needs
        for key in ("subject", "issuer", "place"):
            data[key] = data.get(key) or _NO_SYMBOL
        data["body"] = data["body"] or [{"text": _NO_SYMBOL}]
    data |= {
        "type": kind, "symbol": symbol, "signature": signature.to_dict(),
        "number": numbering.written(number) if number else None, "date": date.isoformat() if date else None,
    }  # fmt: skip
    try:
        return StructuredDocument.from_dict(data)
    except RenderingError as error:
        raise BadInput(in_words(error.message), code=error.code, field="content") from error


def _without_duties(item: Any) -> Any:
    """An item as it is printed."""
    if not isinstance(item, Mapping):
        return item
    kept = {key: value for key, value in item.items() if key != "duties"}
    if isinstance(kept.get("under"), list):
        kept["under"] = [_without_duties(each) for each in kept["under"]]
    return kept


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of the body: where it stands ("0.2"), how deep, its mark and text, the duties that a person set."""

    place: str
    depth: int
    label: str
    text: str
    kind: str
    duties: Sequence[Mapping[str, Any]]


def clauses(content: Mapping[str, Any]) -> list[Clause]:
    """Every paragraph of the body, in order."""
    return list(_walk(content.get("body") or (), "", 0))


def _walk(items: Sequence[Mapping[str, Any]], above: str, depth: int) -> Iterator[Clause]:
    for k, item in enumerate(items):
        place = f"{above}.{k}" if above else str(k)
        yield Clause(
            place, depth, str(item.get("label") or ""), str(item.get("text") or ""), str(item.get("kind") or "clause"),
            item.get("duties") or (),
        )  # fmt: skip
        yield from _walk(item.get("under") or (), place, depth + 1)
