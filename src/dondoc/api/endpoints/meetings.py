"""Meetings: planned, called, steered; what they clash with, what happened to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, once
from dondoc.api.endpoints.drafting import detail as draft_detail
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import OutgoingDraftDetail
from dondoc.api.schemas.meetings import (
    Clashes,
    DraftingInvitation,
    DraftingUnit,
    MeetingDetail,
    MeetingHistory,
    MeetingPage,
    MeetingQuery,
    MeetingReason,
    NewMeeting,
    PlanToCheck,
)
from dondoc.api.schemas.meetings_planning import MeetingChange
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import draft_of
from dondoc.foundation.errors import Refused
from dondoc.meetings.commands._plan import Plan, apply_plan
from dondoc.meetings.commands._steps import tidy
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.models import AgendaItem, Meeting
from dondoc.meetings.moves import moves_of
from dondoc.meetings.permissions import may, may_plan, require_meetings, sees_all_meetings
from dondoc.meetings.planning_selectors import clashes_for, doubts_for
from dondoc.meetings.rules import Verb
from dondoc.meetings.selectors import meeting_of, meetings_for
from dondoc.meetings.wording import changes_in, history_of, reason_in
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp"])
_PLAIN = ("id", "kind", "form", "state", "title", "chair_title", "chair_name", "series_id", "version", "live_seq")
_BESIDE = ("link", "content", "requests", "room_id", "chair_post_id", "short_notice_reason", "cancel_reason")
_DRAFTS = ("invitation_draft_id", "notice_draft_id", "minutes_draft_id")


@router.get("/meetings", response=MeetingPage, summary="Các cuộc họp", url_name="meetings")
def list_of_meetings(request: PageRequest, query: Query[MeetingQuery]) -> HttpResponse:
    """Trả các cuộc họp mà người hỏi được biết, gần nhất trước."""
    require_meetings(request.user)
    lookups.refuse_unknown(request, MeetingQuery.model_fields)
    found = meetings_for(
        request.user,
        states=tuple(query.state),
        kind=query.kind or "",
        words=query.q,
        first=query.first,
        last=query.last,
    )
    items = [_item(row) for row in found[query.offset : query.offset + query.limit]]
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.post("/meetings", response={201: MeetingDetail}, summary="Lập cuộc họp", url_name="meetings")
def plan_one_meeting(request: PageRequest, body: Body[NewMeeting]) -> HttpResponse:
    """Lập kế hoạch họp; chỉ Văn phòng và Lãnh đạo thấy cho đến khi mời. Thời điểm đã qua: cần `past_reason` (`past`). Với `Idempotency-Key`, gửi lại vẫn là một cuộc họp."""
    require_planner(request)
    plan, unit_id = _plan(request, body, {"past_reason"})

    def is_same(found: int) -> bool:
        earlier = meeting_of(request.user, found)
        return (earlier.unit_id, earlier.title) == (unit_id, tidy(plan.title))

    made = once.created(
        request,
        "meeting",
        lambda: plan_meeting(unit_id=unit_id, plan=plan, past_reason=body.past_reason, **request.who).id,
        is_same=is_same,
    )
    return reply(detail(request, made.id), status=201, headers=made.headers)


@router.get("/meetings/{meeting_id}", response=MeetingDetail, summary="Một cuộc họp", url_name="meeting")
def one_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả một cuộc họp với chương trình."""
    return reply(detail(request, meeting_id))


@router.patch("/meetings/{meeting_id}", response=MeetingDetail, summary="Sửa kế hoạch họp", url_name="meeting")
def change_one_meeting(request: PageRequest, meeting_id: Id, body: Body[MeetingChange]) -> HttpResponse:
    """Ghi kế hoạch mới. Đã mời mà đổi ngày giờ: mọi người được hỏi lại; còn dưới 3 ngày làm việc thì nêu `reason` (`short_notice`).

    Người khác vừa sửa: 409 `other_version`.
    """
    found = meeting_of(request.user, meeting_id)
    given = body.model_dump()
    version, reason, field = given.pop("version"), given.pop("reason"), given.pop("field")
    field_id = lookups.field_by_code(request.user, field) if field else None
    # A program that knows of no fields of work does not take a meeting's away.
    plan = Plan(**given, field_id=field_id if "field" in body.model_fields_set else found.field_id)
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
    """Khai mạc cuộc họp đúng ngày (`not_the_day`); ghi sau khi họp thì giờ theo lịch. Dành cho thư ký."""
    open_meeting(meeting_id=meeting_id, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/end", response=MeetingDetail, summary="Kết thúc", url_name="meeting_end")
def end_one_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Kết thúc cuộc họp; từ đây tính 5 ngày làm việc cho thông báo kết luận."""
    end_meeting(meeting_id=meeting_id, **request.who)
    return reply(detail(request, meeting_id))


@router.post("/meetings/{meeting_id}/reopen", response=MeetingDetail, summary="Mở lại", url_name="meeting_reopen")
def reopen_one_meeting(request: PageRequest, meeting_id: Id, body: Body[MeetingReason]) -> HttpResponse:
    """Mở lại cuộc họp kết thúc nhầm hoặc họp tiếp sau khi nghỉ, kèm lý do; khi chưa soạn thông báo kết luận."""
    reopen_meeting(meeting_id=meeting_id, reason=body.reason, **request.who)
    return reply(detail(request, meeting_id))


@router.post(
    "/meetings/{meeting_id}/invitation", response={201: OutgoingDraftDetail}, summary="Soạn giấy mời",
    url_name="meeting_invitation",
)  # fmt: skip
def draft_one_invitation(request: PageRequest, meeting_id: Id, body: Body[DraftingInvitation]) -> HttpResponse:
    """Soạn giấy mời từ kế hoạch và danh sách mời; đã phát hành rồi dời họp: giấy mời điều chỉnh.

    Đã có dự thảo: 409 `drafted` kèm `draft_id`. Còn dưới 3 ngày làm việc: cần `reason` (`short_notice`).
    """
    return drafted(request, meeting_id, body, partial(draft_invitation, short_notice_reason=body.reason))


@router.get("/meetings/{meeting_id}/clashes", response=Clashes, summary="Trùng lịch", url_name="meeting_clashes")
def clashes_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả những phòng và người mà cuộc họp khác cùng cần; dành cho Văn phòng và Lãnh đạo."""
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user):
        raise Refused(_("Trùng lịch giữa các cuộc họp do Văn phòng và Lãnh đạo xem."))
    return reply(_clashes(meeting))


