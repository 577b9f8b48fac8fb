"""Reading one cell: text, day, yes or no, list of codes; each refusal is a sentence for the row's error."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from dondoc.foundation.errors import BadInput
from dondoc.foundation.text import fold
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.imports.tables import TABLES
from dondoc.organizations.rules import looks_like_formula, normal_official_code, valid_code

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_VIETNAMESE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YES = frozenset({"yes", "y", "x", "1", "true", "co", "dung"})
_NO = frozenset({"", "no", "n", "0", "false", "khong", "sai"})
_MOST_RANK = 30_000


@cache
def _kinds() -> dict[str, str]:
    """Return the kinds of units by the words that may stand for them, whoever asks first."""
    found = {fold(kind): str(kind) for kind in UnitKind}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(kind.label)): str(kind) for kind in UnitKind}
    return found


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
            self.wrong(column, _("Ô còn trống. Hãy điền vào."))
        elif len(clean) > most:
            self.wrong(
                column, _("Dài %(count)s ký tự; tối đa %(most)s. Hãy rút ngắn.") % {"count": len(clean), "most": most}
            )
        elif looks_like_formula(raw):
            self.wrong(column, _("Bắt đầu bằng “%(sign)s” như công thức. Hãy bỏ dấu đó.") % {"sign": raw[:1]})
        return clean

    def code(self, column: str, *, required: bool = True) -> str:
        """Return a code; empty where there is none or it is wrong."""
        text = self.text(column, most=200, required=required)
        if text and not valid_code(text):
            self.wrong(
                column,
                _("Mã “%(text)s” không hợp lệ. Dùng 1–32 chữ không dấu, chữ số hoặc các dấu . _ -.")
                % {"text": text[:40]},
            )
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
            self.wrong(
                column, _("Không đọc được ngày “%(text)s”. Hãy viết 15/01/2021 hoặc 2021-01-15.") % {"text": text}
            )
            return None
        try:
            return dt.date(year, month, day)
        except ValueError:
            self.wrong(column, _("Ngày “%(text)s” không có trong lịch. Hãy sửa lại.") % {"text": text})
            return None

    def yes(self, column: str) -> bool:
        """Return whether the cell says yes ("x", "có", "yes", 1)."""
        text = fold(self.text(column, most=20))
        if text not in _YES | _NO:
            self.wrong(column, _("Không hiểu “%(text)s”. Hãy ghi “có” hoặc “không”.") % {"text": text})
        return text in _YES

    def rank(self, column: str, default: int) -> int:
        """Return a small whole number."""
        text = self.text(column, most=20)
        if not text:
            return default
        if not re.fullmatch(r"\d{1,5}", text) or int(text) > _MOST_RANK:
            self.wrong(
                column,
                _("“%(text)s” không phải số thứ tự. Hãy ghi một số nguyên từ 0 đến %(most_rank)s.")
                % {"text": text, "most_rank": _MOST_RANK},
            )
            return default
        return int(text)

    def kind(self, column: str) -> str:
        """Return a kind of unit, given by its code or its name in any of our languages."""
        text = self.text(column, most=60, required=True)
        kind = _kinds().get(fold(text), "")
        if text and not kind:
            allowed = "; ".join(str(each.label) for each in UnitKind)
            self.wrong(
                column,
                _("Không có loại “%(text)s”. Hãy dùng một trong: %(allowed)s.") % {"text": text, "allowed": allowed},
            )
        return kind

    def many(self, column: str, *, most: int) -> list[str]:
        """Return the parts of a cell that are divided by "|", each once."""
        parts: dict[str, None] = {}
        for raw in self.cells.get(column, "").split("|"):
            part = " ".join(raw.split())
            if len(part) > most:
                self.wrong(
                    column,
                    _("“%(part)s…” dài %(count)s ký tự; tối đa %(most)s. Hãy rút ngắn.")
                    % {"part": part[:30], "count": len(part), "most": most},
                )
            elif looks_like_formula(raw.strip()):
                self.wrong(column, _("“%(part)s” bắt đầu như công thức. Hãy bỏ dấu đầu.") % {"part": part[:30]})
            elif part:
                parts[part] = None
        return list(parts)

    def try_code(self, column: str, message: str | _StrPromise, known: Container[str]) -> str:
        """Return a code that must be in `known`; empty and noted otherwise, `message` with its `%(code)s`."""
        code = self.code(column)
        if code and code not in known:
            self.wrong(column, str(message) % {"code": code})
            return ""
        return code

    def official(self, column: str) -> str:
        """Return a code of QĐ 20/2020."""
        try:
            return normal_official_code(self.text(column, most=60))
        except BadInput as error:
            self.wrong(column, error.message)
            return ""
