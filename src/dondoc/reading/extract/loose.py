"""The words of files that are kept but not read as documents: workbooks, slides, old Word files. For marks on them only.

Bounded: a package inflates within `MOST_BYTES` (`archive.Package` stops bombs), and no more than `MOST_CELLS` pieces of
text are looked at. Each piece stands on lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from .archive import Package

MOST_BYTES = 200 * 1024 * 1024
MOST_CELLS = 500_000
_CONTROLS = re.compile(r"[\x00-\x1f]+")
# Names of sheets, cells, text boxes of a sheet, comments.
_OF_WORKBOOK = re.compile(
    r"xl/(?:workbook|sharedStrings|worksheets/[^/]+|drawings/[^/]+|comments[^/]*|threadedComments/[^/]+)\.xml"
)
_OF_SLIDES = re.compile(r"ppt/(?:slides|notesSlides|slideMasters|slideLayouts|notesMasters)/[^/]+\.xml")
#: A slide of a presentation.
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
# "&L", "&C", "&R" begin a part of a sheet's header; '&"font,style"', "&14", "&B" say how it looks.
_LOOKS = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]')
_LINES_OF = frozenset({"si", "is", "p", "text"})
_SST_ITEM = 19


def workbook_text(data: bytes) -> str:
    """Names of sheets, words in cells, headers, text boxes and comments of a .xlsx, or the words in cells of a .xlsb.

    Raises:
        ArchiveBomb, DamagedDocument, EncryptedDocument: the package is refused.
    """
    package = Package(data, MOST_BYTES, ".xlsx")
    binary = package.read("xl/sharedStrings.bin")
    cells = _strings_of_xlsb(binary) if binary else _pieces(package, _OF_WORKBOOK)
    return "\n".join(islice(cells, MOST_CELLS))


def slides_text(data: bytes) -> str:
    """The words of a presentation's slides, of their notes and of what all slides show.

    Raises:
        ArchiveBomb, DamagedDocument, EncryptedDocument: the package is refused.
    """
    return "\n".join(islice(_pieces(Package(data, MOST_BYTES, ".pptx"), _OF_SLIDES), MOST_CELLS))


def old_word_text(data: bytes) -> str:
    """What stands as UTF-16 in a .doc, which is how Word 97 to 2003 writes letters beyond those of the West."""
    return _CONTROLS.sub("\n", data.decode("utf-16-le", "replace"))


def _pieces(package: Package, wanted: re.Pattern[str]) -> Iterator[str]:
    shared: list[str] = []  # Its part comes before the sheets that name its strings by their number.
    has_labels = False
    for name in sorted(name for name in package.names if wanted.fullmatch(name)):
        root = package.xml(name)
        if root is None:
            continue
        for element in root.iter("{*}*"):
            tag = element.tag.rpartition("}")[2]
            if tag == "sheet" and name == "xl/workbook.xml":
                yield element.get("name") or ""
            elif tag in _HEADERS:
                yield _LOOKS.sub("\n", "".join(map(str, element.itertext())))
            elif tag in _LINES_OF:
                words = "".join(_words(element.iter("{*}*")))
                if tag == "si":
                    shared.append(" ".join(words.split()))
                    has_labels = has_labels or shared[-1].endswith(":")
                yield words
            elif tag == "row" and has_labels:
                yield from _labelled_row(element, shared)


def _labelled_row(row: etree._Element, shared: list[str]) -> Iterator[str]:
    """A row in which a cell ends with a colon, on one line: what that names stands in the next cell."""
    cells = []
    for cell in row.iter("{*}c"):
        number = cell.findtext("{*}v") or ""
        if cell.get("t") == "s" and number.isdecimal() and int(number) < len(shared):
            cells.append(shared[int(number)])
        elif cell.get("t") == "inlineStr":
            cells.append(" ".join("".join(_words(cell.iter("{*}*"))).split()))
    if any(cell.endswith(":") for cell in cells):
        yield "\t".join(cell for cell in cells if cell)


def _words(elements: Iterable[object]) -> Iterator[str]:
    for element in elements:
        tag = str(getattr(element, "tag", "")).rpartition("}")[2]
        if tag == "t":
            yield getattr(element, "text", None) or ""
        elif tag == "br":
            yield "\n"


def _strings_of_xlsb(data: bytes) -> Iterator[str]:
    """The shared strings of a binary workbook ([MS-XLSB] 2.1.4: records of a type, a length and bytes)."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _SST_ITEM:
            letters = int.from_bytes(data[at + 1 : at + 5], "little")
            yield data[at + 5 : min(at + 5 + 2 * letters, at + size)].decode("utf-16-le", "replace")
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = 0
    for place in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that another byte follows
            break
    return value, at
