"""The sentences of a directive's history: a ledger event's code and payload in the words of people here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.directives import events
from dondoc.directives.choices import AssignmentRole, CauseSide, Lifecycle, Priority
from dondoc.directives.models import Assignment
from dondoc.foundation.clock import local_day
from dondoc.ledger.history import Details, Entry
from dondoc.ledger.models import LedgerEvent


def entries(
    history: Iterable[LedgerEvent],
    *,
    units: Mapping[int, str],
    actors: Mapping[int, str],
    with_files: bool = True,
) -> list[Entry]:
    """Return the history, newest first; what one request gave to many units is one line.

    Args:
        history: the events of the directive, its assignments and the event it waits for, oldest first.
        units: names of the units by assignment id.
        actors: names of the users by id.
        with_files: whether the person may know of files.
    """
    result: list[Entry] = []
    given: list[tuple[str, str]] = []
    for event in history:
        entry = Entry(
            code=event.code,
            text="",
            details=(),
            actor=actors.get(event.actor_id or 0, ""),
            at=event.recorded_at,
            effective_on=None if event.effective_on == local_day(event.recorded_at) else event.effective_on,
        )
        if event.code == events.ASSIGNMENT_PRIORITY_SET:
            continue  # the directive's own event says it once for all its units
        unit = units.get(event.aggregate_id, _("một đơn vị"))
        if event.code == events.ASSIGNMENT_CREATED:
            given.append((unit, str(event.payload.get("role", ""))))
            worded = replace(entry, text=_given(given))
            if len(given) > 1 and result and result[-1].code == event.code and result[-1].at == event.recorded_at:
                result[-1] = worded
            else:
                del given[:-1]
                result.append(replace(entry, text=_given(given)))
            continue
        text, details = _worded(event, unit, with_files=with_files)
        if event.reason:
            details = (*details, (_("Lý do"), event.reason))
        result.append(replace(entry, text=text, details=details))
    result.reverse()
    return result


def said_last(history: Sequence[LedgerEvent], assignment: Assignment) -> Details:
    """Return what was said with the step that an assignment stands at: its report, or why that was returned.

    Args:
        history: the events of the directive and its assignments, oldest first.
        assignment: whose.
    """
    code = {
        Lifecycle.REPORTED: events.ASSIGNMENT_REPORTED,
        Lifecycle.ACCEPTED: events.ASSIGNMENT_REPORTED,
        Lifecycle.RETURNED: events.ASSIGNMENT_RETURNED,
    }.get(Lifecycle(assignment.lifecycle))
    event = next((e for e in reversed(history) if e.code == code and e.aggregate_id == assignment.id), None)
    if event is None:
        return ()
    if event.code == events.ASSIGNMENT_REPORTED:
        return _result(event.payload)
    return ((_("Lý do trả lại"), event.reason),) if event.reason else ()


def _given(units: list[tuple[str, str]]) -> str:
    names = {role: [name for name, own in units if own == role] for role in AssignmentRole.values}
    leads, others = "; ".join(names[AssignmentRole.LEAD]), "; ".join(names[AssignmentRole.COORDINATE])
    if leads and others:
        return _("Giao %(leads)s chủ trì; %(others)s phối hợp") % {"leads": leads, "others": others}
    if leads:
        return _("Giao %(leads)s chủ trì") % {"leads": leads}
    return _("Giao %(others)s phối hợp") % {"others": others}


def _worded(event: LedgerEvent, unit: str, *, with_files: bool) -> tuple[str, Details]:  # noqa: PLR0911, PLR0912 - one return per code
    payload: dict[str, Any] = event.payload
    note = ((_("Ghi chú"), payload["note"]),) if payload.get("note") else ()
    match event.code:
        case events.ASSIGNMENT_ACKNOWLEDGED:
            return _("%(unit)s tiếp nhận nhiệm vụ") % {"unit": unit}, note
        case events.ASSIGNMENT_STARTED:
            return _("%(unit)s bắt đầu thực hiện") % {"unit": unit}, note
        case events.ASSIGNMENT_REPORTED:
            return _("%(unit)s báo cáo kết quả") % {"unit": unit}, _report(payload, with_files=with_files)
        case events.ASSIGNMENT_ACCEPTED:
            done = {"unit": unit, "day": _day(payload.get("completed_on"))}
            return _("Xác nhận %(unit)s hoàn thành, tính theo ngày báo cáo %(day)s") % done, (*note, *_cause(payload))
        case events.ASSIGNMENT_RETURNED:
            return _("Trả lại báo cáo của %(unit)s") % {"unit": unit}, note
        case events.ASSIGNMENT_WITHDRAWN:
            return _("Thu hồi phần việc của %(unit)s") % {"unit": unit}, note
        case events.ASSIGNMENT_DEADLINE_SET:
            days = {"unit": unit, "day": _day(payload.get("due_on")), "was": _day(payload.get("was"))}
            if payload.get("was") and not payload.get("due_on"):
                return _("Thời hạn của %(unit)s lại chờ sự kiện; ngày %(was)s không còn") % days, ()
            if payload.get("was"):
                return _("Đổi thời hạn của %(unit)s từ %(was)s thành %(day)s") % days, ()
            return _("Thời hạn của %(unit)s được xác định là %(day)s") % days, ()
        case events.DIRECTIVE_CREATED:
            return _("Ghi nhận nhiệm vụ"), _deadline(payload)
        case events.DIRECTIVE_DEADLINE_SET:
            return _("Thời hạn chung được xác định là %(day)s") % {"day": _day(payload.get("due_on"))}, ()
        case events.REPORT_SENT:
            return _("Gửi báo cáo kết quả liên thông đến %(name)s") % {"name": payload.get("receiver", "")}, ()
        case events.DEADLINE_EVENT_CREATED:
            return _("Thời hạn chờ sự kiện: %(name)s") % {"name": payload.get("name", "")}, ()
        case events.DEADLINE_EVENT_RECORDED:
            return _("Sự kiện được chờ đã diễn ra ngày %(day)s") % {"day": _day(payload.get("occurred_on"))}, ()
    case = _worded_case(event, unit, with_files=with_files) or _worded_end(event, unit) or _worded_mark(event)
    case = case or _worded_urging(event, unit, with_files=with_files) or _worded_count(event, unit)
    case = case or _worded_followup(event, unit, with_files=with_files)
    return case or (_("Cập nhật nhiệm vụ"), note)


def _worded_end(event: LedgerEvent, unit: str) -> tuple[str, Details] | None:  # noqa: PLR0911 - one return per code
    """What transfer, merger and replacement add to an assignment's history; None for an event of another kind."""
    payload: dict[str, Any] = event.payload
    names = {"unit": unit, "to": payload.get("to_unit", "")}
    code = ((_("Theo văn bản"), str(payload["document_code"])),) if payload.get("document_code") else ()
    match event.code:
        case events.TRANSFER_ASKED:
            return _("%(unit)s đề nghị chuyển nhiệm vụ cho %(to)s") % names, ()
        case events.TRANSFER_AGREED:
            return _("%(to)s đồng ý nhận nhiệm vụ của %(unit)s") % names, ()
        case events.TRANSFER_DECLINED:
            return _("%(to)s không nhận nhiệm vụ của %(unit)s") % names, ()
        case events.TRANSFER_REFUSED:
            return _("Không đồng ý chuyển nhiệm vụ của %(unit)s cho %(to)s") % names, ()
        case events.TRANSFER_WITHDRAWN:
            return _("%(unit)s rút đề nghị chuyển nhiệm vụ cho %(to)s") % names, ()
        case events.ASSIGNMENT_TRANSFERRED:
            return _("Chuyển phần việc của %(unit)s cho %(to)s") % names, code
        case events.ASSIGNMENT_MERGED:
            return _("Gộp phần việc của %(unit)s vào nhiệm vụ trùng nội dung") % names, code
        case events.ASSIGNMENT_SUPERSEDED:
            return _("Phần việc của %(unit)s được thay thế bằng nhiệm vụ khác") % names, code
        case events.ASSIGNMENT_GIVEN_AGAIN:
            return _("Giao lại phần việc cho %(unit)s") % names, ()
        case events.SUCCESSION_UNDONE:
            return _("Hoàn tác việc chuyển, gộp hoặc thay thế phần việc của %(unit)s") % names, ()
    return None


