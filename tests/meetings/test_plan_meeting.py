"""Planning a meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, STARTS

from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import visible_meetings


def test_the_chair_is_who_holds_the_post_on_the_day(meeting):
    assert (meeting.chair_title, meeting.chair_name) == ("Chủ tịch UBND tỉnh", "Trần Văn An")


def test_it_is_told_in_the_ledger(meeting, province, specialist):
    (event,) = timeline(province.id, [("meeting", meeting.id)])
    assert (event.code, event.actor_id) == ("meeting.planned", specialist.id)
    assert event.payload["title"] == meeting.title


def test_a_plan_is_the_office_s_own_until_people_are_called(meeting, office_leader, chair, lead_head, outsider):
    assert visible_meetings(office_leader).get() == meeting
    assert visible_meetings(chair).get() == meeting
    assert not visible_meetings(lead_head).exists()
    assert not visible_meetings(outsider).exists()


def test_who_is_called_sees_it_and_others_do_not(called, lead_head, other_unit_focal, observer, administrator):
    assert visible_meetings(lead_head).get() == called.meeting
    assert visible_meetings(other_unit_focal).get() == called.meeting
    assert not visible_meetings(observer).exists()
    assert not visible_meetings(administrator).exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at": STARTS}, "ends_at"),
        ({"ends_at": STARTS - dt.timedelta(hours=1)}, "ends_at"),
        ({"ends_at": ENDS + dt.timedelta(days=30)}, "ends_at"),
        ({"title": "  "}, "title"),
        ({"title": "x" * 401}, "title"),
        ({"kind": "party"}, "kind"),
        ({"form": "nowhere"}, "form"),
        ({"room_id": 999_999}, "room"),
        ({"series_id": 999_999}, "series"),
        ({"chair_post_id": 999_999}, "chair"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://a.b/c"}, "link"),
        ({"title": "a\0b"}, "title"),
        ({"content": "a\ud800b"}, "content"),
        ({"chair_title": "a\0b"}, "chair_title"),
    ],
)
def test_a_fact_that_cannot_be_is_named(province, specialist, plan_of, changed, field):
    with pytest.raises(BadInput) as refused:
        plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(**changed), now=NOW)
    assert refused.value.details["field"] == field


def test_what_was_held_already_is_entered_on_purpose(province, specialist, plan_of):
    unit = province.units["ubnd"].id
    held = plan_of(starts_at=NOW - dt.timedelta(days=3), ends_at=NOW - dt.timedelta(days=3) + dt.timedelta(hours=2))
    with pytest.raises(BadInput) as refused:
        plan_meeting(actor=specialist, unit_id=unit, plan=held, now=NOW)
    assert (refused.value.code, refused.value.details["field"]) == ("past", "starts_at")
    made = plan_meeting(actor=specialist, unit_id=unit, plan=held, now=NOW, past_reason="Họp khẩn trong đêm")
    (event,) = timeline(province.id, [("meeting", made.id)])
    assert event.reason == "Họp khẩn trong đêm"


def test_a_room_and_another_place_are_two_places(province, specialist, plan_of):
    room = keep_room(actor=specialist, name="Phòng họp số 2", now=NOW)
    with pytest.raises(BadInput) as refused:
        plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(room_id=room.id), now=NOW)
    assert (refused.value.code, refused.value.details["field"]) == ("two_places", "place")


def test_a_unit_plans_no_meetings_here(province, lead_head, plan_of):
    with pytest.raises(Refused):
        plan_meeting(actor=lead_head, unit_id=province.units["ubnd"].id, plan=plan_of(), now=NOW)


def test_a_chair_s_name_that_does_not_hold_the_post_is_asked_about(province, specialist, plan_of):
    unit = province.units["ubnd"].id
    with pytest.raises(BadInput) as refused:
        plan_meeting(actor=specialist, unit_id=unit, plan=plan_of(chair_name="Phan Thị Oanh"), now=NOW)
    assert (refused.value.code, refused.value.details["field"]) == ("two_chairs", "chair_name")
    for name in ("tran van an", "Ông Trần Văn An", "đ/c Trần Văn An"):
        same = plan_meeting(actor=specialist, unit_id=unit, plan=plan_of(chair_name=name), now=NOW)
        assert same.chair_name == "Trần Văn An"


def test_a_unit_that_is_not_there_is_named(province, specialist, outsider, plan_of):
    for person, unit_id in ((specialist, 999_999), (outsider, province.units["ubnd"].id)):
        with pytest.raises(BadInput) as refused:
            plan_meeting(actor=person, unit_id=unit_id, plan=plan_of(chair_post_id=None), now=NOW)
        assert refused.value.details["field"] == "unit"
    assert not Meeting.objects.exists()
