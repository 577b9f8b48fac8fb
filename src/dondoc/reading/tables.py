"""Assignment tables of an annex: a row is a duty (nhiệm vụ · chủ trì · phối hợp · thời hạn)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Block, Line, make_block

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


# What was told before and till when, beside what is told now.
_EARLIER = re.compile(r"văn bản giao|đã giao|(?:thời hạn|hạn) (?:cũ|đã giao|ban đầu)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row: offsets of each named cell in the block's text; `number` as printed.

    `group` is the title of the group that the row stands in, and where in that row it is written.
    """

    block: Block
    cells: dict[str, tuple[int, int]]
    number: str
    group: tuple[Block, int, int] | None = None


def _columns(titles: list[str]) -> dict[str, int] | None:
    """What each column holds, when these are the titles of an assignment table."""
    found: dict[str, int] = {}
    for index, text in enumerate(titles):
        for name, pattern in _COLUMNS:
            if len(text) < 80 and pattern.search(text) and not _EARLIER.search(text):
                if name not in found:
                    found[name] = index
                break
    return found if "task" in found and ("lead" in found or "deadline" in found) else None


def task_rows(blocks: list[Block]) -> list[TaskRow]:
    """The duties of all assignment tables among the blocks, in order."""
    out: list[TaskRow] = []
    columns: dict[str, int] | None = None
    group: tuple[Block, int, int] | None = None
    for block in blocks:
        if not block.row:
            columns = group = None
            continue
        heading = _columns([block.same[a:b].strip(" *") for a, b in block.cells])
        if heading:
            columns, group = heading, None
            continue
        if columns is None:
            continue
        cells = {name: block.cells[i] for name, i in columns.items() if i < len(block.cells)}
        a, b = cells.get("task", (0, 0))
        if b - a < 8 or not any(cells.get(n, (0, 0))[1] > cells.get(n, (0, 0))[0] for n in ("lead", "deadline")):
            group = _group(block) or group
            continue
        n = cells.get("number")
        out.append(TaskRow(block, cells, block.text[n[0] : n[1]].strip(" .)") if n else "", group))
    return out


def _group(block: Block) -> tuple[Block, int, int] | None:
    """The title of a group inside a table: the only cell that holds words, but for its number."""
    words = [(a, b) for a, b in block.cells if b - a > _LONGEST_NUMBER]
    return (block, *words[0]) if len(words) == 1 else None


_LONGEST_NUMBER = 5
_NUMBERED = re.compile(r"(?:S?TT|Số TT|Số thứ tự)\W*", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\d{1,3}\.?")
_MOST_COLUMNS = 9
_LONGEST_TITLE = 60
_MOST_LINES = 60


def flattened(lines: list[Line]) -> list[Block]:
    """Rows of tables whose cells stand one to a line, as text taken from a page has them.

    Such a table begins with the titles of its columns, the first of them "TT" or "STT", each on a line; every row
    begins with its number. A row whose lines do not come to one for each column is left alone.

    Args:
        lines: all lines in order, numbers alone on a line among them.

    Returns:
        The heading and the rows, as blocks of cells.
    """
    out: list[Block] = []
    i = 0
    while i < len(lines):
        if not _NUMBERED.fullmatch(lines[i].same):
            i += 1
            continue
        titles = _titles(lines, i)
        if not titles:
            i += 1
            continue
        heading = [[line] for line in lines[i : i + titles]]
        i += titles
        rows: list[Block] = []
        expected = 1
        while i < len(lines) and _is_number(lines[i], expected):
            end = i + 1
            while end < len(lines) and end - i < _MOST_LINES and not _is_number(lines[end], expected + 1):
                end += 1
            cells = _cells(lines[i + 1 : end], titles - 1)
            if cells:
                rows.append(_row([[lines[i]], *cells]))
            i = end if cells or end < len(lines) else i + 1
            expected += 1
        if rows:
            out += [_row(heading), *rows]
    return out


def _titles(lines: list[Line], i: int) -> int:
    """How many titles of an assignment table stand from line `i` on; 0 where they do not."""
    k = i
    while k < len(lines) and k - i < _MOST_COLUMNS and len(lines[k].text) < _LONGEST_TITLE:
        if _is_number(lines[k], 1):
            break
        k += 1
    found = _columns([line.same.strip(" *") for line in lines[i:k]]) if k < len(lines) and k - i > 2 else None
    return k - i if found and _is_number(lines[k], 1) else 0


def _is_number(line: Line, number: int) -> bool:
    return bool(_ROW_NUMBER.fullmatch(line.text)) and int(line.text.rstrip(".")) == number


def _cells(lines: list[Line], wanted: int) -> list[list[Line]]:
    """Lines as cells, a line that goes on in lower case joined to the one before; none where the count is another.

    The last row's lines are followed by what stands below the table: only the first `wanted` cells are its own.
    """
    cells: list[list[Line]] = []
    for line in lines:
        if cells and (line.text[:1].islower() or cells[-1][-1].text.endswith((",", " và", ":"))):
            cells[-1].append(line)
        elif len(cells) == wanted:
            break
        else:
            cells.append([line])
    return cells if len(cells) == wanted else []


def _row(cells: list[list[Line]]) -> Block:
    """One block of some cells."""
    text, same = "", ""
    starts: list[int] = []
    origins: list[int] = []
    places: list[tuple[int, int]] = []
    for lines in cells:
        block = make_block(lines)
        shift = len(text) + (1 if text else 0)
        if text:
            starts.append(len(text))
            origins.append(block.origins[0] - 1)
            text, same = text + " ", same + " "
        starts += [shift + start for start in block.starts]
        origins += block.origins
        text, same = text + block.text, same + block.same
        places.append((shift, shift + len(block.text)))
    return Block(text, same, starts, origins, row=True, cells=places)
