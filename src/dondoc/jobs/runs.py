"""Which periodic run was done for which local day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dondoc.jobs.choices import RunState
from dondoc.jobs.models import EVERYWHERE, JobRun


def record_run(
    task: str,
    jurisdiction_id: int | None,
    *,
    for_day: dt.date,
    started: dt.datetime,
    ended: dt.datetime | None = None,
    counts: Mapping[str, int] | None = None,
    error: str = "",
) -> JobRun:
    """Write down the run of a day; a later one for the same day takes its place, but a day once done stays done.

    Args:
        task: the registered name.
        jurisdiction_id: None for the whole installation.
        for_day: the local day it answers for.
        started: when it began, by the real clock.
        ended: when it was over; None while it runs.
        counts: what it did, numbers by stable words.
        error: the exception's type where it failed, "" for success.
    """
    state = RunState.RUNNING if ended is None else RunState.FAILED if error else RunState.DONE
    of = {"jurisdiction_id": jurisdiction_id or EVERYWHERE, "task": task, "for_day": for_day}
    values = {
        "state": state, "started_at": started, "ended_at": ended, "counts": dict(counts or {}), "error": error[:100],
    }  # fmt: skip
    run, created = JobRun.objects.get_or_create(**of, defaults=values)
    if not created and not (run.state == RunState.DONE and state != RunState.DONE):
        for key, value in values.items():
            setattr(run, key, value)
        run.save(update_fields=list(values))
    return run


def last_run(task: str, jurisdiction_id: int | None) -> JobRun | None:
    """Return the run of the latest day that was done, None for never.

    Workers compare its `for_day` with `<`: a missed night is then made up.
    """
    return (
        JobRun.objects.filter(jurisdiction_id=jurisdiction_id or EVERYWHERE, task=task, state=RunState.DONE)
        .order_by("-for_day")
        .first()
    )
