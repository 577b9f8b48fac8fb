"""Note that the centre agreed that the task is done."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.foundation.clock import local_day


def confirm_upward(
    *, actor: User, task_id: int, now: dt.datetime, confirmed_on: dt.date | None = None, request_id: str = ""
) -> CentralTask:
    """Close the task: the centre says that it is done. On time or late is judged by the day of our answer.

    Args:
        actor: of the office.
        task_id: which task.
        now: the moment.
        confirmed_on: the day of it; today where not given.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they may not.
        Conflict: the task is in no state for it.
        BadInput: a day to come or before the task's last change.
    """
    today = local_day(now)
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        step = _steps.require_step(actor, "confirm", task)
        day = _steps.effective_day(task, confirmed_on or today, today, field="confirmed_on")
        _steps.close(task, CentralState(step.target), day)
        _steps.write(task, events.CONFIRMED, {}, actor=actor, now=now, request_id=request_id, day=day)
    return task
