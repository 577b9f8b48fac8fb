"""The room's own periodic jobs."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils.translation import gettext_lazy as _

from dondoc.jobs import registry, schedule
from dondoc.jobs.models import JobFailure, JobRun

__all__ = ["clear", "schedule"]

KEPT_DAYS = 30
"""How long what is over stays to be looked at; the run of each day is kept for a year."""
_RUNS_KEPT_DAYS = 400

# A failed job stays: somebody has to decide on it. Events are deleted with their jobs by the table's own key.
_CLEAR = """
DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'cancelled', 'aborted')
  AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = procrastinate_jobs.id AND e.at >= %s)
"""
# The tick alone leaves 1 440 rows a day: what ran by the clock and went well is kept for a day.
_CLEAR_PERIODIC = """
DELETE FROM procrastinate_jobs WHERE status = 'succeeded' AND task_name = ANY(%s)
  AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = procrastinate_jobs.id AND e.at >= %s)
"""


@registry.periodic("17 * * * *", "jobs.clear", title=_("Dọn việc nền đã xong"))
def clear(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Delete what is over for long; failed jobs stay until somebody decides on them."""
    del jurisdiction_id
    before = now - dt.timedelta(days=KEPT_DAYS)
    by_clock = [kind.name for kind in registry.kinds().values() if kind.cron]
    with connection.cursor() as cursor:
        cursor.execute(_CLEAR, [before])
        deleted = cursor.rowcount
        cursor.execute(_CLEAR_PERIODIC, [by_clock, now - dt.timedelta(days=1)])
        deleted += cursor.rowcount
    failures, _by_model = JobFailure.objects.filter(failed_at__lt=before).exclude(job_id__in=_failed()).delete()
    runs, _by_model = JobRun.objects.filter(started_at__lt=now - dt.timedelta(days=_RUNS_KEPT_DAYS)).delete()
    return {"jobs": deleted, "failures": failures, "runs": runs}


def _failed() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE status = 'failed'")
        return [row[0] for row in cursor.fetchall()]
