"""Workbooks as offices type them, made for the tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

TWELVE = (
    "STT", "Nội dung", "Số VB", "Ngày BH", "Hạn", "Chủ trì", "Phối hợp", "Lãnh đạo", "Tiến độ", "Trạng thái", "Kết quả", "Ghi chú",
)  # fmt: skip


def workbook(
    rows: Sequence[Sequence[Any]], *, title: str = "Theo dõi", change: Callable[[Worksheet], object] | None = None
) -> bytes:
    """Return an .xlsx of one sheet with these rows; `change` may merge, hide and the like."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*tasks: Sequence[Any], heading: Sequence[str] = TWELVE) -> bytes:
    """Return a plain sheet of the twelve columns with these tasks."""
    return workbook([heading, *tasks])
