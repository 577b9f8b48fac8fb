"""Series and their occurrences: what there is, which day comes next, what waits for the office. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.choices import OPEN_LIFECYCLES, DeadlineKind
from dondoc.directives.models import Assignment, Directive
from dondoc.foundation.errors import NotFound
from dondoc.organizations.heirs import ended_units
from dondoc.organizations.models import Unit
from dondoc.schedules.choices import OccurrenceState, SeriesState
from dondoc.schedules.models import Occurrence, Series, SeriesRule
from dondoc.schedules.permissions import may_schedule
from dondoc.schedules.recurrence import NextDay, SeriesDays, begins_on, label_of, next_day
from dondoc.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Coming:
    """The next occurrence of a series.

    Attributes:
        number: which one it is.
        day: as the rule says, and as it is due.
        label: as people call it.
        begins_on: the day on which its period begins, and on which it is opened at the latest.
    """

    number: int
    day: NextDay
    label: str
    begins_on: dt.date


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series with all that a page says of it."""

    series: Series
    rule: SeriesRule
    occurrences: Sequence[Occurrence]
    coming: Coming | None
    replacements: Sequence[Replacement]

    @property
    def is_blocked(self) -> bool:
        """Whether the office must say who takes the place of a unit that has ended."""
        return any(one.needs_office for one in self.replacements)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A unit of a series that has ended, and who took over its work.

    Attributes:
        unit: which.
        successors: who took over and exists; exactly one: it takes the next occurrence without a word.
        is_lead: whether it leads.
    """

    unit: Unit
    successors: Sequence[Unit]
    is_lead: bool

    @property
    def needs_office(self) -> bool:
        """Whether nobody but the office can say who is meant."""
        return len(self.successors) != 1


def series_seen(user: User) -> QuerySet[Series]:
    """Return the series that `user` may know of, the newest first: those of which they see an assignment."""
    scope = people.scope_of(user)
    found = Series.objects.filter(jurisdiction_id=user.jurisdiction_id).select_related(
        "directive__document", "directive__field"
    )
    if scope.kind == "none":
        return found.none()
    if scope.kind == "fields":
        found = found.filter(Q(directive__field_id__isnull=True) | Q(directive__field_id__in=scope.field_ids))
    if scope.kind == "units":
        mine = Assignment.objects.filter(
            Q(directive_id=OuterRef("directive_id")) | Q(directive__occurrences__series_id=OuterRef("id")),
            jurisdiction_id=user.jurisdiction_id,
            unit_id__in=sorted(scope.unit_ids),
        )
        found = found.filter(Exists(mine))
    return found.order_by("-id")


def series_for(user: User, series_id: int) -> Series:
    """Return one series.

    Raises:
        NotFound: there is none, or `user` may not know of it.
    """
    found = series_seen(user).filter(id=series_id).first()
    if found is None:
        raise NotFound
    return found


def views_of(jurisdiction_id: int, listed: Sequence[Series], *, today: dt.date) -> list[SeriesView]:
    """Return the views of some series (six queries, however many)."""
    ids = [one.id for one in listed]
    here = {"jurisdiction_id": jurisdiction_id, "series_id__in": ids}
    rules: dict[int, SeriesRule] = {row.series_id: row for row in SeriesRule.objects.filter(**here).order_by("version")}
    made: dict[int, list[Occurrence]] = {}
    for row in Occurrence.objects.filter(**here).order_by("number"):
        made.setdefault(row.series_id, []).append(row)
    gone = replacements_of(jurisdiction_id, listed, on=today)
    calendar = calendar_of(jurisdiction_id)
    return [
        SeriesView(
            one, rules[one.id], made.get(one.id, []),
            coming_of(rules[one.id], made.get(one.id, []), calendar) if one.state == SeriesState.RUNNING else None,
            gone.get(one.id, []) if one.state == SeriesState.RUNNING else [],
        )
        for one in listed
    ]  # fmt: skip


def coming_of(rule: SeriesRule, made: Sequence[Occurrence], calendar: WorkCalendar) -> Coming | None:
    """Return the next occurrence after those that were made; None where the series is at its end."""
    last = made[-1] if made else None
    days = SeriesDays(rule.rrule, rule.starts_on, rule.off_day)
    found = next_day(
        days, calendar, last=last.nominal_on if last else None, last_due=last.due_on if last else None
    )  # fmt: skip
    if found is None:
        return None
    return Coming(
        (last.number if last else 0) + 1, found, label_of(rule.rrule, found.nominal), begins_on(rule.rrule, found.nominal)
    )  # fmt: skip


def is_over(jurisdiction_id: int, made: Sequence[Occurrence]) -> bool:
    """Whether every assignment of the last opened occurrence is closed: then the next one opens before its time."""
    opened = [one for one in made if one.state == OccurrenceState.OPENED]
    if not opened:
        return False
    return not Assignment.objects.filter(
        jurisdiction_id=jurisdiction_id, directive_id=opened[-1].directive_id or 0, lifecycle__in=OPEN_LIFECYCLES
    ).exists()


def replacements_of(jurisdiction_id: int, listed: Iterable[Series], *, on: dt.date) -> dict[int, list[Replacement]]:
    """Return for each series its units that do not exist on a day, with who took over (chains of mergers followed)."""
    wanted = {unit for one in listed for unit in (*one.leads, *one.coordinates)}
    gone = ended_units(jurisdiction_id, on, wanted)
    if not gone:
        return {}
    result: dict[int, list[Replacement]] = {}
    for one in listed:
        for unit_id in (*one.leads, *one.coordinates):
            if unit_id in gone:
                unit, found = gone[unit_id]
                result.setdefault(one.id, []).append(Replacement(unit, found, unit_id in one.leads))
    return result


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a directive's page says of its coming again: its series and which occurrence it is, or that it may be started."""

    series_id: int | None = None
    label: str = ""
    may_start: bool = False


def schedule_of(user: User, directive: Directive) -> Schedule | None:
    """Return how a directive comes again; None where its deadline is of another kind (one query else)."""
    if directive.deadline_kind != DeadlineKind.RECURRING:
        return None
    found = Occurrence.objects.filter(jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id).first()
    if found is not None:
        return Schedule(found.series_id, found.label)
    return Schedule(may_start=may_schedule(user, field_id=directive.field_id))


def waiting_for_office(user: User, *, today: dt.date) -> list[SeriesView]:
    """Return the series of which `user` must say who takes the place of a unit that has ended."""
    if not people.may_confirm_reading(user):
        return []
    listed = [
        one
        for one in series_seen(user).filter(state=SeriesState.RUNNING)
        if may_schedule(user, field_id=one.directive.field_id)
    ]
    return [view for view in views_of(user.jurisdiction_id, listed, today=today) if view.is_blocked]
