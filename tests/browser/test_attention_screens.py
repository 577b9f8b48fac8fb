"""Stars, themes and comments in a browser: the mention that is completed while one types, the theme's page and figure."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.directives import story
from tests.web.conftest import story_day

from dondoc.attention.models import Comment

__all__ = ["_triggers_again", "real_connections", "story_day"]
pytestmark = pytest.mark.usefixtures("real_connections", "story_day")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_theme_is_gathered_and_talked_about(
    page_at, sign_in, province, specialist, chair, lead_focal, assert_accessible, assert_fits, shoot, width
):
    task = story.give(specialist, province)

    def look(page, name):
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}", full=True)

    page = page_at(width)
    sign_in(page, chair)
    page.goto(f"/nhiem-vu/{task.id}/")
    page.get_by_text("Đánh dấu sao").first.click()
    page.get_by_role("button", name="Đánh dấu").last.click()
    expect(page.get_by_text("Bỏ dấu sao").first).to_be_visible()
    page.goto("/chuyen-de/moi/")
    page.get_by_label("Tên chuyên đề").fill("Mục tiêu kép")
    look(page, "theme-new")
    page.locator("main form .btn-primary").last.click()
    page.get_by_role("searchbox").or_(page.locator("[name=q]")).first.fill("dau tu cong")
    page.keyboard.press("Enter")
    page.locator(f"[name=directive][value='{task.id}']").check()
    look(page, "theme-gather")
    page.locator("main form .btn-primary").last.click()
    expect(page.get_by_role("heading", name="Mục tiêu kép")).to_be_visible()
    look(page, "theme")
    page.goto("/chuyen-de/")
    look(page, "themes")

    page.goto(f"/nhiem-vu/{task.id}/")
    box = page.get_by_label("Ý kiến của bạn")
    box.press_sequentially(f"Đề nghị @{lead_focal.full_name.split()[-1]}")
    page.get_by_role("option", name=lead_focal.full_name).click()
    box.press_sequentially(" báo cáo sớm.")
    look(page, "comment")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("báo cáo sớm.").first).to_be_visible()
    assert Comment.objects.get().mentions.count() == 1
    unit = page_at(width)
    sign_in(unit, lead_focal)
    unit.goto("/thong-bao/")
    expect(unit.get_by_text("báo cáo sớm").first).to_be_visible()
