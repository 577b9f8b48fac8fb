"""Việc nền, for the administrator: health, what failed, what waits, what runs by the clock, what is done."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.jobs import listing, registry, schedule
from dondoc.jobs.choices import COUNT_WORDS, JobState, RunState
from dondoc.jobs.health import Check, health, is_green
from dondoc.operations.commands.cancel_job import cancel_job
from dondoc.operations.commands.retry_failed_jobs import retry_failed_jobs
from dondoc.operations.commands.retry_job import retry_job
from dondoc.operations.permissions import require_jobs
from dondoc.web.components import number
from dondoc.web.requests import PageRequest

SHOWN = 50
_SHOWN_DONE = 15
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_TWO = 2  # of the next larger unit, before it is used: "90 phút" says more than "1 giờ"


@require_GET
def jobs(request: PageRequest) -> HttpResponse:
    """Show the page."""
    require_jobs(request.user)
    return render(request, "web/jobs/jobs.html", _state(request))


@require_GET
def now(request: PageRequest) -> HttpResponse:
    """Give what changes, for the page that is open."""
    require_jobs(request.user)
    return render(request, "web/jobs/now.html", _state(request))


@require_POST
def retry(request: PageRequest, job_id: int) -> HttpResponse:
    """Have a failed job run once more."""
    try:
        retry_job(job_id=job_id, **request.who)
    except Conflict as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã đưa việc số %(number)s vào hàng để chạy lại.") % {"number": job_id})
    return redirect("web:jobs")


@require_POST
def retry_kind(request: PageRequest) -> HttpResponse:
    """Have all failed jobs of a kind run once more."""
    try:
        count = retry_failed_jobs(task=request.POST.get("task", ""), **request.who)
    except BadInput as error:
        messages.error(request, error.message)
    else:
        said = ngettext(
            "Đã đưa %(count)s việc vào hàng để chạy lại.", "Đã đưa %(count)s việc vào hàng để chạy lại.", count
        )
        messages.success(request, said % {"count": number(count)})
    return redirect("web:jobs")


@require_POST
def cancel(request: PageRequest, job_id: int) -> HttpResponse:
    """Give a job up."""
    try:
        cancel_job(job_id=job_id, **request.who)
    except Conflict as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã bỏ việc số %(number)s.") % {"number": job_id})
    return redirect("web:jobs")


def _state(request: PageRequest) -> dict[str, Any]:
    here, moment = request.jurisdiction.id, registry.moment()
    offset = dt.timedelta(days=request.jurisdiction.clock_offset_days)
    counts = listing.counts_of(here)
    failed = listing.jobs_of(here, [JobState.FAILED], limit=SHOWN)
    waiting = listing.jobs_of(here, [JobState.RUNNING], limit=SHOWN) + listing.jobs_of(
        here, [JobState.WAITING], limit=SHOWN
    )
    done = listing.jobs_of(here, [JobState.DONE, JobState.CANCELLED, JobState.ABORTED], limit=_SHOWN_DONE)
    checks = health(now=moment, jurisdiction_id=here)
    # One button for all of a kind where one for each would be tiring.
    many = [
        {"task": task, "count": count, "title": next(row.title for row in failed if row.task == task)}
        for task, count in Counter(row.task for row in failed if row.is_known).items()
        if count > 1
    ]
    open_count = counts[JobState.WAITING] + counts[JobState.RUNNING]
    return {
        "checks": [(one, _measured(one)) for one in checks],
        "is_green": is_green(checks),
        "failed": [_row(row, offset) for row in failed],
        "failed_count": counts[JobState.FAILED],
        "failed_more": counts[JobState.FAILED] - len(failed),
        "many": many,
        "waiting": [_row(row, offset) for row in waiting],
        "waiting_count": open_count,
        "waiting_more": open_count - len(waiting),
        "runs": [
            {
                "title": kind.title, "last": last, "at": last and last.started_at + offset, "counts": _counts(last),
                "tone": _TONES.get(last.state if last else "", ""),
                "next": _shifted(schedule.next_at(kind, done=finished, last=last, now=moment, offset=offset.days), offset),
                "is_daily": kind.daily_at is not None,
            }
            for kind, last, finished in listing.runs_of(here)
        ],
        "done": [_row(row, offset) for row in done],
    }  # fmt: skip


_TONES: dict[str, str] = {RunState.DONE: "is-good", RunState.FAILED: "is-bad", RunState.RUNNING: "is-open"}


def _row(row: listing.JobRow, offset: dt.timedelta) -> dict[str, Any]:
    """A job in the clock of the jurisdiction's screens (an example has its own)."""
    return {
        "job": row,
        "state": JobState(row.state).label,
        "changed_at": _shifted(row.changed_at, offset),
        "scheduled_at": _shifted(row.scheduled_at, offset),
        "may_retry": "retry" in row.actions,
        "may_cancel": "cancel" in row.actions,
    }


def _shifted(moment: dt.datetime | None, offset: dt.timedelta) -> dt.datetime | None:
    return moment and moment + offset


def _counts(run: Any) -> str:
    """What a run did, in words; codes without a word are for the API."""
    if run is None:
        return ""
    return "; ".join(
        f"{number(value)} {COUNT_WORDS[key]}" for key, value in run.counts.items() if value and key in COUNT_WORDS
    )


def _measured(check: Check) -> str:
    """How long ago, and how long it may be."""
    if check.limit is None:
        return ""
    if check.name == "queue":
        if check.ok and check.age is not None and check.age < dt.timedelta(seconds=1):
            return _("hàng việc trống hoặc chưa đến giờ")
        return _("việc cũ nhất đã chờ %(age)s, nhiều nhất %(limit)s") % {
            "age": span(check.age),
            "limit": span(check.limit),
        }
    if check.age is None:
        return _("chưa lần nào; phải có ít nhất một lần mỗi %(limit)s") % {"limit": span(check.limit)}
    return _("cách đây %(age)s, nhiều nhất %(limit)s") % {"age": span(check.age), "limit": span(check.limit)}


def span(length: dt.timedelta | None) -> str:
    """Return a length of time in one unit, in words."""
    seconds = max(0, int(length.total_seconds())) if length else 0
    if seconds < _TWO * _MINUTE:
        return ngettext("%(count)s giây", "%(count)s giây", seconds) % {"count": seconds}
    if seconds < _TWO * _HOUR:
        return ngettext("%(count)s phút", "%(count)s phút", seconds // _MINUTE) % {"count": seconds // _MINUTE}
    if seconds < _TWO * _DAY:
        return ngettext("%(count)s giờ", "%(count)s giờ", seconds // _HOUR) % {"count": seconds // _HOUR}
    return ngettext("%(count)s ngày", "%(count)s ngày", seconds // _DAY) % {"count": number(seconds // _DAY)}
