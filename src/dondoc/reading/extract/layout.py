"""Printed lines put together again, by where they stand: columns apart, paragraphs joined over lines and pages."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dondoc.reading.labels import label_at
from dondoc.reading.normalise import comparable

from .grid import Cell, lines_of

PAGE_NUMBER = re.compile(
    r"(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?|(?:Trang|Page)\s+\d+(?:\s*/\s*\d+)?|\d{1,3}/\d{1,3}", re.IGNORECASE
)
# Of the height of a line: words further apart stand in two columns.
WIDE = 1.4
# A list's label may be set off by a tab.
_LABEL = re.compile(r"(?:\d{1,2}\.){1,4}\d{0,2}\.?|(?:\d{1,2}|[a-zđ]{1,2}|[IVX]{1,5})[.)]|[-–+•*o]|\([ivx\d]{1,4}\)")

_ADDRESSED = re.compile(r"\W*Kính gửi\s*:?", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """Words side by side; y grows upwards.

    Attributes:
        words: the places in `text` of words with a mark of their own.
        line: words with one number here are of one line, with a space between; -1 where that is not known.
    """

    left: float
    right: float
    bottom: float
    top: float
    text: str
    words: list[tuple[int, int]] = field(default_factory=list)
    line: int = -1


@dataclass(slots=True)
class Row:
    """A printed line, its pieces left to right."""

    pieces: list[Piece]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right


def rows_of(pieces: list[Piece], *, numbers: bool = False) -> list[Row]:
    """The printed lines of a page, top to bottom; numbers alone on a line left out, unless `numbers` asks for them."""
    pieces.sort(key=lambda p: (-(p.top + p.bottom), p.left))
    rows: list[Row] = []
    for piece in pieces:
        middle = (piece.top + piece.bottom) / 2
        row = rows[-1] if rows else None
        if row and _on_row(piece, middle, row):
            row.pieces.append(piece)
        else:
            rows.append(Row([piece]))
    for row in rows:
        row.pieces = _merged(sorted(row.pieces, key=lambda p: p.left))
    if numbers:
        return rows
    return [r for r in rows if not (len(r.pieces) == 1 and PAGE_NUMBER.fullmatch(r.pieces[0].text))]


def _on_row(piece: Piece, middle: float, row: Row) -> bool:
    """Whether a piece is as high as some piece of a row, and none of that row stands right over it.

    A line of large letters in one column may be as high as two of small ones in the other.
    """
    level = False
    for p in row.pieces:
        centre = (p.top + p.bottom) / 2
        if p.left < piece.right and piece.left < p.right and centre - middle > 0.6 * (piece.top - piece.bottom):
            return False
        level = level or p.bottom <= middle <= p.top or piece.bottom <= centre <= piece.top
    return level


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Join pieces that are words of one line; a wide gap separates columns."""
    out: list[Piece] = []
    for piece in pieces:
        if out:
            last = out[-1]
            height = max(last.top - last.bottom, piece.top - piece.bottom, 4.0)
            gap = piece.left - last.right
            if gap < height * WIDE or (len(out) == 1 and gap < height * 5 and _LABEL.fullmatch(last.text)):
                if piece.right <= last.right + 1 and piece.text in last.text:
                    continue  # the same words printed twice to look bold
                one_word = gap < height * 0.12 and (piece.line < 0 or piece.line != last.line)
                space = "" if one_word or not last.text or last.text[-1] == " " else " "
                last.words += [(len(last.text) + len(space) + at, word) for at, word in piece.words]
                last.text += space + piece.text
                last.line = piece.line
                last.right = max(last.right, piece.right)
                last.top, last.bottom = max(last.top, piece.top), min(last.bottom, piece.bottom)
                continue
        out.append(piece)
    return out


def _staggered(rows: list[Row]) -> set[int]:
    """Rows of two columns whose lines stand at different heights: nearer than lines of one text, and side by side."""
    out: set[int] = set()
    for index, (above, below) in enumerate(pairwise(rows)):
        if len(above.pieces) > 2 or len(below.pieces) > 2 or len(above.pieces) == len(below.pieces) == 2:
            continue
        a, b = above.pieces[0], below.pieces[0]
        near = (a.top + a.bottom - b.top - b.bottom) / 2 < 0.9 * max(a.top - a.bottom, b.top - b.bottom)
        if near and any(p.right < q.left or q.right < p.left for p in above.pieces for q in below.pieces):
            out |= {index, index + 1}
    return out


@dataclass(slots=True)
class Run:
    """A stretch of text with the places in it of words that have a mark of their own."""

    text: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)

    def add(self, between: str, piece: Piece | Run) -> None:
        """Add a piece, after `between` where there is something before it."""
        if self.text:
            self.text += between
        if piece.words:
            shift = len(self.text)
            self.words += [(shift + at, word) for at, word in piece.words]
        self.text += piece.text


