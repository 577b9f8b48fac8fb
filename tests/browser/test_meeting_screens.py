"""A meeting on the screen: planned, held by two secretaries at once, followed on the wall, concluded; opinions by slip."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.documents.register_world import opened
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of, put_on

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import Conclusion, Meeting, OwnNote, Remark

__all__ = ["_triggers_again", "called", "heads", "meeting", "opened", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def running(called, specialist):
    add_item(
        actor=specialist, meeting_id=called.meeting.id, title="Báo cáo kiểm điểm", presenter="Giám đốc Đỗ Em", now=NOW
    )
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    return called.meeting


def written(page, number):
    return page.locator(".line-text").nth(number)


def saved(page):
    expect(page.locator("#save-state")).to_have_attribute("data-kind", "saved")


def kept(page, wanted):
    """Wait until so many texts are kept on this machine."""
    for _ in range(400):
        if page.evaluate("() => localStorage.length") == wanted:
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate("() => ({...localStorage})"))


def room(page, sign_in, user, meeting):
    sign_in(page, user)
    page.goto(f"/hop/{meeting.id}/phong/")
    expect(page.locator("#lines")).to_have_attribute("data-ready", "")
    return page


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_of_a_meeting_fits_and_can_be_read(
    width, page_at, sign_in, running, specialist, lead_head, chair, assert_accessible, assert_fits, shoot
):
    office, member = page_at(width), page_at(width)
    sign_in(office, specialist)
    sign_in(member, lead_head)
    day = "?ngay=2021-01-22"
    for page, name, address in (
        (office, "week", f"/hop/{day}"), (office, "month", f"/hop/thang/{day}"), (office, "list", "/hop/danh-sach/"),
        (office, "plan", "/hop/moi/"), (office, "lists", "/hop/danh-muc/"), (office, "overview", f"/hop/{running.id}/"),
        (office, "papers", f"/hop/{running.id}/tai-lieu/"), (office, "room", f"/hop/{running.id}/phong/"),
        (office, "after", f"/hop/{running.id}/sau-hop/"), (office, "slips", "/hop/phieu/"), (office, "slip-form", "/hop/phieu/moi/"),
        (member, "seat", f"/hop/{running.id}/cho-ngoi/"), (member, "wall", f"/hop/{running.id}/man-hinh/"),
    ):  # fmt: skip
        page.goto(address)
        expect(page.locator("main")).to_be_visible()
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"meeting-{name}-{width}", full=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_notice_is_drafted_after_the_end(
    width, page_at, sign_in, running, specialist, opened, assert_accessible, assert_fits, shoot
):
    opened("Sổ thông báo", "Thông báo")
    add_conclusion(actor=specialist, meeting_id=running.id, text="Giao Sở Y tế báo cáo trước ngày 05/02/2021.", now=NOW)
    end_meeting(actor=specialist, meeting_id=running.id, now=NOW)
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/hop/{running.id}/sau-hop/")
    expect(page.locator(".notice-due")).to_contain_text("hạn 25/01/2021")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-ended-{width}", full=True)
    row = page.locator(".after-drafts li").filter(has_text="Thông báo kết luận")
    row.get_by_role("button", name="Soạn").click()
    expect(page).to_have_url(re.compile(r"/du-thao/\d+/"))
    assert "Giao Sở Y tế báo cáo trước ngày 05/02/2021." in str(Meeting.objects.get(id=running.id).notice_draft.content)


def test_a_meeting_is_planned_and_its_clash_is_shown_first(page_at, sign_in, called, specialist):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto("/hop/moi/")
    page.get_by_label("Tên cuộc họp").fill("Họp về giải ngân")
    page.get_by_label("Ngày họp").fill("22/01/2021")
    page.get_by_label("Từ giờ").fill("09:00")
    page.get_by_label("Đến giờ").fill("08:00")
    chair = page.get_by_label("Người chủ trì")
    chair.fill("Trần Văn An")
    expect(page.get_by_role("option", name="Trần Văn An – Chủ tịch")).to_be_visible()
    chair.press("Enter")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("phải sau giờ bắt đầu")).to_be_visible()
    page.get_by_label("Đến giờ").fill("11:00")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert").filter(has_text="Trùng giờ")).to_contain_text("Trần Văn An")
    page.get_by_role("button", name="Vẫn lưu").click()
    page.get_by_label("Lý do ghi sau cuộc họp").fill("Họp khẩn, chưa kịp lập")  # the story's day is long past
    page.get_by_role("button", name="Vẫn lưu").click()
    expect(page.get_by_role("heading", name="Họp về giải ngân")).to_be_visible()
    assert Meeting.objects.filter(title="Họp về giải ngân").count() == 1


def test_two_secretaries_write_at_once_and_nothing_is_lost(page_at, sign_in, running, specialist, clerk):
    first = room(page_at(1440), sign_in, specialist, running)
    written(first, 0).click()
    first.keyboard.type("Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo trước ngày 05/02/2021.")
    saved(first)
    expect(first.locator(".line .found").first).to_contain_text("Sở Y tế")

    # The other sees it and writes the next line: two lines merge by themselves.
    second = room(page_at(1440), sign_in, clerk, running)
    expect(written(second, 0)).to_have_value(re.compile("Sở Y tế"))
    written(second, 0).press("End")
    second.keyboard.press("Enter")
    second.keyboard.type("Giao Sở Kế hoạch và Đầu tư rà soát.")
    saved(second)
    expect(written(first, 1)).to_have_value("Giao Sở Kế hoạch và Đầu tư rà soát.")

    # One line by both: each text is kept and shown.
    line = Conclusion.objects.earliest("position")
    second.context.set_offline(True)
    written(second, 0).fill("Bản của văn thư.")
    expect(second.locator("#save-state")).to_have_attribute("data-kind", "offline")
    written(first, 0).fill("Bản của chuyên viên.")
    saved(first)
    second.context.set_offline(False)
    box = second.locator(".line-conflict").first
    expect(box).to_contain_text("Bản của chuyên viên.")
    expect(box).to_contain_text("Bản của văn thư.")
    box.get_by_role("button", name="Ghép cả hai").click()
    saved(second)
    line.refresh_from_db()
    assert line.text == "Bản của chuyên viên. Bản của văn thư."


def test_a_lost_connection_loses_no_word(page_at, sign_in, running, specialist):
    page = room(page_at(1440), sign_in, specialist, running)
    page.get_by_label("Ai phát biểu").select_option(index=1)
    page.get_by_role("button", name="Mời phát biểu").click()
    remark = page.locator("[data-remark]").first
    page.context.set_offline(True)
    written(page, 0).click()
    page.keyboard.type("Kết luận khi mất mạng.")
    expect(page.locator("#save-state")).to_have_attribute("data-kind", "offline")
    remark.fill("Ý kiến khi mất mạng.")
    kept(page, 2)
    page.context.set_offline(False)
    saved(page)
    kept(page, 0)
    assert Conclusion.objects.get().text == "Kết luận khi mất mạng."
    assert Remark.objects.get().text == "Ý kiến khi mất mạng."


def test_what_was_not_saved_is_there_when_the_page_opens_again(page_at, sign_in, running, specialist):
    page = room(page_at(1440), sign_in, specialist, running)
    page.route("**/ket-luan/moi/", lambda route: route.abort())
    written(page, 0).click()
    page.keyboard.type("Chưa kịp lưu.")
    expect(page.locator("#save-state")).to_have_attribute("data-kind", "offline")
    page.unroute("**/ket-luan/moi/")
    page.reload()
    expect(page.locator("#lines")).to_have_attribute("data-ready", "")
    saved(page)
    kept(page, 0)
    assert Conclusion.objects.get().text == "Chưa kịp lưu."


def test_the_wall_and_the_seats_follow(page_at, sign_in, running, specialist, lead_head):
    wall, seat = page_at(1440), page_at(360)
    for page, address in ((wall, "man-hinh"), (seat, "cho-ngoi")):
        sign_in(page, lead_head)
        page.goto(f"/hop/{running.id}/{address}/")
        expect(page.locator("html")).to_have_attribute("data-live", "live")
    item = running.agenda.get()
    run_item(actor=specialist, item_id=item.id, now=NOW)
    expect(wall.get_by_role("heading", name="Báo cáo kiểm điểm")).to_be_visible()
    expect(seat.locator(".seat-running")).to_contain_text("Báo cáo kiểm điểm")
    seat.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(seat.get_by_text("Bạn đã đăng ký, thứ 1 trong hàng.")).to_be_visible()
    expect(wall.locator(".wall-queue")).to_contain_text("Sở Kế hoạch và Đầu tư")
    seat.locator("#own-note").fill("Nhớ hỏi nguồn vốn.")
    expect(seat.locator("#note-state")).to_contain_text("Đã lưu")
    assert OwnNote.objects.get().text == "Nhớ hỏi nguồn vốn."


def test_a_slip_is_answered_on_a_phone(page_at, sign_in, heads, specialist, lead_head, province):
    from dondoc.meetings.commands._round import RoundFacts
    from dondoc.meetings.commands.open_round import open_round
    from dondoc.meetings.commands.send_round import send_round
    from dondoc.worktime import add_working_days, default_calendar

    now = dt.datetime.now(dt.UTC)
    facts = RoundFacts(
        title="Quy chế làm việc", content="Đề nghị thông qua.", due_at=dt.datetime.combine(add_working_days(now.date(), 15, default_calendar()), dt.time(10), dt.UTC),
        member_post_ids=[heads.head["skhdt"].id],
    )  # fmt: skip
    made = open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts, now=now)
    send_round(actor=specialist, round_id=made.id, now=now)
    page = page_at(360)
    sign_in(page, lead_head)
    page.goto("/")
    page.get_by_role("link", name="Quy chế làm việc").click()
    page.locator(".slip-choices label").first.click()
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("Đã ghi ý kiến")).to_be_visible()
    assert made.slips.get().stance == "agree"
