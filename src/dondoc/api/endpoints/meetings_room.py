"""In the room: items that run, remarks, decisions."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_conclusions import OfLineVersion
from dondoc.api.schemas.meetings_room import (
    DecisionChange,
    DecisionLine,
    Decisions,
    NewDecision,
    NewRemark,
    RemarkChange,
    RemarkLine,
    Remarks,
)
from dondoc.foundation.errors import Refused
from dondoc.meetings.commands._decisions import voting_of
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.finish_item import finish_item
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import AgendaItem, Decision, Meeting, Remark
from dondoc.meetings.permissions import sees_all_meetings
from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp"])
_REMARK = ("id", "state", "body", "speaker", "topic", "text", "item_id", "version")
_DECISION = ("id", "text", "votes_for", "votes_against", "votes_abstained", "item_id", "version")


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/run", response={204: None}, summary="Bắt đầu nội dung",
    url_name="meeting_item_run",
)  # fmt: skip
def run_one_item(request: PageRequest, meeting_id: Id, item_id: Id) -> HttpResponse:
    """Bắt đầu một nội dung; nội dung đang diễn ra thì kết thúc. Dành cho thư ký."""
    require_row(request, meeting_id, AgendaItem, item_id)
    run_item(item_id=item_id, **request.who)
    return no_content()


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/finish", response={204: None}, summary="Kết thúc nội dung",
    url_name="meeting_item_finish",
)  # fmt: skip
def finish_one_item(request: PageRequest, meeting_id: Id, item_id: Id) -> HttpResponse:
    """Kết thúc nội dung đang diễn ra; dành cho thư ký."""
    require_row(request, meeting_id, AgendaItem, item_id)
    finish_item(item_id=item_id, **request.who)
    return no_content()


@router.get("/meetings/{meeting_id}/remarks", response=Remarks, summary="Các phát biểu", url_name="meeting_remarks")
def remarks_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả các lượt phát biểu, kể cả đang chờ; dành cho Văn phòng và người chủ trì."""
    meeting = _read(request, meeting_id)
    return reply({"items": [_remark(row) for row in meeting.remarks.order_by("position", "id")]})


@router.post(
    "/meetings/{meeting_id}/remarks", response={201: RemarkLine}, summary="Ghi phát biểu", url_name="meeting_remarks"
)
def add_one_remark(request: PageRequest, meeting_id: Id, body: Body[NewRemark]) -> HttpResponse:
    """Ghi một lượt phát biểu, hoặc xếp vào hàng chờ; dành cho thư ký."""
    return reply(_remark(add_remark(meeting_id=meeting_id, **body.model_dump(), **request.who)), status=201)


@router.patch(
    "/meetings/{meeting_id}/remarks/{remark_id}", response=RemarkLine, summary="Sửa phát biểu",
    url_name="meeting_remark",
)  # fmt: skip
def change_one_remark(request: PageRequest, meeting_id: Id, remark_id: Id, body: Body[RemarkChange]) -> HttpResponse:
    """Sửa lời hoặc chuyển bước một lượt phát biểu. Người khác vừa sửa: 409 `other_version`, kèm `theirs` và `mine`."""
    require_row(request, meeting_id, Remark, remark_id)
    return reply(_remark(change_remark(remark_id=remark_id, **body.model_dump(), **request.who)))


@router.get(
    "/meetings/{meeting_id}/decisions", response=Decisions, summary="Các quyết nghị", url_name="meeting_decisions"
)
def decisions_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả các quyết nghị, và ai được biểu quyết có mặt bao nhiêu; dành cho Văn phòng và người chủ trì."""
    meeting = _read(request, meeting_id)
    found = meeting.decisions.filter(dropped_at__isnull=True).order_by("position", "id")
    voting = voting_of(meeting)
    told = {"called": voting.called, "present": voting.present, "is_quorate": voting.is_quorate} if voting else None
    return reply({"items": [_decision(row) for row in found], "voting": told})


@router.post(
    "/meetings/{meeting_id}/decisions", response={201: DecisionLine}, summary="Ghi quyết nghị",
    url_name="meeting_decisions",
)  # fmt: skip
def add_one_decision(request: PageRequest, meeting_id: Id, body: Body[NewDecision]) -> HttpResponse:
    """Ghi một quyết nghị; số phiếu không quá số người dự được biểu quyết. Dành cho thư ký."""
    made = record_decision(meeting_id=meeting_id, **body.model_dump(), **request.who)
    return reply(_decision(made), status=201)


@router.patch(
    "/meetings/{meeting_id}/decisions/{decision_id}", response=DecisionLine, summary="Sửa quyết nghị",
    url_name="meeting_decision",
)  # fmt: skip
def change_one_decision(
    request: PageRequest, meeting_id: Id, decision_id: Id, body: Body[DecisionChange]
) -> HttpResponse:
    """Sửa lời và số phiếu; quyết nghị đã bỏ thì trở lại. Người khác vừa sửa: 409 `other_version`. Dành cho thư ký."""
    require_row(request, meeting_id, Decision, decision_id)
    return reply(_decision(change_decision(decision_id=decision_id, **body.model_dump(), **request.who)))


@router.post(
    "/meetings/{meeting_id}/decisions/{decision_id}/drop", response={204: None}, summary="Bỏ quyết nghị",
    url_name="meeting_decision_drop",
)  # fmt: skip
def drop_one_decision(request: PageRequest, meeting_id: Id, decision_id: Id, body: Body[OfLineVersion]) -> HttpResponse:
    """Bỏ một quyết nghị ghi nhầm; sửa lại thì nó trở lại. Dành cho thư ký."""
    require_row(request, meeting_id, Decision, decision_id)
    drop_decision(decision_id=decision_id, version=body.version, **request.who)
    return no_content()


def _read(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user):
        raise Refused(_("Phát biểu và quyết nghị do Văn phòng và người chủ trì xem."))
    return meeting


def _remark(row: Remark) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in _REMARK}
    return {**shown, "started_at": at(row.started_at), "ended_at": at(row.ended_at)}


def _decision(row: Decision) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _DECISION}
