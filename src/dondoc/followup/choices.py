"""Codes of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExtensionState(models.TextChoices):
    """What became of a request for another deadline."""

    ASKED = "asked", _("Chờ quyết định")
    GRANTED = "granted", _("Đã đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đơn vị rút lại")
