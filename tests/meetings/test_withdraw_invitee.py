"""Taking a call back."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

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
