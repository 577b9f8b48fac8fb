"""OpenDocument texts (.odt): paragraphs, list labels, tables, notes; tracked changes as accepted.

What a tracked change took out lies in one place before the text (text:tracked-changes) and is left out with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dondoc.reading.errors import DamagedDocument, EncryptedDocument

from . import legacy
from .archive import Package
from .extracted import Extracted
from .grid import MOST_COLUMNS, Grid
from .odt_styles import OFFICE, TEXT, Lists, Styles

MOST_INFLATED = 200 << 20
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_SKIPPED = frozenset(
    {
        f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph", f"{TEXT}bibliography-source",
        f"{TEXT}table-of-content-source", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
        f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms", f"{TEXT}ruby-text", f"{TEXT}page-number",
        f"{TEXT}page-count", f"{TEXT}script",
    }
)  # fmt: skip
_DEEPEST = 60
_MOST_SPACES = 100
_MOST_REPEATED = 1_000
_LONGEST_COUNT = 8


def extract(data: bytes, budget: int) -> Extracted:
    """The text of an OpenDocument text.

    Args:
        data: the package.
        budget: the most bytes that it may inflate to.

    Returns:
        Text with one paragraph a line, tables as "| a | b |" rows, notes after "Chú thích:".

    Raises:
        ReadingError: the package is damaged, encrypted or a bomb.
    """
    package = Package(data, budget, ".odt")
    _refuse_encrypted(package)
    root = package.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise DamagedDocument("Gói .odt thiếu phần nội dung (content.xml). Hãy xin lại bản gốc.")
    look = package.xml("styles.xml")
    styles = Styles.load(root, look)
    reader = _Reader(styles, Lists(styles))
    text = "\n".join(reader.blocks(body, 0))
    edges = [line for line in _edges(look, reader) if line] if look is not None else []
    heads = [line for line in edges if line not in text]
    notes = ["Chú thích:", *reader.notes] if reader.notes else []
    return Extracted("\n".join([*heads, text, *notes]), "odt", (), (*edges, *reader.boxed))


def _refuse_encrypted(package: Package) -> None:
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise EncryptedDocument("Tệp .odt được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại.")


def _edges(look: etree._Element, reader: _Reader) -> Iterator[str]:
    """Lines at the head of the pages, each once; page numbers are fields and not in it."""
    found: dict[str, None] = {}
    for page in look.iterfind(f"{OFFICE}master-styles/{_STYLE}master-page"):
        for name in ("header", "header-first", "header-left"):
            part = page.find(f"{_STYLE}{name}")
            if part is not None:
                found.update((line.strip(), None) for block in reader.blocks(part, 0) for line in block.split("\n"))
    yield from (line for line in found if any(ch.isalpha() for ch in line))


class _Reader:
    """Walks the text of one package."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.notes: list[str] = []
        self.boxed: list[str] = []

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """Lines of what a text, a section, a cell, a text box or a note holds."""
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                label = self.lists.heading(child) if tag == f"{TEXT}h" else ""
                yield from self._paragraph(child, label, depth)
            elif tag == f"{TEXT}list":
                yield from self._list(child, "", 0, depth)
            elif tag == f"{_TABLE}table":
                yield from self._table(child, depth)
            elif tag not in _SKIPPED and isinstance(tag, str):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, p: etree._Element, label: str, depth: int) -> Iterator[str]:
        boxes: list[etree._Element] = []
        font = self.styles.font(p.get(f"{TEXT}style-name"), "")
        text = "".join(self._inline(p, font, boxes, 0)).replace("\u00a0", " ")
        for box in boxes:
            for line in self.blocks(box, depth + 1):
                if line.strip():
                    self.boxed.append(line)
                    yield line
        yield (f"{label} {text.lstrip()}" if label and text.strip() else text).rstrip()

    def _inline(self, parent: etree._Element, font: str, boxes: list[etree._Element], depth: int) -> Iterator[str]:
        """The text of a paragraph in order; text boxes and notes met on the way are put aside."""
        if depth > _DEEPEST:
            return
        if parent.text:
            yield legacy.in_font(parent.text, font)
        for child in parent:
            tag = child.tag
            if tag == f"{TEXT}s":
                yield " " * min(_count(child.get(f"{TEXT}c")), _MOST_SPACES)
            elif tag == f"{TEXT}tab":
                yield "\t"
            elif tag == f"{TEXT}line-break":
                yield "\n"
            elif tag == f"{TEXT}note":
                self._note(child, depth)
            elif tag == f"{_DRAW}text-box":
                boxes.append(child)
            elif tag not in _SKIPPED and isinstance(tag, str):
                own = self.styles.font(child.get(f"{TEXT}style-name"), font) if tag == f"{TEXT}span" else font
                yield from self._inline(child, own, boxes, depth + 1)
            if child.tail:
                yield legacy.in_font(child.tail, font)

    def _note(self, note: etree._Element, depth: int) -> None:
        body = note.find(f"{TEXT}note-body")
        mark = "".join(note.findtext(f"{TEXT}note-citation", "").split())
        text = " ".join(" ".join(self.blocks(body, depth + 1)).split()) if body is not None else ""
        if text:
            self.notes.append(f"[{mark}] {text}")

    def _list(self, found: etree._Element, style: str, level: int, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        style = self.lists.begin(found, style, level)
        for item in found:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            labelled = item.tag == f"{TEXT}list-header"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, style, level + 1, depth + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    label = "" if labelled else self.lists.label(style, level, item.get(f"{TEXT}start-value"))
                    labelled = True
                    yield from self._paragraph(child, label, depth + 1)
                elif child.tag not in _SKIPPED:
                    yield from self.blocks(child, depth + 1)

    def _table(self, table: etree._Element, depth: int) -> Iterator[str]:
        grid = Grid()
        for row in _rows(table, 0):
            grid.begin_row()
            for cell in row:
                if cell.tag != f"{_TABLE}table-cell":
                    continue  # a covered cell: what covers it fills its place
                lines = [
                    part.strip() for block in self.blocks(cell, depth + 1) for part in block.split("\n") if part.strip()
                ]
                columns = _count(cell.get(f"{_TABLE}number-columns-spanned"))
                for _ in range(min(_count(cell.get(f"{_TABLE}number-columns-repeated")), MOST_COLUMNS)):
                    grid.add(lines, columns, _count(cell.get(f"{_TABLE}number-rows-spanned")))
            grid.end_row()
        yield from grid.lines()


def _rows(parent: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Rows of a table, those in groups and in the heading too."""
    if depth > _DEEPEST:
        return
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child, depth + 1)


def _count(text: str | None) -> int:
    return (
        max(1, min(int(text), _MOST_REPEATED))
        if text is not None and text.isdecimal() and len(text) < _LONGEST_COUNT
        else 1
    )
