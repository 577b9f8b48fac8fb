"""Jobs whose worker is gone (kill -9, power, a lost connection): they are given to another one."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from dondoc.jobs import registry
from dondoc.jobs.choices import FailureReason
from dondoc.jobs.models import EVERYWHERE, JobFailure

MOST_ATTEMPTS = 20
"""A job that has taken its worker with it so often is not given to another one."""
_log = structlog.get_logger(__name__)


async def watch(manager: JobManager, *, silent_for: float, every: float) -> None:
    """Look for stalled jobs until cancelled.

    Args:
        manager: of the worker.
        silent_for: seconds without a heartbeat after which a worker is taken as gone.
        every: seconds between two looks.
    """
    while True:
        await take_back(manager, silent_for=silent_for)
        await asyncio.sleep(every)


async def take_back(manager: JobManager, *, silent_for: float) -> int:
    """Put the jobs of workers that are gone back into the queue.

    Args:
        manager: of the worker.
        silent_for: seconds without a heartbeat after which a worker is taken as gone.

    Returns:
        How many jobs there were.
    """
    found = list(await manager.get_stalled_jobs(seconds_since_heartbeat=silent_for))
    for job in found:
        _log.warning("job_stalled", job=job.id, task=job.task_name, attempt=job.attempts + 1)
        if job.attempts + 1 < MOST_ATTEMPTS and await _queued_again(manager, job):
            continue
        await sync_to_async(_write_down, thread_sensitive=False)(job)
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    return len(found)


async def _queued_again(manager: JobManager, job: Job) -> bool:
    """Put a job back; not where another one like it waits already, which the lost one would hold up for ever."""
    try:
        await manager.retry_job(job, retry_at=dt.datetime.now(dt.UTC))
    except UniqueViolation:
        return False
    return True


def _write_down(job: Job) -> None:
    arguments: dict[str, Any] = dict(job.task_kwargs)
    try:
        JobFailure.objects.create(
            jurisdiction_id=arguments.get("jurisdiction_id") or EVERYWHERE, job_id=job.id or 0, task=job.task_name,
            attempt=job.attempts + 1, reason=FailureReason.KILLED, kind="killed", failed_at=registry.moment(),
        )  # fmt: skip
    finally:
        close_old_connections()
