"""Calling people: by post, by unit, by name."""

from __future__ import annotations

import pytest
from tests.meetings.people_world import call
from tests.meetings.refusals import not_in_state

from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.commands.invite import invite
from dondoc.organizations.models import Tenure


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


def test_only_who_plans(category, chair, outsider, specialist, province):
    said = {"unit_id": province.units["syt"].id}
    with pytest.raises(Refused):
        call(chair, category, **said)
    with pytest.raises(NotFound):
        call(outsider, category, **said)
    with pytest.raises(NotFound):
        call(specialist, category, venue_id=999_999_999, **said)


def test_nobody_is_called_after_the_meeting(called, specialist, province):
    said = {"meeting_id": called.meeting.id, "category_id": called.members.id, "unit_id": province.units["hdnd"].id}
    not_in_state(invite, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
