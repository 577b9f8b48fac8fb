"""Fixtures for tests that need real connections: threads that wait for each other's locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

_LEDGER = ("ledger_ledgerevent", "ledger_ledgerhead")


def _triggers(what: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in _LEDGER:
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")


@pytest.fixture
def _triggers_again(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _triggers("ENABLE")


@pytest.fixture
def real_connections(_triggers_again: None, transactional_db: None) -> Iterator[None]:
    """Committed data instead of one transaction a test. Name it before the fixtures that make data.

    Between tests the tables are emptied, which the ledger refuses: its triggers are off for that moment.
    """
    yield
    _triggers("DISABLE")


@pytest.fixture
def at_once(real_connections: None) -> Callable[..., list[Any]]:
    """A function that runs callables in threads, each on a connection of its own, and gives result or error."""
    from django.db import connection

    def run(*jobs: Callable[[], Any]) -> list[Any]:
        def one(job: Callable[[], Any]) -> Any:
            try:
                return job()
            except Exception as error:  # noqa: BLE001 - the error is the result
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(jobs)) as pool:
            return list(pool.map(one, jobs))

    return run