def _worded_mark(event: LedgerEvent) -> tuple[str, Details] | None:
    """What the room of attention adds to a directive's history; None for an event of another kind."""
    if event.code == events.STARRED:
        words = event.payload.get("note")
        return _("Lãnh đạo đánh dấu sao"), ((_("Lời nhắn"), words),) if words else ()
    return (_("Bỏ dấu sao"), ()) if event.code == events.UNSTARRED else None


_COUNTED = frozenset(
    {
        events.ASSIGNMENT_DEADLINE_RECOUNTED, events.DIRECTIVE_DEADLINE_RECOUNTED, events.DEADLINE_EVENT_CORRECTED,
        events.DEADLINE_EVENT_TAKEN_BACK,
    }
)  # fmt: skip


def _worded_count(event: LedgerEvent, unit: str) -> tuple[str, Details] | None:
    """What the room of schedules adds to a history; None for an event of another kind."""
    if event.code not in _COUNTED:
        return None
    payload: dict[str, Any] = event.payload
    days = {"unit": unit, "day": _day(payload.get("due_on")), "was": _day(payload.get("was"))}
    calendar = payload.get("calendar") or {}
    version = ((_("Lịch làm việc"), str(calendar["now"])),) if calendar.get("now") else ()
    match event.code:
        case events.ASSIGNMENT_DEADLINE_RECOUNTED:
            return _("Tính lại thời hạn của %(unit)s theo lịch làm việc: từ %(was)s thành %(day)s") % days, version
        case events.DIRECTIVE_DEADLINE_RECOUNTED:
            return _("Tính lại thời hạn chung theo lịch làm việc: từ %(was)s thành %(day)s") % days, version
        case events.DEADLINE_EVENT_CORRECTED:
            happened = {"day": _day(payload.get("occurred_on")), "was": _day(payload.get("was"))}
            return _("Sửa ngày diễn ra của sự kiện từ %(was)s thành %(day)s") % happened, ()
        case events.DEADLINE_EVENT_TAKEN_BACK:
            return _("Rút ngày diễn ra %(was)s: sự kiện chưa diễn ra") % days, ()
    return None


