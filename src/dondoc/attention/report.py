"""The content of a theme's report, to be printed: what it is for, its figure with both numbers, what is late, all of it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.drafting.content import Agency, blank, dash, paragraph

COLUMNS = ("TT", "Nhiệm vụ", "Văn bản giao", "Đơn vị", "Vai trò", "Thời hạn", "Tình trạng")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One unit's part as a row of the annex; all of it in words."""

    task: str
    source: str
    unit: str
    role: str
    due: str
    state: str
    is_late: bool = False
    days_late: str = ""


def theme_content(
    agency: Agency,
    *,
    name: str,
    about: str,
    on: dt.date,
    whole: int,
    figures: Sequence[tuple[str, int]],
    lines: Sequence[ReportLine],
    reading: str = "",
    other: str = "",
) -> dict[str, Any]:
    """Return the content of a document of kind “Báo cáo” on a theme as of a day.

    Official documents are in Vietnamese whatever language the reader chose.

    Args:
        agency: whose paper it is.
        name: of the theme.
        about: what it is for.
        on: the day whose state it tells.
        whole: how many parts are counted.
        figures: what they come to: words and how many of the whole.
        lines: each counted part.
        reading: by which deadlines it is told, where not by those in force.
        other: what is late by the other deadlines, in words.
    """
    found = blank("Báo cáo", agency)
    found["subject"] = f"Kết quả thực hiện các nhiệm vụ thuộc chuyên đề “{name}” (đến hết ngày {on:%d/%m/%Y})"
    body = [paragraph(about)] if about else []
    if not whole:
        body.append(paragraph(f"Đến hết ngày {on:%d/%m/%Y} chuyên đề chưa có phần việc nào."))
    else:
        body.append(
            paragraph(
                f"Đến hết ngày {on:%d/%m/%Y} chuyên đề có {whole} phần việc giao cho các đơn vị, trong đó{reading}:"
            )
        )
        body += [dash(f"{words}: {count}/{whole};") for words, count in figures]
        if other:
            body.append(paragraph(other))
        late = [line for line in lines if line.is_late]
        if late:
            body.append(paragraph("Các phần việc quá hạn:"))
            body += [dash(f"{line.unit}: {line.task} (hạn {line.due}, {line.days_late});") for line in late]
        body.append(paragraph("Danh sách đầy đủ ở phụ lục kèm theo."))
    found["body"] = body
    found["addressees"] = []
    if lines:
        rows = [
            [str(number), line.task, line.source or "–", line.unit, line.role, line.due or "–", line.state]
            for number, line in enumerate(lines, start=1)
        ]
        title = f"Các phần việc thuộc chuyên đề “{name}”"
        found["annexes"] = [{"title": title, "body": [], "table": {"columns": list(COLUMNS), "rows": rows}}]
    found["recipients"] = ["- Lãnh đạo UBND tỉnh;", "- Các đơn vị có tên trong phụ lục;", *found["recipients"][-1:]]
    return found
