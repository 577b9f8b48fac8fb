"""Tables set in columns by white space alone: found by their titles, cut where nothing is printed from top to bottom.

A table begins under a line of titles ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"); its gutters are what no line
covers between them. It ends with a line that is printed over a gutter (but for the title of a group, which rows
follow), that begins in the numbers' column without a number, or that stands well apart. Text in two columns (the head
of a document, its signature) has no such titles.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from dondoc.reading.normalise import comparable

from .grid import Cell
from .gutters import Gutters, gap_between, height_of, spans_of, united
from .layout import PAGE_NUMBER, Piece, Row
from .ruled import Table, paragraphs_of

_NUMBER_TITLE = re.compile(r"(?:S?TT|Số\s*TT|Số thứ tự)\.?", re.IGNORECASE)
_TITLES = re.compile(
    r"nhiệm vụ|nội dung|công việc|chủ trì|phối hợp|thực hiện|thời gian|thời hạn|hoàn thành|tiến độ|sản phẩm|kết quả|ghi chú|cơ quan|đơn vị|phụ trách",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*\s*[.)/]?")
_LETTERS = re.compile(r"(?:[IVX]{1,5}|[A-ZĐa-zđ])\s*[.)/]?")
_BEHIND = re.compile(r"\W*(?:Nơi nhận\b|(?:TM|KT|TL|TUQ)\s*\.)", re.IGNORECASE)
_LEAST_COLUMNS = 3
# Titles over the number's stand on at most so many lines, none further from the next than this many heights.
_TITLE_LINES = 3
_TITLE_GAP = 0.7
# The first number stands at most so many lines below the number's title.
_FIRST_NUMBER = 8
# The title of a group has at most so many lines.
_GROUP_LINES = 3
# So many titles without a table, and a page is taken for one that only talks of them.
_MOST_TRIED = 20


@dataclass(slots=True)
class _Columns:
    """A table whose end has not come: where its columns are, and how its rows look."""

    gutters: Gutters
    number: Piece
    titles: tuple[str, ...]
    middle: bool = False
    widest: float = 0.0

    def numbered(self, row: Row, pattern: re.Pattern[str] = _DIGITS) -> bool:
        """Whether a line begins with a number under the number's title."""
        return _is_number(row, self.number, pattern)

    def labelled(self, row: Row) -> bool:
        """Whether a line begins with the number of a row or of a group."""
        return self.numbered(row) or self.numbered(row, _LETTERS)

    def titled(self, row: Row) -> bool:
        """Whether a line begins with the title of another table's numbers, or of this one's once more."""
        title = _number_title(row)
        return title is not None and title.left <= self.number.right

    def filled(self, row: Row) -> int:
        """How many columns a line has words in."""
        return len({self.gutters.of(p) for p in row.pieces})


@dataclass(slots=True)
class _Body:
    """The lines under the titles: those from `begin` to `end`, and which of them are the title of a group."""

    begin: int
    end: int
    groups: set[int] = field(default_factory=set)


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
        at = tried = 0
        if self._open is not None:
            at = self._continued(rows, tables, taken)
        while at < len(rows) and tried < _MOST_TRIED:
            found = _titles_at(rows, at)
            if found is None:
                at += 1
                continue
            (first, last), columns = found
            body = _body(rows, last, columns)
            if not any(columns.numbered(rows[k]) for k in range(last, body.end) if k not in body.groups):
                at = max(last, at + 1)
                tried += 1
                continue
            tables.append(_table(columns, rows, body, rows[first:last]))
            taken.update(id(p) for row in rows[first : body.end] for p in row.pieces)
            self._open = columns if body.end == len(rows) else None
            at = body.end
        return tables, [word for word in words if id(word) not in taken]

    def _continued(self, rows: list[Row], tables: list[Table], taken: set[int]) -> int:
        """Take the lines that go on with the table of the page before; the first line behind them."""
        columns, self._open = self._open, None
        assert columns is not None  # noqa: S101  asked by the caller
        begin = len(columns.titles)
        repeated = tuple(_text(row.pieces) for row in rows[:begin]) == columns.titles
        if not repeated:
            begin = 0
        if not repeated and any(_number_title(row) for row in rows[: _TITLE_LINES + 1]):
            return 0  # other titles: read as the table that they begin
        body = _body(rows, begin, columns)
        lines = [rows[k] for k in range(begin, body.end) if k not in body.groups]
        # One line alone, or lines of one column alone, are as well the paragraph behind the table.
        sure = repeated or any(columns.numbered(row) and columns.filled(row) > 1 for row in lines)
        if not lines or not (sure or len({columns.gutters.of(p) for row in lines for p in row.pieces}) >= 3):
            return 0
        tables.append(_table(columns, rows, body, [], goes_on=True))
        taken.update(id(p) for row in rows[: body.end] for p in row.pieces)
        if body.end == len(rows):
            self._open = columns
        return body.end


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
        if not (k in edges and len(row.pieces) <= 3 and PAGE_NUMBER.fullmatch(_printed(row.pieces)))
    ]


