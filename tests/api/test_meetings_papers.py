"""Papers, opinions and requests to speak over the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.reading.builders import pdf

from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.models import PaperVersion


@pytest.fixture
def path(called):
    return f"/meetings/{called.meeting.id}"


@pytest.fixture
def item(called, specialist):
    return add_item(actor=specialist, meeting_id=called.meeting.id, title="Báo cáo", now=NOW)


def test_a_paper_is_asked_for_sent_and_read(office, as_user, lead_focal, outsider, path, item):
    asked = office.post(path + "/papers", {"title": "Dự thảo", "item_id": item.id, "unit": "skhdt"}).json()
    assert (asked["unit"], asked["versions"], asked["is_late"]) == ("skhdt", [], False)
    unit = as_user(lead_focal)
    there = f"{path}/papers/{asked['id']}/versions"
    empty = unit.post(there, {"note": "x"})
    assert (empty.status_code, empty.json()["code"]) == (422, "empty")
    secret = unit.post(there, form={"file": SimpleUploadedFile("a.txt", "TỐI MẬT\nBáo cáo.".encode())})
    assert (secret.status_code, secret.json()["code"]) == (422, "secret_document")
    assert not PaperVersion.objects.exists()
    sent = unit.post(there, form={"file": SimpleUploadedFile("báo cáo.txt", b"Bao cao."), "note": "bản đầu"})
    assert sent.status_code == 201
    (version,) = sent.json()["versions"]
    assert (version["number"], version["name"], version["note"]) == (1, "báo cáo.txt", "bản đầu")
    assert office.get(path + "/papers").json()["items"] == [sent.json()]
    file = f"{path}/paper-versions/{version['id']}/file"
    assert b"".join(unit.client.get("/api/v1" + file, headers=unit.headers).streaming_content) == b"Bao cao."
    assert as_user(outsider).get(file).status_code == 404


def test_a_long_dossier_s_summary_waits_and_is_sent(office, as_user, lead_focal, path, item):
    asked = office.post(path + "/papers", {"title": "Dự thảo", "item_id": item.id, "unit": "skhdt"}).json()
    unit = as_user(lead_focal)
    assert unit.post(f"{path}/agenda/{item.id}/summary", form={}).json()["code"] == "not_wanted"
    long = SimpleUploadedFile("a.pdf", pdf([[(80, 80, "Trang")] for _ in range(11)]))
    (version,) = unit.post(f"{path}/papers/{asked['id']}/versions", form={"file": long}).json()["versions"]
    assert (version["pages"], version["pages_estimated"]) == (11, False)
    (waits,) = unit.get("/meeting-waiting").json()["papers"]
    assert (waits["paper_id"], waits["item_id"], waits["kind"]) == (None, item.id, "summary")
    sent = unit.post(f"{path}/agenda/{item.id}/summary", form={"file": SimpleUploadedFile("t.txt", b"Tom tat.")})
    assert (sent.status_code, sent.json()["kind"], sent.json()["unit"]) == (201, "summary", "skhdt")
    assert unit.get("/meeting-waiting").json()["papers"] == []


def test_a_paper_of_another_meeting_is_not_there(office, path, specialist, province, plan_of):
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    paper = ask_for_paper(actor=specialist, meeting_id=other.id, title="x", kind="other", now=NOW)
    assert office.post(f"{path}/papers/{paper.id}/versions", {}).status_code == 404


def test_an_opinion_is_read_by_the_office_and_its_own_unit(office, as_user, lead_focal, coordinating_focal, path, item):
    there = f"{path}/agenda/{item.id}/opinion"
    unit, other = as_user(lead_focal), as_user(coordinating_focal)
    assert unit.post(there, {"stance": "disagree"}).json()["field"] == "text"
    given = unit.post(there, {"stance": "disagree", "text": "Thiếu nguồn."}).json()
    assert (given["unit"], given["stance"]) == ("skhdt", "disagree")
    assert office.get(path + "/opinions").json()["items"] == [given]
    assert unit.get(path + "/opinions").json()["items"] == [given]
    assert other.get(path + "/opinions").json()["items"] == []


def test_one_asks_to_speak_and_takes_it_back(as_user, lead_focal, coordinating_focal, path):
    unit = as_user(lead_focal)
    asked = unit.post(path + "/speeches", {"topic": "Giải ngân"}).json()
    assert (asked["state"], asked["topic"]) == ("asked", "Giải ngân")
    again = f"{path}/speeches/{asked['id']}/withdraw"
    assert as_user(coordinating_focal).post(again).status_code == 403
    assert unit.post(again).json()["state"] == "withdrawn"
    assert unit.post(again).json()["code"] == "not_waiting"


def test_what_is_asked_for_is_changed_or_dropped_until_it_comes(office, as_user, lead_focal, path, item):
    asked = office.post(path + "/papers", {"title": "Dự thảo", "unit": "skhdt"}).json()["id"]
    facts = {"title": "Tờ trình", "kind": "other", "item_id": item.id, "unit": "skhdt", "due_on": "2021-01-20"}
    changed = office.patch(f"{path}/papers/{asked}", facts).json()
    assert {name: changed[name] for name in facts} == facts
    assert as_user(lead_focal).patch(f"{path}/papers/{asked}", facts).status_code == 403
    other = office.post(path + "/papers", {"title": "Thừa"}).json()["id"]
    assert office.delete(f"{path}/papers/{other}").status_code == 204
    as_user(lead_focal).post(f"{path}/papers/{asked}/versions", form={"file": SimpleUploadedFile("a.txt", b"x")})
    assert office.delete(f"{path}/papers/{asked}").json()["code"] == "sent"


def test_the_office_notes_an_opinion_that_came_on_paper(office, as_user, lead_focal, path, item):
    there = f"{path}/agenda/{item.id}/opinion"
    assert office.post(there, {"stance": "agree", "unit": "stc"}).json()["unit"] == "stc"
    assert as_user(lead_focal).post(there, {"stance": "agree", "unit": "stc"}).status_code == 403
