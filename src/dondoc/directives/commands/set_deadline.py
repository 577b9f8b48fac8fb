"""Set the deadline of an open assignment: a correction, or a date for what had none. The original is kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import ceilings, events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.step import effective_day, lock_assignment, write_change
from dondoc.directives.models import Assignment
from dondoc.directives.states import state_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, Refused


def set_deadline(
    *,
    actor: User,
    assignment_id: int,
    due_on: dt.date,
    reason: str,
    now: dt.datetime,
    effective_on: dt.date | None = None,
    request_id: str = "",
) -> Assignment:
    """Set the last day on which an open assignment is in time.

    Args:
        actor: who decides.
        assignment_id: the assignment.
        due_on: the new last day.
        reason: why, always needed.
        now: the moment of recording.
        effective_on: the day it takes effect; another than today needs a named right.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: the person may not set deadlines in that field.
        Conflict: the assignment is closed.
        BadInput: no reason, the same day, a day before it was given, or one beyond what bounds it (`directives.ceilings`).
    """
    if not reason.strip():
        raise BadInput(_("Hãy nêu lý do đổi thời hạn."), code="reason_required", field="reason")
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        if not people.may_withdraw(actor, field_id=assignment.field_id):
            raise Refused(_("Bạn không có quyền đổi thời hạn của nhiệm vụ này."), code="refused")
        if assignment.lifecycle not in OPEN_LIFECYCLES:
            raise Conflict(_("Nhiệm vụ đã kết thúc, không đổi được thời hạn."), code="wrong_state")
        if due_on == assignment.due_on:
            raise BadInput(_("Thời hạn mới trùng với thời hạn đang có."), code="same_deadline", field="due_on")
        if due_on < assignment.assigned_on:
            raise BadInput(
                _("Thời hạn không thể trước ngày giao (%(assigned_on)s).")
                % {"assigned_on": f"{assignment.assigned_on:%d/%m/%Y}"},
                code="due_before_given",
                field="due_on",
            )
        ceilings.require_within(
            assignment.jurisdiction_id, assignment.directive_id, due_on, today=local_day(now), field="due_on"
        )
        day = effective_day(actor=actor, assignment=assignment, effective_on=effective_on, reason=reason, now=now)
        before = state_of(assignment)
        was = assignment.due_on
        assignment.due_on = due_on
        assignment.original_due_on = assignment.original_due_on or due_on
        assignment.changed_at = now
        write_change(
            assignment, before, actor=actor, code=events.ASSIGNMENT_DEADLINE_SET,
            payload={"was": was.isoformat() if was else None}, day=day, reason=reason, now=now, request_id=request_id,
        )  # fmt: skip
    return assignment
