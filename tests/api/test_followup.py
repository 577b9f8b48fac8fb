"""Follow-up over the API: another deadline from the request to the answer, a deadline that stands still, rules, deputies."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.followup.deadline_world import ask
from tests.followup.deadline_world import subject as given_to_the_lead


@pytest.fixture
def subject(province, specialist):
    return given_to_the_lead(province, specialist)


def test_a_request_from_the_unit_to_its_answer(as_user, subject, lead_focal, specialist, observer, other_unit_focal):
    unit, office = as_user(lead_focal), as_user(specialist)
    made = unit.post(f"/assignments/{subject.id}/extensions", {"wanted_on": "2021-02-01", "reason": "Chờ số liệu."})
    assert made.status_code == 201
    asked = made.json()
    assert (asked["state"], asked["was_due_on"], asked["wanted_on"], asked["actions"]) == (
        "asked", "2021-01-25", "2021-02-01", ["withdraw"],
    )  # fmt: skip
    waiting = office.get("/extensions?state=asked").json()
    assert (waiting["count"], waiting["items"][0]["actions"]) == (1, ["decide"])
    assert as_user(other_unit_focal).get("/extensions").json()["count"] == 0
    refused = office.post(f"/extensions/{asked['id']}/decide", {"is_granted": False})
    assert (refused.status_code, refused.json()["code"]) == (422, "note_required")
    granted = office.post(f"/extensions/{asked['id']}/decide", {"is_granted": True, "granted_on": "2021-01-29"}).json()
    assert (granted["state"], granted["granted_on"], granted["actions"]) == ("granted", "2021-01-29", [])
    assert office.get(f"/assignments/{subject.id}").json()["due_on"] == "2021-01-29"
    again = office.post(f"/extensions/{asked['id']}/decide", {"is_granted": True})
    assert (again.status_code, again.json()["code"]) == (409, "decided")
    assert as_user(observer).get(f"/extensions/{asked['id']}").json()["files"] == []


def test_files_go_along_and_come_back(as_user, subject, lead_focal, specialist, observer):
    form = {"wanted_on": "2021-02-01", "reason": "Chờ.", "files": SimpleUploadedFile("Công văn.txt", b"xin")}
    asked = as_user(lead_focal).call("post", f"/assignments/{subject.id}/extensions", form=form).json()
    (kept,) = asked["files"]
    assert kept["name"] == "Công văn.txt"
    got = as_user(specialist).get(f"/extension-files/{kept['id']}/file")
    assert b"".join(got.streaming_content) == b"xin"
    assert as_user(observer).get(f"/extension-files/{kept['id']}/file").status_code == 404


def test_a_unit_takes_its_request_back(as_user, subject, lead_focal):
    asked = ask(lead_focal, subject)
    assert as_user(lead_focal).post(f"/extensions/{asked.id}/withdraw", {}).json()["state"] == "withdrawn"


def test_a_day_off_is_refused_with_the_next_working_day(as_user, subject, lead_focal):
    refused = as_user(lead_focal).post(
        f"/assignments/{subject.id}/extensions", {"wanted_on": "2021-01-30", "reason": "Chờ."}
    )
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "not_working", "wanted_on")
    assert "01/02/2021" in refused.json()["detail"]


def test_a_deadline_stands_still_and_goes_on(as_user, subject, specialist, lead_focal):
    office = as_user(specialist)
    stopped = office.post(
        f"/assignments/{subject.id}/clock-stops", {"since": "2021-01-11", "cause": "Chờ hướng dẫn."}
    ).json()
    assert (stopped["due_on"], stopped["was_due_on"]) == (None, "2021-01-25")
    assert office.get(f"/assignments/{subject.id}").json()["timeliness"] == "undated"
    ended = office.post(f"/clock-stops/{stopped['id']}/resume", {"until": "2021-01-13"}).json()
    assert (ended["until"], ended["due_on"]) == ("2021-01-13", "2021-01-28")
    assert as_user(lead_focal).get(f"/assignments/{subject.id}/clock-stops").json() == {"items": [ended]}
    codes = [event["code"] for event in office.get(f"/directives/{subject.directive_id}/events").json()["items"]]
    assert {"assignment.clock_stopped", "assignment.clock_resumed"} <= set(codes)


def test_rules_and_deputies(as_user, office_leader, specialist, clerk):
    leader = as_user(office_leader)
    rules = {"most": 1, "longest": 10, "days_before": 2, "may_ask_late": False}
    assert leader.call("put", "/extension-rules", rules).json() == rules
    assert as_user(clerk).get("/extension-rules").json() == rules
    wrong = leader.call("put", "/extension-rules", {**rules, "most": 100})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "most")
    named = leader.post("/deadline-deputies", {"deputy_id": specialist.pk, "valid_from": "2030-01-01"}).json()
    assert (named["setter_id"], named["deputy_id"]) == (office_leader.pk, specialist.pk)
    assert leader.get("/deadline-deputies").json() == {"items": [named]}
    assert leader.post(f"/deadline-deputies/{named['id']}/end", {}).status_code == 204
    assert leader.get("/deadline-deputies").json() == {"items": []}
