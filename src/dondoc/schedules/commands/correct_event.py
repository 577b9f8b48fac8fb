"""Correct an event that was recorded wrongly: it happened on another day, or has not happened."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of, calendars_of
from dondoc.directives import events
from dondoc.directives.commands.awaited import event_due_day, hold_events
from dondoc.directives.models import DeadlineEvent, Directive
from dondoc.directives.rollup import Change, roll
from dondoc.directives.selectors import events_for
from dondoc.directives.telling import tell_of_dates
from dondoc.foundation.clock import FIRST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules.commands._moving import locked, moved, write_moved
from dondoc.schedules.event_days import effects_of, require_recorder
from dondoc.schedules.reckoning import AfterEvent, is_counted
from dondoc.worktime import WorkCalendar


def correct_event(
    *,
    actor: User,
    event_id: int,
    occurred_on: dt.date | None,
    reason: str,
    now: dt.datetime,
    request_id: str = "",
) -> DeadlineEvent:
    """Say that a recorded event happened on another day, or that it has not happened (None).

    Deadlines that were counted by it are counted by the other day, or wait again; the original one too, for it never was right.
    What somebody decided on since (another day, a time out of count) and what is closed stays.

    Args:
        actor: who records events.
        event_id: the event.
        occurred_on: the right day; None: it has not happened.
        reason: why, always needed.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such event that the person may know of.
        Refused: the person does not record events.
        Conflict: it is not recorded.
        BadInput: no reason, the same day, a day to come.
    """
    today = local_day(now)
    why = reason.strip()
    if not why:
        raise BadInput(_("Hãy nêu lý do sửa ngày diễn ra."), code="reason_required", field="reason")
    with transaction.atomic():
        hold_events(actor.jurisdiction_id)
        event = events_for(actor).select_for_update(of=("self",)).filter(id=event_id).first()
        if event is None:
            raise NotFound
        require_recorder(actor)
        was = event.occurred_on
        if was is None:
            raise Conflict(_("Sự kiện này chưa được ghi nhận nên chưa có gì để sửa."), code="not_recorded")
        if occurred_on == was:
            raise BadInput(_("Ngày mới trùng với ngày đã ghi."), code="same_day", field="occurred_on")
        if occurred_on is not None and not FIRST_DAY <= occurred_on <= today:
            raise BadInput(_("Ngày diễn ra không thể sau hôm nay."), code="in_future", field="occurred_on")
        effects = effects_of(event, occurred_on=occurred_on, today=today)
        rows = locked(event.jurisdiction_id, [one.assignment for one in effects.rows])
        calendar = calendar_of(event.jurisdiction_id)
        code = events.DEADLINE_EVENT_TAKEN_BACK if occurred_on is None else events.DEADLINE_EVENT_CORRECTED
        entries = [
            NewEvent(
                events.DEADLINE_EVENT, event.id, code,
                {"was": was.isoformat(), "occurred_on": occurred_on.isoformat() if occurred_on else None}, reason=why,
            ),
            *_directives(event, was, occurred_on, calendar),
        ]  # fmt: skip
        changes: list[Change] = []
        for one in effects.rows:
            payload = {"event_id": event.id, "was": one.was.isoformat() if one.was else None}
            entry, change = moved(
                rows[one.assignment.id], one.becomes, one.becomes, events.ASSIGNMENT_DEADLINE_SET, payload, now
            )
            entries.append(entry)
            changes.append(change)
        write_moved(event.jurisdiction_id, rows.values(), now)
        event.occurred_on = occurred_on
        event.recorded_at, event.recorded_by_id = (now, actor.pk) if occurred_on else (None, None)
        event.save(update_fields=["occurred_on", "recorded_at", "recorded_by_id"])
        append(
            jurisdiction_id=event.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id, events=entries
        )  # fmt: skip
        roll(jurisdiction_id=event.jurisdiction_id, today=today, changes=changes)
        tell_of_dates(actor, rows.values(), because=code, key=f"event:{event.id}:{now.isoformat()}", now=now)
    return event


def _directives(
    event: DeadlineEvent, was: dt.date, occurred_on: dt.date | None, calendar: WorkCalendar
) -> list[NewEvent]:
    """Count the directives' own deadlines by the right day, where these were counted by the event."""
    known = list(calendars_of(event.jurisdiction_id).values())
    entries = []
    waiting = Directive.objects.select_for_update().filter(jurisdiction_id=event.jurisdiction_id, event_id=event.id)
    for one in waiting.order_by("id"):
        if not is_counted(AfterEvent(was, one.event_working_days, one.issued_on), one.due_on, known):
            continue
        due_on = (
            event_due_day(occurred_on, one.event_working_days, given_on=one.issued_on, calendar=calendar)
            if occurred_on is not None
            else None
        )
        Directive.objects.filter(jurisdiction_id=one.jurisdiction_id, id=one.id).update(
            due_on=due_on, original_due_on=due_on, calendar_version=calendar.version
        )
        entries.append(
            NewEvent(
                events.DIRECTIVE, one.id, events.DIRECTIVE_DEADLINE_SET,
                {"event_id": event.id, "due_on": due_on.isoformat() if due_on else None},
            )
        )  # fmt: skip
    return entries
