"""The reading screen as people use it: from an upload to directives, with mouse, keyboard and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.connections import _triggers_again, real_connections
from tests.documents.conftest import NOTICE

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "thong-bao-21.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def read(page, sign_in, user, file):
    sign_in(page, user)
    page.goto("/doc-van-ban/")
    page.set_input_files("#id_file", str(file))
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    expect(page.locator(".card-item").first).to_be_visible()


def test_look(real_connections, province, page_at, sign_in, specialist, file, shoot, assert_accessible, assert_fits):
    for width in (1440, 360):
        page = page_at(width)
        sign_in(page, specialist)
        page.goto("/doc-van-ban/")
        shoot(page, f"reading-entry-{width}", full=True)
        assert_accessible(page)
        assert_fits(page)
        if width == 1440:
            read(page, sign_in, specialist, file)
        else:
            page.locator(".draft-list a").first.click()
        shoot(page, f"reading-draft-{width}")
        assert_accessible(page)
        assert_fits(page)
        page.locator(".card-item [data-edit]").nth(1).click()
        expect(page.locator(".is-editing")).to_be_visible()
        page.locator(".is-editing [role=combobox]").first.fill("so tai")
        shoot(page, f"reading-edit-{width}")
        assert_accessible(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.locator("#open-summary").click()
        expect(page.locator("#sheet")).to_be_visible()
        shoot(page, f"reading-summary-{width}")
        assert_accessible(page)
        page.get_by_role("button", name=re.compile("Quay lại|Xem lại")).click()
        page.goto("/van-ban/")
        shoot(page, f"documents-{width}")
        assert_accessible(page)
        assert_fits(page)
