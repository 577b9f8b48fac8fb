from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from tests.api.conftest import PREFIX, Caller, held_to_its_description
from tests.conftest import NOW


def test_nobody_is_told_how_to_sign_in_and_never_redirected(as_user, db):
    answer = as_user(None).get("/assignments")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "header",
    [
        "Bearer ddt_1_" + "a" * 43,
        "Bearer",
        "Bearer  ",
        "Bearer x y",
        "Token abc",
        "Basic !!!",
        "Basic YTpi",
        "",
        "ddt_1",
    ],
)
def test_a_header_that_opens_nothing_is_401(db, header):
    assert Caller(Client(), {"Authorization": header}).get("/me").status_code == 401


def test_an_expired_token_opens_nothing(as_user, clerk):
    from dondoc.accounts.commands.issue_token import issue_token

    secret = issue_token(actor=clerk, name="ngắn hạn", now=NOW, expires_at=NOW + dt.timedelta(hours=1)).secret
    caller = Caller(Client(), {"Authorization": f"Bearer {secret}"})
    assert caller.get("/me").status_code == 200
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        assert caller.get("/me").status_code == 401


def test_an_expiry_is_counted_by_the_clock_of_the_province(province, clerk):
    from dondoc.accounts.commands.issue_token import issue_token
    from dondoc.organizations.models import Jurisdiction

    Jurisdiction.objects.filter(id=province.id).update(is_example=True, clock_offset_days=-2000)
    there = NOW - dt.timedelta(days=2000)
    secret = issue_token(actor=clerk, name="minh hoạ", now=there, expires_at=there + dt.timedelta(hours=1)).secret
    caller = Caller(Client(), {"Authorization": f"Bearer {secret}"})
    assert caller.get("/me").json()["today"] == "2015-07-29"
    with time_machine.travel(NOW + dt.timedelta(hours=2), tick=False):
        assert caller.get("/me").status_code == 401


def test_a_session_reads_and_writes_with_its_csrf_token(office_leader, province):
    client = Client(enforce_csrf_checks=True)
    client.force_login(office_leader, backend="dondoc.accounts.backends.PasswordBackend")
    assert client.get(f"{PREFIX}/me").status_code == 200
    body = {"data": json.dumps({"name": "trang"}), "content_type": "application/json"}
    refused = client.post(f"{PREFIX}/tokens", **body)
    held_to_its_description(refused, "post")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    secret = "a" * 32
    client.cookies["csrftoken"] = secret
    assert client.post(f"{PREFIX}/tokens", **body, headers={"X-CSRFToken": secret}).status_code == 201


def test_the_session_of_somebody_deactivated_is_nobodys(as_user, clerk):
    from dondoc.accounts.models import User

    caller = as_user(clerk)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert caller.get("/me").status_code == 401


@pytest.mark.parametrize(
    "path", ["/nothing", "/assignments/", "/assignments/0", "/assignments/x", f"/directives/{2**63}"]
)
def test_what_is_not_there_is_a_problem_too(office, path):
    assert office.get(path).status_code == 404


def test_a_method_that_is_not_taken(office):
    answer = office.delete("/assignments")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b"nothing"])
def test_a_body_that_is_no_json_is_400(office, body):
    for path in ("/directives", "/documents"):
        assert office.call("post", path, body).status_code == 400


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"null", b"{}", b'{"text": "\\ud800", "leads": ["stc"]}'])
def test_a_body_of_another_form_is_422(office, body):
    problem = office.call("post", "/directives", body).json()
    assert problem["status"] == 422
    assert all(error["message"] for error in problem["errors"])


def test_a_broken_form_is_a_problem(office):
    answer = office.call("post", "/documents", None, form=b"--x", content_type="multipart/form-data; boundary=x")
    assert answer.status_code in {400, 422}
    answer = office.client.post(f"{PREFIX}/documents", b"x", content_type="multipart/form-data", headers=office.headers)
    assert answer.status_code == 400


def test_every_value_that_does_not_fit_is_named(office):
    problem = office.get("/assignments?limit=9999&on=2021-02-31&lifecycle=gone&sort=x&known_at=x").json()
    assert problem["code"] == "invalid"
    assert {error["field"] for error in problem["errors"]} >= {"limit", "on", "sort", "known_at"}
    nested = office.post("/directives", {"text": "a", "leads": [], "deadline": {"due_on": "31/02/2021"}}).json()
    assert nested["errors"] == [
        {"in": "body", "field": "deadline.due_on", "message": "Phải là ngày có thật, dạng 2021-01-18."}
    ]


def test_a_body_that_is_too_large_is_413(office, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert office.post("/directives", {"text": "a" * 2000, "leads": []}).status_code == 413
    settings.UPLOAD_LIMIT = 10
    form = {"file": SimpleUploadedFile("a.txt", b"a" * 2_000_000)}
    assert office.post("/documents", form=form).status_code == 413


def test_the_database_gone_is_503(office, monkeypatch):
    def gone(*_args, **_kwargs):
        raise OperationalError("server closed the connection unexpectedly: host=secret")

    monkeypatch.setattr("dondoc.api.endpoints.assignments.list_assignments", gone)
    answer = office.get("/assignments")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "secret" not in answer.content.decode()
    monkeypatch.setattr("dondoc.api.auth.authenticate_token", gone)
    assert office.get("/me").status_code == 503


def test_a_fault_of_ours_says_nothing_of_the_inside(office, monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError("password=123")

    monkeypatch.setattr("dondoc.api.endpoints.assignments.list_assignments", fails)
    office.client.raise_request_exception = False
    answer = office.get("/assignments")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "123" not in answer.content.decode()
