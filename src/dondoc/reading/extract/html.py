"""HTML pages: paragraphs, list labels, tables; no script is run and nothing is fetched.

The parser hands over tags one by one, so that neither the depth of a page nor its size is a matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from dondoc.reading.errors import DamagedDocument
from dondoc.reading.model import Notice

from . import legacy, plain
from .extracted import Extracted
from .grid import Grid
from .numbering import number

_NOTHING_TO_READ = frozenset(
    {"script", "style", "head", "noscript", "template", "iframe", "object", "svg", "math", "audio", "video", "canvas", "select", "textarea", "button", "nav", "del", "map", "applet", "frameset"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "aside", "address", "blockquote", "pre", "center", "form", "fieldset", "figure", "figcaption", "dl", "dt", "dd", "hr", "ul", "ol", "menu", "dir", "li", "body", "html", "caption", "details", "summary"}
)  # fmt: skip
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_KNOWN_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|windows-125[0-8]|cp125[0-8]|iso-8859-\d{1,2}|us-ascii", re.IGNORECASE
)
_DECLARED_WITHIN = 4_096
_SPACES = re.compile(r"[ \t\r\n\f]+")
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_STYLE = 2_000
_DEEPEST_TABLE = 12
_MOST_NUMBER = 9_999
_BREAK = "\x1e"


def extract(data: bytes) -> Extracted:
    """The text of an HTML page.

    Args:
        data: the page, in any encoding that it declares or that is known.

    Returns:
        Text with one paragraph a line, tables as "| a | b |" rows, list labels written out.

    Raises:
        UnknownEncoding, DamagedDocument: it cannot be read.
    """
    text, notices = _decoded(data)
    target = _Page()
    parser = etree.HTMLParser(
        target=cast("Any", target), encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True
    )
    try:
        etree.fromstring(text.replace("\0", "").replace(_BREAK, "").encode("utf-8", "replace") or b"<p>", parser)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument("Tệp HTML bị hỏng, không đọc được. Hãy xin lại bản gốc.") from error
    return Extracted("\n".join(target.finished()), "html", notices)


def _decoded(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The page as text: by its byte order mark, as UTF-8, by what it declares, or by what the words say."""
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    name = declared.group(1).decode("ascii") if declared else ""
    if _KNOWN_CHARSET.fullmatch(name) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            text = ""
        # "windows-1252" over TCVN3 or VNI is converted afterwards by the words or the fonts.
        if text and (name.lower().startswith("utf") or "\x00" not in text[:_DECLARED_WITHIN]):
            return text, ()
    found = plain.extract(data)
    return found.text, found.notices


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    count: int


@dataclass(slots=True)
class _Table:
    grid: Grid = field(default_factory=Grid)
    span: tuple[int, int] | None = None
    outside: list[str] = field(default_factory=list)


class _Page:
    """What the parser tells, put together: the parser's target."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._piece: list[str] = []
        self._tables: list[_Table] = []
        self._lists: list[_List] = []
        self._label = ""
        self._skipped = 0
        self._open: list[tuple[str, bool, str]] = []
        self._font = ""
        self._pre = 0
        self._too_deep = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        style = attributes.get("style", "")[:_LONGEST_STYLE]
        hides = tag in _NOTHING_TO_READ or "hidden" in attributes or bool(style and _HIDDEN.search(style))
        if tag not in _EMPTY:
            self._open.append((tag, hides, self._font))
            self._skipped += hides
        if self._skipped:
            return
        named = attributes.get("face") if tag == "font" else (m.group(1) if (m := _FONT.search(style)) else None)
        if named and tag not in _EMPTY:
            self._font = named.strip()
        if tag in ("br", "tr", "td", "th", "table") or tag in _BLOCKS:
            self._block(tag, attributes)

    def _block(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._piece.append(_BREAK)
            return
        if tag not in ("td", "th"):
            self._flush()
        if tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol", "menu", "dir"):
            start = _integer(attributes.get("start"), 1)
            self._lists.append(_List(tag == "ol", _STYLES.get(attributes.get("type", ""), "decimal"), start - 1))
        elif tag == "li":
            self._item(attributes)
        elif tag == "table":
            # One that lies too deep is read as text: no document needs it, and its text would be copied at each depth.
            self._too_deep += len(self._tables) >= _DEEPEST_TABLE
            if not self._too_deep:
                self._tables.append(_Table())
        elif self._too_deep:
            pass
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].grid.begin_row()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
            self._tables[-1].span = (_integer(attributes.get("colspan"), 1), _integer(attributes.get("rowspan"), 1))

    def _item(self, attributes: dict[str, str]) -> None:
        inside = self._lists[-1] if self._lists else None
        if inside is None or not inside.ordered:
            self._label = "-"
            return
        inside.count = _integer(attributes.get("value"), inside.count + 1)
        style = _STYLES.get(attributes.get("type", ""), inside.style)
        sign = ")" if style == "lowerLetter" else "."
        self._label = f"{number(max(1, inside.count), style)}{sign}"

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in _EMPTY or not self._open:
            return
        name, hides, font = self._open.pop()
        was_skipped = self._skipped > 0
        self._skipped -= hides
        self._font = font
        if was_skipped or name != tag:
            return
        if self._too_deep and tag in ("td", "th", "tr", "table"):
            self._flush()
            self._too_deep -= tag == "table"
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].grid.end_row()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in _BLOCKS:
            self._flush()
            if tag in ("ul", "ol", "menu", "dir") and self._lists:
                self._lists.pop()
            elif tag == "li":
                self._label = ""
            elif tag == "pre":
                self._pre = max(0, self._pre - 1)

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._skipped:
            self._piece.append(legacy.in_font(text, self._font) if self._font else text)

    def close(self) -> None:
        """The page ends."""

    def finished(self) -> list[str]:
        """The lines of the page."""
        self._flush()
        while self._tables:
            self._end_table()
        return self._lines

    def _here(self) -> list[str]:
        """Where lines go: into the open cell, beside the table's rows, or into the page."""
        return self._tables[-1].outside if self._tables else self._lines

    def _flush(self) -> None:
        if not self._piece:
            return
        text = "".join(self._piece)
        self._piece.clear()
        if self._pre:
            lines = text.replace(_BREAK, "\n").split("\n")
        else:
            # A line end in the source is a space; one that <br> put there stays.
            lines = [_SPACES.sub(" ", line).strip() for line in text.split(_BREAK)]
        lines = [line.replace("\u00a0", " ").rstrip() for line in lines]
        if not any(line.strip() for line in lines):
            return
        if self._label:
            lines[0] = f"{self._label} {lines[0].strip()}"
            self._label = ""
        self._here().extend(lines)

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        self._flush()
        if table is None:
            return
        if table.span is not None:
            table.grid.add(table.outside, *table.span)
            table.outside = []
            table.span = None
        elif table.outside:
            # text between rows is no cell: it stands before the table
            (self._tables[-2].outside if len(self._tables) > 1 else self._lines).extend(table.outside)
            table.outside = []

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        self._here().extend(table.grid.lines())
        if not self._tables:
            self._lines.append("")


def _integer(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return min(int(text), _MOST_NUMBER) if text.isdecimal() and len(text) < len(str(_MOST_NUMBER)) + 1 else default
