"""The sheet that the office prints and signs: twelve columns under its own heading, totals as formulas that are filled in.

What is written can be read again: the same tasks, units, days and states come out of `read_table` and planning.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dondoc.directives.choices import Timeliness
from dondoc.foundation.sheets import print_on_a4
from dondoc.tasksheets.office_rows import DONE, TIMES, OfficeRow
from dondoc.tasksheets.reading.workbook import letters_of

#: As many tasks as an import takes: what goes out can come back in.
MOST_TASKS = 19_000
_LIST, _SUMS = "Theo dõi nhiệm vụ", "Tổng hợp"
# Heading, width in characters.
_COLUMNS = (
    ("STT", 5), ("Nội dung", 52), ("Số VB", 14), ("Ngày BH", 11), ("Hạn", 13), ("Chủ trì", 22), ("Phối hợp", 22),
    ("Lãnh đạo", 15), ("Tiến độ", 12), ("Trạng thái", 16), ("Kết quả", 26), ("Ghi chú", 16),
)  # fmt: skip
_TEXT, _STATUS, _LEAD = 1, 9, 5
_LINE = 15.0
_MOST_HEIGHT = 400.0
_MOST_IN_A_CELL = 32_000
_PATTERNS = (
    ("Hoàn thành đúng hạn", f"{DONE[Timeliness.DONE_ON_TIME]}*"), ("Hoàn thành trễ hạn", f"{DONE[Timeliness.DONE_LATE]}*"),
    ("Trong hạn", f"*– {TIMES[Timeliness.OPEN_IN_TIME]}"), ("Sắp đến hạn", f"*– {TIMES[Timeliness.DUE_SOON]}"),
    ("Quá hạn", f"*– {TIMES[Timeliness.OVERDUE]}"), ("Không thời hạn", f"*– {TIMES[Timeliness.UNDATED]}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeHeading:
    """What stands above the sheet: the body and its office, the day, who made it, when."""

    body: str
    office: str
    on: dt.date
    by: str
    created: dt.datetime


def to_office_sheet(rows: Sequence[OfficeRow], heading: OfficeHeading) -> bytes:
    """Return the sheet as a workbook: the list, and a sheet of totals by leading unit that refers to it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Bảng theo dõi nhiệm vụ", "created": heading.created.replace(tzinfo=None)})
    formats = _formats(book)
    first = _list(book.add_worksheet(_LIST), rows, heading, formats)
    _sums(book.add_worksheet(_SUMS), rows, heading, formats, first)
    book.close()
    return out.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    font = {"font_name": "Times New Roman", "font_size": 12}
    cell = {**font, "font_size": 11, "border": 1, "valign": "top", "text_wrap": True}
    bold = {**font, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
    return {
        "text": book.add_format(cell),
        "centre": book.add_format({**cell, "align": "center"}),
        "day": book.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy"}),
        "percent": book.add_format({**cell, "align": "center", "num_format": "0%"}),
        "number": book.add_format({**cell, "align": "center", "num_format": "#,##0"}),
        "head": book.add_format({**bold, "font_size": 11, "border": 1, "bg_color": "#E7E3DA"}),
        "sum": book.add_format({**cell, "bold": True, "align": "center", "num_format": "#,##0"}),
        "sum_text": book.add_format({**cell, "bold": True}),
        "left": book.add_format(bold),
        "plain": book.add_format({**font, "align": "center"}),
        "title": book.add_format({**bold, "font_size": 14}),
        "note": book.add_format({**font, "italic": True, "align": "center"}),
    }


def _top(sheet: Worksheet, heading: OfficeHeading, title: str, last: int, formats: dict[str, Format]) -> int:
    """Write who issues it, the state's name and the title; return the row after them."""
    half = last // 2
    for row, (left, right) in enumerate(
        (
            (heading.body.upper(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (heading.office.upper(), "Độc lập - Tự do - Hạnh phúc"),
        )
    ):
        sheet.merge_range(row, 0, row, half, left, formats["left" if row else "plain"])
        sheet.merge_range(row, half + 1, row, last, right, formats["left"])
    sheet.merge_range(3, 0, 3, last, title, formats["title"])
    told = f"(Tính đến ngày {heading.on:%d/%m/%Y}; {heading.by} lập lúc {heading.created:%H:%M ngày %d/%m/%Y})"
    sheet.merge_range(4, 0, 4, last, told, formats["note"])
    sheet.set_row(3, 22)
    return 6


def _list(sheet: Worksheet, rows: Sequence[OfficeRow], heading: OfficeHeading, formats: dict[str, Format]) -> int:
    """Write the list; return the row of its first task."""
    last = len(_COLUMNS) - 1
    top = _top(sheet, heading, "BẢNG THEO DÕI NHIỆM VỤ", last, formats)
    for place, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, title, formats["head"])
    sheet.set_row(top, 32)
    first = top + 1
    for number, row in enumerate(rows):
        at = first + number
        cells = (
            row.text, row.code, row.issued_on, row.due, "; ".join(row.leads), "; ".join(row.others), row.leader, row.progress, row.status,
            row.result, row.note,
        )  # fmt: skip
        sheet.set_row(at, _height(cells))
        sheet.write_number(at, 0, number + 1, formats["number"])
        for place, value in enumerate(cells, start=1):
            _cell(sheet, at, place, value, formats)
    end = first + max(len(rows), 1) - 1
    _total(sheet, end + 1, first, end, rows, formats)
    sheet.freeze_panes(first, 2)
    sheet.autofilter(top, 0, end, last)
    print_on_a4(sheet, top)
    sheet.print_area(0, 0, end + 1, last)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    return first


def _cell(sheet: Worksheet, row: int, place: int, value: Any, formats: dict[str, Format]) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), formats["day"])
    elif isinstance(value, int):
        sheet.write_number(row, place, value / 100, formats["percent"])
    else:
        # Always a string: what begins with = + - @ is shown, never run.
        sheet.write_string(row, place, (value or "")[:_MOST_IN_A_CELL], formats["text"])


