"""Undo that a task from above is tied to a directive: it was the wrong one. The directive goes on as it is."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.foundation.errors import Conflict
from dondoc.foundation.typed import text_of


def unlink_central_task(
    *, actor: User, task_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> CentralTask:
    """Untie them.

    Args:
        actor: the leader of the office, or a specialist in their own fields.
        task_id: which task.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they do not untie it.
        Conflict: it is tied to none (`not_linked`), was answered, or is closed.
        BadInput: no reason.
    """
    why = text_of(reason, field="reason")
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        _steps.require_step(actor, "unlink", task, reason=why)
        was = task.directive_id
        if was is None:
            raise Conflict(_("Nhiệm vụ này chưa nối với nhiệm vụ nào của tỉnh."), code="not_linked")
        task.directive_id = None
        _steps.write(
            task, events.UNLINKED, {"was_directive_id": was}, actor=actor, now=now, request_id=request_id, reason=why
        )
    return task
