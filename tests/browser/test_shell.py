"""The frame of every page: it fits, it can be used by keyboard, and by people who do not see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import PASSWORD

WIDTHS = (360, 1440)


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_with_the_form(
    page_at: Any, clerk: Any, assert_accessible: Any, assert_fits: Any, shoot: Any, width: int
) -> None:
    page: Page = page_at(width)
    page.goto("/")
    expect(page).to_have_title(re.compile("Đăng nhập"))
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"sign-in-{width}")
    page.get_by_label("Tên đăng nhập").fill("vanthu")
    page.get_by_label("Mật khẩu").fill("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    shoot(page, f"sign-in-wrong-{width}")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"shell-{width}")


def test_signing_in_without_javascript(page_at: Any, clerk: Any) -> None:
    page: Page = page_at(1440, javascript=False)
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", "vanthu")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.entry-submit")
    expect(page.locator(".person-name").first).to_have_text(clerk.full_name)
    page.locator(".side-foot").get_by_role("button", name="Đăng xuất").click()
    expect(page.locator(".note")).to_contain_text("Bạn đã đăng xuất")


def test_lockout_page(page_at: Any, clerk: Any, shoot: Any, assert_accessible: Any) -> None:
    page: Page = page_at(1440)
    page.goto("/dang-nhap/")
    for _ in range(5):
        page.get_by_label("Tên đăng nhập").fill("vanthu")
        page.get_by_label("Mật khẩu").fill("sai")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.locator("h1")).to_have_text("Tạm khoá đăng nhập")
    assert_accessible(page)
    shoot(page, "locked-out-1440")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_the_api(
    page_at: Any, sign_in: Any, clerk: Any, assert_accessible: Any, assert_fits: Any, shoot: Any, width: int
) -> None:
    page: Page = page_at(width)
    sign_in(page, clerk)
    page.goto("/api/v1/docs")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"api-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_not_found_page(page_at: Any, sign_in: Any, clerk: Any, assert_accessible: Any, shoot: Any, width: int) -> None:
    page: Page = page_at(width)
    page.goto("/khong-co/")
    shoot(page, f"not-found-outside-{width}")
    sign_in(page, clerk)
    page.goto("/khong-co/")
    expect(page.locator("h1")).to_have_text("Không tìm thấy")
    assert_accessible(page)
    shoot(page, f"not-found-{width}")


def test_phone_menu_opens_by_keyboard_and_closes_by_escape(
    page_at: Any, sign_in: Any, clerk: Any, assert_accessible: Any, assert_fits: Any, shoot: Any
) -> None:
    page: Page = page_at(360)
    sign_in(page, clerk)
    page.goto("/")
    summary = page.locator(".top-menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".top-menu").get_by_role("button", name="Đăng xuất")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "menu-360")
    page.keyboard.press("Escape")
    expect(page.locator(".top-menu").get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(summary).to_be_focused()


def test_keyboard_reaches_content_and_help(page_at: Any, sign_in: Any, clerk: Any, shoot: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    shoot(page, "keys-1440")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_language_switch_from_the_sidebar(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/")
    page.locator(".side-foot").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".side-foot").get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
