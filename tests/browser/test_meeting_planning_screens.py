"""The calendar and the plan of a meeting, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.meetings.meetings_world import LATER, called, change, heads, meeting, plan_of

from dondoc.meetings.models import Meeting

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_meeting_is_planned_and_its_clash_is_told_before_it_is_saved(
    page_at, sign_in, specialist, called, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, specialist)
    page.goto("/hop/moi/")
    page.get_by_label("Tên cuộc họp").fill("Họp về giải ngân vốn đầu tư công")
    page.get_by_label("Cơ quan tổ chức").select_option(label="Ủy ban nhân dân tỉnh")
    page.get_by_label("Ngày họp").fill("22/01/2021")
    page.get_by_label("Từ giờ").fill("10:00")
    page.get_by_label("Đến giờ").fill("09:00")
    chair = page.get_by_label("Người chủ trì")
    chair.fill("tran van an")  # found without diacritics, by the keyboard alone
    expect(page.get_by_role("option", name="Trần Văn An – Chủ tịch")).to_be_visible()
    chair.press("Enter")
    expect(page.locator("[name=chair]")).to_have_value(str(called.meeting.chair_post_id))
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("phải sau giờ bắt đầu")).to_be_visible()
    page.get_by_label("Đến giờ").fill("12:00")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Trần Văn An")
    assert Meeting.objects.count() == 1
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-plan-clash-{width}", full=True)
    page.get_by_role("button", name="Vẫn lưu").click()
    page.get_by_label("Lý do ghi sau cuộc họp").fill("Họp khẩn, chưa kịp lập")  # the story's day is long past
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Vẫn lưu").click()
    expect(page.get_by_role("heading", name="Họp về giải ngân vốn đầu tư công")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-planned-{width}", full=True)
    page.goto("/hop/moi/")
    begins, ends = page.get_by_label("Từ giờ"), page.get_by_label("Đến giờ")
    expect(ends).to_have_value("11:30")
    begins.fill("14g")
    begins.press("Tab")
    expect(begins).to_have_value("14:00")
    expect(ends).to_have_value("17:30")  # as long as before
    begins.press("ArrowUp")
    expect(begins).to_have_value("14:15")
    expect(ends).to_have_value("17:45")
    for name, address in (("week", "/hop/"), ("month", "/hop/thang/")):
        page.goto(f"{address}?ngay=2021-01-22")
        expect(page.locator(".cal-event.is-clashing:visible")).to_have_count(2)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"meeting-{name}-{width}", full=True)
    page.goto("/hop/danh-sach/?kind=topic")
    expect(page.get_by_text("Không có cuộc họp nào khớp bộ lọc")).to_be_visible()
    page.goto("/hop/danh-sach/?kind=conference")
    expect(page.get_by_role("link", name=called.meeting.title)).to_be_visible()
    assert_fits(page)
    shoot(page, f"meeting-list-{width}", full=True)


@pytest.mark.parametrize("width", [1440, 360])
def test_a_moved_meeting_says_so_and_its_current_tab_is_seen(
    page_at, sign_in, specialist, called, plan_of, assert_accessible, assert_fits, shoot, width
):
    change(specialist, called.meeting, plan_of(**LATER), reason="Chủ tịch họp Chính phủ")
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/hop/{called.meeting.id}/")
    expect(page.get_by_text("Dời từ Thứ Sáu, 22/01/2021, 08:00 – 11:30").first).to_be_visible()
    expect(page.get_by_role("heading", name="Hai bước mời họp")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-moved-{width}", full=True)
    page.goto(f"/hop/{called.meeting.id}/sau-hop/")
    expect(page.locator(".meeting-tabs [aria-current]")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("width", [1440, 360])
def test_what_a_unit_is_asked_for_comes_before_the_facts_on_a_phone(
    page_at, sign_in, lead_head, called, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, lead_head)
    page.goto(f"/hop/{called.meeting.id}/")
    own = page.get_by_role("region", name="Đơn vị bạn")
    asked, facts, beside = own.bounding_box(), page.locator(".split dl.facts").first.bounding_box(), page.locator(".split > aside").bounding_box()  # fmt: skip
    if width == 360:
        assert asked["y"] + asked["height"] <= facts["y"]
    else:
        assert asked["x"] >= facts["x"] + facts["width"]
        assert asked["y"] + asked["height"] < beside["y"] <= asked["y"] + asked["height"] + 20
        assert asked["y"] < facts["y"] + facts["height"]
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-own-{width}", full=True)
