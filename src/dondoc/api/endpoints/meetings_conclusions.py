"""Conclusions of a meeting: written, moved, shown; what the reader understands of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_conclusions import (
    ConclusionChange,
    ConclusionLine,
    Conclusions,
    LinePlace,
    NewConclusion,
    NewLineDuty,
    OfLineVersion,
    UnderstoodLines,
)
from dondoc.api.schemas.meetings_room import LinesShown
from dondoc.drafting.content import clauses
from dondoc.drafting.understanding import Understood, understood
from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.drop_conclusion import drop_conclusion
from dondoc.meetings.commands.move_conclusion import move_conclusion
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.composing import NOTICE
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.labels import labels
from dondoc.meetings.models import Conclusion, Meeting
from dondoc.meetings.notice import Line, nested
from dondoc.meetings.permissions import may_keep_minutes, sees_all_meetings
from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: kết luận"])
_PLAIN = ("id", "kind", "depth", "label", "text", "item_id", "is_shown", "version")


@router.get(
    "/meetings/{meeting_id}/conclusions", response=Conclusions, summary="Kết luận", url_name="meeting_conclusions"
)
def conclusions_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả kết luận: thư ký và người chủ trì thấy tất cả, người dự thấy những dòng đang hiện."""
    meeting = meeting_of(request.user, meeting_id)
    return reply({"items": lines_shown(request, meeting, all_of_them=sees_all_meetings(request.user))})


@router.post(
    "/meetings/{meeting_id}/conclusions", response={201: ConclusionLine}, summary="Ghi kết luận",
    url_name="meeting_conclusions",
)  # fmt: skip
def add_one_conclusion(request: PageRequest, meeting_id: Id, body: Body[NewConclusion]) -> HttpResponse:
    """Ghi một dòng kết luận, có thể kèm việc giao cho đơn vị; dành cho thư ký."""
    meeting_of(request.user, meeting_id)
    given = body.model_dump(exclude={"duties"})
    made = add_conclusion(meeting_id=meeting_id, duties=_with_ids(request, body.duties), **given, **request.who)
    return reply(_line(request, meeting_id, made.id), status=201)


@router.patch(
    "/meetings/{meeting_id}/conclusions/{line_id}", response=ConclusionLine, summary="Sửa kết luận",
    url_name="meeting_conclusion",
)  # fmt: skip
def change_one_conclusion(
    request: PageRequest, meeting_id: Id, line_id: Id, body: Body[ConclusionChange]
) -> HttpResponse:
    """Sửa một dòng; dòng đã bỏ thì trở lại. Người khác vừa sửa: 409 `other_version`, kèm `theirs` và `mine`."""
    require_row(request, meeting_id, Conclusion, line_id)
    duties = _with_ids(request, body.duties) if body.duties is not None else None
    given = body.model_dump(exclude={"duties"})
    change_conclusion(conclusion_id=line_id, duties=duties, **given, **request.who)
    return reply(_line(request, meeting_id, line_id))


@router.post(
    "/meetings/{meeting_id}/conclusions/{line_id}/move", response=Conclusions, summary="Chuyển dòng kết luận",
    url_name="meeting_conclusion_move",
)  # fmt: skip
def move_one_conclusion(request: PageRequest, meeting_id: Id, line_id: Id, body: Body[LinePlace]) -> HttpResponse:
    """Đưa một dòng ra sau dòng khác; lời văn và bản giữ nguyên, ký hiệu đánh lại. Dành cho thư ký."""
    require_row(request, meeting_id, Conclusion, line_id)
    move_conclusion(conclusion_id=line_id, after_id=body.after_id, **request.who)
    return reply({"items": lines_shown(request, meeting_of(request.user, meeting_id))})


@router.post(
    "/meetings/{meeting_id}/conclusions/{line_id}/drop", response={204: None}, summary="Bỏ dòng kết luận",
    url_name="meeting_conclusion_drop",
)  # fmt: skip
def drop_one_conclusion(request: PageRequest, meeting_id: Id, line_id: Id, body: Body[OfLineVersion]) -> HttpResponse:
    """Bỏ một dòng; sửa lại dòng ấy thì nó trở lại. Người khác vừa sửa: 409 `other_version`."""
    require_row(request, meeting_id, Conclusion, line_id)
    drop_conclusion(conclusion_id=line_id, version=body.version, **request.who)
    return no_content()


