"""A notice from its first line to its directives, as the office writes it at a desk and approves it on a phone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.drafting.drafting_world import draft, letters, mandates, notices, on_the_way, opened, posts, written

__all__ = [
    "_triggers_again", "draft", "letters", "mandates", "notices", "on_the_way", "opened", "posts", "real_connections",
    "written",
]  # fmt: skip
pytestmark = pytest.mark.usefixtures("real_connections")

# The pages live in the present: what is due lies ahead of it.
YEAR = dt.datetime.now(dt.UTC).year + 1
SUBJECT = "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về phòng, chống dịch"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def saved(page):
    expect(page.locator("#save-state")).to_have_attribute("data-kind", "saved")


def test_from_the_first_line_to_the_directives(
    page_at, sign_in, specialist, office_leader, clerk, mandates, province, assert_accessible, assert_fits, shoot
):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto("/du-thao/")
    expect(page.get_by_text("Chưa có dự thảo nào")).to_be_visible()
    assert_accessible(page)
    shoot(page, "drafting-empty-1440")
    page.get_by_role("link", name="Soạn văn bản đầu tiên").click()
    assert_accessible(page)
    shoot(page, "drafting-begin-1440")
    page.get_by_label("Tìm loại văn bản").fill("thong bao")
    page.keyboard.press("Enter")

    # Written with the keyboard alone; beside each clause stands what the reader understands.
    expect(page).to_have_url(re.compile(r"/du-thao/\d+/soan/"))
    page.get_by_label("Trích yếu", exact=True).fill(SUBJECT)
    page.get_by_label("Người ký", exact=True).select_option(label="Đỗ Văn Hòa – Phó Chánh Văn phòng")
    expect(page.locator("#signed-as")).to_contain_text("KT. CHÁNH VĂN PHÒNG")
    page.locator(".clause-text").first.click()
    page.keyboard.type("Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:")
    page.keyboard.press("Enter")
    page.locator(".clause [data-style]").nth(1).select_option("1.")
    page.locator(".clause-text").nth(1).click()
    page.keyboard.type(
        "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, "
        f"trình UBND tỉnh trước ngày 05/02/{YEAR}."
    )
    page.keyboard.press("Enter")
    page.keyboard.type("Giao Sở Kế hoạch và Đầu tư:")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(f"Rà soát danh mục dự án, báo cáo UBND tỉnh trong tháng 3/{YEAR}.")
    expect(page.locator(".clause-label").nth(3)).to_have_value("a)")
    expect(page.locator(".clause").nth(1).locator(".found")).to_contain_text("Sở Y tế")
    expect(page.locator(".clause").nth(1).locator(".found")).to_contain_text(f"05/02/{YEAR}")
    page.locator("#d-recipients").fill("- Sở Y tế;\n- Sở Tài chính;\n- Lưu: VT.")
    page.keyboard.press("Control+s")
    saved(page)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "drafting-editor-1440")

    # A duty set by hand.
    page.locator(".clause-text").nth(3).click()
    page.locator(".clause").nth(3).get_by_label("Đặt phần việc").click()
    dialog = page.locator("#duty")
    dialog.get_by_role("combobox", name="Chủ trì").fill("tai chinh")
    page.keyboard.press("Enter")
    dialog.get_by_label("Thời hạn", exact=True).select_option("date")
    dialog.get_by_label("Ngày đến hạn").fill(f"15/02/{YEAR}")
    assert_accessible(page)
    shoot(page, "drafting-duty-1440")
    dialog.get_by_role("button", name="Đặt", exact=True).click()
    expect(page.locator(".clause").nth(3).locator(".found")).to_contain_text(f"15/02/{YEAR}")
    saved(page)
    page.get_by_role("button", name="Bản in").click()
    expect(page.locator("#print img").first).to_be_visible()
    shoot(page, "drafting-print-1440")

    # Put forward.
    page.get_by_role("link", name="Trình", exact=True).click()
    assert_accessible(page)
    shoot(page, "drafting-submit-1440")
    page.get_by_role("button", name="Trình dự thảo").click()
    expect(page.get_by_text("Đã trình dự thảo.")).to_be_visible()
    shoot(page, "drafting-draft-1440")
    address = page.url

    # Approved on a phone.
    phone = page_at(360)
    sign_in(phone, office_leader)
    phone.goto("/du-thao/")
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, "drafting-list-360")
    phone.get_by_role("link", name=re.compile(SUBJECT)).click()
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, "drafting-draft-360")
    phone.get_by_role("link", name="Duyệt", exact=True).click()
    assert_fits(phone)
    shoot(phone, "drafting-approve-360")
    phone.get_by_role("button", name="Duyệt dự thảo").click()
    expect(phone.get_by_text("Đã duyệt dự thảo.")).to_be_visible()

    # Numbered, signed on paper, issued.
    desk = page_at(1440)
    sign_in(desk, clerk)
    desk.goto(address)
    desk.get_by_role("link", name="Cấp số").click()
    expect(desk.get_by_text("01/TB-VP, ngày")).to_be_visible()
    shoot(desk, "drafting-number-1440")
    desk.get_by_role("button", name="Cấp số").click()
    expect(desk.get_by_text("Đã cấp số 01/TB-VP.")).to_be_visible()
    desk.get_by_role("link", name="Ký", exact=True).click()
    assert_accessible(desk)
    shoot(desk, "drafting-sign-1440")
    desk.get_by_role("button", name="Ghi nhận đã ký trên giấy").click()
    expect(desk.get_by_text("Đã ghi nhận chữ ký của văn bản 01/TB-VP.")).to_be_visible()
    last = page_at(1440)
    sign_in(last, office_leader)
    last.goto(address)
    last.get_by_role("link", name="Phát hành").click()
    expect(last.get_by_label("Giao luôn các nhiệm vụ trong văn bản")).to_be_visible()
    assert_accessible(last)
    shoot(last, "drafting-issue-1440")
    last.get_by_label("Giao luôn các nhiệm vụ trong văn bản").check()
    last.get_by_role("button", name="Phát hành văn bản").click()
    expect(last.get_by_text("Đã phát hành văn bản 01/TB-VP.")).to_be_visible()
    expect(last.locator(".doc-rows li")).to_have_count(2)
    shoot(last, "drafting-document-1440")
    last.goto(address)
    assert_accessible(last)
    shoot(last, "drafting-issued-1440")
