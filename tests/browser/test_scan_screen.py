"""The scan beside the text, as people use it: with the real recognition, on a page printed for the test."""

from __future__ import annotations

import re
import threading

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.reading.builders import FONT, picture, png

from dondoc.reading.extract import ocr

__all__ = ["_triggers_again", "real_connections"]
pytestmark = [
    pytest.mark.usefixtures("real_connections"),
    pytest.mark.skipif(ocr.available() is None, reason="Tesseract with its Vietnamese data is not installed"),
    pytest.mark.skipif(not FONT.exists(), reason="the font that prints the page is not installed"),
]
LINES = [
    (255, 140, "THÔNG BÁO"), (113, 200, "Chủ tịch UBND tỉnh kết luận như sau:"),
    (113, 230, "1. Giao Sở Tài chính chủ trì rà soát dự toán, báo cáo"), (85, 250, "trước ngày 25/01/2021."),
    (113, 280, "2. Giao Sở Y tế tham mưu kế hoạch tiêm chủng."),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "quet.png"
    path.write_bytes(png(*picture(LINES)))
    return path


@pytest.mark.parametrize("width", [1440, 360])
def test_scan_and_cards_point_at_each_other(
    width, page_at, sign_in, specialist, file, assert_accessible, assert_fits, shoot
):
    page = page_at(width)
    sign_in(page, specialist)
    page.goto("/doc-van-ban/")
    page.set_input_files("#id_file", str(file))
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    cards = page.locator(".card-item")
    expect(cards).to_have_count(2)
    if width == 360:
        page.locator(".work-tabs [data-pane=text]").click()
    expect(page.locator("#scan")).to_be_hidden()
    page.get_by_role("button", name="Bản quét", exact=True).click()
    expect(page.locator("#doc-text")).to_be_hidden()
    expect(page.get_by_alt_text("Trang 1/1 của bản quét")).to_be_visible()
    expect(page.locator("#scan img")).to_have_js_property("naturalWidth", 1240)

    boxes = page.locator("#scan [data-box]")
    expect(boxes).to_have_count(2)
    boxes.nth(1).locator("rect").first.click()
    expect(boxes.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card-item.is-active")).to_contain_text("Sở Y tế")
    assert_accessible(page)
    assert_fits(page)

    # The box lies over its words: the second directive stands below the first.
    upper, lower = (boxes.nth(k).locator("rect").first.bounding_box() for k in (0, 1))
    assert lower["y"] > upper["y"] + upper["height"]

    boxes.nth(0).focus()
    page.keyboard.press("Enter")
    expect(cards.nth(0)).to_be_focused()
    if width == 360:
        shoot(page, "scan-360")
        return
    cards.nth(1).locator(".card-text").click()
    expect(boxes.nth(1)).to_have_class(re.compile("is-active"))
    # A correction neither fetches the page again nor leaves the scan.
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/trang/" in request.url else None)
    cards.nth(1).get_by_label("đã rà soát").check()
    expect(page.locator(".work-progress")).to_contain_text("1/2")
    expect(page.locator("#scan")).to_be_visible()
    assert page.evaluate("document.querySelector('#scan img').naturalWidth") > 0
    assert not fetched
    # Last: taking a picture leaves empty style attributes behind, which an answer would copy.
    shoot(page, "scan-1440")


def test_whoever_waits_for_a_long_scan_sees_its_page(page_at, sign_in, specialist, file, monkeypatch):
    from dondoc.reading.extract import image

    going_on = threading.Event()
    recognise = ocr.recognise

    def waits(*arguments, **options):
        assert going_on.wait(60)
        return recognise(*arguments, **options)

    monkeypatch.setattr(image.ocr, "recognise", waits)
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto("/doc-van-ban/")
    page.set_input_files("#id_file", str(file))
    page.get_by_role("button", name="Đọc văn bản").click()
    try:
        expect(page.locator(".send-progress")).to_contain_text("Đang nhận dạng bản quét: trang 1/1")
    finally:
        going_on.set()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
