"""Why something is late: the office's list of reasons, and what was said of one assignment.

They stand in this room because accepting a late completion asks for them.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dondoc.directives.choices import CauseSide, CauseSource
from dondoc.foundation.models import DomainModel, belongs_to


class CauseKind(DomainModel):
    """A reason of the office's list; one with the code of a shipped reason stands in its place (`cause_rules`)."""

    code = models.CharField(max_length=32)
    side = models.CharField(max_length=10, choices=CauseSide.choices)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="cause_kind_once"),
            models.CheckConstraint(condition=~Q(side=CauseSide.BOTH), name="cause_kind_has_one_side"),
        ]


class LateCause(DomainModel):
    """What a unit or the office said of why an assignment is late. Nothing of it is ever overwritten.

    One row of an assignment stands: the newest since it was last reopened. What the office confirmed or put right
    (`answers_id`) is kept beside it.
    """

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="late_causes")
    source = models.CharField(max_length=6, choices=CauseSource.choices)
    side = models.CharField(max_length=10, choices=CauseSide.choices)
    objective_percent = models.PositiveSmallIntegerField()
    kinds = ArrayField(models.CharField(max_length=32), help_text="codes of the reasons")
    words = models.CharField(max_length=2000, blank=True)
    head_name = models.CharField(max_length=120, blank=True, help_text="who answered for the unit on the due day")
    head_title = models.CharField(max_length=120, blank=True)
    head_tenure_id = models.BigIntegerField(null=True, help_text="empty where the record had nobody")
    remedy = models.CharField(max_length=2000)
    due_on = models.DateField(help_text="the deadline that was missed")
    completed_on = models.DateField(null=True, help_text="day of the late report; empty while nothing was reported")
    is_standing = models.BooleanField(default=True)
    answers_id = models.BigIntegerField(null=True)
    answers = belongs_to("directives.LateCause", "answers_id", related_name="answered_by", null=True)
    is_agreed = models.BooleanField(default=False, help_text="the office confirmed what the unit said as it was")
    stated_on = models.DateField(help_text="local day")
    stated_at = models.DateTimeField()
    stated_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id"],
                condition=Q(is_standing=True),
                name="late_cause_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(side=CauseSide.OBJECTIVE, objective_percent=100)
                | Q(side=CauseSide.SUBJECTIVE, objective_percent=0)
                | Q(side=CauseSide.BOTH, objective_percent__gt=0, objective_percent__lt=100),
                name="late_cause_share_of_side",
            ),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="late_cause_has_reason"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id"], name="late_cause_of_assignment"),
            models.Index(fields=["jurisdiction_id", "-id"], condition=Q(is_standing=True), name="late_cause_recent"),
        ]


class LateRemedy(DomainModel):
    """A remedy that became a directive."""

    cause_id = models.BigIntegerField()
    cause = belongs_to("directives.LateCause", "cause_id", related_name="remedies")
    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="remedies")
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "directive_id"], name="late_remedy_directive_once")
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "cause_id"], name="late_remedy_of_cause")]
