"""A register as a table with the columns of phụ lục IV of NĐ 30/2020/NĐ-CP: on screen, on paper, .xlsx and .csv."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from itertools import islice

import xlsxwriter
from django.utils.translation import gettext as _

from dondoc.documents import numbering
from dondoc.documents.choices import Direction, EntryState
from dondoc.documents.models import Register, RegisterEntry
from dondoc.foundation.languages import in_this_language
from dondoc.foundation.sheets import MARK, Cell, csv_lines, print_on_a4, write_row
from dondoc.foundation.text import without_formula

_BATCH = 500


def columns(direction: str) -> list[tuple[str, int]]:
    """Return heading and width (characters) of each column, in the decree's order."""
    if direction == Direction.RECEIVED:
        return [
            (_("Ngày đến"), 12), (_("Số đến"), 8), (_("Tác giả"), 26), (_("Số, ký hiệu văn bản"), 18),
            (_("Ngày tháng văn bản"), 12), (_("Tên loại và trích yếu nội dung"), 60), (_("Đơn vị hoặc người nhận"), 26),
            (_("Ngày chuyển"), 12), (_("Ký nhận"), 12), (_("Ghi chú"), 24),
        ]  # fmt: skip
    return [
        (_("Số, ký hiệu văn bản"), 18), (_("Ngày tháng văn bản"), 12), (_("Tên loại và trích yếu nội dung"), 60),
        (_("Người ký"), 24), (_("Nơi nhận văn bản"), 30), (_("Đơn vị, người nhận bản lưu"), 24), (_("Số lượng bản"), 8),
        (_("Ngày chuyển"), 12), (_("Ký nhận"), 12), (_("Ghi chú"), 24),
    ]  # fmt: skip


def cells(entry: RegisterEntry) -> list[Cell]:
    """Return an entry, with its register at hand, as the decree's columns; the one signed by hand is empty."""
    what = ". ".join(part for part in (entry.kind, entry.subject) if part)
    if entry.register.direction == Direction.RECEIVED:
        return [
            entry.entered_on, written(entry), entry.author, entry.document_code, entry.document_date,
            what, entry.recipients, entry.handed_on, "", remark(entry),
        ]  # fmt: skip
    return [
        written(entry), entry.entered_on, what, entry.signer, entry.recipients,
        entry.kept_by, entry.copies, entry.handed_on, "", remark(entry),
    ]  # fmt: skip


def written(entry: RegisterEntry) -> str:
    """Return an entry's number as the register writes it: with its symbol where the register gives documents out."""
    received = entry.register.direction == Direction.RECEIVED
    return numbering.written(entry.number) if received else numbering.code_of(entry.number, entry.symbol)


def remark(entry: RegisterEntry) -> str:
    """Return the note, and before it why a number is void or kept."""
    said = {
        EntryState.VOIDED: _("Đã huỷ: %(reason)s"), EntryState.RESERVED: _("Đang giữ: %(reason)s"),
    }.get(EntryState(entry.state))  # fmt: skip
    return ". ".join(part for part in (said and said % {"reason": entry.reason}, entry.note) if part)


def title_of(register: Register, year: int) -> str:
    """Return what stands above the table."""
    return _("%(name)s, năm %(year)s") % {"name": register.name, "year": year}


def to_xlsx(register: Register, year: int, entries: Iterable[RegisterEntry]) -> bytes:
    """Return the register as a workbook: real dates, strings never formulas, the heading repeated on each page."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(_("Sổ"))
    title = book.add_format({"bold": True, "font_size": 14, "font_name": "Times New Roman"})
    head = book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "valign": "vcenter",
            "align": "center",
            "border": 1,
            "font_name": "Times New Roman",
        }
    )
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_name": "Times New Roman"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1, "font_name": "Times New Roman"})
    sheet.write_string(0, 0, f"{register.unit.name}. {title_of(register, year)}", title)
    for place, (heading, width) in enumerate(columns(register.direction)):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, heading, head)
        sheet.write_string(3, place, f"({place + 1})", head)
    for row, entry in enumerate(entries, start=4):
        write_row(sheet, row, cells(entry), text=plain, day=day)
    sheet.freeze_panes(4, 0)
    print_on_a4(sheet, 2, 3)
    book.close()
    return out.getvalue()


def to_csv(register: Register, entries: Iterable[RegisterEntry]) -> Iterator[bytes]:
    """Give the register as CSV in pieces: UTF-8 with its mark, so that Excel reads the letters."""
    return in_this_language(_pieces(register, entries))


def _pieces(register: Register, entries: Iterable[RegisterEntry]) -> Iterator[bytes]:
    yield MARK
    yield csv_lines([[text for text, _width in columns(register.direction)]])
    rows = iter(entries)
    while batch := list(islice(rows, _BATCH)):
        yield csv_lines(list(map(_text, cells(entry))) for entry in batch)


def _text(value: Cell) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else without_formula(str(value))
