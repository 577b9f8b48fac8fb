"""What the tests of this room share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.connections import _triggers_again, at_once, real_connections
from tests.tasksheets.workbooks import sheet_of

from dondoc.tasksheets.commands.commit_task_import import commit_task_import
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.models import TaskImport

__all__ = ["_triggers_again", "at_once", "real_connections"]


@pytest.fixture
def opened(province: Any, specialist: Any, now: dt.datetime) -> Callable[..., TaskImport]:
    """A function that opens an import of a sheet with these rows."""

    def open_it(*rows: Sequence[Any], actor: Any = None, **more: Any) -> TaskImport:
        data = more.pop("data", None) or sheet_of(*rows)
        return open_task_import(actor=actor or specialist, file=("theo dõi.xlsx", data), now=now, **more)

    return open_it


@pytest.fixture
def committed(opened: Callable[..., TaskImport], specialist: Any, now: dt.datetime) -> Callable[..., TaskImport]:
    """A function that takes in a sheet with these rows."""

    def commit_it(*rows: Sequence[Any], **more: Any) -> TaskImport:
        leave = more.pop("leave_questions", False)
        found = opened(*rows, **more)
        return commit_task_import(
            actor=more.get("actor") or specialist, import_id=found.id, expected_digest=found.digest, leave_questions=leave, now=now
        )  # fmt: skip

    return commit_it
