"""Calling the API as the people of the stories; every answer is held against the OpenAPI description."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine
from tests.conftest import NOW
from tests.connections import _triggers_again, at_once, real_connections

__all__ = ["_triggers_again", "at_once", "real_connections"]

PREFIX = "/api/v1"


@pytest.fixture(autouse=True)
def _in_january_2021() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def files_folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


def held_to_its_description(response: Any, method: str) -> None:
    """Fail where an answer is not what the OpenAPI description says of it."""
    from dondoc.api.root import api

    described = api.get_openapi_schema()
    match = response.resolver_match
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route)
    kind = response.headers.get("Content-Type", "").split(";")[0]
    operation = described["paths"].get(path, {}).get(method.lower())
    if operation is None:
        assert response.status_code in {404, 405}
        schema: dict[str, Any] = {"$ref": "#/components/schemas/Problem"}
    else:
        assert str(response.status_code) in operation["responses"], (path, method, response.status_code)
        content = operation["responses"][str(response.status_code)].get("content", {})
        if not content:
            assert response.content == b""
            return
        if "application/octet-stream" in content:
            return
        assert kind in content, (path, method, kind)
        schema = content[kind]["schema"]
    if response.status_code >= 400:
        assert kind == "application/problem+json"
        body = response.json()
        assert body["status"] == response.status_code
        assert body["request_id"] == response.headers["X-Request-ID"]
        assert body["detail"].strip().endswith((".", "…", "”")), body["detail"]
    whole = {**schema, "components": described["components"]}
    validator = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
    problems = [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(response.json())]
    assert not problems, problems[:5]


class Caller:
    """One person's program."""

    def __init__(self, client: Any, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def call(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, **more: Any
    ) -> Any:
        """Call and check; `body` goes as JSON, `form` as multipart."""
        given: dict[str, Any] = {"headers": {**self.headers, **(headers or {})}}
        if "form" in more:
            given["data"] = more.pop("form")
        elif body is not None:
            given |= {
                "data": body if isinstance(body, (bytes, str)) else json.dumps(body),
                "content_type": "application/json",
            }
        elif method not in {"get", "delete"}:
            given |= {"data": b"", "content_type": "application/json"}
        response = getattr(self.client, method)(PREFIX + path, **given, **more)
        held_to_its_description(response, method)
        return response

    def get(self, path: str, **more: Any) -> Any:
        return self.call("get", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("post", path, body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("patch", path, body, **more)

    def delete(self, path: str, **more: Any) -> Any:
        return self.call("delete", path, **more)


@pytest.fixture
def as_user() -> Callable[[Any], Caller]:
    """A function that gives the caller of a person, with a token of theirs; of nobody for None."""
    from django.test import Client

    from dondoc.accounts.commands.issue_token import issue_token

    def make(user: Any) -> Caller:
        if user is None:
            return Caller(Client(), {})
        secret = issue_token(actor=user, name="thử", now=NOW).secret
        return Caller(Client(), {"Authorization": f"Bearer {secret}"})

    return make


@pytest.fixture
def office(as_user: Callable[[Any], Caller], office_leader: Any) -> Caller:
    return as_user(office_leader)
