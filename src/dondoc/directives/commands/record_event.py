"""Record that an awaited event happened: the deadlines that wait for it become dates, all at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.awaited import event_due_day, hold_events
from dondoc.directives.commands.step import save_change
from dondoc.directives.models import Assignment, DeadlineEvent, Directive
from dondoc.directives.rollup import Change, roll
from dondoc.directives.selectors import events_for
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.directives.telling import tell_of_dates
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append


def record_event(
    *, actor: User, event_id: int, occurred_on: dt.date, now: dt.datetime, request_id: str = ""
) -> DeadlineEvent:
    """Record that the event `event_id` happened on `occurred_on`.

    Every open assignment without a date, of a directive that waits for it, is due so many working days after
    it as the directive says (0: on its day), but never before the day on which it was given.

    Raises:
        NotFound: no such event that the person may know of.
        Refused: the person may not record events.
        Conflict: it was recorded already.
        BadInput: a day to come.
    """
    today = local_day(now)
    with transaction.atomic():
        hold_events(actor.jurisdiction_id)
        event = events_for(actor).select_for_update(of=("self",)).filter(id=event_id).first()
        if event is None:
            raise NotFound
        if not people.may_record_event(actor):
            raise Refused(_("Bạn không có quyền ghi nhận sự kiện."), code="refused")
        if event.occurred_on is not None:
            raise Conflict(
                _("Sự kiện này đã được ghi nhận ngày %(occurred_on)s.")
                % {"occurred_on": f"{event.occurred_on:%d/%m/%Y}"},
                code="already_recorded",
            )
        if occurred_on > today:
            raise BadInput(_("Ngày diễn ra không thể sau hôm nay."), code="in_future", field="occurred_on")
        event.occurred_on, event.recorded_at, event.recorded_by_id = occurred_on, now, actor.pk
        DeadlineEvent.objects.filter(jurisdiction_id=event.jurisdiction_id, id=event.id).update(
            occurred_on=occurred_on, recorded_at=now, recorded_by_id=actor.pk
        )
        entries = [
            NewEvent(
                events.DEADLINE_EVENT,
                event.id,
                events.DEADLINE_EVENT_RECORDED,
                {"occurred_on": occurred_on.isoformat()},
            )
        ]
        changes: list[Change] = []
        dated: list[Assignment] = []
        calendar = calendar_of(event.jurisdiction_id)
        waiting = Directive.objects.select_for_update().filter(
            jurisdiction_id=event.jurisdiction_id, event_id=event.id, due_on__isnull=True
        )
        for directive in waiting.order_by("id"):
            due_on = event_due_day(
                occurred_on, directive.event_working_days, given_on=directive.issued_on, calendar=calendar
            )
            Directive.objects.filter(jurisdiction_id=directive.jurisdiction_id, id=directive.id).update(
                due_on=due_on, original_due_on=due_on, calendar_version=calendar.version
            )
            entries.append(
                NewEvent(
                    events.DIRECTIVE,
                    directive.id,
                    events.DIRECTIVE_DEADLINE_SET,
                    {"event_id": event.id, "due_on": due_on.isoformat()},
                )
            )
            rows = Assignment.objects.select_for_update().filter(
                jurisdiction_id=directive.jurisdiction_id,
                directive_id=directive.id,
                lifecycle__in=OPEN_LIFECYCLES,
                due_on__isnull=True,
                original_due_on__isnull=True,  # one whose deadline only stands still waits for nothing
            )
            for row in rows.order_by("id"):
                before = state_of(row)
                row.due_on = row.original_due_on = due_on
                row.changed_at = now
                save_change(row)
                dated.append(row)
                after = state_of(row)
                entries.append(
                    NewEvent(
                        events.ASSIGNMENT,
                        row.id,
                        events.ASSIGNMENT_DEADLINE_SET,
                        {"event_id": event.id, "was": None, **snapshot(after)},
                    )
                )
                changes.append(Change(cell_of(row), before, after, row.assigned_on))
        append(jurisdiction_id=event.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id, events=entries)
        roll(jurisdiction_id=event.jurisdiction_id, today=today, changes=changes)
        tell_of_dates(
            actor, dated, because=events.DEADLINE_EVENT_RECORDED, key=f"event:{event.id}:{now.isoformat()}", now=now
        )
    return event
