"""Progress, causes of delay, what completion needs, reopening and priority on the screens."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directives import story

from dondoc.directives.choices import Lifecycle, Priority
from dondoc.directives.models import Assignment, Directive, LateCause
from dondoc.organizations.models import Post, Tenure

pytestmark = pytest.mark.usefixtures("story_day")
CAUSE = {"kinds": ["thieu-chu-dong"], "remedy": "Phân công lại", "head_name": "Đỗ Em"}


@pytest.fixture
def late(province: Any, specialist: Any, lead_focal: Any) -> Assignment:
    """The lead's part, due on 11/01/2021, in progress on the 18th."""
    given = story.give(specialist, province, due_on=dt.date(2021, 1, 11))
    part = story.assignment(given, province.units["skhdt"])
    return story.bring_to("in_progress", part, unit=lead_focal, office=specialist)


def fresh(one: Assignment) -> Assignment:
    return Assignment.objects.get(jurisdiction_id=1, id=one.id)


def page(client: Any, one: Assignment) -> str:
    return client.get(f"/nhiem-vu/{one.directive_id}/").content.decode()


def take(client: Any, one: Assignment, verb: str, **data: Any) -> Any:
    return client.post(f"/nhiem-vu/phan-viec/{one.id}/{verb}/", data)


def test_progress_is_reported_with_files_and_shown_with_its_bar(enter: Any, lead_focal: Any, late: Assignment) -> None:
    client = enter(lead_focal)
    file = SimpleUploadedFile("tien-do.txt", b"xong mot nua")
    done = take(
        client,
        late,
        "report_progress",
        text="Đã lấy ý kiến",
        percent="40 %",
        stage="du-thao",
        files=file,
        not_secret="on",
    )
    assert done.status_code == 302
    shown = page(client, late)
    assert "1 báo cáo tiến độ, gần nhất ngày 18/01/2021" in shown
    assert "40 %" in shown
    assert "tien-do.txt" in shown
    fell = take(client, late, "report_progress", text="Làm lại", percent="30")
    assert "Tiến độ thấp hơn lần trước (40 %)" in fell.content.decode()
    odd = take(client, late, "report_progress", text="x", percent="nhiều")
    assert "Hãy viết tỷ lệ là số nguyên" in odd.content.decode()


def test_a_late_completion_is_accepted_with_its_cause_only(
    enter: Any, lead_focal: Any, office_leader: Any, late: Assignment
) -> None:
    unit, office = enter(lead_focal), enter(office_leader)
    assert "Nguyên nhân chậm" in page(unit, late)
    take(unit, late, "report_completion", note="Xong", result_document="1/BC ngày 18/01/2021")
    refused = take(office, late, "accept_completion")
    assert refused.status_code == 422
    assert fresh(late).lifecycle == Lifecycle.REPORTED
    accepted = take(office, late, "accept_completion", **CAUSE)
    assert accepted.status_code == 302
    shown = page(office, late)
    assert "Thiếu chủ động, triển khai chậm" in shown
    assert "Phân công lại" in shown


def test_what_the_unit_said_is_confirmed_by_leaving_it(
    enter: Any, lead_focal: Any, office_leader: Any, late: Assignment
) -> None:
    unit, office = enter(lead_focal), enter(office_leader)
    take(unit, late, "report_completion", note="Xong", result_document="1/BC", **CAUSE)
    assert take(office, late, "accept_completion").status_code == 302
    assert "đúng như đơn vị nêu" in page(office, late)


def test_causes_are_counted_and_open_their_rows(
    enter: Any, lead_focal: Any, office_leader: Any, late: Assignment
) -> None:
    take(enter(lead_focal), late, "state_cause", **CAUSE)
    office = enter(office_leader)
    listed = office.get("/nhiem-vu/nguyen-nhan/").content.decode()
    assert "/nhiem-vu/nguyen-nhan/?side=subjective" in listed
    assert 'class="figure">1<span class="figure-of">/1' in listed
    none = office.get("/nhiem-vu/nguyen-nhan/?side=objective").content.decode()
    assert "Phân công lại" not in none
    sent = office.get("/nhiem-vu/nguyen-nhan/xuat.csv").content.decode()
    assert "Phân công lại" in sent


