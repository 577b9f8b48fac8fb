"""Requests to speak."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import Conflict, Refused
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
