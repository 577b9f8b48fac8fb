"""The messages of this room in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.notifications.kinds import Kind, register
from dondoc.urging import messages
from dondoc.urging.choices import Trigger


def register_kinds() -> None:
    """Tell the room of messages how those of this room read."""
    for kind in (
        Kind(messages.SINGLE, gettext_lazy("Nhắc việc"), _single_subject, _single_text, is_quiet=True),
        Kind(messages.MANY, gettext_lazy("Nhắc nhiều việc"), _many_subject, _many_text, is_quiet=True),
        Kind(messages.URGED, gettext_lazy("Đôn đốc"), _urged_subject, _urged_text),
        Kind(messages.EXPLANATION_ASKED, gettext_lazy("Yêu cầu giải trình"), _asked_subject, _question),
        Kind(messages.EXPLANATION_ANSWERED, gettext_lazy("Đơn vị đã giải trình"), _answered_subject, _question),
        Kind(messages.EXPLANATION_DECIDED, gettext_lazy("Kết quả giải trình"), _decided_subject, _decided_text),
    ):
        register(kind)


def _day(text: str | None) -> str:
    return f"{dt.date.fromisoformat(text):%d/%m/%Y}" if text else ""


def _said_of(payload: Mapping[str, Any]) -> str:  # noqa: C901, PLR0911, PLR0912 - one return per trigger
    on = {"on": _day(payload["anchor"])}
    # No count of days: the message is read on another day than it was made on.
    match payload["trigger"]:
        case Trigger.BEFORE_DUE:
            return _("đến hạn %(on)s") % on
        case Trigger.OVERDUE:
            return _("quá hạn từ %(on)s") % on
        case Trigger.STALE:
            return _("quá ngày %(on)s vẫn chưa có cập nhật") % on
        case Trigger.UNACKNOWLEDGED:
            return _("giao ngày %(on)s, chưa tiếp nhận") % on
        case Trigger.AWAITING_OFFICE:
            return _("báo cáo ngày %(on)s, chờ Văn phòng xem xét") % on
        case Trigger.EXTENSION_WAITING:
            return _("xin gia hạn ngày %(on)s, chờ quyết định") % on
        case Trigger.EXPLANATION_DUE:
            return _("phải giải trình chậm nhất %(on)s") % on
        case Trigger.PART_BEFORE_DUE:
            return _("phần việc đến hạn %(on)s") % on
        case Trigger.PART_OVERDUE:
            return _("phần việc quá hạn từ %(on)s") % on
        case Trigger.PART_UNACKNOWLEDGED:
            return _("phần việc giao ngày %(on)s, chưa tiếp nhận") % on
        case Trigger.PART_AWAITING:
            return _("phần việc báo cáo ngày %(on)s, chờ nơi chia việc xem xét") % on
        case Trigger.TRANSFER_ASKED:
            return _("được đề nghị nhận việc ngày %(on)s, chưa trả lời") % on
        case Trigger.TRANSFER_AGREED:
            return _("đồng ý nhận việc ngày %(on)s, chờ Văn phòng quyết định") % on
        case Trigger.CENTRAL_BEFORE_DUE:
            return _("hạn Trung ương %(on)s") % on
        case Trigger.CENTRAL_OVERDUE:
            return _("quá hạn Trung ương từ %(on)s") % on
    return _("quá hạn giải trình từ %(on)s") % on


def _single_subject(payload: Mapping[str, Any]) -> str:
    if not payload["unit"]:
        return _("%(rule)s: %(said)s") % {"rule": payload["rule"], "said": _said_of(payload)}
    return _("%(rule)s: %(unit)s, %(said)s") % {
        "rule": payload["rule"], "unit": payload["unit"], "said": _said_of(payload),
    }  # fmt: skip


def _single_text(payload: Mapping[str, Any]) -> str:
    return str(payload.get("text") or _single_subject(payload))


def _many_subject(payload: Mapping[str, Any]) -> str:
    return _("%(rule)s: %(count)s việc") % {"rule": payload["rule"], "count": payload["count"]}


def _many_text(payload: Mapping[str, Any]) -> str:
    return _("%(count)s việc, lâu nhất tính từ %(day)s. Mở danh sách để xem từng việc.") % {
        "count": payload["count"], "day": _day(payload["oldest"]),
    }  # fmt: skip


def _urged_subject(payload: Mapping[str, Any]) -> str:
    if payload["count"] > 1:
        return _("%(actor)s đôn đốc %(count)s việc") % {"actor": payload["actor"], "count": payload["count"]}
    return _("%(actor)s đôn đốc: %(text)s") % {"actor": payload["actor"], "text": payload["text"]}


def _urged_text(payload: Mapping[str, Any]) -> str:
    return str(payload["note"] or payload["text"])


def _asked_subject(payload: Mapping[str, Any]) -> str:
    return _("%(actor)s yêu cầu giải trình, chậm nhất %(day)s") % {
        "actor": payload["actor"], "day": _day(payload["due_on"]),
    }  # fmt: skip


def _answered_subject(payload: Mapping[str, Any]) -> str:
    return _("%(unit)s đã giải trình") % {"unit": payload["unit"]}


def _decided_subject(payload: Mapping[str, Any]) -> str:
    if payload["state"] == "sufficient":
        return _("Giải trình đã được chấp nhận")
    if payload["state"] == "withdrawn":
        return _("Yêu cầu giải trình đã được rút")
    return _("Yêu cầu giải trình lại, chậm nhất %(day)s") % {"day": _day(payload["due_on"])}


def _decided_text(payload: Mapping[str, Any]) -> str:
    return str(payload["note"] or payload["text"])


def _question(payload: Mapping[str, Any]) -> str:
    return str(payload["text"])
