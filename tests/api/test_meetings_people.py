"""Participants over the API: called, answered for, consented to, checked in; figures and explanations."""

from __future__ import annotations

import pytest
import time_machine
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import MORNING, STARTS

from dondoc.meetings.commands.renew_door_code import renew_door_code
from dondoc.meetings.models import Invitee, Meeting


@pytest.fixture
def _at_the_door():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def unit(as_user, lead_head):
    return as_user(lead_head)


@pytest.fixture
def chair_(as_user, chair):
    return as_user(chair)


def test_a_program_builds_a_list(office, meeting, province, heads):
    path = f"/meetings/{meeting.id}"
    made = office.post(path + "/categories", {"name": "Các sở", "requirement": "deputy", "is_counted": True}).json()
    assert office.get(path + "/categories").json() == {"items": [made]}
    one = office.post(path + "/invitees", {"category_id": made["id"], "unit": "syt"}).json()
    assert (one["items"][0]["person_name"], one["items"][0]["unit"], one["already"]) == ("Bùi Ích", "syt", [])
    many = office.post(path + "/invitees", {"category_id": made["id"], "group": "so"}).json()
    assert (len(many["items"]), many["already"]) == (2, ["Sở Y tế"])
    mixed = office.post(path + "/invitees", {"category_id": made["id"], "group": "so", "unit": "syt"})
    assert (mixed.status_code, mixed.json()["field"]) == (422, "group")
    assert office.post(path + "/invitees", {"category_id": made["id"], "unit": "x"}).json()["code"] == "unknown_unit"
    again = office.post(path + "/invitees", {"category_id": made["id"], "unit": "syt"})
    assert again.json()["code"] == "called_already"
    assert office.post(f"/invitees/{one['items'][0]['id']}/withdraw").status_code == 204
    assert len(office.get(path + "/invitees").json()["items"]) == 2


def test_an_answer_waits_for_the_chair_and_reasons_stay_with_whom_they_concern(
    called, unit, chair_, as_user, coordinating_focal, office, heads
):
    invitee = called.by["skhdt"].id
    said = {
        "answer": "substitute",
        "reason_kind": "sick",
        "reason": "mổ",
        "substitute_post_id": heads.deputy["skhdt"].id,
    }
    found = unit.post(f"/invitees/{invitee}/answer", said).json()
    assert (found["consent"], found["substitute_rank"], found["reason"]) == ("asked", "deputy", "mổ")
    decided = chair_.post(f"/invitees/{invitee}/consent", {"consent": "granted", "note": "Được"}).json()
    assert decided["consent_note"] == "Được"
    for caller, reasons in ((office, ("sick", "mổ", "Được")), (as_user(coordinating_focal), ("", "", ""))):
        items = caller.get(f"/meetings/{called.meeting.id}/invitees").json()["items"]
        shown = next(each for each in items if each["id"] == invitee)
        assert (shown["reason_kind"], shown["reason"], shown["consent_note"]) == reasons
        assert (shown["answer"], shown["person_name"]) == ("substitute", "Đỗ Em")


def test_nobody_is_checked_in_before_the_day_and_the_office_says_when_it_was_told(called, unit, office):
    invitee = called.by["skhdt"].id
    early = office.post(f"/invitees/{invitee}/check-in", {"presence": "present"})
    assert (early.status_code, early.json()["code"]) == (409, "not_the_day")
    said = {"answer": "absent", "reason_kind": "sick", "reported_at": "2021-01-18T00:30:00Z"}
    assert unit.post(f"/invitees/{invitee}/answer", said).status_code == 403
    with time_machine.travel(STARTS, tick=False):
        late = unit.post(f"/invitees/{invitee}/answer", {"answer": "comes"})
        assert (late.status_code, late.json()["code"]) == (409, "too_late")
        assert office.post(f"/invitees/{invitee}/answer", said).status_code == 200
        found = office.post(f"/invitees/{invitee}/check-in", {"presence": "absent"}).json()
    assert found["attendance"] == "absent_with_reason"


