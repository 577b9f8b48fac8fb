"""Meetings: planned, called, held, concluded; opinions by slip."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings import (
    ConclusionChange,
    ConclusionLine,
    Conclusions,
    MeetingDetail,
    MeetingPage,
    MeetingQuery,
    MeetingReason,
    NewAgendaLine,
    NewConclusion,
    NewMeeting,
    NewSlipAnswer,
    SlipItem,
    SlipResult,
    Slips,
)
from dondoc.api.schemas.meetings_planning import MeetingChange
from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands._plan import Plan
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.labels import labels
from dondoc.meetings.models import AgendaItem, Meeting, SlipRound
from dondoc.meetings.permissions import may_keep_minutes, may_plan, require_meetings, sees_all_meetings
from dondoc.meetings.selectors import meeting_of, meetings_for
from dondoc.meetings.slip_selectors import (
    may_answer_slip,
    may_see_answers,
    own_slips,
    result,
    slip_round_of,
    slips_of,
    visible_rounds,
)
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp"])
_PLAIN = ("id", "kind", "form", "state", "title", "chair_title", "chair_name", "series_id", "version", "live_seq")


@router.get("/meetings", response=MeetingPage, summary="Các cuộc họp", url_name="meetings")
def list_of_meetings(request: PageRequest, query: Query[MeetingQuery]) -> HttpResponse:
    """Trả các cuộc họp mà người hỏi được biết, gần nhất trước."""
    require_meetings(request.user)
    lookups.refuse_unknown(request, MeetingQuery.model_fields)
    found = meetings_for(request.user, states=tuple(query.state), kind=query.kind or "", words=query.q)
    items = [_item(row) for row in found[query.offset : query.offset + query.limit]]
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.post("/meetings", response={201: MeetingDetail}, summary="Lập cuộc họp", url_name="meetings")
def plan_one_meeting(request: PageRequest, body: Body[NewMeeting]) -> HttpResponse:
    """Lập kế hoạch họp; chỉ Văn phòng và Lãnh đạo thấy cho đến khi mời."""
    require_meetings(request.user)
    if not may_plan(request.user):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    given = body.model_dump()
    del given["unit"]
    made = plan_meeting(unit_id=unit.id, plan=Plan(**given), **request.who)
    return reply(detail(request, made.id), status=201)


@router.get("/meetings/{meeting_id}", response=MeetingDetail, summary="Một cuộc họp", url_name="meeting")
def one_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả một cuộc họp với chương trình."""
    return reply(detail(request, meeting_id))


