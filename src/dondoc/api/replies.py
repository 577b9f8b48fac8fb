"""Answers as JSON. Rows go straight to bytes: the schemas say what they hold, the tests hold them to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic_core import to_json


def reply(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return `body` (JSON values, dates, moments, codes) as the answer."""
    return HttpResponse(to_json(body), status=status, content_type="application/json", headers=headers)


def no_content() -> HttpResponse:
    """Return the answer that says only that it is done."""
    return HttpResponse(status=204)
