"""The messages that this room itself has for administrators."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.notifications.kinds import Kind, register

WEBHOOK_STOPPED = "notifications.webhook_stopped"


def register_all() -> None:
    """Make them known."""
    register(
        Kind(
            WEBHOOK_STOPPED,
            gettext_lazy("Cổng nhắn tin ngừng"),
            lambda facts: _("Cổng “%(name)s” đã ngừng vì lỗi liên tiếp") % {"name": facts.get("name", "")},
            lambda _facts: _("Kiểm tra cổng, gửi thử rồi cho chạy lại ở trang Gửi ra ngoài."),
            20,
        )
    )
