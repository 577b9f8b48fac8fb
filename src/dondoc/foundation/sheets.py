"""What every table that leaves the house as a file has: real days and numbers, no formulas, a page to print on."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

Cell = str | int | dt.date | None
#: Before a CSV, so that Excel reads its letters as UTF-8.
MARK = "\ufeff".encode()
_A4 = 9


def write_row(
    sheet: Worksheet, row: int, cells: Iterable[Cell], *, text: Format, day: Format, number: Format | None = None
) -> None:
    """Write a row: days as days, numbers as numbers, and every string as a string, never as a formula.

    Args:
        sheet: where.
        row: from 0.
        cells: its values, None for an empty cell.
        text: how strings look, and numbers where `number` is not given.
        day: how days look.
        number: how numbers look.
    """
    for place, value in enumerate(cells):
        if isinstance(value, dt.date):
            sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), day)
        elif isinstance(value, int):
            sheet.write_number(row, place, value, number or text)
        else:
            sheet.write_string(row, place, value or "", text)


def print_on_a4(sheet: Worksheet, first: int, last: int | None = None) -> None:
    """Set a sheet up to be printed: A4 across, as wide as the page, the heading on each of them, the pages numbered.

    Args:
        sheet: which.
        first: the first row of the heading, from 0.
        last: its last row; none: the heading is one row.
    """
    sheet.repeat_rows(first, first if last is None else last)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def area(place: int, first: int, last: int) -> str:
    """Return the cells of a column as a formula names them.

    Args:
        place: of the column, from 0.
        first: the first row, from 0.
        last: the last one.
    """
    return f"{xl_range_abs(first, place, first, place)}:{xl_range_abs(last, place, last, place)}"


def quoted(words: str) -> str:
    """Return words as a formula holds them."""
    return '"{}"'.format(words.replace('"', '""'))


def visible_with(place: int, first: int, last: int, words: Iterable[str]) -> str:
    """Return the formula, without its equals sign, that counts the visible cells of a column that say one of the words.

    `SUBTOTAL` alone counts what a filter leaves, but not by what it says; cell by cell it does both.

    Args:
        place: of the column, from 0.
        first: the first row, from 0.
        last: the last one.
        words: what a counted cell says.
    """
    cells, top = area(place, first, last), xl_range_abs(first, place, first, place)
    fits = "+".join(f"({cells}={quoted(each)})" for each in words)
    return f"SUMPRODUCT(SUBTOTAL(103,OFFSET({top},ROW({cells})-ROW({top}),0))*({fits}))"


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as lines of CSV; what a program would compute is the caller's (`text.without_formula`)."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
