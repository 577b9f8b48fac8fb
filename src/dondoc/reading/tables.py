"""Assignment tables of an annex: a row is a duty (nhiệm vụ · chủ trì · phối hợp · thời hạn)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Block

_COLUMNS = (
    ("coordinate", re.compile(r"phối hợp", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            r"chủ trì|đơn vị thực hiện|cơ quan thực hiện|đơn vị chịu trách nhiệm|phụ trách|đầu mối|^(?:đơn vị|cơ quan)$|phân công",
            re.IGNORECASE,
        ),
    ),
    ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|^hạn", re.IGNORECASE)),
    ("product", re.compile(r"sản phẩm|kết quả", re.IGNORECASE)),
    (
        "task",
        re.compile(
            r"nhiệm vụ|nội dung|công việc|hoạt động|đầu việc|giải pháp|tên (?:chương trình|đề án|dự án)", re.IGNORECASE
        ),
    ),
    ("number", re.compile(r"^(?:TT|STT|Số TT|Số thứ tự|No)\W*$", re.IGNORECASE)),
    ("note", re.compile(r"ghi chú", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row: offsets of each named cell in the block's text; `number` as printed."""

    block: Block
    cells: dict[str, tuple[int, int]]
    number: str


def _columns(block: Block) -> dict[str, int] | None:
    """What each column holds, when the row is the heading of an assignment table."""
    same = block.same
    found: dict[str, int] = {}
    for index, (a, b) in enumerate(block.cells):
        text = same[a:b].strip(" *")
        for name, pattern in _COLUMNS:
            if name not in found and len(text) < 80 and pattern.search(text):
                found[name] = index
                break
    return found if "task" in found and ("lead" in found or "deadline" in found) else None


def task_rows(blocks: list[Block]) -> list[TaskRow]:
    """The duties of all assignment tables among the blocks, in order."""
    out: list[TaskRow] = []
    columns: dict[str, int] | None = None
    for block in blocks:
        if not block.row:
            columns = None
            continue
        heading = _columns(block)
        if heading:
            columns = heading
            continue
        if columns is None:
            continue
        cells = {name: block.cells[i] for name, i in columns.items() if i < len(block.cells)}
        a, b = cells.get("task", (0, 0))
        if b - a < 8 or not any(cells.get(n, (0, 0))[1] > cells.get(n, (0, 0))[0] for n in ("lead", "deadline")):
            continue  # a group's title inside the table
        n = cells.get("number")
        out.append(TaskRow(block, cells, block.text[n[0] : n[1]].strip(" .)") if n else ""))
    return out
