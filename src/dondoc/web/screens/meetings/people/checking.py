"""The check-in list at the door: big targets, who is missing first, counts that stay current."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.permissions import is_office
from dondoc.foundation.errors import DomainError, Refused
from dondoc.meetings import rules
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import Line, checked_by, listed_for, narrowed
from dondoc.meetings.choices import Attendee, CheckIn, SubstituteRank
from dondoc.meetings.commands.check_in import check_in, not_the_day
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.permissions import keeps_a_venue, sees_all_meetings
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.screens.meetings.people.calling import one_called
from dondoc.web.screens.meetings.people.forms import ListForm


@require_GET
def attendance(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the list: the whole of it to the office and the chair, its own to a unit that keeps a venue."""
    meeting = _listed(request, meeting_id)
    lines = listed_for(request.user, meeting)
    form = ListForm(request.GET, venues=_venues(request, meeting), with_room=sees_all_meetings(request.user))
    wanted = form.cleaned_data
    is_the_day = rules.may_check_in(meeting.state, meeting.starts_at, meeting.ends_at, request.now)
    context = {
        **frame(request.user, meeting, "meeting_attendance"),
        **_summary(request, lines),
        "form": form,
        "lines": narrowed(lines, words=wanted.get("q", ""), show=wanted.get("xem", ""), venue_id=wanted.get("noi")),
        "may_check": _checks(request, meeting) and is_the_day,
        "not_the_day": "" if is_the_day or meeting.state not in rules.CHECK_IN_STATES else not_the_day(meeting),
        "may_show_code": is_office(request.user) and meeting.state in rules.CHECK_IN_STATES,
        "is_past_planning": meeting.state in rules.CHECK_IN_STATES,
    }
    return render(request, "web/meetings/people_attendance.html", context)


@require_POST
def enter(request: PageRequest, meeting_id: int, invitee_id: int) -> HttpResponse:
    """Record who came for one; by htmx the row and the counts come back, otherwise the list."""
    meeting = _listed(request, meeting_id)
    invitee = one_called(meeting, invitee_id)
    error: DomainError | None = None
    try:
        _check_in(request, invitee)
    except CORRECTABLE as refused:
        error = refused
    if not request.is_htmx:
        if error is not None:
            messages.error(request, error.message)
        return redirect(f"{reverse('web:meeting_attendance', args=[meeting.id])}#nguoi-{invitee.id}")
    lines = listed_for(request.user, meeting)
    line = next((each for each in lines if each.invitee.id == invitee.id), None)
    if line is None:
        raise Refused(_("Danh sách điểm cầu này do đơn vị khác điểm danh."))
    context = {
        "meeting": meeting, "line": line, "may_check": True, "error": error.message if error else "", "oob": True,
        "typed": request.POST if error else {}, **_summary(request, lines),
    }  # fmt: skip
    return render(request, "web/meetings/people_checked.html", context, status=422 if error else 200)


def _check_in(request: PageRequest, invitee: Invitee) -> None:
    post = request.POST
    check_in(
        actor=request.user, invitee_id=invitee.id, presence=post.get("presence", ""),
        attendee=post.get("attendee", Attendee.INVITED), attendee_name=post.get("attendee_name", ""),
        attendee_title=post.get("attendee_title", ""), attendee_rank=post.get("attendee_rank", SubstituteRank.NONE),
        how=CheckIn.LIST if is_office(request.user) else CheckIn.VENUE, now=request.now, request_id=request.request_id,
    )  # fmt: skip


def _listed(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user) and not keeps_a_venue(request.user, meeting):
        raise Refused(_("Danh sách điểm danh do Văn phòng và đơn vị phụ trách điểm cầu giữ."))
    return meeting


def _checks(request: PageRequest, meeting: Meeting) -> bool:
    return is_office(request.user) or keeps_a_venue(request.user, meeting)


def _venues(request: PageRequest, meeting: Meeting) -> list[tuple[int, str]]:
    here = Venue.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
    mine = here if sees_all_meetings(request.user) else checked_by(request.user, meeting)
    return list(mine.order_by("position", "id").values_list("id", "name"))


def _summary(request: PageRequest, lines: list[Line]) -> dict[str, Any]:
    """The counts, and for who sees the whole list the words that a notice would have now."""
    people = [line.person for line in lines]
    found = counts(people)
    return {
        "found": found, "represented": found.substituted + found.chaired_by_deputy,
        "said": sentence(people) if sees_all_meetings(request.user) else "",
    }  # fmt: skip
