"""End a time in which a deadline stood still: the days that were left begin again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.commands import _steps
from dondoc.followup.deadline_rules import clock_state, clock_step
from dondoc.followup.models import ClockStop
from dondoc.followup.rules import Pause, due_after
from dondoc.followup.selectors import require_readable
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound


def resume_clock(*, actor: User, stop_id: int, until: dt.date, now: dt.datetime, request_id: str = "") -> ClockStop:
    """Let the deadline go on: as many working days after `until` as were left when it stopped.

    Args:
        actor: who decides on the deadline (see `permissions.decidable`).
        stop_id: the time in which it stood still.
        until: its last day, today at the latest.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such time for this person.
        Refused: they do not decide on this deadline.
        Conflict: it goes on already, or the assignment is closed.
        BadInput: a day before it began, or to come.
    """
    known = (
        ClockStop.objects.select_related("assignment__directive")
        .filter(jurisdiction_id=actor.jurisdiction_id, id=stop_id)
        .first()
    )
    if known is None:
        raise NotFound
    require_readable(actor, known.assignment)
    with transaction.atomic():
        assignment = lock_assignment(actor, known.assignment_id)
        stop = ClockStop.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=known.id)
        _steps.require_decides(actor, assignment, now)
        state = clock_state(assignment.due_on, is_stopped=stop.until is None)
        if clock_step(state, "resume") is None:
            raise Conflict(_("Thời hạn này đã được tính tiếp rồi. Hãy tải lại trang."), code="resumed")
        _steps.require_open(assignment)
        if until < stop.since:
            raise BadInput(_("Ngày kết thúc không thể trước ngày bắt đầu."), code="ends_before", field="until")
        if until > local_day(now):
            raise BadInput(_("Ngày kết thúc không thể sau hôm nay."), code="to_come", field="until")
        # A deadline that somebody set meanwhile stays: it was set in the knowledge of the stop.
        due_on = assignment.due_on or due_after(
            stop.was_due_on, Pause(stop.since, until), calendar_of(actor.jurisdiction_id)
        )
        stop.until, stop.due_on, stop.resumed_at, stop.resumed_by_id = until, due_on, now, actor.pk
        stop.save(update_fields=["until", "due_on", "resumed_at", "resumed_by_id"])
        _steps.move_deadline(
            assignment, due_on, events.CLOCK_RESUMED,
            {"stop_id": stop.id, "since": stop.since.isoformat(), "until": until.isoformat()},
            actor=actor, now=now, request_id=request_id,
        )  # fmt: skip
    return stop
