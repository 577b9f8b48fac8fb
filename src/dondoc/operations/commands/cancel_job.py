"""Give up a job that waits or failed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.jobs import listing
from dondoc.jobs.choices import JobState
from dondoc.ledger.append import NewEvent, append
from dondoc.operations import events
from dondoc.operations.permissions import require_jobs


def cancel_job(*, actor: User, job_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Take a job out of what has to be done; one that runs is finished by its worker.

    Args:
        actor: the administrator.
        job_id: a job of the jurisdiction, or of none, that waits or failed.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: anybody else.
        NotFound: no such job here.
        Conflict: it runs or is over.
    """
    require_jobs(actor)
    with transaction.atomic():
        job = listing.locked(job_id, actor.jurisdiction_id)
        if job is None:
            raise NotFound
        if job.state not in (JobState.WAITING, JobState.FAILED):
            raise Conflict(
                _("Chỉ bỏ được việc đang chờ hoặc không thành. Hãy tải lại trang để xem việc này đang ở đâu."),
                code="not_waiting",
            )
        listing.give_up(job.id)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.JOB, job.id, events.JOB_CANCELLED, {"task": job.task, "was": job.state})],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