def test_the_form_says_whose_head_answers_and_asks_for_one_where_the_record_has_nobody(
    enter: Any, lead_focal: Any, office_leader: Any, late: Assignment, province: Any
) -> None:
    unit, office = enter(lead_focal), enter(office_leader)
    post = Post.objects.create(
        jurisdiction_id=1, unit_id=province.units["skhdt"].id, code="gd", title="Giám đốc", is_head=True
    )
    gone = Tenure.objects.create(
        jurisdiction_id=1, post_id=post.id, person_name="Đỗ Em", valid_from=dt.date(2018, 1, 1),
        valid_to=dt.date(2020, 12, 31),
    )  # fmt: skip
    asked = page(unit, late)
    assert "Thủ trưởng ngày 11/01/2021 (ngày hết thời hạn)" in asked
    assert "Đỗ Em, Giám đốc (01/01/2018 – 31/12/2020)" in asked
    refused = take(unit, late, "state_cause", **{**CAUSE, "head_name": ""}).content.decode()
    assert "không có ai đứng đầu Sở Kế hoạch và Đầu tư ngày 11/01/2021" in refused
    assert not LateCause.objects.exists()
    chosen = {"kinds": CAUSE["kinds"], "remedy": "Phân công lại", "head_tenure_id": str(gone.id)}
    assert take(unit, late, "state_cause", **chosen).status_code == 302
    [said] = LateCause.objects.all()
    shown = office.get(f"/nhiem-vu/nguyen-nhan/{said.id}/").content.decode()
    assert "Thủ trưởng ngày 11/01/2021: Đỗ Em" in shown
    assert "được chọn, vì hồ sơ không có ai đứng đầu ngày ấy" in shown
    assert take(unit, late, "state_cause", **CAUSE).status_code == 302
    typed = LateCause.objects.get(is_standing=True)
    assert "không có trong hồ sơ tổ chức" in office.get(f"/nhiem-vu/nguyen-nhan/{typed.id}/").content.decode()
    odd = take(unit, late, "state_cause", **{**chosen, "head_tenure_id": "x"}).content.decode()
    assert "không có trong hồ sơ chức danh" in odd
    Tenure.objects.update(valid_to=None)
    assert "Thủ trưởng ngày 11/01/2021: <strong>Đỗ Em</strong>, Giám đốc" in page(unit, late)


def test_causes_said_before_a_head_was_asked_for_are_counted(
    enter: Any, lead_focal: Any, office_leader: Any, late: Assignment
) -> None:
    take(enter(lead_focal), late, "state_cause", **CAUSE)
    office = enter(office_leader)
    assert "head=missing" not in office.get("/nhiem-vu/nguyen-nhan/").content.decode()
    LateCause.objects.update(head_name="")
    assert "/nhiem-vu/nguyen-nhan/?head=missing" in office.get("/nhiem-vu/nguyen-nhan/").content.decode()
    listed = office.get("/nhiem-vu/nguyen-nhan/?head=missing").content.decode()
    assert "Chưa ghi người đứng đầu" in listed
    assert "Phân công lại" in listed
    [old] = LateCause.objects.all()
    assert "Khi nêu chưa ghi ai đứng đầu" in office.get(f"/nhiem-vu/nguyen-nhan/{old.id}/").content.decode()


def test_a_remedy_becomes_a_directive_from_its_cause(
    enter: Any, lead_focal: Any, specialist: Any, late: Assignment
) -> None:
    take(enter(lead_focal), late, "state_cause", **CAUSE)
    cause = late.late_causes.get()
    office = enter(specialist)
    form = office.get(f"/nhiem-vu/nguyen-nhan/{cause.id}/giao/")
    assert ">Phân công lại</textarea>" in form.content.decode().replace("\n", "")
    key = form.context["form"].initial["key"]
    given = {
        "key": key, "text": "Phân công lại", "leads": ["skhdt"], "deadline_kind": "none", "field": "kinh-te",
        "origin": "province",
    }  # fmt: skip
    made = office.post(f"/nhiem-vu/nguyen-nhan/{cause.id}/giao/", given)
    assert made.status_code == 302, made.content.decode()[-3000:]
    assert cause.remedies.get().directive.text == "Phân công lại"
    assert "Biện pháp đã giao thành nhiệm vụ" in office.get(f"/nhiem-vu/nguyen-nhan/{cause.id}/").content.decode()


