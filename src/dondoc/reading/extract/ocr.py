"""Scanned pages by Tesseract, where it is installed with its Vietnamese data: words with their places.

Each page is one run of the program, apart, with limits of time and memory; we decode no picture ourselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from dondoc.reading.errors import NoTextLayer, TooSlow
from dondoc.reading.model import Box, Notice
from dondoc.reading.normalise import nfc

from . import programs
from .extracted import Extracted
from .layout import Joiner, Piece, rows_of

SECONDS = 600.0
PAGE_SECONDS = 60.0
MOST_PAGES = 200
# A4 at 600 dots an inch is 35 million.
MOST_PIXELS = 40_000_000
Progress = Callable[[int, int], None]
_WORD, _PAGE = "5", "1"
_FIELDS = 12
_LONGEST_STAMP = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be spent on scanned pages, on how many, and whom to tell of each begun (its number, of how many)."""

    seconds: float = SECONDS
    pages: int = MOST_PAGES
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands, in dots from the top left of its page."""

    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A page recognised."""

    number: int
    width: int
    height: int
    words: tuple[Word, ...]


@dataclass(slots=True)
class Clock:
    """Time left for the pages of one document."""

    limits: Limits
    begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds that may still be spent."""
        return self.limits.seconds - (time.monotonic() - self.begun)


def available() -> str | None:
    """The program, when it is here with its Vietnamese data."""
    program = programs.find("tesseract")
    return program if program and _knows_vietnamese(program) else None


@lru_cache(maxsize=8)
def _knows_vietnamese(program: str) -> bool:
    try:
        _, out = programs.run([program, "--list-langs"], seconds=20)
    except (OSError, TooSlow):
        return False
    return "vie" in out.decode("utf-8", "replace").split()


def recognise(
    program: str, picture: bytes, number: int, *, dots: int, seconds: float, inside: int | None = None
) -> Scan:
    """Recognise one page.

    Args:
        program: what `available` gave.
        picture: PNG, JPEG, TIFF or PGM.
        number: of the page in its document, from 1.
        dots: an inch.
        seconds: the most time for it.
        inside: which page of a TIFF, from 0.

    Returns:
        Its words in order.

    Raises:
        TooSlow: it took longer.
    """
    command = [program, "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", str(dots)]
    if inside is not None:
        command += ["-c", f"tessedit_page_number={inside}"]
    _, out = programs.run(
        [*command, "tsv"], given=picture, seconds=min(seconds, PAGE_SECONDS), more={"OMP_THREAD_LIMIT": "1"}
    )
    width = height = 0
    words: list[Word] = []
    for row in out.decode("utf-8", "replace").split("\n"):
        cells = row.split("\t")
        if len(cells) != _FIELDS or not cells[0].isdecimal():
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        if cells[0] == _PAGE:
            width, height = wide, high
        text = "".join(nfc(cells[11]).split())
        if cells[0] == _WORD and text:
            sure = max(0.0, min(1.0, float(cells[10]) / 100))
            words.append(Word(tuple(cells[1:5]), left, top, wide, high, sure, text))
    return Scan(number, width, height, tuple(words))


def text_of(scans: Iterable[Scan], begin: int = 0) -> tuple[str, tuple[Box, ...], tuple[str, ...]]:
    """The text of pages, columns apart and paragraphs joined; the place of each word of it; lines that may be stamps.

    Args:
        scans: the pages.
        begin: where this text begins in the whole.
    """
    joiner = Joiner()
    marks: list[tuple[Scan, Word]] = []
    stamps: dict[str, None] = {}
    for scan in scans:
        pieces: list[Piece] = []
        for number, line in enumerate(_lines(scan.words)):
            # Every word is as high as its line: the letters of a word alone say little of the size of the print.
            top, bottom = min(w.top for w in line), max(w.top + w.height for w in line)
            for word in line:
                marks.append((scan, word))
                pieces.append(
                    Piece(
                        word.left, word.left + word.width, scan.height - bottom, scan.height - top, word.text,
                        [(0, len(marks) - 1)], number,
                    )
                )  # fmt: skip
        rows = rows_of(pieces)
        stamps.update((p.text, None) for row in rows for p in row.pieces if len(p.text) <= _LONGEST_STAMP)
        joiner.page(rows, float(scan.width))
    text, places = joiner.close()
    boxes = tuple(_box(*marks[mark], begin + at) for at, mark in sorted(places))
    return text, boxes, tuple(stamps)


def _lines(words: tuple[Word, ...]) -> list[list[Word]]:
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def _box(scan: Scan, word: Word, start: int) -> Box:
    wide, high = max(1, scan.width), max(1, scan.height)
    return Box(
        page=scan.number,
        left=round(word.left / wide, 4),
        top=round(word.top / high, 4),
        right=round((word.left + word.width) / wide, 4),
        bottom=round((word.top + word.height) / high, 4),
        start=start,
        end=start + len(word.text),
        confidence=round(word.confidence, 2),
    )


def extracted(scans: list[Scan], pages: int) -> Extracted:
    """The text of a document of which all pages were recognised.

    Raises:
        NoTextLayer: there is no letter on any of them.
    """
    text, boxes, stamps = text_of(scans)
    if not any(ch.isalpha() for ch in text):
        raise NoTextLayer("Không nhận ra chữ nào trong bản quét. Hãy quét lại rõ hơn, hoặc dùng bản .docx.")
    return Extracted(text, "ocr", notices(boxes, len(scans), pages), stamps=stamps, boxes=boxes)


def notices(boxes: tuple[Box, ...], done: int, pages: int) -> tuple[Notice, ...]:
    """What to tell of a recognised text."""
    sure = sum(box.confidence for box in boxes) / max(1, len(boxes))
    told = [
        Notice(
            "ocr",
            f"Chữ được nhận dạng từ bản quét (OCR), máy tự chấm độ chắc {sure:.0%}: hãy đối chiếu với bản gốc.",
        )
    ]
    if done < pages:
        told.append(
            Notice(
                "pages_not_recognised", f"Mới nhận dạng được {done} trong {pages} trang quét (hết thời gian cho phép)."
            )
        )
    return tuple(told)
