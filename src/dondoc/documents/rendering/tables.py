"""Tables of annexes: how wide each column is, how its cells stand, whether the page has to lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import RenderingError
from .layout import CELL_PADDING, LYING_TEXT_WIDTH, STYLES, TEXT_WIDTH, Align
from .lines import bound, width_of
from .model import Table

_NUMBER = re.compile(r"[-+−–]?\d[\d.,]*\s*%?|-|–|")
_ORDINAL = re.compile(r"(?:STT|TT|Số TT|\d{1,3}|[IVX]+|)", re.IGNORECASE)
_MARGIN = 0.3
_WIDEST_CELL = 90.0
_LONGEST_WORD = 55.0  # what is longer is broken
# So many columns of sentences are strips of a few words each on an upright page.
_MANY_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is printed: the width of each column in millimetres and how its cells stand."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    lying: bool


def grid_of(table: Table, path: str) -> Grid:
    """Set a table.

    Args:
        table: its words.
        path: where it stands in the document.

    Returns:
        The table over the full width of an upright page; of a lying one where its longest words need that, or where many
        columns hold sentences that not even a lying page has on one line.

    Raises:
        RenderingError: `too_wide`, its longest words fit on no page.
    """
    headings, rows = _bound(table.columns), tuple(_bound(row) for row in table.rows)
    columns = [(heading, [row[k] for row in rows]) for k, heading in enumerate(headings)]
    least, wished = zip(*(_needs(heading, cells) for heading, cells in columns), strict=True)
    wordy = len(columns) >= _MANY_COLUMNS and sum(wished) > LYING_TEXT_WIDTH
    lying = wordy or sum(least) > TEXT_WIDTH
    width = LYING_TEXT_WIDTH if lying else TEXT_WIDTH
    if sum(least) > width:
        raise RenderingError(
            "too_wide",
            f"Bảng ở mục “{path}” có {len(columns)} cột, rộng quá một trang A4 nằm ngang; hãy tách thành nhiều bảng.",
            path,
        )
    return Grid(headings, rows, _shared(width, least, wished), tuple(_align(*column) for column in columns), lying)


def _bound(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bound(cell) for cell in cells)


def _needs(heading: str, cells: list[str]) -> tuple[float, float]:
    """How wide a column is at least (its longest word) and how wide it would like to be (its longest cell)."""
    around = 2 * CELL_PADDING + _MARGIN
    texts = [(heading, STYLES["column"]), *((cell, STYLES["cell"]) for cell in cells)]
    word = min(_LONGEST_WORD, max(width_of(word, style) for text, style in texts for word in text.split(" ")))
    whole = max(width_of(text, style) for text, style in texts)
    return word + around, max(word, min(whole, _WIDEST_CELL)) + around


def _shared(width: float, least: tuple[float, ...], wished: tuple[float, ...]) -> tuple[float, ...]:
    """The width shared out: to each its least, the rest as each wishes for more."""
    rest = width - sum(least)
    more = [wish - need for wish, need in zip(wished, least, strict=True)]
    if sum(more) <= rest:  # all have what they wish; what is left goes to each in proportion
        return tuple(round(wish * width / sum(wished), 2) for wish in wished)
    return tuple(round(need + rest * wish / sum(more), 2) for need, wish in zip(least, more, strict=True))


def _align(heading: str, cells: list[str]) -> Align:
    if _ORDINAL.fullmatch(heading) and all(_ORDINAL.fullmatch(cell) for cell in cells):
        return "center"
    return "right" if any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells) else "left"
