"""The secretary's screen and the large screen as they are used: two at once, without a connection, on the wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.live_pages import streams_end
from tests.meetings.meetings_world import called, heads, meeting, plan_of, put_on

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import AgendaItem, Conclusion, Remark

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections", "streams_end"]
pytestmark = pytest.mark.usefixtures("real_connections", "streams_end")


@pytest.fixture
def running(called, specialist):
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    for position, title in enumerate(("Báo cáo kết quả năm 2020", "Nhiệm vụ trọng tâm quý I"), start=1):
        AgendaItem.objects.create(
            jurisdiction_id=1, meeting_id=called.meeting.id, position=position, title=title, minutes=20
        )
    return called.meeting


@pytest.fixture
def room_of(page_at, sign_in, running):
    """A function that opens a secretary's screen and waits until it can be written in."""

    def enter(user, width=1440):
        page = page_at(width)
        sign_in(page, user)
        page.goto(f"/hop/{running.id}/phong/")
        expect(page.locator("#lines[data-ready]")).to_be_attached()
        return page

    return enter


def test_two_secretaries_on_one_line_lose_nothing(room_of, running, specialist, clerk):
    line = add_conclusion(actor=specialist, meeting_id=running.id, text="Giao Sở Y tế báo cáo.", now=NOW)
    first, second = room_of(specialist), room_of(clerk)
    # What the first one saves must not reach the second's page before that one has typed something of their own.
    second.locator(".line-text").fill("Giao Sở Y tế báo cáo trước ngày 05/02/2021.")
    second.context.set_offline(True)
    first.locator(".line-text").fill("Giao Sở Y tế báo cáo bằng văn bản.")
    expect(first.locator("#save-state")).to_contain_text("Đã lưu")
    second.context.set_offline(False)
    saved = Conclusion.objects.get(id=line.id).text
    loser, own, theirs = (
        (second, "Giao Sở Y tế báo cáo trước ngày 05/02/2021.", saved)
        if saved.endswith("bằng văn bản.")
        else (first, "Giao Sở Y tế báo cáo bằng văn bản.", saved)
    )
    conflict = loser.locator(".line-conflict")
    expect(conflict).to_be_visible()
    expect(conflict.locator(".is-theirs")).to_have_text(theirs)
    expect(conflict.locator(".is-mine")).to_have_text(own)
    conflict.get_by_role("button", name="Ghép cả hai").click()
    expect(loser.locator("#save-state")).to_contain_text("Đã lưu")
    expect(conflict).to_be_hidden()
    assert Conclusion.objects.get(id=line.id).text == f"{theirs} {own}"


def test_different_lines_of_two_secretaries_meet_on_both_screens(room_of, running, specialist, clerk):
    for text in ("Một.", "Hai."):
        add_conclusion(actor=specialist, meeting_id=running.id, text=text, now=NOW)
    first, second = room_of(specialist), room_of(clerk)
    first.locator(".line-text").nth(0).fill("Một, của người thứ nhất.")
    second.locator(".line-text").nth(1).fill("Hai, của người thứ hai.")
    for page in (first, second):
        expect(page.locator(".line-text").nth(0)).to_have_value("Một, của người thứ nhất.")
        expect(page.locator(".line-text").nth(1)).to_have_value("Hai, của người thứ hai.")
        expect(page.locator(".line-conflict").first).to_be_hidden()


def test_what_one_secretary_types_of_a_remark_stands_on_the_other_s_page(room_of, running, specialist, clerk):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    first, second = room_of(specialist), room_of(clerk)
    area = f"[data-remark='{remark.id}']"
    for page, text in (
        (first, "Đề nghị bổ sung vốn."),
        (second, "Đề nghị bổ sung vốn. Thêm nhân lực."),
        (first, "Thôi."),
    ):
        other = second if page is first else first
        page.locator(area).fill(text)
        expect(other.locator(area)).to_have_value(text)
        expect(page.locator("#save-state")).to_contain_text("Đã lưu")
        for each in (first, second):
            expect(each.locator("[data-remark-conflict]")).to_be_hidden()
    assert Remark.objects.get(id=remark.id).text == "Thôi."


def test_a_remark_that_is_said_while_one_types_is_no_conflict(room_of, running, specialist, clerk):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    first, second = room_of(specialist), room_of(clerk)
    area = f"[data-remark='{remark.id}']"
    first.locator(area).fill("Đề nghị bổ sung vốn.")
    first.get_by_role("button", name="Nói xong").click()  # before it was saved
    expect(first.locator("#room-remarks")).to_contain_text("Đã phát biểu")
    expect(first.locator(area)).to_have_value("Đề nghị bổ sung vốn.")
    expect(first.locator("#save-state")).to_contain_text("Đã lưu")
    expect(second.locator(area)).to_have_value("Đề nghị bổ sung vốn.")
    for page in (first, second):
        expect(page.locator("[data-remark-conflict]")).to_be_hidden()
    assert Remark.objects.get(id=remark.id).text == "Đề nghị bổ sung vốn."


