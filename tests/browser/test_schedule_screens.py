"""Deadlines that live, in a browser: the calendar, a decision looked at and entered, an event, a recurring directive."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.schedules.schedule_world import counted, part, waiting
from tests.schedules.test_series import monthly, start

from dondoc.foundation.clock import local_day

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections", "story_day")
WIDTHS = (1440, 360)


@pytest.fixture
def story_day(province):
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - local_day(timezone.now())).days
    province.jurisdiction.save()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_decree_that_comes_late(
    width, page_at, sign_in, live_server, office_leader, province, assert_accessible, assert_fits, shoot
):
    directive = counted(office_leader, province)
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto(f"{live_server.url}/theo-doi/lich-lam-viec/?nam=2021")
    expect(page.get_by_role("heading", name="Lịch làm việc năm 2021")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"calendar-{width}", full=True)
    page.get_by_role("link", name="Ghi quyết định").click()
    page.get_by_label("Số, ký hiệu quyết định").fill("12/QĐ-TTg")
    page.locator("#id_d-0-day").fill("21/01/2021")
    page.locator("#id_d-0-name").fill("Nghỉ tránh bão số 1")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="2 thời hạn sang ngày khác")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"decision-{width}", full=True)
    page.locator('input[name="keep"]').last.check()
    page.get_by_role("button", name="Ghi quyết định và dời các thời hạn trên").click()
    expect(page.get_by_text("Đã ghi quyết định và dời 1 thời hạn; 1 thời hạn giữ nguyên.")).to_be_visible()
    days = {part(directive, province, unit).due_on for unit in ("skhdt", "stc")}
    assert days == {dt.date(2021, 1, 22), dt.date(2021, 1, 25)}
    page.goto(f"{live_server.url}/theo-doi/lich-lam-viec/tinh-lai/")
    expect(page.get_by_role("heading", name="Đã quyết định giữ nguyên")).to_be_visible()
    assert_fits(page)
    page.goto(f"{live_server.url}/theo-doi/thoi-han-theo-luat/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"limits-{width}")
    page.goto(f"{live_server.url}/theo-doi/thoi-han-theo-luat/moi/?ma=tb_ket_luan")
    assert_fits(page)
    shoot(page, f"limit-form-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_event_and_a_series(
    width, page_at, sign_in, live_server, office_leader, province, now, assert_accessible, assert_fits, shoot
):
    _directive, event = waiting(office_leader, province, event_working_days=0)
    series = start(office_leader, monthly(office_leader, province), now, rrule="FREQ=MONTHLY;BYMONTHDAY=20")
    other = monthly(office_leader, province)
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto(live_server.url)
    page.locator(f"#event-{event.id}").fill("16/01/2021")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Nếu diễn ra ngày 16/01/2021")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"event-{width}", full=True)
    page.get_by_role("button", name="Ghi nhận sự kiện").click()
    expect(page.get_by_text("các thời hạn chờ nó đã có ngày")).to_be_visible()
    page.goto(f"{live_server.url}/theo-doi/su-kien/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"events-{width}", full=True)
    for name, path in (
        ("series-list", "dinh-ky/"), ("series", f"dinh-ky/{series.id}/"), ("series-change", f"dinh-ky/{series.id}/doi/"),
        ("series-new", f"dinh-ky/moi/{other.id}/"), ("process", "quy-trinh/"),
    ):  # fmt: skip
        page.goto(f"{live_server.url}/theo-doi/{path}")
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}", full=True)
