"""Units, users and one's account as people see them, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections

from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.start_tenure import start_tenure

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")

CSV = "code,name,kind,valid_from\nsct,Sở Công Thương,Sở,2016-01-01\nstc,Sở Tài chính tỉnh,Sở,2016-01-01\n"
WRONG = CSV.replace("2016-01-01", "31/02/2016", 1)
FOR_ALL = {"units": "/don-vi/", "groups": "/don-vi/nhom/", "unit": "/don-vi/stc/", "account": "/tai-khoan/"}
FOR_ADMINISTRATOR = {
    "unit-new": "/don-vi/them/", "unit-close": "/don-vi/stc/ket-thuc/", "import": "/don-vi/nhap/",
    "users": "/nguoi-dung/", "user-new": "/nguoi-dung/them/",
}  # fmt: skip


@pytest.mark.parametrize("width", [360, 1440])
def test_units_and_account_can_be_read_by_everybody(
    page_at, sign_in, office_leader, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, office_leader)
    for name, path in FOR_ALL.items():
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}")


@pytest.mark.parametrize("width", [360, 1440])
def test_managing_can_be_read_by_everybody(
    page_at, sign_in, administrator, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, administrator)
    for name, path in {**FOR_ADMINISTRATOR, "user": f"/nguoi-dung/{administrator.pk}/"}.items():
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}")


def upload(page, text):
    page.goto("/don-vi/nhap/")
    page.set_input_files("#id_uploads", {"name": "units.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_url(re.compile(r"/don-vi/nhap/\d+/$"))


@pytest.mark.parametrize("width", [360, 1440])
def test_an_import_is_previewed_corrected_and_confirmed(
    page_at, sign_in, administrator, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, administrator)
    upload(page, WRONG)
    expect(page.get_by_text("không có trong lịch")).to_be_visible()
    expect(page.get_by_role("button", name="Nhập vào hệ thống")).to_have_count(0)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"import-errors-{width}")
    upload(page, CSV)
    expect(page.get_by_text("Sở Tài chính → Sở Tài chính tỉnh")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"import-preview-{width}")
    page.get_by_role("button", name="Nhập vào hệ thống").click()
    page.locator("#confirm").get_by_role("button", name="Nhập vào hệ thống").click()
    expect(page.get_by_text("1 dòng mới, 1 dòng thay đổi")).to_be_visible()
    expect(page.get_by_role("link", name="Sở Công Thương")).to_be_visible()


def test_the_list_narrows_while_the_filter_changes(page_at, sign_in, office_leader):
    page = page_at(1440)
    sign_in(page, office_leader)
    page.goto("/don-vi/")
    page.get_by_label("Loại").select_option("district")
    expect(page.get_by_role("link", name="UBND huyện Hòn Đất")).to_be_visible()
    expect(page.get_by_role("link", name="Sở Y tế")).to_have_count(0)


def test_somebody_leaves_a_post_and_the_page_says_so(page_at, sign_in, administrator, province, now, assert_accessible):
    post = create_post(
        actor=administrator, unit_id=province.units["stc"].id, code="gd", title="Giám đốc", is_head=True, now=now
    )
    start_tenure(actor=administrator, post_id=post.id, person_name="Bà Trần Thị Sen", valid_from=now.date(), now=now)
    page = page_at(1440)
    sign_in(page, administrator)
    page.goto("/don-vi/stc/")
    assert_accessible(page)
    page.get_by_role("link", name="Thôi giữ chức").click()
    page.get_by_role("button", name="Ghi ngày thôi giữ chức").click()
    expect(page.get_by_text("Đã ghi ngày thôi giữ chức.")).to_be_visible()


def test_an_account_is_stopped_only_after_a_question(page_at, sign_in, administrator, clerk):
    page = page_at(1440)
    sign_in(page, administrator)
    page.goto(f"/nguoi-dung/{clerk.pk}/")
    page.get_by_role("button", name="Ngừng tài khoản").click()
    page.locator("#confirm").get_by_role("button", name="Quay lại").click()
    clerk.refresh_from_db()
    assert clerk.is_active
    page.get_by_role("button", name="Ngừng tài khoản").click()
    page.locator("#confirm").get_by_role("button", name="Ngừng tài khoản").click()
    expect(page.get_by_text("Đã ngừng tài khoản; người này")).to_be_visible()
    clerk.refresh_from_db()
    assert not clerk.is_active


def test_a_token_is_shown_once(page_at, sign_in, office_leader, assert_accessible, shoot):
    page = page_at(360)
    sign_in(page, office_leader)
    page.goto("/tai-khoan/")
    page.get_by_label("Dùng cho").fill("Báo cáo tuần")
    page.get_by_role("button", name="Tạo mã truy cập").click()
    expect(page.locator("#secret")).to_contain_text("ddt_")
    assert_accessible(page)
    shoot(page, "token-360")
    page.goto("/tai-khoan/")
    expect(page.locator("#secret")).to_have_count(0)
    expect(page.get_by_text("Đang dùng được")).to_be_visible()
