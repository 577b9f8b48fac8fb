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


def test_a_guest_by_name_who_holds_a_post_of_the_list_is_called_already(category, specialist, province, heads):
    call(specialist, category, unit_id=province.units["syt"].id)
    call(specialist, category, body="Công ty Cấp nước", person_name="Lý Văn K", title="Giám đốc")
    for name, listed in (("Ông Bùi Ích", "Bùi Ích, Giám đốc Sở Y tế"), ("đ/c  ly van k", "Lý Văn K, Giám đốc")):
        with pytest.raises(BadInput) as refused:
            call(specialist, category, body="Hội Đông y", person_name=name)
        assert refused.value.code == "called_already"
        assert refused.value.message == f"{listed} đã có trong danh sách mời."
    call(specialist, category, body="Hội Đông y", person_name="Phạm Văn M")
    # Bodies without a name are told apart by what they are called.
    call(specialist, category, body="Báo Tiền Phong")
    call(specialist, category, body="Đài Phát thanh")
    with pytest.raises(BadInput):
        call(specialist, category, body="BÁO tiền phong")


def test_who_heads_two_bodies_is_called_by_both(category, specialist, province, heads):
    call(specialist, category, unit_id=province.units["syt"].id)
    Tenure.objects.filter(post_id__in=(heads.head["syt"].id, heads.head["stc"].id)).update(
        person_name="Bùi Ích", email="ich@tinh.example"
    )
    assert call(specialist, category, unit_id=province.units["stc"].id).person_name == "Bùi Ích"


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
