"""Hands on the ledger: appending plainly, and what only somebody with the database's own password could do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.ledger.append import NewEvent, append

TABLES = ("ledger_ledgerevent", "ledger_ledgerhead")


def add(aggregate_id: int, *codes: str, first: bool = True, now: dt.datetime = NOW, **more: Any) -> None:
    """Append `codes` to the assignment `aggregate_id`, the first as its creation unless told otherwise."""
    for index, code in enumerate(codes):
        event = NewEvent("assignment", aggregate_id, code, is_first=first and index == 0, **more)
        append(jurisdiction_id=1, events=[event], actor_id=7, now=now)


def sql(statement: str, *params: Any) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def _forging() -> Iterator[None]:
    """What the owner of the tables can do and no command ever does: switch the triggers off."""
    for table in TABLES:
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in TABLES:
        sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def forge(db: None) -> Callable[..., None]:
    """A function that runs a statement on the ledger with its triggers switched off."""

    def run(statement: str, *params: Any) -> None:
        with _forging():
            sql(statement, *params)

    return run
