"""Answers as JSON. Rows go straight to bytes: the schemas say what they hold, the tests hold them to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from pydantic_core import to_json

from dondoc.foundation.clock import LOCAL


def reply(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return `body` (JSON values, dates, moments, codes) as the answer."""
    return HttpResponse(to_json(body), status=status, content_type="application/json", headers=headers)


def no_content() -> HttpResponse:
    """Return the answer that says only that it is done."""
    return HttpResponse(status=204)


def at(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment as it is written everywhere in the API: in local time, whatever zone it was stored in."""
    return moment.astimezone(LOCAL) if moment is not None else None
