"""Nhiệm vụ in a real browser: filtering keeps focus, a unit is found without diacritics, a whole life of an assignment."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.directives import story

from dondoc.followup.commands.report_progress import report_progress
from dondoc.foundation.clock import local_day

WIDTHS = (360, 1440)


@pytest.fixture
def three(province: Any, office_leader: Any) -> list[Any]:
    """On 18/01/2021: one overdue, one due soon, one of Sở Y tế without a date."""
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - local_day(timezone.now())).days
    province.jurisdiction.save()
    return [
        story.give(
            office_leader, province, text="Báo cáo giải ngân vốn đầu tư công quý IV", due_on=dt.date(2021, 1, 12)
        ),
        story.give(office_leader, province, text="Rà soát đề án du lịch", due_on=dt.date(2021, 1, 20), coordinates=()),
        story.give(
            office_leader, province, text="Duy trì trực ban", due_on=None, leads=("syt",), coordinates=(), field=None
        ),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_screens_fit_and_are_accessible(
    width: int, page_at: Any, sign_in: Any, three: list[Any], office_leader: Any, lead_focal: Any, assert_accessible: Any,
    assert_fits: Any, shoot: Any, province: Any,
) -> None:  # fmt: skip
    page: Page = page_at(width)
    sign_in(page, office_leader)
    for name, path in (
        ("directives", "/nhiem-vu/?timeliness=overdue&on=2021-01-15"),
        ("directive-office", f"/nhiem-vu/{three[0].id}/"),
        ("directive-new", "/nhiem-vu/moi/"),
        ("desk-office", "/"),
    ):
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}")
    unit = page_at(width)
    sign_in(unit, lead_focal)
    story.call(
        "acknowledge", lead_focal, story.assignment(three[0], province.units["skhdt"]).id, story.at("2021-01-08")
    )
    unit.goto(f"/nhiem-vu/{three[0].id}/")
    unit.locator("summary", has_text="Báo cáo kết quả").click()
    assert_accessible(unit)
    assert_fits(unit)
    shoot(unit, f"directive-report-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_not_for_every_day_is_in_one_menu(
    width: int, page_at: Any, sign_in: Any, three: list[Any], office_leader: Any, lead_focal: Any, province: Any,
    assert_accessible: Any, assert_fits: Any, shoot: Any,
) -> None:  # fmt: skip
    for one, said in ((three[0], {"percent": 60, "stage": "lay-y-kien"}), (three[1], {"stage": "trinh"})):
        own = story.assignment(one, province.units["skhdt"])
        report_progress(actor=lead_focal, assignment_id=own.id, text="Đang làm.", now=story.at("2021-01-14"), **said)
    page: Page = page_at(width)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/")
    acts = page.locator(".page-head-acts")
    menu, button = acts.locator("details"), acts.locator("summary")
    # The buttons stand in one row, and the menu is one of three.
    tops = acts.locator("> *").evaluate_all("all => all.map((one) => Math.round(one.getBoundingClientRect().top))")
    assert len(tops) == 3
    assert max(tops) - min(tops) <= 2
    expect(button).to_have_accessible_name("Thêm")

    button.focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Bảng theo dõi 12 cột")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    shoot(page, f"directives-menu-{width}")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(button).to_be_focused()
    # Who goes on past its end leaves it closed.
    page.keyboard.press("Enter")
    menu.get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    button.click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")
    button.click()
    menu.get_by_role("link", name="Gia hạn").click()
    expect(page).to_have_url(re.compile("/theo-doi/gia-han/"))

    sign_in(page, lead_focal)
    page.goto("/nhiem-vu/")
    expect(page.locator(".tasks")).to_contain_text("60 %")
    expect(page.locator(".tasks")).to_contain_text("Đã trình cấp có thẩm quyền")
    page.locator(".page-head-acts summary").click()
    expect(page.locator(".page-head-acts").get_by_role("link", name="Đôn đốc")).to_be_visible()
    assert_fits(page)


def test_filtering_keeps_focus_and_the_address_follows(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(1440)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/")
    page.keyboard.press("/")
    page.keyboard.type("du lich")
    expect(page.locator("a.task")).to_have_count(1)
    expect(page.locator("#f-q")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/nhiem-vu/\?q=du\+lich$"))
    assert "q=du+lich" in (page.locator("a[data-export]").first.get_attribute("href") or "")
    page.get_by_role("link", name="Bỏ điều kiện Có chữ").click()
    expect(page.locator("a.task")).to_have_count(4)
    expect(page.locator("#f-q")).to_have_value("")


def test_the_way_back_leads_to_the_list_as_it_was_left(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(360)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/?timeliness=overdue")
    page.locator("a.task").first.click()
    page.locator(".page-head-up").click()
    expect(page).to_have_url(re.compile(r"/nhiem-vu/\?timeliness=overdue$"))
    page.locator(".phone-nav").get_by_role("link", name="Nhiệm vụ").click()
    expect(page).to_have_url(re.compile(r"/nhiem-vu/$"))
    page.locator("a.task").first.click()
    page.locator(".page-head-up").click()
    expect(page).to_have_url(re.compile(r"/nhiem-vu/$"))


def test_the_heads_stay_while_the_list_scrolls(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(1440, height=200)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    head = page.locator(".tasks thead th").first
    expect(head).to_be_in_viewport()
    assert head.evaluate("e => e.getBoundingClientRect().top") == 0


def test_a_unit_is_found_by_its_name_without_diacritics(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(1440)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/")
    unit = page.get_by_role("combobox", name="Đơn vị")
    unit.fill("so y te")
    expect(page.get_by_role("option", name="Sở Y tế")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("a.task")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"unit=syt"))
    expect(unit).to_have_value("Sở Y tế")
    unit.fill("khong co don vi nay")
    expect(page.locator(".combo-none")).to_be_visible()
    page.keyboard.press("Escape")
    expect(unit).to_have_value("Sở Y tế")


def test_without_javascript_the_list_is_filtered_all_the_same(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(1440, javascript=False)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/")
    page.fill("#f-q", "giai ngan")
    page.select_option("#f-role", "lead")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("a.task")).to_have_count(1)
    page.locator("a.task").click()
    page.locator("summary", has_text="Đổi thời hạn").first.click()
    page.locator("textarea[name=reason]:visible").fill("Lý do đã gõ")
    page.locator("input[name=due_on]:visible").fill("31/02/2021")
    page.get_by_role("button", name="Đổi thời hạn").locator("visible=true").last.click()
    expect(page.locator(".act-error .note")).to_contain_text("31/02/2021 không có trong lịch")
    expect(page.locator("textarea[name=reason]:visible")).to_have_value("Lý do đã gõ")


def test_from_the_desk_to_acceptance(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any, lead_focal: Any, province: Any
) -> None:
    subject = story.assignment(three[0], province.units["skhdt"])
    unit: Page = page_at(360)
    sign_in(unit, lead_focal)
    unit.goto("/")
    unit.get_by_role("button", name="Tiếp nhận: Báo cáo giải ngân").click()
    expect(unit.locator("#messages")).to_contain_text("Đã tiếp nhận nhiệm vụ.")
    unit.goto(f"/nhiem-vu/{three[0].id}/")
    card = unit.locator(f"#phan-viec-{subject.id}")
    card.get_by_role("button", name="Bắt đầu thực hiện").click()
    expect(card).to_contain_text("Đang thực hiện")
    # What happened is said in sight: below the bar of the phone, not behind it, until the person moves on.
    bar = unit.locator(".shell-side").evaluate("e => e.getBoundingClientRect().bottom")
    said = unit.locator("#messages .note")
    expect(said).to_be_in_viewport()
    assert said.evaluate("e => e.getBoundingClientRect().top") >= bar
    card.locator("summary", has_text="Báo cáo kết quả").click()
    card.get_by_label("Kết quả thực hiện").fill("Đã giải ngân 92,5 %.")
    card.get_by_role("button", name="Gửi báo cáo").click()
    expect(card.locator(".act-error .note")).to_contain_text("cần gửi kèm tệp minh chứng")
    expect(card.get_by_label("Kết quả thực hiện")).to_have_value("Đã giải ngân 92,5 %.")
    report = card.locator("details.act[open]")
    named = report.locator(".file-names")
    expect(named).to_have_text("chưa chọn tệp nào")
    report.get_by_label("Tệp minh chứng").set_input_files(
        {"name": "ket-qua.txt", "mimeType": "text/plain", "buffer": "Bảng giải ngân.".encode()}
    )
    expect(named).to_have_text("ket-qua.txt")
    report.get_by_label("Tôi xác nhận tệp không chứa bí mật nhà nước").check()
    card.get_by_role("button", name="Gửi báo cáo").click()
    expect(card).to_contain_text("Đã báo cáo kết quả")
    expect(card.get_by_role("link", name="ket-qua.txt")).to_be_visible()
    expect(unit.locator("#history")).to_contain_text("báo cáo kết quả")

    office: Page = page_at(1440)
    sign_in(office, office_leader)
    office.goto("/")
    office.get_by_role("link", name="Báo cáo giải ngân vốn đầu tư công quý IV").first.click()
    card = office.locator(f"#phan-viec-{subject.id}")
    card.locator("summary", has_text="Trả lại").click()
    card.get_by_label("Lý do", exact=True).locator("visible=true").fill("Thiếu biểu tổng hợp.")
    card.get_by_role("button", name="Trả lại").locator("visible=true").last.click()
    expect(card).to_contain_text("Bị trả lại")

    unit.reload()
    card = unit.locator(f"#phan-viec-{subject.id}")
    expect(card.locator(".work-said")).to_have_text("Lý do trả lại Thiếu biểu tổng hợp.")
    expect(unit.locator("#history")).to_contain_text("Thiếu biểu tổng hợp.")
    card.locator("summary", has_text="Báo cáo kết quả").click()
    card.get_by_label("Kết quả thực hiện").fill("Đã bổ sung biểu.")
    card.get_by_label("Số, ngày văn bản báo cáo kết quả").fill("16/BC-SKHĐT ngày 18/01/2021")
    card.get_by_role("button", name="Gửi báo cáo").click()
    expect(card).to_contain_text("Đã báo cáo kết quả")

    office.reload()
    card = office.locator(f"#phan-viec-{subject.id}")
    card.locator("summary", has_text="Xác nhận hoàn thành").click()
    accept = card.get_by_role("button", name="Xác nhận hoàn thành").locator("visible=true").last
    accept.click()
    expect(card.locator(".act-error:visible")).to_contain_text("nguyên nhân")  # it is late: the office says why
    card.get_by_label("Thiếu chủ động, triển khai chậm").locator("visible=true").check()
    card.get_by_label("Biện pháp khắc phục").locator("visible=true").fill("Phân công lại.")
    card.get_by_label("Họ và tên, khi không có trong hồ sơ tổ chức").locator("visible=true").fill("Đỗ Em")
    accept.click()
    expect(card).to_contain_text("Đã xác nhận hoàn thành")
    expect(card).to_contain_text("Hoàn thành trễ hạn")
    expect(office.locator("#done-count")).to_have_text("xong 1/2")


def test_one_form_of_an_assignment_is_open_and_escape_closes_it(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any
) -> None:
    page: Page = page_at(1440)
    sign_in(page, office_leader)
    page.goto(f"/nhiem-vu/{three[1].id}/")
    page.locator("summary", has_text="Đổi thời hạn").click()
    page.locator("summary", has_text="Thu hồi").click()
    expect(page.locator("details.act[open]")).to_have_count(1)
    page.locator("textarea[name=reason]:visible").fill("Trùng")
    page.keyboard.press("Escape")
    expect(page.locator("details.act[open]")).to_have_count(0)
    expect(page.locator("summary", has_text="Thu hồi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=reason]:visible")).to_have_value("Trùng")


def test_withdrawing_asks_first(
    page_at: Any, sign_in: Any, three: list[Any], office_leader: Any, province: Any
) -> None:
    subject = story.assignment(three[2], province.units["syt"])
    page: Page = page_at(1440)
    sign_in(page, office_leader)
    page.goto(f"/nhiem-vu/{three[2].id}/")
    card = page.locator(f"#phan-viec-{subject.id}")
    card.locator("summary", has_text="Thu hồi").click()
    card.get_by_label("Lý do", exact=True).locator("visible=true").fill("Giao nhầm.")
    card.get_by_role("button", name="Thu hồi").locator("visible=true").last.click()
    dialog = page.locator("#confirm")
    expect(dialog).to_contain_text("mở lại được khi cần")
    dialog.get_by_role("button", name="Quay lại").click()
    expect(card).to_contain_text("Đã giao")
    card.get_by_role("button", name="Thu hồi").locator("visible=true").last.click()
    dialog.get_by_role("button", name="Thu hồi").click()
    expect(card).to_contain_text("Đã thu hồi")


def test_giving_by_hand(page_at: Any, sign_in: Any, three: list[Any], office_leader: Any) -> None:
    page: Page = page_at(1440)
    sign_in(page, office_leader)
    page.goto("/nhiem-vu/moi/")
    page.get_by_label("Nội dung nhiệm vụ").fill("Kiểm tra tiến độ cảng Rạch Giá.")
    leads = page.get_by_role("combobox", name="Đơn vị chủ trì")
    leads.fill("ke hoach va dau tu")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Đơn vị phối hợp").fill("cac huyen")
    page.keyboard.press("Enter")
    page.get_by_label("Ngày đến hạn").fill("25/01/2021")
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.locator("h1")).to_have_text("Nhiệm vụ giao ngày 18/01/2021")
    expect(page.locator(".work-card")).to_have_count(3)
