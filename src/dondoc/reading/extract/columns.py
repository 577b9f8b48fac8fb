"""Tables set in columns by white space alone: found by their titles, cut where nothing is printed from top to bottom.

A table begins under a line of titles ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn") and ends with the first line that
is printed over one of its gutters. Text in two columns (the head of a document, its signature) has no such titles.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.normalise import comparable

from .layout import Piece, Row
from .ruled import Table, paragraphs_of

_NUMBER_TITLE = re.compile(r"(?:S?TT|Số\s*TT|Số thứ tự)\.?", re.IGNORECASE)
_TITLES = re.compile(
    r"nhiệm vụ|nội dung|công việc|chủ trì|phối hợp|thực hiện|thời gian|thời hạn|hoàn thành|tiến độ|sản phẩm|kết quả|ghi chú|cơ quan|đơn vị|phụ trách",
    re.IGNORECASE,
)
_ROW_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])\s*[.)/]?")
_LEAST_COLUMNS = 4
# A gutter is at least this wide, in points; a space between words is narrower in the sizes that are printed.
_GUTTER = 4.0
# Of the height of a line: words nearer than this are of one phrase.
_SPACE = 0.6
# Titles stand on at most so many lines, none further from the next than this many heights.
_TITLE_LINES = 4
_TITLE_GAP = 1.8


@dataclass(frozen=True, slots=True)
class _Columns:
    """The middles of a table's gutters, left to right."""

    gutters: tuple[float, ...]

    def of(self, piece: Piece) -> int:
        """The column in which a word stands."""
        middle = (piece.left + piece.right) / 2
        return sum(middle > gutter for gutter in self.gutters)

    def crossed(self, row: Row) -> bool:
        """Whether a line is printed over a gutter."""
        return any(p.left < gutter < p.right for p in row.pieces for gutter in self.gutters)

    def apart(self, words: list[Piece]) -> bool:
        """Whether the words of different columns stand clear of each other and each fits in its own."""
        return not any(p.left < gutter < p.right for p in words for gutter in self.gutters)


class ColumnFinder:
    """Finds such tables page by page: one may go on over pages, with its titles repeated or not."""

    def __init__(self) -> None:
        self._open: _Columns | None = None

    def page(self, words: list[Piece]) -> tuple[list[Table], list[Piece]]:
        """The tables of a page, and the words that stand in none of them.

        Args:
            words: the words of the page that stand in no ruled table, each a piece of its own.
        """
        rows = _lines(words)
        if not rows:
            return [], words
        tables: list[Table] = []
        taken: set[int] = set()
        at = 0
        if self._open is not None:
            at = self._continued(rows, tables, taken)
        while at < len(rows):
            titles = _titles_at(rows, at)
            if titles is None:
                at += 1
                continue
            first, last = titles
            columns, end = _cut(rows, first, last)
            if columns is None:
                at = last
                continue
            tables.append(_table(columns, rows[first:last], rows[last:end]))
            taken.update(id(p) for row in rows[first:end] for p in row.pieces)
            self._open = columns if end == len(rows) else None
            at = end
        return tables, [word for word in words if id(word) not in taken]

    def _continued(self, rows: list[Row], tables: list[Table], taken: set[int]) -> int:
        """Take the lines that go on with the table of the page before; the first line behind them."""
        columns, self._open = self._open, None
        assert columns is not None  # noqa: S101  asked by the caller
        if _titles_at(rows, 0) is not None:
            return 0  # the titles are repeated: read as the table that they begin
        end = 0
        while end < len(rows) and not columns.crossed(rows[end]):
            end += 1
        # One line alone, or lines of one column alone, are as well the paragraph behind the table.
        used = {columns.of(p) for row in rows[:end] for p in row.pieces}
        if end == 0 or len(used) < 3:
            return 0
        tables.append(_table(columns, [], rows[:end]))
        taken.update(id(p) for row in rows[:end] for p in row.pieces)
        if end == len(rows):
            self._open = columns
        return end


