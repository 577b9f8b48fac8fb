"""Calling a group of units at once."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.people_world import call
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.models import Invitee, Meeting, Venue


def test_a_group_is_called_at_once_and_who_was_called_is_told(category, specialist, province):
    call(specialist, category, unit_id=province.units["syt"].id)
    found = invite_group(
        actor=specialist, meeting_id=category.meeting_id, category_id=category.id, group_id=province.groups["so"].id, now=NOW
    )  # fmt: skip
    assert sorted(each.person_name for each in found.invitees) == ["Hồ Hạnh", "Đỗ Em"]
    assert found.already == ("Sở Y tế",)


def test_districts_are_called_with_venues_that_they_chair(category, specialist, province):
    found = invite_group(
        actor=specialist, meeting_id=category.meeting_id, category_id=category.id, group_id=province.groups["huyen"].id,
        with_venues=True, now=NOW,
    )  # fmt: skip
    venues = Venue.objects.filter(meeting_id=category.meeting_id)
    assert {venue.chair_id for venue in venues} == {each.id for each in found.invitees}
    assert all(each.venue_id for each in Invitee.objects.filter(id__in=[each.id for each in found.invitees]))


def test_groups_that_cannot_be_called(category, specialist, province, meeting):
    said = {"actor": specialist, "meeting_id": meeting.id, "category_id": category.id, "now": NOW}
    with pytest.raises(BadInput):
        invite_group(**said, group_id=999_999_999)
    province.groups["so"].memberships.all().delete()
    with pytest.raises(BadInput):
        invite_group(**said, group_id=province.groups["so"].id)
    Meeting.objects.filter(id=meeting.id).update(form="in_room")
    with pytest.raises(BadInput) as refused:
        invite_group(**said, group_id=province.groups["huyen"].id, with_venues=True)
    assert refused.value.details["field"] == "form"


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider, province):
    said = {
        "meeting_id": called.meeting.id, "category_id": called.members.id, "group_id": province.groups["so"].id,
    }  # fmt: skip
    only_the_office(invite_group, unit=lead_head, outsider=outsider, **said)
    with pytest.raises(NotFound):
        invite_group(actor=specialist, now=NOW, **{**said, "category_id": 999_999})
    not_in_state(invite_group, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
