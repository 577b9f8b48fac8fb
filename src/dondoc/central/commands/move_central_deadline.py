"""The centre moved its deadline: the new day with the day it was said, and whose deadline of ours is now after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.foundation.typed import text_of


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of it.

    Attributes:
        task: with its new deadline.
        beyond: the open parts of ours that are due after it, with their units; a person moves each of them.
    """

    task: CentralTask
    beyond: tuple[Assignment, ...]


def move_central_deadline(
    *,
    actor: User,
    task_id: int,
    due_on: dt.date | None,
    reason: str,
    now: dt.datetime,
    moved_on: dt.date | None = None,
    request_id: str = "",
) -> Moved:
    """Give the task the centre's new deadline. The first one stays beside it, each move stays in the ledger.

    No deadline of ours is moved with it: what is now after the centre's day is said, for a person to decide.

    Args:
        actor: of the office.
        task_id: which task.
        due_on: the new day; None where the centre took the deadline away.
        reason: by what document, or why.
        now: the moment.
        moved_on: the day on which the centre moved it; today where not given.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they do not keep it.
        Conflict: it was answered or is closed.
        BadInput: no reason, the same day, a day before it was given, a day that cannot be.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do."))
    _steps.sane_day(due_on, field="due_on")
    today = local_day(now)
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        _steps.require_step(actor, "move_deadline", task, reason=why)
        if due_on == task.due_on:
            raise BadInput(_("Hạn mới trùng với hạn đang có."), code="same_deadline", field="due_on")
        if due_on is not None and due_on < task.given_on:
            raise BadInput(
                _("Hạn Trung ương (%(due)s) trước ngày giao (%(given)s).")
                % {"due": f"{due_on:%d/%m/%Y}", "given": f"{task.given_on:%d/%m/%Y}"},
                code="due_before_given", field="due_on",
            )  # fmt: skip
        day = _steps.effective_day(task, moved_on or today, today, field="moved_on")
        was = task.due_on
        task.due_on = due_on
        task.original_due_on = task.original_due_on or due_on
        _steps.write(
            task, events.DEADLINE_MOVED, {"was": was.isoformat() if was else None}, actor=actor, now=now,
            request_id=request_id, day=day, reason=why,
        )  # fmt: skip
        return Moved(task, tuple(beyond(task)))


def beyond(task: CentralTask) -> list[Assignment]:
    """Return the open parts of ours that are due after the centre's day, with their units."""
    if task.directive_id is None or task.due_on is None:
        return []
    found = Assignment.objects.select_related("unit").filter(
        jurisdiction_id=task.jurisdiction_id, directive_id=task.directive_id, due_on__gt=task.due_on,
        lifecycle__in=OPEN_LIFECYCLES,
    )  # fmt: skip
    return list(found.order_by("-role", "unit__sort_key"))
