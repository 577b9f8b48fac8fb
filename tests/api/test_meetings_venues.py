"""Venues and the code at the door over the API."""

from __future__ import annotations

from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures

from dondoc.meetings.models import Invitee, Meeting


def test_venues_are_kept(office, as_user, lead_head, called):
    path = f"/meetings/{called.meeting.id}/venues"
    first, second = office.get(path).json()["items"]
    assert (first["unit"], first["chair_id"], first["invitees"]) == ("rachgia", called.by["rachgia"].id, 1)
    facts = {
        "name": "Điểm cầu chính", "unit": "vp", "place": "Hội trường A", "link": "https://hop.example/a", "is_main": True,
        "chair_id": called.by["syt"].id,
    }  # fmt: skip
    made = office.post(path, facts).json()
    assert {name: made[name] for name in facts} == facts
    assert made["invitees"] == 1, "who chairs it sits there"
    assert office.post(path, {"name": "Khác", "is_main": True}).json()["code"] == "two_main"
    assert office.post(path, {"name": "Khác", "link": "hop"}).json()["field"] == "link"
    changed = office.patch(f"{path}/{second['id']}", {"name": "Hòn Đất"}).json()
    assert (changed["name"], changed["unit"], changed["chair_id"]) == ("Hòn Đất", None, None)
    assert office.delete(f"{path}/{second['id']}").status_code == 204
    assert office.delete(f"{path}/{second['id']}").status_code == 404
    assert Invitee.objects.get(id=called.by["hondat"].id).venue_id is None
    assert [one["name"] for one in as_user(lead_head).get(path).json()["items"]] == [first["name"], "Điểm cầu chính"]
    assert as_user(lead_head).post(path, {"name": "Khác"}).status_code == 403


def test_a_meeting_in_one_room_has_no_venues(office, called):
    Meeting.objects.filter(id=called.meeting.id).update(form="in_room")
    refused = office.post(f"/meetings/{called.meeting.id}/venues", {"name": "Khác"})
    assert (refused.status_code, refused.json()["field"]) == (422, "form")


def test_the_code_at_the_door_is_made_read_and_renewed(office, as_user, lead_head, called):
    path = f"/meetings/{called.meeting.id}/door-code"
    assert office.get(path).json() == {"secret": "", "address": ""}
    first = office.post(path).json()
    assert first["address"].endswith(f"/hop/{called.meeting.id}/vao/{first['secret']}/")
    assert office.get(path).json() == first
    assert office.post(path).json()["secret"] != first["secret"]
    assert as_user(lead_head).get(path).status_code == 403
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    assert office.post(path).json()["code"] == "wrong_state"


def test_categories_are_changed_and_the_empty_dropped(office, called):
    path = f"/meetings/{called.meeting.id}/categories"
    facts = {"name": "Thành viên", "requirement": "in_person", "is_counted": False, "has_vote": True}
    assert office.patch(f"{path}/{called.members.id}", facts).json() == {**facts, "id": called.members.id}
    assert office.delete(f"{path}/{called.members.id}").json()["code"] == "not_empty"
    empty = office.post(path, {"name": "Khách mời", "requirement": "anyone"}).json()["id"]
    assert office.delete(f"{path}/{empty}").status_code == 204
    assert len(office.get(path).json()["items"]) == 2
