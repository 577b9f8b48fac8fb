"""Roles: what a person is in the chain, not what buttons they have."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The eight roles."""

    CHAIR = "chair", _("Lãnh đạo UBND tỉnh")
    OFFICE_LEADER = "office_leader", _("Lãnh đạo Văn phòng")
    SPECIALIST = "specialist", _("Chuyên viên Văn phòng")
    CLERK = "clerk", _("Văn thư")
    UNIT_HEAD = "unit_head", _("Thủ trưởng đơn vị")
    FOCAL_POINT = "focal_point", _("Đầu mối đơn vị")
    OBSERVER = "observer", _("Theo dõi (HĐND, Mặt trận)")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


OFFICE_ROLES = frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK})
UNIT_ROLES = frozenset({Role.UNIT_HEAD, Role.FOCAL_POINT})
