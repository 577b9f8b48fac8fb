"""How many days may pass without a report, by priority: the office's own row, or none."""

from __future__ import annotations

from django.db import models

from dondoc.foundation.models import DomainModel


class UpdateRules(DomainModel):
    """Days without a report after which an open assignment has gone quiet; one row of a jurisdiction, 0: never.

    They stand beside the assignments, and not in the room of follow-up whose page shows them, because lists and
    figures ask by them. None: `update_rules.UpdateDays` as it stands.
    """

    urgent = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    normal = models.PositiveSmallIntegerField()
    low = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id"], name="update_rules_once")]
