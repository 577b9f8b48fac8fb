"""Tasks written: one by hand or a thousand of a file, in a few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.commands import _steps
from dondoc.central.commands._facts import Facts
from dondoc.central.models import CentralTask
from dondoc.foundation.clock import local_day
from dondoc.foundation.text import fold
from dondoc.foundation.writing import insert
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import reserve_ids


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be written: facts that were checked, its key, the centre's deadline, the day from which it counts."""

    facts: Facts
    key: str
    due_on: dt.date | None
    given_on: dt.date


def write_tasks(
    items: Sequence[NewTask], *, actor: User, now: dt.datetime, request_id: str, import_id: int | None = None
) -> list[CentralTask]:
    """Write tasks that were judged, with their events; the caller's transaction holds the jurisdiction."""
    if not items:
        return []
    tasks = []
    for item, task_id in zip(items, reserve_ids(len(items)), strict=True):
        facts = item.facts
        tasks.append(
            CentralTask(
                jurisdiction_id=actor.jurisdiction_id, id=task_id, key=item.key, given_on=item.given_on,
                due_on=item.due_on, original_due_on=item.due_on, state=CentralState.OPEN, created_at=now,
                created_by_id=actor.pk, changed_at=now,
                search_text=fold(f"{facts.code} {facts.document_code} {facts.content}"), **asdict(facts),
            )
        )  # fmt: skip
    insert(tasks)
    more = {"import_id": import_id} if import_id is not None else {}
    append(
        jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[
            NewEvent(
                events.TASK, task.id, events.RECORDED, {**_told(item.facts), **more, **_steps.snapshot(task)},
                effective_on=min(task.given_on, local_day(now)), is_first=True,
            )
            for task, item in zip(tasks, items, strict=True)
        ],
    )  # fmt: skip
    return tasks


def _told(facts: Facts) -> dict[str, Any]:
    return {
        "code": facts.code, "document_code": facts.document_code,
        "document_issued_on": facts.document_issued_on.isoformat() if facts.document_issued_on else None,
        "signer": facts.document_signer, "giver": str(facts.giver), "content": facts.content,
        "centre_words": facts.centre_words,
    }  # fmt: skip
