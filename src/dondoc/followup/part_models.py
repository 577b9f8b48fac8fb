"""A part of an assignment: what its unit hands on to a unit below it or to a person.

It is no assignment: the province's figures count the unit's assignment once, however it is divided.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.directives.rules import AssignmentState
from dondoc.foundation.models import DomainModel, belongs_to


class Part(DomainModel):
    """The row is a projection of its own chain in the ledger (`events.PART`), each event of which has the whole state."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="parts")
    parent_part_id = models.BigIntegerField(null=True)
    parent_part = belongs_to("followup.Part", "parent_part_id", related_name="parts", null=True)
    above = ArrayField(models.BigIntegerField(), default=list, help_text="the parts above it, the topmost first")
    giver_unit_id = models.BigIntegerField(help_text="the unit of who divided: of the part above, or of the assignment")
    giver_user_id = models.BigIntegerField(null=True, help_text="the person that the part above names")
    unit_id = models.BigIntegerField(help_text="who does it, or the unit of the person who does")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="parts")
    user_id = models.BigIntegerField(null=True, help_text="the person who does it; none: the unit")
    text = models.CharField(max_length=2000)
    lifecycle = models.CharField(max_length=12, choices=Lifecycle.choices, default=Lifecycle.ASSIGNED)
    given_on = models.DateField()
    given_by_id = models.BigIntegerField()
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    reported_on = models.DateField(null=True, help_text="day of the report that stands")
    reported_by_id = models.BigIntegerField(null=True)
    result = models.CharField(max_length=2000, blank=True, help_text="of the report that stands")
    result_document = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=2000, blank=True, help_text="why it was returned or withdrawn")
    completed_on = models.DateField(null=True, help_text="reported_on of what was accepted")
    closed_on = models.DateField(null=True, help_text="day of acceptance or withdrawal")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id", "parent_part_id", "unit_id", "user_id"],
                condition=~Q(lifecycle=Lifecycle.WITHDRAWN), nulls_distinct=False, name="part_given_once",
                violation_error_message=_("Đơn vị hoặc người này đã có một phần việc ở đây."),
            ),
            # Ids only grow, so a part whose parent is older than itself can never stand above itself.
            models.CheckConstraint(
                condition=Q(parent_part_id__isnull=True) | Q(parent_part_id__lt=F("id")), name="part_under_older_one"
            ),
            models.CheckConstraint(
                condition=(Q(lifecycle=Lifecycle.ACCEPTED) & Q(completed_on__isnull=False) & Q(closed_on__isnull=False))
                | (~Q(lifecycle=Lifecycle.ACCEPTED) & Q(completed_on__isnull=True)),
                name="part_completed_when_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(lifecycle=Lifecycle.REPORTED) | Q(reported_on__isnull=False, reported_by_id__isnull=False),
                name="part_reported_has_day",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "assignment_id", "id"], name="part_of_assignment"),
            # Reminders go through what is open only, in this order: parts that were done stay for ever.
            models.Index(
                fields=["jurisdiction_id", "assignment_id", "id"], name="part_open_of_assignment",
                condition=Q(lifecycle__in=[str(code) for code in OPEN_LIFECYCLES]),
            ),
            models.Index(
                fields=["jurisdiction_id", "unit_id", "due_on"], name="part_open_of_unit",
                condition=Q(lifecycle__in=[str(code) for code in OPEN_LIFECYCLES], user_id__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "giver_unit_id", "due_on"], condition=Q(lifecycle=Lifecycle.REPORTED),
                name="part_awaiting_unit",
            ),
            models.Index(
                fields=["jurisdiction_id", "giver_user_id", "due_on"],
                condition=Q(lifecycle=Lifecycle.REPORTED, giver_user_id__isnull=False), name="part_awaiting_person",
            ),
            models.Index(
                fields=["jurisdiction_id", "user_id", "due_on"], condition=Q(lifecycle__in=[str(code) for code in OPEN_LIFECYCLES], user_id__isnull=False), name="part_open_of_person"
            ),
        ]  # fmt: skip

    @property
    def state(self) -> AssignmentState:
        """The facts from which its timeliness follows, as an assignment's does."""
        return AssignmentState(self.lifecycle, self.due_on, self.reported_on, self.completed_on)


class PartFile(DomainModel):
    """A file that came with a report of a part. It stays when the part is returned and reported anew."""

    part_id = models.BigIntegerField()
    part = belongs_to("followup.Part", "part_id", related_name="files")
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="part_files")
    added_on = models.DateField(help_text="day of the report that it came with")
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "part_id", "id"], name="part_file_of")]
