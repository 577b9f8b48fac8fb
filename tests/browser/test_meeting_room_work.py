"""The secretary at work: everything within reach, decisions changed in their place, lines and items dragged, the keys."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of, put_on

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import AgendaItem, Conclusion, Decision

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.fixture
def running(called, specialist):
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    for position, title in enumerate(("Báo cáo", "Thảo luận", "Kết luận"), start=1):
        AgendaItem.objects.create(
            jurisdiction_id=1, meeting_id=called.meeting.id, position=position, title=title, minutes=20
        )
    return called.meeting


@pytest.fixture
def busy(running, specialist):
    """A long morning: more of everything than fits."""
    given = {"actor": specialist, "meeting_id": running.id, "now": NOW}
    for position in range(4, 10):
        AgendaItem.objects.create(
            jurisdiction_id=1, meeting_id=running.id, position=position, title=f"Nội dung {position}"
        )
    run_item(actor=specialist, item_id=AgendaItem.objects.order_by("position")[7].id, now=NOW)
    for number in range(12):
        add_remark(body=f"Sở thứ {number}", state="done" if number < 6 else "asked", **given)
    add_remark(body="Sở Y tế", state="speaking", **given)
    for number in range(25):
        add_conclusion(text=f"Giao Sở Y tế báo cáo việc thứ {number}.", **given)
    for number in range(9):
        record_decision(text=f"Thông qua nội dung thứ {number}.", **given)
    return running


@pytest.fixture
def room_of(page_at, sign_in, running):
    """A function that opens a secretary's screen and waits until it can be written in."""

    def enter(user, width=1440, **more):
        page = page_at(width, **more)
        sign_in(page, user)
        page.goto(f"/hop/{running.id}/phong/")
        expect(page.locator("#lines[data-ready]")).to_be_attached()
        return page

    return enter


def seen(page, locator, patience=3.0):
    """Whether all of it is in the window, and nothing lies over its middle, once the page has come to rest."""
    last = time.monotonic() + patience
    while not _is_seen(page, locator):
        if time.monotonic() > last:
            return False
        page.wait_for_timeout(100)
    return True


def _is_seen(page, locator):
    box = locator.bounding_box()
    window = page.viewport_size
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    over = locator.evaluate("(each, [x, y]) => each.contains(document.elementFromPoint(x, y))", [x, y])
    return over and box["y"] >= 0 and box["y"] + box["height"] <= window["height"] + 1


def test_a_long_morning_is_within_reach_on_a_desk(busy, room_of, specialist, assert_accessible, assert_fits, shoot):
    page = room_of(specialist)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for place in (
        page.locator(".room-item.is-running .timer"), page.locator(".room-speaking [data-remark]"),
        page.get_by_role("button", name="Nói xong"), page.get_by_role("button", name="Mời phát biểu"),
        page.locator(".line-text").first, page.get_by_role("button", name="Thêm điểm kết luận"),
        page.locator(".decision-said").first, page.locator("#decision-text"),
        page.get_by_role("button", name="Ghi quyết nghị"), page.get_by_role("button", name="Kết thúc"),
    ):  # fmt: skip
        assert seen(page, place), place
    assert not page.locator(".room-tabs").is_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "meeting-room-busy-1440")
    page.locator("#spoken summary").click()
    page.locator("#spoken textarea").last.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    # A new line at the end of many is brought into sight.
    page.keyboard.press("F8")
    page.keyboard.press("Enter")
    page.keyboard.type("Giao Sở Tài chính.")
    assert seen(page, page.locator(".line-text").last)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1440, 600)])
def test_where_there_is_little_room_one_part_is_shown_at_a_time(
    busy, room_of, specialist, assert_accessible, assert_fits, shoot, width, height
):
    page = room_of(specialist, width, height=height)
    now = page.locator("#room-now")
    tabs = page.get_by_role("navigation", name="Các phần của phòng họp")
    expect(now).to_contain_text("Nội dung 8")
    expect(page.locator("#remarks")).to_be_visible()
    expect(page.locator("#conclusions")).to_be_hidden()
    assert seen(page, tabs)
    for name, part, count in (
        ("Chương trình", "agenda", "0/9"), ("Kết luận", "conclusions", "25"), ("Quyết nghị", "decisions", "9"),
        ("Phát biểu", "remarks", "6"),
    ):  # fmt: skip
        tab = tabs.get_by_role("link", name=name)
        expect(tab).to_contain_text(count)
        tab.click()
        expect(tab).to_have_attribute("aria-current", "true")
        expect(page.locator(".room-pane:visible")).to_have_count(1)
        expect(page.locator(f"#{part}")).to_be_visible()
        page.mouse.wheel(0, 400)
        assert seen(page, tabs)
        assert seen(page, now)
        assert part != "conclusions" or seen(page, page.get_by_role("button", name="Thêm điểm kết luận"))
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"meeting-room-{part}-{width}")
    now.get_by_role("button", name="Xong").click()
    expect(now).to_contain_text("Tiếp theo")
    expect(tabs.get_by_role("link", name="Chương trình")).to_contain_text("1/9")
    tabs.get_by_role("link", name="Quyết nghị").click()
    page.reload()
    expect(page.locator("#decisions")).to_be_visible()


