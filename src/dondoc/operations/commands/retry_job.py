"""Have a job that failed run once more."""

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


def retry_job(*, actor: User, job_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Put a failed job back into the queue.

    Args:
        actor: the administrator.
        job_id: a failed job of the jurisdiction, or of none.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: anybody else.
        NotFound: no such job here.
        Conflict: it has not failed, this software has no such kind of job, or the same one waits already.
    """
    require_jobs(actor)
    with transaction.atomic():
        job = listing.locked(job_id, actor.jurisdiction_id)
        if job is None:
            raise NotFound
        if job.state != JobState.FAILED:
            raise Conflict(
                _("Chỉ chạy lại được việc không thành. Hãy tải lại trang để xem việc này đang ở đâu."),
                code="not_failed",
            )
        if listing.registered(job.task) is None:
            raise Conflict(
                _("Bản phần mềm đang chạy không có loại việc này, nên không chạy lại được."), code="unknown_kind"
            )
        if not listing.put_back(job.id):
            raise Conflict(_("Một việc giống hệt đang chờ chạy; hãy bỏ việc này."), code="waits_already")
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.JOB, job.id, events.JOB_RETRIED, {"task": job.task})],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
