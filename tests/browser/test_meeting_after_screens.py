"""After a meeting, on a desk and on a phone: the sheet with what lacks, the line that it leads to, the work on any day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.documents.register_world import opened
from tests.meetings.held_world import held, issued, noticed, signing
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.draft_minutes import draft_minutes

__all__ = [
    "_triggers_again", "called", "heads", "held", "meeting", "opened", "plan_of", "real_connections", "signing", "streams_end",
]  # fmt: skip
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.mark.parametrize("width", [1440, 360])
def test_what_lacks_leads_to_its_line_and_what_is_stale_is_drafted_again(
    page_at, sign_in, specialist, held, signing, province, assert_accessible, assert_fits, shoot, width
):
    draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    line = add_conclusion(
        actor=specialist, meeting_id=held.id, depth=1, now=NOW, text="Giao Sở Y tế lập danh sách thiết bị."
    )  # fmt: skip
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/hop/{held.id}/sau-hop/thong-bao/")
    expect(page.get_by_role("heading", name="Xem trước: Thông báo")).to_be_visible()
    expect(page.get_by_text("- UBND các huyện, thành phố;")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-preview-{width}", full=True)
    page.locator(f"a[href$='#line-{line.id}']").click()
    expect(page.locator(f"#line-{line.id}")).to_be_focused()

    page.goto(f"/hop/{held.id}/sau-hop/")
    expect(page.get_by_text("đã khác dự thảo ở 1 đoạn")).to_be_visible()
    page.get_by_text("Xem chỗ khác").click()
    expect(page.locator(".compare ins")).to_contain_text("lập danh sách thiết bị")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-stale-{width}", full=True)
    page.get_by_role("button", name="Soạn lại").click()
    page.get_by_role("dialog").get_by_role("button", name="Soạn lại").click()
    expect(page.get_by_text("Đã soạn lại theo nội dung hiện tại")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_the_conclusions_as_work_open_their_rows(
    page_at, sign_in, specialist, office_leader, clerk, held, signing, province, assert_accessible, assert_fits, shoot, width
):  # fmt: skip
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto(f"/hop/{held.id}/")
    page.get_by_role("link", name="Từng kết luận, theo ngày, in").click()
    expect(page.get_by_role("heading", name="Kết luận của cuộc họp này")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-standing-{width}", full=True)
    page.locator(".standing-sum a.figure").first.click()
    expect(page.locator(".list-size")).to_contain_text("4 phần việc")
