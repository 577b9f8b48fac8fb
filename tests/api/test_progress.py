"""Progress and closing over the API."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.directives import story
from tests.followup.deadline_world import subject as given_to_the_lead

from dondoc.directives.models import LateCause

CAUSE = {
    "kinds": ["phoi-hop", "thien-tai"], "objective_percent": 40, "remedy": "Họp giao ban hằng tuần.", "head_name": "Đỗ Em",
}  # fmt: skip


@pytest.fixture
def subject(province, specialist):
    return given_to_the_lead(province, specialist)


@pytest.fixture
def late(province, specialist, lead_focal, office_leader):
    """Due a week before today, acknowledged."""
    directive = story.give(specialist, province, due_on=story.at("2021-01-11").date())
    one = story.assignment(directive, province.units["skhdt"])
    return story.bring_to("acknowledged", one, unit=lead_focal, office=office_leader)


def test_progress_with_a_file_and_back(as_user, subject, lead_focal, specialist, observer, other_unit_focal):
    form = {"text": "Đã lấy ý kiến.", "percent": "40", "files": SimpleUploadedFile("biên bản.txt", b"ok")}
    made = as_user(lead_focal).call("post", f"/assignments/{subject.id}/progress", form=form)
    assert made.status_code == 201
    assert (made.json()["percent"], made.json()["stage"], made.json()["on"]) == (40, "", "2021-01-18")
    office = as_user(specialist)
    listed = office.get(f"/assignments/{subject.id}/progress").json()["items"]
    assert listed == [made.json()]
    got = office.get(f"/progress-files/{listed[0]['files'][0]['id']}/file")
    assert b"".join(got.streaming_content) == b"ok"
    assert as_user(observer).get(f"/assignments/{subject.id}/progress").json()["items"][0]["files"] == []
    assert as_user(other_unit_focal).get(f"/assignments/{subject.id}/progress").status_code == 404
    row = next(one for one in office.get("/assignments").json()["items"] if one["id"] == subject.id)
    assert (row["percent"], row["updated_on"], row["priority"]) == (40, "2021-01-18", "normal")
    lower = as_user(lead_focal).post(f"/assignments/{subject.id}/progress", {"text": "x", "percent": 30})
    assert (lower.status_code, lower.json()["code"]) == (422, "fell_because_required")


def test_the_update_rate_opens_its_rows(as_user, subject, lead_focal, office_leader):
    leader = as_user(office_leader)
    rules = {"urgent": 1, "high": 2, "normal": 3, "low": 0}
    assert leader.call("put", "/update-rules", rules).json() == rules
    rate = leader.get("/figures/updates").json()
    assert (rate["updated"], rate["measured"], rate["stale"]) == (0, 2, 2)
    assert {row["unit"]: row["stale"] for row in rate["by_unit"]} == {"skhdt": 1, "stc": 1}
    as_user(lead_focal).post(f"/assignments/{subject.id}/progress", {"text": "Đang làm."})
    rate = leader.get("/figures/updates").json()
    assert (rate["updated"], rate["measured"]) == (1, 2)
    for code, count in (("updated", 1), ("stale", 1)):
        assert leader.get(f"/assignments?updates={code}").json()["count"] == count
    shown = leader.post(f"/directives/{subject.directive_id}/priority", {"priority": "low"}).json()
    assert (shown["priority"], shown["proposed"]) == ("low", "normal")
    assert leader.get("/figures/updates").json()["measured"] == 0
    assert leader.get("/figures/updates?on=2021-01-17").json()["measured"] == 2, "yesterday's priority was another"
    assert leader.get("/assignments?priority=low").json()["count"] == 2


def test_late_from_the_report_to_its_remedy(as_user, late, lead_focal, office_leader, other_unit_focal):
    unit, leader = as_user(lead_focal), as_user(office_leader)
    first = unit.post(f"/assignments/{late.id}/cause", CAUSE).json()
    assert (first["side"], first["objective_percent"], first["source"]) == ("both", 40, "unit")
    form = {"note": "Xong.", "result_document": "15/BC", "cause": json.dumps({**CAUSE, "objective_percent": 70})}
    assert unit.call("post", f"/assignments/{late.id}/report-completion", form=form).json()["lifecycle"] == "reported"
    assert leader.post(f"/assignments/{late.id}/accept-completion").json()["timeliness"] == "done_late"
    page = leader.get("/causes?side=both&stage=closed").json()
    assert page["count"] == 1
    stands = page["items"][0]
    assert (stands["source"], stands["is_agreed"], stands["objective_percent"]) == ("office", True, 70)
    assert as_user(other_unit_focal).get(f"/causes/{stands['id']}").status_code == 404
    body = {"text": "Rà soát quy trình phối hợp.", "leads": ["skhdt"], "field": "kinh-te"}
    given = [leader.call("post", f"/causes/{stands['id']}/remedies", body, HTTP_IDEMPOTENCY_KEY="k1") for _each in "ab"]
    assert {one.json()["id"] for one in given} == set(leader.get(f"/causes/{stands['id']}").json()["remedy_directives"])
    reopened = leader.post(f"/assignments/{late.id}/reopen", {"reason": "Chưa đạt."}).json()
    assert (reopened["lifecycle"], reopened["completed_on"]) == ("in_progress", None)
    assert leader.get("/causes").json()["count"] == 0
    assert leader.get(f"/causes/{stands['id']}").json()["is_standing"] is False


def test_the_answerable_head_is_asked_for_and_listed_where_it_lacks(as_user, late, lead_focal, office_leader):
    unit, leader = as_user(lead_focal), as_user(office_leader)
    asked = unit.get(f"/assignments/{late.id}/answerable-head").json()
    assert (asked["on"], asked["head_name"], asked["known"]) == (late.due_on.isoformat(), "", [])
    refused = unit.call("post", f"/assignments/{late.id}/cause", {**CAUSE, "head_name": ""})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "head_required", "head_name")
    said = unit.post(f"/assignments/{late.id}/cause", {**CAUSE, "head_title": "Giám đốc"}).json()
    assert (said["head_name"], said["head_title"], said["head_source"]) == ("Đỗ Em", "Giám đốc", "typed")
    assert leader.get("/causes?head=missing").json()["count"] == 0
    LateCause.objects.update(head_name="", head_title="")
    (old,) = leader.get("/causes?head=missing").json()["items"]
    assert (old["id"], old["head_source"]) == (said["id"], "nobody")


def test_an_unreadable_cause_in_a_form_is_refused(as_user, late, lead_focal):
    form = {"note": "Xong.", "result_document": "15/BC", "cause": "{không phải JSON"}
    assert as_user(lead_focal).call("post", f"/assignments/{late.id}/report-completion", form=form).status_code == 422


def test_lists_are_edited_by_the_leader(as_user, office_leader, clerk):
    leader = as_user(office_leader)
    added = leader.post("/cause-kinds", {"name": "Chờ nghiệm thu", "side": "objective"}).json()
    assert added == {
        "code": "cho-nghiem-thu", "side": "objective", "name": "Chờ nghiệm thu", "is_active": True, "is_shipped": False,
    }  # fmt: skip
    off = leader.call("put", "/cause-kinds/cho-nghiem-thu", {"name": "Chờ", "side": "objective", "is_active": False})
    assert (off.json()["name"], off.json()["is_active"]) == ("Chờ", False)
    assert leader.call("put", "/cause-kinds/khong-co", {"name": "x", "side": "objective"}).status_code == 404
    stage = leader.post("/progress-stages", {"name": "Nghiệm thu"}).json()
    assert stage in as_user(clerk).get("/progress-stages").json()["items"]
    off = leader.call("put", f"/progress-stages/{stage['code']}", {"name": "Nghiệm thu", "is_active": False})
    assert off.json()["is_active"] is False
    need = {"document_kind": "Công điện", "role": "lead", "needs": "both"}
    rows = leader.call("put", "/completion-needs", need).json()["items"]
    assert {**need, "is_shipped": False} in rows
    assert leader.call("put", "/completion-needs", {**need, "needs": None}).json()["items"] == rows[:2]
