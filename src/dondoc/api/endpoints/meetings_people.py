"""Participants of meetings: called, answered for, consented to, checked in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_people import (
    AttendanceItem,
    Categories,
    CategoryItem,
    InviteeItem,
    Invitees,
    NewAnswer,
    NewCategory,
    NewCheckIn,
    NewConsent,
    NewInvitee,
    NewlyInvited,
)
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import Line, lines_of, listed_for
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.drop_category import drop_category
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Category, Invitee, Meeting
from dondoc.meetings.permissions import keeps_a_venue, may_plan, sees_all_meetings, visible_meetings
from dondoc.meetings.selectors import invitees_of, meeting_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: thành phần, điểm danh"])
_PLAIN = (
    "id", "meeting_id", "category_id", "venue_id", "body", "title", "answer", "substitute_name", "substitute_title",
    "substitute_rank", "consent",
)  # fmt: skip
_ATTENDED = ("presence", "attendee", "attendee_name", "attendee_title", "attendee_rank", "mode", "check_in")


@router.get(
    "/meetings/{meeting_id}/categories", response=Categories, summary="Các thành phần", url_name="meeting_categories"
)
def categories_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả các thành phần dự họp theo thứ tự, với yêu cầu ai phải dự."""
    lookups.refuse_unknown(request, ())
    meeting = meeting_of(request.user, meeting_id)
    return reply({"items": [_category(each) for each in meeting.categories.order_by("position", "id")]})


@router.post(
    "/meetings/{meeting_id}/categories", response={201: CategoryItem}, summary="Thêm thành phần",
    url_name="meeting_categories",
)  # fmt: skip
def add_category(request: PageRequest, meeting_id: Id, body: Body[NewCategory]) -> HttpResponse:
    """Thêm một thành phần vào cuộc họp; dành cho Văn phòng."""
    meeting = _planned(request, meeting_id)
    return reply(_category(set_category(meeting_id=meeting.id, **body.model_dump(), **request.who)), status=201)


@router.patch(
    "/meetings/{meeting_id}/categories/{category_id}", response=CategoryItem, summary="Sửa thành phần",
    url_name="meeting_category",
)  # fmt: skip
def change_category(request: PageRequest, meeting_id: Id, category_id: Id, body: Body[NewCategory]) -> HttpResponse:
    """Sửa một thành phần, ghi đủ mọi trường; dành cho Văn phòng."""
    require_row(request, meeting_id, Category, category_id)
    saved = set_category(meeting_id=meeting_id, category_id=category_id, **body.model_dump(), **request.who)
    return reply(_category(saved))


@router.delete(
    "/meetings/{meeting_id}/categories/{category_id}", response={204: None}, summary="Bỏ thành phần",
    url_name="meeting_category",
)  # fmt: skip
def drop_one_category(request: PageRequest, meeting_id: Id, category_id: Id) -> HttpResponse:
    """Bỏ một thành phần chưa mời ai; dành cho Văn phòng. Đã mời: 409 `not_empty`."""
    require_row(request, meeting_id, Category, category_id)
    drop_category(meeting_id=meeting_id, category_id=category_id, **request.who)
    return no_content()


