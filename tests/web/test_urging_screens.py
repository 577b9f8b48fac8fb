"""Urging on the screen: rules as sentences, choosing what to urge, letters, requests for explanation, what was told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.directives import story
from tests.documents.register_world import opened
from tests.urging.urging_world import answer, ask, night, subject, urged
from tests.web.conftest import Enter

from dondoc.directives.models import Assignment
from dondoc.drafting.models import OutgoingDraft
from dondoc.urging.choices import ExplanationState
from dondoc.urging.models import Explanation, ReminderRule, UrgedItem, Urging
from dondoc.urging.rules import EXPLANATION_STEPS

__all__ = ["opened"]
# The screens' day is 18/01/2021; what is late here was due on 11/01.
pytestmark = pytest.mark.usefixtures("story_day")
TODAY = dt.date(2021, 1, 18)


@pytest.fixture
def late(province: Any, specialist: Any) -> Assignment:
    return subject(province, specialist, due_on=dt.date(2021, 1, 11))


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_an_assignment_says_who_was_told_and_offers_what_may_be_done(
    enter: Enter, late: Assignment, specialist: Any, lead_focal: Any, lead_head: Any, other_unit_focal: Any
) -> None:
    address = f"/nhiem-vu/{late.directive_id}/"
    night("2021-01-12")
    urged(specialist, late, day=dt.date(2021, 1, 15), note="Báo cáo <b>ngay</b>.")
    office = body(enter(specialist).get(address))
    assert "Đã nhắc 3 lần, gần nhất 15/01/2021" in office
    assert "Vừa quá hạn" in office
    assert lead_head.full_name in office
    assert "Báo cáo &lt;b&gt;ngay&lt;/b&gt;." in office
    assert f"/don-doc/moi/?viec={late.id}" in office
    assert f"/don-doc/giai-trinh/moi/?viec={late.id}" in office
    assert "Đôn đốc Sở Kế hoạch và Đầu tư (lần 1)" in office
    unit = body(enter(lead_focal).get(address))
    assert "Đã nhắc 3 lần" in unit
    assert "/don-doc/moi/" not in unit


def test_what_the_list_shows_is_chosen_and_urged(
    enter: Enter, late: Assignment, province: Any, specialist: Any, lead_focal: Any, chair: Any
) -> None:
    other = subject(province, specialist, "stc", due_on=dt.date(2021, 1, 12))
    later = subject(province, specialist)
    client = enter(specialist)
    offered = body(client.get("/don-doc/moi/"))
    assert f'value="{late.id}"' in offered
    assert f'value="{other.id}"' in offered
    assert f'value="{later.id}"' not in offered
    assert "quá 7 ngày" in offered
    assert f'value="{other.id}"' not in body(client.get("/don-doc/moi/?unit=skhdt&timeliness=overdue"))
    sent = client.post("/don-doc/moi/", {"viec": [late.id, other.id], "note": "Báo cáo trong tuần.", "act": "urge"})
    urging = Urging.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/don-doc/lan/{urging.id}/")
    assert UrgedItem.objects.count() == 2
    shown = body(enter(chair).get("/don-doc/lan/"))
    assert "Sở Kế hoạch và Đầu tư, Sở Tài chính" in shown
    mine = body(enter(lead_focal).get(f"/don-doc/lan/{urging.id}/"))
    assert "Báo cáo trong tuần." in mine
    assert "Sở Tài chính" not in mine


def test_a_refusal_leaves_what_was_chosen(enter: Enter, late: Assignment, specialist: Any) -> None:
    client = enter(specialist)
    none = client.post(f"/don-doc/moi/?viec={late.id}", {"note": "x", "act": "urge"})
    assert none.status_code == 422
    assert "Hãy chọn ít nhất một việc." in none.content.decode()


def test_the_letter_is_drafted_from_the_urging(
    enter: Enter, late: Assignment, specialist: Any, lead_focal: Any, opened: Any, province: Any
) -> None:
    opened("Sổ công văn")
    urging = urged(specialist, late, day=TODAY)
    client = enter(specialist)
    assert "Soạn công văn đôn đốc" in body(client.get(f"/don-doc/lan/{urging.id}/"))
    units = province.units
    sent = client.post(
        f"/don-doc/lan/{urging.id}/cong-van/", {"issuing_unit": units["vp"].id, "to_unit": units["skhdt"].id}
    )
    draft = OutgoingDraft.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/du-thao/{draft.id}/")
    assert f"/du-thao/{draft.id}/" in body(client.get(f"/don-doc/lan/{urging.id}/"))
    assert "/du-thao/" not in body(enter(lead_focal).get(f"/don-doc/lan/{urging.id}/"))
    again = client.post(
        f"/don-doc/lan/{urging.id}/cong-van/", {"issuing_unit": units["vp"].id, "to_unit": units["skhdt"].id}
    )
    assert "Công văn này đã được soạn" in again.content.decode()


def test_what_was_reported_since_is_said(enter: Enter, late: Assignment, specialist: Any, lead_focal: Any) -> None:
    urging = urged(specialist, late, day=dt.date(2021, 1, 15))
    story.bring_to("reported", late, unit=lead_focal, office=specialist, now=story.at("2021-01-16"))
    assert "Từ lúc đôn đốc đã có 1 việc được báo cáo" in body(enter(specialist).get(f"/don-doc/lan/{urging.id}/"))


def test_an_explanation_from_the_question_to_the_decision(
    enter: Enter, late: Assignment, chair: Any, lead_head: Any, other_unit_focal: Any
) -> None:
    leader, unit = enter(chair), enter(lead_head)
    form = {"viec": late.id, "question": "Vì sao chậm?", "due_on": "23/01/2021"}
    refused = leader.post("/don-doc/giai-trinh/moi/", form)
    assert refused.status_code == 422
    assert "ngày làm việc kế tiếp là 25/01/2021" in refused.content.decode()
    assert leader.post("/don-doc/giai-trinh/moi/", {**form, "due_on": "20/01/2021"}).status_code == 302
    asked = Explanation.objects.get()
    page = f"/don-doc/giai-trinh/{asked.id}/"
    assert "Giải trình chờ bạn" in body(unit.get("/"))
    assert "Giải trình chờ bạn" not in body(leader.get("/"))
    assert "Gửi giải trình" in body(unit.get(page))
    file = SimpleUploadedFile("giai-trinh.txt", "vì sao".encode())
    refused = unit.post(f"{page}answer/", {"text": "Chờ số liệu.", "files": file})
    assert "Hãy xác nhận tệp không chứa bí mật nhà nước" in refused.content.decode()
    assert "Chờ số liệu." in refused.content.decode()
    file.seek(0)
    assert unit.post(f"{page}answer/", {"text": "Chờ số liệu.", "files": file, "not_secret": "on"}).status_code == 302
    assert "Giải trình chờ bạn" in body(leader.get("/"))
    shown = body(leader.get(page))
    assert "Chờ số liệu." in shown
    assert "giai-trinh.txt" in shown
    assert leader.post(f"{page}return/", {"note": "", "due_on": "21/01/2021"}).status_code == 422
    assert leader.post(f"{page}return/", {"note": "Nêu trách nhiệm.", "due_on": "21/01/2021"}).status_code == 302
    assert "Nêu trách nhiệm." in body(unit.get(page))
    assert unit.post(f"{page}answer/", {"text": "Phòng Tổng hợp."}).status_code == 302
    assert leader.post(f"{page}accept/", {"note": ""}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "sufficient"
    stale = leader.post(f"{page}accept/", {"note": ""})
    assert "đang ở trạng thái" in stale.content.decode()
    assert enter(other_unit_focal).get(page).status_code == 404


def test_of_several_units_one_is_asked_at_a_time(
    enter: Enter, late: Assignment, province: Any, specialist: Any
) -> None:
    other = subject(province, specialist, "stc", due_on=dt.date(2021, 1, 12))
    client = enter(specialist)
    sent = client.post("/don-doc/moi/", {"viec": [late.id, other.id], "act": "explain"})
    assert sent["Location"] == f"/don-doc/giai-trinh/moi/?viec={late.id}&viec={other.id}"
    assert "thuộc nhiều đơn vị" in body(client.get(sent["Location"]))


def test_the_list_of_explanations(enter: Enter, late: Assignment, specialist: Any, lead_focal: Any) -> None:
    asked = ask(specialist, late, due_on=dt.date(2021, 1, 14), now=story.at("2021-01-13"))
    shown = body(enter(lead_focal).get("/don-doc/giai-trinh/"))
    assert "Vì sao chưa có báo cáo?" in shown
    assert "quá 4 ngày" in shown
    answer(lead_focal, asked, now=story.at("2021-01-14"))
    assert "Vì sao chưa có báo cáo?" not in body(enter(lead_focal).get("/don-doc/giai-trinh/"))
    assert "Vì sao chưa có báo cáo?" in body(enter(lead_focal).get("/don-doc/giai-trinh/?state=answered"))


def test_rules_are_sentences_and_are_set_by_the_leader(enter: Enter, office_leader: Any, lead_focal: Any) -> None:
    leader, unit = enter(office_leader), enter(lead_focal)
    shown = body(unit.get("/don-doc/quy-tac/"))
    assert "Quá 1 ngày so với ngày phải cập nhật theo mức ưu tiên, rồi cứ 15 ngày một lần (vai trò chủ trì)" in shown
    assert "hỏa tốc 2 ngày, khẩn 7 ngày, thường 15 ngày, lâu dài 30 ngày" in shown
    assert "Quá hạn 7 ngày, rồi cứ 7 ngày một lần: nhắc đầu mối đơn vị, thủ trưởng đơn vị." in shown
    assert "mặc định" in shown
    assert "Thêm quy tắc" not in shown
    said = "Trong ngày đến hạn: nhắc đầu mối đơn vị, thủ trưởng đơn vị. Báo ngay qua thiết bị và cổng nhắn tin."
    process = body(unit.get("/theo-doi/quy-trinh/"))
    assert said in shown
    assert said in process
    assert "/don-doc/quy-tac/" in process
    form = {"name": "Quá hạn", "trigger": "overdue", "days": 3, "repeat_days": 0, "ranks": ["chair"]}
    assert leader.post("/don-doc/quy-tac/moi/", {**form, "days": 0}).status_code == 422
    assert leader.post("/don-doc/quy-tac/moi/", form).status_code == 302
    assert "Quá hạn 3 ngày: nhắc lãnh đạo UBND tỉnh." in body(leader.get("/don-doc/quy-tac/"))
    assert "Sắp đến hạn" in body(leader.get("/don-doc/quy-tac/truoc-han-5/"))
    quiet = {"name": "Ngày đến hạn", "trigger": "before_due", "days": 0, "repeat_days": 0, "ranks": ["unit_head"]}
    assert "checked" in body(leader.get("/don-doc/quy-tac/ngay-den-han/")).split('name="at_once"')[1].split(">")[0]
    assert leader.post("/don-doc/quy-tac/ngay-den-han/", quiet).status_code == 302
    assert leader.post("/don-doc/quy-tac/moi/", {**form, "at_once": "on"}).status_code == 302
    process = body(unit.get("/theo-doi/quy-trinh/"))
    assert "Trong ngày đến hạn" not in process
    assert "Quá hạn 3 ngày: nhắc lãnh đạo UBND tỉnh. Báo ngay qua thiết bị" in process
    assert leader.post("/don-doc/quy-tac/truoc-han-5/ngung/").status_code == 302
    assert not ReminderRule.objects.get(code="truoc-han-5").is_active
    assert "Áp dụng lại" in body(leader.get("/don-doc/quy-tac/"))
    assert leader.get("/don-doc/quy-tac/khong-co/").status_code == 404


def test_the_preview_says_who_would_get_what_and_keeps_nothing(
    enter: Enter, late: Assignment, office_leader: Any, lead_focal: Any
) -> None:
    leader = enter(office_leader)
    shown = body(leader.get("/don-doc/quy-tac/chay-thu/"))
    assert "Quá hạn 7 ngày (hạn 11/01/2021)" in shown
    assert lead_focal.full_name in shown
    assert not ReminderRule.objects.exists()
    night(TODAY)
    assert "Quá hạn 7 ngày (hạn 11/01/2021)" not in body(leader.get("/don-doc/quy-tac/chay-thu/"))
    assert "19/01/2021" in body(leader.get("/don-doc/quy-tac/chay-thu/?on=19/01/2021"))
    assert "18/01/2021" in body(leader.get("/don-doc/quy-tac/"))
    assert enter(lead_focal).get("/don-doc/quy-tac/chay-thu/").status_code == 403


def test_what_a_run_told_me_is_listed(enter: Enter, late: Assignment, lead_focal: Any, other_unit_focal: Any) -> None:
    run = night(TODAY)
    address = f"/don-doc/da-nhac/{run.id}/qua-han-7/"
    assert "Quá hạn 7 ngày (hạn 11/01/2021)" in body(enter(lead_focal).get(address))
    assert enter(other_unit_focal).get(address).status_code == 404


def test_pages_ask_as_much_however_long_they_are(
    enter: Enter, province: Any, specialist: Any, lead_focal: Any, django_assert_max_num_queries: Any
) -> None:
    def make(count: int) -> None:
        tasks = [subject(province, specialist, due_on=dt.date(2021, 1, 11)) for _each in range(count)]
        urged(specialist, *tasks, day=dt.date(2021, 1, 15))
        for one in tasks:
            ask(specialist, one, due_on=dt.date(2021, 1, 20), now=story.at(TODAY))

    client = enter(specialist)
    make(12)
    pages = ("/don-doc/moi/", "/don-doc/lan/", f"/don-doc/lan/{Urging.objects.get().id}/", "/don-doc/giai-trinh/", "/")
    for address in pages:
        with django_assert_max_num_queries(45):
            body(client.get(address))


def test_the_page_of_the_process_shows_the_steps_of_an_explanation(enter: Enter, office_leader: Any) -> None:
    shown = body(enter(office_leader).get("/theo-doi/quy-trinh/"))
    assert "Các bước của yêu cầu giải trình" in shown
    for step in EXPLANATION_STEPS:
        assert str(ExplanationState(step.target).label) in shown
    for name in ("Gửi giải trình", "Chấp nhận giải trình", "Yêu cầu giải trình lại", "Rút yêu cầu"):
        assert f">{name}</th>" in shown


def test_pages_without_a_place_of_their_own_are_reached_from_the_list(enter: Enter, lead_focal: Any) -> None:
    shown = body(enter(lead_focal).get("/nhiem-vu/"))
    for address in ("/chuyen-de/dang-theo-doi/", "/theo-doi/phan-viec/", "/theo-doi/quy-trinh/"):
        assert f'href="{address}"' in shown
