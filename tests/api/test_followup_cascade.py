"""Dividing an assignment, and transfer, merger and replacement, over the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.directives import story
from tests.followup import part_world, succession_world
from tests.followup.deadline_world import subject as given_to_the_lead
from tests.organizations.test_heirs import end


@pytest.fixture
def subject(province, specialist):
    return given_to_the_lead(province, specialist)


@pytest.fixture
def room_head(make_user, province):
    part_world.below(province)
    return make_user("tp.dautu", "unit_head", unit="dau-tu", full_name="Trưởng phòng Lê Đầu Tư")


def test_a_part_is_reported_with_files(as_user, subject, lead_head, room_head, observer, other_unit_focal):
    unit, room = as_user(lead_head), as_user(room_head)
    made = unit.post(f"/assignments/{subject.id}/parts", {"shares": [{"text": "Rà soát.", "unit": "dau-tu"}]})
    here = f"/parts/{made.json()['items'][0]['id']}"
    room.post(f"{here}/acknowledge", {})
    form = {"note": "Đã rà soát.", "files": SimpleUploadedFile("Số liệu.txt", b"xong")}
    (file,) = room.call("post", f"{here}/report", form=form).json()["files"]
    assert (file["name"], file["size"], file["added_on"]) == ("Số liệu.txt", 4, "2021-01-18")
    assert unit.get(f"/assignments/{subject.id}/parts").json()["items"][0]["files"] == [file]
    sent = unit.get(f"/part-files/{file['id']}/file")
    assert b"".join(sent.streaming_content) == b"xong"
    watching = as_user(observer)
    assert watching.get(here).json()["files"] == []
    for person in (watching, as_user(other_unit_focal)):
        assert person.get(f"/part-files/{file['id']}/file").status_code == 404


def test_from_dividing_to_the_proposal(
    as_user, subject, lead_focal, lead_head, room_head, specialist, coordinating_focal
):
    unit, room, office = as_user(lead_head), as_user(room_head), as_user(specialist)
    shares = [
        {"text": "Rà soát danh mục.", "unit": "dau-tu", "due_on": "2021-01-22"},
        {"text": "Soạn báo cáo.", "user_id": lead_focal.pk},
    ]
    made = unit.post(f"/assignments/{subject.id}/parts", {"shares": shares})
    assert made.status_code == 201
    first, second = made.json()["items"]
    assert (first["unit"], first["due_on"], first["actions"]) == (
        "dau-tu", "2021-01-22", ["acknowledge_part", "withdraw_part", "change_part", "divide"],
    )  # fmt: skip
    assert (second["user_name"], second["due_on"]) == ("Đầu mối Vũ Giang", "2021-01-25")
    late = unit.post(
        f"/assignments/{subject.id}/parts", {"shares": [{"text": "x", "unit": "tong-hop", "due_on": "2021-01-26"}]}
    )
    assert (late.status_code, late.json()["code"], late.json()["field"]) == (422, "after_parent", "due_on")
    loop = unit.post(f"/assignments/{subject.id}/parts", {"shares": [{"text": "x", "unit": "skhdt"}]})
    assert (loop.status_code, loop.json()["code"]) == (422, "itself")

    assert [one["id"] for one in room.get("/parts").json()["items"]] == [first["id"]]
    assert room.get(f"/assignments/{subject.id}/parts").status_code == 404
    assert room.post(f"/parts/{first['id']}/acknowledge", {}).json()["lifecycle"] == "acknowledged"
    assert room.post(f"/parts/{first['id']}/start", {}).json()["lifecycle"] == "in_progress"
    assert room.post(f"/parts/{first['id']}/report", {}).json()["code"] == "note_required"
    assert room.post(f"/parts/{first['id']}/report", {"note": "Đã rà soát."}).json()["lifecycle"] == "reported"
    assert unit.post(f"/parts/{first['id']}/return", {"reason": "Thiếu."}).json()["remark"] == "Thiếu."
    room.post(f"/parts/{first['id']}/report", {"note": "Đã rà soát 12 dự án."})
    assert unit.post(f"/parts/{first['id']}/accept", {}).json()["completed_on"] == "2021-01-18"
    assert unit.call("patch", f"/parts/{second['id']}", {"text": "Soạn, trình ký."}).json()["text"] == "Soạn, trình ký."
    assert unit.post(f"/parts/{second['id']}/withdraw", {"reason": "Không cần."}).json()["stands"] is False
    listed = unit.get(f"/assignments/{subject.id}/parts").json()
    assert (listed["done"], listed["of"], listed["proposal"]) == (1, 1, "- Phòng Đầu tư: Đã rà soát 12 dự án.")
    assert office.get(f"/assignments/{subject.id}/parts").json()["proposal"] == ""
    beside = as_user(coordinating_focal).get(f"/assignments/{subject.id}/parts").json()["items"][0]
    assert (beside["text"], beside["result"], beside["lifecycle"]) == ("", "", "accepted")
    past = office.get(f"/assignments/{subject.id}/parts?on=2021-01-17").json()
    assert past == {"on": "2021-01-17", "items": []}


def test_a_past_day_of_parts(as_user, subject, lead_focal, lead_head):
    part = part_world.divide(lead_head, subject, user=lead_focal, now=story.at("2021-01-11"))
    as_user(lead_focal).post(f"/parts/{part.id}/acknowledge", {})
    (then,) = as_user(lead_head).get(f"/assignments/{subject.id}/parts?on=2021-01-12").json()["items"]
    assert (then["lifecycle"], then["due_on"]) == ("assigned", "2021-01-22")


def test_a_transfer_by_agreement(as_user, subject, lead_focal, other_unit_focal, specialist):
    unit, receiver, office = as_user(lead_focal), as_user(other_unit_focal), as_user(specialist)
    made = unit.post(f"/assignments/{subject.id}/transfers", {"to_unit": "syt", "reason": "Đúng chức năng."})
    assert made.status_code == 201
    asked = made.json()
    assert (asked["state"], asked["to_unit_name"], asked["actions"]) == ("asked", "Sở Y tế", ["withdraw"])
    seen = receiver.get(f"/transfers/{asked['id']}").json()
    assert (seen["actions"], seen["text"][:10]) == (["agree", "decline"], "Sở Kế hoạc")
    assert receiver.get(f"/directives/{subject.directive_id}").status_code == 404
    early = office.post(f"/transfers/{asked['id']}/decide", {"is_confirmed": True})
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert receiver.post(f"/transfers/{asked['id']}/answer", {"agrees": True}).json()["state"] == "agreed"
    done = office.post(f"/transfers/{asked['id']}/decide", {"is_confirmed": True, "document_code": "55/UBND-TH"}).json()
    assert done["state"] == "done"
    assert receiver.get(f"/directives/{subject.directive_id}").status_code == 200
    (kept,) = office.get(f"/directives/{subject.directive_id}/successions").json()["items"]
    assert (kept["kind"], kept["document_code"], kept["assignments"][0]["assignment_id"]) == (
        "transferred", "55/UBND-TH", subject.id,
    )  # fmt: skip
    codes = [event["code"] for event in office.get(f"/directives/{subject.directive_id}/events").json()["items"]]
    assert {"assignment.transfer_asked", "assignment.transfer_agreed", "assignment.transferred"} <= set(codes)
    undone = office.post(f"/successions/{kept['id']}/undo", {}).json()
    assert undone["is_undone"] is True
    assert office.get(f"/assignments/{subject.id}").json()["lifecycle"] == "assigned"


def test_by_decision_and_taken_back_by_the_unit(as_user, subject, specialist, lead_focal):
    unit, office = as_user(lead_focal), as_user(specialist)
    asked = unit.post(f"/assignments/{subject.id}/transfers", {"to_unit": "bdbp", "reason": "Đúng chức năng."}).json()
    assert unit.post(f"/transfers/{asked['id']}/withdraw", {}).json()["state"] == "withdrawn"
    assert unit.get("/transfers?state=withdrawn").json()["count"] == 1
    refused = office.post(f"/assignments/{subject.id}/transfer", {"to_unit": "stc", "reason": "Đúng chức năng."})
    assert (refused.status_code, refused.json()["code"]) == (422, "has_part")
    done = office.post(f"/assignments/{subject.id}/transfer", {"to_unit": "syt", "reason": "Đúng chức năng."})
    assert (done.status_code, done.json()["kind"]) == (201, "transferred")


def test_merging_and_replacing(as_user, province, specialist):
    office = as_user(specialist)
    one, two = story.give(specialist, province), story.give(specialist, province)
    three = story.give(specialist, province, now=story.at("2021-01-15"), text="Rà soát đăng ký doanh nghiệp.")
    (found,) = office.get(f"/directives/{one.id}/candidates").json()["items"]
    assert (found["directive_id"], found["percent"], found["days_apart"]) == (two.id, 100, 0)
    (named,) = office.get(f"/directives/{one.id}/candidates?q=doanh nghiệp").json()["items"]
    assert named["directive_id"] == three.id
    merged = office.post(f"/directives/{one.id}/merge", {"duplicate_ids": [two.id], "reason": "Trùng."}).json()["items"]
    assert [(act["kind"], act["directive_id"], len(act["assignments"])) for act in merged] == [("merged", two.id, 2)]
    again = office.post(f"/directives/{one.id}/merge", {"duplicate_ids": [two.id], "reason": "Trùng."})
    assert (again.status_code, again.json()["code"]) == (409, "ended_already")
    later = office.post(f"/directives/{three.id}/supersede", {"superseded_ids": [one.id], "reason": "Thay thế."}).json()
    assert later["items"][0]["successor_directive_id"] == three.id
    assert succession_world.rows(one) == {"skhdt": "withdrawn", "stc": "withdrawn"}


def test_the_work_of_an_ended_unit_goes_to_its_successor(
    as_user, subject, province, administrator, specialist, lead_focal
):
    end(province, "skhdt", "2021-01-17", "syt")
    left = as_user(administrator).get("/units/skhdt/open-work").json()
    assert left == {
        "unit": "skhdt", "ended_on": "2021-01-17", "successors": ["syt"], "assignments": 1, "parts": 0, "requests": 0,
    }  # fmt: skip
    office = as_user(specialist)
    wrong = office.call("post", "/units/skhdt/hand-over", {"to_unit": "bdbp", "reason": "Kế thừa."})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not_successor")
    made = office.call("post", "/units/skhdt/hand-over", {"to_unit": "syt", "reason": "Kế thừa."})
    assert made.status_code == 201
    (act,) = made.json()["items"]
    assert (act["kind"], act["assignments"][0]["assignment_id"]) == ("transferred", subject.id)
    assert office.get("/units/skhdt/open-work").json()["assignments"] == 0
    assert (
        as_user(lead_focal).call("post", "/units/skhdt/hand-over", {"to_unit": "syt", "reason": "x"}).status_code == 403
    )
