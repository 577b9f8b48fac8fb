"""Codes of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trigger(models.TextChoices):
    """What a reminder rule counts its days from."""

    BEFORE_DUE = "before_due", _("Trước hạn hoặc trong ngày đến hạn")
    OVERDUE = "overdue", _("Quá hạn")
    STALE = "stale", _("Lâu không có cập nhật")
    UNACKNOWLEDGED = "unacknowledged", _("Chưa tiếp nhận")
    AWAITING_OFFICE = "awaiting_office", _("Báo cáo chờ Văn phòng")
    EXTENSION_WAITING = "extension_waiting", _("Đề nghị gia hạn chờ quyết định")
    EXPLANATION_DUE = "explanation_due", _("Giải trình sắp đến hạn")
    EXPLANATION_OVERDUE = "explanation_overdue", _("Giải trình quá hạn")
    PART_BEFORE_DUE = "part_before_due", _("Phần việc được chia: trước hạn hoặc trong ngày đến hạn")
    PART_OVERDUE = "part_overdue", _("Phần việc được chia: quá hạn")
    PART_UNACKNOWLEDGED = "part_unacknowledged", _("Phần việc được chia: chưa tiếp nhận")
    PART_AWAITING = "part_awaiting", _("Phần việc được chia: báo cáo chờ nơi chia việc")
    TRANSFER_ASKED = "transfer_asked", _("Đề nghị chuyển việc chờ đơn vị nhận trả lời")
    TRANSFER_AGREED = "transfer_agreed", _("Đề nghị chuyển việc chờ Văn phòng quyết định")
    CENTRAL_BEFORE_DUE = "central_before_due", _("Trước hạn Trung ương hoặc trong ngày đến hạn Trung ương")
    CENTRAL_OVERDUE = "central_overdue", _("Quá hạn Trung ương")


#: These count back from their day, the others count from it on.
BACKWARDS = frozenset({
    Trigger.BEFORE_DUE, Trigger.EXPLANATION_DUE, Trigger.PART_BEFORE_DUE, Trigger.CENTRAL_BEFORE_DUE,
})  # fmt: skip


class Rank(models.TextChoices):
    """Who is told, from the desk of the unit upwards. Holder and giver are those of the row itself, and only a part has them."""

    HOLDER = "holder", _("người hoặc đơn vị giữ phần việc")
    GIVER = "giver", _("nơi chia việc")
    FOCAL_POINT = "focal_point", _("đầu mối đơn vị")
    UNIT_HEAD = "unit_head", _("thủ trưởng đơn vị")
    SPECIALIST = "specialist", _("chuyên viên theo dõi lĩnh vực")
    OFFICE_LEADER = "office_leader", _("lãnh đạo Văn phòng")
    CHAIR = "chair", _("lãnh đạo UBND tỉnh")


class ExplanationState(models.TextChoices):
    """How far a request for explanation is."""

    ASKED = "asked", _("Chờ giải trình")
    ANSWERED = "answered", _("Đã giải trình, chờ xem xét")
    RETURNED = "returned", _("Yêu cầu giải trình lại")
    SUFFICIENT = "sufficient", _("Đã chấp nhận giải trình")
    WITHDRAWN = "withdrawn", _("Đã rút yêu cầu")


#: The unit owes an answer.
OWED = (ExplanationState.ASKED, ExplanationState.RETURNED)
