"""What becomes of an assignment that ends without having been done: another unit has it, it was merged, or replaced."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dondoc.directives.choices import Lifecycle
from dondoc.followup.choices import SuccessionKind, TransferState
from dondoc.foundation.models import DomainModel, belongs_to


class Transfer(DomainModel):
    """A unit's request that another one take its assignment: the other agrees, then the office decides."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="transfers")
    to_unit_id = models.BigIntegerField()
    to_unit = belongs_to("organizations.Unit", "to_unit_id", related_name="transfers")
    state = models.CharField(max_length=9, choices=TransferState.choices, default=TransferState.ASKED)
    reason = models.CharField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    answer = models.CharField(max_length=2000, blank=True, help_text="of the unit that would take it")
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=2000, blank=True, help_text="of the office")
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id"],
                condition=Q(state__in=(TransferState.ASKED, TransferState.AGREED)), name="transfer_asked_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id"], name="transfer_of_assignment"),
            models.Index(
                fields=["jurisdiction_id", "to_unit_id"],
                condition=Q(state__in=(TransferState.ASKED, TransferState.AGREED)), name="transfer_to_unit",
            ),
        ]  # fmt: skip


class Succession(DomainModel):
    """One act by which a directive's open assignments ended in favour of a directive: the same one for a transfer."""

    kind = models.CharField(max_length=11, choices=SuccessionKind.choices)
    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="succeeded_by")
    successor_directive_id = models.BigIntegerField()
    successor_directive = belongs_to("directives.Directive", "successor_directive_id", related_name="succeeds")
    reason = models.CharField(max_length=2000)
    document_code = models.CharField(max_length=100, blank=True, help_text="number of the document that decided it")
    done_on = models.DateField(help_text="local day")
    done_at = models.DateTimeField()
    done_by_id = models.BigIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=SuccessionKind.TRANSFERRED) & Q(directive_id=F("successor_directive_id")))
                | (~Q(kind=SuccessionKind.TRANSFERRED) & ~Q(directive_id=F("successor_directive_id"))),
                name="succession_of_another_directive",
            ),
            # What ended in favour of another directive ended once: with the rule that a successor has no successor of its
            # own, no chain of them comes back to where it began.
            models.UniqueConstraint(
                fields=["jurisdiction_id", "directive_id"],
                condition=~Q(kind=SuccessionKind.TRANSFERRED) & Q(undone_at__isnull=True), name="directive_succeeded_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "directive_id"], name="succession_of_directive"),
            models.Index(fields=["jurisdiction_id", "successor_directive_id"], name="succession_by_directive"),
        ]


class AssignmentSuccession(DomainModel):
    """What became of one assignment by such an act, and what it was before."""

    succession_id = models.BigIntegerField()
    succession = belongs_to("followup.Succession", "succession_id", related_name="assignments")
    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="successions")
    successor_assignment_id = models.BigIntegerField(null=True)
    successor_assignment = belongs_to(
        "directives.Assignment", "successor_assignment_id", related_name="successors_of", null=True
    )
    is_new = models.BooleanField(help_text="whether the act gave the successor's assignment")
    was_lifecycle = models.CharField(max_length=12, choices=Lifecycle.choices)
    was_reported_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "succession_id", "assignment_id"], name="succession_of_assignment_once"
            ),
            models.CheckConstraint(
                condition=~Q(assignment_id=F("successor_assignment_id")), name="succession_of_another_assignment"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id"], name="succession_of_assignment"),
            models.Index(fields=["jurisdiction_id", "successor_assignment_id"], name="succession_by_assignment"),
        ]
