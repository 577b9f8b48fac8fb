"""The screens of planning over HTTP: a clash is told before it is saved, and each one anew."""

from __future__ import annotations

import datetime as dt
import html
import re

import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.meetings.meetings_world import LATER, STARTS, called, change, heads, meeting, plan_of

from dondoc.foundation.clock import LOCAL
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Meeting

__all__ = ["called", "heads", "meeting", "plan_of"]

_SEEN = re.compile(r'name="van-luu" value="([^"]*)"')


def test_saving_all_the_same_is_for_the_clashes_that_were_shown(client, meeting, specialist, province, heads, plan_of):
    room = keep_room(actor=specialist, name="Hội trường B", now=NOW)
    plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW,
        plan=plan_of(title="Họp khác", room_id=room.id, place="", chair_post_id=heads.deputy["skhdt"].id),
    )  # fmt: skip
    begins = STARTS.astimezone(LOCAL)
    typed = {
        "title": "Họp về giải ngân", "kind": "topic", "form": "in_room", "unit": province.units["ubnd"].id,
        "day": f"{begins:%d/%m/%Y}", "begins": f"{begins:%H:%M}", "ends": "23:00", "chair": heads.head["ubnd"].id,
        "place": "Phòng họp số 2",
    }  # fmt: skip
    address = reverse("web:meeting_new")
    made = Meeting.objects.filter(title=typed["title"])
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        first = client.post(address, typed)
        (seen,) = _SEEN.findall(first.content.decode())
        assert (first.status_code, seen.count("room:")) == (422, 0)
        second = client.post(address, {**typed, "room": room.id, "place": "", "van-luu": seen})
        (both,) = _SEEN.findall(second.content.decode())
        assert (second.status_code, made.count()) == (422, 0)
        assert both.count("room:") == 1
        third = client.post(address, {**typed, "room": room.id, "place": "", "van-luu": both})
        assert (third.status_code, made.count()) == (302, 1)


def typed_of(province, **more):
    return {
        "title": "Họp về giải ngân", "kind": "topic", "form": "in_room", "unit": province.units["ubnd"].id,
        "day": "20/01/2021", "begins": "14:00", "ends": "16:00", "place": "Phòng họp số 2", **more,
    }  # fmt: skip


def test_a_day_off_and_a_missing_link_are_shown_once(client, specialist, province, heads):
    address, typed = reverse("web:meeting_new"), typed_of(province, day="24/01/2021", form="hybrid")
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        first = client.post(address, typed)
        page = first.content.decode()
        assert (first.status_code, Meeting.objects.count()) == (422, 0)
        assert "Chủ nhật, 24/01/2021 là ngày nghỉ." in page
        assert "chưa có đường dẫn" in page
        (seen,) = _SEEN.findall(page)
        assert client.post(address, {**typed, "van-luu": html.unescape(seen)}).status_code == 302
        made = Meeting.objects.get()
        # What was seen when it was planned is not asked about again.
        change = reverse("web:meeting_change", args=[made.id])
        assert client.post(change, {**typed, "title": "Họp", "version": made.version}).status_code == 302


def test_a_meeting_that_was_held_is_recorded_with_its_reason(client, specialist, province, heads):
    address, typed = reverse("web:meeting_new"), typed_of(province, day="15/01/2021")
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        assert "past_reason" not in client.get(address).content.decode()
        first = client.post(address, typed)
        assert first.status_code == 422
        assert 'name="past_reason"' in first.content.decode()
        assert client.post(address, {**typed, "past_reason": "Họp khẩn"}).status_code == 302


def test_the_page_shows_both_steps_and_leads_to_the_list_of_who_is_called(client, specialist, meeting):
    address = reverse("web:meeting_plan_step", args=[meeting.id, "moi-hop"])
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        page = client.get(reverse("web:meeting", args=[meeting.id])).content.decode()
        assert "Hai bước mời họp" in page
        assert "chưa soạn" in page
        assert "Thứ Sáu, 22/01/2021, 08:00 – 11:30" in page
        refused = client.post(address).content.decode()
        assert reverse("web:meeting_people", args=[meeting.id]) + '">Mở trang thành phần' in refused


