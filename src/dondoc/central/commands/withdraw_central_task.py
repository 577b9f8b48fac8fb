"""Note that the centre took the task back. Our directive, where there is one, goes on until a person withdraws it."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask


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
    return _steps.change_state(
        "withdraw", events.WITHDRAWN, actor=actor, task_id=task_id, reason=reason, now=now, day=withdrawn_on,
        field="withdrawn_on", request_id=request_id,
    )  # fmt: skip
