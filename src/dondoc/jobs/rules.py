"""Pure rules: when a day's run is due, how long a failed job waits, what a failure is called."""

from __future__ import annotations

import datetime as dt
import traceback
from pathlib import PurePath
from types import TracebackType

from django.db import DatabaseError, InterfaceError, OperationalError

from dondoc.foundation.errors import DomainError, Unavailable
from dondoc.jobs.choices import FailureReason

AGAIN_AFTER = dt.timedelta(hours=1)
"""A day's run that failed for good is begun anew after so long."""
_LONGEST_WAIT = dt.timedelta(hours=1)


def is_due(*, local_now: dt.datetime, at: dt.time, done_for: dt.date | None, tried_at: dt.datetime | None) -> bool:
    """Return whether a daily job has to be deferred.

    A missed night is made up, because days are compared with `<`: whatever day was the last one, today's is owed from
    its hour on. Days between are not run one by one; a run answers for all until its day.

    Args:
        local_now: the jurisdiction's moment.
        at: the local hour.
        done_for: the last local day whose run was done, None for never.
        tried_at: when a run began last, by the same clock as `local_now`.
    """
    if local_now.time() < at or (done_for is not None and not done_for < local_now.date()):
        return False
    return tried_at is None or tried_at + AGAIN_AFTER <= local_now


def next_day_run(
    *, local_now: dt.datetime, at: dt.time, done_for: dt.date | None, tried_at: dt.datetime | None
) -> dt.datetime:
    """Return when a daily job is due next: at once where it is owed, otherwise at its hour or an hour after a failure.

    Args:
        local_now: the jurisdiction's moment.
        at: the local hour.
        done_for: the last local day whose run was done, None for never.
        tried_at: when a run began last, by the same clock as `local_now`.
    """
    day = local_now.date()
    if done_for is not None and not done_for < day:
        day = done_for + dt.timedelta(days=1)
    due = dt.datetime.combine(day, at, local_now.tzinfo)
    if tried_at is not None:
        due = max(due, tried_at + AGAIN_AFTER)
    due = max(due, local_now)
    # Where the hour after a failure lies beyond midnight, the new day's own hour comes first.
    return max(due, dt.datetime.combine(due.date(), at, local_now.tzinfo))


def wait_before(attempt: int, first: dt.timedelta) -> dt.timedelta:
    """Return how long a job waits after its `attempt`-th failure: twice as long each time, an hour at most."""
    doubled: dt.timedelta = first * (1 << min(attempt - 1, 20))
    return min(doubled, _LONGEST_WAIT)


def reason_of(error: BaseException) -> tuple[FailureReason, str]:
    """Return the reason and the kind of a failure; nothing of the error's text, which may hold names."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")[:100]
    if isinstance(error, Unavailable):
        return FailureReason.OUTSIDE, error.code[:100]
    if isinstance(error, DomainError):
        return FailureReason.REFUSED, error.code[:100]
    if isinstance(error, OperationalError | InterfaceError):
        return FailureReason.DATABASE, kind
    if isinstance(error, DatabaseError):
        return FailureReason.DATA, kind
    return (FailureReason.OUTSIDE if isinstance(error, OSError) else FailureReason.FAULT), kind


def gets_better(error: BaseException) -> bool:
    """Return whether the same again may succeed: a refusal by a rule stays one."""
    return isinstance(error, Unavailable) or not isinstance(error, DomainError)


def place_of(trace: TracebackType | None) -> str:
    """Return `module:line` of the last step in the package, "" where none is."""
    for frame in reversed(traceback.extract_tb(trace)):
        parts = PurePath(frame.filename).parts
        if "dondoc" in parts:
            inner = parts[len(parts) - parts[::-1].index("dondoc") :]
            return f"{'/'.join(inner)}:{frame.lineno}"[:200]
    return ""
