"""People and rooms that overlapping meetings want."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, STARTS, change

from dondoc.meetings.clashes import Clash, Slot, by_other, clashes_of, overlap
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.names import Named, same_person
from dondoc.meetings.planning_selectors import clashes_among, clashes_for, slots_of
from dondoc.organizations.models import Tenure


def test_people_and_rooms_that_are_wanted_twice_are_shown(called, specialist, plan_of, province):
    room = keep_room(actor=specialist, name="Hội trường A", now=NOW)
    meeting = change(specialist, called.meeting, plan_of(room_id=room.id, place=""))
    other = plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW,
        plan=plan_of(title="Họp khác", room_id=room.id, place="", starts_at=STARTS + dt.timedelta(hours=1)),
    )  # fmt: skip
    assert [(clash.kind, clash.what) for clash in clashes_for(other)] == [
        ("room", "Hội trường A"),
        ("person", "Trần Văn An"),
    ]
    assert set(clashes_among([meeting, other])) == {meeting.id, other.id}
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


@pytest.mark.parametrize("answer", ["substitute", "absent"])
def test_whom_the_chair_refused_is_to_come_and_the_substitute_is_free(called, lead_head, chair, heads, answer):
    invitee = called.by["skhdt"]

    def taken():
        (own,) = slots_of([called.meeting])
        return {each.name for each in own.people} & {"Đỗ Em", "Cao Văn Khoa"}

    said = {"substitute_post_id": heads.deputy["skhdt"].id} if answer == "substitute" else {}
    answer_invitation(
        actor=lead_head, invitee_id=invitee.id, answer=answer, reason_kind="meeting", now=NOW, **said
    )  # fmt: skip
    assert taken() == ({"Cao Văn Khoa"} if answer == "substitute" else set())
    decide_absence(actor=chair, invitee_id=invitee.id, consent="refused", note="", now=NOW)
    assert taken() == {"Đỗ Em"}


def test_who_is_called_by_post_here_and_by_name_there_is_found(called, specialist, plan_of, province, heads):
    other = plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW,
        plan=plan_of(title="Họp khác", chair_post_id=None, chair_title="Trưởng ban", chair_name="Ông Do Em"),
    )  # fmt: skip
    assert [clash.what for clash in clashes_for(other)] == ["Ông Do Em"]
    assert [clash.what for clash in clashes_for(called.meeting)] == ["Đỗ Em"]
    # On the day another holds the post: the name is somebody else's.
    post = heads.head["skhdt"]
    Tenure.objects.filter(post_id=post.id).update(valid_to=dt.date(2021, 1, 21))
    Tenure.objects.create(
        jurisdiction_id=post.jurisdiction_id, post_id=post.id, person_name="Người Mới", valid_from=dt.date(2021, 1, 22)
    )
    assert not clashes_for(other)


def test_the_calendar_says_with_which_meeting_and_whom(
    called, specialist, plan_of, province, django_assert_num_queries
):
    other = plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW, plan=plan_of(title="Họp khác", place="Phòng B")
    )
    with django_assert_num_queries(2):
        found = clashes_among([called.meeting, other])
    (met,) = by_other(found[other.id])
    assert (met.other, met.named, met.more) == (called.meeting.title, ("Trần Văn An",), 0)
    many = [Clash("person", name, 7, "Giao ban", STARTS) for name in ("A", "B", "C", "D")]
    (met,) = by_other(many)
    assert (met.named, met.more) == (("A", "B"), 2)


HOURS = st.integers(0, 20)
WHO = st.builds(
    Named, st.sampled_from(["Đỗ Em", "Ông Do Em", "Hồ Hạnh"]), st.sampled_from([None, 1, 2]),
    st.sampled_from(["", "do.em@kg.vn"]),
)  # fmt: skip


@given(st.lists(st.tuples(HOURS, st.integers(1, 5), st.sampled_from("ABC"), st.lists(WHO, max_size=3)), max_size=8))
def test_a_clash_is_seen_from_both_sides(drawn):
    slots = [
        Slot(k, str(k), STARTS + dt.timedelta(hours=start), STARTS + dt.timedelta(hours=start + long), (ord(room), room), tuple(who))
        for k, (start, long, room, who) in enumerate(drawn)
    ]  # fmt: skip
    found = {one.meeting_id: clashes_of(one, slots) for one in slots}
    seen = {(one, clash.other_id, clash.kind) for one, clashes in found.items() for clash in clashes}
    assert {(other, one, kind) for one, other, kind in seen} == seen
    assert all(one != other for one, other, _kind in seen)
    for one in slots:
        for other in slots:
            if one is other or not overlap(one, other):
                continue
            assert ((one.meeting_id, other.meeting_id, "room") in seen) is (one.room == other.room)
            shared = any(same_person(mine, theirs) for mine in one.people for theirs in other.people)
            assert ((one.meeting_id, other.meeting_id, "person") in seen) is shared


@given(st.lists(WHO, min_size=1, max_size=4), st.lists(WHO, min_size=1, max_size=4))
def test_nobody_is_told_twice_of_one_meeting(some, others):
    one, other = Slot(1, "a", STARTS, ENDS, people=tuple(some)), Slot(2, "b", STARTS, ENDS, people=tuple(others))
    told = clashes_of(one, [other])
    assert len(told) <= len(some)
    assert sum(met.more + len(met.named) for met in by_other(told)) == len(told)


def test_one_that_begins_when_another_ends_does_not_overlap_it():
    first = Slot(1, "a", STARTS, ENDS)
    assert not overlap(
        first, dataclasses.replace(first, meeting_id=2, starts_at=ENDS, ends_at=ENDS + dt.timedelta(hours=1))
    )
