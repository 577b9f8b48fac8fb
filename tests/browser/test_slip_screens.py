"""Opinions by slip as a member answers them on a phone, and as office and chair see them; the desk that leads there."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_slip_is_agreed_to_from_the_desk_and_taken_back(
    page_at,
    sign_in,
    specialist,
    lead_head,
    chair,
    called,
    heads,
    province,
    assert_accessible,
    assert_fits,
    shoot,
    width,
):
    # Due long after, since the browser's server has the machine's own day.
    facts = RoundFacts(
        title="Dự thảo Quy chế làm việc của Ủy ban nhân dân tỉnh", content="Đề nghị thông qua dự thảo.",
        due_at=NOW + dt.timedelta(days=36500), member_post_ids=[heads.head[code].id for code in ("skhdt", "stc", "syt")],
    )  # fmt: skip
    found = open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts, now=NOW)
    send_round(actor=specialist, round_id=found.id, now=NOW)
    page = page_at(width)
    sign_in(page, lead_head)
    page.goto("/")
    expect(page.get_by_role("heading", name="Phiếu chờ ý kiến của bạn")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"desk-slips-head-{width}", full=True)
    page.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(page.get_by_text("Đã ghi ý kiến; sửa được đến hết hạn.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"slip-answered-{width}", full=True)
    page.get_by_role("button", name="Rút lại").click()
    expect(page.get_by_text("Đã rút ý kiến.")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi ý kiến")).to_be_visible()
    for user, name in ((chair, "chair"), (specialist, "office")):
        other = page_at(width)
        sign_in(other, user)
        other.goto("/")
        assert_fits(other)
        shoot(other, f"desk-slips-{name}-{width}", full=True)
        other.goto(f"/hop/phieu/{found.id}/")
        expect(other.get_by_text("0/3")).to_be_visible()
        assert_accessible(other)
        assert_fits(other)
        shoot(other, f"slip-round-{name}-{width}", full=True)


@pytest.mark.parametrize("width", [1440, 360])
def test_the_office_prepares_a_round_and_puts_its_deadline_off(
    page_at, sign_in, specialist, called, heads, province, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, specialist)
    page.goto("/hop/phieu/moi/")
    boxes = page.get_by_role("group", name="Chọn từng người")
    expect(boxes).to_be_hidden()
    page.get_by_label("Tất cả").uncheck()
    expect(boxes).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"slip-form-{width}", full=True)
    page.get_by_label("Tất cả").check()
    page.get_by_label("Việc lấy ý kiến").fill("Dự thảo Quy chế làm việc")
    page.get_by_label("Nội dung xin ý kiến").fill("Đề nghị thông qua dự thảo.")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Gửi phiếu").click()
    page.get_by_text("Gia hạn trả lời").click()
    page.get_by_label("Lý do, thành viên thấy trên phiếu").fill("Chờ số liệu")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Gia hạn", exact=True).click()
    expect(page.get_by_text("Hạn trả lời được lùi từ")).to_be_visible()
    shoot(page, f"slip-put-off-{width}", full=True)
    page.goto("/hop/phieu/")
    page.get_by_text("Cách tính phiếu không trả lời của Văn phòng").click()
    page.get_by_label("Phiếu không trả lời").select_option("abstains")
    assert_accessible(page)
    assert_fits(page)
    page.locator(".slip-rule").get_by_role("button", name="Lưu").click()
    page.goto("/hop/phieu/moi/")
    expect(page.get_by_label("Phiếu không trả lời")).to_have_value("abstains")
