"""Which deadlines another calendar counts otherwise, and which dates it leaves on a day off. Reads only."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from dondoc.calendars.rules import days_that_differ
from dondoc.calendars.selectors import calendar_of, calendars_of
from dondoc.directives.choices import OPEN_LIFECYCLES, DeadlineKind
from dondoc.directives.models import Assignment, Directive
from dondoc.followup.models import ClockStop
from dondoc.followup.rules import Pause
from dondoc.foundation.batches import batches
from dondoc.organizations.models import Jurisdiction
from dondoc.schedules.models import DeadlineKept, Occurrence
from dondoc.schedules.reckoning import AfterEvent, Moved, Paused, Reckoning, Stop, Words, recounted, traced
from dondoc.worktime import WorkCalendar, next_working_day


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline that another calendar counts otherwise.

    Attributes:
        assignment: with its directive and unit.
        was: the day that stands.
        becomes: the day by the other calendar.
        reckoning: how it is counted.
        base: how it was first counted; None where it was a date that only stood still.
        is_past: whether the new day lies before today.
    """

    assignment: Assignment
    was: dt.date
    becomes: dt.date
    reckoning: Reckoning
    base: Reckoning | None
    is_past: bool

    @property
    def rule(self) -> str:
        """The code of the rule by which it is counted."""
        return self.reckoning.rule


@dataclass(frozen=True, slots=True)
class OffDate:
    """A deadline that is a date as written or granted, and falls on a day off: it does not move by itself."""

    assignment: Assignment
    next_day: dt.date


@dataclass(frozen=True, slots=True)
class Recount:
    """What a calendar does to the deadlines that stand.

    Attributes:
        calendar: by which they are counted.
        moves: those that become another day, soonest first.
        kept: those that it would move and that somebody left as they are.
        off_dates: dates that fall on a day off.
        digest: says which moves these are: what was shown is what is confirmed.
    """

    calendar: WorkCalendar
    moves: Sequence[Move]
    kept: Sequence[Move]
    off_dates: Sequence[OffDate]

    @property
    def digest(self) -> str:
        """A digest of the moves."""
        rows = [f"{one.assignment.id} {one.was} {one.becomes}" for one in self.moves]
        return hashlib.sha256("\n".join([self.calendar.version, *rows]).encode()).hexdigest()[:16]


def recount_of(
    jurisdiction_id: int, *, today: dt.date, new: WorkCalendar | None = None, ids: Iterable[int] | None = None
) -> Recount:
    """Return what the calendar `new` does to the open deadlines of a jurisdiction (five queries, of long lists one more for each part).

    Args:
        jurisdiction_id: whose.
        today: the day.
        new: a calendar that is not in force yet; the one in force where not given.
        ids: only of these assignments.
    """
    known = list(calendars_of(jurisdiction_id).values())
    calendar = new or calendar_of(jurisdiction_id)
    differing = sorted({day for one in known for day in days_that_differ(one, calendar)})
    if not differing:
        return Recount(calendar, (), (), ())
    rows = _candidates(jurisdiction_id, differing[0])
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    listed = list(rows)
    left = set(
        DeadlineKept.objects.filter(
            jurisdiction_id=jurisdiction_id, calendar_version=calendar.version
        ).values_list("assignment_id", flat=True)
    )  # fmt: skip
    ways = reckonings(jurisdiction_id, listed, known)
    moves: list[Move] = []
    kept: list[Move] = []
    for one in listed:
        base, way = ways[one.id]
        if one.due_on is None or way is None:
            continue
        becomes = recounted(one.due_on, way, calendar, known)
        if becomes is not None:
            (kept if one.id in left else moves).append(Move(one, one.due_on, becomes, way, base, becomes < today))
    off = [day for day in differing if not calendar.is_working_day(day)]
    return Recount(
        calendar, moves, kept, _off_dates(jurisdiction_id, off, {one.assignment.id for one in moves}, calendar)
    )