def _height(cells: Sequence[Any]) -> float:
    """Return how high a row must be for its longest cell to be read: Excel does not fit rows of files by itself."""
    lines = 1
    for value, (_title, width) in zip(cells, _COLUMNS[1:], strict=True):
        if isinstance(value, str) and value:
            # A character of this font is about as wide as the unit of a column; words break before its end.
            lines = max(lines, sum(max(1, math.ceil(len(part) * 1.12 / width)) for part in value.split("\n")))
    return min(_MOST_HEIGHT, _LINE * lines + 3)


def _total(
    sheet: Worksheet, at: int, first: int, end: int, rows: Sequence[OfficeRow], formats: dict[str, Format]
) -> None:
    """Write the row of totals: of what the filter leaves visible, how many, and of these how many are done and overdue.

    What was withdrawn stands in the list and in no share, as in the overview.
    """
    text = _area(_TEXT, first, end)
    kinds = [_kind(row.status) for row in rows]
    for place in range(len(_COLUMNS)):
        sheet.write_blank(at, place, None, formats["sum_text"])
    sheet.write_formula(at, 0, f"=SUBTOTAL(103,{text})", formats["sum"], len(rows))
    sheet.write_string(at, _TEXT, "Tổng cộng", formats["sum_text"])
    every, finished, overdue = (_visible(first, end, which) for which in (range(len(_PATTERNS)), (0, 1), (4,)))
    done, counted, late = sum(kind in (0, 1) for kind in kinds), sum(kind >= 0 for kind in kinds), kinds.count(4)
    share = f"=IF({every}=0,0,{finished}/{every})"
    sheet.write_formula(at, _STATUS - 1, share, formats["percent"], done / counted if counted else 0)
    sheet.write_formula(at, _STATUS, f'={overdue}&" quá hạn"', formats["sum"], f"{late} quá hạn")


def _visible(first: int, end: int, kinds: Iterable[int]) -> str:
    """The formula that counts the rows which the filter leaves visible and whose status fits one of the patterns."""
    status = _area(_STATUS, first, end)
    top = f"${letters_of(_STATUS)}${first + 1}"
    fits = []
    for kind in kinds:
        pattern = _PATTERNS[kind][1]
        words = pattern.strip("*")
        side = "RIGHT" if pattern.startswith("*") else "LEFT"
        fits.append(f'({side}({status},{len(words)})="{words}")')
    return f"SUMPRODUCT(SUBTOTAL(103,OFFSET({top},ROW({status})-ROW({top}),0))*({'+'.join(fits)}))"


