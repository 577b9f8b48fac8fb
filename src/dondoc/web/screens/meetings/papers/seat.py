"""A participant's own page on the day: what runs, its papers, one's own notes, the wish to speak."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from dondoc.foundation.errors import DomainError
from dondoc.meetings.choices import State
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.keep_own_note import keep_own_note
from dondoc.meetings.commands.withdraw_speech import withdraw_speech
from dondoc.meetings.models import Meeting, OwnNote
from dondoc.meetings.paper_selectors import agenda_of
from dondoc.meetings.selectors import meeting_of, own_invitees
from dondoc.web.components import moment
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest, json_of
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.screens.meetings.room.page import proceedings
from dondoc.web.screens.meetings.room.wall import shown_lines


def shared(meeting: Meeting, *, today: dt.date) -> dict[str, Any]:
    """What changes on the page and is the same for everybody who takes part."""
    found = proceedings(meeting)
    agenda = agenda_of(meeting, today=today)
    running = found["running"]
    return {
        **found,
        "lines": shown_lines(meeting),
        "agenda": agenda,
        "general": [row for row in agenda.others if row.last],
        "now_papers": next((row.papers for row in agenda.items if running and row.item.id == running.id), []),
    }


def _going_on(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    """What changes on the page while the meeting runs, one's own wish to speak included."""
    found = shared(meeting, today=request.today)
    own = [one.id for one in own_invitees(request.user, meeting)]
    asked = next((one for one in found["waiting"] if one.invitee_id in own), None)
    return {
        **found,
        "asked": asked,
        "may_ask": bool(own) and asked is None and meeting.state in (State.CALLED, State.RUNNING),
        "place": [one.id for one in found["waiting"]].index(asked.id) + 1 if asked else 0,
    }


@require_GET
def seat(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the page."""
    meeting = meeting_of(request.user, meeting_id)
    note = OwnNote.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, user_id=request.user.id
    ).first()
    context = {
        **frame(request.user, meeting, "meeting_seat"),
        **_going_on(request, meeting),
        "note": note,
        "now": request.now,
    }
    return render(request, "web/meetings/seat.html", context)


@require_GET
def going_on(request: PageRequest, meeting_id: int) -> HttpResponse:
    """What changes on it, asked anew."""
    meeting = meeting_of(request.user, meeting_id)
    return render(request, "web/meetings/seat_now.html", {"meeting": meeting, **_going_on(request, meeting)})


@require_POST
def speak(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Ask to speak, or take it back."""
    meeting = meeting_of(request.user, meeting_id)
    which = request.POST.get("thoi", "")
    try:
        if which.isdigit():
            withdraw_speech(remark_id=int(which), **request.who)
        else:
            running = meeting.agenda.filter(state="running").first()
            ask_to_speak(
                meeting_id=meeting.id, topic=request.POST.get("topic", ""), item_id=running.id if running else None,
                **request.who,
            )  # fmt: skip
    except CORRECTABLE as error:
        if not request.is_htmx:
            messages.error(request, error.message)
            return redirect("web:meeting_seat", meeting.id)
        raise
    if request.is_htmx:
        return going_on_again(request, meeting)
    return redirect("web:meeting_seat", meeting.id)


def going_on_again(request: PageRequest, meeting: Meeting) -> HttpResponse:
    """The fragment after something was done in it."""
    return render(request, "web/meetings/seat_now.html", {"meeting": meeting, **_going_on(request, meeting)})


@require_POST
def save_note(request: PageRequest, meeting_id: int) -> JsonResponse:
    """Save one's own note as one types; a refusal is JSON, with both texts where it was changed elsewhere."""
    meeting = meeting_of(request.user, meeting_id)
    try:
        given = json_of(request)
        version = given.get("version")
        saved = keep_own_note(
            meeting_id=meeting.id, text=str(given.get("text") or ""), version=version if isinstance(version, int) else 0,
            **request.who,
        )  # fmt: skip
    except DomainError as error:
        return JsonResponse({"message": error.message, "code": error.code, **error.details}, status=error.status)
    return JsonResponse({"version": saved.version, "at": moment(request.now)[-5:]})
