"""Chỉ tiêu in a browser: the board read and cut to what was missed, one indicator with its chart, a target that is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.connections import _triggers_again, real_connections
from tests.indicators.indicator_world import aim, approve, enter, exports, growth

from dondoc.foundation.clock import local_day
from dondoc.indicators.models import IndicatorTarget

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections", "story_day")
WIDTHS = (1440, 360)


@pytest.fixture
def story_day(province: Any) -> None:
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - local_day(timezone.now())).days
    province.jurisdiction.save()


@pytest.fixture
def some(province: Any, specialist: Any, office_leader: Any) -> None:
    """Growth that was missed, exports half way, a structure of two parts."""
    rate, trade = growth(specialist, province), exports(specialist, province, is_example=True)
    structure = growth(specialist, province, code="co-cau", name="Cơ cấu kinh tế", direction="structure")
    aim(specialist, rate, "7.2")
    aim(specialist, trade, "800")
    made = [
        (trade, "2019-06", "400", dt.date(2020, 2, 1)), (trade, "2019", "760", dt.date(2020, 2, 1)),
        (rate, "2020-Q1", "3.92", dt.date(2020, 4, 3)), (rate, "2020-Q3", "2.68", dt.date(2020, 9, 29)),
        (rate, "2020", "3.05", dt.date(2020, 12, 28)), (trade, "2020-03", "200", dt.date(2020, 4, 6)),
        (trade, "2020-06", "405", dt.date(2020, 7, 6)),
    ]  # fmt: skip
    for number, (low, value) in enumerate((("30", "32"), ("60", "61")), 1):
        part = growth(
            specialist,
            province,
            code=f"phan-{number}",
            name=f"Phần {number}",
            direction="range",
            parent_id=structure.id,
        )
        aim(specialist, part, low, str(int(low) + 5))
        made.append((part, "2020", value, dt.date(2020, 12, 28)))
    for indicator, period, value, day in made:
        approve(office_leader, enter(specialist, indicator, period, value, day=day), day=day)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_board_and_what_was_missed(
    width: int,
    page_at: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    live_server: Any,
    some: Any,
    chair: Any,
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = page_at(width)
    sign_in(page, chair)
    page.goto(f"{live_server.url}/chi-tieu/?year=2020")
    expect(page.get_by_role("heading", name="Chỉ tiêu năm 2020")).to_be_visible()
    expect(
        page.get_by_role("img", name="Quý I/2020: 3,92; Quý III/2020: 2,68; Năm 2020: 3,05; kế hoạch ≥ 7,20")
    ).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"indicators-{width}", full=True)
    if width == WIDTHS[0]:  # on A4 the table keeps its columns
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 660, "height": 930})
        assert_fits(page)
        shoot(page, "indicators-print", full=True)
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("link", name="Không đạt: 1/3").click()
    expect(page.get_by_text("Đang xem 1/3 chỉ tiêu.")).to_be_visible()
    expect(page.locator("tr[data-whole]")).to_have_count(1)
    page.get_by_role("link", name="Hết quý III/2020").click()
    expect(page.get_by_text("Như ngày 30/09/2020 cho thấy")).to_be_visible()
    assert_fits(page)
    page.goto(f"{live_server.url}/chi-tieu/?year=2035")
    expect(page.get_by_text("chưa có kế hoạch nào của năm 2035")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"indicators-empty-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_one_indicator_and_its_next_target(
    width: int,
    page_at: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    live_server: Any,
    some: Any,
    specialist: Any,
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"{live_server.url}/chi-tieu/xuat-khau/?year=2020")
    expect(page.locator(".chart[data-drawn] canvas")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"indicator-{width}", full=True)
    page.get_by_label("Kế hoạch của").select_option("2021")
    page.get_by_label("Mức tối thiểu").fill("1.234")
    page.get_by_label("Văn bản giao").fill("Nghị quyết số 3/NQ-HĐND")
    page.get_by_role("button", name="Đặt kế hoạch").click()
    expect(page.get_by_text("Số này đọc được hai cách; hãy chọn một.")).to_be_visible()
    expect(page.get_by_label("Văn bản giao")).to_have_value("Nghị quyết số 3/NQ-HĐND")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"indicator-asked-{width}", full=True)
    page.get_by_label("1.234 (dấu ngăn cách hàng nghìn)").check()
    page.get_by_role("button", name="Đặt kế hoạch").click()
    expect(page.get_by_text("Kế hoạch ≥ 1.234,00 triệu USD; chưa có số liệu.")).to_be_visible()
    assert IndicatorTarget.objects.get(first_day=dt.date(2021, 1, 1)).low == Decimal(1234)
    for name, path in (("structure", "co-cau/?year=2020"), ("new", "moi/")):
        page.goto(f"{live_server.url}/chi-tieu/{path}")
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"indicator-{name}-{width}", full=True)
