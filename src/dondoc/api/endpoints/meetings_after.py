"""After a meeting: minutes and notice drafted, the days for the notice, where the conclusions stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts.models import User
from dondoc.api import lookups
from dondoc.api.endpoints.drafting import detail as draft_detail
from dondoc.api.endpoints.meetings import drafted
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import OutgoingDraftDetail
from dondoc.api.schemas.meetings import DraftingUnit
from dondoc.api.schemas.meetings_after import ConclusionsStanding, DraftAgain, DueNotices, NoticeDetail, StandingQuery
from dondoc.directives.listing import Moment
from dondoc.drafting.selectors import draft_of
from dondoc.foundation.errors import Refused
from dondoc.meetings.commands.draft_again import draft_again
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import require_meetings, sees_all_meetings
from dondoc.meetings.planning_selectors import concluded, due_notices, notice_state
from dondoc.meetings.selectors import meeting_of
from dondoc.meetings.staleness import Part
from dondoc.meetings.standing import (
    Given,
    LineStanding,
    Standing,
    UnitStanding,
    earlier_notices,
    standing_before,
    standing_of,
)
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: sau cuộc họp"])
_PART = ("assignment_id", "role", "lifecycle", "timeliness", "due_on")


@router.post(
    "/meetings/{meeting_id}/minutes", response={201: OutgoingDraftDetail}, summary="Soạn biên bản",
    url_name="meeting_minutes",
)  # fmt: skip
def draft_one_minutes(request: PageRequest, meeting_id: Id, body: Body[DraftingUnit]) -> HttpResponse:
    """Soạn dự thảo biên bản từ nội dung ghi trong phòng họp. Đã có dự thảo: 409 `drafted` kèm `draft_id`."""
    return drafted(request, meeting_id, body, draft_minutes)


@router.post(
    "/meetings/{meeting_id}/notice", response={201: OutgoingDraftDetail}, summary="Soạn thông báo kết luận",
    url_name="meeting_notice",
)  # fmt: skip
def draft_one_notice(request: PageRequest, meeting_id: Id, body: Body[DraftingUnit]) -> HttpResponse:
    """Soạn dự thảo thông báo từ kết luận; nhiệm vụ giao khi phát hành. Đã có dự thảo: 409 `drafted` kèm `draft_id`."""
    return drafted(request, meeting_id, body, draft_notice)


@router.post(
    "/meetings/{meeting_id}/minutes/again", response=OutgoingDraftDetail, summary="Soạn lại biên bản",
    url_name="meeting_minutes_again",
)  # fmt: skip
def draft_minutes_again(request: PageRequest, meeting_id: Id, body: Body[DraftAgain]) -> HttpResponse:
    """Thêm một bản theo nội dung ghi hiện nay; lời đã sửa tay còn ở bản trước. Không có dự thảo đang soạn: 409."""
    return _again(request, meeting_id, "minutes", body)


@router.post(
    "/meetings/{meeting_id}/notice/again", response=OutgoingDraftDetail, summary="Soạn lại thông báo kết luận",
    url_name="meeting_notice_again",
)  # fmt: skip
def draft_notice_again(request: PageRequest, meeting_id: Id, body: Body[DraftAgain]) -> HttpResponse:
    """Thêm một bản theo nội dung ghi hiện nay; lời đã sửa tay còn ở bản trước. Không có dự thảo đang soạn: 409."""
    return _again(request, meeting_id, "notice", body)


@router.get(
    "/meetings/{meeting_id}/notice", response=NoticeDetail, summary="Hạn thông báo kết luận",
    url_name="meeting_notice",
)  # fmt: skip
def notice_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả hạn phát hành thông báo và đã đến đâu; dành cho Văn phòng và Lãnh đạo."""
    meeting = office_meeting(request, meeting_id)
    owes = bool(concluded([meeting]))
    state = notice_state(meeting, today=request.today) if owes else None
    earlier = [draft.document_id for draft in earlier_notices(meeting)]
    return reply({**_notice(meeting, state), "earlier_document_ids": earlier})


@router.get("/meeting-notices", response=DueNotices, summary="Thông báo còn phải phát hành", url_name="meeting_notices")
def notices_still_due(request: PageRequest) -> HttpResponse:
    """Trả các cuộc họp có kết luận mà chưa phát hành thông báo, lâu nhất trước; dành cho Văn phòng và Lãnh đạo."""
    require_meetings(request.user)
    _require_whole(request.user)
    found = due_notices(request.user, today=request.today)
    return reply(
        {
            "items": [
                {**_notice(one.meeting, one.notice), "title": one.meeting.title, "ended_at": at(one.meeting.ended_at)}
                for one in found
            ]
        }
    )


