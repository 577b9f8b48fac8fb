"""Changing, calling, cancelling; series, rooms, clashes; the written invitation."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.documents.register_world import opened
from tests.meetings.meetings_world import ENDS, LOCAL, STARTS

from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings.clashes import Slot, clashes_of, overlap
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.invitation import moment_in_words
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.planning_selectors import clashes_for, clashing_ids
from dondoc.meetings.recurrence import next_start, require_rule
from dondoc.worktime import default_calendar, is_working_day

__all__ = ["opened"]
LATER = {"starts_at": STARTS + dt.timedelta(days=3), "ends_at": ENDS + dt.timedelta(days=3)}


def change(actor, meeting, plan, **more):
    return change_meeting(
        actor=actor, meeting_id=meeting.id, version=more.pop("version", meeting.version), plan=plan, now=NOW, **more
    )


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
    answers = dict(Invitee.objects.values_list("id", "answer"))
    assert (answers[comes.id], answers[away.id]) == ("none", "absent")


def test_another_room_is_an_update_but_no_new_question(called, specialist, lead_head, plan_of):
    answer_invitation(actor=lead_head, invitee_id=called.by["skhdt"].id, answer="comes", now=NOW)
    moved = change(specialist, called.meeting, plan_of(place="Hội trường B"))
    assert moved.sequence == 1
    assert Invitee.objects.get(id=called.by["skhdt"].id).answer == "comes"


def test_calling_late_needs_a_reason(called, specialist, plan_of):
    Meeting.objects.update(state="planned", called_at=None)
    soon = NOW + dt.timedelta(days=2)
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=called.meeting.id, now=soon)
    assert refused.value.code == "short_notice"
    made = call_meeting(actor=specialist, meeting_id=called.meeting.id, now=soon, short_notice_reason="Khẩn cấp")
    assert (made.state, made.short_notice_reason) == ("called", "Khẩn cấp")


def test_calling_in_time_keeps_no_reason(called, specialist):
    Meeting.objects.update(state="planned", called_at=None)
    made = call_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW, short_notice_reason="thừa")
    assert (made.state, made.short_notice_reason, made.called_at) == ("called", "", NOW)


def test_nobody_is_called_to_an_empty_or_a_past_meeting(meeting, specialist):
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    assert refused.value.code == "nobody"
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=meeting.id, now=ENDS + dt.timedelta(minutes=1))
    assert refused.value.code == "over"


def test_a_cancelled_meeting_says_why_and_moves_no_more(called, specialist, plan_of):
    with pytest.raises(BadInput):
        cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason=" ", now=NOW)
    gone = cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Bão", now=NOW)
    assert (gone.state, gone.cancel_reason, gone.sequence) == ("cancelled", "Bão", 1)
    with pytest.raises(Conflict):
        change(specialist, gone, plan_of(title="x"))


def test_the_written_invitation_is_a_draft_of_the_office(called, specialist, opened, province):
    opened("Sổ giấy mời", "Giấy mời")
    draft = draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    assert (draft.kind, draft.subject) == ("Giấy mời", called.meeting.title)
    text = " ".join(str(item.get("text")) for item in draft.content["body"])
    assert "từ 08 giờ 00 đến 11 giờ 30, Thứ Sáu, ngày 22/01/2021" in text
    assert "Chủ tịch UBND tỉnh Trần Văn An" in text
    with pytest.raises(Conflict):
        draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    OutgoingDraft.objects.filter(id=draft.id).update(state="discarded")
    again = draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    assert again.id != draft.id


def test_an_agency_without_a_register_is_told_so(called, specialist, province):
    with pytest.raises(BadInput):
        draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)


def test_days_apart_are_said_in_full():
    assert moment_in_words(STARTS, ENDS + dt.timedelta(days=1)).endswith("đến 11 giờ 30, Thứ Bảy, ngày 23/01/2021")


def test_a_series_plans_its_next_meeting_as_the_last(called, specialist, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên họp thường kỳ", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1FR", now=NOW,
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    made = plan_next(actor=specialist, series_id=series.id, now=NOW)
    assert made.starts_at == dt.datetime(2021, 1, 29, 8, 0, tzinfo=LOCAL)
    assert made.state == "planned"
    copied = Invitee.objects.filter(meeting_id=made.id)
    assert {one.body for one in copied} == {one.body for one in called.by.values()}
    assert {one.answer for one in copied} == {"none"}
    chairs = Venue.objects.filter(meeting_id=made.id).values_list("chair__body", flat=True)
    assert set(chairs) == {"UBND thành phố Rạch Giá", "UBND huyện Hòn Đất"}


def test_a_series_without_rule_or_meeting_says_so(called, specialist, province, lead_head):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Họp bàn", kind="topic", now=NOW
    )  # fmt: skip
    with pytest.raises(BadInput):
        plan_next(actor=specialist, series_id=series.id, now=NOW)
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    with pytest.raises(BadInput):
        plan_next(actor=specialist, series_id=series.id, now=NOW)
    assert (
        plan_next(actor=specialist, series_id=series.id, starts_at=LATER["starts_at"], now=NOW).ends_at
        == LATER["ends_at"]
    )
    with pytest.raises(Refused):
        plan_next(actor=lead_head, series_id=series.id, now=NOW)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "every Monday", "FREQ=MONTHLY;BYDAY=XX", "FREQ=YEARLY;COUNT=0", "FREQ=DAILY;UNTIL=19990101T000000", "x" * 300])  # fmt: skip
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(BadInput):
        require_rule(rule)


@given(
    st.sampled_from(["FREQ=MONTHLY;BYDAY=-1TH", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=DAILY"]),
    st.dates(dt.date(2021, 1, 4), dt.date(2026, 6, 1)),
)
def test_the_next_meeting_is_later_and_on_a_working_day(rule, last):
    found = next_start(rule, dt.datetime.combine(last, dt.time(8), LOCAL), default_calendar())
    assert found is not None
    assert found.date() > last
    assert found.time() == dt.time(8)
    assert is_working_day(found.date(), default_calendar())


def test_rooms_are_kept_once(specialist, lead_head):
    room = keep_room(actor=specialist, name="Hội trường A", seats=200, now=NOW)
    for said in ({"name": "hội trường a"}, {"name": " "}, {"name": "B", "seats": 0}, {"name": "B", "link": "x"}):
        with pytest.raises(BadInput):
            keep_room(actor=specialist, now=NOW, **said)
    changed = keep_room(actor=specialist, name="Hội trường lớn", room_id=room.id, is_active=False, now=NOW)
    assert (changed.id, changed.is_active) == (room.id, False)
    with pytest.raises(Refused):
        keep_room(actor=lead_head, name="C", now=NOW)


def test_people_and_rooms_that_are_wanted_twice_are_shown(called, specialist, plan_of, province):
    room = keep_room(actor=specialist, name="Hội trường A", now=NOW)
    meeting = change(specialist, called.meeting, plan_of(room_id=room.id))
    other = plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW,
        plan=plan_of(title="Họp khác", room_id=room.id, starts_at=STARTS + dt.timedelta(hours=1)),
    )  # fmt: skip
    assert [(clash.kind, clash.what) for clash in clashes_for(other)] == [
        ("room", "Hội trường A"),
        ("person", "Trần Văn An"),
    ]
    assert clashing_ids([meeting, other]) == {meeting.id, other.id}
    cancel_meeting(actor=specialist, meeting_id=other.id, reason="Trùng", now=NOW)
    assert not clashes_for(meeting)


def test_who_sends_a_substitute_is_free_and_the_substitute_is_not(
    called, specialist, lead_head, heads, plan_of, province
):
    answer_invitation(
        actor=lead_head, invitee_id=called.by["skhdt"].id, answer="substitute", reason_kind="meeting",
        substitute_post_id=heads.deputy["skhdt"].id, now=NOW,
    )  # fmt: skip

    def chaired_by(post):
        plan = plan_of(title=f"Họp {post.id}", chair_post_id=post.id, chair_title="")
        return plan_meeting(actor=specialist, unit_id=province.units["skhdt"].id, plan=plan, now=NOW)

    assert not clashes_for(chaired_by(heads.head["skhdt"]))
    assert [clash.what for clash in clashes_for(chaired_by(heads.deputy["skhdt"]))] == ["Cao Văn Khoa"]


HOURS = st.integers(0, 20)


@given(st.lists(st.tuples(HOURS, st.integers(1, 5), st.sampled_from("ABC"), st.sampled_from("pqr")), max_size=8))
def test_a_clash_is_seen_from_both_sides(drawn):
    slots = [
        Slot(k, str(k), STARTS + dt.timedelta(hours=start), STARTS + dt.timedelta(hours=start + long), (ord(room), room), {who: who})
        for k, (start, long, room, who) in enumerate(drawn)
    ]  # fmt: skip
    seen = {(one.meeting_id, clash.other_id, clash.kind) for one in slots for clash in clashes_of(one, slots)}
    assert {(other, one, kind) for one, other, kind in seen} == seen
    assert all(one != other for one, other, _kind in seen)
    for one in slots:
        for other in slots:
            if one is not other and overlap(one, other) and one.room == other.room:
                assert (one.meeting_id, other.meeting_id, "room") in seen


def test_one_that_begins_when_another_ends_does_not_overlap_it():
    first = Slot(1, "a", STARTS, ENDS)
    assert not overlap(
        first, dataclasses.replace(first, meeting_id=2, starts_at=ENDS, ends_at=ENDS + dt.timedelta(hours=1))
    )
