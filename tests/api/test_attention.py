"""Stars, themes, comments and watching over the API."""

from __future__ import annotations

import pytest
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.directives import story


@pytest.fixture
def task(province, specialist):
    return story.give(specialist, province)


def test_a_star_restricts_the_list_as_of_its_day(as_user, chair, lead_focal, task):
    leader, unit = as_user(chair), as_user(lead_focal)
    put = leader.call("put", f"/directives/{task.id}/star", {"note": "Gấp"})
    assert (put.status_code, put.json()["is_starred"], put.json()["note"]) == (200, True, "Gấp")
    assert unit.get("/assignments?starred=true").json()["count"] == 1
    assert unit.get("/assignments?starred=true&on=2021-01-17").json()["count"] == 0
    assert leader.call("delete", f"/directives/{task.id}/star").status_code == 204
    again = leader.call("delete", f"/directives/{task.id}/star")
    assert (again.status_code, again.json()["code"]) == (409, "not_starred")


def test_a_theme_from_its_opening_to_its_end(as_user, office_leader, lead_focal, other_unit_focal, task):
    office, unit = as_user(office_leader), as_user(lead_focal)
    made = office.post("/themes", {"name": "Tết", "starts_on": "2021-01-18", "directive_ids": [task.id]})
    assert (made.status_code, made.json()["actions"]) == (201, ["change", "gather", "close"])
    theme = made.json()["id"]
    assert office.post("/themes", {"name": "TẾT", "starts_on": "2021-01-18"}).json()["code"] == "name_taken"
    detail = unit.get(f"/themes/{theme}").json()
    assert (detail["directive_ids"], detail["figures"]["population"], detail["actions"]) == ([task.id], 1, [])
    assert office.get(f"/themes/{theme}").json()["figures"]["population"] == 2
    assert office.get(f"/assignments?theme={theme}").json()["count"] == 2
    assert office.get(f"/themes/{theme}?on=2021-01-17").json()["figures"]["population"] == 0
    assert as_user(other_unit_focal).get(f"/themes/{theme}").status_code == 404
    assert as_user(other_unit_focal).get(f"/assignments?theme={theme}").status_code == 404
    assert office.post(f"/themes/{theme}/directives", {"directive_ids": [task.id]}).json() == {"added": []}
    assert office.call("delete", f"/themes/{theme}/directives/{task.id}").status_code == 204
    changed = office.call("patch", f"/themes/{theme}", {"name": "Tết Tân Sửu", "starts_on": "2021-01-18"}).json()
    assert changed["name"] == "Tết Tân Sửu"
    assert office.post(f"/themes/{theme}/close", {}).json()["actions"] == ["reopen"]
    assert office.post(f"/themes/{theme}/reopen", {}).json()["closed_on"] is None


def test_a_comment_calls_on_people_and_is_taken_away(as_user, specialist, lead_focal, observer, task):
    office = as_user(specialist)
    said = office.post(f"/directives/{task.id}/comments", {"text": "Nhờ @dm.skhdt xem"})
    assert (said.status_code, said.json()["mentioned"], said.json()["actions"]) == (
        201,
        ["dm.skhdt"],
        ["change", "remove"],
    )
    number = said.json()["id"]
    refused = office.post(f"/directives/{task.id}/comments", {"text": "@khong.co"})
    assert (refused.status_code, refused.json()["code"]) == (422, "cannot_read")
    assert office.call("patch", f"/comments/{number}", {"text": "Xong"}).json()["mentioned"] == []
    assert as_user(lead_focal).get(f"/directives/{task.id}/comments").json()["items"][0]["actions"] == []
    assert office.call("delete", f"/comments/{number}").status_code == 204
    (left,) = as_user(observer).get(f"/directives/{task.id}/comments").json()["items"]
    assert (left["is_removed"], left["text"]) == (True, "")


def test_what_one_watches_is_listed(as_user, office_leader, chair, task):
    theme = as_user(office_leader).post("/themes", {"name": "Tết", "starts_on": "2021-01-18"}).json()["id"]
    mine = as_user(chair)
    assert mine.call("put", f"/themes/{theme}/watch").status_code == 204
    assert mine.call("put", f"/directives/{task.id}/watch").status_code == 204
    assert {one["name"] for one in mine.get("/watches").json()["items"]} == {"Tết", task.text}
    assert mine.get(f"/themes/{theme}").json()["is_watched"] is True
    for address in (f"/themes/{theme}/watch", f"/directives/{task.id}/watch"):
        assert mine.call("delete", address).status_code == 204
    assert mine.get("/watches").json()["items"] == []
