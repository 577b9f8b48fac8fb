"""Indicators over the API: the list, a target, values and their approval, the board of any day, a closed period."""

from __future__ import annotations

from tests.api.conftest import *  # noqa: F403 - fixtures

NEW = {
    "code": "tang-truong-grdp", "name": "Tốc độ tăng GRDP", "measure": "%", "direction": "higher", "accumulation": "point",
    "period_kind": "quarter", "origin": "resolution", "starts_on": "2019-01-01", "field": "kinh-te", "lead": "skhdt",
}  # fmt: skip
AIM = {"period": "2020", "low": "7.2", "effective_on": "2020-01-01", "source": "Nghị quyết HĐND"}
GIVEN = {
    "cells": [{"indicator": "tang-truong-grdp", "period": "2020", "value": "3.05", "expected_vintage": 0}], "quality": "estimated",
    "released_on": "2020-12-28", "source": "Cục Thống kê",
}  # fmt: skip


def test_from_the_list_to_the_board_of_any_day(as_user, specialist, lead_focal, observer):
    office = as_user(specialist)
    made = office.post("/indicators", NEW)
    assert made.status_code == 201
    assert made.json()["owners"] == [{"unit": "skhdt", "role": "lead", "since": "2019-01-01", "ended_on": None}]
    assert office.post("/indicators/tang-truong-grdp/targets", AIM).json()["version"] == 1
    (value,) = as_user(lead_focal).post("/indicator-values", GIVEN).json()["items"]
    assert (value["state"], value["value"], value["vintage"]) == ("entered", "3.05", 1)
    assert as_user(observer).get("/indicators/tang-truong-grdp").json()["values"] == []
    done = as_user(specialist).post("/indicator-values/decide", {"values": [value["id"]], "is_approved": True}).json()
    assert done["items"][0]["state"] == "approved"
    board = as_user(observer).get("/indicators?year=2020").json()
    (row,) = board["items"]
    assert (board["total"], board["met_or_exceeded"], board["missed"], board["unknown"]) == (1, 0, 1, 0)
    assert (row["low"], row["value"], row["verdict"], row["light"]) == ("7.2", "3.05", "missed", "risk")
    before = as_user(observer).get("/indicators?year=2020&on=2020-12-27").json()
    assert (before["unknown"], before["items"][0]["value"]) == (1, None)
    known = as_user(observer).get("/indicators?year=2020&known_at=2020-12-31T00:00:00").json()
    assert known["items"][0]["target_version"] is None if known["items"] else known["total"] == 0


def test_two_at_one_cell_are_told_of_each_other(as_user, specialist, lead_focal):
    as_user(specialist).post("/indicators", NEW)
    assert as_user(lead_focal).post("/indicator-values", GIVEN).status_code == 201
    late = {**GIVEN, "cells": [{**GIVEN["cells"][0], "value": "3.1"}]}
    refused = as_user(specialist).post("/indicator-values", late)
    assert refused.status_code == 409
    told = refused.json()
    assert (told["code"], told["theirs"], told["mine"]) == ("other_vintage", "3.05", "3.1")


def test_a_closed_period_and_its_reopening(as_user, specialist, office_leader):
    as_user(specialist).post("/indicators", NEW)
    leader = as_user(office_leader)
    assert leader.post("/indicator-periods/2020-Q4/lock").json() == {"period": "2020-Q4", "is_locked": True}
    closed = {**GIVEN, "cells": [{"indicator": "tang-truong-grdp", "period": "2020-Q4", "value": "3"}]}
    refused = as_user(specialist).post("/indicator-values", closed)
    assert (refused.status_code, refused.json()["code"]) == (409, "period_locked")
    assert (
        as_user(office_leader).post("/indicator-periods/2020-Q4/reopen", {"reason": "Đính chính"}).json()["is_locked"]
        is False
    )
    assert as_user(specialist).post("/indicator-values", closed).status_code == 201


def test_bad_input_is_named(as_user, specialist):
    office = as_user(specialist)
    office.post("/indicators", NEW)
    for path, sent, code in (
        ("/indicators", {**NEW, "code": "x", "lead": "khong-co"}, "unknown_unit"),
        ("/indicators/tang-truong-grdp/targets", {**AIM, "period": "2020-Q9"}, "bad_period"),
        ("/indicators/tang-truong-grdp/targets", {**AIM, "low": None, "high": "5"}, "target_does_not_fit"),
        ("/indicator-values", {**GIVEN, "released_on": "2021-02-01"}, "in_future"),
    ):
        refused = office.post(path, sent)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert office.get("/indicators/khong-co").status_code == 404
    assert office.get("/indicators?year=2020&sao=1").status_code == 422
