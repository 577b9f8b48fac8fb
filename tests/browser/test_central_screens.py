"""The centre's tasks as the office uses them, on a phone and on a desk: the list, both clocks, a file looked at and compared."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.central.central_world import assign, bring_to, record
from tests.central.files import line, workbook
from tests.connections import _triggers_again, real_connections
from tests.web.conftest import story_day

__all__ = ["_triggers_again", "real_connections", "story_day"]
pytestmark = pytest.mark.usefixtures("real_connections", "story_day")

LONG = (
    "Chủ trì, phối hợp với các cơ quan liên quan rà soát, báo cáo Thủ tướng Chính phủ kết quả giải ngân vốn đầu tư công năm "
    "2020, nguyên nhân chậm và giải pháp năm 2021 trên địa bàn tỉnh"
)


@pytest.fixture
def world(province, office_leader, specialist):
    record(office_leader, code="TW-2020-0112", due_on=dt.date(2021, 1, 10), content=f"{LONG}, phần thứ nhất.")
    task = assign(
        office_leader, province, record(office_leader, code="TW-2020-0345", content=LONG), specialist_id=specialist.pk
    )
    bring_to("reported", record(office_leader, code="TW-2020-0400", due_on=None), office_leader)
    bring_to("done", record(office_leader, code="TW-2020-0401", content="Tổng kết năm 2020."), office_leader)
    return task


@pytest.mark.parametrize("width", [1440, 360])
def test_the_list_a_task_and_a_step(
    page_at, sign_in, office_leader, world, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto("/trung-uong/")
    expect(page.get_by_role("heading", name="Nhiệm vụ Chính phủ, Thủ tướng giao")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-list-{width}")
    page.locator(".central-cut .is-overdue a").click()
    expect(page.locator(".table-central tbody tr")).to_have_count(1)
    page.goto(f"/trung-uong/{world.id}/")
    expect(page.locator("svg.lane")).to_have_count(2)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-task-{width}")
    page.get_by_role("link", name="Trung ương đổi hạn").click()
    page.locator("[name=due_on]").fill("20/01/2021")
    page.locator("[name=reason]").fill("Công văn số 9/VPCP")
    assert_accessible(page)
    shoot(page, f"central-move-{width}")
    page.get_by_role("button", name="Trung ương đổi hạn").click()
    expect(page.get_by_text("Có đơn vị đang có hạn nội bộ sau hạn Trung ương")).to_be_visible()
    shoot(page, f"central-beyond-{width}")
    page.goto(f"/nhiem-vu/{world.directive_id}/")
    assert_fits(page)
    shoot(page, f"central-directive-{width}")
    page.goto("/")
    shoot(page, f"central-desk-{width}")
    page.goto("/theo-doi/quy-trinh/")
    assert_fits(page)
    page.goto("/trung-uong/moi/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-new-{width}")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_file_is_looked_at_taken_in_and_compared(
    page_at, sign_in, clerk, office_leader, province, assert_accessible, assert_fits, shoot, tmp_path, width
):
    def choose(name, *rows):
        file = tmp_path / name
        file.write_bytes(workbook(rows))
        page.goto("/trung-uong/tep/")
        page.locator("[name=file]").set_input_files(file)
        page.locator("[name=not_secret]").check()

    page = page_at(width)
    sign_in(page, clerk)
    assign(office_leader, province, record(office_leader, code="", content=line()[4]))
    choose(
        "tuan-1.xlsx",
        line(),
        line("TW-2"),
        line("TW-3", unit="Sở lạ"),
        line("TW-4", due="sớm"),
        line("TW-5", content=""),
    )
    page.locator("[name=as_of]").fill("11/01/2021")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-upload-{width}")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Nhiệm vụ mới")).to_be_visible()
    expect(page.get_by_text("Gắn mã vào nhiệm vụ đang có")).to_have_count(1)
    page.get_by_text("Các cột của tệp").click()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-preview-{width}")
    page.get_by_role("button", name="Nhập những mục đã chọn").click()
    expect(page.get_by_text("Đã nhập: 3 nhiệm vụ mới")).to_be_visible()
    choose("tuan-2.xlsx", line(due=dt.date(2021, 2, 15), status="Chưa hoàn thành, gia hạn"), line("TW-3"), line("TW-6"))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Khác với đang theo dõi")).to_be_visible()
    assert_accessible(page)
    shoot(page, f"central-preview-second-{width}")
    page.get_by_role("button", name="Nhập những mục đã chọn").click()
    expect(page.get_by_role("heading", name="Không còn trong tệp sau")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"central-compared-{width}")
