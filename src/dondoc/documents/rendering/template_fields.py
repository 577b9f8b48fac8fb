"""The fields of an office's template: named as in `schema.json`, each with the words that would be printed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import layout as at
from .composition import AnnexPages, Piece, compose
from .model import StructuredDocument

_KINDS = {"heading": "heading", "part": "part", "part_title": "part", "enacting": "enacting"}


@dataclass(frozen=True, slots=True)
class Text:
    """A field that is words."""


@dataclass(frozen=True, slots=True)
class Many:
    """A field that is a list: `{%p for … %}`."""

    of: Kind


@dataclass(frozen=True, slots=True)
class One:
    """A field that has fields of its own; `printed` says whether it is also words itself."""

    fields: dict[str, Kind]
    printed: bool = False


Kind = Text | Many | One
TEXT = Text()
PARAGRAPH = One({"label": TEXT, "text": TEXT, "kind": TEXT}, printed=True)
FIELDS = One({
    **dict.fromkeys((
        "type", "number", "symbol", "date", "place", "parent", "issuer", "subject", "urgency", "enacting_body", "drafter",
    ), TEXT),
    "addressees": Many(TEXT),
    "grounds": Many(TEXT),
    "body": Many(PARAGRAPH),
    "signature": One({"authority": Many(TEXT), "position": TEXT, "name": TEXT}),
    "recipients": Many(TEXT),
    "annexes": Many(One({
        "label": TEXT, "title": TEXT, "of": TEXT, "body": Many(PARAGRAPH), "columns": Many(TEXT), "rows": Many(Many(TEXT)),
    })),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    Attributes:
        label: what stands before it in bold ("Điều 1."), else nothing.
        text: the rest.
        kind: heading, part, enacting or text.
    """

    label: str
    text: str
    kind: str

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


def values_of(document: StructuredDocument) -> dict[str, Any]:
    """Return what each field holds: the very words that the plain rendering prints.

    Args:
        document: what is to be printed.

    Returns:
        Values by name, of the form that `FIELDS` says; what a document has not is an empty text or list.

    Raises:
        RenderingError: the document cannot be composed.
    """
    composed = compose(document)
    styled: dict[str, list[Piece]] = {}
    for piece in composed.body:
        styled.setdefault(piece.style, []).append(piece)
    names = {piece.style: _line(piece) for piece in composed.names}
    signing = [_line(piece) for piece in composed.signing]
    return {
        "type": document.type.upper(),
        # As it is printed, with its zero or the room for one.
        "number": composed.number[0].text.removeprefix("Số: ").removesuffix(f"/{document.symbol}"),
        "symbol": document.symbol,
        "date": composed.place[0].text.removeprefix(f"{document.place}, "),
        "place": document.place,
        "parent": names.get("parent", ""),
        "issuer": names["issuer"],
        "subject": document.subject,
        "urgency": composed.stamp or "",
        "enacting_body": "".join(_line(piece) for piece in styled.get("enacting_body", ())),
        "drafter": document.drafter or "",
        "addressees": [_line(p) for style in ("addressed", "addressee") for p in styled.get(style, ())],
        "grounds": [_line(p) for p in styled.get("ground", ())],
        "body": list(_paragraphs(composed.body)),
        "signature": {"authority": signing[:-1], "position": signing[-1], "name": composed.signer.text},
        # The first piece is the words "Nơi nhận:".
        "recipients": [_line(p) for p in composed.recipients[1:]],
        "annexes": [_annex(annex) for annex in composed.annexes],
    }


def to_be_found(document: StructuredDocument, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each text that must stand in the result, with the field that it is of ("recipients[2]"), in order of printing.

    Room for a number or a day that a draft does not have yet is no text, and a letter's type is not printed.
    """
    left_out = {"drafter"}
    left_out |= set() if document.number else {"number"}
    left_out |= set() if document.date else {"date"}
    left_out |= set() if at.has_title(document.type) else {"type"}
    for name, value in values.items():
        if name not in left_out:
            yield from _leaves(name, value)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(f"{path}.{key}", item)
    elif isinstance(value, list):
        for k, item in enumerate(value):
            yield from _leaves(f"{path}[{k}]", item)
    elif text := str(value).strip():
        yield path, text


def _line(piece: Piece) -> str:
    """A piece without the ends of lines that the plain layout gives it: a template has columns of its own."""
    return f"{piece.lead}{piece.text}".replace("\n", " ")


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[Paragraph]:
    for piece in pieces:
        if piece.style in {"body", "article", "heading", "part", "part_title", "enacting"}:
            yield Paragraph(piece.lead.strip(), piece.text.replace("\n", " "), _KINDS.get(piece.style, "text"))


def _annex(annex: AnnexPages) -> dict[str, Any]:
    label, title, of = (_line(piece) for piece in annex.head)
    return {
        "label": label, "title": title, "of": of, "body": list(_paragraphs(annex.body)),
        "columns": list(annex.grid.columns) if annex.grid else [],
        "rows": [list(row) for row in annex.grid.rows] if annex.grid else [],
    }  # fmt: skip
