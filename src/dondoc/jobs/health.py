"""Whether the background is well: workers alive, nothing waiting for long, what must run each day has run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Max, Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.jobs import registry
from dondoc.jobs.choices import RunState
from dondoc.jobs.models import EVERYWHERE, JobRun
from dondoc.jobs.schedule import TICK

WORKER_LIMIT = dt.timedelta(minutes=1)
QUEUE_LIMIT = dt.timedelta(minutes=15)

_WORKER = "SELECT max(last_heartbeat) FROM procrastinate_workers"
_OLDEST = """
SELECT min(coalesce(j.scheduled_at, (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)))
FROM procrastinate_jobs j WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= %s)
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: stable; safe to be shown to anybody.
        title: what the administrator reads.
        ok: green or red.
        age: how long ago it was last well (of the queue: how long the oldest job waits), None for never.
        limit: how long it may be.
    """

    name: str
    title: str | Promise
    ok: bool
    age: dt.timedelta | None = None
    limit: dt.timedelta | None = None


def health(*, now: dt.datetime, jurisdiction_id: int | None = None) -> list[Check]:
    """Look at everything.

    Args:
        now: the real moment (not an example's).
        jurisdiction_id: daily jobs of this jurisdiction only; None: of all, the worst of each.

    Returns:
        The checks, always in the same order; where the database does not answer, that one alone.
    """
    title = _("Cơ sở dữ liệu trả lời")
    try:
        with connection.cursor() as cursor:
            cursor.execute(_WORKER)
            seen = cursor.fetchone()[0]
            cursor.execute(_OLDEST, [now])
            oldest = cursor.fetchone()[0]
        daily = list(_daily(now, jurisdiction_id))
    except (DatabaseError, InterfaceError):
        return [Check("database", title, ok=False)]
    alive = now - seen if seen else None
    waits = now - oldest if oldest else dt.timedelta(0)
    return [
        Check("database", title, ok=True),
        Check(
            "worker", _("Có tiến trình chạy việc nền"), alive is not None and alive <= WORKER_LIMIT, alive, WORKER_LIMIT
        ),
        Check("queue", _("Không việc nào chờ lâu"), waits <= QUEUE_LIMIT, waits, QUEUE_LIMIT),
        *daily,
    ]


def is_green(checks: Iterable[Check]) -> bool:
    """Return whether all are well."""
    return all(check.ok for check in checks)


def _daily(now: dt.datetime, jurisdiction_id: int | None) -> Iterable[Check]:
    kinds = [kind for kind in registry.daily_kinds() if kind.limit is not None]
    if not kinds:
        return
    here = [jurisdiction_id] if jurisdiction_id else list(registry.offsets())
    ended = {
        (row["jurisdiction_id"], row["task"]): row["ended"]
        for row in JobRun.objects.filter(
            jurisdiction_id__in=here, task__in=[kind.name for kind in kinds], state=RunState.DONE
        )
        .values("jurisdiction_id", "task")
        .annotate(ended=Max("ended_at"))
    }
    # A new installation owes nothing yet: what never ran is red when jobs have been run for longer than its limit.
    since = JobRun.objects.filter(jurisdiction_id=EVERYWHERE, task=TICK).aggregate(at=Min("started_at"))["at"]
    for kind in kinds:
        limit = kind.limit
        ages = [now - ended[(each, kind.name)] if (each, kind.name) in ended else None for each in here]
        never_is_well = since is None or (limit is not None and now - since <= limit)
        ok = all(never_is_well if age is None else limit is None or age <= limit for age in ages)
        known = [age for age in ages if age is not None]
        yield Check(kind.name, kind.title, ok, max(known) if known and len(known) == len(ages) else None, limit)
