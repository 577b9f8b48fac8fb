"""In the room over the API: items, remarks, decisions, what is shown to those who take part."""

from __future__ import annotations

import pytest
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import put_on

from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import AgendaItem


@pytest.fixture
def path(called, specialist):
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    return f"/meetings/{called.meeting.id}"


def test_items_run_and_end(office, path):
    item = office.post(path + "/agenda", {"title": "Báo cáo"}).json()["agenda"][0]["id"]
    assert office.post(f"{path}/agenda/{item}/run").status_code == 204
    assert office.get(path).json()["agenda"][0]["state"] == "running"
    assert office.post(f"{path}/agenda/{item}/finish").status_code == 204
    assert office.get(path).json()["agenda"][0]["state"] == "done"
    assert office.post(f"{path}/agenda/{item}/finish").status_code == 409


def test_a_remark_is_asked_for_made_and_kept_from_two_writers(office, path, called):
    said = {"invitee_id": called.by["syt"].id, "state": "asked", "topic": "Kinh phí", "client_key": "k-1"}
    made = office.post(path + "/remarks", said).json()
    assert (made["body"], made["state"], made["topic"]) == ("Sở Y tế", "asked", "Kinh phí")
    assert office.post(path + "/remarks", said).json()["id"] == made["id"]
    address = f"{path}/remarks/{made['id']}"
    spoken = office.patch(address, {"version": 1, "state": "done", "text": "Nhất trí."}).json()
    assert (spoken["state"], spoken["text"], spoken["version"]) == ("done", "Nhất trí.", 2)
    refused = office.patch(address, {"version": 1, "text": "Khác"})
    assert (refused.status_code, refused.json()["code"]) == (409, "other_version")
    assert office.get(path + "/remarks").json()["items"] == [spoken]


def test_votes_are_checked(office, path):
    made = office.post(path + "/decisions", {"text": "Thông qua."}).json()
    voting = {"called": 5, "present": 1, "is_quorate": False}
    assert office.get(path + "/decisions").json() == {"items": [made], "voting": voting}
    many = {"text": "Thông qua.", "votes_for": 50, "votes_against": 0, "votes_abstained": 0}
    assert office.post(path + "/decisions", many).status_code == 422


def test_a_decision_is_changed_dropped_and_brought_back(office, path):
    made = office.post(path + "/decisions", {"text": "Thông qua."}).json()
    address = f"{path}/decisions/{made['id']}"
    changed = office.patch(address, {"version": 1, "text": "Thông qua, có sửa.", "votes_for": 1, "votes_against": 0, "votes_abstained": 0})  # fmt: skip
    assert (changed.json()["votes_for"], changed.json()["version"]) == (1, 2)
    stale = office.patch(address, {"version": 1, "text": "Không."}).json()
    assert (stale["code"], stale["theirs"], stale["mine"]) == (
        "other_version", {"text": "Thông qua, có sửa.", "votes_for": 1, "votes_against": 0, "votes_abstained": 0},
        {"text": "Không.", "votes_for": None, "votes_against": None, "votes_abstained": None},
    )  # fmt: skip
    assert office.post(address + "/drop", {"version": 1}).status_code == 409
    assert office.post(address + "/drop", {"version": 2}).status_code == 204
    assert office.get(path + "/decisions").json()["items"] == []
    assert office.patch(address, {"version": 3, "text": "Thông qua."}).json()["votes_for"] is None
    assert len(office.get(path + "/decisions").json()["items"]) == 1


def test_who_spoke_is_corrected(office, path):
    made = office.post(path + "/remarks", {"body": "Sở Y te"}).json()
    right = {"version": 1, "body": "Sở Y tế", "speaker": "Giám đốc Bùi Ích"}
    found = office.patch(f"{path}/remarks/{made['id']}", right).json()
    assert (found["body"], found["speaker"], found["text"]) == ("Sở Y tế", "Giám đốc Bùi Ích", "")


def test_who_takes_part_reads_what_is_shown_and_writes_nothing(office, as_user, lead_head, path):
    office.post(path + "/conclusions", {"text": "Giao Sở Y tế báo cáo."})
    unit = as_user(lead_head)
    assert unit.get(path + "/conclusions").json()["items"] == []
    assert office.post(path + "/show-conclusions", {"shown": True}).status_code == 204
    assert [line["text"] for line in unit.get(path + "/conclusions").json()["items"]] == ["Giao Sở Y tế báo cáo."]
    assert unit.get(path + "/remarks").status_code == 403
    assert unit.post(path + "/remarks", {"body": "Sở"}).status_code == 403
    assert unit.post(path + "/show-conclusions", {"shown": False}).status_code == 403


def test_an_address_of_another_meeting_leads_nowhere(office, specialist, province, plan_of, path):
    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    item = AgendaItem.objects.create(jurisdiction_id=1, meeting_id=other.id, position=1, title="Khác")
    assert office.post(f"{path}/agenda/{item.id}/run").status_code == 404