class Joiner:
    """Puts rows together: columns one after the other, paragraphs across lines and pages."""

    def __init__(self) -> None:
        self.lines: list[Run] = []
        self.open = Run()
        self.last: Row | None = None
        self.table: list[list[Cell]] = []
        self.left_column: list[Run] = []
        self.right_column: list[Run] = []
        self.right_edge = 0.0
        self.left_edge = 0.0
        self.width = 0.0

    def page(self, rows: list[Row], width: float, tables: Iterable[tuple[float, list[list[Cell]]]] = ()) -> None:
        """Take the rows of one page, and its tables with the height at which each begins, both top to bottom."""
        self._measure(rows, width)
        middle = width / 2
        waiting = list(tables)
        staggered = _staggered(rows)
        for index, row in enumerate(rows):
            while waiting and waiting[0][0] > row.pieces[0].bottom:
                self._table(waiting.pop(0)[1])
            if index in staggered or self._in_columns(row, middle, width):
                self._flush()
                self._end_table()
                for piece in row.pieces:
                    (self.left_column if (piece.left + piece.right) / 2 < middle else self.right_column).append(
                        Run(piece.text, piece.words)
                    )
                self.last = None
                continue
            self._columns()
            self._end_table()
            run = Run()
            for piece in row.pieces:
                run.add("   ", piece)
            if self.open.text and self._continues(row, run.text):
                self.open.add(" ", run)
            else:
                self._flush()
                self.open = run
            self.last = row
        for _, table in waiting:
            self._table(table)

    def _measure(self, rows: list[Row], width: float) -> None:
        """Where the text of a page begins and ends; one of few lines has the edges of the page before at least."""
        full = [r for r in rows if len(r.pieces) == 1 and r.right - r.left > width * 0.5]
        # The last lines of paragraphs count too: of a short text every long line may be one that is set in.
        left = min((r.left for r in rows if len(r.pieces) == 1), default=width * 0.1) if full else width * 0.1
        right = max((r.right for r in full), default=width * 0.92)
        if len(full) < 4 and width == self.width:
            left, right = min(left, self.left_edge), max(right, self.right_edge)
        self.left_edge, self.right_edge, self.width = left, right, width

    def _table(self, rows: list[list[Cell]]) -> None:
        """Take a table; one that goes on from the page before is one with it."""
        self._columns()
        self._flush()
        before = self.table[-1] if self.table else None
        if before is not None and rows and len(before) == len(rows[0]) and not rows[0][0]:
            # its first row has no number: it is the rest of the last row
            for cell, rest in zip(before, rows[0], strict=True):
                if rest and cell != rest:
                    cell[-1:] = [" ".join([*cell[-1:], rest[0]]), *rest[1:]]
            rows = rows[1:]
        elif before is not None and rows and len(before) != len(rows[0]):
            self._end_table()
        self.table += rows
        self.last = None

    def _end_table(self) -> None:
        if self.table:
            self.lines += [Run(line) for line in lines_of(self.table)]
            self.table = []

    def close(self) -> tuple[str, list[tuple[int, int]]]:
        """Write what is still open; the text, and the places in it of marked words."""
        self._columns()
        self._flush()
        self._end_table()
        words: list[tuple[int, int]] = []
        start = 0
        for line in self.lines:
            words += [(start + at, word) for at, word in line.words]
            start += len(line.text) + 1
        return "\n".join(line.text for line in self.lines), words

    def _in_columns(self, row: Row, middle: float, width: float) -> bool:
        if len(row.pieces) == 2:
            return True
        if len(row.pieces) != 1 or not (self.left_column or self.right_column):
            return False
        piece = row.pieces[0]
        narrow = piece.right - piece.left < width * 0.45
        if abs((piece.left + piece.right) / 2 - middle) < width * 0.07:
            return False  # a centred title
        if _ADDRESSED.fullmatch(comparable(piece.text)):
            return False  # over the list of addressees, under both columns of the head
        clear = piece.right < middle + width * 0.05 or piece.left > middle - width * 0.08
        return narrow and clear and not label_at(comparable(piece.text) if not piece.text.startswith("-") else "")

    def _columns(self) -> None:
        if self.left_column or self.right_column:
            self.lines += [*self.left_column, Run(), *self.right_column, Run()]
            self.left_column, self.right_column = [], []

    def _flush(self) -> None:
        if self.open.text:
            self.lines.append(self.open)
            self.open = Run()

    def _centred(self, row: Row, height: float) -> bool:
        """Whether a row is set in from both edges alike."""
        before, after = row.left - self.left_edge, self.right_edge - row.right
        return before > height * 0.9 and abs(before - after) < height

    def _title_ends(self, last: Row, row: Row, text: str, height: float) -> bool:
        """Whether a title is over: with capitals under words that are not in them, or with the first paragraph."""
        if text.isupper() and row.left > self.left_edge + height * 0.9:
            return not self.open.text.isupper()
        return text[:1].isupper() and self._centred(last, height) and not self._centred(row, height)

    def _continues(self, row: Row, text: str) -> bool:
        """Whether a row goes on with the paragraph before it."""
        before = self.open.text.rstrip()
        last = self.last
        if last is None:
            # a new page, or after columns: only an unfinished sentence goes on
            return before[-1:] not in ".;:!?" and text[:1].islower()
        height = row.pieces[0].top - row.pieces[0].bottom
        same_page = last.pieces[0].bottom >= row.pieces[0].bottom
        full = last.right > self.right_edge - height * 2.5
        ended = before[-1:] in ".;:!?"
        indented = row.left > self.left_edge + height * 0.9
        marked = label_at(comparable(text)) and (ended or indented or not full)
        if marked or self._title_ends(last, row, text, height):
            return False
        if not full:
            return text[:1].islower() and not ended
        if ended and (indented or not same_page):
            return not indented and not same_page and text[:1].islower()
        if indented and not ended:
            return text[:1].islower() or not before.isupper()
        centred = last.left > self.left_edge + height * 3
        return not (ended and centred)
