"""Venues: whose they are, who chairs them, and what becomes of who sat there when one is dropped."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands.set_venue import set_venue
from dondoc.meetings.models import Invitee


def put(actor, meeting, **said):
    return set_venue(actor=actor, meeting_id=meeting.id, now=NOW, **{"name": "Điểm cầu tỉnh", **said})


def test_who_chairs_a_venue_sits_there(called, specialist, province):
    found = put(
        specialist, called.meeting, unit_id=province.units["syt"].id, chair_id=called.by["syt"].id, place="Tầng 2",
        link="https://hop.vidu.vn/1", is_main=True,
    )  # fmt: skip
    assert Invitee.objects.get(id=called.by["syt"].id).venue_id == found.id
    changed = put(specialist, called.meeting, venue_id=found.id, name="Điểm cầu chính", is_main=True)
    assert (changed.id, changed.chair_id, changed.unit_id) == (found.id, None, None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "điểm cầu UBND huyện Hòn Đất"}, "name"),
        ({"unit_id": 999_999_999}, "unit"),
        ({"chair_id": 999_999_999}, "chair"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_does_not_fit_is_named(called, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        put(specialist, called.meeting, **said)
    assert refused.value.details["field"] == field


def test_nobody_chairs_two_venues_and_no_meeting_has_two_main_ones(called, specialist):
    with pytest.raises(BadInput) as refused:
        put(specialist, called.meeting, chair_id=called.by["hondat"].id)
    assert refused.value.code == "two_chairs"
    put(specialist, called.meeting, is_main=True)
    with pytest.raises(BadInput) as refused:
        put(specialist, called.meeting, name="Khác", is_main=True)
    assert refused.value.code == "two_main"


def test_a_meeting_in_one_room_has_no_venues(called, specialist):
    called.meeting.form = "in_room"
    called.meeting.save()
    with pytest.raises(BadInput) as refused:
        put(specialist, called.meeting)
    assert refused.value.details["field"] == "form"


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "name": "Điểm cầu tỉnh"}
    only_the_office(set_venue, unit=lead_head, outsider=outsider, **said)
    with pytest.raises(NotFound):
        set_venue(actor=specialist, venue_id=999_999, now=NOW, **said)
    not_in_state(set_venue, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
