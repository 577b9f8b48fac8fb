"""Codes of imports and their rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """What became of an import."""

    OPEN = "open", _("Đang xem trước")
    COMMITTED = "committed", _("Đã nhập")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    DISCARDED = "discarded", _("Đã bỏ")


class RowState(models.TextChoices):
    """What becomes of a row."""

    OK = "ok", _("Sẽ nhập")
    QUESTION = "question", _("Cần trả lời")
    ERROR = "error", _("Có lỗi")
    SKIP = "skip", _("Bỏ qua")
