"""Opening a meeting."""

from __future__ import annotations

import datetime as dt

from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting


def test_its_beginning_stays_when_it_is_opened_again(called, specialist):
    opened = open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    assert (opened.state, opened.opened_at) == ("running", NOW)
    later = NOW + dt.timedelta(hours=2)
    end_meeting(actor=specialist, meeting_id=called.meeting.id, now=later)
    again = reopen_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Nhầm", now=later)
    assert (again.opened_at, again.ended_at) == (NOW, None)


def test_a_meeting_that_nobody_was_called_to_in_writing_opens_as_it_is(meeting, specialist):
    assert open_meeting(actor=specialist, meeting_id=meeting.id, now=NOW).state == "running"


def test_only_the_secretary_and_only_once(called, specialist, lead_head, outsider):
    only_the_office(open_meeting, unit=lead_head, outsider=outsider, meeting_id=called.meeting.id)
    not_in_state(
        open_meeting, called.meeting.id, "running", "ended", "cancelled", actor=specialist, meeting_id=called.meeting.id
    )
