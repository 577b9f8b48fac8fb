"""What completion needs, by the kind of the document that gave the task and the role: the office's own table."""

from __future__ import annotations

from django.db import models

from dondoc.directives.choices import AssignmentRole, Need
from dondoc.foundation.models import DomainModel


class CompletionNeed(DomainModel):
    """What a report of completion must bring. No kind: of every kind that has no row of its own.

    What has no row at all needs what `closing_rules.DEFAULT_NEEDS` says.
    """

    document_kind = models.CharField(max_length=60, blank=True, help_text="name of the kind as documents write it")
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    needs = models.CharField(max_length=8, choices=Need.choices)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "document_kind", "role"], name="completion_need_once")
        ]
