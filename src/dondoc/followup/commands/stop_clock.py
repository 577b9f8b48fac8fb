"""Take days out of the time that an assignment has: for a cause outside of the unit, with its dates."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.commands import _steps
from dondoc.followup.deadline_rules import clock_state, clock_step
from dondoc.followup.models import ClockStop
from dondoc.followup.rules import Pause, PauseHindrance, due_after, pause_hindrance
from dondoc.foundation.clock import LAST_DAY, local_day
from dondoc.foundation.errors import BadInput
from dondoc.foundation.typed import text_of

_SAID = {
    PauseHindrance.UNDATED: gettext_lazy("Nhiệm vụ không có thời hạn, hoặc thời hạn đang tạm dừng."),
    PauseHindrance.ENDS_BEFORE: gettext_lazy("Ngày kết thúc không thể trước ngày bắt đầu."),
    PauseHindrance.BEFORE_GIVEN: gettext_lazy("Thời gian tạm dừng không thể bắt đầu trước ngày giao nhiệm vụ."),
    PauseHindrance.AFTER_DUE: gettext_lazy("Thời gian tạm dừng bắt đầu khi nhiệm vụ đã quá hạn nên không làm nhiệm vụ trong hạn trở lại."),
    PauseHindrance.TO_COME: gettext_lazy("Thời gian tạm dừng phải bắt đầu từ hôm nay hoặc trước đó."),
    PauseHindrance.OVERLAPS: gettext_lazy("Thời gian này trùng với một lần tạm dừng đã ghi."),
}  # fmt: skip


def stop_clock(
    *,
    actor: User,
    assignment_id: int,
    since: dt.date,
    cause: str,
    now: dt.datetime,
    until: dt.date | None = None,
    request_id: str = "",
) -> ClockStop:
    """Let the deadline stand still.

    Args:
        actor: who decides on the deadline (see `permissions.decidable`).
        assignment_id: the assignment.
        since: the first day that does not count.
        cause: the cause outside of the unit.
        now: the moment.
        until: the last day that does not count; none: until `resume_clock`, and so long it has no deadline.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: they do not decide on this deadline.
        Conflict: the assignment is closed.
        BadInput: no cause, days that cannot be.
    """
    why = text_of(cause, field="cause", missing=_("Hãy nêu nguyên nhân ngoài khả năng của đơn vị."))
    if until is not None and until > LAST_DAY:
        raise BadInput(_("Ngày kết thúc không có trên lịch."), code="bad_day", field="until")
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        _steps.require_decides(actor, assignment, now)
        _steps.require_open(assignment)
        pause = Pause(since, until)
        here = ClockStop.objects.filter(jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id)
        others = [Pause(*days) for days in here.values_list("since", "until")]
        found = pause_hindrance(
            pause, given_on=assignment.assigned_on, due_on=assignment.due_on, today=local_day(now), others=others
        )
        state = clock_state(assignment.due_on, is_stopped=any(one.until is None for one in others))
        step = clock_step(state, "stop" if until is None else "record")
        if found is not None or step is None or assignment.due_on is None:
            # Where there is no such step there is no deadline, or days that go on already.
            why_not = found or (PauseHindrance.UNDATED if assignment.due_on is None else PauseHindrance.OVERLAPS)
            field = "until" if why_not == PauseHindrance.ENDS_BEFORE else "since"
            raise BadInput(str(_SAID[why_not]), code=str(why_not), field=field)
        was = assignment.due_on
        due_on = due_after(was, pause, calendar_of(actor.jurisdiction_id)) if until else None
        stop = ClockStop.objects.create(
            jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, since=since, until=until, cause=why,
            was_due_on=was, due_on=due_on, stopped_at=now, stopped_by_id=actor.pk,
            resumed_at=now if until else None, resumed_by_id=actor.pk if until else None,
        )  # fmt: skip
        _steps.move_deadline(
            assignment, due_on, events.CLOCK_STOPPED,
            {
                "stop_id": stop.id, "since": since.isoformat(), "until": until.isoformat() if until else None,
                "was": was.isoformat(),
            },
            actor=actor, now=now, request_id=request_id, reason=why,
        )  # fmt: skip
    return stop
