"""After the meeting: minutes, the notice and its five working days, what came of the conclusions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.drafting.selectors import code_of_draft, issuing_units
from dondoc.foundation.errors import Refused
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import State
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_keep_minutes, sees_all_meetings
from dondoc.meetings.planning_selectors import concluded, notice_state
from dondoc.meetings.selectors import meeting_of
from dondoc.meetings.standing import ATTENTION, Standing, standing_before, standing_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame

_GONE = ("discarded", "recalled")


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
    lines = conclusions_of(meeting)
    drafts = [
        ("bien-ban", _("Biên bản"), meeting.minutes_draft),
        ("thong-bao", _("Thông báo kết luận"), meeting.notice_draft),
    ]
    may_draft = may_keep_minutes(request.user) and meeting.state == State.ENDED
    before = standing_before(request.user, meeting, on=request.today)
    own = standing_of(request.user, meeting, on=request.today) if meeting.state == State.ENDED else None
    context: dict[str, Any] = {
        **frame(request.user, meeting, "meeting_after"),
        "drafts": [
            {
                "name": name, "label": label, "draft": draft, "code": code_of_draft(draft) if draft else "",
                "may": may_draft and (draft is None or draft.state in _GONE),
            }
            for name, label, draft in drafts
        ],
        "agencies": issuing_units(meeting.jurisdiction_id) if may_draft else [],
        "may_draft": may_draft,
        "notice": notice_state(meeting, today=request.today) if concluded([meeting]) else None,
        "counts": counts(people),
        "sentence": sentence(people),
        "concluded": sum(1 for line in lines if line.text),
        "own": own,
        "own_counts": _counted(own),
        "before": before,
        "before_counts": _counted(before),
        "refused": refused,
    }  # fmt: skip
    return render(request, "web/meetings/after.html", context, status=status)


def _counted(standing: Standing | None) -> list[tuple[str, int]]:
    """The figures in the order in which they ask for attention."""
    return [(code, standing.counts[code]) for code in ATTENTION if standing.counts.get(code)] if standing else []


@require_POST
def draft(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """Draft the minutes or the notice; the draft opens in the editor."""
    meeting = _meeting(request, meeting_id)
    command = {"bien-ban": draft_minutes, "thong-bao": draft_notice}.get(name)
    if command is None:
        raise Http404
    unit = request.POST.get("unit", "")
    try:
        made = command(
            actor=request.user, meeting_id=meeting.id, unit_id=int(unit) if unit.isdigit() else 0, now=request.now,
            request_id=request.request_id,
        )  # fmt: skip
    except CORRECTABLE as error:
        return _show(request, meeting, refused=error.message, status=error.status)
    messages.success(request, _("Đã soạn từ nội dung ghi trong phòng họp. Xem lại, chọn người ký rồi trình."))
    return redirect("web:draft_editor", made.id)
