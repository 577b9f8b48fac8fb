"""What goes into the log: kinds and places of failures, never values of people's rows."""

from __future__ import annotations

import io
import logging
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from dondoc.config import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Any:
    root = logging.getLogger()
    kept = root.handlers[:], root.level
    logs.configure({"level": "INFO", "json": True})
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers, root.level = kept[0], kept[1]


def test_a_failure_of_the_database_is_told_without_the_row(written: Any, make_user: Any) -> None:
    name = "nguyenvana"
    make_user(name, "clerk", unit="vp")
    try:
        with transaction.atomic():
            make_user(name.upper(), "clerk", unit="vp")
    except IntegrityError:
        logging.getLogger("dondoc.test").exception("api_failed")
    told = written.getvalue()
    assert "user_username_unique" in told
    assert "nguyenvana" not in told.lower()


def test_what_follows_the_values_stays() -> None:
    told = (
        "psycopg.errors.CheckViolation: new row violates check\nDETAIL:  Failing row contains (1, Lê Thị\nBình).\n"
        "\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n"
    )
    found = logs.without_values(None, "error", {"exception": told})["exception"]
    assert "Lê Thị" not in found
    assert "Bình" not in found
    assert "The above exception was the direct cause" in found
    assert logs.without_values(None, "info", {"event": "x"}) == {"event": "x"}


@pytest.mark.parametrize(
    ("library", "cause", "told_where"),
    [
        ("procrastinate.worker", psycopg.OperationalError("gone"), False),
        ("asyncio", psycopg.OperationalError("gone"), False),
        ("procrastinate.worker", ValueError("a fault"), True),
        ("dondoc.jobs", psycopg.OperationalError("gone"), True),
    ],
)
def test_a_connection_that_a_worker_lost_is_one_line(
    written: Any, library: str, cause: Exception, told_where: bool
) -> None:
    error = RuntimeError("Database error.")
    error.__cause__ = cause
    logging.getLogger(library).error("Side task failed", exc_info=error)
    told = written.getvalue()
    assert "Side task failed" in told
    assert ('"exception"' in told) is told_where
    assert ("OperationalError" in told) is isinstance(cause, psycopg.OperationalError)
