"""The sentences of a part's history: a ledger event's code and payload in the words of people here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dondoc.followup import events
from dondoc.ledger.history import Details, Entry
from dondoc.ledger.models import LedgerEvent


def part_entries(history: Iterable[LedgerEvent], *, actors: Mapping[int, str], with_files: bool = True) -> list[Entry]:
    """Return the history of one part, newest first.

    Args:
        history: its events, oldest first.
        actors: names of the users by id.
        with_files: whether the person may know of files.
    """
    found = []
    for event in history:
        text, details = _worded(event, with_files=with_files)
        if event.reason:
            details = (*details, (_("Lý do"), event.reason))
        actor = actors.get(event.actor_id or 0, "")
        found.append(
            Entry(code=event.code, text=text, details=details, actor=actor, at=event.recorded_at, effective_on=None)
        )
    return found[::-1]


def _worded(event: LedgerEvent, *, with_files: bool) -> tuple[str, Details]:
    payload: dict[str, Any] = event.payload
    match event.code:
        case events.PART_GIVEN:
            return _("Giao phần việc, hạn %(day)s") % {"day": _day(payload.get("due_on"))}, ()
        case events.PART_CHANGED:
            return _("Sửa phần việc"), _changed(payload)
        case events.PART_REPORTED:
            details: Details = ((_("Kết quả"), str(payload.get("result", ""))),)
            if payload.get("result_document"):
                details = (*details, (_("Văn bản báo cáo"), str(payload["result_document"])))
            if with_files and payload.get("files"):
                names = ", ".join(str(name) for name, _sha256 in payload["files"])
                details = (*details, (_("Tệp kèm theo"), names))
            return _("Báo cáo kết quả phần việc"), details
        case events.PART_ACCEPTED:
            return _("Xác nhận phần việc hoàn thành, tính theo ngày báo cáo %(day)s") % {
                "day": _day(payload.get("completed_on"))
            }, ()
    said = {
        events.PART_ACKNOWLEDGED: _("Tiếp nhận phần việc"),
        events.PART_STARTED: _("Bắt đầu thực hiện"),
        events.PART_RETURNED: _("Trả lại báo cáo"),
        events.PART_WITHDRAWN: _("Thu hồi phần việc được chia"),
    }
    return said[event.code], ()


def _changed(payload: dict[str, Any]) -> Details:
    details: Details = ()
    if payload.get("was_due_on") != payload.get("due_on"):
        days = {"was": _day(payload.get("was_due_on")), "day": _day(payload.get("due_on"))}
        details = ((_("Thời hạn"), _("từ %(was)s thành %(day)s") % days),)
    if payload.get("was_text") != payload.get("text"):
        details = (*details, (_("Nội dung trước"), str(payload.get("was_text", ""))))
    return details


def _day(iso: Any) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}" if iso else "–"
