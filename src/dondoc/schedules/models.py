"""Series of recurring directives, their rules by version, their occurrences; recounted deadlines that were left as they are."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.schedules.choices import OccurrenceState, OffDay, SeriesState


class Series(DomainModel):
    """A directive that comes again, as it was given; each of its occurrences is a directive of its own."""

    directive_id = models.BigIntegerField()
    directive = belongs_to("directives.Directive", "directive_id", related_name="series")
    state = models.CharField(max_length=8, choices=SeriesState.choices, default=SeriesState.RUNNING)
    leads = ArrayField(models.BigIntegerField(), help_text="units of the next occurrence")
    coordinates = ArrayField(models.BigIntegerField(), default=list)
    started_at = models.DateTimeField()
    started_by_id = models.BigIntegerField()
    stopped_at = models.DateTimeField(null=True)
    stopped_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "directive_id"],
                name="series_of_directive_once",
                violation_error_message=_("Nhiệm vụ này đã được đặt lặp lại."),
            ),
            models.CheckConstraint(
                condition=Q(state=SeriesState.RUNNING, stopped_at__isnull=True)
                | (~Q(state=SeriesState.RUNNING) & Q(stopped_at__isnull=False)),
                name="series_stopped_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "id"], condition=Q(state=SeriesState.RUNNING), name="series_running"
            )
        ]


class SeriesRule(DomainModel):
    """How a series comes again, from one occurrence on; the version of the highest number is the one of the next."""

    series_id = models.BigIntegerField()
    series = belongs_to("schedules.Series", "series_id", related_name="rules")
    version = models.PositiveSmallIntegerField()
    rrule = models.CharField(max_length=200)
    starts_on = models.DateField(help_text="from which its days count (DTSTART)")
    off_day = models.CharField(max_length=6, choices=OffDay.choices)
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "series_id", "version"], name="series_rule_version_once")
        ]


class Occurrence(DomainModel):
    """One occurrence of a series: opened as a directive of its own, skipped, or too late to be opened."""

    series_id = models.BigIntegerField()
    series = belongs_to("schedules.Series", "series_id", related_name="occurrences")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=60, help_text='"Tháng 02/2021"')
    rule_version = models.PositiveSmallIntegerField()
    off_day = models.CharField(max_length=6, choices=OffDay.choices)
    nominal_on = models.DateField(help_text="as the rule says")
    due_on = models.DateField(help_text="as it was due when it was opened")
    state = models.CharField(max_length=8, choices=OccurrenceState.choices)
    directive_id = models.BigIntegerField(null=True)
    directive = belongs_to("directives.Directive", "directive_id", related_name="occurrences", null=True)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "series_id", "nominal_on"], name="occurrence_day_once"),
            models.UniqueConstraint(fields=["jurisdiction_id", "series_id", "number"], name="occurrence_number_once"),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "directive_id"],
                condition=Q(directive_id__isnull=False),
                name="occurrence_directive_once",
            ),
            models.CheckConstraint(
                condition=Q(state=OccurrenceState.OPENED, directive_id__isnull=False)
                | (~Q(state=OccurrenceState.OPENED) & Q(directive_id__isnull=True)),
                name="occurrence_opened_has_directive",
            ),
        ]


class DeadlineKept(DomainModel):
    """A deadline that the calendar of a version would move, and that was left as it is: it is not asked about again."""

    assignment_id = models.BigIntegerField()
    assignment = belongs_to("directives.Assignment", "assignment_id", related_name="kept_deadlines")
    calendar_version = models.CharField(max_length=40)
    kept_at = models.DateTimeField()
    kept_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "assignment_id", "calendar_version"], name="deadline_kept_once"
            )
        ]
