"""Divided work, transfer, merger and replacement on their screens."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.directives import story
from tests.followup import part_world
from tests.followup import succession_world as world
from tests.web.conftest import Enter

from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Assignment
from dondoc.directives.telling import TOLD
from dondoc.followup.models import Part, PartFile, Succession, Transfer
from dondoc.followup.telling import OF_DECIDER

pytestmark = pytest.mark.usefixtures("story_day")


@pytest.fixture
def subject(province: Any, specialist: Any) -> Assignment:
    return part_world.subject(province, specialist)


@pytest.fixture
def rooms(province: Any) -> dict[str, Any]:
    return part_world.below(province)


@pytest.fixture
def room_head(make_user: Any, rooms: dict[str, Any]) -> Any:
    return make_user("tp.dautu", "unit_head", unit="dau-tu", full_name="Trưởng phòng Lê Đầu Tư")


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def page(client: Client, subject: Assignment) -> str:
    return body(client, f"/nhiem-vu/{subject.directive_id}/")


def test_from_dividing_to_the_report_of_the_whole(
    enter: Enter, subject: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, room_head: Any
) -> None:
    unit, room = enter(lead_head), enter(room_head)
    address = f"/theo-doi/phan-viec/chia/{subject.id}/"
    assert address in page(unit, subject)
    form = body(unit, address)
    assert "Phòng Đầu tư" in form
    assert "Đầu mối Vũ Giang" in form
    assert "theo hạn của việc được chia (25/01/2021)" in form
    given = {
        "to": [f"u{rooms['dau-tu'].id}", f"p{lead_focal.pk}"],
        "text": "Rà soát <danh mục>.",
        "due_on": "26/01/2021",
    }
    refused = unit.post(address, given)
    assert refused.status_code == 422
    assert "không thể sau hạn của nhiệm vụ được chia (25/01/2021)" in refused.content.decode()
    assert unit.post(address, {**given, "due_on": "22/01/2021"}).status_code == 302
    first, second = Part.objects.order_by("id")

    desk = body(room, "/")
    assert "Phần việc của tôi" in desk
    assert f"/theo-doi/phan-viec/{first.id}/" in desk
    own = body(room, f"/theo-doi/phan-viec/{first.id}/")
    assert "Rà soát &lt;danh mục&gt;." in own
    assert "tham mưu phương án phân bổ vốn đầu tư công" in own, "the directive's sentence"
    assert f"/nhiem-vu/{subject.directive_id}/" not in own, "outside of the room's scope"
    assert "Chỉ xem được tiến độ" in own, "of the part beside"
    assert body(room, f"/nhiem-vu/{subject.directive_id}/", 404)
    assert room.post(f"/theo-doi/phan-viec/{first.id}/acknowledge_part/").status_code == 302
    empty = room.post(f"/theo-doi/phan-viec/{first.id}/report_part/", {"note": " ", "result_document": "5/BC"})
    assert empty.status_code == 422
    assert "Hãy ghi kết quả thực hiện." in empty.content.decode()
    assert 'value="5/BC"' in empty.content.decode()
    room.post(f"/theo-doi/phan-viec/{first.id}/report_part/", {"note": "Đã rà soát 12 dự án."})

    assert "Báo cáo phần việc chờ bạn xem xét" in body(unit, "/")
    assert "Báo cáo phần việc chờ bạn xem xét" in body(unit, "/theo-doi/phan-viec/")
    assert unit.post(f"/theo-doi/phan-viec/{first.id}/accept_part/").status_code == 302
    seen = page(unit, subject)
    assert "xong 1/2 phần" in seen
    assert "có thể báo cáo kết quả chung" not in seen
    part_world.bring_to("accepted", second, holder=lead_focal, giver=lead_head)
    seen = page(unit, subject)
    assert "có thể báo cáo kết quả chung" in seen
    story.call("acknowledge", lead_focal, subject.id, story.at(part_world.TODAY))
    assert "- Phòng Đầu tư: Đã rà soát 12 dự án." in page(unit, subject), "in the report's own field"
    history = body(room, f"/theo-doi/phan-viec/{first.id}/")
    for words in ("Giao phần việc, hạn 22/01/2021", "Báo cáo kết quả phần việc", "Xác nhận phần việc hoàn thành"):
        assert words in history


def test_a_part_is_reported_with_files(
    enter: Enter, subject: Assignment, lead_head: Any, lead_focal: Any, observer: Any, other_unit_focal: Any
) -> None:
    part = part_world.divide(lead_head, subject, user=lead_focal)
    part_world.step("acknowledge_part", lead_focal, part)
    mine, address = enter(lead_focal), f"/theo-doi/phan-viec/{part.id}/"
    assert 'enctype="multipart/form-data"' in body(mine, address)
    given = {"note": "Đã rà soát.", "files": SimpleUploadedFile("Số <liệu>.txt", b"xong")}
    refused = mine.post(f"{address}report_part/", given)
    assert refused.status_code == 422
    assert "Đã rà soát." in refused.content.decode()
    given["files"] = SimpleUploadedFile("Số <liệu>.txt", b"xong")
    assert mine.post(f"{address}report_part/", {**given, "not_secret": "on"}).status_code == 302
    file = PartFile.objects.get(part_id=part.id)
    link = f"/theo-doi/phan-viec/tep/{file.id}/"
    seen = body(enter(lead_head), address)
    assert link in seen
    assert "<liệu>" not in seen
    sent = enter(lead_head).get(link)
    assert sent["Content-Disposition"].startswith("attachment")
    assert b"".join(sent.streaming_content) == b"xong"
    watching = body(enter(observer), address)
    assert link not in watching
    assert "liệu" not in watching.split("history-title")[1]
    for person in (observer, other_unit_focal):
        assert enter(person).get(link).status_code == 404


def test_parts_after_an_earlier_deadline_are_named_and_set_by_one_click(
    enter: Enter, subject: Assignment, rooms: Any, lead_head: Any, specialist: Any
) -> None:
    part = part_world.divide(lead_head, subject, unit=rooms["dau-tu"])
    set_deadline(actor=specialist, assignment_id=subject.id, due_on=dt.date(2021, 1, 20), reason="Sớm.", now=world.NOW)
    unit = enter(lead_head)
    assert "Hạn sau hạn mới của việc được chia (20/01/2021)" in page(unit, subject)
    form = body(unit, f"/theo-doi/phan-viec/{part.id}/sua/")
    assert 'value="20/01/2021"' in form
    sent = unit.post(f"/theo-doi/phan-viec/{part.id}/sua/", {"text": part.text, "due_on": "20/01/2021"})
    assert sent.status_code == 302
    assert part_world.fresh(part).due_on == dt.date(2021, 1, 20)
    assert "Hạn sau hạn mới" not in page(unit, subject)


def test_a_part_is_divided_further_changed_and_withdrawn(
    enter: Enter, subject: Assignment, rooms: Any, lead_head: Any, room_head: Any
) -> None:
    part = part_world.divide(lead_head, subject, unit=rooms["dau-tu"])
    room, unit = enter(room_head), enter(lead_head)
    sent = room.post(f"/theo-doi/phan-viec/{part.id}/chia/", {"to": [f"u{rooms['to-von'].id}"], "text": "Một nửa."})
    assert sent.status_code == 302
    assert "Đã chia tiếp" in body(room, f"/theo-doi/phan-viec/{part.id}/")
    assert room.get(f"/theo-doi/phan-viec/{part.id}/sua/").status_code == 403
    gone = unit.post(f"/theo-doi/phan-viec/{part.id}/withdraw_part/", {"reason": "Giao người khác."})
    assert gone.status_code == 302
    assert "Khép theo" in page(unit, subject)
    again = room.post(f"/theo-doi/phan-viec/{part.id}/acknowledge_part/")
    assert again.status_code == 409
    assert "Phần việc đã kết thúc" in again.content.decode()
    assert unit.post(f"/theo-doi/phan-viec/{part.id}/nothing/").status_code == 404


def test_a_unit_with_nobody_below_is_told_so(enter: Enter, subject: Assignment, lead_head: Any) -> None:
    assert "Chưa có đơn vị trực thuộc hoặc người nào khác" in body(
        enter(lead_head), f"/theo-doi/phan-viec/chia/{subject.id}/"
    )
    assert "Không có phần việc nào đang chờ bạn" in body(enter(lead_head), "/theo-doi/phan-viec/")


def test_a_transfer_by_agreement(
    enter: Enter, subject: Assignment, province: Any, lead_focal: Any, other_unit_focal: Any, specialist: Any
) -> None:
    unit, receiver, office = enter(lead_focal), enter(other_unit_focal), enter(specialist)
    address = f"/theo-doi/chuyen/moi/{subject.id}/"
    assert address in page(unit, subject)
    form = {"to_unit_id": province.units["stc"].id, "reason": "Đúng chức năng."}
    refused = unit.post(address, form)
    assert refused.status_code == 422
    assert "đã có phần việc (Phối hợp) trong nhiệm vụ này" in refused.content.decode()
    assert unit.post(address, {**form, "to_unit_id": province.units["syt"].id}).status_code == 302
    asked = Transfer.objects.get()
    assert "Đề nghị chuyển cho Sở Y tế" in page(unit, subject)
    assert "Đề nghị chuyển nhiệm vụ chờ bạn" in body(receiver, "/")
    seen = body(receiver, f"/theo-doi/chuyen/{asked.id}/")
    assert "tham mưu phương án phân bổ" in seen
    assert f'href="/nhiem-vu/{subject.directive_id}/' not in seen
    early = office.post(f"/theo-doi/chuyen/{asked.id}/confirm/")
    assert early.status_code == 409
    assert receiver.post(f"/theo-doi/chuyen/{asked.id}/decline/").status_code == 422
    assert receiver.post(f"/theo-doi/chuyen/{asked.id}/agree/").status_code == 302
    assert "Đề nghị chuyển nhiệm vụ chờ bạn" in body(office, "/")
    assert "Trả lời" in body(office, "/theo-doi/chuyen/")
    assert office.post(f"/theo-doi/chuyen/{asked.id}/confirm/", {"document_code": "55/UBND"}).status_code == 302
    seen = page(unit, subject)
    assert "Đã chuyển cho Sở Y tế ngày 18/01/2021." in seen
    assert "Theo văn bản 55/UBND." in seen
    assert "Nhận từ Sở Kế hoạch và Đầu tư ngày 18/01/2021" in page(receiver, subject)
    listed = body(unit, "/nhiem-vu/?lifecycle=withdrawn")
    assert "Đã chuyển đơn vị khác" in listed
    assert "Đã chuyển" in body(unit, "/theo-doi/chuyen/?state=done")
    done = Succession.objects.get()
    assert f"/theo-doi/hoan-tac/{done.id}/" in page(office, subject)
    assert office.post(f"/theo-doi/hoan-tac/{done.id}/").status_code == 302
    assert Assignment.objects.get(id=subject.id).lifecycle == "assigned"
    answer = office.post(f"/theo-doi/hoan-tac/{done.id}/", follow=True)
    assert "đã được hoàn tác rồi" in answer.content.decode()


def test_by_decision_and_a_request_taken_back(
    enter: Enter, subject: Assignment, province: Any, specialist: Any, lead_focal: Any, clerk: Any
) -> None:
    asked = world.ask(lead_focal, subject, province.units["bdbp"])
    assert enter(lead_focal).post(f"/theo-doi/chuyen/{asked.id}/withdraw/").status_code == 302
    address, office = f"/theo-doi/chuyen/moi/{subject.id}/", enter(specialist)
    assert enter(clerk).get(address).status_code == 403
    assert "Chuyển ngay theo quyết định" in body(office, address)
    form = {"to_unit_id": province.units["syt"].id, "reason": "Đúng chức năng.", "document_code": "7/QĐ"}
    assert office.post(address, form).status_code == 302
    assert Succession.objects.get().document_code == "7/QĐ"


def test_merging_and_replacing(enter: Enter, province: Any, specialist: Any, lead_focal: Any) -> None:
    office = enter(specialist)
    stays, twin = story.give(specialist, province), story.give(specialist, province)
    other = story.give(specialist, province, text="Rà soát <b>đăng ký</b> doanh nghiệp.", coordinates=())
    address = f"/theo-doi/nhiem-vu/{stays.id}/gop-thay-the/"
    assert address in body(office, f"/nhiem-vu/{stays.id}/")
    seen = body(office, address)
    assert "giống 100% số từ" in seen
    assert "giao cùng ngày" in seen
    assert "đăng ký" not in seen
    assert "Rà soát &lt;b&gt;đăng ký&lt;/b&gt; doanh nghiệp." in body(office, f"{address}?q=doanh nghiệp")
    assert "Không còn nhiệm vụ đang mở nào khác" in body(office, f"{address}?q=không có gì cả")
    for form, words in (
        ({"directives": [twin.id]}, "Hãy nêu lý do."),
        ({"reason": "Trùng."}, "Hãy chọn ít nhất một nhiệm vụ khác."),
    ):
        refused = office.post(address, {"how": "merge", **form})
        assert refused.status_code == 422
        assert words in refused.content.decode()
    assert office.post(address, {"how": "merge", "directives": [twin.id], "reason": "Trùng."}).status_code == 302
    seen = body(enter(lead_focal), f"/nhiem-vu/{twin.id}/")
    assert "Nhiệm vụ này đã gộp vào:" in seen
    assert "Đã gộp ngày 18/01/2021 vào nhiệm vụ trùng nội dung." in seen
    assert "Đã gộp vào đây:" in body(office, f"/nhiem-vu/{stays.id}/")
    replaced = office.post(address, {"how": "supersede", "directives": [other.id], "reason": "Thay thế."})
    assert replaced.status_code == 302
    assert "Đã được thay thế ngày 18/01/2021" in body(office, f"/nhiem-vu/{other.id}/")
    assert "Thay thế nhiệm vụ trước:" in body(office, f"/nhiem-vu/{stays.id}/")
    assert enter(lead_focal).get(address).status_code == 403


def test_the_process_says_who_is_told_of_each_step(enter: Enter, lead_focal: Any) -> None:
    seen = body(enter(lead_focal), "/theo-doi/quy-trinh/")
    told = seen[seen.index('id="told-title"') :]
    rows = told[: told.index("</section>")].count("<tr>")
    assert rows == 1 + len(TOLD) + len(OF_DECIDER) + 5
    assert "Đơn vị báo cáo hoàn thành nhiệm vụ" in told


def test_the_process_shows_the_tables_that_commands_use(enter: Enter, lead_focal: Any, administrator: Any) -> None:
    seen = body(enter(lead_focal), "/theo-doi/quy-trinh/")
    for words in (
        "Chia việc trong đơn vị",
        "Nơi đã chia việc; không bao giờ là người báo cáo",
        "Đồng ý nhận",
        "Đơn vị nhận",
        "giống nhau ít nhất 55% số từ",
    ):
        assert words in seen
    assert enter(administrator).get("/theo-doi/phan-viec/").status_code == 404
    assert enter(administrator).get("/theo-doi/chuyen/").status_code == 404


def test_a_page_with_many_parts_asks_as_often_as_one_with_few(
    enter: Enter, subject: Assignment, rooms: Any, lead_head: Any, make_user: Any, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    unit = enter(lead_head)
    part_world.divide(lead_head, subject, unit=rooms["dau-tu"])
    page(unit, subject)
    with CaptureQueriesContext(connection) as few:
        page(unit, subject)
    for each in range(6):
        part_world.divide(lead_head, subject, user=make_user(f"cv{each}", "focal_point", unit="skhdt"))
    with CaptureQueriesContext(connection) as many:
        page(unit, subject)
    assert len(many) <= len(few) + 1  # the names of persons
