"""What procrastinate does not keep: why a job failed, and which day's run was done. `jurisdiction_id` 0: the whole installation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dondoc.foundation.models import DomainModel
from dondoc.jobs.choices import FailureReason, RunState

EVERYWHERE = 0
"""The `jurisdiction_id` of what belongs to no jurisdiction."""


class JobFailure(DomainModel):
    """One attempt at a job that failed: the kind of fault and where in our code, never a text or a name."""

    job_id = models.BigIntegerField(help_text="of procrastinate_jobs; the job may be deleted before its failures are")
    task = models.CharField(max_length=128)
    attempt = models.PositiveIntegerField(help_text="1 for the first")
    reason = models.CharField(max_length=8, choices=FailureReason.choices)
    kind = models.CharField(max_length=100, help_text="the exception's type, or a refusal's code")
    place = models.CharField(max_length=200, blank=True, help_text="module:line of the last step in our own code")
    failed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction_id", "job_id"], name="job_failure_of_job"),
            models.Index(fields=["jurisdiction_id", "failed_at"], name="job_failure_when"),
        ]


class JobRun(DomainModel):
    """That a periodic job ran for a local day of its jurisdiction. Its moments are of the real clock."""

    task = models.CharField(max_length=128)
    for_day = models.DateField()
    state = models.CharField(max_length=7, choices=RunState.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="what it did, by stable words: numbers only")
    error = models.CharField(max_length=100, blank=True, help_text="the exception's type where it failed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "task", "for_day"], name="job_run_once_a_day"),
            models.CheckConstraint(
                condition=Q(state=RunState.RUNNING, ended_at__isnull=True)
                | (~Q(state=RunState.RUNNING) & Q(ended_at__gte=F("started_at"))),
                name="job_run_ends",
            ),
        ]
