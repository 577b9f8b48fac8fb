"""Urging over the API: rules, what a run would tell, urging with its letter, an explanation from question to decision."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.documents.register_world import opened
from tests.urging.urging_world import night
from tests.urging.urging_world import subject as given_to

__all__ = ["opened"]


@pytest.fixture
def late(province, specialist):
    """The lead's task, three days over on the story's day."""
    return given_to(province, specialist, due_on=dt.date(2021, 1, 15))


def test_rules_are_read_set_and_ended(as_user, office_leader, lead_focal):
    leader = as_user(office_leader)
    first = as_user(lead_focal).get("/reminder-rules").json()["items"][0]
    assert (first["code"], first["is_shipped"], first["ranks"]) == ("truoc-han-5", True, ["focal_point"])
    assert first["sentence"] == "Trước hạn 5 ngày làm việc: nhắc đầu mối đơn vị."
    body = {"name": "Quá hạn", "trigger": "overdue", "days": 3, "ranks": ["chair"], "fields": ["kinh-te"]}
    made = leader.post("/reminder-rules", body)
    assert (made.status_code, made.json()["fields"]) == (201, ["kinh-te"])
    refused = leader.post("/reminder-rules", {**body, "days": 0})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "out_of_range", "days")
    assert leader.post("/reminder-rules", {**body, "fields": ["khong-co"]}).json()["code"] == "unknown_field"
    code = made.json()["code"]
    changed = leader.call("put", f"/reminder-rules/{code}", {**body, "only_starred": True}).json()
    assert changed["only_starred"]
    assert (changed["at_once"], "Báo ngay" in changed["sentence"]) == (False, False)
    loud = leader.call("put", f"/reminder-rules/{code}", {**body, "at_once": True}).json()
    assert (loud["at_once"], "Báo ngay" in loud["sentence"]) == (True, True)
    assert "được đánh dấu sao" in changed["sentence"]
    assert leader.post(f"/reminder-rules/{code}/end", {}).status_code == 204
    assert leader.post(f"/reminder-rules/{code}/end", {}).status_code == 409
    assert as_user(lead_focal).post("/reminder-rules", body).status_code == 403


def test_what_a_run_would_tell(as_user, late, office_leader, lead_focal):
    leader = as_user(office_leader)
    answer = leader.get("/reminder-preview?on=2021-01-18&limit=1").json()
    assert (answer["on"], len(answer["items"])) == ("2021-01-18", 1)
    assert answer["count"] >= 1
    assert answer["items"][0]["assignment_id"] == late.id
    night("2021-01-18")
    assert leader.get("/reminder-preview?on=2021-01-18").json()["count"] == 0
    (run,) = leader.get("/reminder-runs").json()["items"]
    assert (run["day"], run["since"], run["reminders"]) == ("2021-01-18", None, answer["count"])
    assert as_user(lead_focal).get("/reminder-preview").status_code == 403


def test_urging_and_its_letter(as_user, late, specialist, lead_focal, opened, other_unit_focal):
    opened("Sổ công văn")
    office = as_user(specialist)
    made = office.post("/urgings", {"assignments": [late.id], "note": "Báo cáo ngay."})
    assert made.status_code == 201
    urging = made.json()
    assert (urging["assignments"][0]["assignment_id"], urging["assignments"][0]["due_on"]) == (late.id, "2021-01-15")
    letter = office.post(f"/urgings/{urging['id']}/letters", {"issuing_unit": "vp", "to_unit": "skhdt"})
    assert (letter.status_code, letter.json()["unit"], letter.json()["draft_state"]) == (201, "skhdt", "drafting")
    assert (
        office.post(f"/urgings/{urging['id']}/letters", {"issuing_unit": "vp", "to_unit": "skhdt"}).status_code == 409
    )
    unit = as_user(lead_focal)
    assert unit.get("/urgings").json()["count"] == 1
    assert unit.get(f"/urgings/{urging['id']}").json()["letters"] == []
    assert as_user(other_unit_focal).get("/urgings").json()["count"] == 0
    nothing = office.post("/urgings", {"assignments": []})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "none_chosen")


def test_an_assignment_says_how_often_its_unit_was_told(
    as_user, late, specialist, office_leader, lead_focal, lead_head, other_unit_focal
):
    here = f"/assignments/{late.id}/urging"
    nothing = as_user(lead_focal).get(here).json()
    assert (nothing["times"], nothing["last_on"], nothing["reminded"], nothing["may_urge"]) == (0, None, [], False)
    night("2021-01-16")
    as_user(specialist).post("/urgings", {"assignments": [late.id], "note": "Báo cáo ngay."})
    asked = {"assignments": [late.id], "question": "Vì sao chậm?", "due_on": "2030-01-07"}
    explanation = as_user(office_leader).post("/explanations", asked).json()
    said = as_user(lead_focal).get(here).json()
    by_rule = {one["rule"]: one for one in said["reminded"]}
    (urged,) = said["urged"]
    assert set(by_rule) == {"qua-han-1", "chua-tiep-nhan"}
    assert said["times"] == 3
    reminded = by_rule["qua-han-1"]
    assert (reminded["on"], reminded["trigger"], reminded["counted_from"]) == ("2021-01-16", "overdue", "2021-01-15")
    assert lead_focal.full_name in reminded["told"]
    assert (urged["urged_by"], urged["note"], said["last_on"]) == (
        specialist.full_name, "Báo cáo ngay.", urged["urged_on"],
    )  # fmt: skip
    assert said["explanations"] == [{"id": explanation["id"], "state": "asked", "due_on": "2030-01-07"}]
    assert (said["may_urge"], as_user(specialist).get(here).json()["may_urge"]) == (False, True)
    assert as_user(other_unit_focal).get(here).status_code == 404


def test_an_explanation(as_user, late, office_leader, lead_focal, observer):
    leader, unit = as_user(office_leader), as_user(lead_focal)
    by = {"assignments": [late.id], "question": "Vì sao chậm?", "due_on": "2030-01-07"}
    asked = leader.post("/explanations", by)
    assert (asked.status_code, asked.json()["state"], asked.json()["actions"]) == (201, "asked", ["withdraw"])
    here = f"/explanations/{asked.json()['id']}"
    assert unit.get(here).json()["actions"] == ["answer"]
    form = {"text": "Chờ số liệu.", "files": SimpleUploadedFile("Giải trình.txt", b"vi sao")}
    answered = unit.call("post", f"{here}/answer", form=form).json()
    (file,) = answered["answers"][0]["files"]
    assert (answered["state"], file["name"]) == ("answered", "Giải trình.txt")
    assert b"".join(leader.get(f"/explanation-files/{file['id']}/file").streaming_content) == b"vi sao"
    assert as_user(observer).get(here).json()["answers"][0]["files"] == []
    assert as_user(observer).get(f"/explanation-files/{file['id']}/file").status_code == 404
    again = leader.post(f"{here}/decide", {"is_sufficient": False, "note": "Nêu trách nhiệm.", "due_on": "2030-01-09"})
    assert (again.json()["state"], again.json()["due_on"], again.json()["first_due_on"]) == (
        "returned", "2030-01-09", "2030-01-07",
    )  # fmt: skip
    assert unit.post(f"{here}/answer", {"text": "Phòng Tổng hợp."}).json()["state"] == "answered"
    done = leader.post(f"{here}/decide", {"is_sufficient": True}).json()
    assert (done["state"], [one["is_sufficient"] for one in done["answers"]]) == ("sufficient", [False, True])
    late_one = leader.post(f"{here}/withdraw", {"reason": "Thôi."})
    assert (late_one.status_code, late_one.json()["code"]) == (409, "wrong_state")
    assert unit.get("/explanations?state=sufficient").json()["count"] == 1
