"""Venues of a meeting that is held by video, and the code at its door."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_venues import DoorCode, VenueFacts, VenueItem, Venues
from dondoc.foundation.errors import Refused
from dondoc.meetings.commands.drop_venue import drop_venue
from dondoc.meetings.commands.renew_door_code import renew_door_code
from dondoc.meetings.commands.set_venue import set_venue
from dondoc.meetings.models import Meeting, Venue
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.selectors import invitees_of, meeting_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: điểm cầu, mã tại cửa"])
_PLAIN = ("id", "name", "place", "link", "is_main", "chair_id")


@router.get("/meetings/{meeting_id}/venues", response=Venues, summary="Các điểm cầu", url_name="meeting_venues")
def venues_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả các điểm cầu theo thứ tự, đơn vị giữ danh sách, người chủ trì, số người ngồi ở đó."""
    lookups.refuse_unknown(request, ())
    return reply({"items": _venues(meeting_of(request.user, meeting_id))})


@router.post(
    "/meetings/{meeting_id}/venues", response={201: VenueItem}, summary="Thêm điểm cầu", url_name="meeting_venues"
)
def add_one_venue(request: PageRequest, meeting_id: Id, body: Body[VenueFacts]) -> HttpResponse:
    """Thêm một điểm cầu vào cuộc họp trực tuyến; dành cho Văn phòng."""
    meeting = meeting_of(request.user, meeting_id)
    return reply(_set(request, meeting, body, None), status=201)


@router.patch(
    "/meetings/{meeting_id}/venues/{venue_id}", response=VenueItem, summary="Sửa điểm cầu", url_name="meeting_venue"
)
def change_one_venue(request: PageRequest, meeting_id: Id, venue_id: Id, body: Body[VenueFacts]) -> HttpResponse:
    """Sửa một điểm cầu, ghi đủ mọi trường; dành cho Văn phòng."""
    meeting = require_row(request, meeting_id, Venue, venue_id)
    return reply(_set(request, meeting, body, venue_id))


@router.delete(
    "/meetings/{meeting_id}/venues/{venue_id}", response={204: None}, summary="Bỏ điểm cầu", url_name="meeting_venue"
)
def drop_one_venue(request: PageRequest, meeting_id: Id, venue_id: Id) -> HttpResponse:
    """Bỏ một điểm cầu; người được mời ngồi ở đó vẫn được mời. Dành cho Văn phòng."""
    require_row(request, meeting_id, Venue, venue_id)
    drop_venue(meeting_id=meeting_id, venue_id=venue_id, **request.who)
    return no_content()


@router.get("/meetings/{meeting_id}/door-code", response=DoorCode, summary="Mã tại cửa", url_name="meeting_door_code")
def door_code_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả mã điểm danh treo tại cửa; dành cho Văn phòng."""
    meeting = meeting_of(request.user, meeting_id)
    if not may_keep_minutes(request.user):
        raise Refused(_("Mã điểm danh do Văn phòng UBND tỉnh lập."))
    return reply(_door(request, meeting))


@router.post("/meetings/{meeting_id}/door-code", response=DoorCode, summary="Tạo mã tại cửa", url_name="meeting_door_code")  # fmt: skip
def renew_one_door_code(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Tạo mã mới; mã đang treo không dùng được nữa. Dành cho Văn phòng."""
    return reply(_door(request, renew_door_code(meeting_id=meeting_id, **request.who)))


def _set(request: PageRequest, meeting: Meeting, body: VenueFacts, venue_id: int | None) -> dict[str, Any]:
    given = body.model_dump()
    unit_id = lookups.unit_id_of(request.user, given.pop("unit"), "unit")
    made = set_venue(meeting_id=meeting.id, venue_id=venue_id, unit_id=unit_id, **given, **request.who)
    return next(venue for venue in _venues(meeting) if venue["id"] == made.id)


def _venues(meeting: Meeting) -> list[dict[str, Any]]:
    seated = Counter(invitees_of(meeting).values_list("venue_id", flat=True))
    found = meeting.venues.select_related("unit").order_by("position", "id")
    return [
        {
            **{name: getattr(row, name) for name in _PLAIN}, "unit": row.unit.code if row.unit else None,
            "invitees": seated[row.id],
        }
        for row in found
    ]  # fmt: skip


def _door(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    secret = meeting.door_secret
    address = reverse("web:meeting_door_enter", args=[meeting.id, secret]) if secret else ""
    return {"secret": secret, "address": request.build_absolute_uri(address) if secret else ""}