@router.post(
    "/meetings/{meeting_id}/show-conclusions", response={204: None}, summary="Hiện kết luận",
    url_name="meeting_conclusions_show",
)  # fmt: skip
def show_lines(request: PageRequest, meeting_id: Id, body: Body[LinesShown]) -> HttpResponse:
    """Hiện các dòng kết luận trên màn hình lớn và trang của người dự, hoặc ẩn đi; dành cho thư ký."""
    show_conclusions(meeting_id=meeting_id, shown=body.shown, conclusion_ids=body.line_ids, **request.who)
    return no_content()


@router.get(
    "/meetings/{meeting_id}/understood", response=UnderstoodLines, summary="Nhiệm vụ đọc được",
    url_name="meeting_conclusions_understood",
)  # fmt: skip
def understood_of_conclusions(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả những nhiệm vụ sẽ giao nếu kết luận được phát hành hôm nay; không ghi gì. Dành cho thư ký."""
    meeting = meeting_of(request.user, meeting_id)
    if not may_keep_minutes(request.user):
        raise Refused(_("Ghi diễn biến cuộc họp là việc của thư ký (Văn phòng UBND tỉnh)."))
    lines = conclusions_of(meeting)
    body = nested([Line(line.depth, line.kind, line.label, line.text, line.duties) for line in lines])
    content = {"issuer": meeting.unit.name, "subject": meeting.title, "body": body}
    found = understood(meeting.jurisdiction_id, content, kind=NOTICE, symbol="", on=request.today)
    by_place = {clause.place: line.id for clause, line in zip(clauses(content), lines, strict=True)}
    return reply({"items": [understood_shown(duty, by_place[duty.place]) for duty in found]})


def lines_shown(request: PageRequest, meeting: Meeting, *, all_of_them: bool = True) -> list[dict[str, Any]]:
    """The conclusions as the API tells them, or those that everybody may see; each with the mark that it has among all."""
    lines = conclusions_of(meeting)
    codes = _codes(request, lines)
    return [
        {
            **{name: getattr(line, name) for name in _PLAIN}, "mark": mark,
            "duties": [_duty(duty, codes) for duty in line.duties],
        }
        for line, mark in zip(lines, labels(lines), strict=True)
        if all_of_them or line.is_shown
    ]  # fmt: skip


def _line(request: PageRequest, meeting_id: int, line_id: int) -> dict[str, Any]:
    lines = lines_shown(request, meeting_of(request.user, meeting_id))
    found = next((line for line in lines if line["id"] == line_id), None)
    if found is None:
        raise NotFound
    return found


def _with_ids(request: PageRequest, duties: Sequence[NewLineDuty]) -> list[dict[str, Any]]:
    """What was sent of duties, its units by id.

    Raises:
        BadInput: a code that no unit has.
    """
    wanted = [code for duty in duties for code in (*duty.leads, *duty.coordinates)]
    ids = {unit.code: unit.id for unit in lookups.units_by_code(request.user, wanted, field="duties")}
    return [
        {
            "leads": [ids[code] for code in duty.leads], "coordinates": [ids[code] for code in duty.coordinates],
            "deadline_kind": duty.deadline_kind, "deadline_words": duty.deadline_words,
            "due_on": duty.due_on.isoformat() if duty.due_on else "",
        }
        for duty in duties
    ]  # fmt: skip


def _codes(request: PageRequest, lines: Iterable[Conclusion]) -> dict[int, str]:
    wanted = {
        unit
        for line in lines
        for duty in line.duties
        for unit in (*duty.get("leads", ()), *duty.get("coordinates", ()))
    }
    return {unit.id: unit.code for unit in lookups.units_by_id(request.user, wanted).values()}


def _duty(duty: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    return {
        **{role: [codes[unit] for unit in duty.get(role, ()) if unit in codes] for role in ("leads", "coordinates")},
        "deadline_kind": duty.get("deadline_kind", ""), "deadline_words": duty.get("deadline_words", ""),
        "due_on": duty.get("due_on") or None,
    }  # fmt: skip


def understood_shown(duty: Understood, line_id: int | None) -> dict[str, Any]:
    """What the reader found, as the API tells it."""
    return {
        "line_id": line_id, "leads": duty.lead, "coordinates": duty.coordinate, "unknown": duty.unknown,
        "deadline_kind": duty.kind, "deadline_words": duty.words, "due_on": duty.due_on, "by_hand": duty.by_hand,
        "problems": duty.problems,
    }  # fmt: skip
