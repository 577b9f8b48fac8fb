"""Open a task again that was closed by mistake, or that the centre opened again."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask


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
    return _steps.change_state(
        "reopen", events.REOPENED, actor=actor, task_id=task_id, reason=reason, now=now, day=reopened_on,
        field="reopened_on", request_id=request_id,
    )  # fmt: skip