def test_without_a_script_all_parts_stand_below_each_other(busy, page_at, sign_in, specialist):
    page = page_at(360, javascript=False)
    sign_in(page, specialist)
    page.goto(f"/hop/{busy.id}/phong/")
    for part in ("agenda", "remarks", "conclusions", "decisions"):
        assert page.locator(f"#{part}").is_visible()
    row = page.locator("[data-decision]").first
    row.get_by_role("button", name="Sửa quyết nghị").click()
    row.get_by_label("Nội dung quyết nghị").fill("Thông qua, có bổ sung.")
    row.get_by_role("button", name="Lưu").click()
    assert page.locator("[data-decision]").first.inner_text().strip() == "Thông qua, có bổ sung."


def test_a_decision_is_changed_by_the_keyboard_and_others_writing_takes_nothing(room_of, running, specialist, clerk):
    given = {"meeting_id": running.id, "now": NOW}
    first = record_decision(actor=specialist, text="Thông qua báo cáo.", **given)
    page = room_of(specialist)
    edit = page.get_by_role("button", name="Sửa quyết nghị: Thông qua báo cáo.")
    edit.focus()
    page.keyboard.press("Enter")
    area = page.locator(f"#decision-{first.id}")
    expect(area).to_be_focused()
    page.keyboard.type(" Có bổ sung.")
    page.keyboard.press("Escape")  # closes and keeps
    expect(area).to_be_hidden()
    expect(edit).to_be_focused()
    page.keyboard.press("Space")
    expect(area).to_have_value("Thông qua báo cáo. Có bổ sung.")
    # Somebody else records another one: the list comes anew, what is typed stays, and so does the cursor.
    record_decision(actor=clerk, text="Của văn thư.", **given)
    expect(page.locator("[data-decision]")).to_have_count(2)
    expect(page.locator("#decisions .n-decisions")).to_have_text("2")
    expect(area).to_have_value("Thông qua báo cáo. Có bổ sung.")
    expect(area).to_be_focused()
    # A closed page loses nothing either.
    page.reload()
    expect(area).to_have_value("Thông qua báo cáo. Có bổ sung.")
    row = page.locator(f"#quyet-nghi-{first.id}")
    row.get_by_label("Đồng ý", exact=True).fill("9")
    row.get_by_label("Không", exact=True).fill("0")
    row.get_by_label("Không ý kiến").fill("0")
    page.keyboard.press("Control+Enter")
    expect(row.get_by_role("alert")).to_contain_text("nhiều hơn số thành viên có mặt")
    row.get_by_label("Đồng ý", exact=True).fill("1")
    page.keyboard.press("Control+Enter")
    expect(row.locator(".decision-said")).to_contain_text("1 đồng ý, 0 không đồng ý")
    expect(area).to_be_hidden()
    kept = Decision.objects.get(id=first.id)
    assert (kept.text, kept.votes_for) == ("Thông qua báo cáo. Có bổ sung.", 1)
    page.reload()
    expect(page.locator("#lines[data-ready]")).to_be_attached()
    expect(area).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 360])
