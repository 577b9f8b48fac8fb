"""The agenda of a meeting, what goes on now, and one's own notes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.endpoints.meetings import detail, item_shown
from dondoc.api.endpoints.meetings_conclusions import lines_shown
from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings import AgendaLine, MeetingDetail
from dondoc.api.schemas.meetings_agenda import (
    Agenda,
    AgendaItemFacts,
    AgendaPlace,
    MeetingNow,
    OwnNoteChange,
    OwnNoteItem,
)
from dondoc.meetings.choices import ItemState, RemarkState
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.change_item import change_item
from dondoc.meetings.commands.drop_item import drop_item
from dondoc.meetings.commands.keep_own_note import keep_own_note
from dondoc.meetings.commands.move_item import move_item
from dondoc.meetings.models import AgendaItem, Meeting, OwnNote, Remark
from dondoc.meetings.paper_selectors import agenda_of
from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: chương trình"])
_SPEAKER = ("id", "body", "speaker", "topic", "state")


@router.get("/meetings/{meeting_id}/agenda", response=Agenda, summary="Chương trình họp", url_name="meeting_agenda")
def agenda_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả chương trình với giờ dự kiến của từng nội dung và hồ sơ còn thiếu gì."""
    return reply(_agenda(request, meeting_of(request.user, meeting_id)))


@router.post(
    "/meetings/{meeting_id}/agenda",
    response={201: MeetingDetail},
    summary="Thêm nội dung họp",
    url_name="meeting_agenda",
)
def add_to_agenda(request: PageRequest, meeting_id: Id, body: Body[AgendaItemFacts]) -> HttpResponse:
    """Thêm một nội dung vào cuối chương trình; dành cho Văn phòng."""
    add_item(meeting_id=meeting_id, **_facts(request, body), **request.who)
    return reply(detail(request, meeting_id), status=201)


@router.patch(
    "/meetings/{meeting_id}/agenda/{item_id}", response=AgendaLine, summary="Sửa nội dung họp", url_name="meeting_item"
)
def change_one_item(request: PageRequest, meeting_id: Id, item_id: Id, body: Body[AgendaItemFacts]) -> HttpResponse:
    """Sửa một nội dung của chương trình; dành cho Văn phòng."""
    require_row(request, meeting_id, AgendaItem, item_id)
    return reply(item_shown(change_item(item_id=item_id, **_facts(request, body), **request.who)))


@router.delete(
    "/meetings/{meeting_id}/agenda/{item_id}", response={204: None}, summary="Bỏ nội dung họp", url_name="meeting_item"
)
def drop_one_item(request: PageRequest, meeting_id: Id, item_id: Id) -> HttpResponse:
    """Bỏ một nội dung chưa diễn ra và chưa có tài liệu, ý kiến; dành cho Văn phòng."""
    require_row(request, meeting_id, AgendaItem, item_id)
    drop_item(item_id=item_id, **request.who)
    return no_content()


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/move", response=Agenda, summary="Chuyển vị trí nội dung",
    url_name="meeting_item_move",
)  # fmt: skip
def move_one_item(request: PageRequest, meeting_id: Id, item_id: Id, body: Body[AgendaPlace]) -> HttpResponse:
    """Đưa một nội dung đến vị trí khác; các nội dung còn lại dồn theo. Dành cho Văn phòng."""
    require_row(request, meeting_id, AgendaItem, item_id)
    move_item(item_id=item_id, place=body.place, **request.who)
    return reply(_agenda(request, meeting_of(request.user, meeting_id)))


@router.get("/meetings/{meeting_id}/now", response=MeetingNow, summary="Cuộc họp lúc này", url_name="meeting_now")
def meeting_right_now(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả nội dung đang diễn ra, ai phát biểu, ai chờ, kết luận đang hiện: như màn hình lớn. Ai dự họp cũng xem được."""
    meeting = meeting_of(request.user, meeting_id)
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    items = list(AgendaItem.objects.filter(**here).select_related("presenter_unit").order_by("position", "id"))
    wanting = Remark.objects.filter(**here, state__in=(RemarkState.ASKED, RemarkState.SPEAKING))
    people = [{name: getattr(row, name) for name in _SPEAKER} for row in wanting.order_by("position", "id")]
    return reply(
        {
            "state": meeting.state, "live_seq": meeting.live_seq,
            "running": _first(items, ItemState.RUNNING), "coming": _first(items, ItemState.WAITING),
            "speaking": next((one for one in people if one["state"] == RemarkState.SPEAKING), None),
            "waiting": [one for one in people if one["state"] == RemarkState.ASKED],
            "conclusions": lines_shown(request, meeting, all_of_them=False),
        }
    )  # fmt: skip


@router.get(
    "/meetings/{meeting_id}/own-note", response=OwnNoteItem, summary="Ghi chú của tôi", url_name="meeting_own_note"
)
def own_note_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả ghi chú riêng của người hỏi; không ai khác đọc được."""
    meeting = meeting_of(request.user, meeting_id)
    found = OwnNote.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, user_id=request.user.id
    ).first()
    return reply(_note(found) if found else {"text": "", "version": 0, "changed_at": None})


@router.patch(
    "/meetings/{meeting_id}/own-note", response=OwnNoteItem, summary="Lưu ghi chú của tôi", url_name="meeting_own_note"
)
def keep_note(request: PageRequest, meeting_id: Id, body: Body[OwnNoteChange]) -> HttpResponse:
    """Lưu cả ghi chú. Đã sửa ở máy khác: 409 `other_version`, kèm `theirs` và `mine`."""
    return reply(_note(keep_own_note(meeting_id=meeting_id, **body.model_dump(), **request.who)))


def _facts(request: PageRequest, body: AgendaItemFacts) -> dict[str, Any]:
    unit_id = lookups.unit_id_of(request.user, body.presenter_unit, "presenter_unit")
    return {**body.model_dump(exclude={"presenter_unit"}), "presenter_unit_id": unit_id}


def _agenda(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    found = agenda_of(meeting, today=request.today)
    return {
        "items": [
            {
                **item_shown(row.item), "begins_at": at(row.begins), "report_pages": row.summary.pages,
                "summary_lacking": row.summary.lacking, "summary_too_long": row.summary.too_long,
            }
            for row in found.items
        ],
        "planned_minutes": found.minutes, "over_minutes": found.over,
    }  # fmt: skip


def _first(items: list[AgendaItem], state: ItemState) -> dict[str, Any] | None:
    return next((item_shown(item) for item in items if item.state == state), None)


def _note(note: OwnNote) -> dict[str, Any]:
    return {"text": note.text, "version": note.version, "changed_at": at(note.changed_at)}
