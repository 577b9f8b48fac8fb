"""A register as the decree's table in a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents import register_export
from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.record_arrival import Arrival, record_arrival
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.void_number import void_number
from dondoc.documents.register_selectors import entries_of


@pytest.fixture
def year(notices, office_leader, clerk, now):
    """Three numbers: of a notice, kept, and void."""
    facts = replace(NOTICE, subject="=1+1", copies=25, kept_by="Phòng Tổng hợp", handed_on=dt.date(2021, 1, 19))
    take_number(actor=clerk, register_id=notices.id, facts=facts, now=now)
    reserve_numbers(actor=office_leader, register_id=notices.id, count=1, reason="Chờ ký", now=now)
    void = take_number(actor=clerk, register_id=notices.id, facts=replace(NOTICE, note="Viết nhầm"), now=now)
    void_number(actor=office_leader, entry_id=void.id, reason="Không phát hành", now=now)
    return entries_of(notices, 2021)


def january(day):
    """A day of January 2021 as openpyxl gives it."""
    return dt.datetime.combine(dt.date(2021, 1, day), dt.time())


def sheet_of(register, entries):
    return load_workbook(io.BytesIO(register_export.to_xlsx(register, 2021, entries))).active


def test_the_workbook_has_the_decrees_columns_real_days_and_no_formula(notices, year):
    sheet = sheet_of(notices, year)
    assert sheet["A1"].value == "Văn phòng UBND tỉnh. Sổ thông báo, năm 2021"
    assert [cell.value for cell in sheet[3]] == [
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]] == [f"({place})" for place in range(1, 11)]
    first = [cell.value for cell in sheet[5]]
    assert first == [
        "01/TB-VP", january(18), "Thông báo. =1+1", "Lê Thị Bình", "- Như trên;\n- Lưu: VT.",
        "Phòng Tổng hợp", 25, january(19), "", "",
    ]  # fmt: skip
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.orientation == "landscape"


def test_kept_and_void_numbers_say_why(notices, year):
    remarks = [row[-1].value for row in sheet_of(notices, year).iter_rows(min_row=6)]
    assert remarks == ["Đang giữ: Chờ ký", "Đã huỷ: Không phát hành. Viết nhầm"]


def test_what_arrives_has_its_own_columns(arriving, clerk, now):
    arrival = Arrival(
        arrived_on=dt.date(2021, 1, 18), author="Bộ Tài chính", document_code="125/BTC-NSNN", document_date=dt.date(2021, 1, 8)
    )  # fmt: skip
    record_arrival(
        actor=clerk,
        register_id=arriving.id,
        arrival=arrival,
        facts=Facts(kind="Công văn", subject="Giải ngân"),
        now=now,
    )
    sheet = sheet_of(arriving, entries_of(arriving, 2021))
    assert [cell.value for cell in sheet[3]][:6] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[5]][:6] == [
        january(18), "01", "Bộ Tài chính", "125/BTC-NSNN", january(8), "Công văn. Giải ngân",
    ]  # fmt: skip


def test_the_same_rows_as_csv_without_formulas(notices, clerk, now):
    for subject in ("một", "hai"):
        take_number(
            actor=clerk, register_id=notices.id, facts=replace(NOTICE, subject=subject, signer="=cmd()"), now=now
        )
    content = b"".join(register_export.to_csv(notices, entries_of(notices, 2021).iterator())).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0] == [heading for heading, _width in register_export.columns("issued")]
    assert [(row[0], row[1], row[2], row[3]) for row in rows[1:]] == [
        ("01/TB-VP", "18/01/2021", "Thông báo. một", "'=cmd()"),
        ("02/TB-VP", "18/01/2021", "Thông báo. hai", "'=cmd()"),
    ]
    assert rows[1][4].startswith("'- Như trên")
