"""Correct what is known of a task from above: words, document, who answers for it. Its deadline is moved on its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.commands._facts import Facts, checked, new_key
from dondoc.central.models import CentralTask
from dondoc.organizations.changes import hold_organization


def change_central_task(
    *, actor: User, task_id: int, facts: Facts, now: dt.datetime, request_id: str = ""
) -> CentralTask:
    """Write the facts anew; nothing happens where none of them is another.

    Args:
        actor: of the office.
        task_id: which task.
        facts: all of them, as they are to be.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they do not keep it.
        Conflict: it is closed, or its number is another task's (`recorded_already`).
        BadInput: what cannot be kept; the field says which.
    """
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        task = _steps.lock_task(actor, task_id)
        _steps.require_step(actor, "change", task)
        kept = checked(actor, facts)
        was = {name: value for name, value in asdict(kept).items() if getattr(task, name) != value}
        if not was:
            return task
        key = new_key(actor.jurisdiction_id, kept, but=task.id)
        before = {name: _said(getattr(task, name)) for name in was}
        for name, value in was.items():
            setattr(task, name, value)
        task.key = key
        _steps.write(
            task, events.CHANGED, {"was": before, "is": {name: _said(value) for name, value in was.items()}},
            actor=actor, now=now, request_id=request_id,
        )  # fmt: skip
    return task


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