@router.get(
    "/meetings/{meeting_id}/standing", response=ConclusionsStanding, summary="Kết luận thực hiện đến đâu",
    url_name="meeting_standing",
)  # fmt: skip
def standing_of_meeting(request: PageRequest, meeting_id: Id, query: Query[StandingQuery]) -> HttpResponse:
    """Trả từng dòng kết luận của cuộc họp, nhiệm vụ sinh ra từ đó và phần của từng đơn vị đến hôm nay hoặc ngày `on`."""
    meeting = office_meeting(request, meeting_id, StandingQuery.model_fields)
    moment = lookups.moment_of(request, query.on, None)
    return reply(_standing(moment, standing_of(request.user, meeting, moment)))


@router.get(
    "/meetings/{meeting_id}/standing-before", response=ConclusionsStanding, summary="Kết luận của cuộc họp trước",
    url_name="meeting_standing_before",
)  # fmt: skip
def standing_of_meeting_before(request: PageRequest, meeting_id: Id, query: Query[StandingQuery]) -> HttpResponse:
    """Trả kết luận của cuộc họp trước trong cùng chuỗi thực hiện đến đâu; không có cuộc họp trước thì `lines` rỗng."""
    meeting = office_meeting(request, meeting_id, StandingQuery.model_fields)
    moment = lookups.moment_of(request, query.on, None)
    return reply(_standing(moment, standing_before(request.user, meeting, moment)))


def _again(request: PageRequest, meeting_id: int, part: Part, body: DraftAgain) -> HttpResponse:
    made = draft_again(meeting_id=meeting_id, part=part, version=body.version, **request.who)
    return reply(draft_detail(request, draft_of(request.user, made.id)))


def _require_whole(user: User) -> None:
    """Do nothing for the office and the chair.

    Raises:
        Refused: others read the notice when it is issued.
    """
    if not sees_all_meetings(user):
        raise Refused(_("Biên bản và thông báo kết luận do Văn phòng soạn; thông báo đã phát hành ở mục Văn bản."))


def office_meeting(request: PageRequest, meeting_id: int, known: Collection[str] = ()) -> Meeting:
    """The meeting, for the office and the chair.

    Raises:
        NotFound: there is none for this person.
        Refused: others read the notice when it is issued.
        BadInput: a name of the query that means nothing.
    """
    lookups.refuse_unknown(request, known)
    meeting = meeting_of(request.user, meeting_id)
    _require_whole(request.user)
    return meeting


def _notice(meeting: Meeting, state: Mapping[str, object] | None) -> dict[str, Any]:
    told = state or {"due_on": None, "day": None, "of": None, "issued_on": None, "is_late": False}
    draft = meeting.notice_draft
    return {
        "meeting_id": meeting.id, "is_owed": state is not None and state["issued_on"] is None,
        **{name: told[name] for name in ("due_on", "day", "of", "issued_on", "is_late")},
        "draft_id": meeting.notice_draft_id, "draft_state": draft.state if draft else None,
    }  # fmt: skip


def _standing(moment: Moment, standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {
            "meeting_id": None,
            "title": "",
            "document_id": None,
            "on": moment.on,
            "total": 0,
            "counts": {},
            "lines": [],
        }
    return {
        "meeting_id": standing.meeting.id, "title": standing.meeting.title,
        "document_id": standing.document_id, "on": standing.on, "total": standing.total,
        "counts": standing.counts, "lines": [_line(line) for line in standing.lines],
    }  # fmt: skip


def _line(line: LineStanding) -> dict[str, Any]:
    return {
        "mark": line.label, "text": line.text, "depth": line.depth, "kind": line.kind,
        "given": [_given(one) for one in line.given],
    }  # fmt: skip


def _given(one: Given) -> dict[str, Any]:
    return {
        "directive_id": one.directive_id, "text": one.text, "deadline_words": one.deadline_words, "due_on": one.due_on,
        "units": [_part(unit) for unit in one.units],
    }  # fmt: skip


def _part(unit: UnitStanding) -> dict[str, Any]:
    return {**{name: getattr(unit, name) for name in _PART}, "unit": unit.unit_code, "unit_name": unit.unit}
