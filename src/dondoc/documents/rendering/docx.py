"""A composed document for Word: every paragraph in a style that bears its Vietnamese name, nothing drawn by hand.

The package (its parts and relations) is python-docx's; the text of the parts is ours, because a document of fifty
pages made one call at a time takes seconds.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from . import layout as at
from . import wordml as word
from .composition import AnnexPages, Composition, Piece

# The clock of the machine is not the document's: a draft without a day bears this one.
_NO_DAY = dt.date(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)


@cache
def _blank() -> bytes:
    """The package that python-docx starts with; read from the disk once."""
    return (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()


def to_docx(composed: Composition, *, title: str, author: str, day: dt.date | None) -> bytes:
    """Print a composed document for Word.

    Args:
        composed: what stands on the paper.
        title: for the file's properties.
        author: for the file's properties.
        day: of the document, for the same; the same document gives the same bytes.

    Returns:
        The file.
    """
    document = docx.Document(io.BytesIO(_blank()))
    _drop_relations(document.part.package.rels, "thumbnail")  # a picture of another document
    _drop_relations(document.part.rels, "stylesWithEffects", "numbering", "customXml", "webSettings")
    described(document, title=title, author=author, day=day)

    header = document.sections[0].header
    header.is_linked_to_previous = False
    _fill(header._element, f"<w:hdr {word.NAMESPACES}>{word.page_number()}</w:hdr>")  # noqa: SLF001  no call replaces it
    # The part's relation serves every section: all have the same head.
    number = document.element.body.sectPr.headerReference_lst[0].rId
    _fill(document.element.body, f"<w:body {word.NAMESPACES}>{''.join(_body(composed, number))}</w:body>")
    _fill(document.styles.element, word.styles())
    _fill(document.settings.element, word.settings())

    written = io.BytesIO()
    document.save(written)
    return timeless(written)


def described(document: Any, *, title: str, author: str, day: dt.date | None) -> None:
    """Write the properties of a file: what they say is the document's, not the machine's nor the template's."""
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = title[:255], author[:255], "", ""
    facts.language, facts.revision = "vi-VN", 1
    facts.created = facts.modified = dt.datetime.combine(day or _NO_DAY, dt.time())


def _drop_relations(relations: Any, *kinds: str) -> None:
    """Leave out parts of the blank package that say nothing of this document."""
    for key in [key for key, relation in relations.items() if relation.reltype.rsplit("/", 1)[-1] in kinds]:
        del relations[key]


def _fill(element: Any, text: str) -> None:
    """Put what stands in a text of XML in the place of all that an element holds."""
    for child in list(element):
        element.remove(child)
    for child in parse_xml(text):
        element.append(child)


def timeless(written: io.BytesIO) -> bytes:
    """The package packed anew without the time at which that was done."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _body(composed: Composition, header: str) -> Iterator[str]:
    """The parts of the body in order; a section ends in the paragraph that bears its properties."""
    yield _head(composed)
    yield word.paragraphs(composed.body, at.TEXT_WIDTH)
    yield _closing(composed)
    lying, again = False, False
    for annex in composed.annexes:
        yield word.small(word.section(header, lying=lying, again=again))
        yield _annex(annex)
        lying, again = annex.lying, True
    yield word.small()
    yield word.section(header, lying=lying, again=again)


def _head(composed: Composition) -> str:
    """Boxes 1 to 5b and 10b: two columns without lines."""
    left = word.paragraphs(composed.number, at.HEAD_LEFT)
    if composed.stamp:
        left += word.stamp(composed.stamp)
    return word.table(
        [
            word.row([
                word.cell(word.paragraphs(composed.names, at.HEAD_LEFT), at.HEAD_LEFT),
                word.cell(word.paragraphs(composed.nation, at.HEAD_RIGHT), at.HEAD_RIGHT),
            ]),
            word.row([word.cell(left, at.HEAD_LEFT), word.cell(word.paragraphs(composed.place, at.HEAD_RIGHT), at.HEAD_RIGHT)]),
        ],
        [at.HEAD_LEFT, at.HEAD_RIGHT],
    )  # fmt: skip


def _closing(composed: Composition) -> str:
    """Boxes 7 and 9b in one row, which never breaks."""
    left = word.paragraphs(composed.recipients, at.CLOSING_LEFT, first_before=at.CLOSING_GAP) or word.small()
    right = word.paragraphs(composed.signing, at.CLOSING_RIGHT, first_before=at.CLOSING_GAP)
    right += word.paragraph(composed.signer, at.CLOSING_RIGHT, before=round(at.SIGNATURE_SPACE / at.POINT, 1))
    return word.table(
        [word.row([word.cell(left, at.CLOSING_LEFT), word.cell(right, at.CLOSING_RIGHT)])],
        [at.CLOSING_LEFT, at.CLOSING_RIGHT],
    )


def _annex(annex: AnnexPages) -> str:
    width = at.LYING_TEXT_WIDTH if annex.lying else at.TEXT_WIDTH
    said = word.paragraphs((*annex.head, *annex.body), width)
    grid = annex.grid
    if grid is None:
        return said
    rows = [
        word.row((_cell(text, "column", grid.widths[k], None) for k, text in enumerate(grid.columns)), heading=True)
    ]
    rows += [
        word.row(_cell(text, "cell", grid.widths[k], grid.aligns[k]) for k, text in enumerate(cells))
        for cells in grid.rows
    ]
    space = f'<w:spacing w:before="{round(at.PARAGRAPH_GAP * 20)}"/>'
    return said + word.small(space) + word.ruled_table(rows, grid.widths)


def _cell(text: str, style: str, width: float, align: at.Align | None) -> str:
    return word.cell(word.paragraph(Piece(style, text), width, align=align), width, middle=True)
