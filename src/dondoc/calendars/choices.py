"""What a decision makes of a day, in what a limit is counted, and how sure its source is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclaredKind(models.TextChoices):
    """What a day becomes; the first three are `worktime.DayKind`, the last one takes an exception away."""

    HOLIDAY = "holiday", _("Nghỉ lễ, tết")
    COMPENSATORY_OFF = "compensatory_off", _("Nghỉ bù hoặc nghỉ hoán đổi")
    SWAPPED_WORKDAY = "swapped_workday", _("Đi làm bù")
    ORDINARY = "ordinary", _("Như ngày thường (bỏ ngày nghỉ đã ghi)")


class LimitUnit(models.TextChoices):
    """In what a legal limit is counted (`worktime.Unit`)."""

    DAYS = "N", _("ngày")
    WORKING_DAYS = "NLV", _("ngày làm việc")
    MONTHS = "TH", _("tháng")
    YEARS = "NAM", _("năm")
    DAY_OF_MONTH = "NGAY", _("ngày thứ mấy của tháng")


class Confidence(models.TextChoices):
    """How sure we are of a limit."""

    READ = "A", _("Đọc trong văn bản")
    SECONDARY = "B", _("Đọc ở nguồn thứ cấp")
    INFERRED = "C", _("Suy ra")
    UNCONFIRMED = "U", _("Chưa xác nhận")
