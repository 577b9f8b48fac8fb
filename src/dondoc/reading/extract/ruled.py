"""Tables drawn with lines on a page: which cells the lines make, and the words that stand in each."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .grid import Cell, Grid
from .layout import Piece, rows_of

_NEAR = 3.0
_MARK = re.compile(r"[-–+•*]\s|(?:\d{1,2}|[a-zđ])[.)]\s")
_TO = re.compile(r"[-–]\s*\d")
_CUT_YEAR = re.compile(r"\d/(\d{1,3})$")
_REST_OF_YEAR = re.compile(r"\d{1,3}(?!\d)")
MOST_SEGMENTS = 1_500
Segment = tuple[float, float, float]
"""Where it lies across, and from where to where it goes along."""


@dataclass(slots=True)
class Drawn:
    """The straight lines of a page: horizontal ones by their height, vertical ones by their place."""

    across: list[Segment] = field(default_factory=list)
    down: list[Segment] = field(default_factory=list)

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """Add what has these bounds: a line, or a frame of four."""
        thin_across, thin_down = top - bottom < _NEAR, right - left < _NEAR
        if thin_across and right - left > 2 * _NEAR:
            self.across.append(((bottom + top) / 2, left, right))
        elif thin_down and top - bottom > 2 * _NEAR:
            self.down.append(((left + right) / 2, bottom, top))

    def add_frame(self, left: float, bottom: float, right: float, top: float) -> None:
        """Add the four sides of a stroked rectangle."""
        self.across += [(bottom, left, right), (top, left, right)]
        self.down += [(left, bottom, top), (right, bottom, top)]


@dataclass(slots=True)
class Table:
    """A table: its top on the page and its rows."""

    top: float
    rows: list[list[Cell]]


def tables_of(drawn: Drawn, pieces: list[Piece]) -> tuple[list[Table], list[Piece]]:
    """The tables of a page, and the pieces that stand in none of them.

    Args:
        drawn: the page's lines.
        pieces: its words, each a piece of its own.
    """
    tables: list[Table] = []
    for frame in _frames(_united(drawn.across), _united(drawn.down)):
        inside = [p for p in pieces if frame.holds(p)]
        if not inside:
            continue
        taken = {id(p) for p in inside}
        pieces = [p for p in pieces if id(p) not in taken]
        tables.append(Table(frame.ys[0], frame.rows(inside)))
    return tables, pieces


def _united(segments: list[Segment]) -> list[Segment]:
    """Segments that continue each other on one line as one."""
    out: list[Segment] = []
    for place, begin, end in sorted(segments):
        for k in range(len(out) - 1, max(-1, len(out) - 40), -1):
            other, first, last = out[k]
            if abs(other - place) < _NEAR and begin <= last + _NEAR and end >= first - _NEAR:
                out[k] = (other, min(first, begin), max(last, end))
                break
        else:
            out.append((place, begin, end))
    return out


def _clustered(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _frames(across: list[Segment], down: list[Segment]) -> list[_Frame]:
    """Groups of lines that touch each other and make at least two columns."""
    if len(across) + len(down) > MOST_SEGMENTS:
        return []
    group = list(range(len(across) + len(down)))

    def root(k: int) -> int:
        while group[k] != k:
            group[k] = group[group[k]]
            k = group[k]
        return k

    for i, (y, left, right) in enumerate(across):
        for j, (x, bottom, top) in enumerate(down):
            if left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR:
                group[root(i)] = root(len(across) + j)
    frames: dict[int, _Frame] = {}
    for i, segment in enumerate(across):
        frames.setdefault(root(i), _Frame()).across.append(segment)
    for j, segment in enumerate(down):
        frames.setdefault(root(len(across) + j), _Frame()).down.append(segment)
    found = []
    for frame in frames.values():
        frame.xs = _clustered(x for x, _, _ in frame.down)
        frame.ys = _clustered(y for y, _, _ in frame.across)[::-1]
        if len(frame.xs) >= 3 and len(frame.ys) >= 2:
            found.append(frame)
    return sorted(found, key=lambda frame: -frame.ys[0])


@dataclass(slots=True)
class _Frame:
    """Lines that make one table."""

    across: list[Segment] = field(default_factory=list)
    down: list[Segment] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def holds(self, piece: Piece) -> bool:
        x, y = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
        return self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]

    def rows(self, pieces: list[Piece]) -> list[list[Cell]]:
        """The rows; a cell over several columns or rows as `Grid` has it."""
        words: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            words.setdefault((self._row((piece.bottom + piece.top) / 2), self._column(piece)), []).append(piece)
        high, wide = len(self.ys) - 1, len(self.xs) - 1
        taken: set[tuple[int, int]] = set()
        grid = Grid()
        for r in range(high):
            grid.begin_row()
            for c in range(wide):
                if (r, c) in taken:
                    continue
                right = c
                while right + 1 < wide and (r, right + 1) not in taken and not self._wall(r, right):
                    right += 1
                low = r
                while low + 1 < high and not self._floor(low, c) and not self._floor(low, right):
                    low += 1
                cells = [(i, j) for i in range(r, low + 1) for j in range(c, right + 1)]
                taken.update(cells)
                grid.add(paragraphs_of([p for at in cells for p in words.get(at, ())]), right - c + 1, low - r + 1)
            grid.end_row()
        return [row for row in grid.rows if any(row)]

    def _row(self, y: float) -> int:
        return max(0, sum(1 for line in self.ys[:-1] if y < line) - 1)

    def _column(self, piece: Piece) -> int:
        x = (piece.left + piece.right) / 2
        return max(0, sum(1 for line in self.xs[:-1] if x > line) - 1)

    def _wall(self, r: int, c: int) -> bool:
        """Whether a line stands between column `c` and the next in row `r`."""
        x, y = self.xs[c + 1], (self.ys[r] + self.ys[r + 1]) / 2
        return any(abs(place - x) <= _NEAR and begin <= y <= end for place, begin, end in self.down)

    def _floor(self, r: int, c: int) -> bool:
        """Whether a line lies between row `r` and the next in column `c`."""
        y, x = self.ys[r + 1], (self.xs[c] + self.xs[c + 1]) / 2
        return any(abs(place - y) <= _NEAR and begin <= x <= end for place, begin, end in self.across)


def paragraphs_of(pieces: list[Piece]) -> Cell:
    """The words of a cell: lines that the column's width broke are joined, a mark begins a paragraph."""
    out: Cell = []
    for row in rows_of(pieces, numbers=True):
        text = " ".join(piece.text for piece in row.pieces)
        # "giai đoạn 2026" over "- 2030": the dash is none of a list
        to = out and out[-1][-1:].isdigit() and _TO.match(text)
        if out and (to or not _MARK.match(text)):
            # "15/10/20" over "23": a narrow column breaks a year
            cut, rest = _CUT_YEAR.search(out[-1]), _REST_OF_YEAR.match(text)
            whole = cut is not None and rest is not None and len(cut.group(1)) + len(rest.group()) == 4
            out[-1] += text if whole else f" {text}"
        else:
            out.append(text)
    return out