@pytest.mark.parametrize(
    ("taken", "becomes"),
    [
        ("Lấy bản vừa lưu", "Của người thứ nhất."),
        ("Lấy bản của tôi", "Của người thứ hai."),
        ("Ghép cả hai", "Của người thứ nhất.\nCủa người thứ hai."),
    ],
)
def test_two_secretaries_on_one_remark_choose(room_of, running, specialist, clerk, taken, becomes):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    first, second = room_of(specialist), room_of(clerk)
    area, box = f"[data-remark='{remark.id}']", "[data-remark-conflict]"
    second.context.set_offline(True)
    second.locator(area).fill("Của người thứ hai.")
    first.locator(area).fill("Của người thứ nhất.")
    expect(first.locator("#save-state")).to_contain_text("Đã lưu")
    second.context.set_offline(False)
    expect(second.locator(box)).to_be_visible()
    expect(second.locator(f"{box} .is-theirs")).to_have_text("Của người thứ nhất.")
    expect(second.locator(f"{box} .is-mine")).to_have_text("Của người thứ hai.")
    assert Remark.objects.get(id=remark.id).text == "Của người thứ nhất."
    # The list of remarks comes anew (somebody asks to speak): the choice still stands there.
    add_remark(actor=specialist, meeting_id=running.id, body="Sở Tài chính", state="asked", now=NOW)
    expect(second.locator("#room-remarks")).to_contain_text("Sở Tài chính")
    expect(second.locator(box).first).to_be_visible()
    second.locator(box).get_by_role("button", name=taken).click()
    expect(second.locator(box).first).to_be_hidden()
    expect(second.locator("#save-state")).to_contain_text("Đã lưu")
    for page in (first, second):
        expect(page.locator(area)).to_have_value(becomes)
    assert Remark.objects.get(id=remark.id).text == becomes


def test_what_is_typed_without_a_connection_is_saved_once_it_is_back(room_of, running, specialist):
    page = room_of(specialist)
    page.context.set_offline(True)
    page.locator(".line-text").fill("Giao Sở Tài chính rà soát.")
    expect(page.locator("#save-state")).to_contain_text("giữ trên máy này")
    assert not Conclusion.objects.filter(meeting_id=running.id).exists()
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Đã lưu")
    assert [line.text for line in Conclusion.objects.filter(meeting_id=running.id)] == ["Giao Sở Tài chính rà soát."]


def test_what_was_not_saved_is_there_when_the_page_is_opened_again(room_of, running, specialist):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    page = room_of(specialist)
    page.route("**/phong/ket-luan/moi/", lambda route: route.abort())
    page.route("**/phong/phat-bieu/*/", lambda route: route.abort())
    page.locator(".line-text").fill("Giao Sở Nội vụ.")
    page.locator(f"[data-remark='{remark.id}']").fill("Đề nghị bổ sung kinh phí.")
    expect(page.locator("#save-state")).to_contain_text("giữ trên máy này")
    page.on("dialog", lambda dialog: dialog.accept())
    # Neither may be sent while the page is left: its requests stay refused to the end, and it is opened again in another.
    page.goto("about:blank")
    again = page.context.new_page()
    again.goto(f"/hop/{running.id}/phong/")
    expect(again.locator(".line-text").first).to_have_value("Giao Sở Nội vụ.")
    expect(again.locator("#save-state")).to_contain_text("Đã lưu")
    expect(again.locator(f"[data-remark-state='{remark.id}']")).to_contain_text("Đã lưu")
    assert [line.text for line in Conclusion.objects.filter(meeting_id=running.id)] == ["Giao Sở Nội vụ."]
    assert Remark.objects.get(id=remark.id).text == "Đề nghị bổ sung kinh phí."


def test_a_copy_of_what_has_arrived_meanwhile_is_not_kept(room_of, running, specialist):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    page = room_of(specialist)
    page.route("**/phong/phat-bieu/*/", lambda route: route.abort())
    page.locator(f"[data-remark='{remark.id}']").fill("Đề nghị bổ sung kinh phí.")
    expect(page.locator("#save-state")).to_contain_text("giữ trên máy này")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    # Its last request reached the server though its answer never came back.
    Remark.objects.filter(id=remark.id).update(text="Đề nghị bổ sung kinh phí.", version=remark.version + 1)
    again = page.context.new_page()
    again.goto(f"/hop/{running.id}/phong/")
    expect(again.locator(f"[data-remark='{remark.id}']")).to_have_value("Đề nghị bổ sung kinh phí.")
    again.wait_for_function("Object.keys(localStorage).every(name => !name.includes(':loi:'))")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_secretary_s_screen_is_dense_and_fits(
    room_of, running, specialist, assert_accessible, assert_fits, shoot, width
):
    run_item(actor=specialist, item_id=AgendaItem.objects.order_by("position").first().id, now=NOW)
    add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    add_remark(actor=specialist, meeting_id=running.id, body="Sở Tài chính", state="asked", now=NOW)
    for text in (
        "Giao Sở Y tế chủ trì, phối hợp Sở Tài chính báo cáo trước ngày 05/02/2021.",
        "Thống nhất nội dung báo cáo.",
    ):
        add_conclusion(actor=specialist, meeting_id=running.id, text=text, now=NOW)
    page = room_of(specialist, width)
    expect(page.locator("#understood-count")).to_contain_text("Bộ đọc thấy 1 nhiệm vụ")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"meeting-room-{width}", full=True)


def test_the_large_screen_follows_what_the_secretary_does(
    page_at, sign_in, running, specialist, assert_accessible, assert_fits, shoot
):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto(f"/hop/{running.id}/man-hinh/")
    expect(page.get_by_text("Cuộc họp đang diễn ra")).to_be_visible()
    assert page.locator("nav").count() == 0
    run_item(actor=specialist, item_id=AgendaItem.objects.order_by("position").first().id, now=NOW)
    expect(page.get_by_role("heading", name="Báo cáo kết quả năm 2020")).to_be_visible()
    expect(page.locator(".wall-next")).to_contain_text("Nhiệm vụ trọng tâm quý I")
    add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    expect(page.get_by_role("heading", name="Sở Y tế")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "meeting-wall-1440")
