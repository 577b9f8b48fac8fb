"""Requests to speak."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import MORNING, STARTS
from tests.meetings.refusals import not_in_state

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.open_meeting import open_meeting
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


def deputy_comes(clerk, invitee):
    return check_in(
        actor=clerk, invitee_id=invitee.id, presence="present", attendee="substitute", attendee_name="Cao Văn Khoa",
        attendee_title="Phó Giám đốc Sở Kế hoạch và Đầu tư", now=MORNING,
    )  # fmt: skip


def test_who_came_speaks_and_not_who_was_named_when_it_was_asked(called, lead_focal, clerk, specialist):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", now=NOW)
    assert asked.speaker == "Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em"
    deputy_comes(clerk, called.by["skhdt"])
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=STARTS)
    spoken = change_remark(actor=specialist, remark_id=asked.id, version=1, state="speaking", now=STARTS)
    assert spoken.speaker == "Phó Giám đốc Sở Kế hoạch và Đầu tư Cao Văn Khoa"
    assert (
        ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Nữa", now=STARTS).speaker == spoken.speaker
    )


def test_who_is_found_out_after_the_turn_is_named_then(called, lead_focal, clerk, specialist):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", now=NOW)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=STARTS)
    change_remark(actor=specialist, remark_id=asked.id, version=1, state="speaking", now=STARTS)
    deputy_comes(clerk, called.by["skhdt"])
    asked.refresh_from_db()
    assert (asked.speaker, asked.version) == ("Phó Giám đốc Sở Kế hoạch và Đầu tư Cao Văn Khoa", 2)
    with pytest.raises(Conflict) as refused:
        check_in(actor=clerk, invitee_id=called.by["skhdt"].id, presence="absent", now=MORNING)
    assert refused.value.code == "has_spoken"


def test_an_absentee_is_not_called_to_speak_and_nobody_is_quoted_for_them(called, lead_focal, clerk, specialist):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", now=NOW)
    invitee = called.by["skhdt"]
    check_in(actor=clerk, invitee_id=invitee.id, presence="absent", now=MORNING)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=STARTS)
    for write in (
        lambda: change_remark(actor=specialist, remark_id=asked.id, version=1, state="speaking", now=STARTS),
        lambda: change_remark(actor=specialist, remark_id=asked.id, version=1, state="done", now=STARTS),
        lambda: add_remark(actor=specialist, meeting_id=called.meeting.id, body="", invitee_id=invitee.id, now=STARTS),
    ):
        with pytest.raises(Conflict) as refused:
            write()
        assert refused.value.code == "speaker_is_absent"
    # Somebody whom the secretary names reads what the unit sent.
    said = {"speaker": "Ông Lý Văn Ba, chuyên viên", "state": "speaking"}
    assert change_remark(actor=specialist, remark_id=asked.id, version=1, now=STARTS, **said).speaker == said["speaker"]


def test_whom_the_secretary_named_stays(called, lead_focal, clerk, specialist):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", now=NOW)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=STARTS)
    change_remark(actor=specialist, remark_id=asked.id, version=1, speaker="Ông Lý Văn Ba", now=STARTS)
    deputy_comes(clerk, called.by["skhdt"])
    spoken = change_remark(actor=specialist, remark_id=asked.id, version=2, state="speaking", now=STARTS)
    assert spoken.speaker == "Ông Lý Văn Ba"
