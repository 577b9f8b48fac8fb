"""A file of the centre's system as rows of values: which columns it may have, and what each cell says. Pure.

The real form of that export is not public; the words are those by which Vietnamese offices head such lists. A person corrects
what was taken for what, and the next file with the same header is read as they said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.central.choices import Giver
from dondoc.central.rules import key_of
from dondoc.foundation.text import fold
from dondoc.tasksheets.reading import ColumnWords, SheetTable, TableRow, Value, day_order, read_day, read_due
from dondoc.tasksheets.reading.cells import one_line
from dondoc.tasksheets.reading.days import Order, days_within


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(fold(text) for text in texts)


COLUMNS: tuple[ColumnWords, ...] = (
    ColumnWords("number", _words("STT", "TT", "Số TT", "Số thứ tự")),
    ColumnWords(
        "code",
        _words("Mã nhiệm vụ", "Mã NV", "Mã số", "Mã số nhiệm vụ", "Mã", "Số nhiệm vụ", "ID", "Mã công việc", "Mã theo dõi"),
        _words("mã nhiệm vụ", "mã số nhiệm vụ", "mã số", "mã nv", "mã theo dõi"),
        never=_words("mã đơn vị", "mã cơ quan", "mã văn bản", "mã định danh"),
    ),
    ColumnWords(
        "content",
        _words(
            "Nội dung nhiệm vụ", "Nội dung", "Nhiệm vụ", "Nhiệm vụ được giao", "Nhiệm vụ giao", "Nội dung giao", "Nội dung công việc",
            "Tên nhiệm vụ", "Nội dung chỉ đạo", "Ý kiến chỉ đạo", "Nội dung yêu cầu",
        ),
        _words("nội dung nhiệm vụ", "nhiệm vụ được giao", "nội dung", "tên nhiệm vụ", "nhiệm vụ", "ý kiến chỉ đạo"),
        never=_words("mã nhiệm vụ", "số nhiệm vụ", "kết quả", "trích yếu", "cơ quan giao", "ngày giao", "loại nhiệm vụ", "hạn", "trạng thái", "tình trạng"),
        is_needed=True,
    ),
    ColumnWords(
        "document_code",
        _words(
            "Số ký hiệu văn bản", "Số, ký hiệu văn bản", "Số ký hiệu", "Số, ký hiệu", "Số/Ký hiệu", "Số hiệu văn bản", "Số văn bản",
            "Số VB", "Văn bản giao nhiệm vụ", "Văn bản giao", "Văn bản", "Số hiệu", "Văn bản chỉ đạo",
        ),
        _words("số ký hiệu", "ký hiệu", "số văn bản", "số hiệu", "văn bản giao", "văn bản chỉ đạo", "văn bản"),
        never=_words("ngày ban hành", "ngày văn bản", "báo cáo", "kết quả", "trả lời", "trích yếu", "cơ quan ban hành", "người ký"),
    ),
    ColumnWords(
        "document_issued_on",
        _words("Ngày ban hành", "Ngày văn bản", "Ngày VB", "Ngày BH", "Ngày ký", "Ngày, tháng văn bản", "Ngày giao", "Ngày giao nhiệm vụ"),
        _words("ngày ban hành", "ngày văn bản", "ngày ký", "ngày giao"),
        never=_words("hoàn thành", "báo cáo", "cập nhật"),
    ),
    ColumnWords(
        "due_on",
        _words(
            "Hạn hoàn thành", "Hạn xử lý", "Thời hạn hoàn thành", "Thời hạn xử lý", "Thời hạn", "Hạn", "Hạn thực hiện", "Thời hạn thực hiện",
            "Hạn báo cáo", "Thời gian hoàn thành", "Ngày đến hạn", "Ngày hết hạn", "Hạn Trung ương",
        ),
        _words("hạn hoàn thành", "thời hạn", "hạn xử lý", "hạn thực hiện", "hạn báo cáo", "đến hạn", "hết hạn"),
        never=_words("quá hạn", "gia hạn", "đúng hạn", "trễ hạn", "trong hạn", "số ngày", "ban đầu", "nội bộ", "theo hạn"),
    ),
    ColumnWords(
        "unit",
        _words(
            "Đơn vị thực hiện", "Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan thực hiện", "Đơn vị được giao", "Cơ quan được giao", "Đơn vị xử lý",
            "Đơn vị", "Chủ trì", "Cơ quan, đơn vị thực hiện", "Đơn vị tham mưu",
        ),
        _words("đơn vị thực hiện", "chủ trì", "cơ quan thực hiện", "đơn vị được giao", "đơn vị xử lý", "đơn vị tham mưu", "đơn vị"),
        never=_words("phối hợp", "đơn vị giao", "cơ quan giao", "ban hành", "tỉnh"),
    ),
    ColumnWords(
        "status",
        _words("Tình trạng", "Trạng thái", "Tình trạng thực hiện", "Trạng thái thực hiện", "Tình trạng xử lý", "Trạng thái xử lý", "Trạng thái nhiệm vụ", "Tình trạng nhiệm vụ"),
        _words("tình trạng", "trạng thái"),
    ),
    ColumnWords(
        "giver",
        _words("Cơ quan giao", "Đơn vị giao", "Người giao", "Cơ quan giao nhiệm vụ", "Nơi giao", "Cơ quan ban hành", "Người giao nhiệm vụ", "Lãnh đạo giao"),
        _words("cơ quan giao", "đơn vị giao", "người giao", "cơ quan ban hành", "lãnh đạo giao"),
        never=_words("ngày"),
    ),
    ColumnWords("signer", _words("Người ký", "Người ký văn bản", "Lãnh đạo ký"), _words("người ký")),
    ColumnWords(
        "specialist",
        _words("Chuyên viên", "Chuyên viên theo dõi", "Người theo dõi", "Cán bộ theo dõi", "Chuyên viên phụ trách"),
        _words("chuyên viên", "người theo dõi", "cán bộ theo dõi"),
    ),
    ColumnWords("note", _words("Ghi chú", "Lưu ý", "GC"), _words("ghi chú")),
)  # fmt: skip
FIELDS: tuple[str, ...] = tuple(column.code for column in COLUMNS if column.code != "number")
DAYS = frozenset({"document_issued_on", "due_on"})
_MOST = {"code": 80, "document_code": 80, "content": 20_000, "note": 2000}
_CODE_BEFORE_DAY = re.compile(r"^(.*?)[\s,;(]*(?:ngày\s.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.*)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A row of the file.

    Attributes:
        number: of the row in the sheet, from 1.
        key: by what it is the same task in another file; "" for a row that says no task.
        values: by field of `FIELDS`, days as ISO; what is empty is not there.
        problems: codes of what was not understood: `no_content`, `due_unread`, `issued_unread`, `same_key`, `too_long`.
    """

    number: int
    key: str
    values: Mapping[str, str]
    problems: tuple[str, ...] = field(default_factory=tuple)

    def day(self, name: str) -> dt.date | None:
        """Return a day among the values."""
        said = self.values.get(name)
        return dt.date.fromisoformat(said) if said else None

    def text(self, name: str) -> str:
        """Return a text among the values; "" where there is none."""
        return self.values.get(name, "")