def _candidates(jurisdiction_id: int, first: dt.date):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a QuerySet
    """Open deadlines that may have been counted across a day from `first` on."""
    here = {"jurisdiction_id": OuterRef("jurisdiction_id")}
    counted = (
        Q(directive__deadline_kind__in=(DeadlineKind.RELATIVE, DeadlineKind.EVENT))
        | Exists(ClockStop.objects.filter(**here, assignment_id=OuterRef("id"), until__isnull=False))
        | Exists(Occurrence.objects.filter(**here, directive_id=OuterRef("directive_id")))
    )
    return (
        Assignment.objects.select_related("directive__event", "directive__document", "unit")
        .filter(counted, jurisdiction_id=jurisdiction_id, lifecycle__in=OPEN_LIFECYCLES, due_on__gte=first)
        .order_by("due_on", "id")
    )


def reckonings(
    jurisdiction_id: int, assignments: Sequence[Assignment], calendars: Sequence[WorkCalendar]
) -> dict[int, tuple[Reckoning | None, Reckoning | None]]:
    """Return for each assignment how its deadline was first counted, and how the day that stands came about."""
    excludes = Jurisdiction.objects.values_list("before_excludes_day", flat=True).get(id=jurisdiction_id)
    stops: dict[int, list[Stop]] = {}
    for some in batches([one.id for one in assignments]):
        found = ClockStop.objects.filter(
            jurisdiction_id=jurisdiction_id, assignment_id__in=some, until__isnull=False
        ).order_by("resumed_at", "id")
        for row in found:
            if row.due_on is not None:
                stop = Stop(Pause(row.since, row.until), row.was_due_on, row.due_on)
                stops.setdefault(row.assignment_id, []).append(stop)
    occurrences = {
        row.directive_id: row
        for some in batches(sorted({one.directive_id for one in assignments}))
        for row in Occurrence.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=some)
    }
    result: dict[int, tuple[Reckoning | None, Reckoning | None]] = {}
    bases: dict[int, Reckoning | None] = {}
    for one in assignments:
        if one.directive_id not in bases:
            bases[one.directive_id] = base_of(one.directive, occurrences.get(one.directive_id), excludes=excludes)
        base = bases[one.directive_id]
        way = traced(one.due_on, base, stops.get(one.id, ()), calendars) if one.due_on is not None else None
        result[one.id] = (base, way)
    return result


def base_of(directive: Directive, occurrence: Occurrence | None, *, excludes: bool) -> Reckoning | None:
    """Return how a directive's deadline is counted; None where it is a date."""
    if occurrence is not None:
        return Moved(occurrence.nominal_on, occurrence.off_day)
    if directive.deadline_kind == DeadlineKind.EVENT:
        event = directive.event
        if event is None or event.occurred_on is None:
            return None
        return AfterEvent(event.occurred_on, directive.event_working_days, directive.issued_on)
    if directive.deadline_kind == DeadlineKind.RELATIVE:
        document = directive.document
        written = document.issued_on if document is not None and document.issued_on else directive.issued_on
        return Words(directive.deadline_words, written, before_excludes_day=excludes)
    return None


def pauses_of(way: Reckoning) -> list[Paused]:
    """Return the times that did not count on the way to a day, the last one first."""
    found = []
    while isinstance(way, Paused):
        found.append(way)
        way = way.before
    return found


def _off_dates(
    jurisdiction_id: int, days: Sequence[dt.date], moving: set[int], calendar: WorkCalendar
) -> list[OffDate]:
    if not days:
        return []
    rows = (
        Assignment.objects.select_related("directive__document", "unit")
        .filter(jurisdiction_id=jurisdiction_id, lifecycle__in=OPEN_LIFECYCLES, due_on__in=list(days))
        .order_by("due_on", "id")
    )
    return [
        OffDate(one, next_working_day(one.due_on, calendar))
        for one in rows
        if one.due_on is not None and one.id not in moving
    ]
