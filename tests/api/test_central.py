"""Tasks from above over the API: from the record to the centre's yes, by both clocks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.central.central_world import CONTENT
from tests.central.files import line, workbook
from tests.directives import story

NEW = {
    "content": CONTENT, "code": "TW-001", "document_code": "1711/CĐ-TTg", "document_issued_on": "2020-12-10",
    "due_on": "2021-01-31", "field": "kinh-te",
}  # fmt: skip


@pytest.fixture
def task(as_user, specialist):
    return as_user(specialist).post("/central-tasks", NEW).json()


def test_from_the_record_to_the_centres_yes(as_user, specialist, lead_focal, other_unit_focal, task):
    office = as_user(specialist)
    assert (task["state"], task["given_on"], task["central"], task["internal"]) == (
        "open", "2020-12-10", {"due_on": "2021-01-31", "timeliness": "open_in_time", "days_left": 13}, None,
    )  # fmt: skip
    again = office.post("/central-tasks", NEW)
    assert (again.status_code, again.json()["code"], again.json()["task_id"]) == (409, "recorded_already", task["id"])
    at = f"/central-tasks/{task['id']}"
    beyond = office.post(f"{at}/assign", {"leads": ["skhdt"], "due_on": "2021-02-01"})
    assert (beyond.status_code, beyond.json()["code"], beyond.json()["field"]) == (422, "beyond_ceiling", "due_on")
    given = office.post(f"{at}/assign", {"leads": ["skhdt"], "coordinates": ["stc"], "due_on": "2021-01-20"}).json()
    assert (given["unit"], given["internal"]) == (
        "skhdt", {"due_on": "2021-01-20", "timeliness": "due_soon", "days_left": 2},
    )  # fmt: skip
    assert office.get(f"/directives/{given['directive_id']}").json()["origin"] == "central"
    assert as_user(lead_focal).get(at).json()["actions"] == []
    assert as_user(other_unit_focal).get(at).status_code == 404
    moved = office.post(f"{at}/deadline", {"due_on": "2021-01-19", "reason": "Công văn 9/VPCP"}).json()
    assert (moved["is_beyond"], len(moved["beyond"]), moved["original_due_on"]) == (True, 2, "2021-01-31")
    reported = office.post(f"{at}/report", {"report_document": "15/BC-UBND", "reported_on": "2021-01-18"}).json()
    assert (reported["state"], reported["reported_on"], reported["actions"]) == (
        "reported", "2021-01-18", ["change", "confirm", "return", "withdraw"],
    )  # fmt: skip
    returned = office.post(f"{at}/return", {"reason": "Thiếu số liệu."}).json()
    assert (returned["state"], returned["reported_on"]) == ("open", None)
    office.post(f"{at}/report", {"report_document": "16/BC-UBND"})
    done = office.post(f"{at}/confirm", {}).json()
    assert (done["state"], done["cell"], done["central"]["timeliness"]) == ("done", "done_on_time", "done_on_time")
    assert office.post(f"{at}/confirm", {}).json()["code"] == "wrong_state"


def test_the_list_of_a_past_day_with_its_figures(as_user, specialist, task):
    office = as_user(specialist)
    for number, due_on in (("2", "2020-12-20"), ("3", "2020-12-30")):
        office.post("/central-tasks", {**NEW, "code": f"TW-00{number}", "due_on": due_on})
    found = office.get("/central-tasks?on=2020-12-25&cell=overdue").json()
    assert (found["count"], [one["code"] for one in found["items"]]) == (1, ["TW-002"])
    assert found["figures"] == {
        "population": 3, "done_on_time": 0, "done_late": 0, "within": 2, "overdue": 1, "undated": 0, "due_soon": 0,
        "unassigned": 3, "late_inside": 0,
    }  # fmt: skip
    assert office.get("/central-tasks?on=2020-12-31&cell=overdue").json()["count"] == 2
    assert office.get("/central-tasks?q=giai%20ngan&limit=1").json()["count"] == 3
    assert office.get("/central-tasks?late=1").json()["code"] == "unknown_parameter"


def test_it_is_tied_to_what_the_province_has_already_and_untied(as_user, office_leader, province, task):
    leader, at = as_user(office_leader), f"/central-tasks/{task['id']}"
    directive = story.give(office_leader, province, text=CONTENT)
    type(directive).objects.filter(id=directive.id).update(origin="central")
    (same,) = leader.get(f"{at}/same").json()["items"]
    assert (same["directive_id"], same["percent"]) == (directive.id, 100)
    assert leader.post(f"{at}/link", {"directive_id": directive.id}).json()["unit"] == "skhdt"
    assert leader.post(f"{at}/unlink", {}).json()["code"] == "reason_required"
    assert leader.post(f"{at}/unlink", {"reason": "Nối nhầm."}).json()["directive_id"] is None


def test_it_is_changed_withdrawn_and_opened_again(as_user, office_leader, clerk, task):
    leader, at = as_user(office_leader), f"/central-tasks/{task['id']}"
    facts = {name: value for name, value in NEW.items() if name != "due_on"}
    changed = as_user(clerk).call("put", at, {**facts, "specialist_id": clerk.pk, "unit": "syt"}).json()
    assert (changed["specialist_id"], changed["unit"]) == (clerk.pk, "syt")
    assert as_user(clerk).post(f"{at}/withdraw", {"reason": "x"}).status_code == 403
    assert leader.post(f"{at}/withdraw", {"reason": "Trung ương thu hồi."}).json()["cell"] is None
    assert leader.post(f"{at}/reopen", {"reason": "Nhầm."}).json()["state"] == "open"


def test_a_file_of_the_centres_system_from_its_preview_to_last_weeks(as_user, clerk, chair, files_folder):
    office = as_user(clerk)

    def send(*lines, **form):
        return office.call(
            "post", "/central-imports", form={"file": SimpleUploadedFile("a.xlsx", workbook(lines)), **form}
        )

    assert as_user(chair).get("/central-imports").status_code == 403
    first = send(line(), line("TW-2"), as_of="2021-01-11").json()
    assert [(row["verdict"], row["values"]["due_on"]) for row in first["rows"]] == [("new", "2021-01-31")] * 2
    at = f"/central-imports/{first['id']}"
    told = office.call("put", f"{at}/columns", {"mapping": {"content": 4, "code": 1, "due_on": 5}}).json()
    assert (told["mapping"], "status" in told["rows"][0]["values"]) == ({"code": 1, "content": 4, "due_on": 5}, False)
    wrong = office.call("put", f"{at}/columns", {"mapping": {"due_on": 5}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "no_content_column")
    rows = [row["row_id"] for row in told["rows"]]
    done = office.post(f"{at}/commit", {"new": rows}).json()
    assert (len(done["recorded"]), done["refused"]) == (2, [])
    assert office.post(f"{at}/commit", {}).json()["code"] == "closed"
    second = send(line(due="15/02/2021"), line("TW-3")).json()
    (changed,) = [row for row in second["rows"] if row["verdict"] == "changed"]
    assert changed["differences"] == [{"field": "due_on", "was": "2021-01-31", "now": "2021-02-15"}]
    assert second["before"] == first["id"]
    assert len(second["gone"]) == 1
    office.post(f"/central-imports/{second['id']}/commit", {"changed": [changed["row_id"]]})
    found = office.get(f"/central-imports/{first['id']}/comparison/{second['id']}").json()
    assert (len(found["new"]), len(found["changed"]), len(found["gone"]), found["same"]) == (1, 1, 1, 0)
    assert [one["id"] for one in office.get("/central-imports").json()["items"]] == [second["id"], first["id"]]
    assert b"".join(office.get(f"{at}/file").streaming_content)[:2] == b"PK"
    assert office.get("/exports/central-tasks?cell=within").content[:2] == b"PK"
    third = send(line()).json()
    assert office.call("delete", f"/central-imports/{third['id']}").status_code == 204
    assert office.get(f"/central-imports/{third['id']}").status_code == 404
    assert office.post("/central-imports", {}).json()["code"] == "file_required"
