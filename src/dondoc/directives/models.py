"""Draft readings, directives, their assignments, evidence, and the events that deadlines wait for.

Roll-ups live in `rollup_models.py`, what confirming says of the reader in `judgement_models.py`. The row of an
assignment is a projection of its ledger events: the past is asked of the ledger (reviews), today of the row.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.directives.cause_models import CauseKind, LateCause, LateRemedy
from dondoc.directives.choices import OPEN_LIFECYCLES, AssignmentRole, DeadlineKind, DraftState, Lifecycle, Priority
from dondoc.directives.closing_models import CompletionNeed
from dondoc.directives.judgement_models import Judgement, NameChoice, NameDecision
from dondoc.directives.rollup_models import FigureCell, FigureClock, FigureDay, FigureFlow
from dondoc.directives.update_models import UpdateRules
from dondoc.documents.choices import Origin
from dondoc.foundation.models import DomainModel, belongs_to

__all__ = [
    "Assignment", "CauseKind", "CompletionNeed", "DeadlineEvent", "Directive", "DraftReading", "Evidence", "FigureCell",
    "FigureClock", "FigureDay", "FigureFlow", "Judgement", "LateCause", "LateRemedy", "NameChoice", "NameDecision", "SavedFilter", "SubmittedOnce",
    "UpdateRules",
]  # fmt: skip

IS_OPEN = Q(lifecycle__in=[str(code) for code in OPEN_LIFECYCLES])


class DraftReading(DomainModel):
    """What the reader found in a document, as a person corrects it, until it is confirmed or discarded.

    `items` is a list of `drafts.DraftItem` as JSON; `version` grows with each correction, so that two people
    on one reading do not overwrite each other. `read_items` is what the reader said and stays as it was.
    """

    document_id = models.BigIntegerField()
    document = belongs_to("documents.Document", "document_id", related_name="drafts")
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    items = models.JSONField(default=list)
    read_items = models.JSONField(null=True, help_text="the reader's own items; empty where they were not kept")
    warnings = models.JSONField(default=list)
    version = models.IntegerField(default=1)
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="+", null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "document_id"], name="draft_document_unique"),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "state", "-created_at"], name="draft_state_created")]


class DeadlineEvent(DomainModel):
    """An occurrence that deadlines wait for ("ngay sau khi nghị quyết ban hành")."""

    name = models.CharField(max_length=300)
    search_text = models.CharField(max_length=300)
    occurred_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "occurred_on"], name="deadline_event_occurred")]

    def __str__(self) -> str:
        return self.name


class Directive(DomainModel):
    """One thing that somebody must do, with the sentence it comes from."""

    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="directives", null=True)
    clause = models.CharField(max_length=60, blank=True)
    span_start = models.IntegerField(null=True)
    span_end = models.IntegerField(null=True)
    text = models.TextField()
    origin = models.CharField(max_length=8, choices=Origin.choices)
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="directives", null=True)
    issued_on = models.DateField()
    deadline_kind = models.CharField(max_length=10, choices=DeadlineKind.choices)
    deadline_words = models.CharField(max_length=300, blank=True, help_text="as written")
    deadline_rule = models.CharField(max_length=60, blank=True, help_text="how the day was worked out")
    calendar_version = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    event_id = models.BigIntegerField(null=True)
    event = belongs_to("directives.DeadlineEvent", "event_id", related_name="directives", null=True)
    event_working_days = models.PositiveSmallIntegerField(
        default=0, help_text="working days after the event until it is due"
    )
    confidence = models.PositiveSmallIntegerField(null=True, help_text="percent; empty for what a person added")
    because = ArrayField(models.CharField(max_length=80), default=list)
    units_as_written = ArrayField(models.CharField(max_length=300), default=list)
    priority = models.CharField(
        max_length=6, choices=Priority.choices, default=Priority.NORMAL, db_default=Priority.NORMAL
    )
    search_text = models.TextField(help_text="text and number of the document, folded")
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    confirmed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gt=F("span_start")),
                name="directive_span_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "document_id"], name="directive_document"),
            models.Index(fields=["jurisdiction_id", "event_id"], name="directive_event"),
            GinIndex(fields=["search_vector"], name="directive_search"),
        ]


class Assignment(DomainModel):
    """The part of one unit in one directive, in one role."""

    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="assignments")
    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="assignments")
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    lifecycle = models.CharField(max_length=12, choices=Lifecycle.choices, default=Lifecycle.ASSIGNED)
    origin = models.CharField(max_length=8, choices=Origin.choices, help_text="the directive's, beside it for figures")
    field_id = models.BigIntegerField(null=True, help_text="the directive's, beside it for figures")
    assigned_on = models.DateField()
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    reported_on = models.DateField(null=True, help_text="day of the completion report that stands")
    completed_on = models.DateField(null=True, help_text="reported_on of what was accepted")
    closed_on = models.DateField(null=True, help_text="day of acceptance or withdrawal")
    updated_on = models.DateField(null=True, help_text="day of the last report of progress or completion")
    priority = models.CharField(
        max_length=6,
        choices=Priority.choices,
        default=Priority.NORMAL,
        db_default=Priority.NORMAL,
        help_text="the directive's, beside it for figures",
    )
    percent = models.PositiveSmallIntegerField(null=True, help_text="of the last report of progress")
    stage = models.CharField(
        max_length=32, blank=True, default="", db_default="", help_text="code, of the last report of progress"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "directive_id", "unit_id"],
                name="assignment_unit_once",
                violation_error_message=_("Đơn vị này đã được giao nhiệm vụ đó."),
            ),
            models.CheckConstraint(
                condition=(Q(lifecycle=Lifecycle.ACCEPTED) & Q(completed_on__isnull=False) & Q(closed_on__isnull=False))
                | (~Q(lifecycle=Lifecycle.ACCEPTED) & Q(completed_on__isnull=True)),
                name="assignment_completed_when_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(lifecycle=Lifecycle.REPORTED) | Q(reported_on__isnull=False),
                name="assignment_reported_has_day",
            ),
            models.CheckConstraint(condition=Q(percent__isnull=True) | Q(percent__lte=100), name="assignment_percent"),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "unit_id", "due_on", "id"],
                condition=IS_OPEN,
                name="assignment_open_unit_due",
            ),
            models.Index(fields=["jurisdiction_id", "due_on", "id"], condition=IS_OPEN, name="assignment_open_due"),
            models.Index(
                fields=["jurisdiction_id", "field_id", "due_on", "id"],
                condition=IS_OPEN,
                name="assignment_open_field_due",
            ),
            models.Index(fields=["jurisdiction_id", "unit_id", "-id"], name="assignment_unit_recent"),
            # In the words of `state_sources.MOVED_DEADLINES`, or the database would not know that it answers.
            models.Index(
                fields=["jurisdiction_id", "unit_id"],
                condition=Q(due_on__lt=F("original_due_on")) | Q(due_on__gt=F("original_due_on")),
                name="assignment_moved",
            ),
            models.Index(fields=["jurisdiction_id", "-id"], name="assignment_recent"),
            models.Index(
                fields=["jurisdiction_id", "lifecycle", "-id"],
                condition=Q(lifecycle=Lifecycle.REPORTED),
                name="assignment_awaiting",
            ),
            # Who went quiet, by unit, without a look at the rows themselves.
            models.Index(
                fields=["jurisdiction_id", "unit_id"],
                include=["priority", "updated_on", "assigned_on", "lifecycle", "role", "origin", "field_id"],
                condition=IS_OPEN,
                name="assignment_open_updates",
            ),
        ]


class Evidence(DomainModel):
    """A file that shows the result of an assignment."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="evidence")
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="evidence")
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id"], name="evidence_assignment"),
            models.Index(fields=["jurisdiction_id", "file_id"], name="evidence_file"),
        ]


class SavedFilter(DomainModel):
    """A filter of the list of assignments that one user keeps."""

    user_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, help_text="the list's query string")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "user_id", "name"],
                name="saved_filter_name_unique",
                violation_error_message=_("Bạn đã có bộ lọc mang tên này."),
            ),
        ]


class SubmittedOnce(DomainModel):
    """A key sent with a form or an API call, so that a double click creates one thing."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    result_id = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "user_id", "key"], name="submitted_once_unique"),
        ]
