"""Indicators, their units, targets in versions, values in vintages, and the periods that are closed.

Neither a target nor a value is ever written over: another version, another vintage stands beside it with the day from which
it holds, so that the board of any past day shows what was known then.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.indicators.choices import (
    Accumulation,
    Direction,
    IndicatorOrigin,
    OwnerRole,
    PeriodKind,
    Quality,
    ValueState,
)  # fmt: skip
from dondoc.indicators.periods import Period


class Indicator(DomainModel):
    """What is measured, and how."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=250)
    search_text = models.CharField(max_length=250, help_text="the name, folded")
    sort_key = models.CharField(max_length=750, db_collation="C")
    measure = models.CharField(max_length=60, help_text="the unit of measure, as it is printed")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    accumulation = models.CharField(max_length=12, choices=Accumulation.choices)
    decimals = models.PositiveSmallIntegerField(default=2)
    period_kind = models.CharField(max_length=8, choices=PeriodKind.choices, help_text="how often it is reported")
    origin = models.CharField(max_length=12, choices=IndicatorOrigin.choices)
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="+", null=True)
    parent_id = models.BigIntegerField(null=True, help_text="the structure whose part it is")
    parent = belongs_to("indicators.Indicator", "parent_id", related_name="parts", null=True)
    position = models.PositiveIntegerField(help_text="its place in the list of its origin")
    about = models.TextField(blank=True)
    is_example = models.BooleanField(default=False, help_text="invented: it stands for one that is not known")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="the first day on which it is followed no more")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "code"], name="indicator_code_unique",
                violation_error_message=_("Đã có chỉ tiêu mang mã này."),
            ),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="indicator_decimals_fit"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="indicator_days_ordered"
            ),
            models.CheckConstraint(
                condition=Q(parent_id__isnull=True) | ~Q(direction=Direction.STRUCTURE), name="indicator_one_level_of_parts"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "parent_id", "position"], name="indicator_parts")]

    def __str__(self) -> str:
        return self.name


class IndicatorOwner(DomainModel):
    """A unit leads or coordinates an indicator from a day on."""

    indicator_id = models.BigIntegerField()
    indicator = belongs_to("indicators.Indicator", "indicator_id", related_name="owners")
    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    role = models.CharField(max_length=10, choices=OwnerRole.choices)
    since = models.DateField()
    ended_on = models.DateField(null=True, help_text="the first day on which it does no more")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "indicator_id"], condition=Q(ended_on__isnull=True, role=OwnerRole.LEAD),
                name="indicator_one_lead",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "indicator_id", "unit_id"], condition=Q(ended_on__isnull=True),
                name="indicator_owner_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="indicator_owner_days_ordered"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "unit_id"], name="indicator_owner_unit")]


class _OfPeriod:
    """A row of a period, by its kind and its first day."""

    period_kind: Any
    first_day: Any

    @property
    def period(self) -> Period:
        """The period that it is of."""
        return Period(self.first_day, PeriodKind(self.period_kind))


class IndicatorTarget(_OfPeriod, DomainModel):
    """A version of what is aimed at in a period, in the whole province or in one unit of it."""

    indicator_id = models.BigIntegerField()
    indicator = belongs_to("indicators.Indicator", "indicator_id", related_name="targets")
    unit_id = models.BigIntegerField(null=True, help_text="whose share; empty: the whole")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    period_kind = models.CharField(max_length=8, choices=PeriodKind.choices)
    first_day = models.DateField()
    version = models.PositiveSmallIntegerField()
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    effective_on = models.DateField(help_text="the day from which this version holds")
    source = models.CharField(max_length=250, help_text="the document that set it, as it is cited")
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="indicator_targets", null=True)
    reason = models.CharField(max_length=2000, blank=True)
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "indicator_id", "unit_id", "period_kind", "first_day", "version"],
                nulls_distinct=False, name="indicator_target_version_once",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False), name="indicator_target_says_something"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")), name="indicator_target_ordered"
            ),
        ]  # fmt: skip


class IndicatorValue(_OfPeriod, DomainModel):
    """A vintage of a value: what was published of a period, on a day, by a source."""

    indicator_id = models.BigIntegerField()
    indicator = belongs_to("indicators.Indicator", "indicator_id", related_name="values")
    unit_id = models.BigIntegerField(null=True, help_text="whose part; empty: the whole")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    period_kind = models.CharField(max_length=8, choices=PeriodKind.choices)
    first_day = models.DateField()
    vintage = models.PositiveSmallIntegerField(help_text="of this cell, counted from 1")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    quality = models.CharField(max_length=12, choices=Quality.choices)
    released_on = models.DateField(help_text="the day on which it was published")
    source = models.CharField(max_length=250)
    note = models.CharField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=ValueState.choices, default=ValueState.ENTERED)
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decision_note = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "indicator_id", "unit_id", "period_kind", "first_day", "vintage"],
                nulls_distinct=False, name="indicator_value_vintage_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ValueState.ENTERED, decided_at__isnull=True)
                | (~Q(state=ValueState.ENTERED) & Q(decided_at__isnull=False)),
                name="indicator_value_decided",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "state", "entered_at"], condition=Q(state=ValueState.ENTERED),
                name="indicator_value_waits",
            ),
        ]  # fmt: skip


class PeriodLock(_OfPeriod, DomainModel):
    """A period of which no value is entered any more, until it is opened again by a named right."""

    period_kind = models.CharField(max_length=8, choices=PeriodKind.choices)
    first_day = models.DateField()
    locked_at = models.DateTimeField()
    locked_by_id = models.BigIntegerField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=2000, blank=True, help_text="why it was opened again")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "period_kind", "first_day"], condition=Q(reopened_at__isnull=True),
                name="indicator_period_locked_once",
            ),
        ]  # fmt: skip
