"""Note that the centre took the task back. Our directive, where there is one, goes on until a person withdraws it."""

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


def withdraw_central_task(
    *,
    actor: User,
    task_id: int,
    reason: str,
    now: dt.datetime,
    withdrawn_on: dt.date | None = None,
    request_id: str = "",
) -> CentralTask:
    """Close the task without an answer; no figure counts it any more from that day.

    Args:
        actor: the leader of the office, or a specialist in their own fields.
        task_id: which task.
        reason: why, in the words of the centre where there are some.
        now: the moment.
        withdrawn_on: the day of it; today where not given.
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
        step = _steps.require_step(actor, "withdraw", task, reason=why)
        day = _steps.effective_day(task, withdrawn_on or today, today, field="withdrawn_on")
        _steps.close(task, CentralState(step.target), day)
        _steps.write(task, events.WITHDRAWN, {}, actor=actor, now=now, request_id=request_id, day=day, reason=why)
    return task
