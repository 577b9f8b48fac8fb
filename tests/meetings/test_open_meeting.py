"""Opening a meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, LATER, STARTS, put_on
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import Meeting
from dondoc.meetings.planning_selectors import notice_state
from dondoc.meetings.selectors import meetings_between
from dondoc.meetings.week import rows_of
from dondoc.meetings.week_files import scheduled


def test_its_beginning_stays_when_it_is_opened_again(called, specialist):
    put_on(called.meeting)
    opened = open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    assert (opened.state, opened.opened_at) == ("running", NOW)
    later = NOW + dt.timedelta(hours=2)
    end_meeting(actor=specialist, meeting_id=called.meeting.id, now=later)
    again = reopen_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Nhầm", now=later)
    assert (again.opened_at, again.ended_at) == (NOW, None)


def test_a_meeting_that_nobody_was_called_to_in_writing_opens_as_it_is(meeting, specialist):
    put_on(meeting)
    assert open_meeting(actor=specialist, meeting_id=meeting.id, now=NOW).state == "running"


def test_it_opens_on_its_own_days_only(called, specialist):
    said = {"actor": specialist, "meeting_id": called.meeting.id}
    with pytest.raises(Conflict) as refused:
        open_meeting(now=NOW, **said)
    assert refused.value.code == "not_the_day"
    assert "22/01/2021" in refused.value.message
    early = STARTS.replace(hour=0)
    assert open_meeting(now=early, **said).opened_at == early


def test_a_meeting_whose_day_went_by_is_entered_as_it_was_planned(called, specialist):
    said = {"actor": specialist, "meeting_id": called.meeting.id, "now": ENDS + dt.timedelta(days=2)}
    assert open_meeting(**said).opened_at == STARTS
    assert end_meeting(**said).ended_at == ENDS


def test_a_meeting_planned_while_it_goes_on_ends_when_it_ends(meeting, specialist):
    Meeting.objects.update(created_at=STARTS + dt.timedelta(hours=1))
    now = STARTS + dt.timedelta(hours=2)
    assert open_meeting(actor=specialist, meeting_id=meeting.id, now=now).opened_at == STARTS
    late = ENDS + dt.timedelta(minutes=20)
    assert end_meeting(actor=specialist, meeting_id=meeting.id, now=late).ended_at == late


def test_a_meeting_entered_afterwards_stands_on_its_real_day_from_plan_to_notice(
    province, specialist, plan_of, signing, heads
):
    """Held on Friday of the week before, typed in on Monday: nothing of it says Monday."""
    friday = STARTS - dt.timedelta(days=7)
    plan = plan_of(starts_at=friday, ends_at=friday + dt.timedelta(hours=3))
    made = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan, now=NOW, past_reason="Họp khẩn")
    said = {"actor": specialist, "meeting_id": made.id, "now": NOW}
    item = add_item(title="Báo cáo kiểm điểm", presenter="Giám đốc Đỗ Em", **said)
    opened = open_meeting(**said)
    run_item(actor=specialist, item_id=item.id, now=NOW)
    add_conclusion(text="Giao Sở Y tế báo cáo trước ngày 05/02/2021.", **said)
    ended = end_meeting(**said)
    assert (opened.opened_at, ended.ended_at) == (friday, friday + dt.timedelta(hours=3))
    state = notice_state(ended, today=NOW.date())
    assert (state["due_on"], state["day"]) == (dt.date(2021, 1, 22), 1)
    assert not meetings_between(specialist, NOW.date(), NOW.date()).exists()
    assert meetings_between(specialist, friday.date(), friday.date()).get() == ended
    unit = province.units["vp"].id
    notice = draft_notice(unit_id=unit, **said)
    assert notice.content["body"][0]["text"].startswith("Ngày 15/01/2021, ")
    minutes = str(draft_minutes(unit_id=unit, **said).content)
    assert "từ 08 giờ 00, ngày 15/01/2021" in minutes
    assert "Cuộc họp kết thúc lúc 11 giờ 00, ngày 15/01/2021." in minutes
    assert "18/01/2021" not in minutes
    assert "08 giờ 00: " not in minutes, "when it was typed in is no time of the meeting's"


def test_the_printed_week_stands_on_the_day_that_selects_it(called, specialist):
    Meeting.objects.update(state="running", opened_at=STARTS + dt.timedelta(days=3, minutes=4))
    (row,) = rows_of(scheduled(meetings_between(specialist, LATER["starts_at"].date(), LATER["starts_at"].date())))
    assert row[:2] == ("Thứ Hai 25/01 – Sáng", "08:00 – 11:30")
    Meeting.objects.update(opened_at=STARTS + dt.timedelta(minutes=4))
    (row,) = rows_of(scheduled(meetings_between(specialist, STARTS.date(), STARTS.date())))
    assert row[:2] == ("Thứ Sáu 22/01 – Sáng", "08:00 – 11:30")


def test_only_the_secretary_and_only_once(called, specialist, lead_head, outsider):
    only_the_office(open_meeting, unit=lead_head, outsider=outsider, meeting_id=called.meeting.id)
    not_in_state(
        open_meeting, called.meeting.id, "running", "ended", "cancelled", actor=specialist, meeting_id=called.meeting.id
    )