def _lines(words: list[Piece]) -> list[Row]:
    """The printed lines of a page, their words still apart, numbers of pages left out."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda p: (-(p.top + p.bottom), p.left)):
        middle = (word.top + word.bottom) / 2
        last = rows[-1].pieces[0] if rows else None
        if last is not None and last.bottom <= middle <= last.top:
            rows[-1].pieces.append(word)
        else:
            rows.append(Row([word]))
    for row in rows:
        row.pieces.sort(key=lambda p: p.left)
    edges = {0, 1, len(rows) - 1}
    return [
        row
        for k, row in enumerate(rows)
        if not (k in edges and len(row.pieces) == 1 and row.pieces[0].text.strip("-– ").isdigit())
    ]


def _text(pieces: list[Piece]) -> str:
    return comparable(" ".join(p.text for p in pieces))


def _titles_at(rows: list[Row], at: int) -> tuple[int, int] | None:
    """The lines of titles that hold line `at`, as the first and the one behind the last; None where there are none.

    The number's title may stand between the lines of the others, which are higher.
    """
    first = rows[at].pieces[0]
    if not (
        _NUMBER_TITLE.fullmatch(comparable(first.text))
        or (first.text.lower() == "số" and len(rows[at].pieces) > 1 and rows[at].pieces[1].text.lower() == "tt")
    ):
        return None
    height = max(first.top - first.bottom, 4.0)
    begin = end = at
    while (
        begin > 0
        and at - begin < 2
        and _near(rows[begin - 1], rows[begin], height)
        and _only_titles(rows[begin - 1], first)
    ):
        begin -= 1
    while (
        end + 1 < len(rows)
        and end - begin < _TITLE_LINES
        and _near(rows[end], rows[end + 1], height)
        and _only_titles(rows[end + 1], first)
    ):
        end += 1
    words = [p for row in rows[begin : end + 1] for p in row.pieces]
    return (begin, end + 1) if len(set(_TITLES.findall(_text(words).lower()))) >= 2 else None


def _near(above: Row, below: Row, height: float) -> bool:
    return above.pieces[0].top - below.pieces[0].top < _TITLE_GAP * height


def _only_titles(row: Row, number: Piece) -> bool:
    """Whether a line may be one more of titles: of a few phrases, with nothing over or under the number's title."""
    return row.pieces[0].left > number.right and len(row.pieces) <= 16 and len(_spans(row)) >= 2


def _cut(rows: list[Row], first: int, last: int) -> tuple[_Columns | None, int]:
    """The gutters of the table whose titles are the lines `first` to `last`, and the line behind it."""
    titles = [p for row in rows[first:last] for p in row.pieces]
    covered = _union([span for row in rows[first:last] for span in _spans(row)])
    end = last
    # Titles are narrower than their columns: each line below may close a gap, never open one.
    while end < len(rows):
        wider = _union([*covered, *_spans(rows[end])])
        if len(wider) < _LEAST_COLUMNS or not _keeps(wider, titles):
            break
        covered = wider
        end += 1
    numbered = [
        row
        for row in rows[last:end]
        if row.pieces[0].right <= covered[0][1] + 0.1 and _ROW_NUMBER.fullmatch(row.pieces[0].text)
    ]
    if len(covered) < _LEAST_COLUMNS or not numbered:
        return None, last
    gutters = tuple((a[1] + b[0]) / 2 for a, b in pairwise(covered))
    return _Columns(gutters), end


def _keeps(columns: list[tuple[float, float]], titles: list[Piece]) -> bool:
    """Whether every column still has a title over it: a column of none is two that have not met yet."""
    return all(any(left - 0.1 <= p.left and p.right <= right + 0.1 for p in titles) for left, right in columns)


def _spans(row: Row) -> list[tuple[float, float]]:
    """The stretches of a line that its words cover, those of one phrase as one."""
    out: list[tuple[float, float]] = []
    for p in row.pieces:
        if out and p.left - out[-1][1] < _SPACE * (p.top - p.bottom):
            out[-1] = (out[-1][0], max(out[-1][1], p.right))
        else:
            out.append((p.left, p.right))
    return out


def _union(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches of a line that some span covers; those nearer than a gutter are one."""
    out: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if out and left - out[-1][1] < _GUTTER:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _table(columns: _Columns, titles: list[Row], body: list[Row]) -> Table:
    """The rows of the table: one of titles, and one for each number, or for each stretch that white space sets apart."""
    top = (titles or body)[0].pieces[0].top
    groups = ([titles] if titles else []) + _grouped(columns, body)
    wide = len(columns.gutters) + 1
    found = []
    for group in groups:
        cells: list[list[Piece]] = [[] for _ in range(wide)]
        for piece in (p for row in group for p in row.pieces):
            cells[columns.of(piece)].append(piece)
        found.append([paragraphs_of(cell) for cell in cells])
    return Table(top, found)


def _grouped(columns: _Columns, body: list[Row]) -> list[list[Row]]:
    """The lines of each row. A number stands on its row's first line, or in the middle of it."""
    numbers = [
        k for k, row in enumerate(body) if columns.of(row.pieces[0]) == 0 and _ROW_NUMBER.fullmatch(row.pieces[0].text)
    ]
    if not numbers:
        return [body]
    starts = [0, *(_begins(body, a, b, middle=numbers[0] > 0) for a, b in pairwise(numbers))]
    starts = sorted(set(starts))
    return [body[a:b] for a, b in zip(starts, [*starts[1:], len(body)], strict=True)]


def _begins(body: list[Row], before: int, number: int, *, middle: bool) -> int:
    """The line with which the row of a number begins, behind the line of the number before.

    At the widest gap between the two, where one is wider than the others; else with the number, or half way where
    numbers stand in the middle of their rows.
    """
    gaps = [(body[k - 1].pieces[0].bottom - body[k].pieces[0].top, k) for k in range(before + 1, number + 1)]
    widest, at = max(gaps, key=lambda gap: (gap[0], gap[1]))
    height = body[number].pieces[0].top - body[number].pieces[0].bottom
    if widest > min(gap for gap, _ in gaps) + 0.2 * height:
        return at
    return (before + number + 1) // 2 if middle else number
