"""Codes of tasks from above and of the files that tell of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Giver(models.TextChoices):
    """Who gave the task."""

    GOVERNMENT = "government", _("Chính phủ")
    PRIME_MINISTER = "prime_minister", _("Thủ tướng Chính phủ")
    DEPUTY = "deputy", _("Phó Thủ tướng Chính phủ")
    OFFICE = "office", _("Văn phòng Chính phủ")
    OTHER = "other", _("Cơ quan Trung ương khác")


class CentralState(models.TextChoices):
    """How far the task is with the centre; how far our units are is said by the directive's own assignments."""

    OPEN = "open", pgettext_lazy("nhiệm vụ Trung ương", "Chưa báo cáo")
    REPORTED = "reported", pgettext_lazy("nhiệm vụ Trung ương", "Đã báo cáo, chờ xác nhận")
    DONE = "done", pgettext_lazy("nhiệm vụ Trung ương", "Trung ương xác nhận hoàn thành")
    WITHDRAWN = "withdrawn", pgettext_lazy("nhiệm vụ Trung ương", "Trung ương thu hồi")


class ImportState(models.TextChoices):
    """What became of a file of the centre's system."""

    OPEN = "open", pgettext_lazy("tệp Trung ương", "Đang xem trước")
    COMMITTED = "committed", pgettext_lazy("tệp Trung ương", "Đã nhập")
    DISCARDED = "discarded", pgettext_lazy("tệp Trung ương", "Đã bỏ")


class Said(models.TextChoices):
    """What the words of the centre's system about a task come to."""

    OPEN = "open", pgettext_lazy("tình trạng của Trung ương", "Đang thực hiện")
    DONE = "done", pgettext_lazy("tình trạng của Trung ương", "Hoàn thành")
    WITHDRAWN = "withdrawn", pgettext_lazy("tình trạng của Trung ương", "Thu hồi")
    UNKNOWN = "unknown", pgettext_lazy("tình trạng của Trung ương", "Chưa rõ")


class Verdict(models.TextChoices):
    """What a row of the centre's file is to what we follow already."""

    NEW = "new", pgettext_lazy("dòng trong tệp Trung ương", "Mới")
    CHANGED = "changed", pgettext_lazy("dòng trong tệp Trung ương", "Thay đổi")
    SAME = "same", pgettext_lazy("dòng trong tệp Trung ương", "Không đổi")
    ELSEWHERE = "elsewhere", pgettext_lazy("dòng trong tệp Trung ương", "Thuộc lĩnh vực của người khác")
    UNREADABLE = "unreadable", pgettext_lazy("dòng trong tệp Trung ương", "Không nhập được")