@router.get(
    "/meetings/{meeting_id}/invitees", response=Invitees, summary="Danh sách được mời", url_name="meeting_invitees"
)
def invitees_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả danh sách được mời với trả lời và kết quả điểm danh.

    Với đơn vị, lý do vắng và kết quả điểm danh của người thuộc đơn vị khác để trống, trừ điểm cầu mà đơn vị phụ trách.
    """
    lookups.refuse_unknown(request, ())
    meeting = meeting_of(request.user, meeting_id)
    return reply({"items": [_invitee(line) for line in lines_of(meeting, request.user)]})


@router.post(
    "/meetings/{meeting_id}/invitees", response={201: NewlyInvited}, summary="Mời dự họp", url_name="meeting_invitees"
)
def call_to_meeting(request: PageRequest, meeting_id: Id, body: Body[NewInvitee]) -> HttpResponse:
    """Mời một người, hoặc thủ trưởng mọi đơn vị của một nhóm; ai đã có trong danh sách được nêu ở `already`."""
    meeting = _planned(request, meeting_id)
    base = {"meeting_id": meeting.id, "category_id": body.category_id, **request.who}
    if body.group is not None:
        if body.unit or body.post_id or body.body or body.person_name:
            raise BadInput(_("Mời cả nhóm thì không nêu thêm đơn vị, chức danh hay tên người."), field="group")
        (group,) = lookups.groups_by_code(request.user, [body.group], field="group")
        done = invite_group(group_id=group.id, with_venues=body.with_venues, **base)
        made, already = [each.id for each in done.invitees], list(done.already)
    else:
        unit_id = lookups.units_by_code(request.user, [body.unit])[0].id if body.unit else None
        one = invite(
            unit_id=unit_id, post_id=body.post_id, body=body.body, person_name=body.person_name, title=body.title,
            venue_id=body.venue_id, **base,
        )  # fmt: skip
        made, already = [one.id], []
    rows = lines_of(meeting, request.user, rows=invitees_of(meeting).filter(id__in=made))
    return reply({"items": [_invitee(line) for line in rows], "already": already}, status=201)


@router.post("/invitees/{invitee_id}/withdraw", response={204: None}, summary="Rút giấy mời", url_name="invitee_withdraw")  # fmt: skip
def withdraw_one(request: PageRequest, invitee_id: Id) -> HttpResponse:
    """Rút giấy mời của một người chưa điểm danh có mặt; dành cho Văn phòng."""
    withdraw_invitee(invitee_id=invitee_id, **request.who)
    return no_content()


@router.post("/invitees/{invitee_id}/answer", response=InviteeItem, summary="Trả lời giấy mời", url_name="invitee_answer")  # fmt: skip
def answer_for_one(request: PageRequest, invitee_id: Id, body: Body[NewAnswer]) -> HttpResponse:
    """Trả lời cho người của đơn vị mình: dự, xin vắng, hoặc xin cử người dự thay; hai việc sau chờ chủ trì cho ý kiến.

    Đơn vị trả lời trước khi cuộc họp bắt đầu; sau đó chỉ Văn phòng ghi lại, kèm `reported_at` nếu đã được báo trước.
    """
    answer_invitation(invitee_id=invitee_id, **body.model_dump(), **request.who)
    return reply(_one(request, invitee_id))


@router.post("/invitees/{invitee_id}/consent", response=InviteeItem, summary="Cho ý kiến", url_name="invitee_consent")
def consent_to_one(request: PageRequest, invitee_id: Id, body: Body[NewConsent]) -> HttpResponse:
    """Đồng ý hoặc không đồng ý với đề nghị vắng, dự thay; dành cho người chủ trì và lãnh đạo Văn phòng."""
    decide_absence(invitee_id=invitee_id, **body.model_dump(), **request.who)
    return reply(_one(request, invitee_id))


@router.post("/invitees/{invitee_id}/check-in", response=InviteeItem, summary="Điểm danh", url_name="invitee_check_in")
def check_one_in(request: PageRequest, invitee_id: Id, body: Body[NewCheckIn]) -> HttpResponse:
    """Điểm danh theo danh sách (Văn phòng), bằng mã tại cửa hoặc tại điểm cầu (người của đơn vị); trong ngày họp hoặc khi đang họp."""
    check_in(invitee_id=invitee_id, **body.model_dump(), **request.who)
    return reply(_one(request, invitee_id))


@router.get(
    "/meetings/{meeting_id}/attendance",
    response=AttendanceItem,
    summary="Số liệu dự họp",
    url_name="meeting_attendance",
)
def attendance_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả số người theo từng kết quả, và lời ghi trong thông báo. Đơn vị giữ điểm cầu thấy số của điểm cầu mình."""
    lookups.refuse_unknown(request, ())
    meeting = meeting_of(request.user, meeting_id)
    whole = sees_all_meetings(request.user)
    if not whole and not keeps_a_venue(request.user, meeting):
        raise Refused(_("Danh sách điểm danh do Văn phòng và đơn vị phụ trách điểm cầu giữ."))
    people = [line.person for line in listed_for(request.user, meeting)]
    found = counts(people)
    names = [name for name in AttendanceItem.model_fields if name != "sentence"]
    return reply({**{name: getattr(found, name) for name in names}, "sentence": sentence(people) if whole else ""})


def _planned(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not may_plan(request.user):
        raise Refused(_("Thành phần dự họp do Văn phòng UBND tỉnh lập."))
    return meeting


def _one(request: PageRequest, invitee_id: int) -> dict[str, Any]:
    row = Invitee.objects.filter(
        jurisdiction_id=request.user.jurisdiction_id, id=invitee_id, meeting_id__in=visible_meetings(request.user).values("id")
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    meeting = meeting_of(request.user, row.meeting_id)
    (line,) = lines_of(meeting, request.user, rows=invitees_of(meeting).filter(id=invitee_id))
    return _invitee(line)


def _invitee(line: Line) -> dict[str, Any]:
    one = line.invitee
    private = (one.reason_kind, one.reason, one.consent_note) if line.may_see_reason else ("", "", "")
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        **{name: getattr(one, name) if line.may_see_attendance else "" for name in _ATTENDED},
        "category": one.category.name,
        "venue": one.venue.name if one.venue else "",
        "unit": one.unit.code if one.unit else None,
        "person_name": line.person.person_name,
        "reason_kind": private[0],
        "reason": private[1],
        "consent_note": private[2],
        "checked_at": at(one.checked_at) if line.may_see_attendance else None,
        "attendance": line.code if line.may_see_attendance else "",
    }


def _category(category: Category) -> dict[str, Any]:
    return {name: getattr(category, name) for name in CategoryItem.model_fields}
