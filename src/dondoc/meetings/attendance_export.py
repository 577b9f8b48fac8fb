"""Figures of attendance as a workbook or as CSV: the table as on screen, and every call that it counts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from dondoc.foundation.sheets import MARK, Cell, csv_lines, print_on_a4, write_row
from dondoc.foundation.text import without_formula
from dondoc.meetings.attendance_statistics import COLUMNS, By, Counted, table

_FONT = {"font_name": "Times New Roman"}
#: The row of the heading, from 0.
_HEADING = 2
_CELL = {"text_wrap": True, "valign": "top", "border": 1, **_FONT}


def to_xlsx(rows: Sequence[Counted], by: By, first: dt.date, last: dt.date) -> bytes:
    """Return a workbook of two sheets; strings are never formulas, the heading repeats on each page.

    Args:
        rows: the calls of the period.
        by: unit or person.
        first: the first day of the period.
        last: its last day.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    title = book.add_format({"bold": True, "font_size": 14, **_FONT})
    head = book.add_format({"bold": True, "align": "center", **_CELL})
    plain, number = book.add_format(_CELL), book.add_format({"align": "right", **_CELL})
    day = book.add_format({"num_format": "dd/mm/yyyy", **_CELL})
    period = _("từ %(first)s đến %(last)s") % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    sheets = (
        (_("Tổng hợp"), _("Tình hình dự họp %(period)s") % {"period": period}, _table(rows, by)),
        (_("Chi tiết"), _("Từng lượt mời %(period)s") % {"period": period}, _details(rows)),
    )
    for name, above, lines in sheets:
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, above, title)
        for row, line in enumerate(lines, start=_HEADING):
            write_row(sheet, row, line, text=head if row == _HEADING else plain, day=day, number=number)
        sheet.set_column(0, 1, 34)
        sheet.set_column(2, len(lines[0]) - 1, 15)
        sheet.freeze_panes(_HEADING + 1, 0)
        print_on_a4(sheet, _HEADING)
    book.close()
    return out.getvalue()


def to_csv(rows: Sequence[Counted], by: By) -> bytes:
    """Return the table as CSV: UTF-8 with its mark, so that Excel reads the letters, and nothing that it would compute."""
    return MARK + csv_lines([without_formula(str(value)) for value in line] for line in _table(rows, by))


def _table(rows: Sequence[Counted], by: By) -> list[list[Cell]]:
    who = [_("Đơn vị")] if by == "unit" else [_("Họ và tên"), _("Chức vụ")]
    found: list[list[Cell]] = [[*who, *(str(column.label) for column in COLUMNS)]]
    for line in table(rows, by):
        names = [line.name] if by == "unit" else [line.name, line.about]
        found.append([*names, *(line.figures[column.key] for column in COLUMNS)])
    return found


def _details(rows: Sequence[Counted]) -> list[list[Cell]]:
    """Every call; why somebody was absent is the person's own and stands in no file."""
    found: list[list[Cell]] = [
        [
            _("Đơn vị"), _("Cuộc họp"), _("Ngày họp"), _("Thành phần"), _("Người giữ chức vụ ngày họp"), _("Kết quả"),
            _("Người dự"), _("Giải trình"),
        ]
    ]  # fmt: skip
    for row in rows:
        verdict = row.explanations[-1].get_verdict_display() if row.explanations else ""
        found.append(
            [
                row.unit[1], row.invitee.meeting.title, row.on, row.invitee.category.name, row.person[1],
                str(row.code.label), row.invitee.attendee_name, str(verdict),
            ]
        )  # fmt: skip
    return found
