"""Codes of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelCode(models.TextChoices):
    """The ways on which messages leave the house."""

    EMAIL = "email", _("Thư điện tử")
    PUSH = "push", _("Thông báo đẩy")
    WEBHOOK = "webhook", _("Cổng SMS, Zalo của tỉnh")


class DeliveryState(models.TextChoices):
    """How far a delivery is."""

    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Sẽ gửi lại")
    GIVEN_UP = "given_up", _("Ngừng gửi")


class Reason(models.TextChoices):
    """Why a delivery did not succeed; what a server wrote is not kept, it may name people."""

    NOT_SET_UP = "not_set_up", _("Chưa khai máy chủ gửi")
    NO_ADDRESS = "no_address", _("Người nhận không còn địa chỉ")
    UNREACHABLE = "unreachable", _("Không kết nối được máy chủ")
    NO_ANSWER = "no_answer", _("Máy chủ không trả lời kịp")
    SIGN_IN = "sign_in", _("Máy chủ không nhận tài khoản gửi")
    REFUSED_FOR_NOW = "refused_for_now", _("Máy chủ tạm từ chối")
    REFUSED = "refused", _("Máy chủ từ chối hẳn")
    RECIPIENT = "recipient", _("Máy chủ không nhận địa chỉ này")
    GONE = "gone", _("Nơi nhận không còn")
    FORBIDDEN = "forbidden", _("Địa chỉ nhận không được phép")
    BROKEN = "broken", _("Lỗi chưa lường trước; nhật ký máy chủ ghi rõ")
