"""Reading again as people do it: what changes is said, a long scan tells its page, then it stands beside the text.

A stand-in recognises the page, so that the screen is seen on machines without Tesseract too.
"""

from __future__ import annotations

import re
import threading

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.documents.conftest import NOTICE
from tests.reading.builders import png

from dondoc.reading.extract import image, ocr

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")
LINES = ("THÔNG BÁO", "1. Giao Sở Tài chính báo cáo trước ngày 25/01/2021.", "2. Giao Sở Y tế tham mưu kế hoạch.")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def recognised(*_arguments, **_options):
    words = [
        ocr.Word(("1", str(number), "1", "1"), 80 + 60 * place, 100 + 60 * number, 50, 24, 0.9, word)
        for number, line in enumerate(LINES)
        for place, word in enumerate(line.split())
    ]
    return ocr.Scan(1, 1000, 1400, tuple(words))


@pytest.fixture
def going_on(monkeypatch):
    """Recognition waits for it."""
    event = threading.Event()

    def waits(*arguments, **options):
        assert event.wait(60)
        return recognised(*arguments, **options)

    monkeypatch.setattr(image.ocr, "available", lambda: "a stand-in")
    monkeypatch.setattr(image.ocr, "recognise", waits)
    yield event
    event.set()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_scan_of_long_ago_is_read_again_and_stands_beside_its_text(
    width, page_at, sign_in, specialist, province, going_on, now, assert_accessible, assert_fits, shoot
):
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission
    from dondoc.documents.models import Document, DocumentScan

    content = png(600, 840, b"\xff" * 600 * 840)
    going_on.set()
    draft = open_draft(actor=specialist, submission=Submission(content, "quet.png"), now=now)
    DocumentScan.objects.all().delete()
    Document.objects.update(why={}, reader_version=0)
    going_on.clear()
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/doc-van-ban/{draft.id}/")
    expect(page.get_by_role("button", name="Bản quét", exact=True)).to_have_count(0)
    shoot(page, f"read-again-offered-{width}")
    page.get_by_role("link", name="Đọc lại…").click()
    expect(page.get_by_role("heading", name="Sẽ thay đổi")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"read-again-scan-{width}")
    page.get_by_role("button", name="Đọc lại", exact=True).click()
    expect(page.locator(".send-progress")).to_contain_text("Đang nhận dạng bản quét: trang 1/1")
    shoot(page, f"read-again-waiting-{width}")
    going_on.set()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    expect(page.get_by_text("có vị trí trên bản quét")).to_be_visible()
    shoot(page, f"read-again-done-{width}")
    if width == 360:
        page.locator(".work-tabs [data-pane=text]").click()
    page.get_by_role("button", name="Bản quét", exact=True).click()
    expect(page.locator("#scan [data-box]")).to_have_count(2)


@pytest.mark.parametrize("width", [1440, 360])
def test_of_letters_the_page_says_exactly_what_changes_and_what_stays(
    width, page_at, sign_in, specialist, province, now, assert_accessible, assert_fits, shoot
):
    from dondoc.directives.commands.edit_draft_item import edit_draft_item
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission
    from dondoc.documents.models import Document

    draft = open_draft(actor=specialist, submission=Submission.pasted(NOTICE), now=now)
    Document.objects.update(why={}, type_name="Công văn", subject="", reader_version=0)
    key = draft.items[0]["key"]
    edit_draft_item(actor=specialist, draft_id=draft.id, version=1, key=key, reviewed=True, now=now)
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/van-ban/{draft.document_id}/")
    shoot(page, f"read-again-document-{width}")
    page.get_by_role("link", name="Đọc lại…").click()
    expect(page.get_by_text("2 mục thông tin có nội dung mới")).to_be_visible()
    expect(page.get_by_text("1 ý chỉ đạo đã có người sửa, bỏ hoặc rà soát")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"read-again-{width}")
    page.get_by_role("button", name="Đọc lại", exact=True).click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    expect(page.get_by_text("Đã đọc lại: 2 mục thông tin")).to_be_visible()


def test_without_scripts_it_works_too(page_at, sign_in, specialist, province, now):
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission

    draft = open_draft(actor=specialist, submission=Submission.pasted(NOTICE), now=now)
    page = page_at(1440, javascript=False)
    sign_in(page, specialist)
    page.goto(f"/van-ban/{draft.document_id}/doc-lai/")
    page.get_by_role("button", name="Đọc lại", exact=True).click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
