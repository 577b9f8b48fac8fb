"""Word documents (.docx): paragraphs, tables, text boxes, headers, footnotes, list labels, tracked changes.

Read with zipfile and lxml: python-docx opens 96 files a second on a core, this way about 2 900.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dondoc.reading.errors import DamagedDocument

from . import legacy
from .archive import Package
from .extracted import Extracted
from .grid import MOST_COLUMNS, Repeats, lines_of
from .numbering import Numbering, W, load, of_paragraph

MOST_INFLATED = 200 << 20
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved-away text, field codes, comments and drawings' own texts are no text of the document.
_SKIPPED = frozenset(
    {
        f"{W}{n}"
        for n in (
            "del",
            "moveFrom",
            "instrText",
            "delText",
            "rPr",
            "pPr",
            "commentReference",
            "footnoteRef",
            "endnoteRef",
            "sectPr",
            "delInstrText",
        )
    }
)
_NUMBERED_TEXT = re.compile(r"[\s\d/–-]*")
_DEEPEST = 60


def extract(data: bytes, budget: int) -> Extracted:
    """The text of a Word document.

    Args:
        data: the package.
        budget: the most bytes that it may inflate to.

    Returns:
        Text with one paragraph a line, tables as "| a | b |" rows, footnotes after "Chú thích:".

    Raises:
        ReadingError: the package is damaged, encrypted or a bomb.
    """
    package = Package(data, budget)
    root = package.xml(_main_part(package))
    if root is None:
        raise DamagedDocument("Gói .docx thiếu phần nội dung (word/document.xml). Hãy xin lại bản gốc.")
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedDocument
    reader = _Reader(load(package.xml("word/numbering.xml"), package.xml("word/styles.xml")))
    lines = list(reader.blocks(body, 0))
    text = "\n".join(lines)
    edges = _edges(package, reader)
    heads = [line for part, line in edges if part == "header" and line not in text]
    notes = _notes(package, reader)
    parts = [*heads, text, *(["Chú thích:", *notes] if notes else [])]
    return Extracted("\n".join(parts), "docx", (), (*(line for _, line in edges), *reader.boxed))


def _main_part(package: Package) -> str:
    rels = package.xml("_rels/.rels")
    if rels is not None:
        for rel in rels:
            if str(rel.get("Type", "")).endswith("/officeDocument"):
                target = str(rel.get("Target", "")).lstrip("/")
                if target in package.names:
                    return target
    return "word/document.xml"


def _edges(package: Package, reader: _Reader) -> list[tuple[str, str]]:
    """("header" or "footer", line) of all pages, each line once, page numbers left out."""
    out: dict[tuple[str, str], None] = {}
    for name in sorted(package.names):
        found = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        root = package.xml(name) if found else None
        if found is None or root is None:
            continue
        for block in reader.blocks(root, 0):
            for line in map(str.strip, block.split("\n")):
                if line and not _NUMBERED_TEXT.fullmatch(line):
                    out[found[1], line] = None
    return list(out)


def _notes(package: Package, reader: _Reader) -> list[str]:
    out: list[str] = []
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = package.xml(name)
        if root is None:
            continue
        for note in root.iterfind(f"{W}{tag}"):
            if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            text = " ".join(" ".join(reader.blocks(note, 0)).split())
            if text:
                out.append(f"[{note.get(f'{W}id', '')}] {text}")
    return out


class _Reader:
    """Walks the parts of one package; list counters run through the body."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.boxed: list[str] = []
        self._begun = ""
        self._repeats = Repeats()

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """Lines of what a body, a cell, a text box or a note holds."""
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content, depth + 1)
            elif tag in (f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"):
                yield from self.blocks(child, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                choice = _choice(child)
                if choice is not None:
                    yield from self.blocks(choice, depth + 1)

    def _paragraph(self, p: etree._Element, depth: int) -> Iterator[str]:
        properties = p.find(f"{W}pPr")
        boxes: list[etree._Element] = []
        text = "".join(_runs(p, boxes, 0)).replace("\u00a0", " ")
        for box in boxes:
            for line in self.blocks(box, depth + 1):
                if line.strip():
                    self.boxed.append(line)
                    yield line
        if _mark_deleted(properties):
            self._begun += text  # a tracked change joins it to the next paragraph
            return
        text, self._begun = self._begun + text, ""
        label = self._label(properties) if text.strip() else ""
        if label:
            text = f"{label} {text.lstrip()}"
        yield text.rstrip()

    def _label(self, properties: etree._Element | None) -> str:
        found = of_paragraph(properties)
        if found is None and properties is not None:
            style = properties.find(f"{W}pStyle")
            if style is not None:
                found = self.numbering.styles.get(style.get(f"{W}val", ""))
        if found is None or found[0] == "0":
            return ""
        return self.numbering.label(*found)

    def _table(self, table: etree._Element, depth: int) -> Iterator[str]:
        rows: list[list[list[str]]] = []
        above: dict[int, list[str]] = {}
        for row in _descend(table, f"{W}tr"):
            before = _row_properties(row)
            if before is None:
                continue
            cells: list[list[str]] = [[] for _ in range(before)]
            for cell in _descend(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                if properties is not None and properties.find(f"{W}cellDel") is not None:
                    continue
                span, merged = _merging(properties)
                lines = [
                    part.strip() for line in self.blocks(cell, depth + 1) for part in line.split("\n") if part.strip()
                ]
                if merged:
                    lines = lines or self._repeats.of(above.get(len(cells), []))
                above[len(cells)] = lines
                cells.append(lines)
                cells.extend([] for _ in range(span - 1))
            if cells:
                rows.append(cells)
        yield from lines_of(rows)


def _mark_deleted(properties: etree._Element | None) -> bool:
    run = properties.find(f"{W}rPr") if properties is not None else None
    return run is not None and run.find(f"{W}del") is not None


def _row_properties(row: etree._Element) -> int | None:
    """How many columns a row leaves free on its left; None for a row that a tracked change took out."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return 0
    if properties.find(f"{W}del") is not None:
        return None
    before = properties.find(f"{W}gridBefore")
    value = before.get(f"{W}val", "0") if before is not None else "0"
    return min(int(value), MOST_COLUMNS) if value.isdecimal() else 0


def _merging(properties: etree._Element | None) -> tuple[int, bool]:
    """(columns that a cell spans, whether it continues the cell above)."""
    if properties is None:
        return 1, False
    span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
    try:
        columns = int(span.get(f"{W}val", "1")) if span is not None else 1
    except ValueError:
        columns = 1
    return max(1, min(columns, MOST_COLUMNS)), merge is not None and merge.get(f"{W}val") != "restart"


def _descend(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of one kind, through content controls and insertions but not into nested tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _descend(child, tag)


def _choice(alternate: etree._Element) -> etree._Element | None:
    """One of the two forms in which Word stores a drawing; a text box stands in both."""
    choice = alternate.find(f"{_MC}Choice")
    fallback = alternate.find(f"{_MC}Fallback")
    if choice is not None and (fallback is None or next(choice.iter(f"{W}txbxContent", f"{W}t"), None) is not None):
        return choice
    return fallback


def _runs(parent: etree._Element, boxes: list[etree._Element], depth: int) -> Iterator[str]:  # noqa: PLR0912  one branch for each form
    """The text of a paragraph in order; text boxes met on the way are put aside."""
    if depth > _DEEPEST:
        return
    for child in parent:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{_MC}AlternateContent":
            choice = _choice(child)
            if choice is not None:
                yield from _runs(choice, boxes, depth + 1)
        elif tag == f"{W}r":
            if not _hidden(child):
                yield _decoded(child, "".join(_runs(child, boxes, depth + 1)))
        else:
            yield from _runs(child, boxes, depth + 1)


def _hidden(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    vanish = properties.find(f"{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false")


def _decoded(run: etree._Element, text: str) -> str:
    """A run in the font of a legacy encoding as Unicode."""
    if not text:
        return text
    properties = run.find(f"{W}rPr")
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    if fonts is None:
        return text
    return legacy.in_font(text, fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