def test_who_is_called_reads_from_when_to_when_and_why_it_moved(client, called, specialist, lead_head, plan_of):
    Invitee.objects.filter(id=called.by["skhdt"].id).update(answer="absent", reason_kind="leave")
    change(specialist, called.meeting, plan_of(**LATER), reason="Chủ tịch họp Chính phủ")
    said = "Dời từ Thứ Sáu, 22/01/2021, 08:00 – 11:30 sang Thứ Hai, 25/01/2021, 08:00 – 11:30"
    with time_machine.travel(NOW, tick=False):
        client.force_login(lead_head)
        for address in (
            reverse("web:meeting", args=[called.meeting.id]),
            reverse("web:meeting_answer", args=[called.meeting.id, called.by["skhdt"].id]),
            reverse("web:desk"),
        ):
            page = client.get(address).content.decode()
            assert said in page, address
            assert "Chủ tịch họp Chính phủ" in page
        answer = client.get(reverse("web:meeting_answer", args=[called.meeting.id, called.by["skhdt"].id]))
        assert "Trước khi dời, bạn đã trả lời: <b>Xin vắng</b>" in answer.content.decode()


def test_who_is_no_longer_called_takes_it_out_of_their_calendar(client, called, specialist, lead_head):
    withdraw_invitee(actor=specialist, invitee_id=called.by["skhdt"].id, now=NOW)
    with time_machine.travel(NOW, tick=False):
        client.force_login(lead_head)
        calendar = reverse("web:meeting_calendar", args=[called.meeting.id])
        for name in ("web:meetings", "web:meetings_list"):
            page = client.get(reverse(name)).content.decode()
            assert "Giấy mời đã rút" in page
            assert calendar in page
        assert b"METHOD:CANCEL" in client.get(calendar).content
        assert client.get(reverse("web:meeting", args=[called.meeting.id])).status_code == 404
        client.force_login(specialist)
        assert "Giấy mời đã rút" not in client.get(reverse("web:meetings")).content.decode()


def test_the_next_of_a_series_is_proposed_and_put_right(client, called, specialist, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên họp", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1FR", now=NOW,
    )  # fmt: skip
    Meeting.objects.update(series_id=series.id, title="Phiên họp tháng 01 năm 2021")
    step = reverse("web:meeting_plan_step", args=[called.meeting.id, "hop-tiep"])
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        page = client.get(reverse("web:meeting", args=[called.meeting.id])).content.decode()
        assert "Phiên họp tháng 01 năm 2021</textarea>" in page
        assert (
            client.post(step, {"title": "Phiên họp tháng 02 năm 2021", "day": "", "begins": "08:00"}).status_code == 422
        )
        wrong = client.post(step, {"title": "Phiên họp khác", "day": "01/01/2021", "begins": "08:00"})
        assert (wrong.status_code, "Phiên họp khác</textarea>" in wrong.content.decode()) == (422, True)
        given = {"title": "Phiên họp tháng 02 năm 2021", "day": "26/02/2021", "begins": "13:30"}
        assert client.post(step, given).status_code == 302
    made = Meeting.objects.latest("id")
    assert (made.title, made.starts_at.astimezone(LOCAL)) == (
        given["title"],
        dt.datetime(2021, 2, 26, 13, 30, tzinfo=LOCAL),
    )


def test_a_holiday_is_marked_in_the_month(client, specialist):
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        page = client.get(reverse("web:meetings_month"), {"ngay": "2021-01-18"}).content.decode()
    assert page.count("Tết Dương lịch") == 1


def test_a_late_invitation_shows_in_the_list(client, called, specialist):
    with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
        client.force_login(specialist)
        page = client.get(reverse("web:meetings_list")).content.decode()
    assert "chưa phát hành giấy mời" in page
