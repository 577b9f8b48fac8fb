"""People and rooms that overlapping meetings want."""

from __future__ import annotations

import dataclasses
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, STARTS, change

from dondoc.meetings.clashes import Slot, clashes_of, overlap
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.planning_selectors import clashes_for, clashing_ids


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
