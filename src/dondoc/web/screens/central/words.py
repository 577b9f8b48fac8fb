"""The words of this screen: steps, events of a task's history, columns of a file, what was not understood of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dondoc.central import events
from dondoc.central.choices import Giver
from dondoc.central.rules import TRANSITIONS, VERBS
from dondoc.foundation.clock import local_day
from dondoc.ledger.history import Details, Entry
from dondoc.ledger.models import LedgerEvent

Words = str | Promise


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called: on its button, above its form, and once it is done."""

    button: Words
    about: Words
    done: Words
    icon: str


STEPS: dict[str, StepWords] = {
    "assign": StepWords(
        gettext_lazy("Giao đơn vị"),
        gettext_lazy("Tạo nhiệm vụ của tỉnh cho các đơn vị, với hạn nội bộ không sau hạn Trung ương."),
        gettext_lazy("Đã giao đơn vị."), "send",
    ),
    "link": StepWords(
        gettext_lazy("Nối với nhiệm vụ đã giao"),
        gettext_lazy("Tỉnh đã giao việc này rồi: nối lại để theo dõi một lần, không nhập hai nơi."),
        gettext_lazy("Đã nối với nhiệm vụ của tỉnh."), "arrow-merge",
    ),
    "report": StepWords(
        gettext_lazy("Đã báo cáo Trung ương"),
        gettext_lazy("Ghi số và ngày văn bản báo cáo. Đúng hạn hay trễ hạn tính theo ngày này."),
        gettext_lazy("Đã ghi báo cáo Trung ương."), "report",
    ),
    "confirm": StepWords(
        gettext_lazy("Trung ương đã xác nhận"),
        gettext_lazy("Trung ương xác nhận nhiệm vụ hoàn thành."),
        gettext_lazy("Đã ghi Trung ương xác nhận hoàn thành."), "checks",
    ),
    "return": StepWords(
        gettext_lazy("Trung ương trả lại"),
        gettext_lazy("Trung ương chưa chấp nhận báo cáo: nhiệm vụ mở lại như chưa báo cáo."),
        gettext_lazy("Nhiệm vụ đã mở lại."), "arrow-back-up",
    ),
    "move_deadline": StepWords(
        gettext_lazy("Trung ương đổi hạn"),
        gettext_lazy("Ghi hạn mới của Trung ương. Hạn nội bộ không tự đổi theo."),
        gettext_lazy("Đã ghi hạn mới của Trung ương."), "calendar-time",
    ),
    "change": StepWords(
        gettext_lazy("Sửa thông tin"), gettext_lazy("Thời hạn và trạng thái đổi bằng thao tác riêng, để giữ lịch sử."),
        gettext_lazy("Đã sửa thông tin nhiệm vụ."), "edit",
    ),
    "unlink": StepWords(
        gettext_lazy("Bỏ nối"), gettext_lazy("Nhiệm vụ của tỉnh vẫn tiếp tục; chỉ bỏ việc nối hai bên."),
        gettext_lazy("Đã bỏ nối."), "arrows-split-2",
    ),
    "withdraw": StepWords(
        gettext_lazy("Trung ương thu hồi"),
        gettext_lazy("Nhiệm vụ không còn được tính. Nhiệm vụ tỉnh đã giao đơn vị không tự thu hồi theo."),
        gettext_lazy("Đã ghi Trung ương thu hồi nhiệm vụ."), "ban",
    ),
    "reopen": StepWords(
        gettext_lazy("Mở lại"), gettext_lazy("Nhiệm vụ đóng nhầm, hoặc Trung ương yêu cầu làm tiếp."),
        gettext_lazy("Nhiệm vụ đã mở lại."), "refresh",
    ),
}  # fmt: skip

COLUMN_WORDS: dict[str, Words] = {
    "code": gettext_lazy("Mã nhiệm vụ"),
    "content": gettext_lazy("Nội dung nhiệm vụ"),
    "document_code": gettext_lazy("Số, ký hiệu văn bản"),
    "document_issued_on": gettext_lazy("Ngày văn bản"),
    "due_on": gettext_lazy("Hạn Trung ương"),
    "unit": gettext_lazy("Đơn vị thực hiện"),
    "status": gettext_lazy("Tình trạng trên hệ thống Trung ương"),
    "giver": gettext_lazy("Cơ quan giao"),
    "signer": gettext_lazy("Người ký"),
    "specialist": gettext_lazy("Chuyên viên theo dõi"),
    "note": pgettext_lazy("cột", "Ghi chú"),
}
PROBLEM_WORDS: dict[str, Words] = {
    "no_content": gettext_lazy("không có nội dung nên không nhập được"),
    "same_key": gettext_lazy("trùng mã với dòng trên nên không nhập"),
    "due_unread": gettext_lazy("không hiểu thời hạn: nhiệm vụ sẽ chưa có hạn"),
    "issued_unread": gettext_lazy("không hiểu ngày văn bản"),
    "too_long": gettext_lazy("có ô quá dài, phần thừa bị bỏ"),
}
CELL_WORDS: dict[str, Words] = {
    "done_on_time": gettext_lazy("Hoàn thành đúng hạn"),
    "done_late": gettext_lazy("Hoàn thành trễ hạn"),
    "within": gettext_lazy("Chưa hoàn thành, trong hạn"),
    "overdue": gettext_lazy("Chưa hoàn thành, quá hạn"),
    "undated": gettext_lazy("Chưa hoàn thành, không thời hạn"),
}
_ICONS = {
    events.RECORDED: "file-text", events.CHANGED: "edit", events.DEADLINE_MOVED: "calendar-time", events.ASSIGNED: "send",
    events.LINKED: "arrow-merge", events.UNLINKED: "arrows-split-2", events.REPORTED: "report", events.CONFIRMED: "checks",
    events.RETURNED: "arrow-back-up", events.WITHDRAWN: "ban", events.REOPENED: "refresh",
}  # fmt: skip
_FACTS: dict[str, Words] = {
    "content": COLUMN_WORDS["content"], "code": COLUMN_WORDS["code"], "document_code": COLUMN_WORDS["document_code"],
    "document_issued_on": COLUMN_WORDS["document_issued_on"], "document_signer": COLUMN_WORDS["signer"],
    "giver": COLUMN_WORDS["giver"], "centre_words": COLUMN_WORDS["status"], "note": COLUMN_WORDS["note"],
}  # fmt: skip


