"""The screens of participants and attendance over HTTP: calling, answering, consenting, the door, figures, discipline."""

from __future__ import annotations

import html
import re

import pytest
import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.meetings.meetings_world import MORNING, STARTS, called, heads, meeting, plan_of

from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import Category, Explanation, Invitee, Meeting, Venue

__all__ = ["called", "heads", "meeting", "plan_of"]


@pytest.fixture(autouse=True)
def _its_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def at_the_door():
    """The morning of the meeting."""
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def as_(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def district(make_user):
    return make_user("dm.hondat", "focal_point", unit="hondat", full_name="Đầu mối Hòn Đất")


def url(name, *args):
    return reverse(f"web:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def fresh(invitee):
    return Invitee.objects.get(id=invitee.id)


# ---- who is called ---------------------------------------------------------------------------------------------------


def test_the_office_builds_a_list(as_, meeting, specialist, province, heads):
    office = as_(specialist)
    page = url("meeting_people", meeting.id)
    assert "Chưa có thành phần dự họp" in text_of(office.get(page))
    assert "Chưa có thành phần dự họp" in text_of(office.get(url("meeting_call", meeting.id)))
    given = {"name": "Lãnh đạo các sở", "requirement": "leader", "is_counted": "on"}
    assert office.post(url("meeting_category_new", meeting.id), given).status_code == 302
    category = Category.objects.get(meeting_id=meeting.id)
    again = office.post(url("meeting_category_new", meeting.id), given)
    assert again.status_code == 422
    assert "Cuộc họp đã có thành phần này." in text_of(again)
    found = text_of(office.get(url("meeting_call", meeting.id), {"q": "so y te", "category_id": category.id}))
    assert "Giám đốc Bùi Ích" in found
    place = {"category_id": category.id}
    answer = office.post(url("meeting_call", meeting.id) + "?q=so+y+te", {**place, "post_id": heads.head["syt"].id})
    assert answer["Location"].endswith(f"?q=so+y+te&category_id={category.id}&venue_id=")
    assert "đã mời" in text_of(office.get(answer["Location"]))
    office.post(url("meeting_call", meeting.id), {**place, "group_id": province.groups["so"].id})
    assert "Đã có trong danh sách từ trước: Sở Y tế." in text_of(office.get(page))
    office.post(url("meeting_call", meeting.id), {**place, "guest": "1", "body": "Công ty Cấp nước"})
    empty = office.post(url("meeting_call", meeting.id), {**place, "guest": "1"})
    assert empty.status_code == 422
    assert "Hãy chọn đơn vị" in text_of(empty)
    assert Invitee.objects.filter(meeting_id=meeting.id).count() == 4


def test_a_venue_is_named_changed_and_dropped(as_, called, specialist, province):
    office = as_(specialist)
    given = {"name": "Điểm cầu tỉnh", "unit_id": province.units["vp"].id, "is_main": "on"}
    assert office.post(url("meeting_venue_new", called.meeting.id), given).status_code == 302
    venue = Venue.objects.get(name="Điểm cầu tỉnh")
    assert office.get(url("meeting_venue", called.meeting.id, venue.id)).status_code == 200
    given |= {"name": "Điểm cầu chính", "chair_id": called.by["hondat"].id}
    refused = office.post(url("meeting_venue", called.meeting.id, venue.id), given)
    assert "đã chủ trì một điểm cầu khác" in text_of(refused)
    office.post(url("meeting_venue_drop", called.meeting.id, venue.id))
    assert not Venue.objects.filter(id=venue.id).exists()


def test_a_category_without_people_is_dropped(as_, called, specialist):
    office = as_(specialist)
    empty = Category.objects.create(
        jurisdiction_id=called.meeting.jurisdiction_id, meeting_id=called.meeting.id, position=9, name="Khách"
    )
    assert "Bỏ khỏi cuộc họp" in text_of(office.get(url("meeting_category", called.meeting.id, empty.id)))
    kept = text_of(office.get(url("meeting_category", called.meeting.id, called.members.id)))
    assert "Bỏ khỏi cuộc họp" not in kept
    office.post(url("meeting_category_drop", called.meeting.id, empty.id))
    assert not Category.objects.filter(id=empty.id).exists()


# ---- answers and consent ---------------------------------------------------------------------------------------------


def test_a_unit_answers_and_the_chair_consents_with_one_press(as_, called, lead_head, chair, heads):
    invitee = called.by["skhdt"]
    unit = as_(lead_head)
    address = url("meeting_answer", called.meeting.id, invitee.id)
    assert "Cao Văn Khoa, Phó Giám đốc" in text_of(unit.get(address))
    refused = unit.post(address, {"answer": "substitute", "reason_kind": "mission"})
    assert refused.status_code == 422
    assert "Hãy ghi họ tên và chức vụ của người dự thay." in text_of(refused)
    given = {"answer": "substitute", "reason_kind": "mission", "substitute_post_id": heads.deputy["skhdt"].id}
    assert unit.post(address, {**given, "substitute_name": "bỏ qua"}).status_code == 302
    assert fresh(invitee).substitute_rank == "deputy"
    said = text_of(as_(chair).get(url("meeting_people", called.meeting.id)))
    assert "Chờ chủ trì cho ý kiến 1" in said
    assert "Cao Văn Khoa" in said
    as_(chair).post(url("meeting_consent", called.meeting.id, invitee.id), {"consent": "granted"})
    assert fresh(invitee).consent == "granted"
    as_(chair).post(url("meeting_consent", called.meeting.id, invitee.id), {"consent": "asked"})
    assert fresh(invitee).consent == "asked"
    answer = as_(chair).post(url("meeting_consent", called.meeting.id, called.by["stc"].id), {"consent": "granted"}, follow=True)  # fmt: skip
    assert "Người này không xin vắng" in text_of(answer)


def test_why_somebody_is_absent_is_read_by_their_own_unit_the_office_and_the_chair(
    as_, called, lead_head, coordinating_focal, specialist, chair
):
    Invitee.objects.filter(id=called.by["skhdt"].id).update(
        answer="absent", reason_kind="sick", reason="mổ ruột thừa", consent="refused", consent_note="không thuyết phục"
    )
    page = url("meeting_people", called.meeting.id)
    for person in (lead_head, specialist, chair):
        assert "mổ ruột thừa" in text_of(as_(person).get(page))
    said = text_of(as_(coordinating_focal).get(page))
    assert "Đỗ Em" in said
    for private in ("mổ ruột thừa", "Ốm đau", "không thuyết phục"):
        assert private not in said


# ---- the list at the door --------------------------------------------------------------------------------------------


def test_the_list_checks_in_and_the_counts_come_along(as_, at_the_door, called, clerk, django_assert_max_num_queries):
    office = as_(clerk)
    page = url("meeting_attendance", called.meeting.id)
    with django_assert_max_num_queries(20):
        said = text_of(office.get(page))
    assert "Trực tiếp dự 0 /6" in said
    address = url("meeting_check_in", called.meeting.id, called.by["skhdt"].id)
    got = office.post(address, {"presence": "present"}, headers={"HX-Request": "true"})
    assert 'hx-swap-oob="true"' in got.content.decode()
    assert "Trực tiếp dự 1 /6" in text_of(got)
    assert "Hoàn tác" in text_of(got)
    listed = office.get(page).content.decode()
    assert listed.index(f"nguoi-{called.by['stc'].id}") < listed.index(f"nguoi-{called.by['skhdt'].id}")
    assert "Đỗ Em" not in text_of(office.get(page, {"xem": "waiting"})).split("Thông báo sẽ ghi")[0]
    assert office.post(address, {"presence": "unknown"}).status_code == 302
    assert fresh(called.by["skhdt"]).presence == "unknown"


def test_a_refusal_at_the_door_keeps_what_was_typed(as_, at_the_door, called, clerk):
    address = url("meeting_check_in", called.meeting.id, called.by["skhdt"].id)
    said = {"presence": "present", "attendee": "substitute", "attendee_name": "Hồ Hạnh", "attendee_rank": "other"}
    got = as_(clerk).post(address, said, headers={"HX-Request": "true"})
    assert got.status_code == 422
    assert "cũng được mời dự cuộc họp này" in text_of(got)
    assert 'value="Hồ Hạnh"' in got.content.decode()
    shown = as_(clerk).post(address, said, follow=True)
    assert "cũng được mời dự cuộc họp này" in text_of(shown)


def test_a_venue_keeps_its_own_list(as_, at_the_door, called, district, lead_head):
    page = url("meeting_attendance", called.meeting.id)
    said = text_of(as_(district).get(page))
    assert "Trịnh Văn Sơn" in said
    assert "Lý Văn Phúc" not in said
    as_(district).post(url("meeting_check_in", called.meeting.id, called.by["hondat"].id), {"presence": "present"})
    found = fresh(called.by["hondat"])
    assert (found.check_in, found.mode) == ("venue", "online")
    other = url("meeting_check_in", called.meeting.id, called.by["rachgia"].id)
    assert as_(district).post(other, {"presence": "present"}).status_code == 403
    assert as_(lead_head).get(page).status_code == 403


def test_a_meeting_that_is_over_is_not_checked_in(as_, called, clerk):
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    page = as_(clerk).get(url("meeting_attendance", called.meeting.id))
    assert "danh sách không sửa được nữa" in text_of(page)
    assert "check-btn" not in page.content.decode()
    assert as_(clerk).get(url("meeting_door", called.meeting.id)).status_code == 409


# ---- the code at the door --------------------------------------------------------------------------------------------


def test_a_phone_that_scanned_the_code_checks_its_unit_in(
    as_, at_the_door, called, clerk, lead_focal, coordinating_focal
):
    office = as_(clerk)
    assert office.get(url("meeting_door_picture", called.meeting.id)).status_code == 404
    assert office.get(url("meeting_door", called.meeting.id)).status_code == 200
    secret = Meeting.objects.get(id=called.meeting.id).door_secret
    picture = office.get(url("meeting_door_picture", called.meeting.id))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    assert b"style" not in picture.content
    office.get(url("meeting_door", called.meeting.id))
    assert Meeting.objects.get(id=called.meeting.id).door_secret == secret, "opened again it stays"
    enter = url("meeting_door_enter", called.meeting.id, secret)
    said = text_of(as_(lead_focal).get(enter))
    assert "Đỗ Em có mặt" in said
    assert "Hồ Hạnh" not in said
    as_(lead_focal).post(enter, {"invitee": called.by["skhdt"].id, "presence": "present"})
    assert fresh(called.by["skhdt"]).check_in == "qr"
    as_(lead_focal).post(enter, {"invitee": called.by["skhdt"].id, "presence": "unknown"})
    refused = as_(lead_focal).post(
        enter, {"invitee": called.by["skhdt"].id, "presence": "present", "attendee": "substitute", "attendee_name": "Hồ Hạnh"}
    )  # fmt: skip
    assert refused.status_code == 422
    assert (
        as_(coordinating_focal).post(enter, {"invitee": called.by["skhdt"].id, "presence": "present"}).status_code
        == 403
    )
    assert as_(lead_focal).post(enter, {"invitee": "x", "presence": "present"}).status_code == 404


def test_an_old_code_is_told_and_another_jurisdiction_s_is_nowhere(as_, called, clerk, lead_focal, outsider):
    as_(clerk).get(url("meeting_door", called.meeting.id))
    old = Meeting.objects.get(id=called.meeting.id).door_secret
    as_(clerk).post(url("meeting_door_renew", called.meeting.id))
    assert Meeting.objects.get(id=called.meeting.id).door_secret != old
    enter = url("meeting_door_enter", called.meeting.id, old)
    got = as_(lead_focal).get(enter)
    assert got.status_code == 403
    assert "hãy quét lại mã đang treo tại cửa" in text_of(got)
    assert as_(lead_focal).get(url("meeting_door_enter", called.meeting.id, "mã-cũ")).status_code == 403
    assert as_(outsider).get(enter).status_code == 404


# ---- figures and discipline ------------------------------------------------------------------------------------------


@pytest.fixture
def over(called):
    Invitee.objects.filter(id=called.by["skhdt"].id).update(presence="absent")
    Invitee.objects.filter(id=called.by["stc"].id).update(presence="present", attendee="invited")
    Meeting.objects.filter(id=called.meeting.id).update(state="ended", ended_at=NOW)
    return called


PERIOD = {"tu": "01/01/2021", "den": "31/12/2021"}


def test_figures_open_their_rows_and_files(as_, over, chair, lead_head):
    page = as_(chair).get(url("attendance_statistics"), PERIOD)
    said = page.content.decode()
    assert "Vắng không báo cáo, Sở Kế hoạch và Đầu tư" in said
    links = re.findall(r'href="([^"]*cot=unreported[^"]*)"', said)
    rows = as_(chair).get(links[0].replace("&amp;", "&"))
    assert "1 lượt mời từ 01/01/2021 đến 31/12/2021" in text_of(rows)
    assert over.meeting.title in text_of(rows)
    assert as_(chair).get(url("attendance_rows"), {**PERIOD, "cot": "nonsense"}).status_code == 404
    for kind, begin in (("", b"PK"), ("csv", b"\xef\xbb\xbf")):
        got = as_(chair).get(url("attendance_file"), {**PERIOD, "dang": kind, "theo": "person"})
        assert got.content.startswith(begin)
        assert "du-hop-20210101-20211231" in got["Content-Disposition"]
    mine = text_of(as_(lead_head).get(url("attendance_statistics"), {**PERIOD, "theo": "person"}))
    assert "Đỗ Em" in mine
    assert "Hồ Hạnh" not in mine


def test_a_period_that_cannot_be_is_told(as_, over, chair):
    got = as_(chair).get(url("attendance_statistics"), {"tu": "31/12/2021", "den": "01/01/2021"})
    assert "Ngày cuối phải sau ngày đầu." in text_of(got)
    assert "Ngày 31/02/2021 không có trong lịch." in text_of(
        as_(chair).get(url("attendance_statistics"), {"tu": "31/02/2021"})
    )


def test_a_breach_is_explained_and_judged(as_, over, lead_head, office_leader):
    page = as_(lead_head).get(url("meeting_discipline"), PERIOD)
    said = text_of(page)
    assert "Báo cáo chủ trì khi vắng (Quyết định 45/2018/QĐ-TTg)" in said
    assert "Không có mặt, không có ai dự thay." in said
    address = url("meeting_explain", over.meeting.id, over.by["skhdt"].id)
    assert as_(lead_head).post(address, {"text": ""}).status_code == 422
    kept = url("meeting_explain", over.meeting.id, over.by["stc"].id)
    assert "không vi phạm chế độ họp" in text_of(as_(office_leader).get(kept))
    assert as_(office_leader).post(kept, {"text": "Thừa."}).status_code == 422
    assert as_(lead_head).post(address, {"text": "Xe hỏng."}).status_code == 302
    made = Explanation.objects.get()
    leader = as_(office_leader)
    refused = leader.post(url("meeting_judge", made.id), {"verdict": "not_accepted"}, follow=True)
    assert "Hãy nêu lý do." in text_of(refused)
    leader.post(url("meeting_judge", made.id), {"verdict": "accepted"})
    shown = text_of(leader.get(url("meeting_discipline"), {**PERIOD, "xem": "accepted"}))
    assert "Xe hỏng." in shown
    assert "Chấp nhận giải trình" in shown
    assert "Không có vi phạm nào" in text_of(leader.get(url("meeting_discipline"), {**PERIOD, "xem": "open"}))


# ---- the desk --------------------------------------------------------------------------------------------------------


def test_the_desk_tells_what_waits(as_, called, lead_head, chair, specialist, office_leader):
    said = as_(lead_head).get("/").content.decode()
    assert "Giấy mời chờ trả lời" in said
    assert url("meeting_answer", called.meeting.id, called.by["skhdt"].id) in said
    assert "Xin vắng, dự thay chờ ý kiến" not in text_of(as_(chair).get("/"))
    Invitee.objects.filter(id=called.by["skhdt"].id).update(answer="absent", reason_kind="leave", consent="asked")
    assert "Giấy mời chờ trả lời" not in text_of(as_(lead_head).get("/"))
    for person in (chair, office_leader):
        assert "Xin vắng, dự thay chờ ý kiến 1" in text_of(as_(person).get("/"))
    assert "Xin vắng, dự thay" not in text_of(as_(specialist).get("/"))
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    assert "Xin vắng, dự thay" not in text_of(as_(chair).get("/"))


# ---- the day, and before it ------------------------------------------------------------------------------------------


def test_before_the_day_the_list_and_the_phone_say_when(as_, called, clerk, lead_focal):
    when = "Chỉ điểm danh trong ngày họp (22/01/2021) hoặc khi cuộc họp đang diễn ra."
    page = as_(clerk).get(url("meeting_attendance", called.meeting.id))
    assert when in text_of(page)
    assert "check-btn" not in page.content.decode()
    address = url("meeting_check_in", called.meeting.id, called.by["skhdt"].id)
    assert when in text_of(as_(clerk).post(address, {"presence": "present"}, follow=True))
    as_(clerk).get(url("meeting_door", called.meeting.id))  # the code is printed before the day
    enter = url("meeting_door_enter", called.meeting.id, Meeting.objects.get(id=called.meeting.id).door_secret)
    phone = as_(lead_focal).get(enter)
    assert when in text_of(phone)
    assert "enter-btn" not in phone.content.decode()
    assert as_(lead_focal).post(enter, {"invitee": called.by["skhdt"].id, "presence": "present"}).status_code == 422
    assert fresh(called.by["skhdt"]).presence == "unknown"


def test_a_unit_answers_from_the_page_of_the_meeting(as_, called, lead_head, specialist):
    address = url("meeting_answer", called.meeting.id, called.by["skhdt"].id)
    page = as_(lead_head).get(url("meeting", called.meeting.id)).content.decode()
    assert f'href="{address}"' in page
    assert "Trả lời giấy mời" in page
    as_(lead_head).post(address, {"answer": "comes"})
    assert "Trả lời lại" in as_(lead_head).get(url("meeting", called.meeting.id)).content.decode()
    with time_machine.travel(STARTS, tick=False):
        late = as_(lead_head).get(url("meeting", called.meeting.id)).content.decode()
        assert address not in late
        assert "Cuộc họp đã bắt đầu nên không trả lời giấy mời nữa." in late
        assert "Cuộc họp đã bắt đầu" in text_of(as_(lead_head).get(url("meeting_people", called.meeting.id)))
        refused = as_(lead_head).get(address)
        assert refused.status_code == 409
        assert "giải trình ở trang Kỷ luật họp" in text_of(refused)
        assert "Giấy mời chờ trả lời" not in text_of(as_(lead_head).get("/"))
        # The office writes down what it was told before.
        office = as_(specialist)
        assert "Đơn vị báo lúc" in text_of(office.get(address))
        given = {"answer": "absent", "reason_kind": "sick", "reported_at": "07:30 22/01/2021"}
        assert office.post(address, {**given, "reported_at": "bảy giờ"}).status_code == 422
        assert office.post(address, {**given, "reported_at": "09:30 22/01/2021"}).status_code == 422, "not yet"
        assert office.post(address, given).status_code == 302
        assert fresh(called.by["skhdt"]).answered_at == MORNING
        assert 'value="07:30 22/01/2021"' in office.get(address).content.decode(), "written anew it stays"
    assert "Đơn vị báo lúc" not in text_of(
        as_(lead_head).get(url("meeting_answer", called.meeting.id, called.by["skhdt"].id))
    )


def links_of(response, part):
    """The addresses of the page's links that hold this."""
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', response.content.decode()) if part in link]


def test_each_tab_of_discipline_shows_its_own_rows_and_keeps_the_period(as_, over, lead_head, office_leader):
    """One breach waits, another was not explained: each tab is pressed as it stands on the page."""
    Invitee.objects.filter(id=called_id(over, "syt")).update(presence="absent")
    as_(lead_head).post(url("meeting_explain", over.meeting.id, called_id(over, "skhdt")), {"text": "Xe hỏng."})
    leader = as_(office_leader)
    page = leader.get(url("meeting_discipline"), PERIOD)
    tabs = re.findall(r'href="([^"]+)"', page.content.decode().partition('id="rows"')[2].partition("</nav>")[0])
    assert len(tabs) == 5
    rows = {}
    for tab in map(html.unescape, tabs):
        assert tab.count("?") == 1, tab
        assert "tu=01%2F01%2F2021" in tab
        shown = leader.get(tab)
        rows[re.search(r"xem=(\w+)|$", tab).group(1) or "all"] = re.findall(
            r'id="vi-pham-(\d+)"', shown.content.decode()
        )
    both = {str(called_id(over, "skhdt")), str(called_id(over, "syt"))}
    assert set(rows["all"]) == both
    assert rows["open"] == [str(called_id(over, "syt"))]
    assert rows["waiting"] == [str(called_id(over, "skhdt"))]
    assert (rows["accepted"], rows["not_accepted"]) == ([], [])


def test_statistics_and_discipline_lead_to_each_other_in_one_period(as_, over, office_leader, lead_head):
    leader = as_(office_leader)
    period = {**PERIOD, "den": "30/11/2021"}
    (there,) = links_of(leader.get(url("attendance_statistics"), period), "/hop/ky-luat/?")
    found = leader.get(there)
    assert 'value="30/11/2021"' in found.content.decode()
    back = next(link for link in links_of(found, "/hop/thong-ke/?"))
    assert 'value="30/11/2021"' in leader.get(back).content.decode()
    # A verdict and an explanation come back to where they were asked for.
    as_(lead_head).post(url("meeting_explain", over.meeting.id, called_id(over, "skhdt")), {"text": "Xe hỏng."})
    asked = as_(office_leader).get(url("meeting_discipline"), {**period, "xem": "waiting"})
    (form,) = re.findall(r'action="([^"]*xem-xet[^"]*|[^"]*giai-trinh[^"]*)"', asked.content.decode())
    judged = as_(office_leader).post(html.unescape(form), {"verdict": "accepted"})
    assert judged.status_code == 302
    assert "den=30%2F11%2F2021" in judged["Location"]
    assert "xem=waiting" in judged["Location"]


def called_id(over, unit):
    return over.by[unit].id


def test_the_week_says_with_whom_and_which_meeting_it_clashes(as_, called, specialist, plan_of, province):
    plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Họp khác"), now=NOW)
    said = text_of(as_(specialist).get(url("meetings"), {"ngay": "2021-01-22"}))
    assert "Trùng giờ với “Họp khác” (08:00): Trần Văn An" in said
    assert f"Trùng giờ với “{called.meeting.title}” (08:00): Trần Văn An" in said
