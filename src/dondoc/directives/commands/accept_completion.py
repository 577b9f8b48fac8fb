"""Accept: the office confirms that the reported result stands. Who reports is never who accepts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.cause_rules import CauseGiven, is_late
from dondoc.directives.cause_writing import conclude, told
from dondoc.directives.commands.step import take_step
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import reported
from dondoc.foundation.errors import BadInput, Refused


def accept_completion(
    *,
    actor: User,
    assignment_id: int,
    now: dt.datetime,
    note: str = "",
    cause: CauseGiven | None = None,
    reason: str = "",
    effective_on: dt.date | None = None,
    request_id: str = "",
) -> Assignment:
    """Accept the reported completion; the day that counts is the report's, not today's.

    Args:
        actor: who does it.
        assignment_id: the assignment.
        now: the moment of recording.
        note: a remark, kept in the ledger.
        cause: why it is late, where the completion came after the deadline; None confirms what the unit said.
        reason: why; only needed to back-date.
        effective_on: the day it takes effect; another than today needs a named right and a reason.
        request_id: groups what one request did.

    Returns:
        The assignment after the step.

    Raises:
        NotFound: no such assignment for this person.
        Refused: the person sees it but may not do this, or the report is their own.
        Conflict: the assignment is in no state for it.
        BadInput: a reason is missing, the day is not possible, it is late and nobody has said why, or a cause is given
            of what is not late.
    """
    payload: dict[str, Any] = {"note": note.strip()}

    def apply(assignment: Assignment, day: dt.date) -> None:
        if reported(actor, assignment):
            raise Refused(
                _("Người báo cáo kết quả không tự xác nhận hoàn thành; hãy để người khác của Văn phòng xác nhận."),
                code="own_report",
            )
        assignment.completed_on = assignment.reported_on
        if is_late(assignment.due_on, assignment.completed_on):
            payload["cause"] = told(
                conclude(assignment, cause, completed_on=assignment.completed_on or day, actor=actor, now=now)
            )
        elif cause is not None:
            raise BadInput(
                _("Nhiệm vụ hoàn thành đúng hạn nên không nêu nguyên nhân chậm."), code="not_late", field="kinds"
            )
        assignment.closed_on = day

    return take_step(
        verb="accept_completion",
        actor=actor,
        assignment_id=assignment_id,
        now=now,
        effective_on=effective_on,
        reason=reason,
        request_id=request_id,
        payload=payload,
        apply=apply,
    )
