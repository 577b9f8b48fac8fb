"""Another deadline on a directive's page: asked, decided, taken back; a deadline that stands still."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.directives import story
from tests.followup.deadline_world import ask, fresh, stop
from tests.web.conftest import Enter

from dondoc.directives.models import Assignment
from dondoc.followup.models import DeadlineDeputy, Extension, ExtensionFile
from dondoc.web.screens.followup.process_tables import clock_rows, extension_rows

pytestmark = pytest.mark.usefixtures("story_day")


@pytest.fixture
def subject(province: Any, specialist: Any) -> Assignment:
    return story.assignment(story.give(specialist, province), province.units["skhdt"])


def page(client: Client, subject: Assignment) -> str:
    return client.get(f"/nhiem-vu/{subject.directive_id}/").content.decode()


def send(client: Client, subject: Assignment, verb: str, **form: Any) -> Any:
    return client.post(f"/nhiem-vu/phan-viec/{subject.id}/{verb}/", form)


def test_the_unit_asks_with_a_file_and_the_office_grants(
    enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any
) -> None:
    unit, office = enter(lead_focal), enter(specialist)
    file = SimpleUploadedFile("Cong van.txt", "Xin gia hạn".encode())
    form = {"wanted_on": "01/02/2021", "reason": "Chờ <b>số liệu</b>.", "files": file}
    refused = send(unit, subject, "request_extension", **form)
    assert refused.status_code == 422
    assert "Hãy xác nhận tệp không chứa bí mật nhà nước" in refused.content.decode()
    file.seek(0)
    sent = send(unit, subject, "request_extension", **form, not_secret="on")
    assert sent.status_code == 302
    asked = Extension.objects.get()
    body = page(unit, subject)
    assert "Xin gia hạn đến 01/02/2021" in body
    assert "Chờ quyết định" in body
    assert "Chờ &lt;b&gt;số liệu&lt;/b&gt;." in body
    assert "Cong van.txt" in body
    assert "/withdraw_extension/" in body
    assert "/grant_extension/" not in body
    assert "Sở Kế hoạch và Đầu tư xin gia hạn đến 01/02/2021" in body

    body = page(office, subject)
    assert f'name="extension" value="{asked.id}"' in body
    granted = send(office, subject, "grant_extension", extension=asked.id, granted_on="29/01/2021", note="Lần cuối.")
    assert granted.status_code == 302
    assert fresh(subject).due_on == dt.date(2021, 1, 29)
    body = page(unit, subject)
    assert "Thời hạn ban đầu: 25/01/2021" in body
    assert "Gia hạn cho Sở Kế hoạch và Đầu tư từ 25/01/2021 đến 29/01/2021" in body
    assert "Lần cuối." in body


def test_what_is_refused_keeps_the_form(enter: Enter, subject: Assignment, lead_focal: Any) -> None:
    answer = send(enter(lead_focal), subject, "request_extension", wanted_on="30/01/2021", reason="Chờ số liệu.")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày 30/01/2021 không phải ngày làm việc; ngày làm việc kế tiếp là 01/02/2021." in body
    assert "Chờ số liệu." in body
    assert 'value="30/01/2021"' in body
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("request_extension", {"wanted_on": "hôm nào", "reason": "Vì."}),
        ("request_extension", {"wanted_on": "", "reason": "Vì."}),
        ("stop_clock", {"since": "", "cause": "Chờ."}),
        ("resume_clock", {"until": "", "stop": "1"}),
    ],
)
def test_a_day_that_is_none_is_said(enter: Enter, subject: Assignment, chair: Any, lead_focal: Any, verb: str, form: dict[str, str]) -> None:  # fmt: skip
    actor = lead_focal if verb == "request_extension" else chair
    assert send(enter(actor), subject, verb, **form).status_code == 422


def test_refusing_says_why_and_the_unit_reads_it(
    enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any, coordinating_focal: Any
) -> None:
    asked = ask(lead_focal, subject)
    assert send(enter(specialist), subject, "refuse_extension", extension=asked.id, note="").status_code == 422
    assert (
        send(enter(specialist), subject, "refuse_extension", extension=asked.id, note="Đã đủ số liệu.").status_code
        == 302
    )
    assert "Trả lời: Đã đủ số liệu." in page(enter(lead_focal), subject)


def test_the_unit_takes_it_back_with_one_click(enter: Enter, subject: Assignment, lead_focal: Any) -> None:
    asked = ask(lead_focal, subject)
    client = enter(lead_focal)
    assert send(client, subject, "withdraw_extension", extension=asked.id).status_code == 302
    assert "Đơn vị rút lại" in page(client, subject)


@pytest.mark.parametrize("number", ["", "abc", "0"])
def test_a_page_that_is_old_says_so(enter: Enter, subject: Assignment, specialist: Any, number: str) -> None:
    answer = send(enter(specialist), subject, "grant_extension", extension=number, granted_on="29/01/2021")
    assert answer.status_code in (404, 409)


def test_side_by_side_units_do_not_read_each_other_s_reasons(
    enter: Enter, province: Any, specialist: Any, lead_focal: Any, make_user: Any
) -> None:
    directive = story.give(specialist, province, leads=("skhdt", "syt"), coordinates=())
    subject = story.assignment(directive, province.units["skhdt"])
    asked = ask(lead_focal, subject, files=[("a.txt", b"rieng")])
    other = enter(make_user("dm.syt", "focal_point", unit="syt"))
    body = page(other, subject)
    assert "Chờ số liệu quyết toán." not in body
    assert other.get(f"/nhiem-vu/gia-han/tep/{ExtensionFile.objects.get(extension_id=asked.id).id}/").status_code == 404


def test_its_files_are_downloads_for_those_who_may_open_files(
    enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any, observer: Any
) -> None:
    asked = ask(lead_focal, subject, files=[("Công văn.txt", "nội dung".encode())])
    address = f"/nhiem-vu/gia-han/tep/{ExtensionFile.objects.get(extension_id=asked.id).id}/"
    got = enter(specialist).get(address)
    assert got.status_code == 200
    assert "attachment" in got["Content-Disposition"]
    assert b"".join(got.streaming_content) == "nội dung".encode()
    assert enter(observer).get(address).status_code == 404
    assert "Công văn.txt" not in page(enter(observer), subject)


def test_a_deadline_stands_still_and_goes_on(
    enter: Enter, subject: Assignment, specialist: Any, lead_focal: Any
) -> None:
    office = enter(specialist)
    assert send(office, subject, "stop_clock", since="11/01/2021", cause="Chờ hướng dẫn.").status_code == 302
    body = page(office, subject)
    assert "Thời hạn tạm dừng từ 11/01/2021" in body
    assert "Hạn khi dừng: 25/01/2021." in body
    assert f"/{subject.id}/stop_clock/" not in body
    assert f"/{subject.id}/request_extension/" not in page(enter(lead_focal), subject)
    found = fresh(subject).clock_stops.get()
    assert send(office, subject, "resume_clock", stop=found.id, until="13/01/2021").status_code == 302
    body = page(office, subject)
    assert "Không tính 11/01/2021 – 13/01/2021 vào thời hạn" in body
    assert "Hạn 25/01/2021 thành 28/01/2021." in body
    assert fresh(subject).due_on == dt.date(2021, 1, 28)


def test_the_history_words_each_of_it(enter: Enter, subject: Assignment, specialist: Any) -> None:
    stop(specialist, subject, since=dt.date(2021, 1, 11), until=dt.date(2021, 1, 13))
    body = page(enter(specialist), subject)
    assert "Không tính 11/01/2021 – 13/01/2021 vào thời hạn của Sở Kế hoạch và Đầu tư; hạn mới 28/01/2021" in body
    assert "Chờ Trung ương ban hành hướng dẫn." in body


class TestTheListOfRequests:
    def test_shows_what_waits_first_and_whom_it_waits_for(
        self, enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any, clerk: Any
    ) -> None:
        ask(lead_focal, subject)
        body = enter(specialist).get("/theo-doi/gia-han/").content.decode()
        assert "Chờ số liệu quyết toán." in body
        assert body.count(">Quyết định</a>") == 1
        assert ">Quyết định</a>" not in enter(clerk).get("/theo-doi/gia-han/").content.decode()
        assert "Chờ số liệu" not in enter(specialist).get("/theo-doi/gia-han/?state=granted").content.decode()
        assert "Chờ số liệu" in enter(specialist).get("/theo-doi/gia-han/?state=").content.decode()

    def test_a_unit_reads_its_own(
        self, enter: Enter, subject: Assignment, lead_focal: Any, coordinating_focal: Any
    ) -> None:
        ask(lead_focal, subject)
        assert "Chờ số liệu" in enter(lead_focal).get("/theo-doi/gia-han/").content.decode()
        assert "Không có đề nghị nào" in enter(coordinating_focal).get("/theo-doi/gia-han/").content.decode()

    def test_what_was_closed_meanwhile_is_over(
        self, enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any
    ) -> None:
        ask(lead_focal, subject)
        story.call("withdraw", specialist, subject.id, story.at("2021-01-18", 10))
        body = enter(specialist).get("/theo-doi/gia-han/").content.decode()
        assert "Không còn hiệu lực: nhiệm vụ đã kết thúc" in body
        assert ">Quyết định</a>" not in body

    def test_the_desk_of_who_decides_has_it(
        self, enter: Enter, subject: Assignment, lead_focal: Any, specialist: Any, chair: Any, clerk: Any
    ) -> None:
        title = "Đề nghị gia hạn chờ bạn quyết định"
        assert title not in enter(specialist).get("/").content.decode()
        ask(lead_focal, subject)
        for person, holds in ((specialist, True), (chair, True), (clerk, False), (lead_focal, False)):
            assert (title in enter(person).get("/").content.decode()) is holds, person


class TestTheProcess:
    def test_shows_the_rules_as_they_are(self, enter: Enter, office_leader: Any, lead_focal: Any) -> None:
        leader = enter(office_leader)
        body = enter(lead_focal).get("/theo-doi/quy-trinh/").content.decode()
        assert "60 ngày làm việc" in body
        assert "Đổi quy định" not in body
        steps = [*extension_rows(), *clock_rows()]
        assert [step.name for step in steps] == [
            "Xin gia hạn", "Đồng ý", "Không đồng ý", "Rút lại", "Tạm dừng", "Ghi thời gian không tính", "Tính tiếp"
        ]  # fmt: skip
        assert all(f">{text}<" in body for step in steps for text in (step.name, step.before, step.after) if text)
        rules = {"most": "1", "longest": "0", "days_before": "2"}
        assert leader.post("/theo-doi/quy-trinh/gia-han/", rules).status_code == 302
        body = enter(lead_focal).get("/theo-doi/quy-trinh/").content.decode()
        assert "không giới hạn" in body
        assert "trước hạn ít nhất 2 ngày làm việc" in body
        assert "gửi muộn hơn không nhận" in body

    def test_a_number_that_cannot_be_stays_in_the_form(self, enter: Enter, office_leader: Any) -> None:
        answer = enter(office_leader).post(
            "/theo-doi/quy-trinh/gia-han/", {"most": "999", "longest": "1", "days_before": "0"}
        )
        assert answer.status_code == 422
        assert 'value="999"' in answer.content.decode()

    def test_a_deputy_is_named_and_ended(self, enter: Enter, specialist: Any, office_leader: Any) -> None:
        client = enter(specialist)
        given = {"deputy": str(office_leader.pk), "valid_from": "18/01/2021", "valid_to": "20/01/2021"}
        assert client.post("/theo-doi/quy-trinh/uy-quyen/", given).status_code == 302
        body = client.get("/theo-doi/quy-trinh/").content.decode()
        assert "Chánh Văn phòng Lê Thị Bình" in body
        assert "18/01/2021 – 20/01/2021" in body
        again = client.post("/theo-doi/quy-trinh/uy-quyen/", given)
        assert again.status_code == 422
        assert "đã được ủy quyền trong thời gian đó" in again.content.decode()
        (row,) = DeadlineDeputy.objects.all()
        assert client.post(f"/theo-doi/quy-trinh/uy-quyen/{row.id}/ket-thuc/").status_code == 302
        assert not DeadlineDeputy.objects.exists()

    def test_the_leader_names_in_the_place_of_others(self, enter: Enter, specialist: Any, office_leader: Any, make_user: Any) -> None:  # fmt: skip
        other = make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))
        given = {"setter": str(specialist.pk), "deputy": str(other.pk), "valid_from": "18/01/2021"}
        assert enter(office_leader).post("/theo-doi/quy-trinh/uy-quyen/", given).status_code == 302
        assert (row := DeadlineDeputy.objects.get()).setter_id == specialist.pk
        assert row.valid_to is None
