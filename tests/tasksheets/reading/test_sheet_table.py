"""The table of a sheet: its header found by itself, its rows told apart, what is odd about the file named."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from tests.tasksheets.workbooks import TWELVE, sheet_of, workbook

from dondoc.tasksheets.reading import TASK_COLUMNS, SheetError, SheetTable, list_sheets, read_table
from dondoc.tasksheets.reading.workbook import MOST_ROWS

SEVENTH = dt.date(2021, 1, 7)


def _codes(table: SheetTable) -> dict[str, int]:
    return {column.code: column.place for column in table.header.columns}


def _notes(table: SheetTable) -> dict[str, dict[str, Any]]:
    return {note.code: dict(note.facts) for note in table.notes}


def test_the_twelve_columns_of_a_ward_are_found_under_a_title() -> None:
    data = workbook([
        ["UBND PHƯỜNG BÀ RỊA"], [], ["BẢNG THEO DÕI NHIỆM VỤ"], TWELVE,
        [1, "Rà soát nhiệm vụ", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"],
    ])  # fmt: skip
    table = read_table(data)
    assert table.header.row == 3
    assert list(_codes(table).values()) == list(range(12))
    assert {column.because for column in table.header.columns} == {"exact"}
    assert [row.row for row in table.tasks()] == [5]
    assert table.tasks()[0].values["document_date"] == SEVENTH


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Nội dung nhiệm vụ", "text"), ("Nhiệm vụ giao", "text"), ("NỘI DUNG CÔNG VIỆC ĐƯỢC GIAO", "text"),
        ("Đơn vị chủ trì", "lead"), ("Cơ quan chủ trì", "lead"), ("Đơn vị thực hiện", "lead"),
        ("Cơ quan, đơn vị phối hợp", "coordinate"), ("Thời hạn hoàn thành", "due"), ("Hạn xử lý", "due"),
        ("Thời gian hoàn thành (theo văn bản)", "due"), ("Ngày ban hành", "document_date"), ("Số, ký hiệu", "document_number"),
        ("Số/ký hiệu văn bản", "document_number"), ("Lãnh đạo UBND phụ trách", "leader"), ("Tỷ lệ hoàn thành (%)", "progress"),
        ("Tình trạng", "status"), ("Kết quả thực hiện", "result"), ("Ghi chú", "note"), ("Lĩnh vực", "field"),
        ("Ngày hoàn thành thực tế", "completed_on"), ("Số, ngày văn bản", "symbol_and_date"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_the_words_offices_use(heading: str, code: str) -> None:
    rest = {"number": "STT", "text": "Nội dung", "lead": "Chủ trì", "due": "Thời hạn", "note": "Ghi chú"}
    rest.pop(code, None)
    table = read_table(sheet_of(["1", "Việc", "x", "y", "z", "t"], heading=[heading, *rest.values()]))
    assert _codes(table)[code] == 0


def test_headings_on_two_rows_with_merged_cells_are_one_header() -> None:
    rows = [
        ["STT", "Nội dung nhiệm vụ", "Văn bản giao", None, "Thời hạn", "Cơ quan thực hiện", None],
        [None, None, "Số, ký hiệu", "Ngày ban hành", None, "Chủ trì", "Phối hợp"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Việc một", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế", "Sở Tài chính"],
    ]

    def merged(sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1"):
            sheet.merge_cells(area)

    for change in (merged, None):
        table = read_table(workbook(rows, change=change))
        assert (table.header.row, table.header.depth) == (0, 2)
        assert _codes(table) == {
            "number": 0, "text": 1, "document_number": 2, "document_date": 3, "due": 4, "lead": 5, "coordinate": 6,
        }  # fmt: skip
        assert [row.kind for row in table.rows] == ["header", "task"]


def test_a_row_of_the_table_is_never_taken_for_a_second_row_of_headings() -> None:
    table = read_table(sheet_of(["1", "Trình đề án", "13/TB-VP", "07/01/2021", "quý I/2021", "Sở Y tế"]))
    assert table.header.depth == 1
    assert len(table.tasks()) == 1


def test_a_column_of_days_headed_progress_is_the_deadline() -> None:
    heading = ["STT", "Nội dung", "Chủ trì", "Tiến độ"]
    as_days = read_table(
        sheet_of(["1", "Việc", "Sở Y tế", "31/12/2021"], ["2", "Việc khác", "Sở Y tế", SEVENTH], heading=heading)
    )
    assert next(c for c in as_days.header.columns if c.place == 3).because == "days"
    assert "due" in _codes(as_days)
    as_percent = read_table(sheet_of(["1", "Việc", "Sở Y tế", 0.5], heading=heading))
    assert "progress" in _codes(as_percent)


def test_a_merged_cell_stands_for_all_its_rows() -> None:
    def merged(sheet: Any) -> None:
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("E2:E4")

    rows = [
        TWELVE,
        [1, "Việc chung", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"],
        [2, None, "14/TB-VP", SEVENTH, None, "Sở Tài chính"],
        [3, None, "15/TB-VP", SEVENTH, None, "Sở Nội vụ"],
    ]
    tasks = read_table(workbook(rows, change=merged)).tasks()
    assert [row.text("text") for row in tasks] == ["Việc chung"] * 3
    assert [row.text("due") for row in tasks] == ["31/12/2021"] * 3


def test_headings_totals_printed_headers_and_signatures_are_no_tasks() -> None:
    rows = [
        TWELVE,
        ["I", "Lĩnh vực kinh tế"],
        [1, "Việc một", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"],
        list(TWELVE),
        ["A. CÔNG TÁC DÂN VẬN"],
        [2, "Việc hai", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"],
        ["II", "Lĩnh vực văn hóa"],
        [3, "Việc ba", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"],
        ["Tổng cộng: 3 nhiệm vụ"],
        [None, "Nơi nhận: như trên", None, None, None, None, None, None, None, None, "CHỦ TỊCH"],
    ]
    table = read_table(workbook(rows))
    assert [row.kind for row in table.rows] == [
        "section", "task", "header", "section", "task", "section", "task", "total", "foot",
    ]  # fmt: skip
    assert [row.section for row in table.tasks()] == [
        ("Lĩnh vực kinh tế",), ("Lĩnh vực kinh tế", "A. CÔNG TÁC DÂN VẬN"), ("Lĩnh vực văn hóa",),
    ]  # fmt: skip
    assert set(_notes(table)) == {"sections", "totals", "repeated_headers", "foot_rows"}


def test_the_sheet_that_looks_most_like_a_task_sheet_is_taken_and_a_hidden_one_last() -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Bìa"
    cover["A1"] = "Báo cáo"
    for name, tasks in (("Cũ", 5), ("Nhiệm vụ", 2)):
        sheet = book.create_sheet(name)
        sheet.append(list(TWELVE))
        for number in range(tasks):
            sheet.append([number, f"Việc {number}", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"])
    book["Cũ"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue())
    assert table.sheet.name == "Nhiệm vụ"
    assert _notes(table)["other_sheets"]["count"] == 2
    assert [(info.name, info.is_hidden) for info in list_sheets(out.getvalue())] == [
        ("Bìa", False),
        ("Cũ", True),
        ("Nhiệm vụ", False),
    ]
    assert "hidden_sheet" in _notes(read_table(out.getvalue(), sheet="Cũ"))
    with pytest.raises(SheetError) as refused:
        read_table(out.getvalue(), sheet="Không có")
    assert refused.value.code == "unknown_sheet"


def test_formulas_without_result_errors_links_and_hidden_rows_are_named() -> None:
    def odd(sheet: Any) -> None:
        sheet["E2"] = "=TODAY()"
        sheet["L2"] = "#N/A"
        sheet["K2"].hyperlink = "https://example.invalid/"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["H"].hidden = True

    rows = [TWELVE, *([n, f"Việc {n}", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế", None, "CT"] for n in (1, 2))]
    table = read_table(workbook(rows, change=odd))
    notes = _notes(table)
    assert notes["formulas_without_value"] == {"count": 1, "cells": "E2"}
    assert notes["cells_in_error"]["cells"] == "L2"
    assert notes["hyperlinks"]["count"] == 1
    assert notes["hidden_rows"] == {"count": 1, "rows": "3"}
    assert notes["hidden_columns"]["names"] == "H (Lãnh đạo)"
    assert table.tasks()[0].text("due") == ""
    assert table.tasks()[1].is_hidden


def test_links_to_other_files_and_macros_are_left_out_and_named() -> None:
    out = io.BytesIO(sheet_of([1, "Việc", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"]))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
        package.writestr("xl/vbaProject.bin", b"\0\1")
    notes = _notes(read_table(out.getvalue()))
    assert notes["external_links"]["count"] == 1
    assert "macros" in notes


def test_a_person_may_say_which_column_is_which_and_it_is_remembered_by_the_header() -> None:
    heading = ["Mã", "Việc cần làm", "Nơi nhận việc", "Cột lạ", "Hạn", "Ghi chú", "Số VB"]
    data = sheet_of(["1", "Việc", "Sở Y tế", "x", "31/12/2021", "", "13/TB-VP"], heading=heading)
    with pytest.raises(SheetError) as refused:
        read_table(data)
    assert refused.value.code == "no_header"
    said = {"text": 1, "lead": 2, "due": 4}
    table = read_table(data, header_row=0, mapping=said)
    assert _codes(table) == said
    assert {c.because for c in table.header.columns if c.code != "due"} == {"chosen"}
    assert table.tasks()[0].text("lead") == "Sở Y tế"
    plain = sheet_of(["1", "Việc", "Sở Y tế", "31/12/2021"], heading=["STT", "Nội dung", "Chủ trì", "Thời hạn"])
    other = {"text": 1, "coordinate": 2}
    again = read_table(plain, remembered={read_table(plain).header.signature: other})
    assert _codes(again) == other
    for wrong in ({"text": 1, "lead": 1}, {"text": 99}, {"nonsense": 1}, {"lead": 2}):
        with pytest.raises(SheetError):
            read_table(plain, mapping=wrong)


def test_other_words_may_be_given_for_other_sheets() -> None:
    only = [column for column in TASK_COLUMNS if column.code in ("text", "due", "lead")]
    table = read_table(sheet_of([1, "Việc", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"]), words=only)
    assert set(_codes(table)) == {"text", "due", "lead"}


def test_three_hundred_thousand_rows_are_refused_with_their_number_before_they_take_memory() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.append(list(TWELVE))
    for number in range(MOST_ROWS + 50):
        sheet.append([number, "Việc"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(SheetError) as refused:
        read_table(out.getvalue())
    assert refused.value.code == "too_many_rows"
    assert int(refused.value.facts["there"]) > MOST_ROWS


def test_a_cell_far_from_the_table_is_named_and_takes_no_memory() -> None:
    def far(sheet: Any) -> None:
        sheet["BA1048576"] = "x"

    with pytest.raises(SheetError) as refused:
        read_table(workbook([TWELVE, [1, "Việc"]], change=far))
    assert (refused.value.code, refused.value.facts["cell"]) == ("stray_cell", "BA1048576")
    with pytest.raises(SheetError) as wide:
        read_table(workbook([TWELVE, [1, "Việc", *[""] * 70, "x"]]))
    assert wide.value.code == "too_many_columns"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"%PDF-1.7", "not_xlsx"), (b"PK\x03\x04 nothing", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_xls"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(SheetError) as refused:
        read_table(data)
    assert refused.value.code == code


def _repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return out.getvalue()


def test_a_sheet_with_a_document_type_or_a_part_packed_to_burst_is_refused() -> None:
    data = sheet_of([1, "Việc", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"])
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(part)
    entity = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>' + xml
    for content in (entity, xml[: len(xml) // 2], b""):
        with pytest.raises(SheetError) as refused:
            read_table(_repacked(data, part, content))
        assert refused.value.code == "damaged"
    styles = b"<styleSheet>" + b"<fonts></fonts>" * 5_000_000 + b"</styleSheet>"
    with pytest.raises(SheetError) as bomb:
        read_table(_repacked(data, "xl/styles.xml", styles))
    assert bomb.value.code == "bomb"


def test_text_that_begins_like_a_formula_stays_text() -> None:
    def typed(sheet: Any) -> None:
        for cell, text in (("B2", "=HYPERLINK(1)"), ("B3", "+84 gọi lại"), ("B4", "@việc")):
            sheet[cell].value = text
            sheet[cell].data_type = "s"

    rows = [TWELVE, *([n, "x", "13/TB-VP", SEVENTH, "31/12/2021", "Sở Y tế"] for n in (1, 2, 3))]
    table = read_table(workbook(rows, change=typed))
    assert [row.text("text") for row in table.tasks()] == ["=HYPERLINK(1)", "+84 gọi lại", "@việc"]
    assert "formulas" not in _notes(table)
