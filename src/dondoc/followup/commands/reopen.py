"""Reopen: what was accepted or withdrawn is open again, by who answers for the figures. Nothing of its closing is lost."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.cause_models import LateCause
from dondoc.directives.commands.step import take_step
from dondoc.directives.models import Assignment
from dondoc.foundation.errors import Conflict
from dondoc.ledger.models import LedgerEvent

# Ended in favour of another: that one is open, and this one would be done twice.
_SUCCEEDED = (events.ASSIGNMENT_TRANSFERRED, events.ASSIGNMENT_MERGED, events.ASSIGNMENT_SUPERSEDED)
_CLOSINGS = (events.ASSIGNMENT_ACCEPTED, events.ASSIGNMENT_WITHDRAWN, *_SUCCEEDED)


def reopen(
    *,
    actor: User,
    assignment_id: int,
    now: dt.datetime,
    note: str = "",
    reason: str = "",
    effective_on: dt.date | None = None,
    request_id: str = "",
) -> Assignment:
    """Open a closed assignment again. Figures of the days on which it was closed keep it closed.

    What was said of its delay stays in its history and stands no longer: closing it anew asks again.

    Args:
        actor: a leader of the office or of the People's Committee (`accounts.permissions.may_reopen`).
        assignment_id: the assignment.
        now: the moment of recording.
        note: a remark, kept in the ledger.
        reason: why; always needed.
        effective_on: the day it takes effect; another than today needs a named right and a reason.
        request_id: groups what one request did.

    Returns:
        The assignment, in progress.

    Raises:
        NotFound: no such assignment for this person.
        Refused: the person may not reopen.
        Conflict: it is open, or ended because another unit or directive has its work now (`succeeded`).
        BadInput: no reason, or the day is not possible.
    """
    payload = {"note": note.strip()}

    def apply(assignment: Assignment, _day: dt.date) -> None:
        closing = LedgerEvent.objects.filter(
            jurisdiction_id=assignment.jurisdiction_id, aggregate=events.ASSIGNMENT, aggregate_id=assignment.id,
            code__in=_CLOSINGS,
        ).order_by("-seq")  # fmt: skip
        if closing.values_list("code", flat=True).first() in _SUCCEEDED:
            raise Conflict(
                _(
                    "Phần việc này đã được chuyển, gộp hoặc thay thế nên không mở lại; hãy làm việc với nhiệm vụ đang thay nó."
                ),
                code="succeeded",
            )
        assignment.reported_on = assignment.completed_on = assignment.closed_on = None
        LateCause.objects.filter(
            jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, is_standing=True
        ).update(is_standing=False)

    return take_step(
        verb="reopen", actor=actor, assignment_id=assignment_id, now=now, effective_on=effective_on, reason=reason,
        request_id=request_id, payload=payload, apply=apply,
    )  # fmt: skip
