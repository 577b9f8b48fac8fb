"""Requests to speak."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.withdraw_speech import withdraw_speech


def test_who_is_called_asks_to_speak_once_at_a_time(called, item, lead_focal, coordinating_focal):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", item_id=item.id, now=NOW)
    assert (asked.state, asked.speaker) == ("asked", "Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em")
    with pytest.raises(Conflict):
        ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Nữa", now=NOW)
    with pytest.raises(Refused):
        withdraw_speech(actor=coordinating_focal, remark_id=asked.id, now=NOW)
    assert withdraw_speech(actor=lead_focal, remark_id=asked.id, now=NOW).state == "withdrawn"
    assert ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Nữa", now=NOW).state == "asked"


def test_the_office_without_an_invitee_of_its_own_does_not_ask(called, specialist):
    with pytest.raises(Refused):
        ask_to_speak(actor=specialist, meeting_id=called.meeting.id, topic="", now=NOW)


@pytest.mark.parametrize(("said", "field"), [({"topic": "x" * 301}, "topic"), ({"item_id": 999_999}, "item"), ({"invitee_id": 999_999}, "invitee")])  # fmt: skip
def test_what_cannot_be_is_named(called, lead_focal, said, field):
    with pytest.raises(BadInput) as refused:
        ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, now=NOW, **{"topic": "", **said})
    assert refused.value.details["field"] == field


def test_nobody_speaks_for_another_unit_nor_after_the_meeting(called, lead_focal, specialist, outsider):
    said = {"meeting_id": called.meeting.id, "topic": ""}
    with pytest.raises(Refused):
        ask_to_speak(actor=lead_focal, invitee_id=called.by["stc"].id, now=NOW, **said)
    with pytest.raises(NotFound):
        ask_to_speak(actor=outsider, now=NOW, **said)
    asked = ask_to_speak(actor=specialist, invitee_id=called.by["stc"].id, now=NOW, **said)
    assert asked.body == "Sở Tài chính"
    not_in_state(ask_to_speak, called.meeting.id, "ended", "cancelled", actor=lead_focal, **said)
