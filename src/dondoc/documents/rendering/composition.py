"""What stands on the paper, in order, before it is either Word's or a PDF's: both print the same pieces.

A piece is a paragraph in a named style with its words as they are printed: capitals, zeros, dashes and marks set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import layout as at
from .layout import STYLES
from .lines import bound, longest, name_lines, narrowest, width_of, wrapped
from .model import Annex, Item, StructuredDocument
from .tables import Grid, grid_of

# Room for what is written by hand into a draft; spaces that no line breaks at.
_GAP = "\u00a0" * 6
_ENDS = " ;.,"
# Bodies whose own name does not say of which province they are.
_SHORT = 14
_PART = ("PHẦN", "CHƯƠNG")
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as it is printed.

    Attributes:
        style: a key of `layout.STYLES`.
        text: its words; lines that must end stand apart by a newline.
        lead: what goes before the text in bold (the mark of an article).
        left, right: how far it is set in, in millimetres.
        hanging: how far lines after the first are set in further.
        rule: the length of the rule under it, if there is one.
        above: points before it, beside those of its style.
        keep: whether it stays with what follows.
    """

    style: str
    text: str
    lead: str = ""
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    rule: float | None = None
    above: float = 0.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class AnnexPages:
    """An annex: its head, its paragraphs, its table; numbered for itself."""

    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    grid: Grid | None
    lying: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole document: the two columns of its head, what follows over the full width, its closing, its annexes."""

    names: tuple[Piece, ...]
    nation: tuple[Piece, ...]
    number: tuple[Piece, ...]
    place: tuple[Piece, ...]
    stamp: str | None
    body: tuple[Piece, ...]
    recipients: tuple[Piece, ...]
    signing: tuple[Piece, ...]
    signer: Piece
    annexes: tuple[AnnexPages, ...]

    def texts(self) -> Iterator[str]:
        """Every text that is printed."""
        for pieces in (self.names, self.nation, self.number, self.place, self.body, self.recipients, self.signing):
            yield from (text for piece in pieces for text in (piece.lead, piece.text))
        yield self.signer.text
        for annex in self.annexes:
            yield from (text for piece in (*annex.head, *annex.body) for text in (piece.lead, piece.text))
            if annex.grid:
                yield from (cell for row in (annex.grid.columns, *annex.grid.rows) for cell in row)


def compose(document: StructuredDocument) -> Composition:
    """Set a document: which boxes it has, and the words in each.

    Args:
        document: what is to be printed.

    Returns:
        Its pieces in the order of reading.

    Raises:
        RenderingError: a table is too wide for any page.
    """
    return Composition(
        names=_names(document),
        nation=(Piece("nation", at.NATION), _ruled(Piece("motto", at.MOTTO), at.HEAD_RIGHT, part=1.0)),
        number=_number(document),
        place=(Piece("place", f"{document.place}, {_day(document)}"),),
        stamp=document.urgency,
        body=_kept([*_title(document), *_addressed(document), *_opened(_text(document))]),
        recipients=_recipients(document),
        signing=tuple(
            Piece("authority", "\n".join(name_lines(line.upper(), STYLES["authority"], at.SIGNING_WIDTH)))
            for line in (*document.signature.authority, document.signature.position)
        ),
        signer=Piece("signer", document.signature.name),
        annexes=tuple(_annex(document, annex, k) for k, annex in enumerate(document.annexes, 1)),
    )


def _ruled(piece: Piece, width: float, part: float = at.RULE_PART) -> Piece:
    """The piece with a rule under it, as long as a part of its longest line."""
    long = longest(piece.text, STYLES[piece.style], width - piece.left - piece.right)
    return replace(piece, rule=round(long * part, 2))


def _middle(style: str, text: str, most: float, width: float) -> Piece:
    """A text in the middle, in a column so narrow that its lines are about as long as each other."""
    text = bound(text)
    narrow = narrowest(text, STYLES[style], most)
    beside = round(max(0.0, (width - narrow - _NEAR) / 2), 2)
    return Piece(style, text, left=beside, right=beside)


def _names(document: StructuredDocument) -> tuple[Piece, ...]:
    """Box 2."""
    names = [("parent", document.parent), ("issuer", document.issuer)]
    pieces = [
        Piece(style, "\n".join(name_lines(name.upper(), STYLES[style], at.NAME_WIDTH))) for style, name in names if name
    ]
    return (*pieces[:-1], _ruled(pieces[-1], at.NAME_WIDTH))


def _number_of(document: StructuredDocument) -> str:
    number = at.leading_zero(document.number) if document.number else _GAP
    return f"{number}/{document.symbol}" if document.symbol else number


def _number(document: StructuredDocument) -> tuple[Piece, ...]:
    """Boxes 3 and 5b."""
    number = Piece("number", f"Số: {_number_of(document)}")
    if at.has_title(document.type):
        return (number,)
    return number, _middle("about", f"V/v {document.subject}", at.NAME_WIDTH, at.HEAD_LEFT)


def _day(document: StructuredDocument) -> str:
    """Box 4; a draft has room for the day."""
    day = document.date
    return at.day_words(day.day, day.month, day.year) if day else f"ngày{_GAP}tháng{_GAP}năm{_GAP}"


def _title(document: StructuredDocument) -> Iterator[Piece]:
    """Box 5a, and for what enacts the line that says who does."""
    if not at.has_title(document.type):
        return
    yield Piece("type", document.type.upper())
    yield _ruled(_middle("subject", document.subject, at.SUBJECT_WIDTH, at.TEXT_WIDTH), at.TEXT_WIDTH)
    if at.enacts(document.type):
        yield _middle("enacting_body", enacting_body(document), at.SUBJECT_WIDTH, at.TEXT_WIDTH)


def enacting_body(document: StructuredDocument) -> str:
    """Who enacts a decision: a body that acts as one (TM.), or the head of a body.

    Args:
        document: with its signature.

    Returns:
        In capitals, such as "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG" or "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG".
    """
    said = (*document.signature.authority, document.signature.position)[0].upper()
    sign, _, post = said.partition(".") if "." in said.split()[0] else ("", "", said)
    body = document.issuer.upper()
    if sign == "TM":
        return body
    words, of = post.split(), body.split()
    # "CHÁNH VĂN PHÒNG" of "VĂN PHÒNG …": what both say is said once.
    shared = next((k for k in range(min(len(words), len(of)), 0, -1) if words[-k:] == of[:k]), 0)
    return " ".join((*words, *of[shared:]))


def _listed(items: tuple[str, ...], style: str, left: float = 0.0) -> Iterator[Piece]:
    """Items one a line, each with its dash and ";", the last with "."."""
    for k, item in enumerate(items, 1):
        text = bound(item.lstrip("-–+• ").rstrip(_ENDS))
        end = "." if k == len(items) else ";"
        yield Piece(style, f"- {text}{end}", left=left, hanging=round(width_of("- ", STYLES[style]), 2))


def _addressed(document: StructuredDocument) -> Iterator[Piece]:
    """Box 9a: one addressee on the line of "Kính gửi", several in a list under its colon."""
    to = document.addressees
    if not to:
        return
    style = STYLES["addressed"]
    if len(to) == 1:
        text = f"Kính gửi: {to[0].lstrip('-–+• ').rstrip(_ENDS)}"
        room = at.TEXT_WIDTH - 2 * at.ADDRESSED_FROM / 2
        left = max(at.ADDRESSED_FROM / 2, (at.TEXT_WIDTH - width_of(text, style)) / 2)
        hanging = width_of("Kính gửi: ", style) if width_of(text, style) > room else 0.0
        yield Piece("addressed", text, left=round(left, 2), hanging=round(hanging, 2))
        return
    colon = width_of("Kính gửi: ", style)
    widest = max(width_of(f"- {item};", style) for item in to)
    left = max(at.ADDRESSED_FROM / 2, min(at.ADDRESSED_FROM, (at.TEXT_WIDTH - colon - widest) / 2))
    yield Piece("addressed", "Kính gửi:", left=round(left, 2))
    yield from _listed(to, "addressee", left=round(left + colon, 2))


def _opened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The body, its first paragraph set off from what is above it."""
    yield replace(next(pieces), above=at.PARAGRAPH_GAP)
    yield from pieces


