"""Measuring what was printed: letters, lines and frames of a PDF, paragraphs of a .docx."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
from lxml import etree
from pypdfium2 import raw

MM = 25.4 / 72
ASCENT, DESCENT = 0.891, 0.216  # Times New Roman's
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Letter:
    text: str
    left: float
    right: float
    top: float  # from the top of the page, in millimetres
    bottom: float
    base: float
    size: float
    font: str


@dataclass
class Rule:
    left: float
    right: float
    top: float
    bottom: float


@dataclass
class Page:
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule] = field(default_factory=list)
    frames: list[Rule] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    def find(self, words: str, nth: int = 0) -> list[Letter]:
        """The letters of the n-th place where the words stand, whatever spaces and line ends are between them."""
        solid = [letter for letter in self.letters if letter.text.strip()]
        text = "".join(letter.text for letter in solid)
        wanted = "".join(words.split())
        at = -1
        for _ in range(nth + 1):
            at = text.find(wanted, at + 1)
            assert at >= 0, f"{words!r} is not on the page"
        return solid[at : at + len(wanted)]

    def lines(self) -> list[list[Letter]]:
        """The letters by printed lines, top to bottom."""
        out: dict[float, list[Letter]] = {}
        for letter in self.letters:
            if letter.text.strip():
                key = next((k for k in out if abs(k - letter.base) < 1), letter.base)
                out.setdefault(key, []).append(letter)
        return [out[key] for key in sorted(out)]


def box(letters: list[Letter]) -> tuple[float, float, float, float]:
    return (
        min(x.left for x in letters), max(x.right for x in letters), min(x.top for x in letters), max(x.bottom for x in letters),
    )  # fmt: skip


def pdf_pages(data: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(data)
    pages = [_page(document[k]) for k in range(len(document))]
    document.close()
    return pages


def _page(page: pypdfium2.PdfPage) -> Page:
    wide, high = page.get_size()
    text = page.get_textpage()
    letters = []
    name = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    x, y = ctypes.c_double(), ctypes.c_double()
    for k in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, k)).replace("\ufffe", "-").replace("\x02", "-")
        if raw.FPDFText_IsGenerated(text, k) == 1:
            continue
        left, _, right, _ = text.get_charbox(k, loose=True)
        raw.FPDFText_GetFontInfo(text, k, name, 200, ctypes.byref(flags))
        raw.FPDFText_GetCharOrigin(text, k, x, y)
        size, base = raw.FPDFText_GetFontSize(text, k), (high - y.value) * MM
        # As high as the font's lines are: what its letters reach differs.
        top, bottom = base - ASCENT * size * MM, base + DESCENT * size * MM
        letters.append(Letter(sign, left * MM, right * MM, top, bottom, base, size, name.value.decode()))
    out = Page(wide * MM, high * MM, letters)
    for found in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=5):
        left, bottom, right, top = found.get_bounds()
        drawn = Rule(left * MM, right * MM, (high - top) * MM, (high - bottom) * MM)
        (out.rules if drawn.bottom - drawn.top < 1 else out.frames).append(drawn)
    text.close()
    page.close()
    return out


def pdf_text(data: bytes) -> str:
    """All that is printed but the numbers of the pages, without any white space."""
    kept = [letter.text for page in pdf_pages(data) for letter in page.letters if letter.bottom > 19]
    return "".join("".join(kept).split())


def docx_part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def docx_text(data: bytes) -> str:
    """All that stands in the body, without any white space."""
    return "".join("".join(t.text or "" for t in docx_part(data).iter(f"{W}t")).split())


def docx_paragraphs(data: bytes) -> Iterator[tuple[str, str, etree._Element]]:
    """Each paragraph that says something: the name of its style, its text, itself."""
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in docx_part(data, "word/styles.xml").iter(f"{W}style")
    }
    for paragraph in docx_part(data).iter(f"{W}p"):
        text = "".join(part.text or "" if part.tag == f"{W}t" else "\n" for part in paragraph.iter(f"{W}t", f"{W}br"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if text:
            yield names[style.get(f"{W}val")], text, paragraph
