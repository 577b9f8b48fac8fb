"""The words of this room's messages, made when they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.followup import events
from dondoc.followup.choices import SuccessionKind, TransferState
from dondoc.followup.telling import ENDED, PART, TRANSFER
from dondoc.notifications.kinds import Kind, register


def _part(payload: Mapping[str, Any]) -> str:
    said = {
        events.PART_GIVEN: _("Bạn được giao một phần việc"),
        events.PART_CHANGED: _("Phần việc của bạn được sửa"),
        events.PART_REPORTED: _("Phần việc đã chia có báo cáo kết quả"),
        events.PART_ACCEPTED: _("Phần việc của bạn được xác nhận hoàn thành"),
        events.PART_RETURNED: _("Báo cáo phần việc của bạn bị trả lại"),
        events.PART_WITHDRAWN: _("Phần việc của bạn được thu hồi"),
    }
    return said[payload["what"]]


def _part_text(payload: Mapping[str, Any]) -> str:
    day = f"{dt.date.fromisoformat(payload['due_on']):%d/%m/%Y}" if payload["due_on"] else "–"
    words = {"by": payload["by"], "task": payload["text"], "day": day}
    return _("%(task)s\nThời hạn: %(day)s. Người thực hiện: %(by)s") % words


def _transfer(payload: Mapping[str, Any]) -> str:
    to = {"to": payload["to"]}
    said = {
        TransferState.ASKED: _("Đơn vị khác đề nghị chuyển nhiệm vụ cho %(to)s") % to,
        TransferState.AGREED: _("%(to)s đồng ý nhận nhiệm vụ, chờ Văn phòng quyết định") % to,
        TransferState.DECLINED: _("%(to)s không nhận nhiệm vụ được đề nghị chuyển") % to,
        TransferState.DONE: _("Nhiệm vụ đã chuyển cho %(to)s") % to,
        TransferState.REFUSED: _("Văn phòng không đồng ý chuyển nhiệm vụ cho %(to)s") % to,
        TransferState.WITHDRAWN: _("Đề nghị chuyển nhiệm vụ cho %(to)s đã được rút") % to,
    }
    return said[TransferState(payload["state"])]


def _ended(payload: Mapping[str, Any]) -> str:
    if payload["role"] == "given":
        return _("Đơn vị bạn nhận phần việc được chuyển, gộp đến")
    said = {
        SuccessionKind.TRANSFERRED: _("Phần việc của đơn vị bạn đã chuyển đơn vị khác"),
        SuccessionKind.MERGED: _("Phần việc của đơn vị bạn đã gộp vào nhiệm vụ trùng"),
        SuccessionKind.SUPERSEDED: _("Phần việc của đơn vị bạn đã được nhiệm vụ khác thay thế"),
    }
    return said[SuccessionKind(payload["kind"])]


def _transfer_text(payload: Mapping[str, Any]) -> str:
    return _("%(task)s\nNgười thực hiện: %(by)s") % {"by": payload["by"], "task": payload["task"]}


def _ended_text(payload: Mapping[str, Any]) -> str:
    return _transfer_text(payload)


def register_all() -> None:
    """Make this room's kinds known."""
    register(Kind(PART, gettext_lazy("Phần việc được chia"), _part, _part_text))
    register(Kind(TRANSFER, gettext_lazy("Đề nghị chuyển nhiệm vụ"), _transfer, _transfer_text))
    register(Kind(ENDED, gettext_lazy("Gộp, thay thế, chuyển"), _ended, _ended_text))
