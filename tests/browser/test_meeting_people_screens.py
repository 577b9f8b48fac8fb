"""Participants and attendance as the office, a unit and the chair use them: on a desk, and on a phone at the door."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.models import Invitee, Meeting

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


VIETNAM = dt.timezone(dt.timedelta(hours=7))


def held_at(meeting, begins):
    """The pages live by the machine's clock: move the meeting to where the test needs it."""
    Meeting.objects.filter(id=meeting.id).update(starts_at=begins, ends_at=begins + dt.timedelta(hours=3))


@pytest.mark.parametrize("width", [1440, 360])
def test_calling_people(
    page_at, sign_in, specialist, meeting, heads, province, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/hop/{meeting.id}/thanh-phan/")
    expect(page.get_by_text("Chưa có thành phần dự họp")).to_be_visible()
    page.get_by_role("link", name="Thêm thành phần").first.click()
    page.get_by_label("Tên thành phần").fill("Thành viên UBND tỉnh")
    page.get_by_label("Được cử cấp phó khi chủ trì đồng ý").check()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-category-{width}", full=True)
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Mời thêm").click()
    page.get_by_label("Tìm đơn vị, nhóm đơn vị").fill("so y te")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("button", name="Mời Giám đốc Sở Y tế").click()
    expect(page.get_by_text("Đã mời: Bùi Ích, Giám đốc Sở Y tế.")).to_be_visible()
    expect(page.get_by_text("đã mời", exact=True)).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-call-{width}", full=True)
    page.goto(f"/hop/{meeting.id}/thanh-phan/moi/")
    page.get_by_role("button", name="Mời thủ trưởng các sở", exact=True).click()
    expect(page.get_by_text("Đã mời 2 người. Đã có trong danh sách từ trước: Sở Y tế.")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_unit_answers_and_the_chair_consents(
    page_at, sign_in, lead_head, chair, clerk, called, heads, assert_accessible, assert_fits, shoot, width
):
    held_at(called.meeting, dt.datetime.now(VIETNAM) + dt.timedelta(days=2))
    page = page_at(width)
    sign_in(page, lead_head)
    page.goto(f"/hop/{called.meeting.id}/thanh-phan/")
    shoot(page, f"meeting-people-unit-{width}", full=True)
    page.goto(f"/hop/{called.meeting.id}/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-unit-{width}", full=True)
    page.get_by_role("link", name="Trả lời giấy mời").click()
    expect(page.get_by_label("Lý do")).to_be_hidden()
    page.get_by_label("Xin cử người dự thay").check()
    page.get_by_label("Lý do").select_option("mission")
    expect(page.get_by_label("Họ và tên")).to_be_visible()
    page.get_by_label("Người dự thay", exact=True).select_option(label="Cao Văn Khoa, Phó Giám đốc")
    expect(page.get_by_label("Họ và tên")).to_be_hidden()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-answer-{width}", full=True)
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã gửi trả lời; chờ người chủ trì cho ý kiến.")).to_be_visible()
    Invitee.objects.filter(id=called.by["stc"].id).update(
        answer="absent", reason_kind="sick", reason="Điều trị tại bệnh viện", consent="asked"
    )
    other = page_at(width)
    sign_in(other, chair)
    other.goto(f"/hop/{called.meeting.id}/thanh-phan/")
    expect(other.get_by_role("heading", name="Chờ chủ trì cho ý kiến")).to_be_visible()
    assert_accessible(other)
    assert_fits(other)
    shoot(other, f"meeting-people-chair-{width}", full=True)
    other.get_by_role("button", name="Đồng ý Đỗ Em", exact=True).click()
    expect(other.get_by_text("Đã đồng ý với đề nghị của Đỗ Em.")).to_be_visible()
    office = page_at(width)
    sign_in(office, clerk)
    office.goto(f"/hop/{called.meeting.id}/thanh-phan/")
    assert_accessible(office)
    assert_fits(office)
    shoot(office, f"meeting-people-office-{width}", full=True)


@pytest.mark.parametrize("width", [1440, 360])
def test_checking_in_at_the_door(
    page_at, sign_in, clerk, lead_focal, called, assert_accessible, assert_fits, shoot, width
):
    now = dt.datetime.now(VIETNAM)
    held_at(called.meeting, now)
    Invitee.objects.filter(id=called.by["stc"].id).update(
        answer="substitute", reason_kind="mission", consent="granted", substitute_name="Lâm Thị Liên",
        substitute_title="Phó Giám đốc Sở Tài chính", substitute_rank="deputy",
    )  # fmt: skip
    page = page_at(width)
    sign_in(page, clerk)
    page.goto(f"/hop/{called.meeting.id}/diem-danh/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Có mặt Đỗ Em").click()
    row = page.locator(f"#nguoi-{called.by['skhdt'].id}")
    expect(row.get_by_role("button", name="Hoàn tác")).to_be_visible()
    expect(page.locator("#count-strip .is-here dd")).to_have_text("1/6")
    page.get_by_role("button", name="Lâm Thị Liên dự thay").click()
    expect(page.locator(f"#nguoi-{called.by['stc'].id}")).to_contain_text("Cử người dự thay, chủ trì đồng ý")
    page.get_by_role("button", name="Vắng Tạ Văn Nam").click()
    third = page.locator(f"#nguoi-{called.by['syt'].id}")
    third.locator("summary").click()
    third.get_by_label("Họ và tên người dự thay").fill("Hồ Hạnh")
    third.get_by_role("button", name="Ghi người dự thay").click()
    expect(third.get_by_role("alert")).to_contain_text("cũng được mời dự cuộc họp này")
    assert_accessible(page)
    assert_fits(page)
    expect(page.locator("#said-words")).to_contain_text(
        "01 thành viên cử cấp phó dự thay (Sở Tài chính (Phó Giám đốc Lâm Thị Liên))"
    )
    shoot(page, f"meeting-attendance-{width}", full=True)
    page.get_by_role("button", name="Hoàn tác Đỗ Em").click()
    expect(page.locator("#count-strip .is-here dd")).to_have_text("0/6")

    # Another door checks somebody in: the list hears of it, and what is being typed stays.
    other = Invitee.objects.get(id=called.by["rachgia"].id)
    check_in(actor=clerk, invitee_id=other.id, presence="present", now=now)
    expect(page.locator(f"#nguoi-{other.id}").get_by_role("button", name="Hoàn tác")).to_be_visible()
    expect(page.locator("#count-strip .is-here dd")).to_have_text("1/6")
    expect(third.get_by_label("Họ và tên người dự thay")).to_have_value("Hồ Hạnh")
    page.get_by_role("link", name="Mã QR").click()
    code = page.get_by_role("img", name="Mã QR điểm danh của cuộc họp này")
    expect(code).to_be_visible()
    assert page.wait_for_function("() => document.querySelector('.door-code').naturalWidth > 0")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-door-{width}", full=True)
    page.emulate_media(media="print")
    shoot(page, f"meeting-door-print-{width}", full=True)
    page.emulate_media(media="screen")

    phone = page_at(width)
    sign_in(phone, lead_focal)
    secret = Meeting.objects.get(id=called.meeting.id).door_secret
    phone.goto(f"/hop/{called.meeting.id}/vao/{secret}/")
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, f"meeting-enter-{width}", full=True)
    phone.get_by_role("button", name="Đỗ Em có mặt").click()
    expect(phone.get_by_text("Có mặt", exact=True)).to_be_visible()
    shoot(phone, f"meeting-entered-{width}", full=True)
    assert Invitee.objects.get(id=called.by["skhdt"].id).check_in == "qr"


@pytest.mark.parametrize("width", [1440, 360])
def test_figures_and_discipline(
    page_at, sign_in, office_leader, lead_head, called, assert_accessible, assert_fits, shoot, width
):
    for code, facts in {
        "skhdt": {"presence": "absent"}, "stc": {"presence": "present", "attendee": "invited"},
        "syt": {"presence": "present", "attendee": "substitute", "attendee_rank": "deputy", "attendee_name": "Ngô Văn Minh"},
        "bdbp": {"presence": "absent", "answer": "absent", "reason_kind": "mission", "consent": "granted", "answered_at": NOW},
    }.items():  # fmt: skip
        Invitee.objects.filter(id=called.by[code].id).update(**facts)
    now = dt.datetime.now(VIETNAM)
    begins = now - dt.timedelta(hours=3)
    Meeting.objects.filter(id=called.meeting.id).update(
        state="ended", starts_at=begins, ends_at=begins + dt.timedelta(hours=1), ended_at=now
    )
    first = f"{now - dt.timedelta(days=2):%d/%m/%Y}"
    page = page_at(width)
    sign_in(page, lead_head)
    page.goto(f"/hop/ky-luat/?tu={first}")
    page.get_by_role("link", name="Giải trình", exact=True).click()
    page.get_by_label("Nội dung giải trình").fill("Xe hỏng giữa đường, đã gọi điện cho thư ký cuộc họp lúc 7 giờ 30.")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-explain-{width}", full=True)
    page.get_by_role("button", name="Gửi giải trình").click()
    expect(page.get_by_text("Đã gửi giải trình; Văn phòng sẽ xem xét.")).to_be_visible()
    leader = page_at(width)
    sign_in(leader, office_leader)
    leader.goto(f"/hop/ky-luat/?tu={first}")
    assert_accessible(leader)
    assert_fits(leader)
    shoot(leader, f"meeting-discipline-{width}", full=True)
    for name, count in (("Chưa giải trình", 1), ("Chờ xem xét", 1), ("Chấp nhận giải trình", 0), ("Tất cả", 2)):
        leader.get_by_role("navigation", name="Giải trình").get_by_role("link", name=name).click()
        expect(leader.locator(".meeting-tabs [aria-current]").filter(has_text=name)).to_be_visible()
        expect(leader.locator(".breach")).to_have_count(count)
        assert "%2F" in leader.url.partition("tu=")[2], "the period stays"
    leader.get_by_role("button", name="Chấp nhận", exact=True).click()
    expect(leader.get_by_text("Đã ghi kết quả xem xét giải trình.")).to_be_visible()
    leader.goto(f"/hop/thong-ke/?tu={first}")
    assert_accessible(leader)
    assert_fits(leader)
    shoot(leader, f"meeting-statistics-{width}", full=True)
    leader.get_by_role("link", name="Vắng không báo cáo, Sở Kế hoạch và Đầu tư").click()
    expect(leader.get_by_text("đã chấp nhận giải trình")).to_be_visible()
    assert_accessible(leader)
    assert_fits(leader)
    shoot(leader, f"meeting-rows-{width}", full=True)
