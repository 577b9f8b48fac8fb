"""Jobs as the administrator sees them, and the two things that may be done to one. Asked with procrastinate's own functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.functional import Promise
from procrastinate.exceptions import ConnectorException

from dondoc.jobs import registry
from dondoc.jobs.choices import FailureReason, JobState
from dondoc.jobs.models import EVERYWHERE, JobFailure, JobRun
from dondoc.jobs.queue import manager

_OWN = "(args ->> 'jurisdiction_id' IS NULL OR (args ->> 'jurisdiction_id')::bigint = %(jurisdiction)s)"
_ROWS = f"""
SELECT j.id, j.task_name, j.status::text, (j.args ->> 'jurisdiction_id')::bigint, j.queue_name, j.attempts, j.scheduled_at,
  (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)
FROM procrastinate_jobs j
WHERE {_OWN} AND j.status::text = ANY(%(states)s)
  AND NOT (j.task_name = ANY(%(without)s) AND j.status = 'succeeded')
  AND (%(task)s::text IS NULL OR j.task_name = %(task)s)
ORDER BY CASE WHEN j.status = 'todo' THEN j.id END, j.id DESC LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 - a constant of ours
_COUNTS = f"""
SELECT j.status::text, count(*) FROM procrastinate_jobs j
WHERE {_OWN} AND NOT (j.task_name = ANY(%(without)s) AND j.status = 'succeeded')
  AND (%(task)s::text IS NULL OR j.task_name = %(task)s)
GROUP BY 1
"""  # noqa: S608 - as above
_ONE = f"""
SELECT id, task_name, status::text FROM procrastinate_jobs WHERE id = %(id)s AND {_OWN} FOR UPDATE
"""  # noqa: S608 - as above
_FAILED = f"""
SELECT id FROM procrastinate_jobs WHERE status = 'failed' AND task_name = %(task)s AND {_OWN} ORDER BY id LIMIT %(limit)s
FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job for a list.

    Attributes:
        id: its number.
        task: the registered name.
        title: what people read.
        state: `JobState`.
        jurisdiction_id: whose; None for the whole installation.
        queue: its queue.
        attempts: how often it was begun and ended.
        scheduled_at: not before this moment, where one is set.
        changed_at: when anything last happened to it.
        failure: the last attempt that failed.
        is_known: whether a room registers it still.
    """

    id: int
    task: str
    title: str | Promise
    state: str
    jurisdiction_id: int | None
    queue: str
    attempts: int
    scheduled_at: dt.datetime | None
    changed_at: dt.datetime | None
    failure: JobFailure | None
    is_known: bool

    @property
    def actions(self) -> tuple[str, ...]:
        """What may be done to it: `retry` (what failed and is known still), `cancel` (what waits or failed)."""
        if self.state == JobState.FAILED:
            return ("retry", "cancel") if self.is_known else ("cancel",)
        return ("cancel",) if self.state == JobState.WAITING else ()

    @property
    def reason(self) -> str | Promise:
        """Why it failed, a sentence."""
        if not self.is_known:
            return FailureReason.UNKNOWN.label
        return FailureReason(self.failure.reason).label if self.failure else ""


@dataclass(frozen=True, slots=True)
class LockedJob:
    """A job whose row the transaction holds."""

    id: int
    task: str
    state: str


def jobs_of(
    jurisdiction_id: int, states: Collection[str], *, task: str | None = None, limit: int = 50, offset: int = 0
) -> list[JobRow]:
    """Return the jurisdiction's jobs and those of no jurisdiction: waiting ones in their order, others latest first.

    What ran by the clock and went well is left out; its runs are listed by `runs_of`.
    """
    given: dict[str, Any] = {
        "jurisdiction": jurisdiction_id, "states": [str(state) for state in states], "task": task, "limit": limit,
        "offset": offset, "without": _by_clock(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, given)
        rows = cursor.fetchall()
    failures: dict[int, JobFailure] = {}
    wanted = [row[0] for row in rows if row[2] in (JobState.FAILED, JobState.WAITING)]
    for one in JobFailure.objects.filter(jurisdiction_id__in=(jurisdiction_id, EVERYWHERE), job_id__in=wanted).order_by(
        "id"
    ):
        failures[one.job_id] = one
    kinds = registry.kinds()
    return [
        JobRow(
            id=row[0], task=row[1], title=kinds[row[1]].title if row[1] in kinds else row[1], state=row[2],
            jurisdiction_id=row[3], queue=row[4], attempts=row[5], scheduled_at=row[6], changed_at=row[7],
            failure=failures.get(row[0]), is_known=row[1] in kinds,
        )
        for row in rows
    ]  # fmt: skip


def counts_of(jurisdiction_id: int, *, task: str | None = None) -> dict[str, int]:
    """Return how many of the jurisdiction's jobs, and of those of no jurisdiction, are in each state."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"jurisdiction": jurisdiction_id, "without": _by_clock(), "task": task})
        found: dict[str, int] = dict(cursor.fetchall())
    return {state: found.get(state, 0) for state in JobState.values}


def count_of(jurisdiction_id: int, states: Collection[str], *, task: str | None = None) -> int:
    """Return how many jobs `jobs_of` would give without a limit."""
    counts = counts_of(jurisdiction_id, task=task)
    return sum(counts[state] for state in states)


def runs_of(jurisdiction_id: int) -> list[tuple[registry.Kind, JobRun | None, JobRun | None]]:
    """Return each job that runs by the clock, with its last run and the last one that was done."""
    kinds = [kind for kind in registry.kinds().values() if kind.cron or kind.daily_at is not None]
    last: dict[str, JobRun] = {}
    done: dict[str, JobRun] = {}
    rows = JobRun.objects.filter(
        jurisdiction_id__in=(jurisdiction_id, EVERYWHERE), task__in=[kind.name for kind in kinds]
    )
    for run in rows.order_by("jurisdiction_id", "task", "-for_day").distinct("jurisdiction_id", "task"):
        last[run.task] = run
    for run in (
        rows.filter(state="done").order_by("jurisdiction_id", "task", "-for_day").distinct("jurisdiction_id", "task")
    ):
        done[run.task] = run
    return [(kind, last.get(kind.name), done.get(kind.name)) for kind in kinds]


def locked(job_id: int, jurisdiction_id: int) -> LockedJob | None:
    """Return the job with its row locked; None where there is none that the jurisdiction may see."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"id": job_id, "jurisdiction": jurisdiction_id})
        row = cursor.fetchone()
    return LockedJob(*row) if row else None


def locked_failures(task: str, jurisdiction_id: int, *, limit: int) -> list[int]:
    """Return the numbers of failed jobs of a kind, oldest first, with their rows locked."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, {"task": task, "jurisdiction": jurisdiction_id, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def put_back(job_id: int) -> bool:
    """Put a failed job back into the queue; false where one of the same key waits already."""
    try:
        with transaction.atomic():
            manager.retry_job_by_id(job_id, retry_at=registry.moment())
    except (ConnectorException, IntegrityError):
        return False
    return True


def give_up(job_id: int) -> None:
    """Take a job that waits or failed out of what has to be done; its row stays to be looked at.

    procrastinate cancels only what waits. A failed one that nobody wants any more must not stay in the list for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s AND status IN ('todo', 'failed')",
            [job_id],
        )


def _by_clock() -> list[str]:
    return [kind.name for kind in registry.kinds().values() if kind.cron]


def registered(name: str) -> Any:
    """Return the registered kind, None where no room has it."""
    return registry.kinds().get(name)
