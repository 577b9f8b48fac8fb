"""Open a task again that was closed by mistake, or that the centre opened again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.foundation.clock import local_day
from dondoc.foundation.typed import text_of


def reopen_central_task(
    *,
    actor: User,
    task_id: int,
    reason: str,
    now: dt.datetime,
    reopened_on: dt.date | None = None,
    request_id: str = "",
) -> CentralTask:
    """Open it again; an answer that stood is in the ledger only.

    Args:
        actor: the leader of the office.
        task_id: which task.
        reason: why, in the words of the centre where there are some.
        now: the moment.
        reopened_on: the day of it; today where not given.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they may not.
        Conflict: the task is in no state for it.
        BadInput: no reason, a day to come or before the task's last change.
    """
    why = text_of(reason, field="reason")
    today = local_day(now)
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        step = _steps.require_step(actor, "reopen", task, reason=why)
        day = _steps.effective_day(task, reopened_on or today, today, field="reopened_on")
        _steps.close(task, CentralState(step.target), day)
        _steps.write(task, events.REOPENED, {}, actor=actor, now=now, request_id=request_id, day=day, reason=why)
    return task