def _sums(
    sheet: Worksheet, rows: Sequence[OfficeRow], heading: OfficeHeading, formats: dict[str, Format], first: int
) -> None:
    """Write how many tasks each unit leads, by what the day says of them: formulas over the list, with their values."""
    units = sorted({name for row in rows for name in row.leads})
    titles = ("STT", "Đơn vị chủ trì", "Tổng số", *(title for title, _pattern in _PATTERNS), "Tỷ lệ hoàn thành")
    top = _top(sheet, heading, "TỔNG HỢP THEO ĐƠN VỊ CHỦ TRÌ", len(titles) - 1, formats)
    for place, title in enumerate(titles):
        sheet.set_column(place, place, {0: 5, 1: 42}.get(place, 11))
        sheet.write_string(top, place, title, formats["head"])
    sheet.set_row(top, 34)
    end = first + max(len(rows), 1) - 1
    leads, states = (f"'{_LIST}'!{_area(place, first, end)}" for place in (_LEAD, _STATUS))
    counted: Counter[tuple[str, int]] = Counter()
    for row in rows:
        kind = _kind(row.status)
        counted.update((name, kind) for name in row.leads)
    at = top + 1
    for number, unit in enumerate(units, start=1):
        sheet.write_number(at, 0, number, formats["number"])
        sheet.write_string(at, 1, unit, formats["text"])
        values = [counted[unit, kind] for kind in range(len(_PATTERNS))]
        sheet.write_formula(at, 2, f"=SUM(D{at + 1}:I{at + 1})", formats["number"], sum(values))
        for kind, (_title, pattern) in enumerate(_PATTERNS):
            formula = "=" + "+".join(f'COUNTIFS({leads},"{who}",{states},"{pattern}")' for who in _spellings(unit))
            sheet.write_formula(at, 3 + kind, formula, formats["number"], values[kind])
        done = values[0] + values[1]
        share = f"=IF(C{at + 1}=0,0,(D{at + 1}+E{at + 1})/C{at + 1})"
        sheet.write_formula(at, 9, share, formats["percent"], done / sum(values) if sum(values) else 0)
        at += 1
    sheet.write_blank(at, 0, None, formats["sum_text"])
    sheet.write_string(at, 1, "Tổng cộng (lượt chủ trì)", formats["sum_text"])
    for place in range(2, 9):
        total = sum(counted.values()) if place == 2 else sum(counted[unit, place - 3] for unit in units)  # noqa: PLR2004 - the column of all
        column = letters_of(place)
        area = f"{column}{top + 2}:{column}{max(at, top + 2)}" if units else ""
        sheet.write_formula(at, place, f"=SUM({area})" if area else "=0", formats["sum"], total)
    every = sum(counted.values())
    done = sum(counted[unit, kind] for unit in units for kind in (0, 1))
    sheet.write_formula(
        at, 9, f"=IF(C{at + 1}=0,0,(D{at + 1}+E{at + 1})/C{at + 1})", formats["percent"], done / every if every else 0
    )
    sheet.freeze_panes(top + 1, 2)
    print_on_a4(sheet, top)


def _kind(status: str) -> int:
    """Which of the patterns a status fits; none (withdrawn): -1."""
    for place, (_title, pattern) in enumerate(_PATTERNS):
        if status.startswith(pattern[:-1]) if pattern.endswith("*") else status.endswith(pattern[1:]):
            return place
    return -1


def _spellings(unit: str) -> tuple[str, ...]:
    """Return a unit's name as it stands in a cell of leading units: alone, first, last, between others."""
    name = unit.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return name, f"{name}; *", f"*; {name}", f"*; {name}; *"


def _area(place: int, first: int, end: int) -> str:
    letters = letters_of(place)
    return f"${letters}${first + 1}:${letters}${end + 1}"