def _worded_followup(event: LedgerEvent, unit: str, *, with_files: bool) -> tuple[str, Details] | None:
    """What reports of progress, priorities and causes add to a history; None for an event of another kind."""
    payload: dict[str, Any] = event.payload
    match event.code:
        case events.ASSIGNMENT_REOPENED:
            return _("Mở lại phần việc của %(unit)s") % {"unit": unit}, ()
        case events.PROGRESS_REPORTED:
            return _("%(unit)s báo cáo tiến độ") % {"unit": unit}, _progress(payload, with_files=with_files)
        case events.DIRECTIVE_PRIORITY_SET:
            words = {code: str(label) for code, label in Priority.choices}
            both = {"now": words.get(payload.get("priority", ""), ""), "was": words.get(payload.get("was", ""), "")}
            return _("Đổi mức ưu tiên từ “%(was)s” thành “%(now)s”") % both, ()
        case events.CAUSE_STATED:
            return _("Nêu nguyên nhân chậm của %(unit)s") % {"unit": unit}, _cause(payload)
        case events.REMEDY_GIVEN:
            return _("Giao biện pháp khắc phục của %(unit)s thành nhiệm vụ") % {"unit": unit}, ()
    return None


def _progress(payload: dict[str, Any], *, with_files: bool) -> Details:
    said = payload.get("said") or {}
    details: Details = ((_("Nội dung"), str(payload.get("text", ""))),)
    if said.get("percent") is not None:
        details = (*details, (_("Tiến độ"), f"{said['percent']} %"))
    if payload.get("fell_because"):
        details = (*details, (_("Vì sao thấp hơn lần trước"), str(payload["fell_because"])))
    if payload.get("result_document"):
        details = (*details, (_("Văn bản trả lời"), str(payload["result_document"])))
    return (*details, *(_files(payload) if with_files else ()))


def _cause(payload: dict[str, Any]) -> Details:
    said = payload.get("cause") or {}
    if not said:
        return ()
    side = CauseSide(said["side"])
    words = str(side.label)
    if side == CauseSide.BOTH:
        words = _("Cả hai (%(share)s %% khách quan)") % {"share": said["objective_percent"]}
    details: Details = ((_("Nguyên nhân chậm"), words),)
    if said.get("words"):
        details = (*details, (_("Diễn giải"), str(said["words"])))
    if said.get("head_name"):
        head = ", ".join(each for each in (str(said["head_name"]), str(said.get("head_title", ""))) if each)
        if said.get("head_source") == "typed":
            head = _("%(head)s (không có trong hồ sơ tổ chức)") % {"head": head}
        details = (*details, (_("Người đứng đầu"), head))
    return (*details, (_("Khắc phục"), str(said.get("remedy", ""))))