def _printed(pieces: list[Piece]) -> str:
    return " ".join(p.text for p in pieces)


def _text(pieces: list[Piece]) -> str:
    return comparable(_printed(pieces))


def _number_title(row: Row) -> Piece | None:
    """The title of the numbers' column that a line begins with."""
    first = row.pieces[0]
    if _NUMBER_TITLE.fullmatch(comparable(first.text)):
        return first
    if len(row.pieces) > 1 and _NUMBER_TITLE.fullmatch(_text(row.pieces[:2])):
        second = row.pieces[1]
        return Piece(first.left, second.right, second.bottom, first.top, "TT")
    return None


def _is_number(row: Row, title: Piece, pattern: re.Pattern[str]) -> bool:
    """Whether a line begins with a number that stands under the title; it may stand at its column's left edge."""
    first = row.pieces[0]
    middle, height = (first.left + first.right) / 2, title.top - title.bottom
    under = title.left - 2 * height < middle < title.right + height / 2
    return under and pattern.fullmatch(first.text) is not None


def _titles_at(rows: list[Row], at: int) -> tuple[tuple[int, int], _Columns] | None:
    """The lines of titles that hold line `at`, as the first and the one behind the last, and the columns under them.

    The number's title may stand between the lines of the others, which are higher. None where there are no titles.
    """
    number = _number_title(rows[at])
    if number is None:
        return None
    near = range(at + 1, min(len(rows), at + 1 + _FIRST_NUMBER))
    below = next(
        (k for k in near if _is_number(rows[k], number, _DIGITS) or _is_number(rows[k], number, _LETTERS)), None
    )
    if below is None:
        return None
    end = _begins(rows, at, below, middle=False)
    begin = at
    while begin > 0 and at - begin < _TITLE_LINES and _joins(rows[begin - 1], rows[begin], rows[at], number):
        begin -= 1
    titles = rows[begin:end]
    columns = united(span for row in titles for span in spans_of(row))
    said = {word.lower() for row in titles for word in _TITLES.findall(_text(row.pieces))}
    if len(columns) < _LEAST_COLUMNS or len(said) < 2:
        return None
    return (begin, end), _Columns(Gutters.between(columns), number, tuple(_text(row.pieces) for row in titles))


def _joins(row: Row, below: Row, level: Row, number: Piece) -> bool:
    """Whether a line is one more of titles, over that with the number's title (`level`).

    It has several of them; or it reaches down into the next line, as titles of other lengths set around a middle do;
    or it is the upper half of one that has nothing beside the number's title. Else it may be the title of the annex.
    """
    gap, height = gap_between(row, below), height_of(level)
    if gap > _TITLE_GAP * height or row.pieces[0].left <= number.right:
        return False
    spans = spans_of(row)
    beside = any(left < spans[0][1] and spans[0][0] < right for left, right in spans_of(level))
    over = any(p.left < spans[0][1] and spans[0][0] < p.right for p in below.pieces)
    return len(spans) > 1 or gap < -0.1 * height or (over and not beside)


