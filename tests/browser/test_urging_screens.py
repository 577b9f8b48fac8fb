"""Urging, explanations and notifications as people meet them, at a desk and on a phone."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.urging.urging_world import night, subject
from tests.web.conftest import story_day

__all__ = ["_triggers_again", "real_connections", "story_day"]
pytestmark = pytest.mark.usefixtures("real_connections", "story_day")


@pytest.fixture
def late(province, specialist):
    return [
        subject(province, specialist, unit, due_on=dt.date(2021, 1, day))
        for unit, day in (("skhdt", 11), ("skhdt", 12), ("stc", 12))
    ]


@pytest.fixture
def look(assert_accessible, assert_fits, shoot):
    def at(page, name, width):
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}", full=True)

    return at


@pytest.mark.parametrize("width", [1440, 360])
def test_what_is_late_is_chosen_urged_and_explained(
    page_at, sign_in, late, specialist, lead_head, chair, look, width
):  # fmt: skip
    page = page_at(width)
    sign_in(page, specialist)
    page.goto("/don-doc/moi/")
    chosen, everything = page.locator("[data-checked-of=viec]"), page.get_by_label("Chọn tất cả")
    expect(everything).to_be_checked()
    expect(chosen).to_have_text("3")
    everything.uncheck()
    expect(chosen).to_have_text("0")
    page.locator("[name=viec]").first.check()
    expect(chosen).to_have_text("1")
    assert everything.evaluate("box => box.indeterminate")
    look(page, "urging-choose", width)
    everything.check()
    expect(chosen).to_have_text("3")
    page.get_by_label("Lời nhắn gửi đơn vị").fill("Báo cáo trong tuần.")
    page.get_by_role("button", name="Đôn đốc các việc đã chọn").click()
    expect(page.get_by_text("Đã đôn đốc 3 việc")).to_be_visible()
    look(page, "urging-urged", width)

    page.goto(f"/don-doc/giai-trinh/moi/?viec={late[0].id}")
    page.get_by_label("Nội dung cần giải trình").fill("Vì sao chậm?")
    look(page, "urging-ask", width)
    page.get_by_role("button", name="Yêu cầu giải trình").click()
    unit = page_at(width)
    sign_in(unit, lead_head)
    unit.goto("/thong-bao/")
    expect(unit.get_by_text("Vì sao chậm?").first).to_be_visible()
    look(unit, "notifications", width)
    unit.goto("/don-doc/giai-trinh/")
    look(unit, "urging-explanations", width)
    unit.get_by_role("link", name="Vì sao chậm?").first.click()
    unit.locator("textarea[name=text]").fill("Chờ số liệu của ba huyện.")
    look(unit, "urging-answer", width)
    unit.get_by_role("button", name="Gửi giải trình").click()
    expect(unit.get_by_text("Chờ số liệu của ba huyện.").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_rules_are_read_and_tried(page_at, sign_in, late, office_leader, administrator, look, width):
    night("2021-01-12")
    page = page_at(width)
    sign_in(page, office_leader)
    for name, address in (
        ("rules", "/don-doc/quy-tac/"), ("rule-new", "/don-doc/quy-tac/moi/"), ("urgings", "/don-doc/lan/"),
        ("preview", "/don-doc/quy-tac/chay-thu/?on=19/01/2021"), ("settings", "/thong-bao/cach-nhan/"),
        ("feeds", "/thong-bao/lich/"),
    ):  # fmt: skip
        page.goto(address)
        look(page, f"urging-{name}", width)
    page.goto("/don-doc/quy-tac/")
    expect(page.get_by_text("12/01/2021").first).to_be_visible()
    keeper = page_at(width)
    sign_in(keeper, administrator)
    keeper.goto("/thong-bao/gui-di/")
    expect(keeper.get_by_role("heading", name="Gửi ra ngoài")).to_be_visible()
    look(keeper, "sending", width)
