"""Finding the header of a sheet: by the words that offices use, on one row or on two with merged cells."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dondoc.tasksheets.reading.cells import one_line, text_of
from dondoc.tasksheets.reading.columns import ColumnWords, best_word, folded_heading
from dondoc.tasksheets.reading.days import looks_like_a_day
from dondoc.tasksheets.reading.workbook import Value

#: In how many rows from the top the header is looked for: above it stand the office's name, a title, notes.
ROWS_LOOKED_AT = 40
_LONGEST_LOWER = 60
_FEWEST_COLUMNS = 3
_SAMPLE = 40
Area = tuple[int, int, int, int]
Grid = Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column, and why it was taken for what it is.

    Attributes:
        code: what it is.
        place: which column of the sheet, from 0.
        heading: as it stands there.
        because: `exact` (the heading means it), `words` (the heading has words of it), `days` (its cells are days),
            `chosen` (a person said so), `remembered` (a person said so of such a header before).
        word: the words that decided, folded.
    """

    code: str
    place: int
    heading: str
    because: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet.

    Attributes:
        row: its first row, from 0.
        depth: how many rows it has.
        headings: the text over each column, both rows of it.
        columns: what was found.
        signature: the same for sheets with the same headings, for remembering what a person corrected.
    """

    row: int
    depth: int
    headings: tuple[str, ...]
    columns: tuple[FoundColumn, ...]
    signature: str

    def place_of(self, code: str) -> int | None:
        """Return the place of the column `code`, None where the sheet has none."""
        return next((column.place for column in self.columns if column.code == code), None)


def signature_of(headings: Sequence[str]) -> str:
    """Return what sheets with these headings have in common: letters, spaces and signs make no difference."""
    folded = "|".join(folded_heading(heading) for heading in headings).strip("|")
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def find_header(grid: Grid, merges: Sequence[Area], words: Sequence[ColumnWords]) -> Header | None:
    """Return the header of a sheet: the row, or two rows, in which most of the columns are named.

    Args:
        grid: the values from the first cell on.
        merges: areas shown as one cell.
        words: the columns that may be there.
    """
    best: tuple[int, Header] | None = None
    for row in range(min(len(grid), ROWS_LOOKED_AT)):
        for depth in (1, 2):
            headings = headings_at(grid, merges, row, depth)
            if headings is None:
                continue
            found = _columns_of(headings, words)
            needed = {column.code for column in words if column.is_needed}
            codes = {column.code for _score, column in found}
            if len(codes) < _FEWEST_COLUMNS or not needed <= codes:
                continue
            # Of two readings alike the one with fewer rows: a title over the table is no part of its header.
            score = sum(score for score, _column in found) - depth
            if best is None or score > best[0]:
                columns = tuple(column for _score, column in found)
                shown = tuple(_shown(heading) for heading in headings)
                best = (score, Header(row, depth, shown, columns, signature_of(shown)))
    return _with_days(grid, best[1]) if best else None


def headings_at(grid: Grid, merges: Sequence[Area], row: int, depth: int) -> list[tuple[str, str]] | None:
    """Return the upper and the lower text over each column of a header in `row`; None where it is no such header.

    With two rows, a lower cell that is its own stands under nothing, under a part of a wider cell, or the row is
    a row of the table.
    """
    if row + depth > len(grid):
        return None
    width = max(len(grid[row]), len(grid[row + depth - 1]))
    upper = [_text(grid, row, place) for place in range(width)]
    across = {}  # place → the first place of the wide cell it belongs to
    down: set[int] = set()
    for top, left, bottom, right in merges:
        if top == row:
            for place in range(left, min(right + 1, width)):
                upper[place] = _text(grid, top, left)
                if right > left:
                    across[place] = left
                if bottom > row:
                    down.add(place)
    if depth == 1:
        # A header whose cells reach further down has its lower row too.
        return [(text, "") for text in upper]
    lower = [_text(grid, row + 1, place) for place in range(width)]
    for top, left, _bottom, right in merges:
        if top == row + 1 and right > left:
            for place in range(left, min(right + 1, width)):
                lower[place] = _text(grid, top, left)
    if not _is_second_row(grid, row, upper, lower, across, down):
        return None
    filled = _spread(upper, lower, across)
    return [(filled[place], "" if place in down else lower[place]) for place in range(width)]


def _is_second_row(
    grid: Grid, row: int, upper: Sequence[str], lower: Sequence[str], across: Mapping[int, int], down: set[int]
) -> bool:
    own = 0
    for place, text in enumerate(lower):
        if not text or place in down:
            continue
        value = grid[row + 1][place] if place < len(grid[row + 1]) else ""
        if not isinstance(value, str) or len(text) > _LONGEST_LOWER or looks_like_a_day(value):
            return False
        alone = place + 1 >= len(upper) or bool(upper[place + 1]) or not lower[place + 1]
        if upper[place] and place not in across and alone:
            return False
        own += 1
    return own >= 2 and len({text for text in upper if text}) >= 2  # noqa: PLR2004 - one cell alone is a title


def _spread(upper: Sequence[str], lower: Sequence[str], across: Mapping[int, int]) -> list[str]:
    """Let a wide heading that was typed without merging cells stand over what is under it."""
    filled = list(upper)
    for place in range(1, len(filled)):
        if not filled[place] and lower[place] and lower[place - 1] and place not in across:
            filled[place] = filled[place - 1]
    return filled


def _columns_of(headings: Sequence[tuple[str, str]], words: Sequence[ColumnWords]) -> list[tuple[int, FoundColumn]]:
    """Return each column once, at the heading that fits it best, with its score."""
    wanted: list[tuple[int, int, str, str]] = []
    for place, (upper, lower) in enumerate(headings):
        for text, malus in ((lower, 0), (f"{upper} {lower}" if lower else "", 5), (upper, 0 if not lower else 25)):
            for score, code, word in best_word(words, folded_heading(text)):
                wanted.append((score - malus, -place, code, word))
    taken: dict[str, tuple[int, FoundColumn]] = {}
    places: set[int] = set()
    for score, minus, code, word in sorted(wanted, reverse=True):
        place = -minus
        if code in taken or place in places or score <= 0:
            continue
        exact = score >= 100  # noqa: PLR2004 - see columns._EXACT
        taken[code] = (score, FoundColumn(code, place, _shown(headings[place]), "exact" if exact else "words", word))
        places.add(place)
    return sorted(taken.values(), key=lambda found: found[1].place)


def _with_days(grid: Grid, header: Header) -> Header:
    """Take a column headed "Tiến độ" for the deadline where its cells are days and no other column is the deadline."""
    progress = next((column for column in header.columns if column.code == "progress"), None)
    if progress is None or header.place_of("due") is not None:
        return header
    cells = [
        row[progress.place]
        for row in grid[header.row + header.depth :]
        if len(row) > progress.place and text_of(row[progress.place])
    ][:_SAMPLE]
    if not cells or sum(map(looks_like_a_day, cells)) * 2 < len(cells):
        return header
    due = FoundColumn("due", progress.place, progress.heading, "days", progress.word)
    columns = tuple(due if column is progress else column for column in header.columns)
    return Header(header.row, header.depth, header.headings, columns, header.signature)


def _text(grid: Grid, row: int, place: int) -> str:
    return one_line(text_of(grid[row][place])) if row < len(grid) and place < len(grid[row]) else ""


def _shown(heading: tuple[str, str]) -> str:
    upper, lower = heading
    return f"{upper} – {lower}" if upper and lower and upper != lower else upper or lower
