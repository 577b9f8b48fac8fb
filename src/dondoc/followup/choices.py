"""Codes of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExtensionState(models.TextChoices):
    """What became of a request for another deadline."""

    ASKED = "asked", _("Chờ quyết định")
    GRANTED = "granted", _("Đã đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đơn vị rút lại")


class TransferState(models.TextChoices):
    """How far a unit's request to hand its assignment to another one has come."""

    ASKED = "asked", _("Chờ đơn vị nhận trả lời")
    AGREED = "agreed", _("Đơn vị nhận đồng ý, chờ Văn phòng quyết định")
    DECLINED = "declined", _("Đơn vị nhận không đồng ý")
    DONE = "done", _("Đã chuyển")
    REFUSED = "refused", _("Văn phòng không đồng ý")
    WITHDRAWN = "withdrawn", _("Đơn vị rút lại")


class SuccessionKind(models.TextChoices):
    """Why an assignment ended without having been done."""

    TRANSFERRED = "transferred", _("Đã chuyển đơn vị khác")
    MERGED = "merged", _("Đã gộp")
    SUPERSEDED = "superseded", _("Đã được thay thế")
