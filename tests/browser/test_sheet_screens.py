"""The screens of task sheets in a browser, on a phone and on a desk: upload, questions, the way it is taken in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.tasksheets.workbooks import TWELVE, workbook

from dondoc.directives.models import Directive


def _sheet() -> bytes:
    text = "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch triển khai Nghị quyết của Hội đồng nhân dân tỉnh về phát triển kinh tế - xã hội"
    rows = [
        [1, text, "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Kế hoạch và Đầu tư", "Sở Tài chính; Sở Y tế", "Trần Văn An", 0.4, "Đang thực hiện"],
        [2, f"{text} (2)", "13/TB-VP", "07/01/2021", "15/3", "Phòng Kế hoạch tổng hợp"],
        [3, f"{text} (3)", "13/TB-VP", "07/01/2021", "10/01/2021", "Sở Y tế", None, None, None, "Hoàn thành"],
        [4, f"{text} (4)", "13/TB-VP", "07/01/2021", "theo tiến độ dự án", "Sở Tài chính"],
        [5, None, "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Y tế"],
        [6, f"{text} (6)", "13/TB-VP", "07/01/2021", "trong quý I/2021", "Sở Y tế", None, None, "100%", "Hoàn thành", "Báo cáo số 12/BC-SYT ngày 12/01/2021"],
    ]  # fmt: skip
    return workbook(
        [
            ["VĂN PHÒNG UBND TỈNH"],
            ["BẢNG THEO DÕI NHIỆM VỤ"],
            [],
            TWELVE,
            ["I", "Kinh tế tổng hợp"],
            *rows,
            ["Tổng cộng: 6"],
        ]
    )


@pytest.mark.parametrize("width", [360, 1440])
def test_a_sheet_from_upload_to_the_tasks(
    page_at: Any,
    sign_in: Any,
    specialist: Any,
    assert_fits: Any,
    assert_accessible: Any,
    shoot: Any,
    live_server: Any,
    width: int,
) -> None:
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"{live_server.url}/bang-theo-doi/")
    assert_fits(page)
    shoot(page, f"sheet-entry-{width}", full=True)
    page.locator("input[type=file]").set_input_files(
        {"name": "Theo dõi nhiệm vụ 2021.xlsx", "mimeType": "application/octet-stream", "buffer": _sheet()}
    )
    page.get_by_label("Tôi xác nhận tệp không chứa bí mật nhà nước").check()
    page.get_by_role("button", name="Đọc và xem trước").click()
    expect(page.get_by_role("heading", name="Cần bạn trả lời")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    shoot(page, f"sheet-questions-{width}", full=True)
    page.locator(".sheet-understood > summary").click()
    assert_fits(page)
    shoot(page, f"sheet-columns-{width}", full=True)
    page.get_by_label("Coi như đang thực hiện").check()
    page.get_by_label("Không thời hạn").last.check()
    page.get_by_role("button", name="Lưu câu trả lời").click()
    page.get_by_label("Bỏ 2 dòng chưa trả lời hoặc có lỗi").or_(
        page.get_by_label("Bỏ 3 dòng chưa trả lời hoặc có lỗi")
    ).check()
    page.get_by_role("button", name="nhiệm vụ", exact=False).filter(has_text="Nhập").click()
    expect(page.locator(".note.is-success").first).to_contain_text("Đã nhập")
    assert_fits(page)
    shoot(page, f"sheet-done-{width}", full=True)
    assert Directive.objects.count() >= 3
