"""Jobs in the background, for the administrator."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.jobs import Health, JobPage, JobQuery, JobRuns, RetriedCount, RetriedKind
from dondoc.jobs import listing, registry, schedule
from dondoc.jobs.choices import JobState
from dondoc.jobs.health import health, is_green
from dondoc.operations.commands.cancel_job import cancel_job
from dondoc.operations.commands.retry_failed_jobs import retry_failed_jobs
from dondoc.operations.commands.retry_job import retry_job
from dondoc.operations.permissions import require_jobs
from dondoc.web.requests import PageRequest

router = Router(tags=["Việc nền"])
_LIST_NAMES = frozenset(JobQuery.model_fields)


@router.get("/jobs", response=JobPage, summary="Việc nền", url_name="jobs")
def list_of_jobs(request: PageRequest, query: Query[JobQuery]) -> HttpResponse:
    """Trả việc nền của địa phương và của cả hệ thống; việc chạy theo giờ đã xong thì xem `/job-runs`."""
    require_jobs(request.user)
    lookups.refuse_unknown(request, _LIST_NAMES)
    states = [query.state] if query.state else JobState.values
    here = request.jurisdiction.id
    rows = listing.jobs_of(here, states, task=query.task, limit=query.limit, offset=query.offset)
    count = listing.count_of(here, states, task=query.task)
    return reply({"count": count, "limit": query.limit, "offset": query.offset, "items": [_item(row) for row in rows]})


@router.post(
    "/jobs/retry-failed", response=RetriedCount, summary="Chạy lại một loại việc", url_name="retry_failed_jobs"
)
def retry_failed(request: PageRequest, body: Body[RetriedKind]) -> HttpResponse:
    """Đưa lại vào hàng mọi việc không thành của một loại."""
    return reply({"count": retry_failed_jobs(task=body.task, **request.who)})


@router.post("/jobs/{job_id}/retry", response={204: None}, summary="Chạy lại một việc", url_name="retry_job")
def retry_one(request: PageRequest, job_id: Id) -> HttpResponse:
    """Đưa lại vào hàng một việc không thành."""
    retry_job(job_id=job_id, **request.who)
    return no_content()


@router.post("/jobs/{job_id}/cancel", response={204: None}, summary="Bỏ một việc", url_name="cancel_job")
def cancel_one(request: PageRequest, job_id: Id) -> HttpResponse:
    """Bỏ một việc đang chờ hoặc không thành."""
    cancel_job(job_id=job_id, **request.who)
    return no_content()


@router.get("/job-runs", response=JobRuns, summary="Việc chạy theo giờ", url_name="job_runs")
def list_of_runs(request: PageRequest) -> HttpResponse:
    """Trả mọi việc chạy theo giờ với lần chạy gần nhất và lần tới."""
    require_jobs(request.user)
    now, here = registry.moment(), request.jurisdiction.id
    items = [
        {
            "task": kind.name, "title": str(kind.title), "is_daily": kind.daily_at is not None,
            "state": last.state if last else None, "for_day": last.for_day if last else None,
            "started_at": at(last.started_at) if last else None, "counts": last.counts if last else {},
            "error": last.error if last else "", "done_for": done.for_day if done else None,
            "next_at": at(schedule.next_at(kind, done=done, last=last, now=now, offset=request.jurisdiction.clock_offset_days)),
        }
        for kind, last, done in listing.runs_of(here)
    ]  # fmt: skip
    return reply({"items": items})


@router.get("/health", response=Health, summary="Tình trạng hệ thống", url_name="health")
def health_now(request: PageRequest) -> HttpResponse:
    """Trả từng điều được kiểm tra với số giây đã qua; `/healthz/ready` chỉ nói xanh hay đỏ, cho bất kỳ ai."""
    require_jobs(request.user)
    checks = health(now=registry.moment(), jurisdiction_id=request.jurisdiction.id)
    items = [
        {
            "name": one.name, "title": str(one.title), "ok": one.ok,
            "age_seconds": None if one.age is None else int(one.age.total_seconds()),
            "limit_seconds": None if one.limit is None else int(one.limit.total_seconds()),
        }
        for one in checks
    ]  # fmt: skip
    return reply({"status": "green" if is_green(checks) else "red", "checks": items})


def _item(row: listing.JobRow) -> dict[str, Any]:
    failure = row.failure
    return {
        "id": row.id, "task": row.task, "title": str(row.title), "state": row.state, "is_own": row.jurisdiction_id is not None,
        "queue": row.queue, "attempts": row.attempts, "scheduled_at": at(row.scheduled_at), "changed_at": at(row.changed_at),
        "failure": {
            "reason": failure.reason, "sentence": str(row.reason), "kind": failure.kind, "place": failure.place,
            "attempt": failure.attempt, "failed_at": at(failure.failed_at),
        } if failure else None,
        "actions": list(row.actions),
    }  # fmt: skip
