"""After the meeting: minutes, the notice and its five working days, what came of the conclusions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.directives.listing import Moment
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.permissions import visible_drafts
from dondoc.drafting.selectors import code_of_draft
from dondoc.foundation.errors import Refused
from dondoc.foundation.text import whole_number
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import State
from dondoc.meetings.commands.draft_again import draft_again
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_keep_minutes, sees_all_meetings
from dondoc.meetings.planning_selectors import concluded, notice_state
from dondoc.meetings.selectors import meeting_of
from dondoc.meetings.staleness import GONE, WRITTEN, Part, changes_since
from dondoc.meetings.standing import earlier_notices, standing_before, standing_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.after.figures import address, shown
from dondoc.web.screens.meetings.after.preview import agencies_of, preview
from dondoc.web.screens.meetings.frame import frame

#: The names of both in addresses.
PARTS: dict[str, Part] = {"bien-ban": "minutes", "thong-bao": "notice"}


@require_GET
def after(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the page to the office and the chair."""
    return _show(request, _meeting(request, meeting_id))


def _meeting(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user):
        raise Refused(_("Biên bản và thông báo kết luận do Văn phòng soạn; thông báo đã phát hành ở mục Văn bản."))
    return meeting


def _show(request: PageRequest, meeting: Meeting, *, refused: str = "", status: int = 200) -> HttpResponse:
    people = attendance_of(meeting)
    moment = Moment(on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days)
    is_over = meeting.state == State.ENDED
    may_draft = may_keep_minutes(request.user) and is_over
    context: dict[str, Any] = {
        **frame(request.user, meeting, "meeting_after"),
        "is_over": is_over,
        "drafts": [_draft(request, meeting, name, may_draft=may_draft) for name in PARTS],
        "has_drafts": meeting.minutes_draft_id is not None or meeting.notice_draft_id is not None,
        "agencies": agencies_of(meeting.jurisdiction_id) if may_draft else [],
        "may_draft": may_draft,
        "notice": notice_state(meeting, today=request.today) if concluded([meeting]) else None,
        "counts": counts(people),
        "sentence": sentence(people),
        "concluded": sum(1 for line in conclusions_of(meeting) if line.text),
        "own": shown(standing_of(request.user, meeting, moment), moment) if is_over else None,
        "before": shown(standing_before(request.user, meeting, moment), moment),
        "earlier": [(each, address(moment, document=each.document_id)) for each in earlier_notices(meeting)],
        "refused": refused,
    }
    return render(request, "web/meetings/after.html", context, status=status)


def _draft(request: PageRequest, meeting: Meeting, name: str, *, may_draft: bool) -> dict[str, Any]:
    part = PARTS[name]
    draft: OutgoingDraft | None = meeting.minutes_draft if part == "minutes" else meeting.notice_draft
    is_gone = draft is not None and draft.state in GONE
    # Of a meeting that goes on again everything changes; when it is over, what changed can be said.
    changes = changes_since(request.user, meeting, part, today=request.today) if meeting.state == State.ENDED else []
    return {
        "name": name,
        "label": _("Biên bản") if part == "minutes" else _("Thông báo kết luận"),
        "draft": draft,
        "is_visible": draft is not None and visible_drafts(request.user).filter(id=draft.id).exists(),
        "is_recalled": is_gone and draft is not None and draft.document_id is not None,
        "code": code_of_draft(draft) if draft else "",
        "may": may_draft and (draft is None or is_gone),
        "changes": changes,
        "may_again": may_draft and draft is not None and draft.state in WRITTEN,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """Show the minutes or the notice as they would be drafted; or (POST) draft them: the draft opens in the editor."""
    meeting = _meeting(request, meeting_id)
    if name not in PARTS:
        raise Http404
    if request.method != "POST":
        return preview(request, meeting, name, PARTS[name])
    command = draft_minutes if PARTS[name] == "minutes" else draft_notice
    try:
        made = command(
            actor=request.user, meeting_id=meeting.id, unit_id=whole_number(request.POST.get("unit", "")) or 0,
            now=request.now, request_id=request.request_id,
        )  # fmt: skip
    except CORRECTABLE as error:
        return _show(request, meeting, refused=error.message, status=error.status)
    messages.success(request, _("Đã soạn từ nội dung ghi trong phòng họp. Xem lại, chọn người ký rồi trình."))
    return redirect("web:draft_editor", made.id)


@require_POST
def again(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """Draft the minutes or the notice anew from what is recorded now; the draft opens in the editor."""
    meeting = _meeting(request, meeting_id)
    if name not in PARTS:
        raise Http404
    try:
        made = draft_again(
            actor=request.user, meeting_id=meeting.id, part=PARTS[name],
            version=whole_number(request.POST.get("version", "")) or 0, now=request.now, request_id=request.request_id,
        )  # fmt: skip
    except CORRECTABLE as error:
        return _show(request, meeting, refused=error.message, status=error.status)
    messages.success(request, _("Đã soạn lại theo nội dung hiện tại; bản trước vẫn còn trong các bản đã lưu."))
    return redirect("web:draft_editor", made.id)
