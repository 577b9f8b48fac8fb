"""What of meetings waits for who asks, as their desk shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router

from dondoc.api.replies import at, reply
from dondoc.api.schemas.meetings_waiting import MeetingWaiting
from dondoc.meetings.attendance_selectors import waiting_for
from dondoc.meetings.models import Invitee, Slip
from dondoc.meetings.paper_selectors import PaperRow, owed_papers
from dondoc.meetings.permissions import require_meetings
from dondoc.meetings.slip_selectors import waiting_slips
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp"])


@router.get("/meeting-waiting", response=MeetingWaiting, summary="Việc họp chờ tôi", url_name="meeting_waiting")
def what_waits(request: PageRequest) -> HttpResponse:
    """Trả giấy mời chờ đơn vị trả lời hoặc đề nghị chờ chủ trì cho ý kiến, tài liệu chưa gửi, phiếu chưa trả lời."""
    require_meetings(request.user)
    user = request.user
    return reply(
        {
            "invitees": [_invitee(one) for one in waiting_for(user, request.now)],
            "papers": [_paper(row) for row in owed_papers(user, today=request.today)],
            "slips": [_slip(one) for one in waiting_slips(user, now=request.now)],
        }
    )


def _invitee(one: Invitee) -> dict[str, Any]:
    return {
        "invitee_id": one.id, "meeting_id": one.meeting_id, "meeting": one.meeting.title,
        "starts_at": at(one.meeting.starts_at), "body": one.body, "title": one.title, "answer": one.answer,
        "consent": one.consent,
    }  # fmt: skip


def _paper(row: PaperRow) -> dict[str, Any]:
    paper = row.paper
    return {
        "paper_id": None if row.is_wanted else paper.id, "item_id": paper.item_id, "kind": paper.kind, "meeting_id": paper.meeting_id, "meeting": paper.meeting.title, "title": paper.title,
        "due_on": paper.due_on, "is_late": row.is_late,
    }  # fmt: skip


def _slip(one: Slip) -> dict[str, Any]:
    return {"slip_id": one.id, "round_id": one.round_id, "title": one.round.title, "due_at": at(one.round.due_at)}
