"""The kinds of units."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is in the province's apparatus."""

    COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")
    OFFICE = "office", _("Văn phòng UBND")
    DEPARTMENT = "department", _("Sở")
    PROVINCIAL_BODY = "provincial_body", _("Cơ quan thuộc UBND tỉnh")
    VERTICAL = "vertical", _("Cơ quan ngành dọc")
    DISTRICT = "district", _("UBND cấp huyện")
    COMMUNE = "commune", _("UBND cấp xã")
    SUBUNIT = "subunit", _("Đơn vị trực thuộc")
    PARTY_FRONT = "party_front", _("Đảng, Mặt trận, đoàn thể")
    COUNCIL = "council", _("Hội đồng nhân dân, Đoàn ĐBQH")
    OTHER = "other", _("Khác")
