"""Deadlines that wait for an event: the event they are tied to, and the day it makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.models import DeadlineEvent
from dondoc.foundation.errors import BadInput
from dondoc.foundation.text import fold
from dondoc.ledger.append import NewEvent, append
from dondoc.worktime import WorkCalendar, add_working_days


class Awaiting(Protocol):
    """What of a new directive says which event it waits for."""

    @property
    def deadline_kind(self) -> str:
        """A code of DeadlineKind."""

    @property
    def event_id(self) -> int | None:
        """The event, where it is there already."""

    @property
    def event_name(self) -> str:
        """Its name."""


def hold_events(jurisdiction_id: int) -> None:
    """Wait for whoever ties deadlines to events or records one, and keep others out until the transaction ends.

    Without it a directive given while its event is being recorded would wait for a day that has come already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('deadline-events', %s))", [jurisdiction_id])


def event_due_day(occurred_on: dt.date, working_days: int, *, given_on: dt.date, calendar: WorkCalendar) -> dt.date:
    """Return the due day of a deadline `working_days` working days after an event, never before it was given.

    "Ngay sau nghị quyết" of a notice younger than the resolution is due on the notice's day: nobody is late
    before they were told.
    """
    due_on = add_working_days(occurred_on, working_days, calendar) if working_days else occurred_on
    return max(due_on, given_on)


def tie_events(
    *, actor: User, items: Sequence[Awaiting], now: dt.datetime, request_id: str
) -> dict[int, DeadlineEvent]:
    """Return, by the item's place, the awaited event: one that is there by id or name, else a new one.

    While directives are tied to events none is recorded, or made twice under one name.
    """
    if any(item.deadline_kind == DeadlineKind.EVENT for item in items):
        hold_events(actor.jurisdiction_id)
    result: dict[int, DeadlineEvent] = {}
    fresh: list[DeadlineEvent] = []
    for number, item in enumerate(items):
        if item.deadline_kind != DeadlineKind.EVENT:
            continue
        known = DeadlineEvent.objects.filter(jurisdiction_id=actor.jurisdiction_id)
        name = item.event_name.strip()[:300]
        if item.event_id is not None:
            event = known.filter(id=item.event_id).first()
            if event is None:
                raise BadInput(
                    _("Sự kiện của thời hạn không còn; hãy chọn lại."), code="unknown_event", item=number + 1
                )
        else:
            event = known.filter(search_text=fold(name), occurred_on__isnull=True).first()
        if event is None:
            event = DeadlineEvent.objects.create(
                jurisdiction_id=actor.jurisdiction_id,
                name=name,
                search_text=fold(name),
                created_at=now,
                created_by_id=actor.pk,
            )
            fresh.append(event)
        result[number] = event
    append(
        jurisdiction_id=actor.jurisdiction_id,
        actor_id=actor.pk,
        now=now,
        request_id=request_id,
        events=[
            NewEvent(
                events.DEADLINE_EVENT, event.id, events.DEADLINE_EVENT_CREATED, {"name": event.name}, is_first=True
            )
            for event in fresh
        ],
    )
    return result