def _body(rows: list[Row], begin: int, columns: _Columns) -> _Body:
    """The lines that belong to a table whose columns are known; its gutters are narrowed to what they leave free."""
    stop = next((k for k in range(begin, len(rows)) if columns.titled(rows[k])), len(rows))
    # First what rows say of the gutters: a line of other text could seem to fit while they are still wide.
    for row in rows[begin:stop]:
        if columns.numbered(row):
            columns.gutters = columns.gutters.under(row) or columns.gutters
    body = _Body(begin, begin)
    while body.end < stop:
        row = rows[body.end]
        gap = gap_between(rows[body.end - 1], row) if body.end > 0 else 0.0
        apart = body.end > begin and gap > max(1.2 * height_of(row), 1.5 * columns.widest) and not columns.labelled(row)
        if apart or _BEHIND.match(_text(row.pieces)):
            break
        columns.widest = max(columns.widest, gap)
        narrower = columns.gutters.under(row)
        if narrower is not None and (columns.gutters.of(row.pieces[0]) > 0 or columns.labelled(row)):
            columns.gutters = narrower
            body.end += 1
            continue
        after = _after_group(rows, body.end, stop, columns)
        if after == 0:
            break
        body.groups.update(range(body.end, after))
        body.end = after
    return body


def _after_group(rows: list[Row], at: int, stop: int, columns: _Columns) -> int:
    """The row that follows the title of a group printed over the gutters at line `at`; 0 where none does."""
    for k in range(at + 1, min(stop, at + 1 + _GROUP_LINES)):
        if columns.numbered(rows[k]) and columns.gutters.under(rows[k]) and columns.filled(rows[k]) > 2:
            return k
    return 0


def _table(columns: _Columns, rows: list[Row], body: _Body, titles: list[Row], *, goes_on: bool = False) -> Table:
    """The rows of the table: the titles, and one for each number, or for each stretch that white space sets apart."""
    found = [_cells(columns, titles)] if titles else []
    at = body.begin
    while at < body.end:
        end = at
        while end < body.end and (end in body.groups) == (at in body.groups):
            end += 1
        lines = rows[at:end]
        if at in body.groups:
            found += _group_titles(columns, lines)
        else:
            rest = goes_on and at == body.begin
            found += [_cells(columns, group) for group in _grouped(columns, lines, rest=rest)]
        at = end
    top = (titles or rows[body.begin : body.end])[0].pieces[0].top
    return Table(top, found)


def _cells(columns: _Columns, lines: list[Row]) -> list[Cell]:
    cells: list[list[Piece]] = [[] for _ in range(len(columns.gutters.free) + 1)]
    for piece in (p for row in lines for p in row.pieces):
        cells[columns.gutters.of(piece)].append(piece)
    return [paragraphs_of(cell) for cell in cells]


def _group_titles(columns: _Columns, lines: list[Row]) -> list[list[Cell]]:
    """A row for each title of a group: its label, and all its words in the next cell."""
    out: list[list[Cell]] = []
    for row in lines:
        label = row.pieces[:1] if columns.labelled(row) else []
        words = _printed(row.pieces[len(label) :])
        if label or not out:
            out.append([[p.text for p in label], [words], *([] for _ in columns.gutters.free[1:])])
        else:
            out[-1][1] = [" ".join([*out[-1][1], words])]
    return out


def _grouped(columns: _Columns, lines: list[Row], *, rest: bool) -> list[list[Row]]:
    """The lines of each row. A number stands on its row's first line, or in the middle of it.

    Args:
        columns: the table's columns; takes note of where the numbers stand.
        lines: the lines.
        rest: whether the first ones may be the rest of a row that the page before began.
    """
    numbers = [k for k, row in enumerate(lines) if columns.labelled(row)]
    if not numbers:
        return [lines]
    columns.middle = columns.middle or (numbers[0] > 0 and not rest)
    starts = {0, *(_begins(lines, a, b, middle=columns.middle) for a, b in pairwise(numbers))}
    if rest and numbers[0] > 0 and not columns.middle:
        starts.add(numbers[0])
    bounds = [*sorted(starts), len(lines)]
    return [lines[a:b] for a, b in pairwise(bounds)]


def _begins(lines: list[Row], before: int, number: int, *, middle: bool) -> int:
    """The line with which the row of a number begins, behind the line of the number before.

    At the widest gap between the two, where one is wider than the others; else with the number, or half way where
    numbers stand in the middle of their rows.
    """
    gaps = [(gap_between(lines[k - 1], lines[k]), k) for k in range(before + 1, number + 1)]
    widest, at = max(gaps)
    if widest > min(gaps)[0] + 0.2 * height_of(lines[number]):
        return at
    return (before + number + 1) // 2 if middle else number
