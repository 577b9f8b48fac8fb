"""Task sheets over the API: from the file to the directives, and back."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.tasksheets.workbooks import sheet_of

ROW = [1, "Rà soát nhiệm vụ", "13/TB-VP", "07/01/2021", "15/3", "Sở Kế hoạch và Đầu tư"]


def _open(person, data=None):
    form = {"file": SimpleUploadedFile("theo dõi.xlsx", data or sheet_of(ROW))}
    return person.call("post", "/task-imports", form=form)


def test_a_sheet_from_the_file_to_the_directives(as_user, province, specialist):
    office = as_user(specialist)
    opened = _open(office)
    assert opened.status_code == 201
    one = opened.json()
    assert (one["state"], one["counts"]["question"], one["questions"][0]["options"]) == (
        "open",
        1,
        ["2021-03-15", "2022-03-15"],
    )
    assert {column["code"] for column in one["columns"]} >= {"text", "due", "lead"}
    path = f"/task-imports/{one['id']}"
    refused = office.post(f"{path}/commit", {"digest": one["digest"]})
    assert (refused.status_code, refused.json()["code"], refused.json()["rows"]) == (422, "questions_left", [2])
    answer = {"code": "year", "key": one["questions"][0]["key"], "value": {"on": "2021-03-15"}}
    answered = office.post(f"{path}/answers", {"answers": [answer]}).json()
    assert (answered["counts"]["ok"], answered["questions"]) == (1, [])
    rows = office.get(f"{path}/rows?state=ok").json()
    assert (rows["count"], rows["items"][0]["plan"]["due"]["on"]) == (1, "2021-03-15")
    done = office.post(f"{path}/commit", {"digest": answered["digest"]}).json()
    assert (done["state"], done["counts"]["created"]) == ("committed", 1)
    directive = office.get(f"{path}/rows").json()["items"][0]["directive_id"]
    assert office.get(f"/directives/{directive}").json()["text"] == "Rà soát nhiệm vụ"
    assert office.get("/task-imports").json()["count"] == 1
    assert office.post(f"{path}/withdraw", {"reason": "nhầm"}).json()["state"] == "withdrawn"


def test_an_import_is_discarded(as_user, province, specialist, clerk):
    office = as_user(specialist)
    one = _open(office).json()
    assert as_user(clerk).call("delete", f"/task-imports/{one['id']}").status_code == 403
    assert office.call("delete", f"/task-imports/{one['id']}").status_code == 204
    assert office.call("delete", f"/task-imports/{one['id']}").status_code == 409
    nothing = office.call("post", "/task-imports", form={"sheet": ""})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "file_required")
