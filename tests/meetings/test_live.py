"""What live pages were told is kept while somebody may come back for it, and no longer."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import put_on
from tests.meetings.room_world import line_of

from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import LiveChange, Meeting


@pytest.fixture
def opened_after(specialist, province, plan_of):
    """A function that opens another meeting so many days later."""

    def do(days):
        other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(), now=NOW)
        put_on(other, NOW + dt.timedelta(days=days))
        open_meeting(actor=specialist, meeting_id=other.id, now=NOW + dt.timedelta(days=days))
        return other

    return do


def changes_of(meeting):
    return LiveChange.objects.filter(jurisdiction_id=1, meeting_id=meeting.id).count()


@pytest.mark.parametrize(("state", "moment"), [("ended", "ended_at"), ("cancelled", "cancelled_at")])
def test_it_is_forgotten_a_week_after_the_meeting(running, specialist, opened_after, state, moment):
    line_of(specialist, running)
    Meeting.objects.filter(id=running.id).update(state=state, **{moment: NOW})
    for days, kept in ((7, True), (8, False)):
        other = opened_after(days)
        assert bool(changes_of(running)) is kept
        assert changes_of(other) == 1


def test_it_stays_while_the_meeting_runs_or_was_opened_again(running, opened_after):
    Meeting.objects.filter(id=running.id).update(ended_at=NOW)
    told = changes_of(running)
    opened_after(400)
    assert told
    assert changes_of(running) == told


def test_what_was_told_since_stays_although_the_meeting_is_long_over(running, specialist, opened_after):
    Meeting.objects.filter(id=running.id).update(state="ended", ended_at=NOW)
    LiveChange.objects.filter(meeting_id=running.id).update(at=NOW + dt.timedelta(days=5))
    opened_after(8)
    assert changes_of(running)
