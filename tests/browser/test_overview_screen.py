"""Tổng quan in a real Chromium: what it says is what opens, on the phone and on the desk, today and then."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import NOW
from tests.reviews.conftest import give  # noqa: F401 - a fixture

WIDTHS = (360, 1440)


@pytest.fixture(autouse=True)
def _story(transactional_db, give, province, lead_focal, office_leader):  # noqa: F811
    """The clock of the province stands on 18/01/2021; ten assignments of three units stand every way."""
    from django.utils import timezone
    from tests.directives.story import CAUSE

    from dondoc.directives.commands.accept_completion import accept_completion
    from dondoc.directives.commands.acknowledge import acknowledge
    from dondoc.directives.commands.report_completion import report_completion
    from dondoc.foundation.clock import local_day

    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (NOW.date() - local_day(timezone.now())).days
    province.jurisdiction.save()
    give("skhdt", due=-20, given=90, coordinates=("stc",), field="kinh-te")
    give("skhdt", due=-5, field="kinh-te")
    give("syt", due=2, origin="central", field="van-xa")
    give("syt", "stc", due=30, origin="central")
    give("stc", given=120)
    for days, due in ((60, -30), (40, 4), (12, 4)):
        done = give("skhdt", due=due, given=days)[0]
        for step, more in ((acknowledge, {}), (report_completion, {"note": "xong", "result_document": "15/BC"})):
            step(actor=lead_focal, assignment_id=done.id, now=NOW, **more)
        accept_completion(
            actor=office_leader,
            assignment_id=done.id,
            now=NOW,
            cause=CAUSE if due < 0 else None,
        )


@pytest.fixture
def opened(page_at: Any, sign_in: Any, chair: Any) -> Any:
    def open_page(width: int, address: str = "/tong-quan/", **more: Any) -> Page:
        page: Page = page_at(width, **more)
        sign_in(page, chair)
        page.goto(address)
        return page

    return open_page


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_is_accessible_and_brings_the_rest_by_itself(
    opened: Any, assert_accessible: Any, assert_fits: Any, shoot: Any, width: int
) -> None:
    page = opened(width)
    expect(page.locator("#change-overdue .change")).to_have_text("+3")
    page.locator("#months-title").scroll_into_view_if_needed()
    expect(page.locator("#months-chart canvas")).to_be_visible()
    page.get_by_text("Bảng số liệu").click()
    assert_fits(page)
    assert_accessible(page)
    shoot(page, f"overview-{width}", full=True)
    page.goto("/tong-quan/?on=31/12/2020&role=lead")
    expect(page.locator("#change-overdue .change")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    shoot(page, f"overview-past-{width}", full=True)


@pytest.mark.parametrize("address", ["/tong-quan/", "/tong-quan/?on=13/01/2021", "/tong-quan/?on=31/12/2020"])
def test_a_figure_opens_as_many_rows_as_it_says(opened: Any, address: str) -> None:
    page = opened(1440, address)
    expect(page.locator("#change-overdue .figure")).to_be_visible()
    page.locator("#months-title").scroll_into_view_if_needed()
    expect(page.locator("#months-chart canvas")).to_be_visible()
    found = page.eval_on_selector_all(
        "a.figure",
        """(links) => links.map((a) => {
          const own = a.cloneNode(true);
          own.querySelectorAll(".figure-of, .visually-hidden").forEach((part) => part.remove());
          return [a.getAttribute("href"), Number(own.textContent.trim())];
        })""",
    )
    assert len(found) > 15
    for href, number in dict(found).items():
        page.goto(href)
        assert page.locator("#rows tbody tr").count() == number, href


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_overdue_figure_to_the_list_and_back(opened: Any, width: int) -> None:
    page = opened(width)
    page.locator(".tile.is-overdue a.figure").first.click()
    expect(page.locator("h1")).to_have_text("Nhiệm vụ")
    expect(page.locator("#rows tbody tr")).to_have_count(3)
    page.go_back()
    expect(page.locator("#change-overdue .change")).to_be_visible()  # what comes later moves the list by a line
    page.locator(".late-list a").first.click()
    expect(page).to_have_url(re.compile(r"/nhiem-vu/\d+/#phan-viec-\d+$"))


def test_a_day_is_typed_stepped_picked_and_left_again(opened: Any) -> None:
    page = opened(1440)
    day = page.get_by_label("Số liệu ngày")
    day.fill("14/01/2021")
    day.press("Enter")
    expect(page).to_have_url(re.compile(r"on=14%2F01%2F2021|on=14/01/2021"))
    expect(page.locator(".note.is-warning")).to_contain_text("số liệu của ngày 14/01/2021")
    expect(page.locator(".tile.is-overdue .tile-value").first).to_contain_text("4/10")
    page.get_by_label("Ngày trước").click()
    expect(page.get_by_label("Số liệu ngày")).to_have_value("13/01/2021")
    page.get_by_role("link", name="Hết năm 2020").click()
    expect(page.locator(".note.is-warning")).to_contain_text("31/12/2020")
    page.get_by_role("link", name="Chủ trì").click()
    expect(page.get_by_label("Số liệu ngày")).to_have_value("31/12/2020")
    expect(page.get_by_role("link", name="Chủ trì")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Về hôm nay").click()
    expect(page.locator(".note.is-warning")).to_have_count(0)
    expect(page.get_by_role("link", name="Chủ trì")).to_have_attribute("aria-current", "true")


def test_a_day_picked_on_the_calendar_is_shown_at_once(opened: Any) -> None:
    page = opened(360)
    page.locator(".day-box input[type=date]").evaluate(
        "(input) => { input.value = '2020-12-31'; input.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    expect(page.locator(".note.is-warning")).to_contain_text("31/12/2020")


def test_without_scripts_it_still_says_everything(opened: Any) -> None:
    page = opened(360, javascript=False)
    expect(page.locator(".tile.is-overdue .tile-value")).to_contain_text("3/10")
    page.get_by_role("link", name="Xem bảng số liệu theo tháng").click()
    expect(page.locator(".months-table tbody tr")).to_have_count(12)


def test_on_paper_there_are_tables_and_no_controls(opened: Any, shoot: Any) -> None:
    page = opened(1440)
    expect(page.locator("#change-overdue .change")).to_be_visible()
    page.set_viewport_size({"width": 650, "height": 900})  # A4 between its margins
    page.emulate_media(media="print")
    expect(page.locator(".print-only")).to_contain_text("Số liệu ngày 18/01/2021. Chủ tịch Trần Văn An in lúc")
    expect(page.locator(".ask")).to_be_hidden()
    expect(page.locator("#units ~ * thead, section:has(#units) thead").first).to_be_visible()
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1]
    shoot(page, "overview-print", full=True)


def test_printing_waits_for_the_months(opened: Any) -> None:
    page = opened(1440)
    page.evaluate(
        "window.print = () => { document.title = `${document.querySelectorAll('.months canvas').length} chart`; }"
    )
    page.get_by_role("button", name="In").click()
    expect(page).to_have_title("1 chart")


def test_in_english_nothing_vietnamese_is_left_but_names(opened: Any, assert_fits: Any) -> None:
    page = opened(360)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])
    page.reload()
    expect(page.locator("h1")).to_have_text("Overview")
    assert_fits(page)
