"""The official letter that urges: a công văn that lists exactly what is late, as the content of a draft. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.drafting.content import Agency, blank, paragraph

KIND = "Công văn"
#: So many are told in the letter itself; more go into its annex.
MOST_IN_BODY = 5
_ROLES = {"lead": "chủ trì", "coordinate": "phối hợp"}
_COLUMNS = (
    "STT", "Số, ký hiệu; ngày văn bản giao", "Nội dung nhiệm vụ", "Vai trò", "Thời hạn", "Số ngày quá hạn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An assignment as the letter names it, as it stood on the day of urging."""

    unit_name: str
    document_code: str
    document_issued_on: dt.date | None
    text: str
    role: str
    due_on: dt.date | None
    original_due_on: dt.date | None = None
    extensions: int = 0


def letter_content(
    agency: Agency, lines: Sequence[Line], *, on: dt.date, note: str = "", answer_by: dt.date | None = None
) -> dict[str, Any]:
    """The content of the draft, addressed to the units of the lines, in their order.

    Args:
        agency: who issues it.
        lines: what is urged.
        on: the day on which it stood so.
        note: what whoever urged told the units.
        answer_by: until when the units are to report, None: at once.
    """
    found = blank(KIND, agency)
    units = list(dict.fromkeys(line.unit_name for line in lines))
    late = sum(_late(line, on) > 0 for line in lines)
    found["subject"] = "đôn đốc thực hiện các nhiệm vụ quá hạn" if late else "đôn đốc thực hiện nhiệm vụ được giao"
    found["addressees"] = units
    in_annex = len(lines) > MOST_IN_BODY or len(units) > 1
    to = units[0] if len(units) == 1 else "các cơ quan, đơn vị, địa phương"
    state = f"trong đó {late:02d} nhiệm vụ đã quá hạn" if late else "hiện chưa hoàn thành"
    begun = (
        f"Qua theo dõi, tính đến ngày {on:%d/%m/%Y}, {to} còn {len(lines):02d} nhiệm vụ chưa báo cáo kết quả, {state}"
    )
    body = [paragraph(f"{begun} {'(danh mục kèm theo).' if in_annex else 'như sau:'}")]
    if not in_annex:
        body += [_clause(f"{number}.", _sentence(line, on)) for number, line in enumerate(lines, start=1)]
    if note:
        body.append(paragraph(note))
    until = f"trước ngày {answer_by:%d/%m/%Y}" if answer_by else "ngay sau khi nhận được Công văn này"
    body.append(
        paragraph(
            f"{agency.name} đề nghị {to} khẩn trương thực hiện, báo cáo kết quả trên hệ thống theo dõi {until}; trường hợp "
            "chưa hoàn thành, nêu rõ nguyên nhân, trách nhiệm và thời gian hoàn thành."
        )
    )
    found["body"] = body
    if in_annex:
        found["annexes"] = [_annex(lines, units, on)]
    return found


def _late(line: Line, on: dt.date) -> int:
    return max((on - line.due_on).days, 0) if line.due_on else 0


def _first(line: Line) -> str:
    """The first deadline, where another one stands now, and how often it was extended."""
    if line.due_on is None or line.original_due_on in (None, line.due_on):
        return ""
    extended = f", đã gia hạn {line.extensions:02d} lần" if line.extensions else ""
    return f" (hạn ban đầu {line.original_due_on:%d/%m/%Y}{extended})"


def _source(line: Line) -> str:
    issued = f" ngày {line.document_issued_on:%d/%m/%Y}" if line.document_issued_on else ""
    return f"{line.document_code}{issued}" if line.document_code else f"Giao trực tiếp{issued}"


def _sentence(line: Line, on: dt.date) -> str:
    text = " ".join(line.text.split()).rstrip(".;")
    late = _late(line, on)
    due = f"thời hạn {line.due_on:%d/%m/%Y}" if line.due_on else "không ghi thời hạn"
    due += _first(line)
    over = f", quá hạn {late:02d} ngày" if late else ""
    return f"{text} ({_source(line)}; vai trò {_ROLES.get(line.role, line.role)}; {due}{over})."


def _annex(lines: Sequence[Line], units: Sequence[str], on: dt.date) -> dict[str, Any]:
    many = len(units) > 1
    rows = []
    for number, line in enumerate(lines, start=1):
        late = _late(line, on)
        row = [
            str(number), _source(line), " ".join(line.text.split()), _ROLES.get(line.role, line.role),
            f"{line.due_on:%d/%m/%Y}{_first(line)}" if line.due_on else "–", str(late) if late else "–",
        ]  # fmt: skip
        rows.append([row[0], line.unit_name, *row[1:]] if many else row)
    columns = [_COLUMNS[0], "Đơn vị", *_COLUMNS[1:]] if many else list(_COLUMNS)
    return {
        "title": f"Danh mục nhiệm vụ chưa báo cáo kết quả (tính đến ngày {on:%d/%m/%Y})", "body": [],
        "table": {"columns": columns, "rows": rows},
    }  # fmt: skip


def _clause(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "text": text, "kind": "clause"}
