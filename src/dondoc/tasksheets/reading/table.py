"""From a workbook to the rows of its table: what is a task, what is a heading, what is passed over and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dondoc.foundation.text import fold
from dondoc.tasksheets.reading.cells import is_old_font, one_line, text_of
from dondoc.tasksheets.reading.columns import TASK_COLUMNS, ColumnWords, folded_heading
from dondoc.tasksheets.reading.errors import SheetError
from dondoc.tasksheets.reading.headings import Area, FoundColumn, Grid, Header, find_header, headings_at, signature_of
from dondoc.tasksheets.reading.workbook import SheetFacts, SheetInfo, Value, Workbook, letters_of

_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong|cong don|luy ke)(?: \d+.*| nhiem vu.*| so nhiem vu.*)?")
_MARKED = re.compile(
    r"(?:[IVXL]{1,6}|[A-HĐ]|Phần\s+\S+|PHẦN\s+\S+|Nhóm\s+\S+|NHÓM\s+\S+)\s*[.):\-–/]\s*\S|^(?:[IVXL]{1,6}|[A-HĐ])\s{1,3}[A-ZĐÀ-Ỹ]"
)
_MARK_ALONE = re.compile(r"(?:[IVXL]{1,6}|[A-HĐ])[.)]?")
_COUNTING = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?|\(?[A-ZĐ]\)?")
_WIDE = 3
# A heading and a total have none of these; a heading has nothing but these.
_OF_A_TASK = frozenset({"lead", "due", "document_number", "coordinate"})
_OF_A_HEADING = frozenset({"number", "text"})
_HEADING_WORDS = ("linh vuc ", "nhom ")
_MOST_LEVELS = 4
_FOOT = re.compile(
    r"(?:nguoi lap|noi nhan|thu truong|chu tich|pho chu tich|chanh van phong|pho chanh van phong|kt |tl |ky ten|xac nhan cua|luu vt|ngay \d|ghi chu|nguoi tong hop|truong phong)\b.*"
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that a person should know; `code` never changes, `facts` are what the sentence names."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table.

    Attributes:
        row: its number in the sheet, from 1, as Excel shows it.
        kind: `task`, `section`, `total`, `header` (printed again on a further page), `foot`.
        values: the cells by column; a merged cell stands for all its rows; cells without content are not there.
        texts: the same as they read, lines kept.
        section: the headings that it stands under, the widest first.
        is_hidden: whether the row is hidden in the sheet.
    """

    row: int
    kind: str
    values: Mapping[str, Value]
    texts: Mapping[str, str]
    section: tuple[str, ...] = ()
    is_hidden: bool = False

    def text(self, code: str) -> str:
        """Return a cell as it reads; "" where there is none."""
        return self.texts.get(code, "")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet that was read.

    Attributes:
        sheet: which.
        sheets: all of the workbook.
        header: where the header is and what each column was taken for.
        rows: of the table, in their order; blank ones left out.
        notes: what a person should know of the file.
        width: how many columns the sheet has.
    """

    sheet: SheetInfo
    sheets: tuple[SheetInfo, ...]
    header: Header
    rows: tuple[TableRow, ...]
    notes: tuple[Note, ...]
    width: int

    def tasks(self) -> list[TableRow]:
        """Return the rows that are tasks."""
        return [row for row in self.rows if row.kind == "task"]

    def values_of(self, code: str) -> list[Value]:
        """Return the cells of one column in the rows that are tasks."""
        return [row.values[code] for row in self.rows if row.kind == "task" and code in row.values]


def list_sheets(data: bytes) -> tuple[SheetInfo, ...]:
    """Return the sheets of a workbook.

    Raises:
        SheetError: it is none, or it is not taken.
    """
    return Workbook(data).sheets


def read_table(
    data: bytes,
    *,
    words: Sequence[ColumnWords] = TASK_COLUMNS,
    sheet: str = "",
    mapping: Mapping[str, int] | None = None,
    header_row: int | None = None,
    remembered: Mapping[str, Mapping[str, int]] | None = None,
) -> SheetTable:
    """Read the table of one sheet.

    Args:
        data: the file.
        words: the columns that may be there, and what they are called.
        sheet: its name; "" for the one that looks most like such a table, hidden ones last.
        mapping: column → place, as a person said; the other columns are then not looked for.
        header_row: where the header is, from 0, as a person said.
        remembered: signature of a header → what a person said of such a header before.

    Raises:
        SheetError: the file is not taken, there is no such sheet, or no header in it.
    """
    book = Workbook(data)
    infos = (
        [info for info in book.sheets if info.name == sheet]
        if sheet
        else sorted(book.sheets, key=lambda s: s.is_hidden)
    )
    if not infos:
        raise SheetError("unknown_sheet", sheet=sheet[:60])
    best: tuple[int, SheetInfo, SheetFacts, Grid, Header] | None = None
    for info in infos:
        facts = book.scan(info)
        grid: Grid = book.values(info) if facts.rows else []
        header = _header(grid, facts, words, mapping, header_row, remembered or {})
        if header is None:
            continue
        rank = len(header.columns) * 1_000_000 + min(facts.rows, 999_999) - (1_000_000_000 if info.is_hidden else 0)
        if best is None or rank > best[0]:
            best = (rank, info, facts, grid, header)
    if best is None:
        raise SheetError("no_header", sheet=infos[0].name[:60])
    _rank, info, facts, grid, header = best
    if is_old_font([cell for row in grid[:200] for cell in row if isinstance(cell, str) and cell]):
        raise SheetError("old_font")
    rows = _rows(grid, facts, header)
    return SheetTable(
        info, book.sheets, header, tuple(rows), tuple(_notes(book, info, facts, header, rows)), facts.last_column + 1
    )


def _header(
    grid: Grid,
    facts: SheetFacts,
    words: Sequence[ColumnWords],
    mapping: Mapping[str, int] | None,
    header_row: int | None,
    remembered: Mapping[str, Mapping[str, int]],
) -> Header | None:
    if header_row is not None:
        header = _at(grid, facts, header_row, words)
    else:
        header = find_header(grid, facts.merges, words)
        if header is None and mapping:
            header = _at(grid, facts, 0, words)
    if header is None:
        return None
    because = "chosen"
    if mapping is None:
        mapping, because = remembered.get(header.signature), "remembered"
    return header if mapping is None else _as_said(header, mapping, words, because)


def _at(grid: Grid, facts: SheetFacts, row: int, words: Sequence[ColumnWords]) -> Header | None:
    """The header in the row that a person named, whether its words are known or not."""
    if not 0 <= row < len(grid):
        raise SheetError("bad_mapping", row=row + 1)
    found = find_header(grid[row : row + 2], [(a - row, b, c - row, d) for a, b, c, d in facts.merges], words)
    if found is not None and found.row == 0:
        return Header(row, found.depth, found.headings, found.columns, found.signature)
    headings = [upper for upper, _lower in headings_at(grid, facts.merges, row, 1) or []]
    return Header(row, 1, tuple(headings), (), signature_of(headings)) if any(headings) else None


def _as_said(header: Header, mapping: Mapping[str, int], words: Sequence[ColumnWords], because: str) -> Header:
    known = {column.code for column in words}
    places = [place for place in mapping.values() if place >= 0]
    if (
        set(mapping) - known
        or len(set(places)) != len(places)
        or any(place >= len(header.headings) for place in places)
    ):
        raise SheetError("bad_mapping", row=header.row + 1)
    found = {column.code: column for column in header.columns}
    columns = []
    for code, place in sorted(mapping.items(), key=lambda pair: pair[1]):
        if place < 0:
            continue
        same = found.get(code)
        kept = same is not None and same.place == place
        columns.append(same if same and kept else FoundColumn(code, place, header.headings[place], because))
    missing = [column.code for column in words if column.is_needed and column.code not in {c.code for c in columns}]
    if missing:
        raise SheetError("no_content_column", row=header.row + 1)
    return Header(header.row, header.depth, header.headings, tuple(columns), header.signature)


def _rows(grid: Grid, facts: SheetFacts, header: Header) -> list[TableRow]:
    first = header.row + header.depth
    columns = {column.place: column.code for column in header.columns}
    standing: dict[tuple[int, int], tuple[int, int]] = {}
    wide: dict[int, int] = {}
    for top, left, bottom, right in facts.merges:
        if right - left + 1 >= _WIDE and top >= first:
            wide[top] = max(wide.get(top, 0), right - left + 1)
        if left in columns and bottom > top:
            for row in range(top + 1, min(bottom + 1, len(grid))):
                standing[row, left] = (top, left)
    headings = {column.code: folded_heading(column.heading.rpartition(" – ")[2]) for column in header.columns}
    found: list[TableRow] = []
    sections: list[tuple[str, str]] = []
    for index in range(first, len(grid)):
        cells = grid[index]
        values: dict[str, Value] = {}
        texts: dict[str, str] = {}
        own = 0
        for place, code in columns.items():
            value = cells[place] if place < len(cells) else ""
            if value == "" and (index, place) in standing:
                top, left = standing[index, place]
                value = grid[top][left]
            elif value != "":
                own += 1
            text = text_of(value) if value != "" else ""
            if text:
                values[code] = value
                texts[code] = text
        if not values or not own:
            continue
        lone = _lone_text(cells) if len(values) == 1 else ""
        kind = _kind(texts, headings, wide.get(index, 0), is_first=index == first, lone=lone)
        if kind == "section":
            title = one_line(texts.get("text", "") or texts.get("number", "")) or lone
            number = one_line(texts.get("number", "")) if "text" in texts else ""
            sections = _under(sections, _level(number or title), title)
        found.append(
            TableRow(
                row=index + 1,
                kind=kind,
                values=values,
                texts=texts,
                section=tuple(name for _level_, name in sections),
                is_hidden=index in facts.hidden_rows,
            )
        )
    return _with_foot(found)


def _lone_text(cells: Sequence[Value]) -> str:
    """The text of a row that has only one, wherever it stands."""
    texts = [one_line(text_of(cell)) for cell in cells if cell != "" and text_of(cell)]
    return texts[0] if len(texts) == 1 else ""


def _kind(texts: Mapping[str, str], headings: Mapping[str, str], wide: int, *, is_first: bool, lone: str) -> str:
    if _is_header_again(texts, headings):
        return "header"
    if is_first and len(texts) >= _WIDE and all(_COUNTING.fullmatch(text) for text in texts.values()):
        return "header"
    if not texts.keys().isdisjoint(_OF_A_TASK):
        return "task"
    title, number = one_line(texts.get("text", "")), one_line(texts.get("number", ""))
    words = title or lone or number
    opening = fold(words)
    if _TOTAL.fullmatch(opening):
        return "total"
    if texts.keys() <= _OF_A_HEADING and words:
        mark = number if title else ""
        upper = words.isupper() and len(words) > _WIDE
        if _MARK_ALONE.fullmatch(mark) or _MARKED.match(words) or upper or wide or opening.startswith(_HEADING_WORDS):
            return "section"
    return "foot" if "text" not in texts and lone else "task"


def _is_header_again(texts: Mapping[str, str], headings: Mapping[str, str]) -> bool:
    """Whether a row says the headings once more, as sheets do that are typed to be printed."""
    same = 0
    for code, text in texts.items():
        heading = headings.get(code)
        if heading and len(text) <= len(heading) * 2 + _WIDE and folded_heading(text) == heading:
            same += 1
    return same >= 2 and same * 2 >= len(texts)  # noqa: PLR2004 - one cell may say "Nội dung" by chance


def _level(mark: str) -> str:
    if re.match(r"(?:[A-HĐ])(?:[.)\s]|$)", mark) and not re.match(r"[IVX]", mark[:1]):
        return "letter"
    if re.match(r"[IVXL]{1,6}(?:[.)\s:/-]|$)", mark):
        return "roman"
    return "number" if mark[:1].isdigit() else "plain"


def _under(sections: list[tuple[str, str]], level: str, title: str) -> list[tuple[str, str]]:
    """Return the headings that stand after `title`: one of the same level ends what was under it."""
    kept: list[tuple[str, str]] = []
    for other in sections:
        if other[0] == level:
            break
        kept.append(other)
    return [*kept, (level, title)][-_MOST_LEVELS:]


def _with_foot(rows: list[TableRow]) -> list[TableRow]:
    """What stands under the last task (who signed, who receives) is no heading."""
    last = next(
        (place for place in range(len(rows) - 1, -1, -1) if rows[place].kind == "task" and not _signs(rows[place])), -1
    )
    return [
        TableRow(row.row, "foot", row.values, row.texts, (), row.is_hidden)
        if place > last and row.kind in ("section", "foot", "task")
        else row
        for place, row in enumerate(rows)
    ]


def _signs(row: TableRow) -> bool:
    """Whether a row is a signature's: its first text is who signs, and it has neither number nor deadline."""
    if {"number", "due", "document_number"} & set(row.texts):
        return False
    return any(_FOOT.match(fold(text)) for text in row.texts.values())


