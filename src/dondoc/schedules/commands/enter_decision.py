"""Enter a decision on days off and move, in the same step, the deadlines that it moves and that were not left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.calendars.commands.declare_days import declare_days
from dondoc.calendars.rules import DayChange
from dondoc.schedules.commands.recount_deadlines import Recounted, recount_deadlines
from dondoc.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Entered:
    """The calendar with the decision, and what it moved."""

    calendar: WorkCalendar
    recounted: Recounted


def enter_decision(
    *,
    actor: User,
    days: Sequence[DayChange],
    source: str,
    digest: str,
    now: dt.datetime,
    decided_on: dt.date | None = None,
    left_out: Collection[int] = (),
    progress: Callable[[int, int], None] | None = None,
    request_id: str = "",
) -> Entered:
    """Enter what was looked at before (`decisions.preview_decision`), in one transaction.

    Args:
        actor: the leader of the office.
        days: see `declare_days`.
        source: the decision's number.
        digest: of the moves that were shown.
        now: the moment.
        decided_on: the decision's date.
        left_out: assignments that stay as they are.
        progress: told how many deadlines of how many are moved.
        request_id: groups what one request did.

    Raises:
        Refused, BadInput, Conflict: see `declare_days` and `recount_deadlines`.
    """
    with transaction.atomic():
        calendar = declare_days(
            actor=actor, days=days, source=source, decided_on=decided_on, now=now, request_id=request_id
        )
        done = recount_deadlines(
            actor=actor, digest=digest, left_out=left_out, progress=progress, now=now, request_id=request_id
        )
    return Entered(calendar, done)
