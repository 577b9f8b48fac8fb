"""The centre's tasks on the screen: the list of a day, one task with both clocks, its steps, files looked at and compared."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook
from tests.central.central_world import CONTENT, assign, bring_to, fresh, record
from tests.central.files import HEADER, line, workbook
from tests.directives import story
from tests.web.conftest import Enter

from dondoc.central.models import CentralImport, CentralTask
from dondoc.directives.models import Directive

pytestmark = pytest.mark.usefixtures("story_day")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def text(response: Any) -> str:
    """The page as people read it: tags and runs of space gone."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def upload(client: Any, *lines: Any, name: str = "nhiem-vu.xlsx", header: Any = HEADER, **form: Any) -> Any:
    """Send a file for a look."""
    file = SimpleUploadedFile(name, workbook(lines, header))
    return client.post("/trung-uong/tep/", {"file": file, "not_secret": "on", **form})


class TestTheList:
    def test_figures_with_their_denominators_open_their_rows(self, enter: Enter, office_leader: Any) -> None:
        record(office_leader, code="LATE", due_on=dt.date(2021, 1, 10))
        record(office_leader, code="SOON", due_on=dt.date(2021, 1, 20))
        client = enter(office_leader)
        page = client.get("/trung-uong/")
        assert "Chưa hoàn thành, quá hạn 1 /2" in text(page)
        assert 'href="/trung-uong/?cell=overdue"' in page.content.decode()
        late = text(client.get("/trung-uong/?cell=overdue"))
        assert "LATE" in late
        assert "SOON" not in late
        assert "quá 8 ngày" in late

    def test_a_past_day_is_asked_of_the_ledger_and_says_so(self, enter: Enter, office_leader: Any) -> None:
        task = record(office_leader, due_on=dt.date(2020, 12, 20))
        bring_to("done", task, office_leader)
        page = text(enter(office_leader).get("/trung-uong/?on=31/12/2020"))
        assert "Đây là số liệu của ngày 31/12/2020" in page
        assert "Chưa hoàn thành, quá hạn 1 /1" in page
        assert "quá 11 ngày" in page
        assert "Chưa hoàn thành, quá hạn 0 /1" in text(enter(office_leader).get("/trung-uong/"))

    def test_what_is_typed_wrong_narrows_nothing_and_fails_nothing(self, enter: Enter, office_leader: Any) -> None:
        record(office_leader)
        client = enter(office_leader)
        for query in (
            "on=40/13/2020",
            "unit=lạ",
            "specialist=x",
            "cell=king",
            "page=999",
            "q=%00",
            "on=01/01/2999",
            "q=%27%21%26",
        ):
            assert client.get(f"/trung-uong/?{query}").status_code == 200, query

    def test_a_unit_sees_its_own_and_nothing_to_press(
        self, enter: Enter, office_leader: Any, province: Any, lead_head: Any, other_unit_focal: Any, administrator: Any
    ) -> None:
        task = assign(office_leader, province, record(office_leader))
        page = text(enter(lead_head).get("/trung-uong/"))
        assert CONTENT in page
        assert "Nhập từ Excel" not in page
        assert "Chưa có nhiệm vụ nào" in text(enter(other_unit_focal).get("/trung-uong/"))
        assert enter(administrator).get("/trung-uong/").status_code == 404
        assert "Đã báo cáo Trung ương" not in text(enter(lead_head).get(f"/trung-uong/{task.id}/"))

    def test_it_leaves_as_a_file_in_the_columns_of_the_centres_own(self, enter: Enter, office_leader: Any) -> None:
        client = enter(office_leader)
        header = ["Mã NV", "Ghi gì đó", *HEADER[4:6], "Tình trạng"]
        upload(
            client,
            ["", "x", CONTENT, dt.date(2021, 1, 31), "Đang làm"],
            header=["Mã NV", "Ghi gì đó", *HEADER[4:6], "Tình trạng"],
        )
        source = CentralImport.objects.get()
        page = client.get(f"/trung-uong/tep/{source.id}/").content.decode()
        row = re.search(r'name="(row-\d+)"', page)[1]
        client.post(f"/trung-uong/tep/{source.id}/nhap/", {row: "new"})
        CentralTask.objects.update(content="=cmd()")
        bring_to("reported", CentralTask.objects.get(), office_leader)
        got = client.get("/trung-uong/xuat/")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(got.content)).get_sheet_by_index(0).to_python()
        own = [
            "Hạn ban đầu",
            "Số lần đổi hạn",
            "Theo hạn Trung ương",
            "Theo hạn ban đầu",
            "Hạn nội bộ",
            "Theo hạn nội bộ",
        ]
        assert rows[0] == [*header, *own]
        assert rows[1][2:5] == ["=cmd()", dt.date(2021, 1, 31), "Đã báo cáo"]
        assert rows[1][5:] == [dt.date(2021, 1, 31), 0, "Trong hạn", "Trong hạn", "", ""]


