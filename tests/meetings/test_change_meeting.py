"""Changing a plan, before and after people were called."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import LATER, STARTS, change
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.models import Invitee


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
