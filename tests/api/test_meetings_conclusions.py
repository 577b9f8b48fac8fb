"""Conclusions over the API: two on one line, duties by code, lines dropped and brought back."""

from __future__ import annotations

import pytest
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import put_on

from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.models import Conclusion


@pytest.fixture
def path(called, specialist):
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    return f"/meetings/{called.meeting.id}"


@pytest.fixture
def line(office, path):
    return office.post(path + "/conclusions", {"text": "Giao Sở Y tế báo cáo.", "client_key": "k-1"}).json()


def test_what_is_not_sent_of_a_line_stays(office, path, line):
    address = f"{path}/conclusions/{line['id']}"
    duty = {"leads": ["syt"], "deadline_kind": "date", "deadline_words": "trong tháng 3", "due_on": "2021-03-31"}
    given = office.patch(address, {"version": 1, "duties": [duty]}).json()
    assert given["duties"] == [{**duty, "coordinates": []}]
    shaped = office.patch(address, {"version": 2, "kind": "paragraph", "depth": 1, "label": "*"}).json()
    assert (shaped["text"], shaped["duties"], shaped["mark"]) == (line["text"], given["duties"], "*")
    assert office.patch(address, {"version": 3, "duties": []}).json()["duties"] == []
    assert office.get(path + "/conclusions").json()["items"][0]["version"] == 4


def test_two_on_one_line_keep_both_texts(office, path, line):
    address = f"{path}/conclusions/{line['id']}"
    office.patch(address, {"version": 1, "text": "Một."})
    problem = office.patch(address, {"version": 1, "text": "Hai."}).json()
    assert (problem["code"], problem["theirs"]["text"], problem["mine"]["text"]) == ("other_version", "Một.", "Hai.")
    assert office.post(address + "/drop", {"version": 1}).json()["code"] == "other_version"


def test_a_line_is_dropped_and_brought_back(office, path, line):
    address = f"{path}/conclusions/{line['id']}"
    assert office.post(address + "/drop", {"version": 1}).status_code == 204
    assert office.get(path + "/conclusions").json()["items"] == []
    assert office.patch(address, {"version": 2}).json()["text"] == line["text"]


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        ({"leads": ["khong-co"]}, "unknown_unit"),
        ({"leads": ["syt"], "deadline_kind": "date"}, "bad_input"),
        ({"leads": ["syt"], "deadline_kind": "soon"}, "invalid"),
        ({"leads": [1]}, "invalid"),
        ({"lead": ["syt"]}, "invalid"),
    ],
)
def test_duties_that_cannot_be_are_a_problem(office, path, line, duty, code):
    refused = office.patch(f"{path}/conclusions/{line['id']}", {"version": 1, "duties": [duty]})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert Conclusion.objects.get().duties == []


def test_a_line_goes_where_it_is_put(office, path, line):
    second = office.post(path + "/conclusions", {"text": "Hai.", "after_id": 0}).json()["id"]
    assert [one["id"] for one in office.get(path + "/conclusions").json()["items"]] == [second, line["id"]]
    moved = office.post(f"{path}/conclusions/{second}/move", {"after_id": line["id"]}).json()["items"]
    assert [(one["id"], one["mark"], one["version"]) for one in moved] == [(line["id"], "1.", 1), (second, "2.", 1)]
    assert office.post(f"{path}/conclusions/{second}/move", {"after_id": second}).status_code == 422
    assert office.post(f"{path}/conclusions/{second}/move", {"after_id": 999_999}).json()["code"] == "gone"


def test_the_reader_says_what_it_would_find(office, as_user, lead_head, path, line):
    office.post(path + "/conclusions", {"text": ""})
    office.post(path + "/conclusions", {"text": "Giao Sở Lạ hoắc báo cáo trước ngày 05/02/2021."})
    found = office.get(path + "/understood").json()["items"]
    assert (found[0]["line_id"], found[0]["leads"], found[0]["unknown"]) == (line["id"], ["Sở Y tế"], [])
    assert (found[-1]["unknown"], found[-1]["due_on"]) == (["Sở Lạ hoắc"], "2021-02-05")
    assert found[-1]["problems"]
    assert as_user(lead_head).get(path + "/understood").status_code == 403


def test_a_unit_reads_shown_lines_with_the_marks_that_they_have(office, as_user, lead_head, path, line):
    second = office.post(path + "/conclusions", {"text": "Hai."}).json()["id"]
    office.post(path + "/show-conclusions", {"shown": True, "line_ids": [second]})
    (shown,) = as_user(lead_head).get(path + "/conclusions").json()["items"]
    assert (shown["id"], shown["mark"]) == (second, "2.")
    assert as_user(lead_head).post(f"{path}/conclusions/{second}/drop", {"version": 1}).status_code == 403
