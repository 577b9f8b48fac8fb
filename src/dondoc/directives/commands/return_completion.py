"""Return: the office sends the report back with what is missing."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.directives.commands.step import take_step
from dondoc.directives.models import Assignment


def return_completion(
    *,
    actor: User,
    assignment_id: int,
    now: dt.datetime,
    note: str = "",
    reason: str = "",
    effective_on: dt.date | None = None,
    request_id: str = "",
) -> Assignment:
    """Return the reported completion.

    Args:
        actor: who does it.
        assignment_id: the assignment.
        now: the moment of recording.
        note: a remark, kept in the ledger.
        reason: why; always needed, the unit reads it.
        effective_on: the day it takes effect; another than today needs a named right and a reason.
        request_id: groups what one request did.

    Returns:
        The assignment after the step.

    Raises:
        NotFound: no such assignment for this person.
        Refused: the person sees it but may not do this.
        Conflict: the assignment is in no state for it.
        BadInput: a reason is missing, or the day is not possible.
    """

    def apply(assignment: Assignment, _day: dt.date) -> None:
        assignment.reported_on = None

    return take_step(
        verb="return_completion",
        actor=actor,
        assignment_id=assignment_id,
        now=now,
        effective_on=effective_on,
        reason=reason,
        request_id=request_id,
        payload={"note": note.strip()},
        apply=apply,
    )
