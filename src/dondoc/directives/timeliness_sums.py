"""The sheet of sums beside an exported list: how all of it stands by each of its deadlines, as formulas with their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dondoc.directives.choices import Timeliness
from dondoc.foundation.sheets import area, print_on_a4

# What asks for attention stands first, as on the overview.
ORDER = (
    Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.OPEN_IN_TIME, Timeliness.UNDATED, Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the list.

    Attributes:
        title: by which deadline.
        place: of the column that says what the day says by it, from 0.
        counts: what the rows say in it.
    """

    title: str
    place: int
    counts: Mapping[Timeliness, int]


@dataclass(frozen=True, slots=True)
class SumFormats:
    """How headings, numbers and words look."""

    head: Format
    number: Format
    text: Format


def quoted_sheet(name: str) -> str:
    """Return a sheet's name as a formula holds it."""
    return "'{}'".format(name.replace("'", "''"))


def write_sums(
    sheet: Worksheet, listed: str, rows: tuple[int, int], readings: Sequence[Reading], formats: SumFormats
) -> int:
    """Write how the whole list stands in each reading; return the row after it.

    Args:
        sheet: where.
        listed: name of the sheet of the list.
        rows: the list's first and last row, from 0.
        readings: one column for each.
        formats: how it looks.
    """
    source = f"{quoted_sheet(listed)}!"
    for place, title in enumerate((_("Theo thời hạn"), *(one.title for one in readings))):
        sheet.set_column(place, place, 18 if place else 34)
        sheet.write_string(0, place, title, formats.head)
    for line, code in enumerate(ORDER, start=1):
        sheet.write_string(line, 0, str(code.label), formats.text)
        for place, one in enumerate(readings, start=1):
            formula = f"=COUNTIF({source}{area(one.place, *rows)},$A{line + 1})"
            sheet.write_formula(line, place, formula, formats.number, one.counts.get(code, 0))
    line = len(ORDER) + 1
    sheet.write_string(line, 0, _("Tổng cộng (không kể đã thu hồi)"), formats.number)
    for place, one in enumerate(readings, start=1):
        column = chr(ord("A") + place)
        whole = sum(one.counts.get(code, 0) for code in ORDER)
        sheet.write_formula(line, place, f"=SUM({column}2:{column}{line})", formats.number, whole)
    sheet.freeze_panes(1, 1)
    print_on_a4(sheet, 0)
    return line + 1
