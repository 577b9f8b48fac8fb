"""Roll-ups: today's figures in a few thousand rows however many assignments there are (ADR 0004).

They are derived, never a source: `rollup.rebuild` makes them anew, and a test holds them equal to the rule.
`field_id` 0 stands for no field, so that it can be part of a key.
"""

from __future__ import annotations

from django.db import models

from dondoc.foundation.models import DomainModel


class _Cell(DomainModel):
    unit_id = models.BigIntegerField()
    field_id = models.BigIntegerField(default=0)
    origin = models.CharField(max_length=8)
    role = models.CharField(max_length=10)

    class Meta:
        abstract = True


class FigureCell(_Cell):
    """Counts of one unit, field, origin and role; the dated open ones as on the clock's day."""

    done_on_time = models.IntegerField(default=0)
    done_late = models.IntegerField(default=0)
    undated = models.IntegerField(default=0)
    awaiting = models.IntegerField(default=0, help_text="reported in time and not yet decided: in time on any day")
    overdue = models.IntegerField(default=0)
    due_soon = models.IntegerField(default=0)
    later = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "unit_id", "field_id", "origin", "role"], name="figure_cell_unique"
            ),
        ]


class FigureDay(_Cell):
    """How many open assignments are due on one day, for moving the clock to another day."""

    due_on = models.DateField()
    open_dated = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "unit_id", "field_id", "origin", "role", "due_on"],
                name="figure_day_unique",
            ),
        ]


class FigureFlow(_Cell):
    """What came in (the withdrawn left out) and what was completed in one month, for the trend."""

    month = models.DateField(help_text="its first day")
    assigned = models.IntegerField(default=0)
    done_on_time = models.IntegerField(default=0)
    done_late = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "month", "unit_id", "field_id", "origin", "role"],
                name="figure_flow_unique",
            ),
        ]


class FigureClock(models.Model):
    """The day on which the dated counts of a jurisdiction's cells stand."""

    jurisdiction_id = models.BigIntegerField(primary_key=True)
    as_of = models.DateField()
    due_soon_days = models.PositiveSmallIntegerField(default=3)

    def __str__(self) -> str:
        return f"{self.jurisdiction_id}: {self.as_of}"
