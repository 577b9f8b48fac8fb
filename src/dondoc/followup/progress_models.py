"""Reports of progress, their files, and the office's list of stages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel, belongs_to


class ProgressStage(DomainModel):
    """A stage of the office's list; one with the code of a shipped stage stands in its place (`progress_rules`)."""

    code = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="progress_stage_once")]


class ProgressReport(DomainModel):
    """What a unit said on a day of how far its assignment is. Nothing of it is ever overwritten."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="progress_reports")
    on = models.DateField(help_text="the day it speaks of")
    percent = models.PositiveSmallIntegerField(null=True)
    stage = models.CharField(max_length=32, blank=True, help_text="code")
    text = models.CharField(max_length=4000)
    result_document = models.CharField(max_length=200, blank=True, help_text="numbers and days of answering documents")
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="progress_reports", null=True)
    fell_because = models.CharField(max_length=2000, blank=True, help_text="why the percentage is lower than before")
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__isnull=True) | Q(percent__lte=100), name="progress_percent"),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "assignment_id", "-id"], name="progress_of_assignment")]


class ProgressFile(DomainModel):
    """A file that came with a report."""

    report_id = models.BigIntegerField()
    report = belongs_to("followup.ProgressReport", "report_id", related_name="files")
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="progress_files")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "report_id"], name="progress_file_of")]
