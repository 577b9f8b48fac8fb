"""Cancelling a meeting."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import change
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import visible_meetings


def test_a_cancelled_meeting_says_why_and_moves_no_more(called, specialist, plan_of):
    with pytest.raises(BadInput):
        cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason=" ", now=NOW)
    gone = cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Bão", now=NOW)
    assert (gone.state, gone.cancel_reason, gone.sequence) == ("cancelled", "Bão", 1)
    with pytest.raises(Conflict):
        change(specialist, gone, plan_of(title="x"))


def test_only_the_office_and_not_once_it_began(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "reason": "Bão"}
    only_the_office(cancel_meeting, unit=lead_head, outsider=outsider, **said)
    not_in_state(cancel_meeting, called.meeting.id, "running", "ended", "cancelled", actor=specialist, **said)


def test_a_plan_that_was_cancelled_before_anybody_was_called_stays_the_office_s_own(called, specialist, lead_head):
    Meeting.objects.filter(id=called.meeting.id).update(state="planned", called_at=None)
    cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Bão", now=NOW)
    assert not visible_meetings(lead_head).exists()
    assert visible_meetings(specialist).exists()
