"""Imports of task sheets, their rows, and what people said of headers and of names that were not known."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dondoc.documents.choices import Origin
from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.tasksheets.choices import ImportState, RowState


class TaskImport(DomainModel):
    """A sheet that was given, how it was understood, and what became of it. The file is kept as it came."""

    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.OPEN)
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="task_imports")
    sheet = models.CharField(max_length=120)
    signature = models.CharField(max_length=32, help_text="of its header")
    header_row = models.PositiveIntegerField(null=True, help_text="from 0, where a person said so")
    mapping = models.JSONField(null=True, help_text="column → place, where a person said so")
    table = models.JSONField(default=dict, help_text="sheets, headings, columns with their reasons, notes")
    answers = models.JSONField(default=dict, help_text="what a person said: code|key|row → value")
    counts = models.JSONField(default=dict, help_text="rows by state; what was created")
    digest = models.CharField(max_length=64, help_text="of the plan that was shown")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    field_id = models.BigIntegerField(null=True, help_text="for rows whose own is not known")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True, help_text="committed or discarded")
    closed_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.OPEN, closed_at__isnull=True)
                | (~Q(state=ImportState.OPEN) & Q(closed_at__isnull=False)),
                name="task_import_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "-created_at"], name="task_import_recent")]


class TaskImportRow(DomainModel):
    """A row of the sheet: its cells, what was made of them, what is asked, and the directive that it became."""

    task_import_id = models.BigIntegerField()
    task_import = belongs_to("tasksheets.TaskImport", "task_import_id", related_name="rows")
    row = models.PositiveIntegerField(help_text="as Excel numbers it")
    state = models.CharField(max_length=8, choices=RowState.choices)
    cells = models.JSONField(help_text="column → cell")
    section = models.JSONField(default=list, help_text="headings that it stands under")
    is_hidden = models.BooleanField(default=False)
    plan = models.JSONField(default=dict, help_text="what it becomes")
    problems = models.JSONField(default=list, help_text="what is asked, wrong, or why it is passed over")
    digest = models.CharField(max_length=64, blank=True, help_text="of document, content and units")
    directive_id = models.BigIntegerField(null=True)
    directive = belongs_to("directives.Directive", "directive_id", related_name="sheet_rows", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "task_import_id", "row"], name="task_import_row_once"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "task_import_id", "state", "row"], name="task_import_row_state"),
            models.Index(
                fields=["jurisdiction_id", "digest"],
                condition=Q(directive_id__isnull=False),
                name="task_import_row_again",
            ),
            models.Index(
                fields=["jurisdiction_id", "directive_id"],
                condition=Q(directive_id__isnull=False),
                name="task_import_row_became",
            ),
        ]


class SheetMapping(DomainModel):
    """What a person said of a header: which column is which, for the next sheet with the same one."""

    signature = models.CharField(max_length=32)
    mapping = models.JSONField(help_text="column → place")
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id", "signature"], name="sheet_mapping_once")]


class SheetName(DomainModel):
    """What a person said that a name in a sheet means, for the next time."""

    key = models.CharField(max_length=300, help_text="folded")
    written = models.CharField(max_length=300)
    unit_ids = ArrayField(models.BigIntegerField())
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="sheet_name_once")]
