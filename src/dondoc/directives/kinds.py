"""The words of this room's messages, made when they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dondoc.directives import events
from dondoc.directives.telling import DATED, GIVEN, STEP
from dondoc.notifications.kinds import Kind, register

#: What a person reads of a step, in one line; the unit's own steps name it.
STEP_WORDS = {
    events.ASSIGNMENT_REPORTED: gettext_lazy("%(unit)s báo cáo hoàn thành nhiệm vụ"),
    events.ASSIGNMENT_ACCEPTED: gettext_lazy("Kết quả nhiệm vụ được xác nhận hoàn thành"),
    events.ASSIGNMENT_RETURNED: gettext_lazy("Báo cáo kết quả bị trả lại"),
    events.ASSIGNMENT_WITHDRAWN: gettext_lazy("Nhiệm vụ được thu hồi"),
    events.ASSIGNMENT_REOPENED: gettext_lazy("Nhiệm vụ được mở lại"),
    events.ASSIGNMENT_DEADLINE_SET: gettext_lazy("Thời hạn nhiệm vụ được đặt lại"),
    events.ASSIGNMENT_PRIORITY_SET: gettext_lazy("Mức ưu tiên của nhiệm vụ thay đổi"),
    events.EXTENSION_ASKED: gettext_lazy("%(unit)s đề nghị gia hạn"),
    events.EXTENSION_WITHDRAWN: gettext_lazy("%(unit)s rút đề nghị gia hạn"),
    events.EXTENSION_GRANTED: gettext_lazy("Đề nghị gia hạn được đồng ý"),
    events.EXTENSION_REFUSED: gettext_lazy("Đề nghị gia hạn không được đồng ý"),
    events.CLOCK_STOPPED: gettext_lazy("Thời hạn nhiệm vụ được tạm dừng"),
    events.CLOCK_RESUMED: gettext_lazy("Thời hạn nhiệm vụ được tính tiếp"),
}
#: Why many deadlines moved at once.
DATED_WORDS = {
    events.DEADLINE_EVENT_RECORDED: gettext_lazy("Sự kiện đã diễn ra"),
    events.DEADLINE_EVENT_CORRECTED: gettext_lazy("Ngày diễn ra của sự kiện được sửa"),
    events.DEADLINE_EVENT_TAKEN_BACK: gettext_lazy("Sự kiện chưa diễn ra"),
    events.ASSIGNMENT_DEADLINE_RECOUNTED: gettext_lazy("Lịch làm việc thay đổi"),
}


def _day(payload: Mapping[str, Any]) -> str:
    return f"{dt.date.fromisoformat(payload['due_on']):%d/%m/%Y}" if payload["due_on"] else "–"


def _step(payload: Mapping[str, Any]) -> str:
    return str(STEP_WORDS[payload["what"]]) % {"unit": payload["unit"]}


def _step_text(payload: Mapping[str, Any]) -> str:
    return _("%(task)s\nThời hạn: %(day)s. Người thực hiện: %(by)s") % _facts(payload)


def _given(payload: Mapping[str, Any]) -> str:
    count = {"count": payload["count"], "document": payload["document"]}
    if payload["document"]:
        said = ngettext(
            "%(count)s nhiệm vụ mới theo văn bản %(document)s", "%(count)s nhiệm vụ mới theo văn bản %(document)s",
            payload["count"],
        )  # fmt: skip
    else:
        said = ngettext("%(count)s nhiệm vụ mới được giao", "%(count)s nhiệm vụ mới được giao", payload["count"])
    return said % count


def _dated(payload: Mapping[str, Any]) -> str:
    said = ngettext(
        "%(why)s: thời hạn của %(count)s nhiệm vụ thay đổi", "%(why)s: thời hạn của %(count)s nhiệm vụ thay đổi",
        payload["count"],
    )  # fmt: skip
    return said % {"why": DATED_WORDS[payload["what"]], "count": payload["count"]}


def _several(payload: Mapping[str, Any]) -> str:
    if payload["count"] == 1:
        return _step_text(payload)
    return _("Trong đó: %(task)s\nThời hạn sớm nhất: %(day)s. Người thực hiện: %(by)s") % _facts(payload)


def _facts(payload: Mapping[str, Any]) -> dict[str, str]:
    return {"by": payload["by"], "task": payload["task"], "day": _day(payload)}


def register_all() -> None:
    """Make this room's kinds known."""
    register(Kind(GIVEN, gettext_lazy("Nhiệm vụ mới"), _given, _several, order=50))
    register(Kind(STEP, gettext_lazy("Diễn biến của nhiệm vụ"), _step, _step_text, order=60))
    register(Kind(DATED, gettext_lazy("Thời hạn thay đổi hàng loạt"), _dated, _several, order=60))