def _notes(book: Workbook, info: SheetInfo, facts: SheetFacts, header: Header, rows: Sequence[TableRow]) -> list[Note]:
    notes: list[Note] = []

    def say(code: str, **names: str | int) -> None:
        notes.append(Note(code, names))

    others = [other.name for other in book.sheets if other.name != info.name]
    if others:
        say("other_sheets", count=len(others), names="; ".join(others)[:200])
    if info.is_hidden:
        say("hidden_sheet", sheet=info.name[:60])
    for code, cells in (("formulas_without_value", facts.without_value), ("cells_in_error", facts.in_error)):
        if cells:
            say(code, count=len(cells), cells=", ".join(cells[:10]))
    for code, count in (
        ("formulas", facts.formulas),
        ("hyperlinks", facts.hyperlinks),
        ("external_links", book.external_links),
        ("macros", int(book.has_macros)),
    ):
        if count:
            say(code, count=count)
    hidden = [row for row in rows if row.is_hidden and row.kind == "task"]
    if hidden:
        say("hidden_rows", count=len(hidden), rows=", ".join(str(row.row) for row in hidden[:10]))
    hidden_columns = [column for column in header.columns if column.place in facts.hidden_columns]
    if hidden_columns:
        say("hidden_columns", names="; ".join(f"{letters_of(c.place)} ({c.heading})" for c in hidden_columns)[:200])
    taken = {column.place for column in header.columns}
    ignored = [f"{letters_of(k)} ({text[:30]})" for k, text in enumerate(header.headings) if text and k not in taken]
    if ignored:
        say("ignored_columns", count=len(ignored), names="; ".join(ignored)[:300])
    for kind, code in (
        ("section", "sections"),
        ("total", "totals"),
        ("header", "repeated_headers"),
        ("foot", "foot_rows"),
    ):
        numbers = [row.row for row in rows if row.kind == kind]
        if numbers:
            say(code, count=len(numbers), rows=", ".join(map(str, numbers[:10])))
    return notes


__all__ = ["Area", "Note", "SheetTable", "TableRow", "list_sheets", "read_table"]
