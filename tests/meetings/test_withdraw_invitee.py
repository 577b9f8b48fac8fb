"""Taking a call back."""

from __future__ import annotations

import datetime as dt

import pytest
import vobject
from tests.conftest import NOW
from tests.meetings.meetings_world import LATER, STARTS, change
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.calendar_entries import calendar_of
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.permissions import visible_meetings
from dondoc.meetings.withdrawn import withdrawn_calls
from dondoc.organizations.models import GroupMembership, UnitGroup


def test_a_call_is_taken_back_and_given_anew(called, specialist, lead_head):
    invitee = called.by["hondat"]
    Invitee.objects.filter(id=called.by["stc"].id).update(venue_id=called.venue["hondat"].id)
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
        actor=specialist, meeting_id=meeting.id, category_id=called.members.id, post_id=called.by["skhdt"].post_id,
        now=NOW + dt.timedelta(hours=2),
    )  # fmt: skip
    back = file_for(lead_head)
    assert again.id
    assert back.method.value == "REQUEST"
    assert int(back.vevent.sequence.value) > int(gone.vevent.sequence.value)
    assert back.vevent.dtstamp.value > gone.vevent.dtstamp.value


def _method(user, meeting):
    return vobject.readOne(
        calendar_of(user, meeting.id, lambda one: f"https://vp.example/hop/{one.id}/").decode()
    ).method.value


def test_the_venue_goes_with_the_last_call_of_the_unit_that_keeps_it(called, specialist, make_user):
    keeper = make_user("ct.hondat", "unit_head", unit="hondat")
    deputy = invite(
        actor=specialist, meeting_id=called.meeting.id, category_id=called.districts.id, body="",
        unit_id=called.by["hondat"].unit_id, title="Trưởng phòng", person_name="Võ Văn Tám", now=NOW,
    )  # fmt: skip
    withdraw_invitee(actor=specialist, invitee_id=called.by["hondat"].id, now=NOW)
    # Another of the unit is called still: it sees the meeting and keeps its venue.
    assert visible_meetings(keeper).exists()
    assert Venue.objects.get(id=called.venue["hondat"].id).unit_id == deputy.unit_id
    withdraw_invitee(actor=specialist, invitee_id=deputy.id, now=NOW + dt.timedelta(hours=1))
    assert not Venue.objects.filter(id=called.venue["hondat"].id).exists()
    assert not visible_meetings(keeper).exists()
    assert [one.title for one in withdrawn_calls(keeper)] == [called.meeting.title]
    assert _method(keeper, called.meeting) == "CANCEL"
    told = (
        LedgerEvent.objects.filter(aggregate_id=called.meeting.id, code=events.INVITEE_WITHDRAWN).latest("id").payload
    )
    assert [one["name"] for one in told["dropped_venues"]] == ["Điểm cầu UBND huyện Hòn Đất"]
    # Other units' venues are theirs.
    assert Venue.objects.get(id=called.venue["rachgia"].id).chair_id == called.by["rachgia"].id


@pytest.mark.parametrize("is_main", [True, False])
def test_a_venue_at_which_others_sit_stays_and_is_nobody_s(called, specialist, make_user, is_main, province):
    keeper = make_user("ct.hondat", "unit_head", unit="hondat")
    venue = called.venue["hondat"]
    if is_main:
        Venue.objects.filter(id=venue.id).update(is_main=True)
    else:
        Invitee.objects.filter(id=called.by["stc"].id).update(venue_id=venue.id)
    withdraw_invitee(actor=specialist, invitee_id=called.by["hondat"].id, now=NOW)
    venue.refresh_from_db()
    assert (venue.unit_id, venue.chair_id) == (None, None)
    assert _method(keeper, called.meeting) == "CANCEL"
    # Called anew with venues for all, the unit has the same one again.
    group = UnitGroup.objects.create(jurisdiction_id=province.id, code="huyen-q", name="Các huyện")
    GroupMembership.objects.create(
        jurisdiction_id=province.id,
        group_id=group.id,
        unit_id=called.by["hondat"].unit_id,
        valid_from=dt.date(2020, 1, 1),
    )
    meeting = Meeting.objects.get(id=called.meeting.id)
    invite_group(
        actor=specialist, meeting_id=meeting.id, category_id=called.districts.id, group_id=group.id, with_venues=True, now=NOW
    )  # fmt: skip
    venue.refresh_from_db()
    assert venue.unit_id == called.by["hondat"].unit_id
    assert _method(keeper, called.meeting) == "REQUEST"
    assert Meeting.objects.get(id=meeting.id).sequence > meeting.sequence


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
