"""Remarks that are noted."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.models import Remark


def test_who_asks_waits_who_speaks_begins_and_what_was_said_is_over(running, specialist):
    def add(state):
        return add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state=state, now=NOW)

    asked, speaking, done = add("asked"), add("speaking"), add("done")
    assert (asked.asked_at, asked.started_at) == (NOW, None)
    assert (speaking.started_at, speaking.ended_at) == (NOW, None)
    assert (done.started_at, done.ended_at) == (NOW, NOW)
    assert [one.position for one in Remark.objects.order_by("position")] == [1, 2, 3]


def test_who_came_for_an_invitee_speaks(running, specialist):
    invitee = running.by["syt"]
    invitee.presence = "present"
    invitee.attendee_name, invitee.attendee_title = "Ngô Văn Minh", "Phó Giám đốc Sở Y tế"
    invitee.save()
    remark = add_remark(actor=specialist, meeting_id=running.id, body="", invitee_id=invitee.id, now=NOW)
    assert remark.speaker == "Phó Giám đốc Sở Y tế Ngô Văn Minh"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"body": " "}, "body"), ({"body": "x" * 201}, "body"), ({"speaker": "x" * 201}, "speaker"), ({"topic": "x" * 301}, "topic"),
        ({"text": "a\0"}, "text"), ({"text": "a\ud800"}, "text"), ({"topic": "a\0"}, "topic"), ({"body": "a\udfff"}, "body"), ({"state": "withdrawn"}, "state"), ({"item_id": 999_999}, "item"),
        ({"invitee_id": 999_999}, "invitee"), ({"client_key": "x" * 41}, "client_key"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(running, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        add_remark(actor=specialist, meeting_id=running.id, now=NOW, **{"body": "Sở Y tế", **said})
    assert refused.value.details["field"] == field


def test_only_the_secretary_and_only_from_the_call_on(running, specialist, lead_head, outsider):
    said = {"meeting_id": running.id, "body": "Sở Y tế"}
    only_the_office(add_remark, unit=lead_head, outsider=outsider, **said)
    not_in_state(add_remark, running.id, "planned", "cancelled", actor=specialist, **said)
