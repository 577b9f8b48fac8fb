"""Requests for another deadline, times in which one stands still, who decides in whose place, and the office's rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dondoc.followup.choices import ExtensionState
from dondoc.followup.part_models import Part, PartFile
from dondoc.followup.progress_models import ProgressFile, ProgressReport, ProgressStage
from dondoc.followup.succession_models import AssignmentSuccession, Succession, Transfer
from dondoc.foundation.models import DomainModel, belongs_to

# Parts, progress and what becomes of assignments have files of their own; Django looks for a room's models here.
__all__ = [
    "AssignmentSuccession", "ClockStop", "DeadlineDeputy", "Extension", "ExtensionFile", "FollowUpRules", "Part", "PartFile",
    "ProgressFile", "ProgressReport", "ProgressStage", "Succession", "Transfer",
]  # fmt: skip


class FollowUpRules(DomainModel):
    """What the office allows; one row of a jurisdiction, none: `rules.ExtensionRules` as it stands."""

    extensions_most = models.PositiveSmallIntegerField()
    extension_longest = models.PositiveSmallIntegerField(help_text="working days, 0: any number")
    extension_days_before = models.PositiveSmallIntegerField()
    extension_may_ask_late = models.BooleanField()
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id"], name="follow_up_rules_once")]


class DeadlineDeputy(DomainModel):
    """Who decides on deadlines in the place of the one who set them, from a day to a day; both belong to it."""

    setter_id = models.BigIntegerField()
    deputy_id = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    named_at = models.DateTimeField()
    named_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(setter_id=F("deputy_id")), name="deadline_deputy_is_another"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="deadline_deputy_days_ordered",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "setter_id"], name="deadline_deputy_of")]


class Extension(DomainModel):
    """A unit's request for another deadline, and what was decided. The deadline it found is kept."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="extensions")
    state = models.CharField(max_length=9, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    was_due_on = models.DateField()
    wanted_on = models.DateField()
    reason = models.CharField(max_length=2000)
    asked_on = models.DateField(help_text="local day")
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    granted_on = models.DateField(null=True, help_text="the deadline that was granted")
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id"], condition=Q(state=ExtensionState.ASKED),
                name="extension_asked_once",
            ),
            models.CheckConstraint(
                condition=(Q(state=ExtensionState.GRANTED) & Q(granted_on__gt=F("was_due_on")))
                | (~Q(state=ExtensionState.GRANTED) & Q(granted_on__isnull=True)),
                name="extension_granted_has_day",
            ),
            models.CheckConstraint(condition=Q(wanted_on__gt=F("was_due_on")), name="extension_wants_later"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id"], name="extension_of_assignment"),
            models.Index(
                fields=["jurisdiction_id", "asked_at"],
                condition=Q(state=ExtensionState.ASKED),
                name="extension_waiting",
            ),
        ]

    @property
    def is_late(self) -> bool:
        """Whether it was asked after the deadline was over."""
        return self.asked_on > self.was_due_on


class ExtensionFile(DomainModel):
    """A file that shows why."""

    extension_id = models.BigIntegerField()
    extension = belongs_to("followup.Extension", "extension_id", related_name="files")
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="extension_files")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "extension_id"], name="extension_file_of")]


class ClockStop(DomainModel):
    """Days that do not count for an assignment, for a cause outside of the unit. `until` empty: they go on."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="clock_stops")
    since = models.DateField()
    until = models.DateField(null=True)
    cause = models.CharField(max_length=2000)
    was_due_on = models.DateField()
    due_on = models.DateField(null=True, help_text="the deadline after it")
    stopped_at = models.DateTimeField()
    stopped_by_id = models.BigIntegerField()
    resumed_at = models.DateTimeField(null=True)
    resumed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id"], condition=Q(until__isnull=True), name="clock_stop_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, due_on__isnull=True) | Q(until__gte=F("since"), due_on__isnull=False),
                name="clock_stop_ends_with_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "assignment_id"], name="clock_stop_of_assignment")]