def _worded_case(event: LedgerEvent, unit: str, *, with_files: bool) -> tuple[str, Details] | None:  # noqa: PLR0911 - one return per code
    """What the room of follow-up adds to an assignment's history; None for an event of another kind."""
    payload: dict[str, Any] = event.payload
    note = ((_("Ghi chú"), payload["note"]),) if payload.get("note") else ()
    match event.code:
        case events.EXTENSION_ASKED:
            asked = {"unit": unit, "day": _day(payload.get("wanted_on"))}
            files = _files(payload) if with_files else ()
            return _("%(unit)s xin gia hạn đến %(day)s") % asked, files
        case events.EXTENSION_GRANTED:
            days = {"unit": unit, "day": _day(payload.get("due_on")), "was": _day(payload.get("was"))}
            return _("Gia hạn cho %(unit)s từ %(was)s đến %(day)s") % days, note
        case events.EXTENSION_REFUSED:
            return _("Không gia hạn cho %(unit)s") % {"unit": unit}, ()
        case events.EXTENSION_WITHDRAWN:
            return _("%(unit)s rút đề nghị gia hạn") % {"unit": unit}, ()
        case events.STATE_IMPORTED:
            done = {"unit": unit, "day": _day(payload.get("completed_on"))}
            if payload.get("completed_on"):
                return _("Theo bảng theo dõi trước đây, %(unit)s đã hoàn thành ngày %(day)s") % done, _told(payload)
            return _("Theo bảng theo dõi trước đây, %(unit)s đang thực hiện") % done, _told(payload)
        case events.CLOCK_STOPPED:
            since = {"unit": unit, "since": _day(payload.get("since")), "until": _day(payload.get("until"))}
            if payload.get("until"):
                until = {**since, "day": _day(payload.get("due_on"))}
                return _("Không tính %(since)s – %(until)s vào thời hạn của %(unit)s; hạn mới %(day)s") % until, ()
            return _("Tạm dừng thời hạn của %(unit)s từ %(since)s") % since, ()
        case events.CLOCK_RESUMED:
            ended = {"unit": unit, "until": _day(payload.get("until")), "day": _day(payload.get("due_on"))}
            return _("Thời hạn của %(unit)s được tính tiếp sau %(until)s; hạn mới %(day)s") % ended, ()
    return None


def _told(payload: dict[str, Any]) -> Details:
    return ((_("Kết quả"), str(payload["note"])),) if payload.get("note") else ()


def _result(payload: dict[str, Any]) -> Details:
    details: Details = ((_("Kết quả"), str(payload.get("note", ""))),)
    if payload.get("result_document"):
        details = (*details, (_("Văn bản báo cáo"), str(payload["result_document"])))
    return details


def _report(payload: dict[str, Any], *, with_files: bool) -> Details:
    return (*_result(payload), *_cause(payload), *(_files(payload) if with_files else ()))


def _worded_urging(event: LedgerEvent, unit: str, *, with_files: bool) -> tuple[str, Details] | None:  # noqa: PLR0911 - one return per code
    """What the room of urging adds; None for an event of another kind."""
    payload: dict[str, Any] = event.payload
    note = ((_("Ghi chú"), payload["note"]),) if payload.get("note") else ()
    told = {"unit": unit, "day": _day(payload.get("explain_by"))}
    match event.code:
        case events.URGED:
            return _("Đôn đốc %(unit)s (lần %(times)s)") % {**told, "times": payload.get("times", 1)}, note
        case events.EXPLANATION_ASKED:
            return _("Yêu cầu %(unit)s giải trình, chậm nhất %(day)s") % told, ((_("Nội dung"), payload["question"]),)
        case events.EXPLANATION_ANSWERED:
            return _("%(unit)s gửi giải trình") % told, _files(payload) if with_files else ()
        case events.EXPLANATION_ACCEPTED:
            return _("Chấp nhận giải trình của %(unit)s") % told, note
        case events.EXPLANATION_RETURNED:
            return _("Yêu cầu %(unit)s giải trình lại, chậm nhất %(day)s") % told, ()
        case events.EXPLANATION_WITHDRAWN:
            return _("Rút yêu cầu giải trình đối với %(unit)s") % told, ()
    return None


def _files(payload: dict[str, Any]) -> Details:
    files = [str(entry[0]) for entry in payload.get("files", ())]
    if not files:
        return ()
    label = ngettext("%(count)s tệp", "%(count)s tệp", len(files)) % {"count": len(files)}
    return ((label, ", ".join(files)),)


def _deadline(payload: dict[str, Any]) -> Details:
    details: Details = ()
    if payload.get("deadline_words"):
        details = ((_("Thời hạn ghi"), f"“{payload['deadline_words']}”"),)
    if payload.get("due_on"):
        details = (*details, (_("Đến hạn"), _day(payload["due_on"])))
    return details


def _day(iso: Any) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}" if iso else "–"
