"""Taking a call back."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Venue


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


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"invitee_id": called.by["syt"].id}
    only_the_office(withdraw_invitee, unit=lead_head, outsider=outsider, **said)
    not_in_state(withdraw_invitee, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
