"""Move the deadlines that the calendar in force counts otherwise, all at once; those left out stay and are not asked about again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars import events as calendar_events
from dondoc.calendars.selectors import calendars_of
from dondoc.directives import events
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rollup import Change, roll
from dondoc.directives.telling import tell_of_dates
from dondoc.followup.choices import ExtensionState
from dondoc.followup.models import ClockStop, Extension
from dondoc.foundation.batches import batches
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules.commands._moving import locked, moved, stale, write_moved
from dondoc.schedules.events import DEADLINES_RECOUNTED
from dondoc.schedules.models import DeadlineKept
from dondoc.schedules.permissions import may_recount
from dondoc.schedules.reckoning import is_counted
from dondoc.schedules.recounting import Move, pauses_of, recount_of
from dondoc.worktime import WorkCalendar

#: Events of one statement; all are one transaction.
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many moved, and how many were left as they are."""

    moved: int
    kept: int


def recount_deadlines(
    *,
    actor: User,
    digest: str,
    now: dt.datetime,
    left_out: Collection[int] = (),
    progress: Callable[[int, int], None] | None = None,
    request_id: str = "",
) -> Recounted:
    """Move what was shown (`recounting.recount_of`) but for what was left out.

    The original deadline moves too where it was counted: what was set was a term, and the law says on which day it ends
    (ADR 0015). The ledger keeps the day that stood before.

    Args:
        actor: the leader of the office.
        digest: of what was shown.
        now: the moment.
        left_out: assignments that stay as they are.
        progress: told how many deadlines of how many are moved.
        request_id: groups what one request did.

    Raises:
        Refused: somebody else.
        BadInput: something is left out that was not shown.
        Conflict: what was shown is not what is there any more (`stale`).
    """
    if not may_recount(actor):
        raise Refused(_("Dời thời hạn theo lịch làm việc do lãnh đạo Văn phòng quyết định."))
    here, today, out = actor.jurisdiction_id, local_day(now), set(left_out)
    with transaction.atomic():
        found = recount_of(here, today=today)
        if found.digest != digest:
            raise stale()
        if out - {one.assignment.id for one in found.moves}:
            raise BadInput(_("Có phần việc không nằm trong danh sách xem trước."), code="not_shown", field="left_out")
        chosen = [one for one in found.moves if one.assignment.id not in out]
        rows = locked(here, [one.assignment for one in chosen])
        known, waiting = list(calendars_of(here).values()), _waiting(here)
        entries: list[NewEvent] = []
        changes: list[Change] = []
        for one in chosen:
            event, change = _move(rows[one.assignment.id], one, found.calendar, known, waiting, now)
            entries.append(event)
            changes.append(change)
        write_moved(here, rows.values(), now)
        entries += _directives(chosen, found.calendar, known)
        kept = [one for one in found.moves if one.assignment.id in out]
        DeadlineKept.objects.bulk_create(
            DeadlineKept(
                jurisdiction_id=here, assignment_id=one.assignment.id, calendar_version=found.calendar.version,
                kept_at=now, kept_by_id=actor.pk,
            )
            for one in kept
        )  # fmt: skip
        if entries or kept:
            entries.append(
                NewEvent(
                    calendar_events.CALENDAR, here, DEADLINES_RECOUNTED,
                    {
                        "version": found.calendar.version, "moved": [one.assignment.id for one in chosen],
                        "kept": [one.assignment.id for one in kept],
                    },
                )
            )  # fmt: skip
        # Their events take the longest by far, so they are what the way is measured by.
        for number, some in enumerate(batches(entries, _AT_ONCE), start=1):
            append(jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id, events=some)
            if progress is not None:
                progress(min(number * _AT_ONCE, len(chosen)), len(chosen))
        roll(jurisdiction_id=here, today=today, changes=changes)
        tell_of_dates(
            actor, rows.values(), because=events.ASSIGNMENT_DEADLINE_RECOUNTED,
            key=f"recount:{found.calendar.version}:{now.isoformat()}", now=now,
        )  # fmt: skip
    return Recounted(len(chosen), len(kept))


def _waiting(jurisdiction_id: int) -> set[int]:
    """The assignments for which somebody waits for another deadline; theirs are few among those that move."""
    asked = Extension.objects.filter(jurisdiction_id=jurisdiction_id, state=ExtensionState.ASKED)
    return set(asked.values_list("assignment_id", flat=True))


def _move(
    row: Assignment, one: Move, new: WorkCalendar, known: list[WorkCalendar], waiting: set[int], now: dt.datetime
) -> tuple[NewEvent, Change]:
    original = row.original_due_on
    if one.base is not None and is_counted(one.base, original, known):
        original = one.base.day(new)
    payload = {
        "was": one.was.isoformat(), "rule": one.rule,
        "original_was": row.original_due_on.isoformat() if row.original_due_on else None,
        "original": original.isoformat() if original else None,
        "calendar": {"was": row_version(one), "now": new.version},
    }  # fmt: skip
    _pauses(row, one, new)
    if row.id in waiting:
        # A request that waits was made of the day that stood; where it still wants more it goes on waiting.
        Extension.objects.filter(
            jurisdiction_id=row.jurisdiction_id, assignment_id=row.id, state=ExtensionState.ASKED, was_due_on=one.was,
            wanted_on__gt=one.becomes,
        ).update(was_due_on=one.becomes)  # fmt: skip
    return moved(row, one.becomes, original, events.ASSIGNMENT_DEADLINE_RECOUNTED, payload, now)


def row_version(one: Move) -> str:
    """The version by which the deadline was counted, as its directive says."""
    return str(one.assignment.directive.calendar_version)


def _pauses(row: Assignment, one: Move, new: WorkCalendar) -> None:
    """Carry the days that a time out of count found and left over to the other calendar."""
    due_on = one.was
    for way in pauses_of(one.reckoning):
        stop = ClockStop.objects.select_for_update().filter(
            jurisdiction_id=row.jurisdiction_id, assignment_id=row.id, since=way.pause.since, until=way.pause.until,
            due_on=due_on,
        ).first()  # fmt: skip
        if stop is None:
            return
        due_on = stop.was_due_on
        stop.due_on, stop.was_due_on = way.day(new), way.before.day(new) or stop.was_due_on
        stop.save(update_fields=["due_on", "was_due_on"])


def _directives(chosen: list[Move], new: WorkCalendar, known: list[WorkCalendar]) -> list[NewEvent]:
    """Carry the directives' own deadlines over, where these were counted as well."""
    entries = []
    seen: set[int] = set()
    same: dict[dt.date | None, list[Directive]] = {}
    for one in chosen:
        directive = one.assignment.directive
        if directive.id in seen or one.base is None or not is_counted(one.base, directive.due_on, known):
            continue
        seen.add(directive.id)
        becomes = one.base.day(new)
        same.setdefault(becomes, []).append(directive)
        entries.append(
            NewEvent(
                events.DIRECTIVE, directive.id, events.DIRECTIVE_DEADLINE_RECOUNTED,
                {
                    "was": directive.due_on.isoformat() if directive.due_on else None,
                    "due_on": becomes.isoformat() if becomes else None,
                    "calendar": {"was": directive.calendar_version, "now": new.version},
                },
            )
        )  # fmt: skip
    for becomes, directives in same.items():
        for some in batches([one.id for one in directives]):
            Directive.objects.filter(jurisdiction_id=directives[0].jurisdiction_id, id__in=some).update(
                due_on=becomes, original_due_on=becomes, calendar_version=new.version
            )
    return entries