@router.patch("/meetings/{meeting_id}", response=MeetingDetail, summary="Sửa kế hoạch họp", url_name="meeting")
def change_one_meeting(request: PageRequest, meeting_id: Id, body: Body[MeetingChange]) -> HttpResponse:
    """Ghi kế hoạch mới. Đã mời mà đổi ngày giờ: ai đã nhận lời được hỏi lại. Người khác vừa sửa: 409 `other_version`."""
    found = meeting_of(request.user, meeting_id)
    given = body.model_dump()
    version, reason = given.pop("version"), given.pop("reason")
    # The field is no part of what a program tells of a plan: it stays.
    plan = Plan(**given, field_id=found.field_id)
    change_meeting(meeting_id=meeting_id, version=version, plan=plan, reason=reason, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/call", response=MeetingDetail, summary="Mời họp", url_name="meeting_call")
def call_one_meeting(request: PageRequest, meeting_id: Id, body: Body[MeetingReason]) -> HttpResponse:
    """Mời những người trong danh sách; trước dưới 3 ngày làm việc thì phải nêu lý do (`short_notice`)."""
    call_meeting(meeting_id=meeting_id, short_notice_reason=body.reason, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/cancel", response=MeetingDetail, summary="Huỷ cuộc họp", url_name="meeting_cancel")
def cancel_one_meeting(request: PageRequest, meeting_id: Id, body: Body[MeetingReason]) -> HttpResponse:
    """Huỷ cuộc họp chưa khai mạc, kèm lý do."""
    cancel_meeting(meeting_id=meeting_id, reason=body.reason, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/open", response=MeetingDetail, summary="Khai mạc", url_name="meeting_open")
def open_one_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Khai mạc cuộc họp; dành cho thư ký."""
    open_meeting(meeting_id=meeting_id, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/end", response=MeetingDetail, summary="Kết thúc", url_name="meeting_end")
def end_one_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Kết thúc cuộc họp; từ đây tính 5 ngày làm việc cho thông báo kết luận."""
    end_meeting(meeting_id=meeting_id, **request.who)
    return reply(detail(request, meeting_id))


@router.post(
    "/meetings/{meeting_id}/agenda",
    response={201: MeetingDetail},
    summary="Thêm nội dung họp",
    url_name="meeting_agenda",
)
def add_to_agenda(request: PageRequest, meeting_id: Id, body: Body[NewAgendaLine]) -> HttpResponse:
    """Thêm một nội dung vào cuối chương trình; dành cho Văn phòng."""
    add_item(meeting_id=meeting_id, **body.model_dump(), **request.who)
    return reply(detail(request, meeting_id), status=201)


@router.get(
    "/meetings/{meeting_id}/conclusions", response=Conclusions, summary="Kết luận", url_name="meeting_conclusions"
)
def conclusions_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả kết luận: thư ký và người chủ trì thấy tất cả, người dự thấy những dòng đang hiện."""
    meeting = meeting_of(request.user, meeting_id)
    return reply({"items": _lines(meeting, all_of_them=sees_all_meetings(request.user))})


@router.post(
    "/meetings/{meeting_id}/conclusions", response={201: ConclusionLine}, summary="Ghi kết luận",
    url_name="meeting_conclusions",
)  # fmt: skip
def add_one_conclusion(request: PageRequest, meeting_id: Id, body: Body[NewConclusion]) -> HttpResponse:
    """Ghi một dòng kết luận vào cuối; dành cho thư ký."""
    made = add_conclusion(meeting_id=meeting_id, **body.model_dump(), **request.who)
    return reply(_line(meeting_of(request.user, meeting_id), made.id), status=201)


@router.patch(
    "/meetings/{meeting_id}/conclusions/{line_id}", response=ConclusionLine, summary="Sửa kết luận",
    url_name="meeting_conclusion",
)  # fmt: skip
def change_one_conclusion(
    request: PageRequest, meeting_id: Id, line_id: Id, body: Body[ConclusionChange]
) -> HttpResponse:
    """Sửa một dòng. Người khác vừa sửa: 409 `other_version`, kèm `theirs` và `mine`."""
    meeting = meeting_of(request.user, meeting_id)
    if may_keep_minutes(request.user) and not meeting.conclusions.filter(id=line_id).exists():
        raise NotFound
    change_conclusion(conclusion_id=line_id, version=body.version, text=body.text, **request.who)
    return reply(_line(meeting, line_id))


@router.get("/slip-rounds", response=Slips, summary="Các đợt lấy ý kiến", url_name="slip_rounds")
def list_of_slip_rounds(request: PageRequest) -> HttpResponse:
    """Trả các đợt lấy ý kiến bằng phiếu mà người hỏi được biết."""
    require_meetings(request.user)
    found = visible_rounds(request.user).order_by("-created_at", "-id")[:200]
    return reply({"items": [_round(request, row) for row in found]})


@router.get("/slip-rounds/{round_id}/result", response=SlipResult, summary="Kết quả lấy ý kiến", url_name="slip_result")
def result_of_slip_round(request: PageRequest, round_id: Id) -> HttpResponse:
    """Trả kết quả: thành viên thấy khi đã kết thúc, Văn phòng và Lãnh đạo thấy bất cứ lúc nào."""
    found = slip_round_of(request.user, round_id)
    if not may_see_answers(request.user) and found.state != RoundState.CLOSED:
        raise Refused(_("Kết quả xem được khi đợt lấy ý kiến kết thúc."))
    return reply(asdict(result(found, slips_of(found))))


@router.post("/slips/{slip_id}/answer", response=SlipItem, summary="Trả lời phiếu", url_name="slip_answer")
def answer_one_slip(request: PageRequest, slip_id: Id, body: Body[NewSlipAnswer]) -> HttpResponse:
    """Trả lời phiếu của mình; sửa được đến hết hạn."""
    saved = answer_slip(slip_id=slip_id, **body.model_dump(), **request.who)
    return reply(_round(request, slip_round_of(request.user, saved.round_id)))


def _item(row: Meeting) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN}, "unit": row.unit.code, "starts_at": at(row.starts_at),
        "ends_at": at(row.ends_at), "place": row.room.name if row.room else row.place,
    }  # fmt: skip


def detail(request: PageRequest, meeting_id: int) -> dict[str, Any]:
    """One meeting as the API tells it to who asks."""
    row = meeting_of(request.user, meeting_id)
    agenda = AgendaItem.objects.filter(jurisdiction_id=row.jurisdiction_id, meeting_id=row.id).order_by(
        "position", "id"
    )
    office = sees_all_meetings(request.user)
    return {
        **_item(row), "link": row.link, "content": row.content, "requests": row.requests,
        "agenda": [
            {
                "id": item.id, "title": item.title, "presenter": item.presenter, "minutes": item.minutes,
                "state": item.state, "started_at": at(item.started_at), "ended_at": at(item.ended_at),
            }
            for item in agenda
        ],
        "notice_draft_id": row.notice_draft_id if office else None,
        "minutes_draft_id": row.minutes_draft_id if office else None,
    }  # fmt: skip


def _lines(meeting: Meeting, *, all_of_them: bool) -> list[dict[str, Any]]:
    lines = conclusions_of(meeting)
    return [
        {
            "id": line.id, "kind": line.kind, "depth": line.depth, "mark": mark, "text": line.text,
            "is_shown": line.is_shown, "version": line.version,
        }
        for line, mark in zip(lines, labels(lines), strict=True)
        if all_of_them or line.is_shown
    ]  # fmt: skip


def _line(meeting: Meeting, line_id: int) -> dict[str, Any]:
    found = next((line for line in _lines(meeting, all_of_them=True) if line["id"] == line_id), None)
    if found is None:
        raise NotFound
    return found


def _round(request: PageRequest, row: SlipRound) -> dict[str, Any]:
    mine = next((slip for slip in own_slips(request.user, row) if may_answer_slip(request.user, slip)), None)
    return {
        "id": row.id, "title": row.title, "state": row.state, "silence": row.silence, "due_at": at(row.due_at),
        "own_slip_id": mine.id if mine else None, "own_stance": mine.stance if mine else "",
    }  # fmt: skip