def _kept(pieces: list[Piece]) -> tuple[Piece, ...]:
    """All above the signature; its last lines, two at least, stay with that."""
    lines = 0
    for k in range(len(pieces) - 1, -1, -1):
        if lines >= at.LINES_WITH_SIGNATURE:
            break
        pieces[k] = replace(pieces[k], keep=True)
        lines += len(lines_of(pieces[k]))
    return tuple(pieces)


def lines_of(piece: Piece) -> list[str]:
    """The lines of a piece over the width of the page, about as they are printed; those of its lead left out."""
    style = STYLES[piece.style]
    lead = width_of(piece.lead, STYLES["heading"])
    return wrapped(piece.text, style, at.TEXT_WIDTH - piece.left - piece.right, style.first_line + lead)


def _text(document: StructuredDocument) -> Iterator[Piece]:
    """Box 6: the grounds, the line that enacts, the body."""
    for k, ground in enumerate(document.grounds, 1):
        yield Piece("ground", f"{bound(ground.rstrip(_ENDS))}{'.' if k == len(document.grounds) else ';'}")
    enacting = at.ENACTING.get(document.type)
    first = next((k for k, item in enumerate(document.body) if item.label.startswith("Điều")), 0)
    for k, item in enumerate(document.body):
        if enacting and k == first:
            yield Piece("enacting", enacting)
        yield from _item(item)


