"""Note that the centre gave our answer back: the task is open again, its clock never stopped."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask


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
    return _steps.change_state(
        "return", events.RETURNED, actor=actor, task_id=task_id, reason=reason, now=now, day=returned_on,
        field="returned_on", request_id=request_id,
    )  # fmt: skip