_WHO: dict[str, Words] = {
    "keeper": gettext_lazy("Văn phòng (chuyên viên theo lĩnh vực)"),
    "decider": gettext_lazy("Lãnh đạo Văn phòng, chuyên viên theo lĩnh vực"),
    "leader": gettext_lazy("Lãnh đạo Văn phòng"),
}
_NEEDS: dict[str, Words] = {
    "report": gettext_lazy("số và ngày văn bản báo cáo"),
    "assign": gettext_lazy("đơn vị chủ trì, hạn nội bộ"),
    "link": gettext_lazy("nhiệm vụ của tỉnh"),
}


def table_of_steps() -> list[tuple[str, str, str, str, str]]:
    """Return the steps of `rules.TRANSITIONS` as people read them: name, before, after, who, what is needed."""
    rows = []
    for verb in VERBS:
        steps = [step for step in TRANSITIONS if step.verb == verb]
        before = ", ".join(str(step.source.label) for step in steps)
        after = {step.target for step in steps}
        target = (
            str(steps[0].target.label) if len(after) == 1 and {s.source for s in steps} != after else _("giữ nguyên")
        )
        needs = _NEEDS.get(verb) or (_("lý do") if steps[0].needs_reason else "")
        rows.append((str(STEPS[verb].button), before, target, str(_WHO[steps[0].who]), str(needs)))
    return rows


def history(found: Sequence[LedgerEvent], actors: Mapping[int, str]) -> list[tuple[str, Entry]]:
    """Return a task's history in words, newest first: icon and entry."""
    result = []
    for event in found:
        text, details = _worded(event)
        if event.reason:
            details = (*details, (_("Lý do"), event.reason))
        effective = None if event.effective_on == local_day(event.recorded_at) else event.effective_on
        entry = Entry(event.code, text, details, actors.get(event.actor_id or 0, ""), event.recorded_at, effective)
        result.append((_ICONS.get(event.code, "circle-dot"), entry))
    result.reverse()
    return result


def _worded(event: LedgerEvent) -> tuple[str, Details]:  # noqa: PLR0911 - one return per code
    payload: dict[str, Any] = event.payload
    match event.code:
        case events.RECORDED:
            due = payload.get("due_on")
            details: Details = ((_("Hạn Trung ương"), _day(due)),) if due else ()
            return _("Ghi nhận nhiệm vụ Trung ương giao"), details
        case events.CHANGED:
            return _("Sửa thông tin nhiệm vụ"), _changes(payload)
        case events.DEADLINE_MOVED:
            days = {"was": _day(payload.get("was")), "day": _day(payload.get("due_on"))}
            return _("Trung ương đổi hạn từ %(was)s thành %(day)s") % days, ()
        case events.ASSIGNED:
            day = payload.get("internal_due_on")
            return _("Giao đơn vị của tỉnh"), ((_("Hạn nội bộ"), _day(day)),) if day else ()
        case events.LINKED:
            return _("Nối với nhiệm vụ của tỉnh"), ()
        case events.UNLINKED:
            return _("Bỏ nối với nhiệm vụ của tỉnh"), ()
        case events.REPORTED:
            note = ((_("Nội dung"), str(payload["note"])),) if payload.get("note") else ()
            number = {"number": payload.get("report_document", "")}
            return _("Báo cáo Trung ương bằng văn bản %(number)s") % number, note
        case events.CONFIRMED:
            return _("Trung ương xác nhận hoàn thành"), ()
        case events.RETURNED:
            return _("Trung ương trả lại báo cáo"), ()
        case events.WITHDRAWN:
            return _("Trung ương thu hồi nhiệm vụ"), ()
        case events.REOPENED:
            return _("Mở lại nhiệm vụ"), ()
    return _("Cập nhật nhiệm vụ"), ()


def _changes(payload: Mapping[str, Any]) -> Details:
    """What was and what is, of the facts that people read; a long text alone is said to be another."""
    was, now = payload.get("was", {}), payload.get("is", {})
    found = []
    for name, label in _FACTS.items():
        if name not in now:
            continue
        before, after = (_value(name, side.get(name)) for side in (was, now))
        found.append((str(label), f"{before} → {after}"))
    return tuple(found)


def _value(name: str, value: Any) -> str:
    if not value:
        return "–"
    if name == "document_issued_on":
        return _day(value)
    if name == "giver":
        return str(Giver(value).label) if value in Giver.values else str(value)
    return f"{str(value)[:80]}…" if len(str(value)) > 80 else str(value)  # noqa: PLR2004 - a line


def shown_value(field: str, value: str) -> str:
    """Return a value of a file's row as people read it."""
    if not value:
        return "–"
    return _day(value) if field in {"due_on", "document_issued_on"} else value


def _day(iso: Any) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}" if iso else "–"
