"""Files as the centre's system may give them: invented rows under a header of two lines, below a title."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADER = (
    "STT", "Mã nhiệm vụ", "Số ký hiệu văn bản", "Ngày ban hành", "Nội dung nhiệm vụ", "Hạn hoàn thành", "Đơn vị thực hiện",
    "Tình trạng", "Cơ quan giao", "Ghi chú",
)  # fmt: skip


def line(code: str = "TW-001", **changes: Any) -> list[Any]:
    """One row; a day may be a real one or text."""
    values: dict[str, Any] = {
        "code": code, "document": "1711/CĐ-TTg", "issued": dt.date(2020, 12, 10),
        "content": f"Báo cáo kết quả giải ngân vốn đầu tư công, phần {code}.", "due": dt.date(2021, 1, 31),
        "unit": "Sở Kế hoạch và Đầu tư", "status": "Chưa hoàn thành", "giver": "Thủ tướng Chính phủ", "note": "", **changes,
    }  # fmt: skip
    return ["", *values.values()]


def workbook(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> bytes:
    """An .xlsx of these rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Nhiệm vụ")
    sheet.write_string(0, 0, "DANH SÁCH NHIỆM VỤ CHÍNH PHỦ, THỦ TƯỚNG CHÍNH PHỦ GIAO")
    sheet.write_row(2, 0, header)
    for number, cells in enumerate(rows, start=1):
        for place, value in enumerate([number, *cells[1:]]):
            if isinstance(value, dt.date):
                sheet.write_datetime(2 + number, place, dt.datetime.combine(value, dt.time()), day)
            elif value != "":
                sheet.write(2 + number, place, value)
    book.close()
    return out.getvalue()
