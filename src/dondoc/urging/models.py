"""Reminder rules of the office, runs and what they told whom; urging by hand with its letters; requests for explanation.

A `Reminder` says once that a rule's step was told: its key is the rule, the object and the occurrence. What stood on the day
of an urging is pinned in its rows and does not follow the assignment.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dondoc.directives.choices import AssignmentRole, Lifecycle
from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.urging.choices import BACKWARDS, OWED, ExplanationState, Rank, Trigger

__all__ = [
    "Explanation", "ExplanationAnswer", "ExplanationFile", "ExplanationItem", "Reminder", "ReminderRule", "ReminderRun",
    "UrgedItem", "Urging", "UrgingLetter",
]  # fmt: skip
_BACKWARDS = [str(code) for code in Trigger.values if code in BACKWARDS]


class ReminderRule(DomainModel):
    """A rule of the office: when who is told. An ended rule keeps its row, for what it told."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    trigger = models.CharField(max_length=20, choices=Trigger.choices)
    days = models.PositiveSmallIntegerField(help_text="before, or after, the day that the trigger counts from")
    repeat_days = models.PositiveSmallIntegerField(default=0, help_text="again every so many days; 0: once")
    is_working_days = models.BooleanField(help_text="whether working days are counted, not calendar days")
    ranks = ArrayField(models.CharField(max_length=16, choices=Rank.choices))
    role = models.CharField(max_length=10, blank=True, help_text="only assignments of this role; empty: all")
    origin = models.CharField(max_length=8, blank=True, help_text="only tasks of this origin; empty: all")
    field_ids = ArrayField(models.BigIntegerField(), default=list, help_text="only of these fields; none: all")
    only_starred = models.BooleanField(default=False, help_text="only what a leader starred")
    at_once = models.BooleanField(default=False, help_text="its messages go to browsers and gateways at once")
    position = models.PositiveSmallIntegerField(help_text="of steps of one day the one that stands last is told")
    is_active = models.BooleanField(default=True)
    is_shipped = models.BooleanField(default=False, help_text="a default that nobody has changed yet")
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="reminder_rule_code_unique"),
            models.CheckConstraint(condition=~Q(ranks=[]), name="reminder_rule_tells_somebody"),
            models.CheckConstraint(
                condition=Q(trigger__in=_BACKWARDS, repeat_days=0) | (~Q(trigger__in=_BACKWARDS) & Q(days__gte=1)),
                name="reminder_rule_days_fit",
            ),
        ]


class ReminderRun(DomainModel):
    """A run for one local day. Unfinished: it was broken off, and the next one of that day goes on with it."""

    day = models.DateField()
    since = models.DateField(null=True, help_text="the day of the run before; steps after it are told")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    reminders = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "-day", "-id"], name="reminder_run_day")]


class Reminder(DomainModel):
    """A step of a rule that was told, and to whom.

    `subject_id` is the assignment, the part, the request (for another deadline, a transfer, an explanation) or the task of the
    centre; ids come from one sequence, so it says which. Rule and run are columns only: rows come by the million, and neither is ever deleted.
    """

    rule_id = models.BigIntegerField()
    run_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    assignment_id = models.BigIntegerField(
        null=True, help_text="empty for an explanation of several, for a task of the centre"
    )
    unit_id = models.BigIntegerField(null=True, help_text="empty for a task of the centre that no unit was named for")
    anchor = models.DateField(help_text="the day that the rule counts from")
    occurrence = models.DateField(help_text="the anchor for the first step, the step's own day when it comes again")
    step_on = models.DateField(help_text="the day on which it became due")
    told_on = models.DateField()
    user_ids = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "subject_id", "rule_id", "anchor", "occurrence"], name="reminder_said_once"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "run_id", "rule_id"], name="reminder_of_run")]


class Urging(DomainModel):
    """Somebody urged, on a day, for some assignments."""

    note = models.CharField(max_length=2000, blank=True)
    urged_on = models.DateField(help_text="local day")
    urged_at = models.DateTimeField()
    urged_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "-urged_at"], name="urging_newest")]


class UrgedItem(DomainModel):
    """One assignment of an urging, as it stood then."""

    urging_id = models.BigIntegerField()
    urging = belongs_to("urging.Urging", "urging_id", related_name="items")
    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="urgings")
    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    lifecycle = models.CharField(max_length=12, choices=Lifecycle.choices)
    due_on = models.DateField(null=True)
    document_code = models.CharField(max_length=200, blank=True)
    document_issued_on = models.DateField(null=True)
    text = models.TextField()
    user_ids = ArrayField(models.BigIntegerField(), default=list, help_text="who was told")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "urging_id", "assignment_id"], name="urged_item_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "assignment_id"], name="urged_item_assignment")]


class UrgingLetter(DomainModel):
    """The draft of an official letter of an urging: to one unit, or to all of them with an annex (`unit_id` empty)."""

    urging_id = models.BigIntegerField()
    urging = belongs_to("urging.Urging", "urging_id", related_name="letters")
    unit_id = models.BigIntegerField(null=True)
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    draft_id = models.BigIntegerField()
    draft = belongs_to("drafting.OutgoingDraft", "draft_id", related_name="urging_letters")
    drafted_at = models.DateTimeField()
    drafted_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "urging_id"], name="urging_letter_of")]


class Explanation(DomainModel):
    """A request for explanation to one unit, with a deadline of its own."""

    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="explanations")
    field_id = models.BigIntegerField(null=True, help_text="of its first assignment: whose specialist is told")
    state = models.CharField(max_length=10, choices=ExplanationState.choices, default=ExplanationState.ASKED)
    question = models.CharField(max_length=2000)
    due_on = models.DateField()
    first_due_on = models.DateField()
    asked_on = models.DateField(help_text="local day")
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closing_note = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[ExplanationState.SUFFICIENT, ExplanationState.WITHDRAWN], closed_at__isnull=False
                )
                | (~Q(state__in=[ExplanationState.SUFFICIENT, ExplanationState.WITHDRAWN]) & Q(closed_at__isnull=True)),
                name="explanation_closed_has_time",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=models.F("asked_on")), name="explanation_due_after_asked"),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "due_on", "id"],
                condition=Q(state__in=[str(code) for code in OWED]),
                name="explanation_owed",
            ),
            models.Index(fields=["jurisdiction_id", "unit_id", "-asked_at"], name="explanation_of_unit"),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.closed_at is not None


class ExplanationItem(DomainModel):
    """An assignment that is to be explained."""

    explanation_id = models.BigIntegerField()
    explanation = belongs_to("urging.Explanation", "explanation_id", related_name="items")
    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="explanation_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "explanation_id", "assignment_id"], name="explanation_item_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "assignment_id"], name="explanation_item_of")]


class ExplanationAnswer(DomainModel):
    """What the unit answered, and what was said of it."""

    explanation_id = models.BigIntegerField()
    explanation = belongs_to("urging.Explanation", "explanation_id", related_name="answers")
    text = models.TextField()
    answered_on = models.DateField(help_text="local day")
    answered_at = models.DateTimeField()
    answered_by_id = models.BigIntegerField()
    is_sufficient = models.BooleanField(null=True, help_text="empty while nobody has decided")
    note = models.CharField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "explanation_id"], condition=Q(is_sufficient__isnull=True),
                name="explanation_answer_waits_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "explanation_id"], name="explanation_answer_of")]


class ExplanationFile(DomainModel):
    """A file that came with an answer."""

    answer_id = models.BigIntegerField()
    answer = belongs_to("urging.ExplanationAnswer", "answer_id", related_name="files")
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="explanation_files")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "answer_id"], name="explanation_file_of")]
