"""Reading one cell: text, day, yes or no, list of codes; each refusal is a sentence for the row's error."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container
from dataclasses import dataclass, field

from dondoc.foundation.errors import BadInput
from dondoc.foundation.text import fold
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.imports.tables import TABLES
from dondoc.organizations.rules import looks_like_formula, normal_official_code, valid_code

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_VIETNAMESE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YES = frozenset({"yes", "y", "x", "1", "true", "co", "dung"})
_NO = frozenset({"", "no", "n", "0", "false", "khong", "sai"})
_KINDS = {fold(word): str(kind) for kind in UnitKind for word in (str(kind), str(kind.label))}
_MOST_RANK = 30_000


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell, and what to do. Row 1 is the headings."""

    table: str
    row: int
    column: str
    message: str

    @property
    def table_label(self) -> str:
        """What people call the table."""
        return TABLES[self.table].label

    @property
    def column_label(self) -> str:
        """What people call the column."""
        return TABLES[self.table].label_of(self.column)


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row and notes what is wrong with them."""

    table: str
    row: int
    cells: dict[str, str]
    errors: list[RowError]
    failed: bool = field(default=False)

    def wrong(self, column: str, message: str) -> None:
        """Note that `column` cannot be taken."""
        self.failed = True
        self.errors.append(RowError(self.table, self.row, column, message))

    def text(self, column: str, *, most: int, required: bool = False) -> str:
        """Return the cell with single spaces."""
        raw = self.cells.get(column, "")
        clean = " ".join(raw.split())
        if required and not clean:
            self.wrong(column, "Ô còn trống. Hãy điền vào.")
        elif len(clean) > most:
            self.wrong(column, f"Dài {len(clean)} ký tự; tối đa {most}. Hãy rút ngắn.")
        elif looks_like_formula(raw):
            self.wrong(column, f"Bắt đầu bằng “{raw[:1]}” như công thức. Hãy bỏ dấu đó.")
        return clean

    def code(self, column: str, *, required: bool = True) -> str:
        """Return a code; empty where there is none or it is wrong."""
        text = self.text(column, most=200, required=required)
        if text and not valid_code(text):
            self.wrong(column, f"Mã “{text[:40]}” không hợp lệ. Dùng 1–32 chữ không dấu, chữ số hoặc các dấu . _ -.")
            return ""
        return text

    def day(self, column: str, *, required: bool = False) -> dt.date | None:
        """Return a day written 2021-01-15 or 15/01/2021."""
        text = self.text(column, most=40, required=required)
        if not text:
            return None
        if match := _ISO.fullmatch(text):
            year, month, day = map(int, match.groups())
        elif match := _VIETNAMESE.fullmatch(text):
            day, month, year = map(int, match.groups())
        else:
            self.wrong(column, f"Không đọc được ngày “{text}”. Hãy viết 15/01/2021 hoặc 2021-01-15.")
            return None
        try:
            return dt.date(year, month, day)
        except ValueError:
            self.wrong(column, f"Ngày “{text}” không có trong lịch. Hãy sửa lại.")
            return None

    def yes(self, column: str) -> bool:
        """Return whether the cell says yes ("x", "có", "yes", 1)."""
        text = fold(self.text(column, most=20))
        if text not in _YES | _NO:
            self.wrong(column, f"Không hiểu “{text}”. Hãy ghi “có” hoặc “không”.")
        return text in _YES

    def rank(self, column: str, default: int) -> int:
        """Return a small whole number."""
        text = self.text(column, most=20)
        if not text:
            return default
        if not re.fullmatch(r"\d{1,5}", text) or int(text) > _MOST_RANK:
            self.wrong(column, f"“{text}” không phải số thứ tự. Hãy ghi một số nguyên từ 0 đến {_MOST_RANK}.")
            return default
        return int(text)

    def kind(self, column: str) -> str:
        """Return a kind of unit, given by its code or its Vietnamese name."""
        text = self.text(column, most=60, required=True)
        kind = _KINDS.get(fold(text), "")
        if text and not kind:
            allowed = "; ".join(str(each.label) for each in UnitKind)
            self.wrong(column, f"Không có loại “{text}”. Hãy dùng một trong: {allowed}.")
        return kind

    def many(self, column: str, *, most: int) -> list[str]:
        """Return the parts of a cell that are divided by "|", each once."""
        parts: dict[str, None] = {}
        for raw in self.cells.get(column, "").split("|"):
            part = " ".join(raw.split())
            if len(part) > most:
                self.wrong(column, f"“{part[:30]}…” dài {len(part)} ký tự; tối đa {most}. Hãy rút ngắn.")
            elif looks_like_formula(raw.strip()):
                self.wrong(column, f"“{part[:30]}” bắt đầu như công thức. Hãy bỏ dấu đầu.")
            elif part:
                parts[part] = None
        return list(parts)

    def try_code(self, column: str, message: str, known: Container[str]) -> str:
        """Return a code that must be in `known` ; empty and noted otherwise."""
        code = self.code(column)
        if code and code not in known:
            self.wrong(column, message.format(code))
            return ""
        return code

    def official(self, column: str) -> str:
        """Return a code of QĐ 20/2020."""
        try:
            return normal_official_code(self.text(column, most=60))
        except BadInput as error:
            self.wrong(column, error.message)
            return ""
