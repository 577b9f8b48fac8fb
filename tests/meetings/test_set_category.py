"""Categories of participants and the composition that they ask for."""

from __future__ import annotations

import pytest
from tests.meetings.people_world import put

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.models import Meeting


def test_categories_stand_in_the_order_in_which_they_were_named(meeting, specialist):
    first = put(specialist, meeting)
    second = put(specialist, meeting, name="  Thành viên   UBND tỉnh ", requirement="deputy", is_counted=True)
    assert (first.position, second.position, second.name) == (1, 2, "Thành viên UBND tỉnh")
    changed = put(specialist, meeting, name="Các sở", category_id=first.id, requirement="anyone")
    assert (changed.id, changed.position, changed.requirement) == (first.id, 1, "anyone")
    codes = [event.code for event in timeline(meeting.jurisdiction_id, [("meeting", meeting.id)])]
    assert codes[1:] == ["meeting.category_set"] * 3


@pytest.mark.parametrize(
    ("said", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 301}, "name"), ({"requirement": "king"}, "requirement")],
)
def test_what_is_missing_is_named(meeting, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        put(specialist, meeting, **said)
    assert refused.value.details["field"] == field


def test_a_name_is_taken_once_in_a_meeting(meeting, specialist):
    found = put(specialist, meeting)
    with pytest.raises(BadInput) as refused:
        put(specialist, meeting, name="lãnh đạo CÁC sở")
    assert refused.value.code == "taken"
    assert put(specialist, meeting, category_id=found.id).id == found.id


def test_only_who_plans_and_only_while_the_list_is_open(meeting, called, specialist, chair, lead_head, outsider):
    for person in (chair, lead_head):
        with pytest.raises(Refused):
            put(person, meeting)
    with pytest.raises(NotFound):
        put(outsider, meeting)
    with pytest.raises(NotFound):
        put(specialist, meeting, category_id=999_999_999)
    for state in ("ended", "cancelled"):
        Meeting.objects.filter(id=meeting.id).update(state=state)
        with pytest.raises(Conflict):
            put(specialist, meeting)
