"""Calling people: by post, by unit, by name, by group; and taking a call back."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.organizations.models import Tenure


@pytest.fixture
def category(meeting, specialist):
    return set_category(
        actor=specialist, meeting_id=meeting.id, name="Lãnh đạo các sở", requirement="leader", is_counted=True, now=NOW
    )


def call(actor, category, **said):
    return invite(actor=actor, meeting_id=category.meeting_id, category_id=category.id, now=NOW, **said)


def test_a_unit_calls_its_head_and_a_post_its_holder(category, specialist, province, heads):
    head = call(specialist, category, unit_id=province.units["syt"].id)
    assert (head.person_name, head.title, head.post_id) == ("Bùi Ích", "Giám đốc Sở Y tế", heads.head["syt"].id)
    deputy = call(specialist, category, post_id=heads.deputy["syt"].id)
    assert (deputy.person_name, deputy.body, deputy.position) == ("Ngô Văn Minh", "Sở Y tế", 2)
    guest = call(specialist, category, body="Công ty Cấp nước", person_name="Lý Văn K", title="Giám đốc")
    assert (guest.unit_id, guest.body) == (None, "Công ty Cấp nước")


def test_a_vacant_post_is_called_without_a_name(category, specialist, heads):
    Tenure.objects.filter(post_id=heads.head["syt"].id).delete()
    assert call(specialist, category, post_id=heads.head["syt"].id).person_name == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "unit"),
        ({"unit_id": 999_999_999}, "unit"),
        ({"post_id": 999_999_999}, "post"),
        ({"body": "x" * 201}, "body"),
    ],
)
def test_what_is_missing_is_named(category, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        call(specialist, category, **said)
    assert refused.value.details["field"] == field


def test_nobody_is_called_twice_nor_the_chair(category, specialist, province, heads):
    call(specialist, category, unit_id=province.units["syt"].id)
    for said in ({"unit_id": province.units["syt"].id}, {"post_id": heads.head["syt"].id}):
        with pytest.raises(BadInput) as refused:
            call(specialist, category, **said)
        assert refused.value.code == "called_already"
    with pytest.raises(BadInput) as refused:
        call(specialist, category, post_id=heads.head["ubnd"].id)
    assert refused.value.code == "is_chair"


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


def test_only_who_plans(category, chair, outsider, specialist, province):
    said = {"unit_id": province.units["syt"].id}
    with pytest.raises(Refused):
        call(chair, category, **said)
    with pytest.raises(NotFound):
        call(outsider, category, **said)
    with pytest.raises(NotFound):
        call(specialist, category, venue_id=999_999_999, **said)


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