def central_rows(table: SheetTable) -> list[CentralRow]:
    """Return what the rows of a table say, in their order. Of two rows with one key the first is the task's."""
    orders = {name: day_order(table.values_of(name)) for name in DAYS}
    found: list[CentralRow] = []
    seen: set[str] = set()
    for row in table.tasks():
        said = _row(row, orders)
        if said.key and said.key in seen:
            said = CentralRow(said.number, said.key, said.values, (*said.problems, "same_key"))
        seen.add(said.key)
        found.append(said)
    return found


def _row(row: TableRow, orders: Mapping[str, Order]) -> CentralRow:
    values: dict[str, str] = {}
    problems: list[str] = []
    for name in FIELDS:
        if name in DAYS:
            continue
        text = row.text(name) if name in {"content", "note"} else one_line(row.text(name))
        most = _MOST.get(name, 120)
        if len(text) > most:
            problems.append("too_long")
            text = text[:most].rstrip()
        if text:
            values[name] = text
    issued, issued_read = _issued(row.values.get("document_issued_on", ""), orders["document_issued_on"])
    if not row.text("document_issued_on") and "document_code" in values:
        # Number and day in one cell ("1711/CĐ-TTg ngày 10/12/2020").
        days = days_within(values["document_code"])
        before = _CODE_BEFORE_DAY.match(values["document_code"])
        if len(days) == 1 and before and before[1].strip():
            issued, values["document_code"] = days[0], before[1].strip()
    if issued is not None:
        values["document_issued_on"] = issued.isoformat()
    if not issued_read:
        problems.append("issued_unread")
    due, due_read = _due(row.values.get("due_on", ""), issued, orders["due_on"])
    if due is not None:
        values["due_on"] = due.isoformat()
    if not due_read:
        problems.append("due_unread")
    key = key_of(values.get("code", ""), values.get("document_code", ""), values.get("content", ""))
    if not values.get("content"):
        problems.append("no_content")
        key = ""
    return CentralRow(row.row, key, values, tuple(dict.fromkeys(problems)))


def _issued(value: Value, order: Order) -> tuple[dt.date | None, bool]:
    reading = read_day(value, order=order)
    return reading.on, reading.on is not None or reading.how == "blank"


def _due(value: Value, issued_on: dt.date | None, order: Order) -> tuple[dt.date | None, bool]:
    reading = read_due(value, issued_on=issued_on, order=order)
    return reading.due_on, not reading.question and (
        reading.due_on is not None or reading.kind in {"none", "standing", "recurring"}
    )


def giver_of(words: str) -> Giver:
    """Return who gave a task, by the words of the centre's system; the Prime Minister where they say nothing.

    >>> giver_of("Phó Thủ tướng Trương Hòa Bình")
    Giver.DEPUTY
    """
    folded = f" {fold(words)} "
    for giver, heads in (
        (Giver.OFFICE, ("van phong chinh phu", "vpcp")),
        (Giver.DEPUTY, ("pho thu tuong", "ptt", "pttg")),
        (Giver.PRIME_MINISTER, ("thu tuong", "ttg", "ttgcp", "ttcp")),
        (Giver.GOVERNMENT, ("chinh phu", "cp")),
    ):
        if any(f" {head} " in folded for head in heads):
            return giver
    return Giver.OTHER if folded.strip() else Giver.PRIME_MINISTER


def as_row(number: int, key: str, values: Mapping[str, Any], problems: Sequence[str]) -> CentralRow:
    """Return a row as it was kept."""
    return CentralRow(number, key, {name: str(value) for name, value in values.items()}, tuple(problems))