def _item(item: Item) -> Iterator[Piece]:
    said, text = item.label.upper(), bound(item.text)
    if said.startswith(_PART):
        yield Piece("part", item.label)
        if text:
            yield _middle("part_title", text.upper(), at.SUBJECT_WIDTH, at.TEXT_WIDTH)
    elif said.startswith("ĐIỀU"):
        style = "heading" if item.kind == "heading" else "article"
        yield Piece(style, text, lead=f"{item.label} " if text else item.label)
    else:
        yield Piece("heading" if item.kind == "heading" else "body", f"{item.label} {text}".strip())
    for under in item.under:
        yield from _item(under)


def _recipients(document: StructuredDocument) -> tuple[Piece, ...]:
    """Box 9b; the last line says where it is kept."""
    to = document.recipients
    if document.drafter and not any(item.lstrip("- ").startswith("Lưu") for item in to):
        to = (*to, f"Lưu: {document.drafter}")
    return (Piece("recipients", "Nơi nhận:"), *_listed(to, "recipient")) if to else ()


def _annex(document: StructuredDocument, annex: Annex, number: int) -> AnnexPages:
    """An annex; several have Roman numerals (II.2)."""
    grid = grid_of(annex.table, f"annexes[{number - 1}].table") if annex.table else None
    width = at.LYING_TEXT_WIDTH if grid and grid.lying else at.TEXT_WIDTH
    whose = document.issuer
    if document.parent and len(whose) < _SHORT:
        whose = f"{whose} {document.parent}"
    day = re.sub(r" (?=\d)", "\u00a0", _day(document))
    of = f"(Kèm theo {document.type} số {_number_of(document)} {day} của {whose})"
    head = (
        Piece("annex", "Phụ lục" if len(document.annexes) == 1 else f"Phụ lục {at.roman(number)}"),
        _middle("annex_title", annex.title.upper(), width - 20, width),
        _middle("annex_of", of, width - 10, width),
    )
    return AnnexPages(
        head, tuple(piece for item in annex.body for piece in _item(item)), grid, bool(grid and grid.lying)
    )
