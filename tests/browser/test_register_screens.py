"""Registers as the clerk and the leader of the office use them, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")

SUBJECT = "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 01 năm 2021"


def submit(page, action, **values):
    for field, value in values.items():
        control = page.locator(f"[name={field}]")
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    page.get_by_role("button", name=action, exact=True).click()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_register_from_its_opening_to_its_file(
    page_at, sign_in, office_leader, province, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto("/so-van-ban/")
    expect(page.get_by_text("Chưa có sổ nào")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Mở sổ").first.click()
    page.get_by_label("Thông báo (TB)").check()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"register-open-{width}")
    submit(page, "Mở sổ", unit_id=str(province.units["vp"].id), name="Sổ thông báo", agency_symbol="VP")
    expect(page.get_by_text("Đã mở sổ “Sổ thông báo”.")).to_be_visible()
    page.get_by_role("link", name="Sổ thông báo").click()
    expect(page.get_by_text("Sổ chưa có số nào trong năm này")).to_be_visible()

    # A number, two kept ones, one of them voided.
    page.get_by_role("link", name="Lấy số").click()
    shoot(page, f"register-take-{width}")
    submit(page, "Lấy số tiếp theo", subject="")
    expect(page.get_by_text("Xin nhập")).to_have_count(0)
    expect(page.locator(".field.has-error")).to_have_count(1)
    submit(
        page, "Lấy số tiếp theo", subject=SUBJECT, signer="Lê Thị Bình", copies="25", recipients="- Như trên;\n- Lưu: VT, TH."
    )  # fmt: skip
    expect(page.get_by_text("Đã cấp số 01/TB-VP.")).to_be_visible()
    page.get_by_role("link", name="Giữ số").click()
    submit(page, "Giữ số", count="2", reason="Chờ Chủ tịch ký")
    expect(page.get_by_text("Đã giữ số: 02, 03.")).to_be_visible()
    page.locator("#so-3").get_by_role("link", name="Huỷ 3").click()
    page.locator("[name=reason]").fill("Không cần nữa")
    page.get_by_role("button", name="Huỷ số", exact=True).click()
    page.locator("#confirm").get_by_role("button", name="Huỷ số").click()
    expect(page.locator("#so-3")).to_have_class(re.compile("is-voided"))
    page.locator("#so-2").get_by_role("link", name="Dùng").click()
    submit(page, "Dùng số này", subject="Kết luận về giải ngân", reason="Văn bản ký ngày hôm nay")
    expect(page.get_by_text("Đã dùng số 02/TB-VP.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"register-{width}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải Excel").click()
    assert re.fullmatch(r"so-thong-bao-\d{4}\.xlsx", waiting.value.suggested_filename)
    page.goto("/so-van-ban/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"registers-{width}")


@pytest.mark.parametrize("width", [1440, 360])
def test_what_arrives_and_arrives_again(
    page_at, sign_in, office_leader, clerk, province, now, assert_accessible, assert_fits, shoot, width
):
    from dondoc.documents.commands.open_register import open_register

    made = open_register(
        actor=office_leader, unit_id=province.units["vp"].id, direction="received", name="Sổ văn bản đến", now=now
    )
    page = page_at(width)
    sign_in(page, clerk)
    letter = {
        "author": "Bộ Tài chính", "document_code": "125/BTC-NSNN", "document_date": "08/01/2021",
        "subject": "V/v báo cáo tình hình giải ngân vốn đầu tư công năm 2020",
    }  # fmt: skip
    for _ in range(2):
        page.goto(f"/so-van-ban/{made.id}/vao-so/")
        submit(page, "Vào sổ", **letter)
    expect(page.get_by_text("đã vào sổ: số đến 01")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"register-duplicate-{width}")
    page.get_by_label("Vẫn vào sổ").check()
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.get_by_text("Đã vào sổ: số đến 02.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"register-arrivals-{width}")
