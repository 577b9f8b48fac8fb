"""Have every failed job of one kind run once more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.jobs import listing
from dondoc.ledger.append import NewEvent, append
from dondoc.operations import events
from dondoc.operations.permissions import require_jobs

MOST = 1_000


def retry_failed_jobs(*, actor: User, task: str, now: dt.datetime, request_id: str = "") -> int:
    """Put the failed jobs of a kind back into the queue, a thousand at most, the oldest first.

    Args:
        actor: the administrator.
        task: the kind's registered name.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        How many were put back; one whose like waits already stays failed.

    Raises:
        Refused: anybody but the administrator.
        BadInput: this software has no such kind of job.
    """
    require_jobs(actor)
    if listing.registered(task) is None:
        raise BadInput(
            _("Bản phần mềm đang chạy không có loại việc này, nên không chạy lại được."),
            code="unknown_kind",
            field="task",
        )
    with transaction.atomic():
        done = [
            job_id
            for job_id in listing.locked_failures(task, actor.jurisdiction_id, limit=MOST)
            if listing.put_back(job_id)
        ]
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.JOB, job_id, events.JOB_RETRIED, {"task": task}) for job_id in done],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return len(done)
