"""procrastinate's side of a kind of job: how one attempt is run, and what is written down when it fails."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from dondoc.foundation.clock import local_day
from dondoc.jobs import registry, rules
from dondoc.jobs.registry import Kind

_log = structlog.get_logger(__name__)


class _Strategy(BaseRetryStrategy):
    """A kind's own patience; a refusal by a rule is not tried again."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when, or None for never."""
        if job.attempts >= self.kind.retry.times or not rules.gets_better(exception):
            return None
        wait = rules.wait_before(job.attempts + 1, self.kind.retry.first)
        return RetryDecision(retry_at=dt.datetime.now(dt.UTC) + wait)


def register(kind: Kind) -> None:
    """Make `kind` known to procrastinate."""

    def attempt(
        context: JobContext, /, *, jurisdiction_id: int | None = None, timestamp: int | None = None, **arguments: Any
    ) -> None:
        del timestamp  # when procrastinate meant a periodic job to run
        run(kind, job_id=context.job.id, attempt=context.job.attempts + 1, jurisdiction_id=jurisdiction_id, **arguments)

    lock = kind.name if kind.is_alone else None
    known = app.task(name=kind.name, queue=kind.queue, pass_context=True, retry=_Strategy(kind), lock=lock)(attempt)
    if kind.cron:
        # One waiting at most: a worker that was away does not find a heap of them.
        app.periodic(cron=kind.cron, periodic_id=kind.name, queueing_lock=kind.name)(known)  # type: ignore[arg-type]  # the timestamp comes by name


def next_tick(kind: Kind, now: dt.datetime) -> dt.datetime:
    """Return when a kind with a `cron` runs next after `now`."""
    known = app.periodic_registry.periodic_tasks[(kind.name, kind.name)]
    return dt.datetime.fromtimestamp(known.croniter.get_next(ret_type=float, start_time=now.timestamp()), dt.UTC)


def run(kind: Kind, *, job_id: int | None, attempt: int, jurisdiction_id: int | None, **arguments: Any) -> None:
    """Run one attempt; what goes wrong is written down, then raised for procrastinate to decide on.

    Args:
        kind: what to run.
        job_id: the job's number.
        attempt: 1 for the first.
        jurisdiction_id: whose job it is; None for the whole installation.
        arguments: its own arguments.
    """
    started = registry.moment()
    now = registry.moment_of(jurisdiction_id)
    day = local_day(now)
    keeps_run = kind.daily_at is not None or bool(kind.cron)
    from dondoc.jobs.runs import record_run  # noqa: PLC0415 - models, once the apps are ready

    try:
        if keeps_run:
            record_run(kind.name, jurisdiction_id, for_day=day, started=started)
        counts = kind.run(jurisdiction_id=jurisdiction_id, now=now, **arguments)
        if keeps_run:
            record_run(kind.name, jurisdiction_id, for_day=day, started=started, ended=registry.moment(), counts=counts)
    except Exception as error:
        reason, what = rules.reason_of(error)
        _log.error("job_failed", job=job_id, task=kind.name, attempt=attempt, reason=str(reason), kind=what)
        _write_down(kind, job_id, attempt, jurisdiction_id, error)
        if keeps_run:
            _write_run(kind, jurisdiction_id, day, started, what)
        raise


def _write_down(kind: Kind, job_id: int | None, attempt: int, jurisdiction_id: int | None, error: Exception) -> None:
    from dondoc.jobs.models import EVERYWHERE, JobFailure  # noqa: PLC0415 - as above

    reason, what = rules.reason_of(error)
    try:
        JobFailure.objects.create(
            jurisdiction_id=jurisdiction_id or EVERYWHERE, job_id=job_id or 0, task=kind.name, attempt=attempt,
            reason=reason, kind=what, place=rules.place_of(error.__traceback__), failed_at=registry.moment(),
        )  # fmt: skip
    except (DatabaseError, InterfaceError):  # the database may be what failed; the job's own failure is what matters
        _log.exception("job_failure_not_kept", job=job_id, task=kind.name)


def _write_run(kind: Kind, jurisdiction_id: int | None, day: dt.date, started: dt.datetime, what: str) -> None:
    from dondoc.jobs.runs import record_run  # noqa: PLC0415 - as above

    try:
        record_run(kind.name, jurisdiction_id, for_day=day, started=started, ended=registry.moment(), error=what)
    except (DatabaseError, InterfaceError):
        _log.exception("job_run_not_kept", task=kind.name)
