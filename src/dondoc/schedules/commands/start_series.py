"""Let a recurring directive come again: its own assignments become the first occurrence, with its day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events as directive_events
from dondoc.directives.choices import OPEN_LIFECYCLES, AssignmentRole, DeadlineKind
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import require_visible
from dondoc.directives.rollup import Change, roll
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import refusals
from dondoc.schedules import events
from dondoc.schedules.choices import OccurrenceState, OffDay
from dondoc.schedules.commands import _series
from dondoc.schedules.commands._moving import moved, write_moved
from dondoc.schedules.models import Occurrence, Series, SeriesRule
from dondoc.schedules.permissions import may_schedule
from dondoc.schedules.recurrence import stored_label
from dondoc.schedules.series import Coming, coming_of


def start_series(
    *,
    actor: User,
    directive_id: int,
    rrule: str,
    now: dt.datetime,
    off_day: str = OffDay.AFTER,
    starts_on: dt.date | None = None,
    request_id: str = "",
) -> Series:
    """Let the directive come again by a rule.

    Its first occurrence is the directive itself: its open assignments get the first day. Each further one will be a directive of
    its own. Assignments that are closed, or have a day already, stay as they are.

    Args:
        actor: who gives directives of its field.
        directive_id: a directive whose deadline is recurring.
        rrule: RFC 5545, of days, weeks, months or years.
        now: the moment.
        off_day: a code of OffDay.
        starts_on: from which its days count; today where not given. The first day is never in the past.
        request_id: groups what one request did.

    Raises:
        NotFound: no such directive for this person.
        Refused: they do not give directives of that field.
        Conflict: it comes again already (`series_of_directive_once`); it is an occurrence itself; all of it is closed.
        BadInput: not a recurring one; a rule that cannot be, or has no day to come.
    """
    today = local_day(now)
    begins = max(starts_on or today, today)
    rule_text = _series.rule_of(rrule, off_day, starts_on or today)
    with transaction.atomic():
        directive, still = _lock(actor, directive_id)
        with refusals():
            series = Series.objects.create(
                jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id,
                leads=[row.unit_id for row in still if row.role == AssignmentRole.LEAD] or [still[0].unit_id],
                coordinates=[row.unit_id for row in still if row.role != AssignmentRole.LEAD],
                started_at=now, started_by_id=actor.pk,
            )  # fmt: skip
        rule = SeriesRule.objects.create(
            jurisdiction_id=series.jurisdiction_id, series_id=series.id, version=1, rrule=rule_text, starts_on=begins,
            off_day=off_day, set_at=now, set_by_id=actor.pk,
        )  # fmt: skip
        first = _first(rule, series, today)
        entries = [
            NewEvent(
                events.SERIES, series.id, events.SERIES_STARTED,
                {
                    "directive_id": directive.id, "rrule": rule_text, "off_day": str(off_day),
                    "starts_on": begins.isoformat(), "leads": series.leads, "coordinates": series.coordinates,
                    "first": first.day.due_on.isoformat(),
                },
                is_first=True,
            )
        ]  # fmt: skip
        Occurrence.objects.create(
            jurisdiction_id=series.jurisdiction_id, series_id=series.id, number=1, label=stored_label(rule_text, first.day.nominal), rule_version=1,
            off_day=off_day, nominal_on=first.day.nominal, due_on=first.day.due_on, state=OccurrenceState.OPENED,
            directive_id=directive.id, made_at=now, made_by_id=actor.pk,
        )  # fmt: skip
        set_events, changes = _set_days(directive, still, first.day.due_on, series.id, now)
        append(
            jurisdiction_id=series.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[*entries, *set_events],
        )  # fmt: skip
        roll(jurisdiction_id=series.jurisdiction_id, today=today, changes=changes)
    return series


def _lock(actor: User, directive_id: int) -> tuple[Directive, list[Assignment]]:
    """Lock a directive that may come again, and return it with its assignments that are open.

    Raises:
        NotFound, Refused, BadInput, Conflict: see the command.
    """
    directive = (
        Directive.objects.select_for_update(of=("self",))
        .filter(jurisdiction_id=actor.jurisdiction_id, id=directive_id)
        .first()
    )
    if directive is None:
        raise NotFound
    rows = list(
        Assignment.objects.select_for_update()
        .filter(jurisdiction_id=actor.jurisdiction_id, directive_id=directive.id)
        .order_by("id")
    )
    require_visible(actor, directive, frozenset(row.unit_id for row in rows))
    if not may_schedule(actor, field_id=directive.field_id):
        raise Refused(_("Bạn không có quyền đặt lịch lặp lại cho nhiệm vụ thuộc lĩnh vực này."), code="refused")
    if directive.deadline_kind != DeadlineKind.RECURRING:
        raise BadInput(_("Chỉ nhiệm vụ có thời hạn định kỳ mới đặt lặp lại được."), code="not_recurring")
    if (
        Occurrence.objects.filter(jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id)
        .exclude(series__directive_id=directive.id)
        .exists()
    ):
        raise Conflict(_("Nhiệm vụ này đã là một kỳ của nhiệm vụ định kỳ khác."), code="is_occurrence")
    still = [row for row in rows if row.lifecycle in OPEN_LIFECYCLES]
    if not still:
        raise Conflict(_("Nhiệm vụ đã kết thúc ở mọi đơn vị nên không đặt lặp lại được."), code="wrong_state")
    return directive, still


def _set_days(
    directive: Directive, rows: list[Assignment], due_on: dt.date, series_id: int, now: dt.datetime
) -> tuple[list[NewEvent], list[Change]]:
    """Give the first day to what has none yet: assignments, with what the figures change by, and the directive."""
    entries, changes = [], []
    undated = [row for row in rows if row.due_on is None and row.original_due_on is None]
    for row in undated:
        entry, change = moved(
            row, due_on, due_on, directive_events.ASSIGNMENT_DEADLINE_SET,
            {"was": None, "series_id": series_id}, now,
        )  # fmt: skip
        entries.append(entry)
        changes.append(change)
    write_moved(directive.jurisdiction_id, undated, now)
    if directive.due_on is None:
        calendar = calendar_of(directive.jurisdiction_id)
        Directive.objects.filter(jurisdiction_id=directive.jurisdiction_id, id=directive.id).update(
            due_on=due_on, original_due_on=due_on, calendar_version=calendar.version
        )
    return entries, changes


def _first(rule: SeriesRule, series: Series, today: dt.date) -> Coming:
    """The first occurrence; one that a day off moves before today is none any more.

    Raises:
        BadInput: there is none.
    """
    calendar = calendar_of(series.jurisdiction_id)
    found = coming_of(rule, [], calendar)
    if found is not None and found.day.due_on < today:
        passed = Occurrence(number=0, nominal_on=found.day.nominal, due_on=found.day.due_on)
        found = coming_of(rule, [passed], calendar)
    if found is None:
        raise BadInput(_("Quy luật này không còn ngày nào từ hôm nay."), code="no_day", field="rrule")
    return found