class TestATask:
    def test_both_clocks_stand_side_by_side(self, enter: Enter, office_leader: Any, province: Any) -> None:
        task = assign(office_leader, province, record(office_leader))
        page = enter(office_leader).get(f"/trung-uong/{task.id}/")
        said = text(page)
        assert "Hạn Trung ương 31/01/2021 còn 13 ngày" in said
        assert "Hạn nội bộ 27/01/2021 còn 9 ngày" in said
        assert page.content.decode().count('<svg class="lane"') == 2

    def test_a_deadline_of_ours_after_the_centres_is_said(
        self, enter: Enter, office_leader: Any, province: Any
    ) -> None:
        task = assign(office_leader, province, record(office_leader))
        client = enter(office_leader)
        sent = client.post(
            f"/trung-uong/{task.id}/move_deadline/", {"due_on": "20/01/2021", "reason": "Công văn 9/VPCP"}
        )
        assert sent.status_code == 302
        assert "Sở Kế hoạch và Đầu tư (27/01/2021)" in text(client.get(f"/trung-uong/{task.id}/"))
        assert "sau hạn Trung ương" in text(client.get("/trung-uong/"))

    def test_from_the_form_to_the_centres_yes(self, enter: Enter, specialist: Any, province: Any) -> None:
        client = enter(specialist)
        empty = client.post("/trung-uong/moi/", {"giver": "office"})
        assert empty.status_code == 422
        form = {
            "content": CONTENT,
            "code": "TW-7",
            "giver": "office",
            "document_issued_on": "10/12/2020",
            "due_on": "31/01/2021",
            "field": "kinh-te",
        }
        assert client.post("/trung-uong/moi/", form).status_code == 302
        task = CentralTask.objects.get()
        again = client.post("/trung-uong/moi/", form)
        assert (again.status_code, "đã có trong danh sách" in text(again)) == (422, True)
        at = f"/trung-uong/{task.id}"
        beyond = client.post(
            f"{at}/assign/", {"leads": ["skhdt"], "text": CONTENT, "due_on": "01/02/2021", "field": "kinh-te"}
        )
        assert (beyond.status_code, "không được sau hạn Trung ương" in text(beyond)) == (422, True)
        sent = client.post(
            f"{at}/assign/", {"leads": ["skhdt"], "text": CONTENT, "due_on": "27/01/2021", "field": "kinh-te"}
        )
        assert sent.status_code == 302
        assert client.get(f"{at}/report/").status_code == 200
        client.post(f"{at}/report/", {"report_document": "15/BC-UBND", "reported_on": "18/01/2021"})
        client.post(f"{at}/return/", {"reason": "Thiếu số liệu."})
        client.post(f"{at}/report/", {"report_document": "16/BC-UBND"})
        client.post(f"{at}/confirm/", {})
        assert (fresh(task).state, fresh(task).report_document) == ("done", "16/BC-UBND")
        said = text(client.get(f"{at}/"))
        assert "Trung ương trả lại báo cáo" in said
        assert "Báo cáo Trung ương bằng văn bản 16/BC-UBND" in said
        assert client.get(f"{at}/report/").status_code == 409
        assert client.get(f"{at}/fly/").status_code == 404

    def test_facts_are_changed_and_the_history_says_what_was(self, enter: Enter, clerk: Any) -> None:
        task = record(clerk)
        client = enter(clerk)
        assert 'value="TW-001"' in client.get(f"/trung-uong/{task.id}/change/").content.decode()
        form = {
            "content": CONTENT,
            "code": "TW-002",
            "giver": "office",
            "document_code": "1711/CĐ-TTg",
            "document_issued_on": "10/12/2020",
        }
        assert client.post(f"/trung-uong/{task.id}/change/", form).status_code == 302
        said = text(client.get(f"/trung-uong/{task.id}/"))
        assert "TW-001 → TW-002" in said
        assert "Thủ tướng Chính phủ → Văn phòng Chính phủ" in said

    def test_what_we_have_already_is_tied_with_one_press(self, enter: Enter, office_leader: Any, province: Any) -> None:
        directive = story.give(office_leader, province, text=CONTENT)
        Directive.objects.filter(id=directive.id).update(origin="central")
        task = record(office_leader)
        client = enter(office_leader)
        assert "Có thể tỉnh đã giao việc này" in text(client.get(f"/trung-uong/{task.id}/"))
        assert client.post(f"/trung-uong/{task.id}/link/", {"directive_id": directive.id}).status_code == 302
        assert fresh(task).directive_id == directive.id
        page = text(client.get(f"/nhiem-vu/{directive.id}/"))
        assert "Hạn Trung ương 31/01/2021" in page
        assert "TW-001" in page

    def test_the_desk_says_what_is_near_either_clock(
        self, enter: Enter, specialist: Any, office_leader: Any, province: Any
    ) -> None:
        record(office_leader, due_on=dt.date(2021, 1, 19), specialist_id=specialist.pk)
        assert "Nhiệm vụ Trung ương giao gần hạn, quá hạn" in text(enter(specialist).get("/"))
        assert CONTENT in text(enter(office_leader).get("/"))

    def test_the_process_shows_the_steps_of_the_table(self, enter: Enter, clerk: Any) -> None:
        said = text(enter(clerk).get("/theo-doi/quy-trinh/"))
        assert "Các bước của nhiệm vụ Trung ương giao" in said
        assert "Đã báo cáo Trung ương Chưa báo cáo Đã báo cáo, chờ xác nhận" in said


