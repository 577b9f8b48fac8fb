"""The secretary's screen: what runs, who speaks, what is decided and concluded."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.directives.listing import Moment
from dondoc.foundation.errors import Refused
from dondoc.foundation.text import whole_number
from dondoc.meetings.attendance import counts
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import ItemState, RemarkState, State
from dondoc.meetings.commands._decisions import voting_of
from dondoc.meetings.held import conclusions_of, is_notice_drafted
from dondoc.meetings.labels import labels
from dondoc.meetings.models import AgendaItem, Decision, Meeting, Remark
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.planning_selectors import owes_notice
from dondoc.meetings.rules import is_entered_after
from dondoc.meetings.selectors import invitees_of, meeting_of
from dondoc.meetings.staleness import WRITTEN, draft_of
from dondoc.meetings.standing import meeting_before, standing_of
from dondoc.organizations.selectors import unit_choices
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import DutyForm
from dondoc.web.screens.meetings.after.figures import Shown, shown
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.templatetags.dondoc import asset

_PARTS = (
    ("picker", "picker"), ("duties", "drafting-duties"), ("rows", "meetings-rows"), ("remarks", "meetings-remarks"),
    ("drag", "meetings-drag"),
)  # fmt: skip
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


def proceedings(meeting: Meeting, *, shown_too: int = 0) -> dict[str, Any]:
    """What the fragments of the screen show; `shown_too` is a decision that stands among them although it was dropped."""
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
        "decisions": list(
            Decision.objects.filter(Q(dropped_at__isnull=True) | Q(id=shown_too), **here).order_by("position", "id")
        ),
        "is_running": meeting.state == State.RUNNING,
    }


def parts(meeting: Meeting, *, shown_too: int = 0) -> dict[str, Any]:
    """What the parts of the secretary's own screen show, together or asked anew one by one."""
    found = proceedings(meeting, shown_too=shown_too)
    return {
        **found,
        "coming": next((item for item in found["items"] if item.state == ItemState.WAITING), None),
        "done_items": sum(item.state == ItemState.DONE for item in found["items"]),
        "voting": voting_of(meeting),
        "has_votes": any(each.votes_for is not None for each in found["decisions"]),
        "may_arrange": meeting.state in (State.PLANNED, State.CALLED, State.RUNNING) and len(found["items"]) > 1,
        "may_write": meeting.state in (State.CALLED, State.RUNNING, State.ENDED),
    }


@require_GET
def room(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the screen."""
    which = request.GET.get("sua", "")
    return show(request, secretary_s(request, meeting_id), editing=whole_number(which))


def show(request: PageRequest, meeting: Meeting, *, status: int = 200, shown_too: int = 0, **more: Any) -> HttpResponse:
    """The screen; with what was typed and refused, where something was."""
    people = attendance_of(meeting)
    # Over, a meeting has no need of what stood before it.
    before = meeting_before(request.user, meeting) if meeting.state != State.ENDED else None
    found = parts(meeting, shown_too=shown_too)
    lines = lines_of(meeting)
    minutes = draft_of(meeting, "minutes")
    context = {
        **frame(request.user, meeting, "meeting_room"),
        **found,
        "counts": counts(people),
        "invitees": invitees_of(meeting),
        "duty_form": DutyForm(prefix="duty"),
        "choices": unit_choices(request.jurisdiction.id, request.today),
        "parts": [{"name": name, "url": asset(f"web/{file}.js")} for name, file in _PARTS],
        "lines": lines,
        "said": sum(bool(line["text"]) for line in lines),
        "now": request.now,
        "is_entered_after": is_entered_after(
            meeting.starts_at, meeting.ends_at, planned_at=meeting.created_at, now=request.now
        ),
        "may_open": meeting.state in (State.PLANNED, State.CALLED),
        "may_conclude": found["may_write"] and not is_notice_drafted(meeting),
        "may_reopen": not is_notice_drafted(meeting) and (minutes is None or minutes.state in WRITTEN),
        "before": _standing(request, before),
        "owed": before if owes_notice(before, today=request.today) else None,
        **more,
    }
    return render(request, "web/meetings/room.html", context, status=status)


def _standing(request: PageRequest, before: Meeting | None) -> Shown | None:
    """Where the conclusions of the meeting before this one stand today; None where nothing came of them."""
    if before is None:
        return None
    moment = Moment(on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days)
    found = shown(standing_of(request.user, before, moment), moment)
    return found if found is not None and found.rows else None


def part(
    request: PageRequest, meeting: Meeting, name: str, *, status: int = 200, shown_too: int = 0, **more: Any
) -> HttpResponse:
    """One part of the screen, with what stands elsewhere on it and changes along."""
    context = {**parts(meeting, shown_too=shown_too), "part": name, **more}
    return render(request, "web/meetings/room_part.html", {**context, "template": FRAGMENTS[name]}, status=status)


@require_GET
def fragment(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """One part of the screen, asked anew when it changed."""
    meeting = secretary_s(request, meeting_id)
    if name not in FRAGMENTS:
        raise Http404
    return part(request, meeting, name)


@require_GET
def conclusions(request: PageRequest, meeting_id: int) -> JsonResponse:
    """The conclusions as they stand, for a page that hears that somebody else changed them."""
    return JsonResponse({"lines": lines_of(secretary_s(request, meeting_id))})
