"""Words of the room."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FailureReason(TextChoices):
    """Why a job failed, told without anything of what it worked on."""

    REFUSED = "refused", _("Một quy tắc không cho làm; chạy lại cũng không khác, hãy xem việc này có còn cần không.")
    DATABASE = "database", _("Cơ sở dữ liệu không trả lời hoặc đang bận.")
    DATA = "data", _("Cơ sở dữ liệu từ chối dữ liệu của việc này.")
    OUTSIDE = "outside", _("Tệp, mạng hoặc máy chủ khác không dùng được.")
    UNKNOWN = "unknown", _("Bản phần mềm đang chạy không có loại việc này.")
    KILLED = "killed", _("Tiến trình xử lý bị dừng giữa chừng quá nhiều lần.")
    HELD = (
        "held",
        _("Được giữ lại khi khôi phục từ bản sao lưu: việc này có thể đã chạy rồi. Chỉ chạy lại khi chắc là chưa."),
    )
    FAULT = "fault", _("Lỗi chưa lường trước của phần mềm; nhật ký máy chủ ghi rõ, tìm theo số của việc.")


class RunState(TextChoices):
    """How far the run of a day is."""

    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không thành")


class JobState(TextChoices):
    """How far a job is; the codes are procrastinate's."""

    WAITING = "todo", _("Đang chờ")
    RUNNING = "doing", _("Đang chạy")
    FAILED = "failed", _("Không thành")
    DONE = "succeeded", _("Đã xong")
    CANCELLED = "cancelled", _("Đã bỏ")
    ABORTED = "aborted", _("Bị ngắt")


# What a run's counts are called on the page. A code without a word is shown by the API only.
COUNT_WORDS = {
    "sent": _("đã gửi"),
    "received": _("đã nhận"),
    "failed": _("không gửi được"),
    "unreachable": _("không kết nối được"),
    "deferred": _("đã xếp hàng"),
    "jobs": _("việc cũ đã dọn"),
}
