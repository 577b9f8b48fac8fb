"""Deferring: a job is a row that the caller's own transaction writes, so it exists if and only if the change does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from dondoc.jobs.registry import kinds

# Of its own, on Django's connection: also inside a worker, whose app talks to the database by another one.
manager = JobManager(connector=DjangoConnector())


def defer(
    name: str,
    *,
    jurisdiction_id: int | None,
    unique_key: str | None = None,
    run_at: dt.datetime | None = None,
    **arguments: Any,
) -> int | None:
    """Put a job in the queue, within the caller's transaction: rolled back, it leaves nothing.

    Args:
        name: a registered name.
        jurisdiction_id: whose job it is; None for the whole installation.
        unique_key: at most one job of this name, jurisdiction and key waits at a time.
        run_at: not before this moment of the real clock; none: at once.
        arguments: JSON values for the function, ids rather than texts: they are logged.

    Returns:
        The job's number, None where one with the same key waits already.

    Raises:
        KeyError: no room has registered the name.
    """
    kind = kinds()[name]
    lock = None if unique_key is None else f"{name}:{jurisdiction_id or 0}:{unique_key}"
    # A kind that runs alone does so whoever deferred it: the clock, or a room.
    alone = kind.name if kind.is_alone else None
    job = configure_task(
        name=name, job_manager=manager, queue=kind.queue, queueing_lock=lock, schedule_at=run_at, lock=alone
    )  # fmt: skip
    try:
        # The database's own unique index decides; its refusal must not spoil the caller's transaction.
        with transaction.atomic():
            return job.defer(jurisdiction_id=jurisdiction_id, **arguments)
    except AlreadyEnqueued:
        return None
