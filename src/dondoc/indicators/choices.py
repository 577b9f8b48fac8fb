"""Codes of indicators: how one is measured, where it comes from, how sure a value is, what the comparison says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which values are good."""

    HIGHER = "higher", _("Càng cao càng tốt")
    LOWER = "lower", _("Càng thấp càng tốt")
    RANGE = "range", _("Trong khoảng")
    STRUCTURE = "structure", _("Cơ cấu (gồm các phần)")


class Accumulation(models.TextChoices):
    """What a value of a part of the year says."""

    CUMULATIVE = "cumulative", _("Cộng dồn từ đầu năm")
    POINT = "point", _("Tại thời điểm")


class PeriodKind(models.TextChoices):
    """The stretch of the calendar that a value is of."""

    DAY = "day", _("Ngày")
    WEEK = "week", _("Tuần")
    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF = "half", _("6 tháng")
    YEAR = "year", _("Năm")


class IndicatorOrigin(models.TextChoices):
    """Who decided that it is followed."""

    RESOLUTION = "resolution", _("Nghị quyết HĐND")
    PLAN = "plan", _("Kế hoạch UBND")
    DEPARTMENT = "department", _("Sở, ngành")


class OwnerRole(models.TextChoices):
    """What a unit is to an indicator."""

    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")


class Quality(models.TextChoices):
    """How sure a published value is; later ones are surer and do not erase the earlier."""

    ESTIMATED = "estimated", _("Ước")
    PRELIMINARY = "preliminary", _("Sơ bộ")
    OFFICIAL = "official", _("Chính thức")


class ValueState(models.TextChoices):
    """How far people have brought a value."""

    ENTERED = "entered", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RETURNED = "returned", _("Bị trả lại")


class Verdict(models.TextChoices):
    """What the value says of the target."""

    EXCEEDED = "exceeded", _("Vượt")
    MET = "met", _("Đạt")
    MISSED = "missed", _("Không đạt")
    UNKNOWN = "unknown", _("Chưa có số liệu")


class Light(models.TextChoices):
    """How a leader reads the board while the year still runs: what may be missed stands first."""

    RISK = "risk", _("Nguy cơ không đạt")
    PROGRESSING = "progressing", _("Đang thực hiện")
    EXPECTED = "expected", _("Dự kiến đạt")
    NOT_ASSESSED = "not_assessed", _("Chưa đánh giá")
