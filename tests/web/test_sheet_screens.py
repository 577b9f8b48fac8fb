"""The screens of task sheets: a file goes in, questions are answered, rows left out, all of it taken in and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.tasksheets.workbooks import TWELVE, sheet_of, workbook
from tests.web.conftest import Enter

from dondoc.directives.models import Assignment, Directive
from dondoc.foundation import progress
from dondoc.tasksheets.models import TaskImport

pytestmark = pytest.mark.usefixtures("story_day")
ROW = [1, "Rà soát <b>nhiệm vụ</b>", "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Kế hoạch và Đầu tư"]


@pytest.fixture
def office(enter: Enter, specialist: Any) -> Client:
    return enter(specialist)


def send(client: Client, data: bytes, **more: Any) -> str:
    """Send a sheet and return the address of its preview."""
    form = {"file": SimpleUploadedFile("Theo dõi 2021.xlsx", data), "origin": "province", "not_secret": "on", **more}
    answer = client.post("/bang-theo-doi/", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_sheet_is_read_shown_and_taken_in(office: Client) -> None:
    assert 'href="/bang-theo-doi/"' in office.get("/nhiem-vu/").content.decode()
    url = send(office, sheet_of(ROW))
    shown = office.get(url).content.decode()
    assert "Rà soát &lt;b&gt;nhiệm vụ&lt;/b&gt;" in shown
    assert "tiêu đề đúng là “Nội dung”" in shown
    found = TaskImport.objects.get()
    done = office.post(f"{url}xac-nhan/", {"digest": found.digest}, follow=True)
    assert "Đã nhập 1 nhiệm vụ." in done.content.decode()
    directive = Directive.objects.get()
    assert f"/nhiem-vu/{directive.id}/" in done.content.decode()
    assert "Theo dõi 2021.xlsx" in office.get("/bang-theo-doi/").content.decode()
    back = office.post(f"{url}thu-hoi/", {"reason": "nhầm tệp"}, follow=True).content.decode()
    assert "Đã thu hồi cả lần nhập" in back
    assert Assignment.objects.get().lifecycle == "withdrawn"


def test_questions_are_answered_on_the_page(office: Client, province: Any) -> None:
    rows = [[n, f"Việc {n}", "13/TB-VP", "07/01/2021", due, "Phòng Kế hoạch"] for n, due in ((1, "15/3"), (2, "20/4"))]
    url = send(office, sheet_of(*rows))
    shown = office.get(url).content.decode()
    assert "“Phòng Kế hoạch” là đơn vị nào?" in shown
    assert "“15/3” là của năm nào?" in shown
    form = {
        "code-0": "unit", "key-0": "phong ke hoach", "choice-0": "unit_ids:", "unit-0": "Sở Kế hoạch và Đầu tư",
        "code-1": "year", "key-1": "due:15 3", "choice-1": "rule:after_issue", "code-2": "hidden", "key-2": "", "choice-2": "",
    }  # fmt: skip
    left = office.post(f"{url}tra-loi/", form, follow=True).content.decode()
    assert "Cần bạn trả lời" not in left
    assert TaskImport.objects.get().counts["ok"] == 2
    wrong = {**form, "unit-0": "Không có"}
    assert "Không có đơn vị “Không có”." in office.post(f"{url}tra-loi/", wrong, follow=True).content.decode()
    day = {"code-0": "year", "key-0": "due:15 3", "choice-0": "on:", "day-0": "31/02/2021"}
    assert "Ngày 31/02/2021 không có trong lịch." in office.post(f"{url}tra-loi/", day, follow=True).content.decode()
    nothing = office.post(f"{url}tra-loi/", {}, follow=True).content.decode()
    assert "Bạn chưa chọn câu trả lời nào." in nothing


def test_a_row_is_left_out_and_taken_back_in(office: Client) -> None:
    url = send(office, sheet_of(ROW, [2, "Việc hai", *ROW[2:]]))
    office.post(f"{url}dong/", {"row": "3", "skip": "1"})
    assert TaskImport.objects.get().counts["skip"] == 1
    assert "Bạn đã bỏ dòng này." in office.get(f"{url}?state=skip").content.decode()
    office.post(f"{url}dong/", {"row": "3"})
    assert TaskImport.objects.get().counts == {"ok": 2, "question": 0, "error": 0, "skip": 0}


def test_columns_are_mapped_by_hand(office: Client) -> None:
    heading = ["STT", "Nội dung", "Nơi nhận việc", "Hạn", "Ngày BH"]
    url = send(office, sheet_of([1, "Việc", "Sở Y tế", "31/12/2021", "07/01/2021"], heading=heading))
    assert TaskImport.objects.get().counts["question"] == 1
    form = {
        "header_row": "1",
        "column-0": "number",
        "column-1": "text",
        "column-2": "lead",
        "column-3": "due",
        "column-4": "document_date",
    }
    done = office.post(f"{url}cot/", {**form, "sheet": "Theo dõi"}, follow=True).content.decode()
    assert "bạn đã chọn" in done
    assert TaskImport.objects.get().counts["ok"] == 1
    other = office.post(f"{url}cot/", {"header_row": "2", "sheet": "Theo dõi"}, follow=True).content.decode()
    assert "Không có dòng nào" in other


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "rỗng (0 byte)"), (b"khong phai", "không phải Excel"), (workbook([["x"]]), "Không tìm thấy dòng tiêu đề")],
)
def test_a_file_that_is_not_taken_says_why_at_its_field(office: Client, data: bytes, said: str) -> None:
    form = {"file": SimpleUploadedFile("a.xlsx", data), "origin": "province", "not_secret": "on"}
    answer = office.post("/bang-theo-doi/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_how_far_it_is_can_be_asked(office: Client, province: Any) -> None:
    url = send(office, sheet_of(ROW))
    found = TaskImport.objects.get()
    assert office.get(f"{url}tien-do/").status_code == 204
    progress.teller("task_import", province.id, found.id)(50, 200)
    assert office.get(f"{url}tien-do/").json() == {"words": "Đã ghi 50/200 nhiệm vụ", "done": 25}
    progress.finished("task_import", province.id, found.id)


def test_a_discarded_import_is_gone_from_the_list(office: Client) -> None:
    url = send(office, sheet_of(ROW))
    assert "Đã bỏ lần nhập này" in office.post(f"{url}bo/", follow=True).content.decode()
    assert "Theo dõi 2021.xlsx" not in office.get("/bang-theo-doi/").content.decode()


def test_the_sheet_is_english_for_who_wants_english(office: Client) -> None:
    office.cookies["dondoc_language"] = "en"
    url = send(office, workbook([TWELVE, ROW, ["Tổng cộng: 1"]]))
    shown = office.get(url, headers={"accept-language": "en"}).content.decode()
    assert "Theo dõi 2021.xlsx" in shown


def test_a_task_says_from_which_row_of_which_sheet_it_came(office: Client, enter: Enter, lead_focal: Any) -> None:
    url = send(office, sheet_of([*ROW, None, "Trần Văn An", None, None, None, "ghi nội bộ"]))
    office.post(f"{url}xac-nhan/", {"digest": TaskImport.objects.get().digest})
    page = f"/nhiem-vu/{Directive.objects.get().id}/"
    shown = office.get(page).content.decode()
    for said in ("Theo dõi 2021.xlsx", "dòng 2", "13/TB-VP", "Trần Văn An", "ghi nội bộ"):
        assert said in shown
    assert "ghi nội bộ" not in enter(lead_focal).get(page).content.decode()
    exported = office.get("/bang-theo-doi/xuat.xlsx")
    assert exported["Content-Disposition"] == 'attachment; filename="bang-theo-doi-2021-01-18.xlsx"'
    assert exported.content.startswith(b"PK")
