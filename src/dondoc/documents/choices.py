"""Codes of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Side(models.TextChoices):
    """Which side of one sending we are."""

    ORIGINATOR = "originator", _("Bên gửi")
    RECEIVER = "receiver", _("Bên nhận")


class MessageKind(models.TextChoices):
    """What a packet of the exchange does."""

    NEW = "new", _("Văn bản mới")
    RECALL = "recall", pgettext_lazy("liên thông", "Thu hồi")
    UPDATE = "update", _("Cập nhật")
    REPLACE = "replace", _("Thay thế")
    STATUS = "status", pgettext_lazy("liên thông", "Trạng thái")


class OutgoingState(models.TextChoices):
    """How far a packet is that goes out."""

    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Sẽ gửi lại")
    GIVEN_UP = "given_up", _("Ngừng gửi, cần xử lý")
    CANCELLED = "cancelled", _("Đã huỷ trước khi gửi")


class IncomingState(models.TextChoices):
    """What became of a packet that came in."""

    RECEIVED = "received", _("Chờ xử lý")
    QUARANTINED = "quarantined", _("Cách ly")
    ANOTHER_BODY = "another_body", _("Gửi cơ quan khác")
    ACCEPTED = "accepted", pgettext_lazy("liên thông", "Đã tiếp nhận")
    REFUSED = "refused", _("Đã từ chối")
    APPLIED = "applied", _("Đã ghi nhận")
    TAKEN_BACK = "taken_back", _("Bên gửi lấy lại")
    DISMISSED = "dismissed", _("Đã bỏ qua")
