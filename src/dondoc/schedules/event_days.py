"""What recording, correcting or taking back an event does to the deadlines that wait for it. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of, calendars_of
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment, DeadlineEvent
from dondoc.directives.selectors import events_for
from dondoc.foundation.errors import NotFound, Refused
from dondoc.schedules.reckoning import AfterEvent
from dondoc.schedules.recounting import reckonings


@dataclass(frozen=True, slots=True)
class EventRow:
    """What an event does to one deadline.

    Attributes:
        assignment: with its directive and unit.
        was: the day that stands; None while it waits.
        becomes: the day it gets; None where the event is taken back.
        is_day_off: whether that is a day off.
        is_past: whether that is before today: the unit would be late at once.
        unit_ended_on: the unit's last day, where it has ended.
    """

    assignment: Assignment
    was: dt.date | None
    becomes: dt.date | None
    is_day_off: bool = False
    is_past: bool = False
    unit_ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class EventPreview:
    """All that an event does.

    Attributes:
        event: as it is.
        occurred_on: the day looked at; None: it is taken back.
        rows: the deadlines that change, in the order of their directives.
        decided: those that were counted by the event and that somebody decided on since (another day, a time out of
            count): they stay.
        closed: how many assignments that were counted by it are closed; they stay.
    """

    event: DeadlineEvent
    occurred_on: dt.date | None
    rows: Sequence[EventRow]
    decided: Sequence[Assignment]
    closed: int


def event_for(user: User, event_id: int) -> DeadlineEvent:
    """Return an event that `user` may know of.

    Raises:
        NotFound: there is none.
    """
    found = events_for(user).filter(id=event_id).first()
    if found is None:
        raise NotFound
    return found


def require_recorder(user: User) -> None:
    """Do nothing for a person who records events.

    Raises:
        Refused: everybody else.
    """
    if not people.may_record_event(user):
        raise Refused(_("Bạn không có quyền ghi nhận sự kiện."), code="refused")


def preview_event(user: User, event_id: int, *, occurred_on: dt.date | None, today: dt.date) -> EventPreview:
    """Return what the event on that day does: recorded for the first time, on another day, or taken back (None).

    Raises:
        NotFound: no such event that the person may know of.
        Refused: the person does not record events.
    """
    event = event_for(user, event_id)
    require_recorder(user)
    return effects_of(event, occurred_on=occurred_on, today=today)


def effects_of(event: DeadlineEvent, *, occurred_on: dt.date | None, today: dt.date) -> EventPreview:
    """Return what an event on that day does to the deadlines of its directives."""
    here = event.jurisdiction_id
    calendar = calendar_of(here)
    listed = list(
        Assignment.objects.select_related("directive__event", "directive__document", "unit")
        .filter(jurisdiction_id=here, directive__event_id=event.id)
        .order_by("directive_id", "-role", "unit__sort_key")
    )
    still = [one for one in listed if one.lifecycle in OPEN_LIFECYCLES]
    known = list(calendars_of(here).values())
    ways = reckonings(here, still, known)
    rows: list[EventRow] = []
    decided: list[Assignment] = []
    for one in still:
        if not _waits(one) and not isinstance(ways[one.id][1], AfterEvent):
            decided.append(one)
            continue
        way = AfterEvent(event.occurred_on or today, one.directive.event_working_days, one.directive.issued_on)
        becomes = replace(way, occurred_on=occurred_on).day(calendar) if occurred_on is not None else None
        if becomes == one.due_on:
            continue
        ended = one.unit.valid_to if one.unit.valid_to is not None and one.unit.valid_to < today else None
        rows.append(
            EventRow(
                one, one.due_on, becomes, becomes is not None and not calendar.is_working_day(becomes),
                becomes is not None and becomes < today, ended,
            )
        )  # fmt: skip
    return EventPreview(event, occurred_on, rows, decided, len(listed) - len(still))


def _waits(one: Assignment) -> bool:
    """Whether it still waits for the event; one whose deadline only stands still waits for nothing."""
    return one.due_on is None and one.original_due_on is None
