"""The gutters of a table set by white space: stretches between its columns over which no line prints anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .layout import Piece, Row

Span = tuple[float, float]
# A gutter is at least this wide, in points; a space between words is narrower in the sizes that are printed.
_LEAST = 4.0
# Of the height of a line: words nearer than this are of one phrase.
_SPACE = 0.5


def height_of(row: Row) -> float:
    """How high the letters of a line are."""
    return max(row.pieces[0].top - row.pieces[0].bottom, 4.0)


def gap_between(above: Row, below: Row) -> float:
    """The white space between two lines; below nothing where they overlap."""
    return min(p.bottom for p in above.pieces) - max(p.top for p in below.pieces)


def spans_of(row: Row) -> list[Span]:
    """The stretches of a line that its words cover, those of one phrase as one."""
    out: list[Span] = []
    for p in row.pieces:
        if out and p.left - out[-1][1] < _SPACE * (p.top - p.bottom):
            out[-1] = (out[-1][0], max(out[-1][1], p.right))
        else:
            out.append((p.left, p.right))
    return out


def united(spans: Iterable[Span]) -> list[Span]:
    """The stretches that some span covers; those nearer than a gutter are one."""
    out: list[Span] = []
    for left, right in sorted(spans):
        if out and left - out[-1][1] < _LEAST:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


@dataclass(frozen=True, slots=True)
class Gutters:
    """What is still free between each two columns, left to right: first all that is between their titles."""

    free: tuple[tuple[Span, ...], ...]

    @classmethod
    def between(cls, titles: list[Span]) -> Gutters:
        """The gutters of columns that have such titles."""
        return cls(tuple(((a[1], b[0]),) for a, b in pairwise(titles)))

    @property
    def middles(self) -> tuple[float, ...]:
        """Where the columns part: in the middle of the widest free stretch."""
        widest = (max(spans, key=lambda span: span[1] - span[0]) for spans in self.free)
        return tuple((left + right) / 2 for left, right in widest)

    def of(self, piece: Piece) -> int:
        """The column in which a word stands."""
        return bisect_left(self.middles, (piece.left + piece.right) / 2)

    def under(self, row: Row) -> Gutters | None:
        """The gutters that are left beside a line's words; None where the line is printed over one of them."""
        spans = spans_of(row)
        left_free = tuple(_without(free, spans) for free in self.free)
        return Gutters(left_free) if all(left_free) else None


def _without(free: tuple[Span, ...], covered: list[Span]) -> tuple[Span, ...]:
    """The parts of free stretches that nothing covers and that are wide enough for a gutter."""
    out: list[Span] = []
    for begin, end in free:
        at = begin
        for left, right in covered:
            if right <= at or left >= end:
                continue
            if left - at >= _LEAST:
                out.append((at, left))
            at = right
        if end - at >= _LEAST:
            out.append((at, end))
    return tuple(out)