@pytest.mark.usefixtures("_at_the_door")
def test_check_in_by_list_and_by_the_code_at_the_door(called, unit, office, office_leader):
    invitee = called.by["skhdt"].id
    secret = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    wrong = unit.post(f"/invitees/{invitee}/check-in", {"presence": "present", "how": "qr", "door_secret": "sai"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_door_code")
    found = unit.post(
        f"/invitees/{invitee}/check-in", {"presence": "present", "how": "qr", "door_secret": secret}
    ).json()
    assert (found["attendance"], found["check_in"]) == ("present", "qr")
    office.post(f"/invitees/{called.by['stc'].id}/check-in", {"presence": "absent"})
    counted = office.get(f"/meetings/{called.meeting.id}/attendance").json()
    assert (counted["called"], counted["came"], counted["absent_unreported"], counted["not_yet"]) == (6, 1, 1, 4)
    assert counted["sentence"].startswith("Thành viên UBND tỉnh, vắng 01 thành viên (Giám đốc Sở Tài chính Hồ Hạnh")
    assert unit.get(f"/meetings/{called.meeting.id}/attendance").status_code == 403


@pytest.mark.usefixtures("_at_the_door")
def test_who_keeps_a_venue_reads_the_figures_of_its_list(called, make_user, as_user, office):
    keeper = as_user(make_user("ct.hondat", "unit_head", unit="hondat"))
    there = {"presence": "present", "how": "venue"}
    assert keeper.post(f"/invitees/{called.by['hondat'].id}/check-in", there).json()["attendance"] == "online"
    found = keeper.get(f"/meetings/{called.meeting.id}/attendance").json()
    assert (found["called"], found["came"], found["sentence"]) == (1, 1, "")
    assert office.get(f"/meetings/{called.meeting.id}/attendance").json()["called"] == 6


_HIDDEN = {
    "presence": "", "attendee": "", "attendee_name": "", "attendee_title": "", "attendee_rank": "", "mode": "",
    "check_in": "", "checked_at": None, "attendance": "",
}  # fmt: skip


@pytest.mark.usefixtures("_at_the_door")
def test_who_came_is_read_of_one_s_own_people_and_of_the_venue_that_one_keeps(
    called, unit, make_user, as_user, office, chair_
):
    keeper = as_user(make_user("ct.hondat", "unit_head", unit="hondat"))
    Invitee.objects.filter(id=called.by["stc"].id).update(venue_id=called.venue["hondat"].id)
    for one in called.by.values():
        office.post(f"/invitees/{one.id}/check-in", {"presence": "present"})

    def read(caller):
        items = caller.get(f"/meetings/{called.meeting.id}/invitees").json()["items"]
        found = {each["id"]: {name: each[name] for name in _HIDDEN} for each in items}
        return {code for code, one in called.by.items() if found[one.id] != _HIDDEN}, found

    whole, shown = read(office)
    assert whole == set(called.by)
    assert shown[called.by["syt"].id]["attendance"] == "present"
    assert read(chair_)[1] == shown
    own, shown_to_unit = read(unit)
    assert own == {"skhdt"}
    assert shown_to_unit[called.by["skhdt"].id] == shown[called.by["skhdt"].id]
    assert read(keeper)[0] == {"hondat", "stc"}


def test_figures_and_explanations(called, unit, office, chair_):
    invitee = called.by["skhdt"].id
    Invitee.objects.filter(id=invitee).update(presence="absent")
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    made = unit.post(f"/invitees/{invitee}/explanations", {"text": "Xe hỏng."})
    assert (made.status_code, made.json()["verdict"]) == (201, "open")
    path = f"/explanations/{made.json()['id']}/verdict"
    assert office.post(path, {"verdict": "not_accepted"}).json()["code"] == "reason_required"
    assert office.post(path, {"verdict": "accepted"}).json()["verdict"] == "accepted"
    query = "/attendance-statistics?first=2021-01-01&last=2021-12-31"
    found = chair_.get(query).json()
    assert (found["total"]["called"], found["total"]["breaches"], found["total"]["excused"]) == (6, 1, 1)
    mine = unit.get(query + "&by=person").json()
    assert [line["name"] for line in mine["items"]] == ["Đỗ Em"]
    assert chair_.get("/attendance-statistics?first=2021-12-31&last=2021-01-01").status_code == 422
    assert chair_.get("/attendance-statistics?loai=x").json()["code"] == "unknown_parameter"
    assert chair_.get(query + "&kind=briefing").json()["items"] == []
