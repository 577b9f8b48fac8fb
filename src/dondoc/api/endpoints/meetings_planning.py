"""Planning meetings: the calendar file, rooms, series and their next meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.endpoints.meetings import detail, require_planner
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_planning import (
    NextMeeting,
    NextMeetingDetail,
    RoomFacts,
    RoomItem,
    Rooms,
    SeriesFacts,
    SeriesItem,
    SeriesList,
)
from dondoc.meetings.calendar_entries import calendar_of
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.models import MeetingRoom, MeetingSeries
from dondoc.meetings.planning_selectors import rooms_of, series_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp"])


@router.get("/meetings/{meeting_id}/calendar/file", summary="Cuộc họp cho lịch", url_name="meeting_calendar")
def calendar_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Tải tệp iCalendar: giấy mời với các lần cập nhật, hoặc thông báo huỷ (huỷ cuộc họp, hoặc rút riêng giấy mời của đơn vị)."""
    lookups.refuse_unknown(request, ())
    address = request.build_absolute_uri(reverse("web:meeting", args=[meeting_id]))
    content = calendar_of(request.user, meeting_id, lambda _meeting: address)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hop-{meeting_id}.ics"'
    return response


@router.get("/meeting-rooms", response=Rooms, summary="Các phòng họp", url_name="meeting_rooms")
def list_of_rooms(request: PageRequest) -> HttpResponse:
    """Trả các phòng họp, cả phòng thôi sử dụng; dành cho Văn phòng."""
    require_planner(request)
    return reply({"items": [_room(row) for row in rooms_of(request.jurisdiction.id, all_of_them=True)]})


@router.post("/meeting-rooms", response={201: RoomItem}, summary="Thêm phòng họp", url_name="meeting_rooms")
def add_one_room(request: PageRequest, body: Body[RoomFacts]) -> HttpResponse:
    """Thêm một phòng họp vào danh mục."""
    require_planner(request)
    return reply(_room(keep_room(**body.model_dump(), **request.who)), status=201)


@router.patch("/meeting-rooms/{room_id}", response=RoomItem, summary="Sửa phòng họp", url_name="meeting_room")
def change_one_room(request: PageRequest, room_id: Id, body: Body[RoomFacts]) -> HttpResponse:
    """Sửa một phòng họp; thôi sử dụng thì các cuộc họp đã lập vẫn giữ phòng."""
    require_planner(request)
    return reply(_room(keep_room(room_id=room_id, **body.model_dump(), **request.who)))


@router.get("/meeting-series", response=SeriesList, summary="Các chuỗi họp", url_name="meeting_series_list")
def list_of_series(request: PageRequest) -> HttpResponse:
    """Trả các chuỗi họp, cả chuỗi đã thôi; dành cho Văn phòng."""
    require_planner(request)
    found = series_of(request.jurisdiction.id, all_of_them=True).select_related("unit")
    return reply({"items": [_series(row) for row in found]})


@router.post("/meeting-series", response={201: SeriesItem}, summary="Thêm chuỗi họp", url_name="meeting_series_list")
def add_one_series(request: PageRequest, body: Body[SeriesFacts]) -> HttpResponse:
    """Thêm một chuỗi họp."""
    return reply(_keep(request, body, None), status=201)


@router.patch("/meeting-series/{series_id}", response=SeriesItem, summary="Sửa chuỗi họp", url_name="meeting_series")
def change_one_series(request: PageRequest, series_id: Id, body: Body[SeriesFacts]) -> HttpResponse:
    """Sửa một chuỗi họp."""
    return reply(_keep(request, body, series_id))


@router.post(
    "/meeting-series/{series_id}/next", response={201: NextMeetingDetail}, summary="Lập cuộc họp tiếp theo",
    url_name="meeting_series_next",
)  # fmt: skip
def plan_the_next(request: PageRequest, series_id: Id, body: Body[NextMeeting]) -> HttpResponse:
    """Lập cuộc họp tiếp theo của chuỗi: thành phần, điểm cầu như lần trước, theo người giữ chức vụ vào ngày họp mới.

    Ai nay là người chủ trì, hoặc đã có trong danh sách, thì không mời lại; `left_out` nêu lý do từng người.
    """
    require_planner(request)
    done = plan_next(series_id=series_id, starts_at=body.starts_at, title=body.title, **request.who)
    return reply({**detail(request, done.meeting.id), "left_out": list(done.left_out)}, status=201)


def _keep(request: PageRequest, body: SeriesFacts, series_id: int | None) -> dict[str, Any]:
    require_planner(request)
    given = body.model_dump()
    (unit,) = lookups.units_by_code(request.user, [given.pop("unit")])
    return _series(keep_series(unit_id=unit.id, series_id=series_id, **given, **request.who))


def _room(row: MeetingRoom) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RoomItem.model_fields}


def _series(row: MeetingSeries) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in SeriesItem.model_fields if name != "unit"}
    return {**plain, "unit": row.unit.code}
