"""Papers on their way: how much has gone, stopping it, a lost connection; and items that are dragged to their place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.test_meeting_room_work import drag, settled, titles
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.models import PaperVersion

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")

TEXT = "Báo cáo kết quả thực hiện nhiệm vụ năm 2020 của Sở.\n".encode()
LONG = {"name": "báo cáo.txt", "mimeType": "text/plain", "buffer": TEXT * (1_500_000 // len(TEXT))}
SHORT = {"name": "phụ lục.txt", "mimeType": "text/plain", "buffer": TEXT}


@pytest.fixture
def papers(called, specialist, province):
    """Two papers that a unit owes, and one more item."""
    given = {"actor": specialist, "meeting_id": called.meeting.id, "now": NOW}
    first = add_item(title="Báo cáo", minutes=45, **given)
    add_item(title="Thảo luận", minutes=30, **given)
    add_item(title="Kết luận", minutes=15, **given)
    unit = province.units["skhdt"].id
    return [
        ask_for_paper(title=title, kind="report", item_id=first.id, unit_id=unit, **given)
        for title in ("Dự thảo báo cáo", "Phụ lục số liệu")
    ]


@pytest.fixture
def page_of(page_at, sign_in, called):
    def enter(user, width=1440, **more):
        page = page_at(width, **more)
        sign_in(page, user)
        page.goto(f"/hop/{called.meeting.id}/tai-lieu/")
        return page

    return enter


def slowly(page, bytes_a_second):
    """Let what is sent go slowly, as over a phone."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second},
    )


@pytest.mark.parametrize("width", [1440, 360])
def test_a_file_on_its_way_shows_how_much_has_gone_and_can_be_stopped(
    page_of, lead_focal, papers, assert_accessible, assert_fits, shoot, width
):
    page = page_of(lead_focal, width)
    owed = page.get_by_role("region", name="Đơn vị bạn cần gửi")
    form = owed.locator("form", has=page.get_by_label("Tệp của Dự thảo báo cáo"))
    other = owed.locator("form", has=page.get_by_label("Tệp của Phụ lục số liệu"))
    for each, file in ((other, SHORT), (form, LONG)):
        each.locator("input[type=file]").set_input_files(file)
        each.get_by_label("không chứa bí mật nhà nước").check()
    slowly(page, 200_000)
    form.get_by_role("button", name="Gửi").click()
    said = form.locator(".paper-bytes")
    expect(said).to_contain_text("/ 1,5 MB")
    page.wait_for_function("(bar) => bar.value > 5 && bar.value < 95", arg=form.locator("progress").element_handle())
    assert said.inner_text().startswith("Đang gửi ")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-upload-{width}")
    form.get_by_role("button", name="Dừng").click()
    expect(form.get_by_role("alert")).to_have_text("Đã dừng gửi. Tệp vẫn được chọn, bấm Gửi để gửi lại.")
    expect(form.get_by_role("button", name="Gửi")).to_be_focused()
    expect(form.locator(".paper-progress")).to_be_hidden()
    assert not PaperVersion.objects.exists()
    slowly(page, -1)
    form.get_by_role("button", name="Gửi").click()  # the file is still chosen
    expect(page.get_by_text("Đã gửi bản 1.")).to_be_visible()
    expect(form).to_have_count(0)
    expect(page.locator(f"#tai-lieu-{papers[0].id}")).to_contain_text("bản 1")
    assert PaperVersion.objects.get().paper_id == papers[0].id
    # What was chosen beside it is still chosen.
    expect(other.locator(".file-names")).to_have_text("phụ lục.txt")
    other.get_by_role("button", name="Gửi").click()
    expect(owed).to_have_count(0)
    assert PaperVersion.objects.count() == 2


def test_what_fails_says_so_and_loses_nothing_of_the_form(page_of, specialist, papers, shoot):
    page = page_of(specialist)
    row = page.locator(f"#tai-lieu-{papers[0].id}")
    row.locator("input[type=file]").set_input_files(SHORT)
    row.get_by_label("không chứa bí mật nhà nước").check()
    page.get_by_label("Nội dung", exact=True).fill("Đang gõ dở")
    send, alert = row.get_by_role("button", name="Gửi"), row.get_by_role("alert")
    page.route("**/gui/", lambda route: route.abort())
    send.click()
    expect(alert).to_have_text("Mất kết nối khi đang gửi. Tệp vẫn được chọn, bấm Gửi để gửi lại.")
    page.unroute_all()
    page.route("**/gui/", lambda route: route.fulfill(status=502, body="<html>Bad gateway</html>"))
    send.click()
    expect(alert).to_contain_text("Máy chủ chưa nhận được tệp.")
    page.unroute_all()
    shoot(page, "meeting-upload-refused-1440")
    send.click()
    expect(row).to_contain_text("bản 1")
    expect(alert).to_have_count(0)
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value("Đang gõ dở")
    row.locator("input[type=file]").set_input_files(
        {"name": "mat.txt", "mimeType": "text/plain", "buffer": "TỐI MẬT\nTóm tắt.".encode()}
    )
    row.get_by_label("không chứa bí mật nhà nước").check()
    row.get_by_role("button", name="Gửi bản mới").click()
    expect(alert).to_contain_text("mật")
    expect(row.locator(".file-names")).to_have_text("mat.txt")
    assert PaperVersion.objects.count() == 1


def test_without_a_script_a_file_is_sent_as_a_form(page_at, sign_in, lead_focal, called, papers):
    page = page_at(1440, javascript=False)
    sign_in(page, lead_focal)
    page.goto(f"/hop/{called.meeting.id}/tai-lieu/")
    page.get_by_label("Tệp của Dự thảo báo cáo").first.set_input_files(SHORT)
    page.get_by_label("không chứa bí mật nhà nước").first.check()
    page.get_by_role("button", name="Gửi", exact=True).first.click()
    assert page.get_by_text("Đã gửi bản 1.").is_visible()
    assert not page.locator(".drag-handle").count() or not page.locator(".drag-handle").first.is_visible()
    assert PaperVersion.objects.count() == 1


def test_an_item_is_dragged_to_its_place(page_of, specialist, called, papers):
    page = page_of(specialist)
    items = page.locator(".agenda-item")
    page.get_by_label("Nội dung", exact=True).fill("Đang gõ dở")
    drag(page, items.nth(2).locator("[data-drag]"), items.nth(0), below=False)
    page.mouse.up()
    expect(items.nth(0)).to_contain_text("Kết luận")
    expect(items.nth(1).locator(".agenda-time")).to_have_text("08:15")
    expect(items.nth(0).get_by_role("button", name="Chuyển lên: Kết luận")).to_be_disabled()
    items.nth(0).locator("[data-drag]").focus()
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_contain_text("Kết luận")
    expect(items.nth(1).locator("[data-drag]")).to_be_focused()
    expect(items.nth(1).locator(".agenda-time")).to_have_text("08:45")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value("Đang gõ dở")
    settled(page, lambda: titles(called.meeting), ["Báo cáo", "Kết luận", "Thảo luận"])
