"""The sheet that goes out: it looks as an office's does, is never run, counts itself, and comes back in as the same tasks."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.followup import deadline_world

from dondoc.accounts.permissions import scope_of
from dondoc.directives.listing import AssignmentFilter, Moment, list_assignments
from dondoc.directives.models import Assignment
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import
from dondoc.tasksheets.export import OfficeHeading, to_office_sheet
from dondoc.tasksheets.models import TaskImportRow
from dondoc.tasksheets.office_rows import OfficeRow, office_rows
from dondoc.tasksheets.reading import read_table

ON = dt.date(2021, 1, 18)
HEADING = OfficeHeading(
    body="Ủy ban nhân dân tỉnh", office="Văn phòng UBND tỉnh", on=ON, by="Phạm Cường", created=dt.datetime(2021, 1, 18, 8, tzinfo=dt.UTC)
)  # fmt: skip


def row(**more: Any) -> OfficeRow:
    facts = {
        "text": "Rà soát", "code": "13/TB-VP", "issued_on": dt.date(2021, 1, 7), "due": dt.date(2021, 12, 31), "leads": ("Sở Y tế",), "others": (),
        "leader": "", "progress": None, "status": "Chưa thực hiện – trong hạn", "result": "", "note": "", "field_id": None, **more,
    }  # fmt: skip
    return OfficeRow(**facts)


def opened(data: bytes, *, computed: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=computed)


def test_it_has_a_heading_a_frozen_header_filters_print_titles_and_rows_that_fit() -> None:
    long = "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch. " * 12
    sheet = opened(to_office_sheet([row(text=long), row()], HEADING), computed=False).worksheets[0]
    assert (sheet["A1"].value, sheet["G1"].value) == ("ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert sheet["A4"].value == "BẢNG THEO DÕI NHIỆM VỤ"
    assert "18/01/2021" in sheet["A5"].value
    assert [cell.value for cell in sheet[7]] == [
        "STT", "Nội dung", "Số VB", "Ngày BH", "Hạn", "Chủ trì", "Phối hợp", "Lãnh đạo", "Tiến độ", "Trạng thái", "Kết quả", "Ghi chú",
    ]  # fmt: skip
    assert sheet.freeze_panes == "C8"
    assert sheet.auto_filter.ref == "A7:L9"
    assert sheet.print_title_rows == "$7:$7"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.oddFooter.center.text == "&P/&N"
    assert sheet["B8"].alignment.wrap_text
    assert sheet["B8"].border.left.style == "thin"
    assert sheet.row_dimensions[8].height > 5 * sheet.row_dimensions[9].height
    assert sheet["D8"].number_format == "dd/mm/yyyy"
    assert sheet["E8"].value.date() == dt.date(2021, 12, 31)


def test_totals_are_formulas_with_their_values_filled_in() -> None:
    rows = [
        row(status="Hoàn thành đúng hạn", leads=("Sở Y tế", "Sở Tài chính")), row(status="Đang thực hiện – quá hạn", leads=("UBND huyện An",)),
        row(status="Chưa thực hiện – trong hạn", leads=("UBND huyện An Minh",)), row(status="Hoàn thành trễ hạn"),
    ]  # fmt: skip
    data = to_office_sheet(rows, HEADING)
    said, done = opened(data, computed=False).worksheets, opened(data).worksheets
    assert said[0]["A12"].value == "=SUBTOTAL(103,$B$8:$B$11)"
    assert [done[0][f"{column}12"].value for column in "ABIJ"] == [4, "Tổng cộng", 0.5, "1 quá hạn"]
    share = said[0]["I12"].value
    assert share.startswith("=IF(SUMPRODUCT(SUBTOTAL(103,OFFSET($J$8,ROW($J$8:$J$11)-ROW($J$8),0))*")
    assert said[0]["J12"].value == (
        '=SUMPRODUCT(SUBTOTAL(103,OFFSET($J$8,ROW($J$8:$J$11)-ROW($J$8),0))*((RIGHT($J$8:$J$11,9)="– quá hạn")))&" quá hạn"'
    )
    by_unit = {line[1].value: [cell.value for cell in line[2:]] for line in done[1].iter_rows(min_row=8)}
    assert by_unit["Sở Y tế"] == [2, 1, 1, 0, 0, 0, 0, 1]
    assert by_unit["UBND huyện An"] == [1, 0, 0, 0, 0, 1, 0, 0]
    assert by_unit["UBND huyện An Minh"] == [1, 0, 0, 1, 0, 0, 0, 0]
    assert by_unit["Tổng cộng (lượt chủ trì)"] == [5, 2, 1, 1, 0, 1, 0, 0.6]
    formula = said[1]["D8"].value
    assert formula.startswith("=COUNTIFS('Theo dõi nhiệm vụ'!$F$8:$F$11,\"Sở Tài chính\"")


def test_what_was_withdrawn_stands_in_the_list_and_in_no_share() -> None:
    rows = [row(status="Hoàn thành đúng hạn"), row(status="Đã thu hồi"), row(status="Đã chuyển đơn vị khác")]
    done = opened(to_office_sheet(rows, HEADING)).worksheets
    assert [done[0][f"{column}11"].value for column in "AIJ"] == [3, 1, "0 quá hạn"]


@pytest.mark.parametrize("text", ["=1+1", "+84 gọi", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "{=1}"])
def test_text_is_never_a_formula(text: str) -> None:
    sheet = opened(
        to_office_sheet([row(text=text, code=text, note=text, leads=(text,))], HEADING), computed=False
    ).worksheets[0]
    for cell in ("B8", "C8", "F8", "L8"):
        assert sheet[cell].data_type == "s"


def test_a_sheet_without_tasks_is_a_sheet() -> None:
    book = opened(to_office_sheet([], HEADING))
    assert book.worksheets[0]["A9"].value == 0


_TEXTS = st.text(" =+-@'\"<>&;,()%/_x0041ăâđêôơưạỹNhiệmVụ", min_size=3, max_size=40).map(
    lambda text: f"Nhiệm vụ {' '.join(text.split())} xong"
)
_DUES = st.one_of(
    st.dates(dt.date(2021, 1, 7), dt.date(2099, 12, 31)), st.sampled_from(["Thường xuyên", "Không thời hạn", "trong quý III/2021", "tháng 3/2022"])
)  # fmt: skip


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(_TEXTS, _DUES, st.sampled_from([("Sở Y tế",), ("Sở Y tế", "Sở Tài chính")])), min_size=1, max_size=12
    )
)
def test_what_is_written_is_read_back(tasks: list[Any]) -> None:
    rows = [row(text=text, due=due, leads=leads) for text, due, leads in tasks]
    table = read_table(to_office_sheet(rows, HEADING))
    found = table.tasks()
    assert table.sheet.name == "Theo dõi nhiệm vụ"
    assert [(one.text("text"), one.text("lead")) for one in found] == [(r.text, "; ".join(r.leads)) for r in rows]
    assert [one.values["due"] for one in found] == [r.due for r in rows]


def test_an_exported_list_comes_back_in_as_the_same_tasks(
    province: Any, committed: Any, specialist: Any, now: dt.datetime
) -> None:
    cells = ("Sở Kế hoạch và Đầu tư", "Sở Tài chính; Sở Y tế", "Lâm Minh Thành")
    given_in = committed(
        [1, "Việc trong hạn", "13/TB-VP", "07/01/2021", "31/12/2021", *cells, None, "Đang thực hiện", None, "ghi chú"],
        [2, "Việc đã xong", "13/TB-VP", "07/01/2021", "10/01/2021", "Sở Y tế; Sở Tài chính", None, None, 1, "Hoàn thành", "BC ngày 12/01/2021"],
        [3, "Việc theo quý", "14/TB-VP", "08/01/2021", "trong quý I/2021", "Sở Y tế"],
        [4, "Việc thường xuyên", "14/TB-VP", "08/01/2021", "thường xuyên", "Sở Y tế"],
        [5, "Việc quá hạn", "14/TB-VP", "08/01/2021", "10/01/2021", "Sở Y tế"],
    )  # fmt: skip
    before = _plans(given_in.id)
    moment = Moment(on=now.date(), today=now.date())
    scope = scope_of(specialist)
    rows = office_rows(scope, list_assignments(scope, AssignmentFilter(sort="recent"), moment), moment)
    data = to_office_sheet(rows, HEADING)
    again = open_task_import(actor=specialist, file=("xuat.xlsx", data), now=now)
    assert again.counts == {"ok": 0, "question": 0, "error": 0, "skip": 5}  # all of it is known
    withdraw_task_import(actor=specialist, import_id=given_in.id, reason="thử", now=now + dt.timedelta(hours=1))
    fresh = open_task_import(actor=specialist, file=("xuat.xlsx", data), now=now + dt.timedelta(hours=2))
    assert fresh.counts["ok"] == 5
    assert _plans(fresh.id) == before
    assert Assignment.objects.filter(lifecycle="withdrawn").count() == Assignment.objects.count()


def _plans(import_id: int) -> list[Any]:
    found = TaskImportRow.objects.filter(task_import_id=import_id).values_list("plan", flat=True)
    return sorted(
        (
            plan["text"], plan["code"], plan["issued_on"], sorted(plan["leads"]), sorted(plan["coordinates"]), plan["due"]["on"], plan["due"]["kind"],
            plan["state"]["completed_on"], plan["state"]["kind"] == "done", plan["leader"], plan["note"],
        )
        for plan in found
    )  # fmt: skip


def test_the_first_deadline_stands_in_the_note_where_another_one_stands(
    province: Any, specialist: Any, lead_focal: Any, office_leader: Any
) -> None:
    found = deadline_world.subject(province, specialist)
    scope, moment = scope_of(office_leader), Moment(on=dt.date(2021, 1, 20), today=dt.date(2021, 1, 20))
    notes = [one.note for one in office_rows(scope, list_assignments(scope, AssignmentFilter(), moment), moment)]
    assert notes == [""]
    deadline_world.decide(specialist, deadline_world.ask(lead_focal, found))
    (one,) = office_rows(scope, list_assignments(scope, AssignmentFilter(), moment), moment)
    assert (one.due, one.note) == (dt.date(2021, 2, 1), "hạn ban đầu 25/01/2021, gia hạn 1 lần")