def test_two_on_one_decision_choose(room_of, running, specialist, clerk, assert_accessible, assert_fits, shoot, width):
    decision = record_decision(actor=specialist, meeting_id=running.id, text="Thông qua.", now=NOW)
    page = room_of(specialist, width)
    if width == 360:
        page.locator(".room-tabs").get_by_role("link", name="Quyết nghị").click()
    row = page.locator(f"#quyet-nghi-{decision.id}")
    row.get_by_role("button", name="Sửa quyết nghị").click()
    row.get_by_label("Nội dung quyết nghị").fill("Bản của tôi.")
    change_decision(actor=clerk, decision_id=decision.id, version=1, text="Bản của văn thư.", now=NOW)
    expect(row.locator(".decision-said")).to_contain_text("Bản của văn thư.")  # though hidden, it is current
    row.get_by_role("button", name="Lưu").click()
    expect(row.locator(".is-theirs")).to_have_text("Bản của văn thư.")
    expect(row.locator(".is-mine")).to_have_text("Bản của tôi.")
    shoot(page, f"meeting-decision-both-{width}")
    assert seen(page, row.get_by_role("button", name="Ghép cả hai"))
    assert_accessible(page)
    assert_fits(page)
    # What comes meanwhile leaves both texts where they are.
    record_decision(actor=clerk, meeting_id=running.id, text="Khác.", now=NOW)
    expect(page.locator("[data-decision]")).to_have_count(2)
    expect(row.locator(".is-mine")).to_have_text("Bản của tôi.")
    row.get_by_role("button", name="Ghép cả hai").click()
    expect(row.locator(".decision-said p")).to_have_text("Bản của văn thư.Bản của tôi.")
    assert Decision.objects.get(id=decision.id).text == "Bản của văn thư.\nBản của tôi."


def test_one_s_own_text_is_left_for_theirs_or_saved_though_they_dropped_it(room_of, running, specialist, clerk):
    given = {"actor": specialist, "meeting_id": running.id, "now": NOW}
    first, second = record_decision(text="Một.", **given), record_decision(text="Hai.", **given)
    page = room_of(specialist)
    for decision in (first, second):
        row = page.locator(f"#quyet-nghi-{decision.id}")
        row.get_by_role("button", name="Sửa quyết nghị").click()
        row.get_by_label("Nội dung quyết nghị").fill("Bản của tôi.")
    change_decision(actor=clerk, decision_id=first.id, version=1, text="Bản của văn thư.", now=NOW)
    drop_decision(actor=clerk, decision_id=second.id, version=1, now=NOW)
    expect(page.locator("#decisions .n-decisions")).to_have_text("1")
    one, two = page.locator(f"#quyet-nghi-{first.id}"), page.locator(f"#quyet-nghi-{second.id}")
    one.get_by_role("button", name="Lưu").click()
    one.get_by_role("link", name="Lấy bản vừa lưu").click()
    expect(one.locator(".decision-said")).to_contain_text("Bản của văn thư.")
    expect(one.locator(".decision-form")).to_be_hidden()
    two.get_by_role("button", name="Lưu").click()
    expect(two).to_contain_text("Bản vừa lưu (đã bỏ)")
    two.get_by_role("button", name="Lấy bản của tôi").click()
    expect(two.locator(".decision-said")).to_contain_text("Bản của tôi.")
    assert Decision.objects.get(id=first.id).text == "Bản của văn thư."
    assert Decision.objects.get(id=second.id).dropped_at is None


def test_a_dropped_decision_comes_back_with_its_votes(room_of, running, specialist):
    decision = record_decision(
        actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=1, votes_against=0, votes_abstained=0, now=NOW
    )  # fmt: skip
    page = room_of(specialist)
    page.get_by_role("button", name="Bỏ quyết nghị: Thông qua.").click()
    expect(page.get_by_text("Chưa ghi quyết nghị nào.")).to_be_visible()
    assert Decision.objects.get(id=decision.id).dropped_at is not None
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.locator(".decision-said")).to_contain_text("1 đồng ý")
    expect(page.get_by_role("button", name="Khôi phục")).to_have_count(0)
    assert Decision.objects.get(id=decision.id).dropped_at is None


def drag(page, handle, target, *, below):
    """Take a handle by the mouse and let it go above or below what stands there."""
    start, end = handle.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2 + 12, steps=3)
    page.mouse.move(end["x"] + 20, end["y"] + (end["height"] - 4 if below else 4), steps=8)


def settled(page, ask, wanted, patience=20.0):
    """Wait until what was done in the page stands in the database."""
    last = time.monotonic() + patience
    while (found := ask()) != wanted and time.monotonic() < last:
        page.wait_for_timeout(100)
    assert found == wanted


def titles(meeting):
    return list(AgendaItem.objects.filter(meeting_id=meeting.id).order_by("position").values_list("title", flat=True))


def texts(meeting):
    return list(Conclusion.objects.filter(meeting_id=meeting.id).order_by("position").values_list("text", flat=True))


