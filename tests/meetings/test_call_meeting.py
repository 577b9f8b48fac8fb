"""Calling those on the list."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.models import Meeting


def test_calling_late_needs_a_reason(called, specialist, plan_of):
    Meeting.objects.update(state="planned", called_at=None)
    soon = NOW + dt.timedelta(days=2)
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=called.meeting.id, now=soon)
    assert refused.value.code == "short_notice"
    made = call_meeting(actor=specialist, meeting_id=called.meeting.id, now=soon, short_notice_reason="Khẩn cấp")
    assert (made.state, made.short_notice_reason) == ("called", "Khẩn cấp")


def test_calling_in_time_keeps_no_reason(called, specialist):
    Meeting.objects.update(state="planned", called_at=None)
    made = call_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW, short_notice_reason="thừa")
    assert (made.state, made.short_notice_reason, made.called_at) == ("called", "", NOW)


def test_nobody_is_called_to_an_empty_or_a_past_meeting(meeting, specialist):
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    assert refused.value.code == "nobody"
    with pytest.raises(BadInput) as refused:
        call_meeting(actor=specialist, meeting_id=meeting.id, now=ENDS + dt.timedelta(minutes=1))
    assert refused.value.code == "over"


def test_only_the_office_and_only_a_plan(called, specialist, lead_head, outsider):
    only_the_office(call_meeting, unit=lead_head, outsider=outsider, meeting_id=called.meeting.id)
    not_in_state(
        call_meeting, called.meeting.id, "called", "running", "ended", "cancelled", actor=specialist,
        meeting_id=called.meeting.id,
    )  # fmt: skip
