"""Dated exceptions over the shipped calendar, every calendar that days were counted by, and the limits set here."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from dondoc.calendars.choices import Confidence, DeclaredKind, LimitUnit
from dondoc.foundation.models import DomainModel
from dondoc.organizations.models import period, point


def name_point(column: str) -> Func:
    """Return an expression that makes a text a range of its own number, so that plain GiST can compare it.

    There is no extension in the database (btree_gist); two keys of one number would only refuse each other's days.
    """
    number = Func(F(column), Value(0), function="hashtextextended", output_field=models.BigIntegerField())
    return Func(number, number, Value("[]"), function="int8range")


class DeclaredDay(DomainModel):
    """What a decision made of a day, over the shipped calendar. The ledger keeps what stood there before."""

    day = models.DateField()
    kind = models.CharField(max_length=16, choices=DeclaredKind.choices)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, help_text="number of the decision")
    decided_on = models.DateField(null=True, help_text="its date")
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "day"],
                name="declared_day_once",
                violation_error_message=_("Ngày này vừa được người khác ghi. Hãy tải lại trang."),
            )
        ]


class CalendarVersion(DomainModel):
    """A calendar that was in force: what a deadline of that version was counted by can be counted again."""

    version = models.CharField(max_length=40)
    days = models.JSONField(help_text='list of ["2021-02-15", kind]')
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(help_text="last time that it came into force")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id", "version"], name="calendar_version_once")]


class LimitRecord(DomainModel):
    """How long a statute gives for one step, from a day to a day. Two of one key never hold on the same day.

    Once a key has a row here, its rows replace all shipped records of that key.
    """

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    amount = models.IntegerField()
    unit = models.CharField(max_length=4, choices=LimitUnit.choices)
    anchor = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence.choices)
    remark = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="limit_no_overlap",
                expressions=[
                    (point("jurisdiction_id"), RangeOperators.OVERLAPS),
                    (name_point("key"), RangeOperators.OVERLAPS),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Đã có quy định của thời hạn này trong khoảng thời gian đó."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="limit_period_ordered",
                violation_error_message=_("Ngày hết hiệu lực không thể trước ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by_id__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by_id__isnull=False),
                name="limit_confirmed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "key", "valid_from"], name="limit_of_key")]
