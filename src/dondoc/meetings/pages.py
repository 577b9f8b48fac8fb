"""How many pages of A4 a file has, and whether that is known or estimated."""

from __future__ import annotations

import io
import math
import re
import zipfile
from dataclasses import dataclass

import pypdfium2

from dondoc.documents.content_types import DOCX, PDF, PPTX, ContentType
from dondoc.reading import ReadingError
from dondoc.reading.extract.archive import Package
from dondoc.reading.extract.loose import MOST_BYTES, SLIDE

_PAGES = re.compile(rb"<Pages>(\d{1,5})</Pages>")
_MOST_PROPERTIES = 200_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Words on a page as NĐ 30/2020/NĐ-CP sets it (letters of 13 to 14 points), and more than any page holds in small print.
WORDS_A_PAGE, MOST_WORDS_A_PAGE = 400, 1_000


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages, and whether that is an estimate by the words."""

    count: int
    is_estimate: bool = False


def pages_of(content: bytes, kind: ContentType) -> Pages | None:
    """The pages of a PDF, the slides of a presentation, the pages of a .docx; None where the file does not say.

    Args:
        content: the file.
        kind: what it was found to be.
    """
    if kind == PDF:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return None
        try:
            return Pages(len(document))
        finally:
            document.close()
    try:
        if kind == PPTX:
            slides = sum(1 for name in Package(content, MOST_BYTES, ".pptx").names if SLIDE.fullmatch(name))
            return Pages(slides) if slides else None
        if kind == DOCX:
            return believed(_written(content), _words(content))
    except ReadingError:
        return None
    return None


def believed(written: int, words: int) -> Pages | None:
    """What Word wrote down where so many words fit onto so many pages, else an estimate.

    Programs that are not Word write 1, or leave what the template said.

    Args:
        written: the pages that the file says it has; 0 for none.
        words: how many it has in truth.
    """
    if written and words <= written * MOST_WORDS_A_PAGE:
        return Pages(written)
    return Pages(math.ceil(words / WORDS_A_PAGE), is_estimate=True) if words else None


def _written(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("docProps/app.xml") as part:
            found = _PAGES.search(part.read(_MOST_PROPERTIES))
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return 0
    return int(found[1]) if found else 0


def _words(content: bytes) -> int:
    root = Package(content, MOST_BYTES).xml("word/document.xml")
    if root is None:
        return 0
    # Word cuts a word into several runs: paragraphs are counted, not runs.
    return sum(len("".join(text.text or "" for text in p.iter(f"{_W}t")).split()) for p in root.iter(f"{_W}p"))
