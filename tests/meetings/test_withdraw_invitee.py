"""Taking a call back."""

from __future__ import annotations

import datetime as dt

import pytest
import vobject
from tests.conftest import NOW
from tests.meetings.meetings_world import LATER, STARTS, change
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.meetings.calendar_entries import calendar_of
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.withdrawn import withdrawn_calls


def test_a_call_is_taken_back_and_given_anew(called, specialist, lead_head):
    invitee = called.by["hondat"]
    with pytest.raises(Refused):
        withdraw_invitee(actor=lead_head, invitee_id=called.by["skhdt"].id, now=NOW)
    withdraw_invitee(actor=specialist, invitee_id=invitee.id, now=NOW)
    assert Venue.objects.get(id=called.venue["hondat"].id).chair_id is None
    with pytest.raises(NotFound):
        withdraw_invitee(actor=specialist, invitee_id=invitee.id, now=NOW)
    anew = invite(
        actor=specialist, meeting_id=called.meeting.id, category_id=called.districts.id, post_id=invitee.post_id, now=NOW
    )  # fmt: skip
    assert anew.id != invitee.id


def test_who_is_here_is_not_taken_off_the_list(called, specialist):
    invitee = called.by["syt"]
    Invitee.objects.filter(id=invitee.id).update(presence="present", attendee="invited")
    with pytest.raises(Conflict) as refused:
        withdraw_invitee(actor=specialist, invitee_id=invitee.id, now=NOW)
    assert refused.value.code == "checked_in"


def test_who_is_no_longer_called_can_take_the_meeting_out_of_their_calendar(
    called, specialist, lead_head, outsider, other_unit_focal, plan_of
):
    meeting = called.meeting

    def file_for(user):
        return vobject.readOne(calendar_of(user, meeting.id, lambda one: f"https://vp.example/hop/{one.id}/").decode())

    before = file_for(lead_head)
    assert (before.method.value, before.vevent.sequence.value) == ("REQUEST", "0")
    withdraw_invitee(actor=specialist, invitee_id=called.by["skhdt"].id, now=NOW)
    meeting.refresh_from_db()
    # What changes from then on is no longer theirs to know.
    change(specialist, meeting, plan_of(title="Họp kín", **LATER), now=NOW + dt.timedelta(hours=1))
    gone = file_for(lead_head)
    assert (gone.method.value, gone.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert gone.vevent.uid.value == before.vevent.uid.value
    assert int(gone.vevent.sequence.value) > 0
    assert (gone.vevent.summary.value, gone.vevent.dtstart.value) == (before.vevent.summary.value, STARTS)
    assert [one.params["CN"] for one in gone.vevent.attendee_list] == [["Giám đốc Sở Kế hoạch và Đầu tư"]]
    assert not hasattr(gone.vevent, "location")
    assert [one.title for one in withdrawn_calls(lead_head)] == [before.vevent.summary.value]
    assert file_for(other_unit_focal).method.value == "REQUEST"
    with pytest.raises(NotFound):
        file_for(outsider)
    assert not withdrawn_calls(other_unit_focal)
    again = invite(
        actor=specialist, meeting_id=meeting.id, category_id=called.members.id, post_id=called.by["skhdt"].post_id, now=NOW
    )  # fmt: skip
    back = file_for(lead_head)
    assert again.id
    assert back.method.value == "REQUEST"
    assert int(back.vevent.sequence.value) >= int(gone.vevent.sequence.value)


def test_who_was_taken_off_a_plan_never_heard_of_it(called, specialist, lead_head):
    Meeting.objects.update(state="planned", called_at=None)
    withdraw_invitee(actor=specialist, invitee_id=called.by["skhdt"].id, now=NOW)
    Meeting.objects.update(state="called", called_at=NOW + dt.timedelta(hours=1))
    assert not withdrawn_calls(lead_head)
    with pytest.raises(NotFound):
        calendar_of(lead_head, called.meeting.id, lambda one: str(one.id))


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"invitee_id": called.by["syt"].id}
    only_the_office(withdraw_invitee, unit=lead_head, outsider=outsider, **said)
    not_in_state(withdraw_invitee, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
