"""The code at the door: the page that is printed, its picture, and what a phone that scanned it sees."""

from __future__ import annotations

import io

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.meetings import rules
from dondoc.meetings.attendance_selectors import lines_of
from dondoc.meetings.choices import Attendee, CheckIn, SubstituteRank
from dondoc.meetings.commands.check_in import check_in, not_the_day
from dondoc.meetings.commands.renew_door_code import renew_door_code
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.screens.meetings.people.calling import one_called


@require_GET
def page(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the code to be hung at the door; it comes to be when this page is first opened."""
    meeting = _kept(request, meeting_id)
    if not meeting.door_secret:
        meeting = renew_door_code(
            actor=request.user, meeting_id=meeting.id, now=request.now, request_id=request.request_id
        )
    # The picture's address changes with the code, so that no browser shows the old one.
    context = {**frame(request.user, meeting, "meeting_attendance"), "mark": meeting.door_secret[:6]}
    return render(request, "web/meetings/people_door.html", context)


@require_POST
def renew(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Make another code; the one that hangs there is void."""
    meeting = _kept(request, meeting_id)
    renew_door_code(actor=request.user, meeting_id=meeting.id, now=request.now, request_id=request.request_id)
    messages.success(request, _("Đã tạo mã mới; mã cũ không dùng được nữa. Hãy in và treo lại."))
    return redirect("web:meeting_door", meeting.id)


@require_GET
def picture(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Give the code as a picture."""
    meeting = _kept(request, meeting_id)
    if not meeting.door_secret:
        raise NotFound
    address = request.build_absolute_uri(reverse("web:meeting_door_enter", args=[meeting.id, meeting.door_secret]))
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False, omitsize=True)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@require_http_methods(["GET", "POST"])
def enter(request: PageRequest, meeting_id: int, secret: str) -> HttpResponse:
    """Show who may be checked in by this person's phone; one press does it."""
    meeting = meeting_of(request.user, meeting_id)
    if not rules.opens_the_door(meeting.door_secret, secret):
        raise Refused(
            _("Mã điểm danh không đúng hoặc đã được thay: hãy quét lại mã đang treo tại cửa phòng họp này."),
            code="wrong_door_code",
        )
    status, error, refused = 200, "", 0
    if request.method == "POST":
        called = whole_number(request.POST.get("invitee"))
        if called is None:
            raise NotFound
        invitee = one_called(meeting, called)
        try:
            _check_in(request, invitee, secret)
        except CORRECTABLE as problem:
            status, error, refused = 422, problem.message, invitee.id
        else:
            return redirect("web:meeting_door_enter", meeting.id, secret)
    is_the_day = rules.may_check_in(meeting.state, meeting.starts_at, meeting.ends_at, request.now)
    over = meeting.state not in rules.CHECK_IN_STATES
    context = {
        "meeting": meeting, "lines": [line for line in lines_of(meeting, request.user) if line.is_own], "secret": secret,
        "is_open": is_the_day, "not_the_day": "" if is_the_day or over else not_the_day(meeting), "error": error, "refused": refused,
        "typed": request.POST if error else {},
    }  # fmt: skip
    return render(request, "web/meetings/people_enter.html", context, status=status)


def _check_in(request: PageRequest, invitee: Invitee, secret: str) -> None:
    post = request.POST
    check_in(
        actor=request.user, invitee_id=invitee.id, presence=post.get("presence", ""), how=CheckIn.QR, door_secret=secret,
        attendee=post.get("attendee", Attendee.INVITED), attendee_name=post.get("attendee_name", ""),
        attendee_title=post.get("attendee_title", ""), attendee_rank=post.get("attendee_rank", SubstituteRank.NONE),
        now=request.now, request_id=request.request_id,
    )  # fmt: skip


def _kept(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not may_keep_minutes(request.user):
        raise Refused(_("Mã điểm danh do Văn phòng UBND tỉnh lập."))
    if meeting.state not in rules.CHECK_IN_STATES:
        raise Conflict(_("Mã điểm danh có từ khi giấy mời được gửi đến khi cuộc họp kết thúc."), code="wrong_state")
    return meeting