@router.post("/meeting-clashes", response=Clashes, summary="Thử một kế hoạch họp", url_name="plan_clashes")
def clashes_of_plan(request: PageRequest, body: Body[PlanToCheck]) -> HttpResponse:
    """Trả chỗ trùng lịch mà một kế hoạch sẽ có; không ghi gì. Dành cho Văn phòng."""
    require_planner(request)
    plan, unit_id = _plan(request, body, {"meeting_id", "past_reason"})
    meeting = (
        meeting_of(request.user, body.meeting_id)
        if body.meeting_id
        else Meeting(jurisdiction_id=request.jurisdiction.id, unit_id=unit_id, id=0)
    )
    apply_plan(meeting, plan)
    return reply(_clashes(meeting))


@router.get(
    "/meetings/{meeting_id}/history", response=MeetingHistory, summary="Lịch sử cuộc họp", url_name="meeting_history"
)
def history_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả các bước đã qua, ai làm, vì sao; dành cho Văn phòng và Lãnh đạo."""
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user):
        raise Refused(_("Lịch sử cuộc họp do Văn phòng và Lãnh đạo xem."))
    found = history_of(meeting)
    return reply(
        {
            "items": [
                {
                    "at": at(one.at), "who": one.actor, "what": one.text,
                    "reason": reason_in(one), "changes": changes_in(one),
                }
                for one in found
            ]
        }
    )  # fmt: skip


def require_planner(request: PageRequest) -> None:
    """Do nothing for who plans meetings.

    Raises:
        NotFound: there are no meetings for this person.
        Refused: others plan them.
    """
    require_meetings(request.user)
    if not may_plan(request.user):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))


def drafted(
    request: PageRequest, meeting_id: int, body: DraftingUnit, command: Callable[..., OutgoingDraft]
) -> HttpResponse:
    """Draft a document of a meeting for an agency, and answer with the draft."""
    meeting_of(request.user, meeting_id)
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    made = command(meeting_id=meeting_id, unit_id=unit.id, **request.who)
    return reply(draft_detail(request, draft_of(request.user, made.id)), status=201)


def _plan(request: PageRequest, body: NewMeeting, beside: set[str] | None = None) -> tuple[Plan, int]:
    """What was sent as a plan, and the unit that holds the meeting."""
    given = body.model_dump(exclude=beside)
    (unit,) = lookups.units_by_code(request.user, [given.pop("unit")])
    field = given.pop("field")
    return Plan(**given, field_id=lookups.field_by_code(request.user, field) if field else None), unit.id


def _clashes(meeting: Meeting) -> dict[str, Any]:
    return {
        "items": [
            {
                "kind": one.kind, "what": one.what, "meeting_id": one.other_id, "title": one.other,
                "starts_at": at(one.starts_at),
            }
            for one in clashes_for(meeting)
        ],
        "doubts": [{"kind": one.kind, "words": one.words} for one in doubts_for(meeting)],
    }  # fmt: skip


def _item(row: Meeting) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN}, "unit": row.unit.code, "starts_at": at(row.starts_at),
        "ends_at": at(row.ends_at), "place": row.room.name if row.room else row.place,
    }  # fmt: skip


def detail(request: PageRequest, meeting_id: int) -> dict[str, Any]:
    """One meeting as the API tells it to who asks."""
    row = meeting_of(request.user, meeting_id)
    office = sees_all_meetings(request.user)
    agenda = AgendaItem.objects.filter(jurisdiction_id=row.jurisdiction_id, meeting_id=row.id)
    fields = lookups.field_codes(request.user) if row.field_id else {}
    return {
        **_item(row), **{name: getattr(row, name) for name in _BESIDE},
        "field": fields.get(row.field_id) if row.field_id else None,
        **{name: at(getattr(row, name)) for name in ("called_at", "opened_at", "ended_at")},
        "moves": [
            {"at": at(move.at), "changes": list(move.changes), "reason": move.reason}
            for move in moves_of(row.jurisdiction_id, [row.id]).get(row.id, [])
        ],
        "agenda": [item_shown(item) for item in agenda.select_related("presenter_unit").order_by("position", "id")],
        **{name: getattr(row, name) if office else None for name in _DRAFTS},
        "verbs": [verb for verb in get_args(Verb) if may(request.user, verb, row.state)],
    }  # fmt: skip


def item_shown(item: AgendaItem) -> dict[str, Any]:
    """An item of the agenda as the API tells it."""
    return {
        "id": item.id, "title": item.title, "presenter": item.presenter, "minutes": item.minutes, "state": item.state,
        "presenter_unit": item.presenter_unit.code if item.presenter_unit else None,
        "started_at": at(item.started_at), "ended_at": at(item.ended_at),
    }  # fmt: skip
