"""The list as a file: what is written is what is read back, and no string is ever a formula."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.directives.export import Heading, to_csv, to_xlsx, xml_text
from dondoc.directives.listing import AssignmentRow, Moment

ON = dt.date(2021, 1, 18)
HEADING = Heading(
    "Danh sách nhiệm vụ", ["Kiên Giang · tính đến hết ngày 18/01/2021", "=Đơn vị: Sở Tài chính"],
    Moment(on=ON, today=ON), dt.datetime(2021, 1, 18, 8, tzinfo=dt.UTC), {7: "Kinh tế tổng hợp"},
)  # fmt: skip
HEAD = 4  # the header's row: title, two notes, an empty row


def day(number: int) -> dt.datetime:
    """A day of January 2021 as openpyxl gives it."""
    return dt.datetime(2021, 1, number)  # noqa: DTZ001 - a cell has no time zone


def row(**changes: Any) -> AssignmentRow:
    facts: dict[str, Any] = {
        "id": 5, "directive_id": 4, "unit_id": 3, "unit_name": "Sở Tài chính", "unit_code": "stc", "role": "lead",
        "lifecycle": "assigned", "due_on": dt.date(2021, 1, 12), "reported_on": None, "completed_on": None,
        "assigned_on": dt.date(2021, 1, 7), "origin": "central", "field_id": 7, "text": "Rà soát vốn", "clause": "2.b",
        "deadline_kind": "date", "deadline_words": "trước ngày 12/01", "document_id": 1, "document_code": "13/TB-VP",
        "document_issued_on": dt.date(2021, 1, 7), **changes,
    }  # fmt: skip
    # A deadline that was never moved is its own first one.
    return AssignmentRow(**{"current_due_on": facts["due_on"], "original_due_on": facts["due_on"], **facts})


def read(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


def test_days_are_days_and_numbers_are_numbers() -> None:
    lines = read(to_xlsx([row()], HEADING))
    assert lines[0][0] == "Danh sách nhiệm vụ"
    named = dict(zip(lines[HEAD], lines[HEAD + 1], strict=True))
    assert named == {
        "STT": 1, "Nhiệm vụ": "Rà soát vốn", "Đơn vị": "Sở Tài chính", "Vai trò": "Chủ trì",
        "Thời hạn": day(12), "Hạn ban đầu": day(12), "Số lần gia hạn": 0, "Thời hạn như văn bản ghi": "trước ngày 12/01", "Theo thời hạn": "Quá hạn", "Theo hạn ban đầu": "Quá hạn",
        "Số ngày quá hạn": 6, "Mức độ thực hiện": "Đã giao", "Tiến độ (%)": None, "Giai đoạn": None, "Ngày báo cáo": None, "Ngày hoàn thành": None,
        "Ngày giao": day(7), "Văn bản": "13/TB-VP", "Ngày văn bản": day(7),
        "Mục, khoản": "2.b", "Nguồn giao": "Chính phủ, Thủ tướng Chính phủ", "Lĩnh vực": "Kinh tế tổng hợp",
        "Mã nhiệm vụ": 4,
    }  # fmt: skip


def test_how_far_it_is_and_how_it_ended_stand_in_words() -> None:
    heading = dataclasses.replace(HEADING, stage_names={"trinh": "Đã trình"}, state_words={6: "Đã gộp"})
    rows = [
        row(percent=40, stage="trinh"), row(id=6, lifecycle="withdrawn", percent=0), row(stage="cu"),
        row(id=7, lifecycle="withdrawn"), row(lifecycle="accepted", completed_on=dt.date(2021, 1, 11), percent=60),
    ]  # fmt: skip
    lines = read(to_xlsx(rows, heading))
    places = [lines[HEAD].index(name) for name in ("Mức độ thực hiện", "Tiến độ (%)", "Giai đoạn")]
    assert [[line[place] for place in places] for line in lines[HEAD + 1 :]] == [
        ["Đã giao", 40, "Đã trình"], ["Đã gộp", 0, None], ["Đã giao", None, "cu"], ["Đã thu hồi", None, None],
        ["Đã xác nhận hoàn thành", 100, None],
    ]  # fmt: skip


def test_the_header_is_frozen_and_filters_the_rows() -> None:
    content = to_xlsx([row(), row(), row()], HEADING)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("A6", "A5:W8", "A1:W8")
    assert sheet["E6"].number_format == "dd/mm/yyyy"


def test_other_readers_read_the_same() -> None:
    content = to_xlsx([row(text="a"), row(text="b", due_on=None)], HEADING)
    lines = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [line[1] for line in lines[HEAD + 1 :]] == ["a", "b"]
    assert [line[4] for line in lines[HEAD + 1 :]] == [dt.date(2021, 1, 12), ""]


def test_every_part_is_well_formed_and_every_cell_in_its_place() -> None:
    content = to_xlsx([row() for _ in range(2_500)], HEADING)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {
            name: ET.fromstring(archive.read(name))  # noqa: S314 - our own file
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    lines = parts["xl/worksheets/sheet1.xml"].findall(f"{main}sheetData/{main}row")
    numbers = [int(line.attrib["r"]) for line in lines]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == HEAD + 1 + 2_500
    for line in lines[-3:]:
        assert [cell.attrib["r"] for cell in line] == [f"{chr(65 + n)}{line.attrib['r']}" for n in range(23)]


def test_both_readings_of_a_deadline_stand_beside_each_other() -> None:
    """In force it is in time, by the first one it is late; which of them the list was asked by changes only the days late."""
    first, now = dt.date(2021, 1, 12), dt.date(2021, 1, 29)
    facts = {"current_due_on": now, "original_due_on": first, "extensions": 2}
    names = ("Thời hạn", "Hạn ban đầu", "Số lần gia hạn", "Theo thời hạn", "Theo hạn ban đầu", "Số ngày quá hạn")
    by_first = dataclasses.replace(HEADING, moment=dataclasses.replace(HEADING.moment, against_original=True))
    for heading, due_on, late in ((HEADING, now, None), (by_first, first, 6)):
        lines = read(to_xlsx([row(due_on=due_on, **facts)], heading))
        named = dict(zip(lines[HEAD], lines[HEAD + 1], strict=True))
        assert [named[name] for name in names] == [day(29), day(12), 2, "Trong hạn", "Quá hạn", late]
        written = next(
            iter(
                csv.DictReader(
                    io.StringIO(b"".join(to_csv([row(due_on=due_on, **facts)], heading)).decode("utf-8-sig"))
                )
            )
        )
        assert [written[name] for name in names[1:5]] == ["2021-01-12", "2", "Trong hạn", "Quá hạn"]


_days = st.dates(dt.date(2021, 1, 1), dt.date(2021, 2, 15))


@st.composite
def _rows(draw: st.DrawFn) -> AssignmentRow:
    lifecycle = draw(st.sampled_from(["assigned", "in_progress", "reported", "accepted", "withdrawn"]))
    told = draw(_days) if lifecycle in ("reported", "accepted") else None
    current, original = draw(st.one_of(st.just((None, None)), st.tuples(_days, _days)))
    return row(
        lifecycle=lifecycle, due_on=current, current_due_on=current, original_due_on=original, reported_on=told,
        completed_on=told if lifecycle == "accepted" else None, extensions=draw(st.integers(0, 3)),
    )  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(_rows(), max_size=12))
def test_totals_are_formulas_over_just_the_rows_and_say_what_these_say(rows: list[AssignmentRow]) -> None:
    content = to_xlsx(rows, HEADING)
    said, values = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (False, True))
    first, last = HEAD + 2, HEAD + 1 + max(len(rows), 1)
    listed = [[cell.value for cell in line] for line in values["Nhiệm vụ"].iter_rows(min_row=first, max_row=last)]
    verdicts, by_first = ([line[place] for line in listed] for place in (8, 9))
    extensions = sum(line[6] or 0 for line in listed)
    top, totals = said["Nhiệm vụ"], values["Nhiệm vụ"]
    assert top[f"A{HEAD}"].value == f"=SUBTOTAL(103,$B${first}:$B${last})"
    assert totals[f"A{HEAD}"].value == len(rows)
    assert top[f"G{HEAD}"].value == f"=SUBTOTAL(109,$G${first}:$G${last})"
    assert totals[f"G{HEAD}"].value == extensions
    for letter, column in (("I", verdicts), ("J", by_first)):
        cells = f"${letter}${first}:${letter}${last}"
        assert top[f"{letter}{HEAD}"].value == (
            f"=SUMPRODUCT(SUBTOTAL(103,OFFSET(${letter}${first},ROW({cells})-ROW(${letter}${first}),0))"
            f'*(({cells}="Quá hạn")))&" quá hạn"'
        )
        assert totals[f"{letter}{HEAD}"].value == f"{column.count('Quá hạn')} quá hạn"
    counted = [verdict for verdict in verdicts if verdict]
    done = sum(verdict.startswith("Hoàn thành") for verdict in counted)
    assert totals[f"M{HEAD}"].value == (done / len(counted) if counted else 0)
    sums, filled = said["Tổng hợp"], values["Tổng hợp"]
    for line in range(2, 8):
        name = filled[f"A{line}"].value
        for own, letter, column in (("B", "I", verdicts), ("C", "J", by_first)):
            assert sums[f"{own}{line}"].value == f"=COUNTIF('Nhiệm vụ'!${letter}${first}:${letter}${last},$A{line})"
            assert filled[f"{own}{line}"].value == column.count(name)
    assert {filled[f"A{line}"].value for line in range(2, 8)} >= set(counted)
    assert [sums["B8"].value, filled["B8"].value, filled["C8"].value] == ["=SUM(B2:B7)", len(counted), len(counted)]
    assert filled["B9"].value == extensions


def test_the_pages_of_both_sheets_print_with_their_heading() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([row()], HEADING)))
    assert [sheet.title for sheet in book] == ["Nhiệm vụ", "Tổng hợp"]
    assert [sheet.print_title_rows for sheet in book] == [f"${HEAD + 1}:${HEAD + 1}", "$1:$1"]
    assert [sheet.freeze_panes for sheet in book] == [f"A{HEAD + 2}", "B2"]
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_an_empty_list_is_a_workbook_with_its_header() -> None:
    lines = read(to_xlsx([], HEADING))
    assert lines[HEAD][0] == "STT"
    assert all(cell is None for line in lines[HEAD + 1 :] for cell in line)


def test_no_string_is_a_formula() -> None:
    for text in ("=1+1", "+84", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"):
        sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([row(text=text)], HEADING))).active
        assert sheet is not None
        assert sheet["B6"].data_type in ("inlineStr", "s")
        assert sheet["B6"].value == text
        written = next(
            iter(csv.DictReader(io.StringIO(b"".join(to_csv([row(text=text)], HEADING)).decode("utf-8-sig"))))
        )
        assert written["Nhiệm vụ"] == "'" + text
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx([], HEADING))).active["A3"].data_type == "s"  # type: ignore[index]


def test_a_day_that_excel_cannot_count_is_text() -> None:
    assert read(to_xlsx([row(due_on=dt.date(1890, 5, 1))], HEADING))[HEAD + 1][4] == "01/05/1890"


def test_what_a_cell_cannot_hold_is_cut() -> None:
    assert xml_text("a\x00b\x1fc\ufffed") == "abcd"
    assert len(xml_text("x" * 40_000)) == 32_767
    assert xml_text("_x000D_ _x1_") == "_x005F_x000D_ _x1_"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_read_back(text: str) -> None:
    """Less what XML cannot hold; line ends are what XML makes of them."""
    lines = read(to_xlsx([row(text="[" + text + "]")], HEADING))
    unfit = {chr(n) for n in range(32)} - set("\t\n\r") | {"\ufffe", "\uffff"} | {chr(n) for n in range(0xD800, 0xE000)}
    kept = "".join(ch for ch in text if ch not in unfit).replace("\r\n", "\n").replace("\r", "\n")
    assert lines[HEAD + 1][1].replace("_x005F_x", "_x") == f"[{kept}]"


def test_csv_has_every_row_and_is_sent_in_parts() -> None:
    parts = list(to_csv((row(text=f"Việc {n}") for n in range(2_500)), HEADING))
    assert len(parts) == 4
    lines = list(csv.reader(io.StringIO(b"".join(parts).decode("utf-8-sig"))))
    assert len(lines) == 2_501
    assert lines[-1][:2] == ["2500", "Việc 2499"]