def test_a_closed_part_is_reopened_by_a_leader(
    enter: Any, lead_focal: Any, office_leader: Any, specialist: Any, province: Any
) -> None:
    part = story.assignment(story.give(specialist, province), province.units["skhdt"])
    story.bring_to("accepted", part, unit=lead_focal, office=specialist)
    assert "Mở lại" not in page(enter(lead_focal), part)
    assert take(enter(office_leader), part, "reopen", reason="Thiếu phụ lục").status_code == 302
    assert fresh(part).lifecycle == Lifecycle.IN_PROGRESS


def test_priority_is_set_where_it_stands(enter: Any, specialist: Any, late: Assignment) -> None:
    client = enter(specialist)
    client.post(f"/nhiem-vu/{late.directive_id}/uu-tien/", {"priority": "urgent"})
    assert Directive.objects.get(id=late.directive_id).priority == Priority.URGENT
    listed = client.get("/nhiem-vu/?priority=urgent").content.decode()
    assert "<strong>2</strong> phần việc" in listed


def test_the_leader_sets_what_completion_needs_and_the_lists(enter: Any, office_leader: Any) -> None:
    client = enter(office_leader)
    posts = (
        ("cap-nhat/", {"urgent": 1, "high": 3, "normal": 10, "low": 20}),
        ("hoan-thanh/", {"role": "lead", "document_kind": "Thông báo", "needs": "both"}),
        ("nguyen-nhan/moi/", {"name": "Chờ đấu thầu", "side": "objective", "is_active": "on"}),
        ("giai-doan/moi/", {"name": "Nghiệm thu", "is_active": "on"}),
        ("giai-doan/du-thao/", {"name": "Dự thảo lần một", "is_active": "on"}),
    )
    for address, data in posts:
        assert client.post(f"/theo-doi/quy-trinh/{address}", data).status_code == 302, address
    shown = client.get("/theo-doi/quy-trinh/").content.decode()
    for words in ("Chờ đấu thầu", "Nghiệm thu", "Dự thảo lần một", "Kết quả, tệp minh chứng và số văn bản", "20 ngày"):
        assert words in shown
    assert client.get("/theo-doi/quy-trinh/nguyen-nhan/khong-co/").status_code == 404


def test_the_update_rate_stands_beside_the_completion_rate_and_opens_its_rows(
    enter: Any, office_leader: Any, specialist: Any, lead_focal: Any, province: Any
) -> None:
    quiet = story.give(specialist, province, now=story.at("2020-12-20"))
    client = enter(office_leader)
    page = client.get("/tong-quan/").content.decode()
    assert "Tỷ lệ cập nhật" in page
    assert 'hx-get="/tong-quan/cap-nhat/"' in page
    assert "updates=stale" not in page  # counting rows must not keep the page waiting
    shown = client.get("/tong-quan/cap-nhat/", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in shown
    assert "Tỷ lệ cập nhật" in shown
    assert "updates=stale" in shown
    alone = client.get("/tong-quan/cap-nhat/").content.decode()
    assert "<html" in alone
    assert "updates=stale" in alone
    early = client.get("/tong-quan/cap-nhat/?on=2020-12-19").content.decode()
    assert "chưa có phần việc nào phải cập nhật" in early
    listed = client.get("/nhiem-vu/?updates=stale&counted=1").content.decode()
    assert f"/nhiem-vu/{quiet.id}/" in listed
    assert "Cần cập nhật tiến độ" in enter(lead_focal).get("/").content.decode()


def test_a_page_of_many_late_cards_asks_no_more_than_one_of_few(
    enter: Any, province: Any, specialist: Any, office_leader: Any
) -> None:
    few = story.give(specialist, province, due_on=dt.date(2021, 1, 11), leads=("skhdt",), coordinates=())
    codes = ("skhdt", "stc", "syt", "bdbp", "rachgia", "hondat")
    many = story.give(specialist, province, due_on=dt.date(2021, 1, 11), leads=codes, coordinates=())
    client = enter(office_leader)
    asked = []
    for directive in (few, many):
        client.get(f"/nhiem-vu/{directive.id}/")  # what is asked once and kept is asked here
        with CaptureQueriesContext(connection) as found:
            shown = client.get(f"/nhiem-vu/{directive.id}/").content.decode()
        assert shown.count("Nêu nguyên nhân chậm") >= directive.assignments.count()
        asked.append([query["sql"] for query in found])
    for table in ("organizations_tenure", "directives_completionneed"):
        assert [sum(f'FROM "{table}"' in sql for sql in page) for page in asked] == [1, 1], table
    assert len(asked[1]) == len(asked[0])
