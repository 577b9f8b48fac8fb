"""Units and what dates say of them. Periods include both their days; an empty `valid_to` means still valid."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to, next_id
from dondoc.organizations.choices import UnitKind


def point(column: str) -> Func:
    """Return an expression that makes a number a range of itself, so that plain GiST can compare it."""
    number = Cast(F(column), models.BigIntegerField())
    return Func(number, number, Value("[]"), function="int8range")


def period() -> Func:
    """Return the expression of a row's period, both days included."""
    return Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange")


class Jurisdiction(models.Model):
    """A province (or a commune after 2025) that runs on its own: nothing crosses from one to another.

    `clock_offset_days` moves the clock of an example jurisdiction so that its days are near; a real one has 0.
    """

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)
    clock_offset_days = models.IntegerField(default=0)
    due_soon_days = models.PositiveSmallIntegerField(
        default=3, help_text="how many days before its due day an assignment counts as due soon"
    )
    before_excludes_day = models.BooleanField(
        default=False, help_text="whether 'trước ngày 15/01' is due on the 14th instead of the 15th"
    )
    slip_silence = models.CharField(
        max_length=10, default="agrees", help_text="what no answer to an opinion slip means where a round does not say"
    )
    organization_version = models.BigIntegerField(
        db_default=next_id(), editable=False, help_text="another number after each change of units, groups or posts"
    )
    worktime_version = models.BigIntegerField(
        db_default=next_id(), editable=False, help_text="another number after each change of calendar or legal limits"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_example=True) | Q(clock_offset_days=0),
                name="jurisdiction_real_clock",
                violation_error_message=_("Chỉ địa phương minh hoạ mới được đặt lệch ngày."),
            ),
            models.CheckConstraint(
                condition=Q(slip_silence__in=("agrees", "abstains", "unanswered")),
                name="jurisdiction_slip_silence",
                violation_error_message=_("Hãy chọn cách tính phiếu không trả lời."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(DomainModel):
    """An agency that can be given an assignment, or is part of one that can."""

    code = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=UnitKind.choices)
    parent_unit_id = models.BigIntegerField(null=True)
    parent = belongs_to("organizations.Unit", "parent_unit_id", related_name="children", null=True)
    official_code = models.CharField(max_length=35, blank=True, help_text="code by QĐ 20/2020/QĐ-TTg")
    abbreviation = models.CharField(max_length=32, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    search_text = models.TextField(help_text="name, abbreviation and aliases, folded")
    sort_key = models.CharField(max_length=600, db_collation="C", help_text="byte order = Vietnamese order")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "code"],
                name="unit_code_unique",
                violation_error_message=_("Mã đơn vị này đã có."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_period_ordered",
                violation_error_message=_("Ngày hết hiệu lực không thể trước ngày có hiệu lực."),
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "parent_unit_id"], name="unit_parent")]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(DomainModel):
    """One unit took over (part of) another's work on a day: merger, split, renaming."""

    predecessor_unit_id = models.BigIntegerField()
    successor_unit_id = models.BigIntegerField()
    predecessor = belongs_to("organizations.Unit", "predecessor_unit_id", related_name="successions")
    successor = belongs_to("organizations.Unit", "successor_unit_id", related_name="precessions")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "predecessor_unit_id", "successor_unit_id"],
                name="succession_unique",
                violation_error_message=_("Quan hệ kế thừa giữa hai đơn vị này đã được ghi."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor_unit_id=F("successor_unit_id")),
                name="succession_of_another",
                violation_error_message=_("Một đơn vị không kế thừa chính nó."),
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "successor_unit_id"], name="succession_successor")]


class UnitGroup(DomainModel):
    """A set that documents name as one ("các sở", "UBND các huyện, thành phố")."""

    code = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list)
    sort_key = models.CharField(max_length=600, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "code"],
                name="group_code_unique",
                violation_error_message=_("Mã nhóm này đã có."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMembership(DomainModel):
    """A unit belongs to a group for a period."""

    group_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    group = belongs_to("organizations.UnitGroup", "group_id", related_name="memberships")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_no_overlap",
                expressions=[
                    (point("jurisdiction_id"), RangeOperators.OVERLAPS),
                    (point("group_id"), RangeOperators.OVERLAPS),
                    (point("unit_id"), RangeOperators.OVERLAPS),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Đơn vị đã thuộc nhóm này trong khoảng thời gian đó."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_period_ordered",
                violation_error_message=_("Ngày thôi thuộc nhóm không thể trước ngày bắt đầu."),
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "group_id"], name="membership_group"),
            models.Index(fields=["jurisdiction_id", "unit_id"], name="membership_unit"),
        ]


class Post(DomainModel):
    """A post of a unit (chức danh), held by one person at a time."""

    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="posts")
    code = models.CharField(max_length=32)
    title = models.CharField(max_length=120)
    is_head = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=100, help_text="order of mention, the head first")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "unit_id", "code"],
                name="post_code_unique",
                violation_error_message=_("Mã chức danh này đã có trong đơn vị."),
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "unit_id"],
                condition=Q(is_head=True),
                name="post_one_head",
                violation_error_message=_("Đơn vị đã có chức danh người đứng đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Tenure(DomainModel):
    """A person holds a post for a period. Two periods of one post never overlap: the database refuses it."""

    post_id = models.BigIntegerField()
    post = belongs_to("organizations.Post", "post_id", related_name="tenures")
    person_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="tenure_no_overlap",
                expressions=[
                    (point("jurisdiction_id"), RangeOperators.OVERLAPS),
                    (point("post_id"), RangeOperators.OVERLAPS),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Chức danh này đã có người giữ trong khoảng thời gian đó."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="tenure_period_ordered",
                violation_error_message=_("Ngày thôi giữ chức không thể trước ngày bắt đầu."),
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "post_id"], name="tenure_post")]


class WorkField(DomainModel):
    """A field of work (lĩnh vực) by which the office divides what it follows."""

    code = models.CharField(max_length=48)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=600, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "code"],
                name="field_code_unique",
                violation_error_message=_("Mã lĩnh vực này đã có."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PendingImport(DomainModel):
    """Tables that an administrator has uploaded and not yet confirmed; gone once confirmed or after a day."""

    created_by_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    file_names = models.CharField(max_length=400)
    tables = models.JSONField(help_text="table → rows as text")
    digest = models.CharField(max_length=64, help_text="of the tables and of the data they were compared with")

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "created_by_id"], name="pending_import_by")]