def test_items_and_lines_are_dragged(room_of, running, specialist):
    for text in ("Một.", "Hai.", "Ba."):
        add_conclusion(actor=specialist, meeting_id=running.id, text=text, now=NOW)
    page = room_of(specialist)
    lines, items = page.locator(".line"), page.locator("#room-agenda .room-item")
    drag(page, lines.nth(0).locator(".line-mark"), lines.nth(2), below=True)
    expect(lines.nth(2)).to_have_class("line drop-after")
    page.keyboard.press("Escape")  # taken back
    page.mouse.up()
    expect(page.locator(".is-dragged")).to_have_count(0)
    expect(lines.nth(0).locator("textarea")).to_have_value("Một.")
    drag(page, lines.nth(0).locator(".line-mark"), lines.nth(2), below=True)
    page.mouse.up()
    expect(lines.nth(2).locator("textarea")).to_have_value("Một.")
    expect(lines.nth(2).locator(".line-mark")).to_have_text("3.")
    drag(page, items.nth(2).locator("[data-drag]"), items.nth(0), below=False)
    page.mouse.up()
    expect(items.nth(0)).to_contain_text("Kết luận")
    page.locator(f"#keo-{AgendaItem.objects.get(title='Kết luận').id}").focus()
    page.keyboard.press("ArrowDown")
    expect(items.nth(0)).to_contain_text("Báo cáo")
    expect(items.nth(1).locator("[data-drag]")).to_be_focused()
    # What the page hears of its own moves is over before the next one is asked for.
    settled(page, lambda: titles(running), ["Báo cáo", "Kết luận", "Thảo luận"])
    settled(page, lambda: texts(running), ["Hai.", "Ba.", "Một."])
    page.wait_for_timeout(1000)
    expect(lines.nth(1).locator("textarea")).to_have_value("Ba.")
    lines.nth(1).locator("textarea").focus()
    lines.nth(1).get_by_role("button", name="Chuyển lên").click()
    expect(lines.nth(0).locator("textarea")).to_have_value("Ba.")
    settled(page, lambda: texts(running), ["Ba.", "Hai.", "Một."])
    page.reload()
    expect(lines.nth(2).locator("textarea")).to_have_value("Một.")
    expect(items.nth(1)).to_contain_text("Kết luận")


def test_moves_that_follow_each_other_at_once_are_sent_in_their_turn(room_of, running, specialist):
    page = room_of(specialist)
    held = []

    def hold(route):
        held.append(route)

    page.route("**/cho/", hold)
    page.locator(f"#keo-{AgendaItem.objects.get(title='Báo cáo').id}").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    assert [route.request.post_data for route in held] == ["place=2"]
    held[0].continue_()
    settled(page, lambda: len(held), 2)
    held[1].continue_()
    settled(page, lambda: titles(running), ["Thảo luận", "Kết luận", "Báo cáo"])


def test_a_finger_drags_a_line_on_a_phone(room_of, running, specialist):
    for text in ("Một.", "Hai.", "Ba."):
        add_conclusion(actor=specialist, meeting_id=running.id, text=text, now=NOW)
    page = room_of(specialist, 360, has_touch=True)
    page.locator(".room-tabs").get_by_role("link", name="Kết luận").click()
    lines = page.locator(".line")
    start, end = lines.nth(0).locator(".line-mark").bounding_box(), lines.nth(1).bounding_box()
    touch = page.context.new_cdp_session(page)
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        at = y + (end["y"] + end["height"] - 4 - y) * step / 8
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": at}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(lines.nth(1).locator("textarea")).to_have_value("Một.")
    expect(page.locator("#save-state")).not_to_have_attribute("data-kind", "refused")
    settled(page, lambda: texts(running), ["Hai.", "Một.", "Ba."])
    page.reload()
    expect(lines.nth(1).locator("textarea")).to_have_value("Một.")


def test_the_keys_lead_to_each_part_and_are_told(room_of, running, specialist, assert_accessible, shoot):
    add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    page = room_of(specialist)
    page.keyboard.press("F2")
    expect(page.locator(".room-speaking [data-remark]")).to_be_focused()
    page.keyboard.press("F9")
    expect(page.locator("#decision-text")).to_be_focused()
    page.keyboard.type("Thông qua.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".decision-said")).to_contain_text("Thông qua.")
    expect(page.locator("#decision-text")).to_have_value("")
    page.keyboard.press("F8")
    expect(page.locator(".line-text").last).to_be_focused()
    page.locator("#conclusions").focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Phím tắt")
    expect(keys.get_by_role("heading", name="Phòng họp")).to_be_visible()
    expect(keys).to_contain_text("ghi quyết nghị")
    expect(keys.get_by_role("heading", name="Ở mọi trang")).to_be_visible()
    assert_accessible(page)
    shoot(page, "meeting-room-keys-1440")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="Phím tắt").click()
    expect(keys).to_be_visible()
