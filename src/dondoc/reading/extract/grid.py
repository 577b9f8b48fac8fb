"""Tables as lines: what every form of document with tables hands on.

A table of an assignment becomes one line a row, "| a | b |". A table that only sets text side by side (the
header of the first page, the signature) becomes the text of its cells, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dondoc.reading.normalise import comparable

Cell = list[str]
MOST_COLUMNS = 64
_MOST_ROWS_HELD = 2_000
_MOST_REPEATED = 1_000_000
_LAYOUT_COLUMNS = 3
_LOOKED_AT = 4_000
_LAYOUT = re.compile(
    r"CỘNG H[ÒO][ÀA]? XÃ HỘI|Độc lập\s*-|Nơi nhận\s*:|Kính gửi\s*:|(?:^|\s)Số\s*:.{0,12}/", re.IGNORECASE
)


def lines_of(rows: list[list[Cell]]) -> Iterator[str]:
    """The lines of a table.

    Args:
        rows: for each row its cells, for each cell its paragraphs; a cell over several columns is followed by empty
            ones, a cell over several rows is repeated.
    """
    flat = comparable(" ".join(line for row in rows for cell in row for line in cell)[:_LOOKED_AT])
    widest = max((len(r) for r in rows), default=0)
    if widest <= _LAYOUT_COLUMNS and _LAYOUT.search(flat):
        yield ""
        for row in rows:
            for cell in row:
                yield from cell
                yield ""
        return
    if widest == 1:
        for row in rows:
            yield from row[0]
        return
    for row in rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _cell(lines: Cell) -> str:
    """A cell's paragraphs on one line; one that ends without a sign is closed by a semicolon."""
    out: list[str] = []
    for line in lines:
        clean = line.replace("|", "/")
        out.append(clean if not out else f"{'' if out[-1].endswith(('.', ',', ';', ':')) else ';'} {clean}")
    return "".join(out)


class Repeats:
    """How much text merged cells may repeat; beyond it they are empty, so that a small file makes no large text."""

    def __init__(self) -> None:
        self._left = _MOST_REPEATED

    def of(self, cell: Cell) -> Cell:
        """The cell once more, or an empty one."""
        self._left -= sum(map(len, cell))
        return cell if self._left >= 0 else []


class Grid:
    """Cells put in their places while a table is read: spans over columns are filled, over rows repeated."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self._held: dict[int, tuple[int, Cell]] = {}
        self._row: list[Cell] | None = None
        self._repeats = Repeats()

    def begin_row(self) -> None:
        """Begin a row; one that is open ends."""
        self.end_row()
        self._row = []

    def add(self, lines: Iterable[str], columns: int = 1, rows: int = 1) -> None:
        """Add a cell that spans so many columns and rows."""
        if self._row is None:
            self._row = []
        self._fill()
        cell = [line for line in lines if line.strip()]
        columns = max(1, min(columns, MOST_COLUMNS - len(self._row)))
        at = len(self._row)
        self._row += [cell, *([] for _ in range(columns - 1))]
        if rows > 1:
            for place in range(at, at + columns):
                self._held[place] = (min(rows, _MOST_ROWS_HELD), cell if place == at else [])

    def end_row(self) -> None:
        """End the open row, if there is one."""
        if self._row is None:
            return
        self._fill()
        if self._row:
            self.rows.append(self._row)
        self._held = {place: (rows - 1, cell) for place, (rows, cell) in self._held.items() if rows > 1}
        self._row = None

    def _fill(self) -> None:
        """Put the cells that reach down from above where the open row has come to."""
        row = self._row
        if row is None:
            return
        width = len(self.rows[-1]) if self.rows else 0
        while len(row) < width and len(row) in self._held:
            row.append(self._repeats.of(self._held[len(row)][1]))

    def lines(self) -> list[str]:
        """The lines of the table read so far."""
        self.end_row()
        return list(lines_of(self.rows))
