"""The agenda with its papers as the office and a unit use it, and a participant's own page on phone, tablet and desk."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of, put_on
from tests.reading.builders import pdf

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.keep_own_note import keep_own_note
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.models import OwnNote, Remark

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.fixture
def agenda(called, specialist, lead_focal, coordinating_focal, province):
    """Two matters; the first has a long report and a late summary, and two opinions."""
    given = {"actor": specialist, "meeting_id": called.meeting.id, "now": NOW}
    unit = province.units["skhdt"].id
    first = add_item(
        title="Báo cáo kiểm điểm công tác chỉ đạo, điều hành năm 2020", presenter_unit_id=unit,
        presenter="Giám đốc Sở Kế hoạch và Đầu tư", minutes=45, **given,
    )  # fmt: skip
    add_item(title="Thảo luận", minutes=400, **given)
    report = ask_for_paper(title="Dự thảo báo cáo", kind="report", item_id=first.id, unit_id=unit, **given)
    late = NOW.date() - dt.timedelta(days=3)
    ask_for_paper(title="Bản tóm tắt", kind="summary", item_id=first.id, unit_id=unit, due_on=late, **given)
    pages = pdf([[(80, 80, "Trang")] for _ in range(12)])
    send_paper(actor=lead_focal, paper_id=report.id, name="báo cáo.pdf", content=pages, now=NOW)
    give_opinion(actor=lead_focal, item_id=first.id, stance="agree", text="", now=NOW)
    give_opinion(actor=coordinating_focal, item_id=first.id, stance="disagree", text="Thiếu nguồn vốn.", now=NOW)
    return first


@pytest.mark.parametrize("width", [1440, 360])
def test_the_office_sees_what_is_late_and_lacking(
    page_at, sign_in, specialist, called, agenda, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/hop/{called.meeting.id}/tai-lieu/")
    expect(page.get_by_text("1 tài liệu quá hạn")).to_be_visible()
    expect(page.get_by_text("Hồ sơ dài 12 trang, cần bản tóm tắt không quá 6 trang.")).to_be_visible()
    expect(page.get_by_text("Chương trình cần 445 phút")).to_be_visible()
    page.get_by_text("Ý kiến trước cuộc họp").click()
    expect(page.get_by_text("Thiếu nguồn vốn.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-papers-office-{width}", full=True)
    page.get_by_role("button", name="Chuyển lên: Thảo luận").click()
    expect(page.locator(".agenda-item h2").first).to_have_text("Thảo luận")
    page.get_by_role("link", name="Sửa: Thảo luận").click()
    page.get_by_label("Thời lượng (phút)").fill("60")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu chương trình họp.")).to_be_visible()
    expect(page.get_by_text("Chương trình cần 445 phút")).to_have_count(0)
    page.get_by_role("link", name="Sửa: Bản tóm tắt").click()
    expect(page.get_by_label("Tên tài liệu cần gửi")).to_have_value("Bản tóm tắt")
    page.get_by_label("Hạn gửi").fill("")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("1 tài liệu quá hạn")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 360])
def test_a_unit_sends_what_it_owes(
    page_at, sign_in, lead_focal, called, agenda, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, lead_focal)
    page.goto(f"/hop/{called.meeting.id}/tai-lieu/")
    owed = page.get_by_role("region", name="Đơn vị bạn cần gửi")
    expect(owed.locator("b", has_text="Bản tóm tắt")).to_be_visible()
    expect(page.get_by_text("Thiếu nguồn vốn.")).to_have_count(0)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-papers-unit-{width}", full=True)
    owed.get_by_label("Tệp của Bản tóm tắt").set_input_files(
        {"name": "mat.txt", "mimeType": "text/plain", "buffer": "TỐI MẬT\nTóm tắt.".encode()}
    )
    owed.get_by_label("Tôi xác nhận").check()
    owed.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Tệp của Bản tóm tắt").first.set_input_files(
        {"name": "tom-tat.txt", "mimeType": "text/plain", "buffer": "Tóm tắt báo cáo.".encode()}
    )
    page.get_by_label("Tôi xác nhận").first.check()
    page.get_by_role("button", name="Gửi", exact=True).first.click()
    expect(page.get_by_text("Đã gửi bản 1.")).to_be_visible()
    expect(page.get_by_role("region", name="Đơn vị bạn cần gửi")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_a_seat_on_the_day(
    page_at, sign_in, specialist, lead_focal, called, agenda, assert_accessible, assert_fits, shoot, width
):
    given = {"actor": specialist, "now": NOW}
    put_on(called.meeting)
    open_meeting(meeting_id=called.meeting.id, **given)
    run_item(item_id=agenda.id, **given)
    add_conclusion(meeting_id=called.meeting.id, text="Giao Sở Kế hoạch và Đầu tư hoàn chỉnh báo cáo.", **given)
    show_conclusions(meeting_id=called.meeting.id, shown=True, **given)
    page = page_at(width)
    sign_in(page, lead_focal)
    page.goto(f"/hop/{called.meeting.id}/cho-ngoi/")
    expect(page.get_by_role("link", name="Dự thảo báo cáo").first).to_be_visible()
    page.get_by_placeholder("Về việc gì (không bắt buộc)").fill("Giải ngân")
    page.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(page.get_by_text("Bạn đã đăng ký, thứ 1 trong hàng.")).to_be_visible()
    assert Remark.objects.get().topic == "Giải ngân"
    note = page.get_by_label("Ghi chú của tôi").last
    note.fill("Nguồn vốn: hỏi lại.")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-seat-{width}", full=True)


def test_a_note_survives_a_lost_connection_and_another_machine(page_at, sign_in, lead_focal, called, agenda):
    page = page_at(360)
    sign_in(page, lead_focal)
    page.goto(f"/hop/{called.meeting.id}/cho-ngoi/")
    note = page.get_by_label("Ghi chú của tôi").last
    note.fill("Một.")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    page.route("**/ghi-chu/", lambda route: route.abort())
    note.fill("Một. Hai ở đây.")
    expect(page.get_by_text("Mất kết nối: ghi chú giữ trên máy này.")).to_be_visible()
    keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="Một. Ba ở kia.", version=1, now=NOW)
    page.unroute("**/ghi-chu/")
    page.reload()
    expect(page.get_by_text("Ghép cả hai · Đã lưu lúc")).to_be_visible()
    kept = OwnNote.objects.get().text
    assert kept.startswith("Một. Ba ở kia.")
    assert kept.endswith("Hai ở đây.")
    assert kept.count("Một.") == 1
