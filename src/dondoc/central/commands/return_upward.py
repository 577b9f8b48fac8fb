"""Note that the centre gave our answer back: the task is open again, its clock never stopped."""

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


def return_upward(
    *,
    actor: User,
    task_id: int,
    reason: str,
    now: dt.datetime,
    returned_on: dt.date | None = None,
    request_id: str = "",
) -> CentralTask:
    """Open the task again.

    Args:
        actor: of the office.
        task_id: which task.
        reason: why, in the words of the centre where there are some.
        now: the moment.
        returned_on: the day of it; today where not given.
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
        step = _steps.require_step(actor, "return", task, reason=why)
        day = _steps.effective_day(task, returned_on or today, today, field="returned_on")
        _steps.close(task, CentralState(step.target), day)
        _steps.write(task, events.RETURNED, {}, actor=actor, now=now, request_id=request_id, day=day, reason=why)
    return task
