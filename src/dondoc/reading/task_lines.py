"""A task whose owner and time stand on lines of their own under it, as programmes and plans print them.

a) Lắp đặt trạm đo mưa tự động.
- Cơ quan chủ trì: Bộ Nông nghiệp và Môi trường.
- Thời gian thực hiện: 2026 - 2027.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from .lines import Block
from .structure import Node

What = Literal["lead", "coordinate", "deadline", "other"]
Place = tuple[Block, int, int]

_LINE = re.compile(
    r"(?:(?P<lead>(?:(?:cơ quan|đơn vị|tổ chức|bộ, ngành)\s+)?(?:chủ trì|đầu mối|chịu trách nhiệm)(?:\s+(?:chính|thực hiện|tham mưu))?"
    r"|(?:cơ quan|đơn vị|tổ chức)\s+thực hiện|phân công(?:\s+thực hiện)?)"
    r"|(?P<coordinate>(?:(?:cơ quan|đơn vị|tổ chức|bộ, ngành)\s+)?phối hợp(?:\s+thực hiện)?)"
    r"|(?P<deadline>(?:thời gian|thời hạn|tiến độ|lộ trình)(?:\s+(?:thực hiện|hoàn thành|triển khai|trình|ban hành))*)"
    r"|(?P<other>(?:sản phẩm|kết quả|kinh phí|nguồn kinh phí|nguồn lực|nguồn vốn|địa điểm|địa bàn)(?:\s+\w+){0,3}))\s*:\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TaskLines:
    """What the lines under one task say, by what they say it of: blocks and offsets of the values."""

    said: dict[What, list[Place]] = field(default_factory=dict)


def line_of(node: Node) -> tuple[What, Place] | None:
    """What a line says of the task above it, and where; None for any other paragraph."""
    found = _LINE.match(node.block.same, node.begin) if ":" in node.block.same else None
    if found is None:
        return None
    what: What = next(name for name in ("lead", "coordinate", "deadline", "other") if found.group(name))
    return what, (node.block, found.end(), len(node.block.same.rstrip(" .;")))


def task_lines(nodes: list[Node]) -> tuple[dict[int, TaskLines], set[int]]:
    """Find the tasks that are described by lines under them.

    Args:
        nodes: all paragraphs in order.

    Returns:
        The lines of each such task, and which paragraphs are such lines; both by place in `nodes`. A run of lines none
        of which names who leads describes no task.
    """
    tasks: dict[int, TaskLines] = {}
    lines: set[int] = set()
    i = 1
    while i < len(nodes):
        run: list[tuple[What, Place]] = []
        k = i
        while k < len(nodes) and (said := line_of(nodes[k])):
            run.append(said)
            k += 1
        if run and any(what == "lead" for what, _ in run) and nodes[i - 1].text.strip():
            found = TaskLines()
            for what, place in run:
                found.said.setdefault(what, []).append(place)
            tasks[i - 1] = found
            lines |= set(range(i, k))
        i = max(k, i + 1)
    return tasks, lines
