"""The secret of the code at the door."""

from __future__ import annotations

from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.ledger.append import timeline
from dondoc.meetings.commands.renew_door_code import renew_door_code


def test_another_secret_that_no_event_tells(called, office_leader, province):
    first = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    second = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    assert first
    assert first != second
    told = list(timeline(province.id, [("meeting", called.meeting.id)]))
    assert [event.code for event in told][-2:] == ["meeting.door_code_renewed"] * 2
    assert not any(secret in str(event.payload) for event in told for secret in (first, second))


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    only_the_office(renew_door_code, unit=lead_head, outsider=outsider, meeting_id=called.meeting.id)
    not_in_state(
        renew_door_code, called.meeting.id, "ended", "cancelled", actor=specialist, meeting_id=called.meeting.id
    )
