"""Divided work, a transfer and merging as people meet them: on the directive's page, on a part's, on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.directives import story
from tests.followup import part_world
from tests.followup import succession_world as world
from tests.web.conftest import story_day

__all__ = ["_triggers_again", "real_connections", "story_day"]
pytestmark = pytest.mark.usefixtures("real_connections")


@pytest.fixture
def divided(province, specialist, lead_head, lead_focal, make_user):
    """An assignment with a room's part, one of a person, and a part of a part."""
    rooms = part_world.below(province)
    room_head = make_user("tp.dautu", "unit_head", unit="dau-tu", full_name="Trưởng phòng Lê Đầu Tư")
    whole = part_world.subject(province, specialist)
    text = "Rà soát danh mục dự án chưa giải ngân của từng chủ đầu tư, lập bảng tổng hợp đến hết ngày 15/01."
    first = part_world.divide(lead_head, whole, unit=rooms["dau-tu"], text=text)
    part_world.divide(room_head, whole, unit=rooms["to-von"], under=first, text="Đối chiếu với Kho bạc.")
    own = part_world.divide(lead_head, whole, user=lead_focal, text="Soạn báo cáo trình Giám đốc ký.", due_on=story.DUE)
    part_world.bring_to("accepted", own, holder=lead_focal, giver=lead_head)
    story.call("acknowledge", lead_focal, whole.id, world.NOW)
    return {"whole": whole, "first": first, "room_head": room_head, "rooms": rooms}


@pytest.mark.parametrize("width", [1440, 360])
def test_divided_work(page_at, sign_in, story_day, divided, lead_head, assert_accessible, assert_fits, shoot, width):
    page = page_at(width)
    sign_in(page, lead_head)

    def look(name):
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}", full=True)

    whole = divided["whole"]
    page.goto(f"/nhiem-vu/{whole.directive_id}/")
    expect(page.get_by_text("xong 1/2 phần")).to_be_visible()
    look("cascade-directive")
    page.get_by_role("link", name="Chia thêm").click()
    look("cascade-divide")
    page.get_by_label("Giao cho").first.fill("tong hop")
    page.get_by_role("option", name="Phòng Tổng hợp").click()
    page.get_by_label("Nội dung phần việc").fill("Tổng hợp chung.")
    page.get_by_role("button", name="Giao phần việc").click()
    expect(page.get_by_text("Đã giao 1 phần việc.")).to_be_visible()
    expect(page.get_by_text("xong 1/3 phần")).to_be_visible()
    other = page_at(width)
    sign_in(other, divided["room_head"])
    other.goto("/")
    expect(other.get_by_role("heading", name="Phần việc của tôi")).to_be_visible()
    shoot(other, f"cascade-desk-{width}", full=True)
    other.get_by_role("link", name="Rà soát danh mục dự án").click()
    other.get_by_role("button", name="Tiếp nhận").click()
    other.get_by_text("Báo cáo kết quả", exact=True).click()
    other.get_by_label("Kết quả thực hiện").fill("Đã rà soát 12 dự án.")
    shoot(other, f"cascade-part-{width}", full=True)
    other.get_by_role("button", name="Gửi báo cáo").click()
    expect(other.get_by_text("Đã gửi báo cáo cho nơi đã chia việc.")).to_be_visible()
    assert_accessible(other)
    assert_fits(other)
    page.goto("/theo-doi/phan-viec/")
    look("cascade-parts")
    page.goto("/theo-doi/quy-trinh/")
    look("cascade-process")


@pytest.mark.parametrize("width", [1440, 360])
def test_transfer_and_merging(
    page_at, sign_in, story_day, province, specialist, lead_focal, other_unit_focal, assert_accessible, assert_fits, shoot,
    width,
):  # fmt: skip
    one, two, three = (story.give(specialist, province) for _each in range(3))
    subject = story.assignment(one, province.units["skhdt"])
    asked = world.ask(lead_focal, subject, province.units["syt"])
    page = page_at(width)
    sign_in(page, other_unit_focal)

    def look(name):
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}", full=True)

    page.goto("/")
    expect(page.get_by_role("heading", name="Đề nghị chuyển nhiệm vụ chờ bạn")).to_be_visible()
    page.goto(f"/theo-doi/chuyen/{asked.id}/")
    look("cascade-transfer")
    page.get_by_text("Đồng ý nhận").first.click()
    page.get_by_role("button", name="Đồng ý nhận").click()
    expect(page.get_by_text("Đã đồng ý nhận; Văn phòng sẽ quyết định.")).to_be_visible()
    page = page_at(width)
    sign_in(page, specialist)
    page.goto("/theo-doi/chuyen/")
    look("cascade-transfers")
    world.take("confirm", specialist, asked, note="")
    page.goto(f"/nhiem-vu/{one.id}/")
    look("cascade-transferred")
    page.goto(f"/theo-doi/nhiem-vu/{two.id}/gop-thay-the/")
    page.locator(f"input[value='{three.id}']").check()
    page.get_by_label("Lý do").fill("Trùng nội dung.")
    look("cascade-endings")
    page.get_by_role("button", name="Gộp nhiệm vụ đã chọn vào đây").click()
    page.get_by_role("button", name="Gộp", exact=True).click()
    expect(page.get_by_text("Đã gộp 1 nhiệm vụ trùng vào nhiệm vụ này.")).to_be_visible()
    page.goto(f"/nhiem-vu/{three.id}/")
    look("cascade-merged")
    page.goto(f"/theo-doi/chuyen/moi/{story.assignment(two, province.units['stc']).id}/")
    look("cascade-transfer-form")