class TestFiles:
    def test_looked_at_corrected_taken_in_and_compared(self, enter: Enter, clerk: Any) -> None:
        client = enter(clerk)
        refused = client.post("/trung-uong/tep/", {"file": SimpleUploadedFile("a.xlsx", workbook([line()]))})
        assert (refused.status_code, "bí mật nhà nước" in text(refused)) == (422, True)
        sent = upload(client, line(), line("TW-2"), as_of="11/01/2021")
        assert sent.status_code == 302
        first = CentralImport.objects.get()
        page = client.get(f"/trung-uong/tep/{first.id}/")
        rows = dict.fromkeys(re.findall(r'name="(row-\d+)"', page.content.decode()), "new")
        assert len(rows) == 2
        done = client.post(f"/trung-uong/tep/{first.id}/nhap/", rows)
        assert (done.status_code, CentralTask.objects.count()) == (302, 2)
        upload(client, line(due=dt.date(2021, 2, 15)), line("TW-3"))
        second = CentralImport.objects.latest("id")
        page = client.get(f"/trung-uong/tep/{second.id}/")
        assert "Hạn Trung ương 31/01/2021 15/02/2021" in text(page)
        assert "Có trong tệp 11/01/2021, không còn trong tệp này TW-2" in text(page)
        (changed,) = re.findall(r'name="changed" value="(\d+)" checked', page.content.decode())
        done = client.post(f"/trung-uong/tep/{second.id}/nhap/", {"changed": changed})
        assert done.headers["Location"] == f"/trung-uong/tep/so-sanh/?truoc={first.id}&sau={second.id}"
        said = text(client.get(done.headers["Location"]))
        assert "Mới 1 Thay đổi 1 Không còn 1 Không đổi 0" in said
        assert "Đã xong: ghi báo cáo" in said
        assert CentralTask.objects.get(code="TW-001").due_on == dt.date(2021, 2, 15)
        assert client.get(f"/trung-uong/tep/{second.id}/").status_code == 200
        given = client.get(f"/trung-uong/tep/{second.id}/goc/")
        assert b"".join(given.streaming_content).startswith(b"PK")

    def test_a_deadline_that_the_file_lost_is_not_ticked(self, enter: Enter, clerk: Any) -> None:
        client = enter(clerk)
        record(clerk, content=line()[4])
        upload(client, line(due=""))
        page = client.get(f"/trung-uong/tep/{CentralImport.objects.get().id}/").content.decode()
        assert re.search(r'name="changed" value="\d+">', page)

    def test_columns_are_said_and_a_wrong_answer_is_told(self, enter: Enter, clerk: Any) -> None:
        client = enter(clerk)
        header = ["Cột A" if name == "Hạn hoàn thành" else name for name in HEADER]
        upload(client, line(), header=header)
        source = CentralImport.objects.get()
        at = f"/trung-uong/tep/{source.id}"
        assert "Chưa dùng: STT, Cột A" in text(client.get(f"{at}/")) or "Cột A" in text(client.get(f"{at}/"))
        wrong = client.post(f"{at}/cot/", {"due_on": "5"})
        assert (wrong.status_code, "Chưa chỉ ra cột nào là nội dung" in text(wrong)) == (422, True)
        assert client.post(f"{at}/cot/", {"code": "1", "content": "4", "due_on": "5"}).status_code == 302
        assert "Hạn Trung ương: 31/01/2021" in text(client.get(f"{at}/"))
        assert client.post(f"{at}/bo/").status_code == 302
        assert client.get(f"{at}/").status_code == 404

    def test_markup_in_a_file_is_text(self, enter: Enter, clerk: Any) -> None:
        client = enter(clerk)
        upload(client, line(content="<script>alert(1)</script> báo cáo"))
        body = client.get(f"/trung-uong/tep/{CentralImport.objects.get().id}/").content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert" in body
