"""Minutes and notice before they are drafted, and what of the record changed since they were."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from dondoc.api import lookups
from dondoc.api.drafting_content import with_codes
from dondoc.api.endpoints.meetings_after import office_meeting
from dondoc.api.endpoints.meetings_conclusions import understood_shown
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import Difference
from dondoc.api.schemas.meetings_after import ComposedDocument, ComposingQuery
from dondoc.drafting.selectors import issuing_unit
from dondoc.meetings.choices import State
from dondoc.meetings.composing import MINUTES, NOTICE, compose_minutes, compose_notice
from dondoc.meetings.staleness import Part, changes_since
from dondoc.organizations.models import Unit
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: sau cuộc họp"])


@router.get(
    "/meetings/{meeting_id}/minutes/preview", response=ComposedDocument, summary="Xem trước biên bản",
    url_name="meeting_minutes_preview",
)  # fmt: skip
def preview_of_minutes(request: PageRequest, meeting_id: Id, query: Query[ComposingQuery]) -> HttpResponse:
    """Trả biên bản như sẽ được soạn lúc này; không ghi gì. Dành cho Văn phòng và Lãnh đạo."""
    meeting = office_meeting(request, meeting_id, ComposingQuery.model_fields)
    content = compose_minutes(request.user, meeting, _issuer(request, query), today=request.today)
    return _composed(request, MINUTES, content, [])


@router.get(
    "/meetings/{meeting_id}/notice/preview", response=ComposedDocument, summary="Xem trước thông báo kết luận",
    url_name="meeting_notice_preview",
)  # fmt: skip
def preview_of_notice(request: PageRequest, meeting_id: Id, query: Query[ComposingQuery]) -> HttpResponse:
    """Trả thông báo như sẽ được soạn lúc này, với nhiệm vụ đọc được và điều còn vướng; không ghi gì."""
    meeting = office_meeting(request, meeting_id, ComposingQuery.model_fields)
    found = compose_notice(meeting, _issuer(request, query), on=request.today)
    duties = [understood_shown(duty, found.line_of.get(duty.place)) for duty in found.duties]
    return _composed(request, NOTICE, found.content, duties)


@router.get(
    "/meetings/{meeting_id}/minutes/changes", response=Difference, summary="Biên bản đã cũ ở đâu",
    url_name="meeting_minutes_changes",
)  # fmt: skip
def changes_since_minutes(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả những đoạn mà nội dung ghi đã đổi từ khi soạn biên bản; rỗng: biên bản còn đúng, hoặc chưa soạn."""
    return _changes(request, meeting_id, "minutes")


@router.get(
    "/meetings/{meeting_id}/notice/changes", response=Difference, summary="Thông báo đã cũ ở đâu",
    url_name="meeting_notice_changes",
)  # fmt: skip
def changes_since_notice(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả những đoạn mà nội dung ghi đã đổi từ khi soạn thông báo; rỗng: thông báo còn đúng, hoặc chưa soạn."""
    return _changes(request, meeting_id, "notice")


def _issuer(request: PageRequest, query: ComposingQuery) -> Unit:
    (unit,) = lookups.units_by_code(request.user, [query.unit])
    return issuing_unit(request.user.jurisdiction_id, unit.id)


def _composed(request: PageRequest, kind: str, content: dict[str, Any], duties: list[dict[str, Any]]) -> HttpResponse:
    return reply({"kind": kind, "content": with_codes(request.user, content), "duties": duties})


def _changes(request: PageRequest, meeting_id: int, part: Part) -> HttpResponse:
    meeting = office_meeting(request, meeting_id)
    # Of a meeting that goes on again everything changes; when it is over, what changed can be said.
    rows = changes_since(request.user, meeting, part, today=request.today) if meeting.state == State.ENDED else []
    return reply({"items": [asdict(row) for row in rows]})
