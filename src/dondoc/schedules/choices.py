"""Where a series stands, what became of an occurrence, what a day off does to its day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeriesState(models.TextChoices):
    """Whether a series goes on."""

    RUNNING = "running", _("Đang lặp lại")
    STOPPED = "stopped", _("Đã dừng")
    FINISHED = "finished", _("Đã hết kỳ")


class OccurrenceState(models.TextChoices):
    """What became of one occurrence."""

    OPENED = "opened", _("Đã mở")
    SKIPPED = "skipped", _("Bỏ qua")
    MISSED = "missed", _("Không mở kịp")


class OffDay(models.TextChoices):
    """What happens to the day of an occurrence on which nobody works."""

    BEFORE = "before", _("Dời sang ngày làm việc trước đó")
    AFTER = "after", _("Dời sang ngày làm việc kế tiếp")
    KEEP = "keep", _("Giữ nguyên ngày")


class Frequency(models.TextChoices):
    """How often, as the form offers it."""

    DAILY = "daily", _("Hằng ngày")
    WEEKLY = "weekly", _("Hằng tuần")
    MONTHLY = "monthly", _("Hằng tháng")
    QUARTERLY = "quarterly", _("Hằng quý")
    HALF_YEARLY = "half_yearly", _("6 tháng một lần")
    YEARLY = "yearly", _("Hằng năm")
