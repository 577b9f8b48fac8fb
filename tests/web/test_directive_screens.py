"""Nhiệm vụ: the list, one directive's page, its steps, giving one by hand, saved filters, exports."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directives import story
from tests.web.conftest import Enter

from dondoc.directives.models import Assignment, Directive, Evidence, SavedFilter
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision

pytestmark = pytest.mark.usefixtures("story_day")


def rows_of(body: str) -> list[str]:
    """The sentences of the listed rows."""
    return re.findall(r'<span class="clamp">(.*?)</span>', body)


@pytest.fixture
def three(province: Any, office_leader: Any) -> list[Directive]:
    """Overdue, due soon and undated; the first with Tài chính coordinating, the last without a field."""
    return [
        story.give(office_leader, province, text="Báo cáo <b>giải ngân</b> quý IV", due_on=dt.date(2021, 1, 12)),
        story.give(office_leader, province, text="Rà soát đề án", due_on=dt.date(2021, 1, 20), coordinates=()),
        story.give(office_leader, province, text="Duy trì trực ban", due_on=None, coordinates=(), field=None),
    ]


class TestTheList:
    def test_shows_what_is_in_scope_with_its_words_escaped(
        self, enter: Enter, three: list[Directive], lead_focal: Any
    ) -> None:
        body = enter(lead_focal).get("/nhiem-vu/").content.decode()
        assert rows_of(body) == ["Duy trì trực ban", "Rà soát đề án", "Báo cáo &lt;b&gt;giải ngân&lt;/b&gt; quý IV"], (
            "newest first"
        )
        assert "Sở Kế hoạch và Đầu tư" in body
        assert "quá 6 ngày" in body

    @pytest.mark.parametrize(
        ("query", "places"),
        [
            ("unit=stc", [0]),
            ("timeliness=overdue&unit=skhdt", [0]),
            ("timeliness=open_in_time", [1]),
            ("timeliness=due_soon", [1]),
            ("timeliness=undated", [2]),
            ("role=coordinate", [0]),
            ("q=giai+ngan", [0, 0]),
            ("q=r%C3%A0+so%C3%A1t", [1]),
            ("from=2021-01-13&to=2021-01-31", [1]),
            ("from=13/01/2021", [1]),
            ("field=none", [2]),
            ("field=kinh-te&role=lead", [1, 0]),
            ("origin=central", []),
            ("lifecycle=assigned&role=lead&sort=-due", [1, 0, 2]),
            ("on=2021-01-06", []),
            ("on=2021-01-11&timeliness=overdue", []),
            ("counted=1&role=lead&sort=recent", [2, 1, 0]),
        ],
    )
    def test_the_address_says_what_is_listed(
        self, query: str, places: list[int], enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        from html import escape

        body = enter(office_leader).get(f"/nhiem-vu/?{query}").content.decode()
        assert rows_of(body) == [escape(three[place].text) for place in places]

    @pytest.mark.parametrize(
        "query", ["unit=khong-co", "timeliness=late", "from=31/02/2021", "on=2031-01-01", "field=x", "on=abc"]
    )
    def test_what_is_not_understood_is_named_and_left_out(
        self, query: str, enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        body = enter(office_leader).get(f"/nhiem-vu/?{query}").content.decode()
        assert len(rows_of(body)) == 4
        assert "note is-warning" in body

    def test_a_past_day_is_said_and_leads_back(self, enter: Enter, three: list[Directive], office_leader: Any) -> None:
        body = enter(office_leader).get("/nhiem-vu/?on=2021-01-10").content.decode()
        assert "Đang xem ngày 10/01/2021" in body
        assert "quá 6 ngày" not in body

    def test_conditions_are_chips_that_can_be_dropped(
        self, enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        body = enter(office_leader).get("/nhiem-vu/?unit=skhdt&timeliness=overdue&q=bao+cao").content.decode()
        assert 'href="?timeliness=overdue&amp;q=bao+cao" data-clear="unit"' in body
        assert "Bỏ điều kiện Theo thời hạn: Quá hạn" in body

    def test_htmx_gets_the_list_alone_and_a_clean_address(
        self, enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        answer = enter(office_leader).get(
            "/nhiem-vu/?unit=&q=&timeliness=overdue&role=&on=", headers={"HX-Request": "true", "HX-Target": "rows"}
        )
        body = answer.content.decode()
        assert body.lstrip().startswith('<section id="rows"')
        assert "<html" not in body
        assert answer["HX-Push-Url"] == "/nhiem-vu/?timeliness=overdue"

    def test_pages_of_a_hundred(self, enter: Enter, province: Any, office_leader: Any) -> None:
        from dondoc.directives.commands.create_directives import create_directives

        items = [story.item(province, text=f"Việc {n:03d}", coordinates=()) for n in range(130)]
        create_directives(actor=office_leader, items=items, now=story.at("2021-01-07"))
        client = enter(office_leader)
        first = client.get("/nhiem-vu/").content.decode()
        assert len(rows_of(first)) == 100
        assert "1–100 trong 130" in first
        assert len(rows_of(client.get("/nhiem-vu/?page=2").content.decode())) == 30
        assert len(rows_of(client.get("/nhiem-vu/?page=99999").content.decode())) == 30, "the last page there is"

    def test_empty_is_said_kindly(
        self, enter: Enter, office_leader: Any, three: list[Directive], other_unit_focal: Any
    ) -> None:
        assert "Chưa có nhiệm vụ nào" in enter(other_unit_focal).get("/nhiem-vu/").content.decode()
        assert "Không có phần việc nào khớp" in enter(office_leader).get("/nhiem-vu/?q=khongco").content.decode()

    def test_the_administrator_is_refused(self, enter: Enter, administrator: Any) -> None:
        for path in ("/nhiem-vu/", "/nhiem-vu/xuat.xlsx", "/nhiem-vu/xuat.csv"):
            assert enter(administrator).get(path).status_code == 403

    def test_few_queries(
        self, enter: Enter, three: list[Directive], office_leader: Any, django_assert_max_num_queries: Any
    ) -> None:
        client = enter(office_leader)
        client.get("/nhiem-vu/?unit=skhdt&timeliness=overdue")
        with django_assert_max_num_queries(9):
            client.get("/nhiem-vu/?unit=skhdt&timeliness=overdue")


class TestProgressInTheList:
    def told(self, actor: Any, one: Assignment, day: str, **said: Any) -> None:
        report_progress(actor=actor, assignment_id=one.id, text="Đang làm.", now=story.at(day), **said)

    def cells(self, body: str) -> list[str]:
        """What the cells of progress say, without their tags."""
        rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)[1:]
        found = [re.findall(r"<td[^>]*>(.*?)</td>", row)[3] for row in rows]
        return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]

    def test_the_newest_percentage_and_stage_stand_there(
        self, enter: Enter, three: list[Directive], lead_focal: Any, province: Any
    ) -> None:
        ones = [story.assignment(one, province.units["skhdt"]) for one in three]
        self.told(lead_focal, ones[0], "2021-01-11", percent=20)
        self.told(lead_focal, ones[0], "2021-01-14", percent=60)
        self.told(lead_focal, ones[1], "2021-01-14", stage="lay-y-kien", percent=0)
        self.told(lead_focal, ones[2], "2021-01-14", stage="trinh")
        client = enter(lead_focal)
        today = client.get("/nhiem-vu/").content.decode()
        assert self.cells(today) == ["Đã trình cấp có thẩm quyền", "0 % Lấy ý kiến các đơn vị", "60 %"]
        assert '<rect class="fill-done" width="60%"' in today
        assert self.cells(client.get("/nhiem-vu/?on=2021-01-12").content.decode()) == ["", "", "20 %"]
        assert self.cells(client.get("/nhiem-vu/?on=2021-01-09").content.decode()) == ["", "", ""]

    def test_what_is_done_is_told_by_its_state(
        self, enter: Enter, three: list[Directive], lead_focal: Any, office_leader: Any, province: Any
    ) -> None:
        one = story.assignment(three[0], province.units["skhdt"])
        self.told(lead_focal, one, "2021-01-08", percent=60)
        story.bring_to("accepted", one, unit=lead_focal, office=office_leader)
        assert self.cells(enter(lead_focal).get("/nhiem-vu/").content.decode()) == ["", "", ""]

    def test_the_files_say_the_same(self, enter: Enter, three: list[Directive], lead_focal: Any, province: Any) -> None:
        self.told(
            lead_focal, story.assignment(three[1], province.units["skhdt"]), "2021-01-14", percent=35, stage="trinh"
        )
        client = enter(lead_focal)
        for on, said in (("", ["", "35", ""]), ("?on=2021-01-12", ["", "", ""])):
            text = b"".join(client.get(f"/nhiem-vu/xuat.csv{on}").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
            lines = list(csv.DictReader(io.StringIO(text)))
            assert [line["Tiến độ (%)"] for line in lines] == said
            assert [line["Giai đoạn"] for line in lines] == ["", "Đã trình cấp có thẩm quyền" if not on else "", ""]

    def test_many_rows_ask_no_more_than_one(
        self, enter: Enter, province: Any, office_leader: Any, lead_focal: Any, django_assert_num_queries: Any
    ) -> None:
        def given(text: str) -> None:
            one = story.give(office_leader, province, text=text, coordinates=())
            self.told(
                lead_focal, story.assignment(one, province.units["skhdt"]), "2021-01-14", percent=5, stage="trinh"
            )
            gone = story.assignment(
                story.give(office_leader, province, text=f"{text} đi", coordinates=()), province.units["skhdt"]
            )
            transfer_by_decision(
                actor=office_leader, assignment_id=gone.id, to_unit_id=province.units["syt"].id, reason="x",
                now=story.at("2021-01-18"),
            )  # fmt: skip

        client = enter(office_leader)
        given("Một")
        client.get("/nhiem-vu/")
        asked = {}
        for address in ("/nhiem-vu/", "/nhiem-vu/xuat.xlsx", "/bang-theo-doi/xuat.xlsx"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked[address] = len(queries)
        assert asked["/nhiem-vu/"] <= 11, "the names of stages and how rows ended are a query each"
        for number in range(4):
            given(f"Thêm {number}")
        for address, count in asked.items():
            with django_assert_num_queries(count):
                client.get(address)


class TestSavedFilters:
    def test_saved_applied_and_deleted(
        self, enter: Enter, three: list[Directive], office_leader: Any, clerk: Any
    ) -> None:
        client = enter(office_leader)
        given = {"name": " Quá hạn  của Sở ", "query": "timeliness=overdue&unit=skhdt&page=3&role="}
        client.post("/nhiem-vu/bo-loc/", given)
        kept = SavedFilter.objects.get(jurisdiction_id=1)
        assert (kept.name, kept.query, kept.user_id) == (
            "Quá hạn của Sở",
            "unit=skhdt&timeliness=overdue",
            office_leader.pk,
        )
        body = client.get("/nhiem-vu/?unit=skhdt&timeliness=overdue").content.decode()
        assert 'href="/nhiem-vu/?unit=skhdt&amp;timeliness=overdue" aria-current="true">Quá hạn của Sở</a>' in body
        assert "Quá hạn của Sở" not in enter(clerk).get("/nhiem-vu/").content.decode()
        assert enter(clerk).post(f"/nhiem-vu/bo-loc/{kept.id}/xoa/").status_code == 404
        assert client.post(f"/nhiem-vu/bo-loc/{kept.id}/xoa/").status_code == 302
        assert not SavedFilter.objects.filter(jurisdiction_id=1).exists()

    def test_what_is_kept_already_is_not_offered_again(
        self, enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        client = enter(office_leader)
        rows = {"HX-Request": "true", "HX-Target": "rows"}
        client.post("/nhiem-vu/bo-loc/", {"name": "Của Sở", "query": "unit=skhdt&timeliness=overdue"})
        for address in ("timeliness=overdue&unit=skhdt", "unit=skhdt&timeliness=overdue&on=2021-01-15"):
            for headers in ({}, rows):
                body = client.get(f"/nhiem-vu/?{address}", headers=headers).content.decode()
                assert "Đang lọc theo" in body
                assert "Lưu bộ lọc" not in body
        for headers in ({}, rows):
            assert "Lưu bộ lọc" in client.get("/nhiem-vu/?unit=skhdt", headers=headers).content.decode()

    def test_a_name_is_used_once(self, enter: Enter, three: list[Directive], office_leader: Any, clerk: Any) -> None:
        client = enter(office_leader)
        for _ in range(2):
            answer = client.post("/nhiem-vu/bo-loc/", {"name": "của tôi", "query": "unit=stc"}, follow=True)
        assert "Bạn đã có bộ lọc tên “của tôi”" in answer.content.decode()
        enter(clerk).post("/nhiem-vu/bo-loc/", {"name": "của tôi", "query": "unit=stc"})
        assert SavedFilter.objects.filter(jurisdiction_id=1).count() == 2

    @pytest.mark.parametrize(
        ("name", "query", "said"),
        [("", "unit=stc", "Hãy đặt tên"), ("x" * 81, "unit=stc", "dài nhất"), ("x", "", "Chưa chọn")],
    )
    def test_refusals(self, name: str, query: str, said: str, enter: Enter, three: list[Directive], clerk: Any) -> None:
        answer = enter(clerk).post("/nhiem-vu/bo-loc/", {"name": name, "query": query}, follow=True)
        assert said in answer.content.decode()
        assert not SavedFilter.objects.filter(jurisdiction_id=1).exists()


class TestExport:
    def test_the_workbook_holds_what_is_filtered(
        self, enter: Enter, three: list[Directive], office_leader: Any
    ) -> None:
        answer = enter(office_leader).get("/nhiem-vu/xuat.xlsx?timeliness=overdue&role=lead")
        assert "nhiem-vu-2021-01-18.xlsx" in answer["Content-Disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head = next(place for place, line in enumerate(lines) if line[0] == "STT")
        said = [line[0] for line in lines[:head]]
        assert "Theo thời hạn: Quá hạn" in said
        assert "Vai trò: Chủ trì" in said
        [row] = lines[head + 1 :]
        named = dict(zip(lines[head], row, strict=True))
        assert named["Nhiệm vụ"] == "Báo cáo <b>giải ngân</b> quý IV"
        assert named["Thời hạn"] == dt.datetime(2021, 1, 12)  # noqa: DTZ001 - a cell has no time zone
        assert named["Số ngày quá hạn"] == 6
        assert named["Theo thời hạn"] == "Quá hạn"

    def test_csv_speaks_the_persons_language(self, enter: Enter, three: list[Directive], lead_focal: Any) -> None:
        client = enter(lead_focal)
        heads = {}
        for language in ("vi", "en"):
            client.cookies["django_language"] = language
            answer = client.get("/nhiem-vu/xuat.csv")
            text = b"".join(answer.streaming_content).decode("utf-8-sig")
            heads[language] = next(csv.reader(io.StringIO(text)))
        assert "Thời hạn" in heads["vi"]
        assert not set(heads["vi"]) & set(heads["en"])

    def test_csv_says_the_same(self, enter: Enter, three: list[Directive], lead_focal: Any) -> None:
        answer = enter(lead_focal).get("/nhiem-vu/xuat.csv?most=2")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        lines = list(csv.DictReader(io.StringIO(text)))
        assert [line["Nhiệm vụ"] for line in lines] == ["Duy trì trực ban", "Rà soát đề án"]
        assert [line["Thời hạn"] for line in lines] == ["", "2021-01-20"]


class TestADirectivesPage:
    def test_who_sees_it(
        self,
        enter: Enter,
        three: list[Directive],
        lead_focal: Any,
        other_unit_focal: Any,
        outsider: Any,
        administrator: Any,
    ) -> None:
        path = f"/nhiem-vu/{three[0].id}/"
        assert enter(lead_focal).get(path).status_code == 200
        for person in (other_unit_focal, outsider, administrator):
            assert enter(person).get(path).status_code == 404

    def test_shows_the_sentence_in_its_paragraph(self, enter: Enter, province: Any, office_leader: Any) -> None:
        from dondoc.documents.models import Document

        text = "THÔNG BÁO\n2. Về đầu tư công: Giao Sở Kế hoạch và Đầu tư rà soát & báo cáo trước ngày 25/01/2021. Các sở khác theo dõi.\nHết."
        sentence = "Giao Sở Kế hoạch và Đầu tư rà soát & báo cáo trước ngày 25/01/2021."
        document = Document.objects.create(
            jurisdiction_id=1, direction="issued", origin="province", number="13", symbol="TB-VP",
            issued_on=dt.date(2021, 1, 7), text=text, source_sha256="0" * 64, search_text="13 tb vp",
            created_at=story.at("2021-01-07"), created_by_id=office_leader.pk,
        )  # fmt: skip
        start = text.index(sentence)
        directive = story.give(
            office_leader, province, document=document, text=sentence, clause="2", span_start=start,
            span_end=start + len(sentence), deadline_words="trước ngày 25/01/2021",
        )  # fmt: skip
        body = enter(office_leader).get(f"/nhiem-vu/{directive.id}/").content.decode()
        assert (
            "2. Về đầu tư công: <mark>Giao Sở Kế hoạch và Đầu tư rà soát &amp; báo cáo trước ngày 25/01/2021.</mark>"
            " Các sở khác theo dõi.<footer>"
        ) in body
        assert "“trước ngày 25/01/2021”" in body
        assert "Ngày cụ thể: 25/01/2021" in body
        assert f'<a href="/van-ban/{document.id}/#t-n1">13/TB-VP</a>' in body
        page = enter(office_leader).get(f"/van-ban/{document.id}/").content.decode()
        assert 'id="t-n1"' in page, "the link's place is there"

    def test_history_in_words(
        self, enter: Enter, three: list[Directive], office_leader: Any, lead_focal: Any, province: Any
    ) -> None:
        subject = story.assignment(three[0], province.units["skhdt"])
        story.bring_to("returned", subject, unit=lead_focal, office=office_leader)
        body = enter(lead_focal).get(f"/nhiem-vu/{three[0].id}/").content.decode()
        for words in (
            "Giao Sở Kế hoạch và Đầu tư chủ trì; Sở Tài chính phối hợp",
            "Sở Kế hoạch và Đầu tư tiếp nhận nhiệm vụ",
            "Sở Kế hoạch và Đầu tư báo cáo kết quả",
            "15/BC-SKHĐT ngày 15/01/2021",
            "Trả lại báo cáo của Sở Kế hoạch và Đầu tư",
            "Chưa nêu rõ tiến độ giải ngân.",
        ):
            assert words in body

    def test_who_may_not_open_files_does_not_read_their_names(
        self, enter: Enter, three: list[Directive], lead_focal: Any, observer: Any, office_leader: Any, province: Any
    ) -> None:
        subject = story.assignment(three[0], province.units["skhdt"])
        story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
        files = [("Bao cao mat nguoi.txt", b"Ket qua.")]
        story.call("report_completion", lead_focal, subject.id, story.at("2021-01-18"), files=files)
        path = f"/nhiem-vu/{three[0].id}/"
        assert "Bao cao mat nguoi.txt" in enter(lead_focal).get(path).content.decode()
        assert "Bao cao mat nguoi.txt" not in enter(observer).get(path).content.decode()

    def test_only_this_persons_actions(
        self,
        enter: Enter,
        three: list[Directive],
        lead_focal: Any,
        coordinating_focal: Any,
        chair: Any,
        office_leader: Any,
    ) -> None:
        path = f"/nhiem-vu/{three[0].id}/"
        verbs = {
            person.username: re.findall(
                r'action="/nhiem-vu/phan-viec/\d+/(\w+)/"', enter(person).get(path).content.decode()
            )
            for person in (lead_focal, coordinating_focal, chair, office_leader)
        }
        assert verbs == {
            "dm.skhdt": ["acknowledge", "state_cause", "request_extension"],
            "dm.stc": ["acknowledge", "state_cause", "request_extension"],
            "chutich": ["stop_clock"] * 2, "chanhvp": ["state_cause", "set_deadline", "stop_clock", "withdraw"] * 2,
        }  # fmt: skip


class TestSteps:
    @pytest.fixture
    def subject(self, three: list[Directive], province: Any) -> Assignment:
        return story.assignment(three[0], province.units["skhdt"])

    def path(self, subject: Assignment, verb: str) -> str:
        return f"/nhiem-vu/phan-viec/{subject.id}/{verb}/"

    def test_from_acknowledgement_to_acceptance(
        self, enter: Enter, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        unit, office = enter(lead_focal), enter(office_leader)
        for verb in ("acknowledge", "start"):
            answer = unit.post(self.path(subject, verb))
            assert answer["Location"] == f"/nhiem-vu/{subject.directive_id}/#phan-viec-{subject.id}"
        files = [SimpleUploadedFile("Kết quả.txt", "Đã giải ngân.".encode())]
        unit.post(self.path(subject, "report_completion"), {"note": "Xong.", "files": files, "not_secret": "on"})
        reported = office.get(f"/nhiem-vu/{subject.directive_id}/").content.decode()
        assert '<dl class="work-said"><div><dt>Kết quả</dt> <dd>Xong.</dd></div></dl>' in reported
        office.post(self.path(subject, "return_completion"), {"reason": "Thiếu biểu."})
        returned = unit.get(f"/nhiem-vu/{subject.directive_id}/").content.decode()
        assert "<dt>Lý do trả lại</dt> <dd>Thiếu biểu.</dd>" in returned, "beside the button, not only in the history"
        assert "<dt>Kết quả</dt> <dd>Xong.</dd></div></dl>" not in returned
        unit.post(self.path(subject, "report_completion"), {"note": "Đã bổ sung.", "result_document": "16/BC-SKHĐT"})
        why = {"kinds": ["thieu-chu-dong"], "remedy": "Phân công lại.", "head_name": "Đỗ Em"}  # it was due on the 11th
        accepting = self.path(subject, "accept_completion")
        page = office.post(accepting, {"note": "Đạt.", **why}, follow=True).content.decode()
        subject.refresh_from_db()
        assert (subject.lifecycle, subject.completed_on) == ("accepted", dt.date(2021, 1, 18))
        assert "Đã xác nhận hoàn thành." in page
        assert "<dt>Văn bản báo cáo</dt> <dd>16/BC-SKHĐT</dd>" in page
        assert re.search(r'id="done-count">\s*xong 1/2', page)
        [link] = re.findall(r"/nhiem-vu/minh-chung/\d+/", page)
        sent = unit.get(link)
        assert b"".join(sent.streaming_content).decode() == "Đã giải ngân."  # type: ignore[attr-defined]
        assert sent["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in sent["Content-Security-Policy"]

    def test_a_double_click_is_a_conflict_and_not_a_fault(
        self, enter: Enter, subject: Assignment, lead_focal: Any
    ) -> None:
        client = enter(lead_focal)
        client.post(self.path(subject, "acknowledge"))
        again = client.post(self.path(subject, "acknowledge"))
        assert again.status_code == 409
        assert "đang ở trạng thái «Đã tiếp nhận»" in again.content.decode()

    def test_a_refusal_keeps_what_was_typed(self, enter: Enter, subject: Assignment, lead_focal: Any) -> None:
        client = enter(lead_focal)
        client.post(self.path(subject, "acknowledge"))
        answer = client.post(self.path(subject, "report_completion"), {"note": "Kết quả rất dài <i>đã gõ</i>"})
        body = answer.content.decode()
        assert answer.status_code == 422
        assert "Kết quả rất dài &lt;i&gt;đã gõ&lt;/i&gt;</textarea>" in body
        assert "cần gửi kèm tệp minh chứng" in body
        assert re.search(r'<details class="act" name="buoc-\d+" open>', body)

    def test_htmx_gets_the_card_and_the_history(self, enter: Enter, subject: Assignment, lead_focal: Any) -> None:
        answer = enter(lead_focal).post(self.path(subject, "acknowledge"), headers={"HX-Request": "true"})
        body = answer.content.decode()
        assert body.count("<article") == 1
        assert 'id="history" hx-swap-oob="true"' in body
        assert "Đã tiếp nhận nhiệm vụ." in body

    def test_a_refusal_by_htmx_touches_nothing_but_the_error(
        self, enter: Enter, subject: Assignment, office_leader: Any
    ) -> None:
        answer = enter(office_leader).post(
            self.path(subject, "withdraw"), {"reason": " "}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 422
        assert answer["HX-Retarget"] == f"#loi-withdraw-{subject.id}"
        assert "Hãy nêu lý do." in answer.content.decode()

    @pytest.mark.parametrize("due_on", ["31/02/2021", "", "mai"])
    def test_a_day_that_does_not_exist_is_named(
        self, due_on: str, enter: Enter, subject: Assignment, office_leader: Any
    ) -> None:
        answer = enter(office_leader).post(
            self.path(subject, "set_deadline"), {"due_on": due_on, "reason": "Lý do đã gõ"}
        )
        assert answer.status_code == 422
        assert "Lý do đã gõ</textarea>" in answer.content.decode()
        subject.refresh_from_db()
        assert subject.due_on == dt.date(2021, 1, 12)

    def test_backdating_by_who_may(
        self, enter: Enter, subject: Assignment, office_leader: Any, lead_focal: Any
    ) -> None:
        enter(office_leader).post(
            self.path(subject, "set_deadline"),
            {"due_on": "28/02/2021", "reason": "Theo công văn.", "effective_on": "15/01/2021"},
        )
        subject.refresh_from_db()
        assert subject.due_on == dt.date(2021, 2, 28)
        body = enter(lead_focal).get(f"/nhiem-vu/{subject.directive_id}/").content.decode()
        assert "từ 12/01/2021 thành 28/02/2021" in body
        assert "có hiệu lực từ 15/01/2021" in body
        assert 'name="effective_on"' not in body, "a unit's person has no such field"

    def test_strangers_and_unknown_steps(
        self, enter: Enter, subject: Assignment, other_unit_focal: Any, lead_focal: Any, chair: Any
    ) -> None:
        assert enter(other_unit_focal).post(self.path(subject, "acknowledge")).status_code == 404
        assert enter(lead_focal).post(self.path(subject, "explode")).status_code == 404
        assert enter(chair).post(self.path(subject, "acknowledge")).status_code == 403
        assert enter(lead_focal).get(self.path(subject, "acknowledge")).status_code == 405

    def test_evidence_is_not_for_observers_nor_strangers(
        self, enter: Enter, subject: Assignment, lead_focal: Any, observer: Any, other_unit_focal: Any
    ) -> None:
        client = enter(lead_focal)
        client.post(self.path(subject, "acknowledge"))
        for declared in ({}, {"not_secret": "on"}):
            assert not Evidence.objects.exists()
            given = {"note": "x", "files": [SimpleUploadedFile("a.txt", b"abc")], **declared}
            client.post(self.path(subject, "report_completion"), given)
        [link] = re.findall(
            r"/nhiem-vu/minh-chung/\d+/", client.get(f"/nhiem-vu/{subject.directive_id}/").content.decode()
        )
        for person in (observer, other_unit_focal):
            assert enter(person).get(link).status_code == 404


class TestAwaitedEvents:
    @pytest.fixture
    def waiting(self, province: Any, office_leader: Any) -> Directive:
        return story.give(
            office_leader, province, due_on=None, deadline_kind="event", event_name="Nghị quyết của HĐND tỉnh",
            event_working_days=5,
        )  # fmt: skip

    def test_recording_dates_the_deadline(
        self, enter: Enter, waiting: Directive, specialist: Any, lead_focal: Any
    ) -> None:
        path, event = f"/nhiem-vu/{waiting.id}/", f"/theo-doi/su-kien/{waiting.event_id}/"
        assert event not in enter(lead_focal).get(path).content.decode()
        client = enter(specialist)
        assert f'action="{event}"' in client.get(path).content.decode()
        answer = client.post(event, {"ngay": "15/01/2021"})
        assert answer["Location"] == event
        waiting.refresh_from_db()
        assert waiting.due_on == dt.date(2021, 1, 22)
        assert f'href="{event}"' in client.get(path).content.decode()


class TestGivingByHand:
    def filled(self, **changes: Any) -> dict[str, Any]:
        return {
            "key": uuid.uuid4().hex, "text": "Kiểm tra tiến độ cảng.", "leads": ["skhdt"], "coordinates": ["nhom:huyen"],
            "deadline_kind": "date", "due_on": "25/01/2021", "field": "kinh-te", "origin": "province", **changes,
        }  # fmt: skip

    def test_one_directive_with_its_group_expanded(self, enter: Enter, office_leader: Any, province: Any) -> None:
        client = enter(office_leader)
        assert client.get("/nhiem-vu/moi/").status_code == 200
        answer = client.post("/nhiem-vu/moi/", self.filled())
        made = Directive.objects.get(jurisdiction_id=1)
        assert answer["Location"] == f"/nhiem-vu/{made.id}/"
        roles = Assignment.objects.filter(jurisdiction_id=1).values_list("unit__code", "role")
        assert sorted(roles) == [("hondat", "coordinate"), ("rachgia", "coordinate"), ("skhdt", "lead")]
        assert (made.due_on, made.issued_on) == (dt.date(2021, 1, 25), dt.date(2021, 1, 18))

    def test_a_group_is_its_members_on_the_day_of_the_document(
        self, enter: Enter, office_leader: Any, province: Any
    ) -> None:
        from dondoc.documents.models import Document
        from dondoc.organizations.models import GroupMembership

        GroupMembership.objects.filter(unit_id=province.units["hondat"].id).update(valid_from=dt.date(2021, 1, 15))
        document = Document.objects.create(
            jurisdiction_id=1, direction="issued", origin="province", issued_on=dt.date(2021, 1, 7), text="x",
            source_sha256="0" * 64, search_text="x", created_at=story.GIVEN, created_by_id=office_leader.pk,
        )  # fmt: skip
        enter(office_leader).post("/nhiem-vu/moi/", self.filled(document=str(document.id)))
        assert Directive.objects.get(jurisdiction_id=1).issued_on == dt.date(2021, 1, 7)
        units = Assignment.objects.filter(jurisdiction_id=1).values_list("unit__code", flat=True)
        assert sorted(units) == ["rachgia", "skhdt"]

    def test_a_day_past_needs_a_reason(self, enter: Enter, office_leader: Any, province: Any) -> None:
        client, form = enter(office_leader), self.filled(issued_on="04/01/2021")
        refused = client.post("/nhiem-vu/moi/", form)
        assert refused.status_code == 422
        assert "Ghi lùi ngày giao phải nêu lý do." in refused.content.decode()
        assert client.post("/nhiem-vu/moi/", {**form, "reason": "Kết luận miệng."}).status_code == 302

    def test_sent_twice_it_is_made_once(self, enter: Enter, office_leader: Any, province: Any) -> None:
        client, form = enter(office_leader), self.filled()
        first, second = client.post("/nhiem-vu/moi/", form), client.post("/nhiem-vu/moi/", form)
        assert first["Location"] == second["Location"]
        assert Directive.objects.filter(jurisdiction_id=1).count() == 1

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"text": " "}, "Xin ghi nội dung nhiệm vụ."),
            ({"leads": []}, "Xin chọn ít nhất một đơn vị chủ trì."),
            ({"due_on": ""}, "hãy chọn ngày"),
            ({"due_on": "30/02/2021"}, "Ngày 30/02/2021 không có trong lịch."),
            ({"due_on": "01/01/2021"}, "trước ngày giao"),
            ({"deadline_kind": "event", "due_on": ""}, "hãy ghi tên sự kiện"),
            ({"priority": "x"}, "lựa chọn hợp lệ"),
        ],
    )
    def test_refusals_keep_the_form(
        self, changes: dict[str, Any], said: str, enter: Enter, office_leader: Any, province: Any
    ) -> None:
        answer = enter(office_leader).post("/nhiem-vu/moi/", self.filled(**changes))
        body = answer.content.decode()
        assert answer.status_code == 422
        assert said in body
        assert '<option value="nhom:huyen" selected>' in body
        assert not Directive.objects.filter(jurisdiction_id=1).exists()

    @pytest.mark.parametrize(("sent", "kept"), [("urgent", "urgent"), ("low", "low"), ("", "normal"), (None, "normal")])
    def test_it_has_a_priority(
        self, sent: str | None, kept: str, enter: Enter, office_leader: Any, province: Any
    ) -> None:
        client = enter(office_leader)
        assert '<option value="normal" selected>Thường</option>' in client.get("/nhiem-vu/moi/").content.decode()
        answer = client.post("/nhiem-vu/moi/", self.filled(**({} if sent is None else {"priority": sent})))
        assert Directive.objects.get(jurisdiction_id=1).priority == kept
        assert set(Assignment.objects.filter(jurisdiction_id=1).values_list("priority", flat=True)) == {kept}
        shown = client.get(answer["Location"]).content.decode()
        assert f"<dt>Mức ưu tiên</dt><dd>{Directive.objects.get(jurisdiction_id=1).get_priority_display()}" in shown

    @pytest.mark.parametrize("name", ["clerk", "lead_head", "observer", "administrator", "chair"])
    def test_others_may_not(self, name: str, request: pytest.FixtureRequest, enter: Enter, province: Any) -> None:
        client = enter(request.getfixturevalue(name))
        assert client.get("/nhiem-vu/moi/").status_code == 403
        assert client.post("/nhiem-vu/moi/", self.filled()).status_code == 403

    def test_a_specialist_gives_in_their_fields(self, enter: Enter, specialist: Any, province: Any) -> None:
        client = enter(specialist)
        assert "Văn hoá – xã hội" not in client.get("/nhiem-vu/moi/").content.decode()
        assert client.post("/nhiem-vu/moi/", self.filled(field="van-xa")).status_code == 422
        assert client.post("/nhiem-vu/moi/", self.filled()).status_code == 302
