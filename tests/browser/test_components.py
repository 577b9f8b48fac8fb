"""The components in a real browser: they fit, are accessible, and do what they say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser import gallery


@pytest.fixture(autouse=True)
def _gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.browser.gallery"
    gallery.SENT.clear()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_components_fit_and_are_accessible(
    page_at: Any, sign_in: Any, clerk: Any, assert_accessible: Any, assert_fits: Any, shoot: Any, width: int
) -> None:
    page: Page = page_at(width)
    sign_in(page, clerk)
    page.goto("/mau/")
    shoot(page, f"components-{width}", full=True)
    assert_fits(page)
    assert_accessible(page)


def test_confirmation_asks_before_it_acts(page_at: Any, sign_in: Any, clerk: Any, shoot: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.get_by_role("button", name="Thu hồi…").click()
    dialog = page.get_by_role("dialog", name="Thu hồi nhiệm vụ")
    expect(dialog).to_contain_text("không còn thấy nó")
    shoot(page, "confirm-1440")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Thu hồi…")).to_be_focused()
    assert gallery.SENT == []
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Thu hồi").click()
    expect(page.locator("body")).to_have_text("đã nhận")
    assert [sent["act"] for sent in gallery.SENT] == ["withdraw"]


def test_double_click_sends_once(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.get_by_role("button", name="Gửi báo cáo").dblclick()
    expect(page.locator("body")).to_have_text("đã nhận")
    assert [sent["act"] for sent in gallery.SENT] == ["send"]


def test_double_click_sends_once_by_htmx_and_the_button_comes_back(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    button = page.get_by_role("button", name="Gửi bằng htmx")
    button.dblclick()
    expect(page.locator("#rows")).to_have_text("đã nhận")
    expect(button).to_be_enabled()
    assert len(gallery.SENT) == 1


def test_refusal_of_a_fragment_is_shown_among_the_messages(page_at: Any, sign_in: Any, clerk: Any, shoot: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.get_by_role("button", name="Từ chối").click()
    expect(page.get_by_role("alert")).to_contain_text("Người khác vừa xác nhận")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.locator("#rows")).to_be_empty()
    shoot(page, "refusal-1440")
    page.get_by_role("button", name="Đóng thông báo").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Hỏng").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa thực hiện được")
    expect(page.locator("#rows")).to_be_empty()


def test_server_out_of_reach_is_told(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.context.set_offline(True)
    page.locator("#kept").fill("còn đây")
    page.get_by_role("button", name="Gửi bằng htmx").click()
    expect(page.get_by_role("alert")).to_contain_text("Không kết nối được máy chủ")
    expect(page.locator("#kept")).to_have_value("còn đây")


def test_slash_goes_to_search_and_letters_go_to_places(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("gb")
    expect(page.locator("#find")).to_have_value("gb")
    page.locator("#find").blur()
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page.locator("h1")).to_have_text("Bàn làm việc")


def test_day_field_has_the_browsers_calendar(page_at: Any, sign_in: Any, clerk: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    field = page.get_by_label("Ngày hoàn thành")
    expect(field).to_have_value("31/02/2021")
    expect(page.locator(".field-error").first).to_have_text("Ngày 31/02/2021 không có trong lịch.")
    box = page.locator(".day-box").filter(has=page.locator("#id_on"))
    box.locator("input[type=date]").evaluate(
        "(e) => { e.value = '2021-03-05'; e.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    expect(field).to_have_value("05/03/2021")


def test_too_large_file_is_told_before_it_is_sent(page_at: Any, sign_in: Any, clerk: Any, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    page: Page = page_at(1440)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.locator("input[type=file]").set_input_files(
        {"name": "to.pdf", "mimeType": "application/pdf", "buffer": b"x" * (1024 * 1024 + 1)}
    )
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_role("alert")).to_contain_text("lớn hơn giới hạn 1,0")
    assert gallery.SENT == []


def test_prints_on_a4_without_the_frame(page_at: Any, sign_in: Any, clerk: Any, shoot: Any) -> None:
    page: Page = page_at(794, height=1123)
    sign_in(page, clerk)
    page.goto("/mau/")
    page.emulate_media(media="print")
    expect(page.locator(".side-nav").first).to_be_hidden()
    expect(page.locator(".phone-nav")).to_be_hidden()
    shoot(page, "print-a4")


def test_navigation_stays_while_the_page_scrolls(page_at: Any, sign_in: Any, clerk: Any) -> None:
    for width, places in ((1440, ".side-nav"), (360, ".phone-nav")):
        page: Page = page_at(width)
        sign_in(page, clerk)
        page.goto("/mau/")
        page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
        expect(page.locator(places).first).to_be_in_viewport()
        expect(page.locator(".brand")).to_be_in_viewport()
