"""Codes of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Whose task it is: the centre's (Government, Prime Minister, ministries) or the province's own."""

    CENTRAL = "central", _("Chính phủ, Thủ tướng Chính phủ")
    PROVINCE = "province", _("Tỉnh giao")


class EntryState(models.TextChoices):
    """What became of a number of a register."""

    TAKEN = "taken", _("Đã cấp")
    RESERVED = "reserved", _("Đang giữ")
    VOIDED = "voided", _("Đã huỷ")


class Direction(models.TextChoices):
    """Whether the office received the document or issued it."""

    RECEIVED = "received", _("Văn bản đến")
    ISSUED = "issued", _("Văn bản đi")
