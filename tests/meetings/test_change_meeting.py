"""Changing a plan, before and after people were called."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, LATER, STARTS, change
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.moves import moves_of
from dondoc.meetings.wording import changes_in, history_of, reason_in


def test_a_plan_is_changed_and_nothing_is_written_where_nothing_changed(meeting, specialist, plan_of):
    same = change(specialist, meeting, plan_of())
    assert same.version == 1
    changed = change(specialist, meeting, plan_of(title="Họp bàn"))
    assert (changed.title, changed.version, changed.sequence) == ("Họp bàn", 2, 0)
    with pytest.raises(Conflict) as refused:
        change(specialist, meeting, plan_of(title="Khác"), version=1)
    assert refused.value.code == "other_version"


def test_a_meeting_that_moves_after_its_call_asks_again(called, specialist, lead_head, coordinating_focal, plan_of):
    comes, away = called.by["skhdt"], called.by["stc"]
    answer_invitation(actor=lead_head, invitee_id=comes.id, answer="comes", now=NOW)
    answer_invitation(actor=coordinating_focal, invitee_id=away.id, answer="absent", reason_kind="leave", now=NOW)
    moved = change(specialist, called.meeting, plan_of(**LATER), reason="Chủ tịch họp Chính phủ")
    assert moved.sequence == 1
    # Whoever was away on the old day may come on the new one: everybody is asked again, and the ledger keeps what was said.
    assert set(Invitee.objects.values_list("answer", "consent", "reason_kind")) == {("none", "not_asked", "")}
    event = timeline(called.meeting.jurisdiction_id, [("meeting", called.meeting.id)])[-1]
    assert event.payload["asked_again"] == [
        {"invitee_id": comes.id, "answer": "comes"}, {"invitee_id": away.id, "answer": "absent"}
    ]  # fmt: skip
    (move,) = moves_of(moved.jurisdiction_id, [moved.id])[moved.id]
    assert move.changes == ("Dời từ Thứ Sáu, 22/01/2021, 08:00 – 11:30 sang Thứ Hai, 25/01/2021, 08:00 – 11:30",)
    assert (move.reason, move.is_time, move.asked) == (
        "Chủ tịch họp Chính phủ",
        True,
        {comes.id: "comes", away.id: "absent"},
    )


def test_a_meeting_is_not_moved_into_the_past(called, meeting, specialist, plan_of):
    before = {"starts_at": NOW - dt.timedelta(minutes=1), "ends_at": NOW + dt.timedelta(hours=2)}
    for state in ("planned", "called"):
        Meeting.objects.update(state=state)
        with pytest.raises(BadInput) as refused:
            change(specialist, meeting, plan_of(**before), reason="Nhập sai")
        assert (refused.value.code, refused.value.details["field"]) == ("past", "starts_at")


def test_a_plan_that_was_entered_after_its_meeting_is_put_right_with_a_reason(meeting, specialist, plan_of):
    earlier = {"starts_at": NOW - dt.timedelta(days=1), "ends_at": NOW - dt.timedelta(hours=20)}
    Meeting.objects.update(**earlier)
    moved = plan_of(starts_at=NOW - dt.timedelta(days=2), ends_at=NOW - dt.timedelta(days=2) + dt.timedelta(hours=2))
    with pytest.raises(BadInput) as refused:
        change(specialist, meeting, moved)
    assert refused.value.code == "past"
    assert change(specialist, meeting, moved, reason="Ghi nhầm ngày").starts_at == moved.starts_at


def test_a_called_meeting_that_is_moved_near_needs_its_reason(called, specialist, plan_of):
    tomorrow = {"starts_at": STARTS - dt.timedelta(days=3), "ends_at": ENDS - dt.timedelta(days=3)}
    with pytest.raises(BadInput) as refused:
        change(specialist, called.meeting, plan_of(**tomorrow))
    assert (refused.value.code, refused.value.details["field"]) == ("short_notice", "reason")
    moved = change(specialist, called.meeting, plan_of(**tomorrow), reason="Bão số 1")
    assert moved.short_notice_reason == "Bão số 1"
    moved = change(specialist, moved, plan_of(**LATER), reason="Bão đã qua")
    assert moved.short_notice_reason == ""


def test_a_plan_may_lie_near_without_a_reason_until_people_are_called(meeting, specialist, plan_of):
    tomorrow = plan_of(starts_at=STARTS - dt.timedelta(days=3), ends_at=ENDS - dt.timedelta(days=3))
    assert change(specialist, meeting, tomorrow).starts_at == tomorrow.starts_at


def test_a_running_meeting_keeps_its_time_and_may_change_its_room(called, specialist, plan_of):
    Meeting.objects.update(state="running", opened_at=STARTS)
    with pytest.raises(Conflict) as refused:
        change(specialist, called.meeting, plan_of(**LATER))
    assert refused.value.code == "wrong_state"
    assert change(specialist, called.meeting, plan_of(place="Hội trường B")).place == "Hội trường B"


def test_who_was_checked_in_for_the_old_time_is_not_for_the_new_one(called, specialist, plan_of):
    here = called.by["syt"]
    door = STARTS - dt.timedelta(minutes=20)
    check_in(actor=specialist, invitee_id=here.id, presence="present", now=door)
    moved = change(specialist, called.meeting, plan_of(**LATER), reason="Mất điện", now=door)
    here.refresh_from_db()
    assert (here.presence, here.attendee, here.attendee_name, here.check_in, here.checked_at) == (
        "unknown", "nobody", "", "none", None,
    )  # fmt: skip
    assert timeline(moved.jurisdiction_id, [("meeting", moved.id)])[-1].payload["unchecked"] == [here.id]


def test_another_title_is_an_update_that_no_calendar_passes_over(called, specialist, plan_of):
    changed = change(specialist, called.meeting, plan_of(title="Hội nghị trực tuyến"))
    assert (changed.sequence, timeline(changed.jurisdiction_id, [("meeting", changed.id)])[-1].code) == (
        1,
        "meeting.changed",
    )


def test_who_is_called_does_not_become_the_chair(called, specialist, plan_of, heads):
    for said in (
        {"chair_post_id": heads.head["syt"].id, "chair_title": ""},
        {"chair_post_id": None, "chair_name": "bùi  ích", "chair_title": "Giám đốc Sở Y tế"},
    ):
        with pytest.raises(BadInput) as refused:
            change(specialist, called.meeting, plan_of(**said))
        assert (refused.value.code, refused.value.details["field"]) == ("invited", "chair")
        assert "Bùi Ích" in refused.value.message
    withdraw_invitee(actor=specialist, invitee_id=called.by["syt"].id, now=NOW)
    called.meeting.refresh_from_db()
    made = change(specialist, called.meeting, plan_of(chair_post_id=heads.head["syt"].id, chair_title=""))
    assert made.chair_name == "Bùi Ích"


def test_the_history_says_from_what_to_what(called, specialist, plan_of):
    room = keep_room(actor=specialist, name="Phòng họp số 2", now=NOW)
    change(
        specialist,
        called.meeting,
        plan_of(room_id=room.id, place="", title="Họp bàn", content="Khác"),
        reason="Phòng hẹp",
    )
    latest = history_of(called.meeting)[0]
    assert changes_in(latest) == [
        "Địa điểm: Hội trường A → Phòng họp số 2",
        "Tên cuộc họp: Hội nghị kiểm điểm công tác chỉ đạo, điều hành quý I → Họp bàn",
        "Nội dung: đã sửa",
    ]
    assert reason_in(latest) == "Phòng hẹp"


def test_another_room_is_an_update_but_no_new_question(called, specialist, lead_head, plan_of):
    answer_invitation(actor=lead_head, invitee_id=called.by["skhdt"].id, answer="comes", now=NOW)
    moved = change(specialist, called.meeting, plan_of(place="Hội trường B"))
    assert moved.sequence == 1
    assert Invitee.objects.get(id=called.by["skhdt"].id).answer == "comes"


def test_what_cannot_be_is_named_and_nothing_changes(meeting, specialist, plan_of):
    for said, field in (({"title": ""}, "title"), ({"ends_at": STARTS}, "ends_at"), ({"room_id": 999_999}, "room")):
        with pytest.raises(BadInput) as refused:
            change(specialist, meeting, plan_of(**said))
        assert refused.value.details["field"] == field
    with pytest.raises(BadInput) as refused:
        change(specialist, meeting, plan_of(title="Khác"), reason="x" * 501)
    assert refused.value.details["field"] == "reason"
    meeting.refresh_from_db()
    assert meeting.version == 1


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider, plan_of):
    said = {"meeting_id": called.meeting.id, "version": 1, "plan": plan_of(title="Khác")}
    only_the_office(change_meeting, unit=lead_head, outsider=outsider, **said)
    not_in_state(change_meeting, called.meeting.id, "ended", "cancelled", actor=specialist, **said)


def test_another_hour_of_the_end_asks_nobody_even_after_the_beginning(called, specialist, lead_head, plan_of):
    comes, here = called.by["skhdt"], called.by["syt"]
    answer_invitation(actor=lead_head, invitee_id=comes.id, answer="comes", now=NOW)
    check_in(actor=specialist, invitee_id=here.id, presence="present", now=STARTS)
    later = plan_of(ends_at=ENDS + dt.timedelta(minutes=30))
    changed = change(specialist, called.meeting, later, now=STARTS + dt.timedelta(hours=1))
    comes.refresh_from_db()
    here.refresh_from_db()
    assert (comes.answer, here.presence, changed.sequence) == ("comes", "present", 1)
    (move,) = moves_of(changed.jurisdiction_id, [changed.id])[changed.id]
    assert (move.changes, move.is_time, move.asked) == (("Giờ kết thúc: 11:30 → 12:00",), False, {})


def test_an_end_on_another_day_asks_again_until_the_meeting_begins(called, specialist, lead_head, plan_of):
    comes = called.by["skhdt"]
    answer_invitation(actor=lead_head, invitee_id=comes.id, answer="comes", now=NOW)
    next_day = change(specialist, called.meeting, plan_of(ends_at=ENDS + dt.timedelta(days=1)))
    comes.refresh_from_db()
    assert comes.answer == "none"
    answer_invitation(actor=lead_head, invitee_id=comes.id, answer="comes", now=NOW)
    begun = change(specialist, next_day, plan_of(), now=STARTS + dt.timedelta(hours=1))
    comes.refresh_from_db()
    assert (begun.ends_at, comes.answer) == (ENDS, "comes")
    moved = change(specialist, begun, plan_of(**LATER), reason="Mất điện", now=STARTS + dt.timedelta(hours=1))
    comes.refresh_from_db()
    assert (moved.starts_at, comes.answer) == (LATER["starts_at"], "none")
