"""The secretary's screen: what runs, who speaks, what is decided and concluded."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.foundation.errors import Refused
from dondoc.meetings.attendance import counts
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import ItemState, RemarkState, State
from dondoc.meetings.commands._decisions import voting_of
from dondoc.meetings.held import conclusions_of, is_notice_drafted
from dondoc.meetings.labels import labels
from dondoc.meetings.models import AgendaItem, Decision, Meeting, Remark
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.selectors import invitees_of, meeting_of
from dondoc.organizations.selectors import unit_choices
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import DutyForm
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.templatetags.dondoc import asset

_PARTS = (("picker", "picker"), ("duties", "drafting-duties"), ("rows", "meetings-rows"))
FRAGMENTS = {
    "agenda": "web/meetings/room_agenda.html",
    "remarks": "web/meetings/room_remarks.html",
    "decisions": "web/meetings/room_decisions.html",
}


def secretary_s(request: PageRequest, meeting_id: int) -> Meeting:
    """The meeting, for who keeps its minutes.

    Raises:
        NotFound: there is none for this person.
        Refused: the person takes part, but does not keep the minutes.
    """
    meeting = meeting_of(request.user, meeting_id)
    if not may_keep_minutes(request.user):
        raise Refused(_("Phòng họp của thư ký do Văn phòng UBND tỉnh sử dụng; hãy mở “Chỗ ngồi của tôi”."))
    return meeting


def lines_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The conclusions as the page's script has them, each with its mark."""
    lines = conclusions_of(meeting)
    return [
        {
            "id": line.id, "version": line.version, "kind": str(line.kind), "depth": line.depth, "label": line.label,
            "mark": mark, "text": line.text, "duties": line.duties, "is_shown": line.is_shown,
        }
        for line, mark in zip(lines, labels(lines), strict=True)
    ]  # fmt: skip


def proceedings(meeting: Meeting) -> dict[str, Any]:
    """What the fragments of the screen show."""
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    items = list(AgendaItem.objects.filter(**here).order_by("position", "id"))
    remarks = list(Remark.objects.filter(**here).exclude(state=RemarkState.WITHDRAWN).order_by("position", "id"))
    return {
        "meeting": meeting,
        "items": items,
        "running": next((item for item in items if item.state == ItemState.RUNNING), None),
        "waiting": [one for one in remarks if one.state == RemarkState.ASKED],
        "speaking": next((one for one in remarks if one.state == RemarkState.SPEAKING), None),
        "spoken": [one for one in remarks if one.state == RemarkState.DONE],
        "decisions": Decision.objects.filter(**here, dropped_at__isnull=True).order_by("position", "id"),
        "is_running": meeting.state == State.RUNNING,
    }


@require_GET
def room(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the screen."""
    meeting = secretary_s(request, meeting_id)
    people = attendance_of(meeting)
    may_write = meeting.state in (State.CALLED, State.RUNNING, State.ENDED)
    context = {
        **frame(request.user, meeting, "meeting_room"),
        **proceedings(meeting),
        "counts": counts(people),
        "voting": voting_of(meeting),
        "invitees": invitees_of(meeting),
        "duty_form": DutyForm(prefix="duty"),
        "choices": unit_choices(request.jurisdiction.id, request.today),
        "parts": [{"name": name, "url": asset(f"web/{file}.js")} for name, file in _PARTS],
        "lines": lines_of(meeting),
        "now": request.now,
        "may_open": meeting.state in (State.PLANNED, State.CALLED),
        "may_write": may_write,
        "may_conclude": may_write and not is_notice_drafted(meeting),
    }
    return render(request, "web/meetings/room.html", context)


@require_GET
def fragment(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """One part of the screen, asked anew when it changed."""
    meeting = secretary_s(request, meeting_id)
    if name not in FRAGMENTS:
        raise Http404
    return render(
        request,
        FRAGMENTS[name],
        {**proceedings(meeting), "invitees": invitees_of(meeting), "voting": voting_of(meeting)},
    )


@require_GET
def conclusions(request: PageRequest, meeting_id: int) -> JsonResponse:
    """The conclusions as they stand, for a page that hears that somebody else changed them."""
    return JsonResponse({"lines": lines_of(secretary_s(request, meeting_id))})
