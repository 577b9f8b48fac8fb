"""What is owed today: one tick a minute defers the daily jobs that are due, and shows that jobs are being run at all."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.clock import LOCAL
from dondoc.jobs import registry, rules
from dondoc.jobs.choices import RunState
from dondoc.jobs.engine import next_tick
from dondoc.jobs.models import JobRun
from dondoc.jobs.queue import defer

TICK = "jobs.tick"


@registry.periodic("* * * * *", TICK, title=_("Nhịp của hàng việc"))
def tick(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Defer what is due."""
    del jurisdiction_id
    return {"deferred": defer_due(now=now)}


def defer_due(*, now: dt.datetime) -> int:
    """Defer every daily job of every jurisdiction that is due; what waits or runs already is left alone.

    Args:
        now: the real moment.

    Returns:
        How many were deferred.
    """
    kinds, deferred = registry.daily_kinds(), 0
    offsets = registry.offsets()
    if not kinds or not offsets:
        return 0
    known = {
        (row["jurisdiction_id"], row["task"]): row
        for row in JobRun.objects.filter(jurisdiction_id__in=offsets, task__in=[kind.name for kind in kinds])
        .values("jurisdiction_id", "task")
        .annotate(done_for=Max("for_day", filter=Q(state=RunState.DONE)), tried_at=Max("started_at"))
    }
    for jurisdiction_id, days in offsets.items():
        offset = dt.timedelta(days=days)
        for kind in kinds:
            if kind.daily_at is None:
                continue
            row = known.get((jurisdiction_id, kind.name), {})
            tried_at = row.get("tried_at")
            if rules.is_due(
                local_now=(now + offset).astimezone(LOCAL),
                at=kind.daily_at,
                done_for=row.get("done_for"),
                tried_at=tried_at + offset if tried_at else None,
            ) and defer(kind.name, jurisdiction_id=jurisdiction_id, unique_key="daily"):
                deferred += 1
    return deferred


def next_at(
    kind: registry.Kind, *, done: JobRun | None, last: JobRun | None, now: dt.datetime, offset: int = 0
) -> dt.datetime | None:
    """Return when a job that runs by the clock runs next, by the real clock; None for one that does not.

    Args:
        kind: the job.
        done: the last run that was done.
        last: the last run.
        now: the real moment.
        offset: the jurisdiction's `clock_offset_days`.
    """
    if kind.cron:
        return next_tick(kind, now)
    if kind.daily_at is None:
        return None
    days = dt.timedelta(days=offset)
    return rules.next_day_run(
        local_now=(now + days).astimezone(LOCAL), at=kind.daily_at, done_for=done.for_day if done else None,
        tried_at=last.started_at + days if last else None,
    ) - days  # fmt: skip
