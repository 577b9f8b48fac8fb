"""State a cause: why an assignment is late, while it is late and not closed yet."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.cause_models import LateCause
from dondoc.directives.cause_rules import CauseGiven
from dondoc.directives.cause_writing import keep_cause, told
from dondoc.directives.choices import CauseSource, Timeliness
from dondoc.directives.closing_selectors import standing_cause
from dondoc.directives.commands.step import lock_assignment, write_event
from dondoc.directives.rules import timeliness
from dondoc.directives.states import state_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused


def state_cause(
    *, actor: User, assignment_id: int, cause: CauseGiven, now: dt.datetime, request_id: str = ""
) -> LateCause:
    """Say why an overdue assignment is late; what was said before is kept.

    Args:
        actor: one of the unit's people, or who decides for the office in its field.
        assignment_id: the assignment.
        cause: what is said.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: neither of this unit nor deciding for the office.
        Conflict: it is not overdue: in time, waiting for a decision in time, closed, or without a deadline.
        BadInput: something is missing in what is said.
    """
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        is_unit = people.may_report_for(actor, assignment.unit_id)
        if not is_unit and not people.may_decide_completion(
            actor, field_id=assignment.field_id, unit_id=assignment.unit_id
        ):
            raise Refused(_("Nguyên nhân chậm do đơn vị được giao nêu, Văn phòng kết luận."), code="refused")
        if timeliness(state_of(assignment), local_day(now)) != Timeliness.OVERDUE:
            raise Conflict(_("Phần việc này không quá hạn nên không nêu nguyên nhân chậm."), code="not_late")
        stood = standing_cause(assignment.jurisdiction_id, assignment.id)
        answers = stood if stood is not None and not is_unit and stood.source == CauseSource.UNIT else None
        said = keep_cause(
            assignment, cause, source=CauseSource.UNIT if is_unit else CauseSource.OFFICE,
            completed_on=assignment.reported_on, actor=actor, now=now, answers=answers,
        )  # fmt: skip
        write_event(
            assignment, actor=actor, code=events.CAUSE_STATED, payload={"cause": told(said)}, day=local_day(now), reason="",
            now=now, request_id=request_id,
        )  # fmt: skip
    return said
