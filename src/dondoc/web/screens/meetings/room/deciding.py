"""Decisions on the secretary's screen: recorded, changed, dropped and taken back, each with the version that was seen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dondoc.foundation.errors import DomainError, NotFound
from dondoc.foundation.text import whole_number
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.models import AgendaItem, Decision, Meeting
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.room.page import part, secretary_s, show

_VOTES = ("votes_for", "votes_against", "votes_abstained")
_FIELDS = ("for", "against", "abstained")


@require_POST
def new(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Record a decision with its votes."""
    meeting = secretary_s(request, meeting_id)
    running = AgendaItem.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, state="running"
    ).first()
    try:
        record_decision(
            meeting_id=meeting_id, text=request.POST.get("text", ""), item_id=running.id if running else None,
            client_key=request.POST.get("client_key", ""), votes_for=_cast(request, "for"),
            votes_against=_cast(request, "against"), votes_abstained=_cast(request, "abstained"), **request.who,
        )  # fmt: skip
    except CORRECTABLE as error:
        if request.is_htmx:
            raise  # what was typed stays in the page's form
        return show(request, meeting, status=error.status, refused_new={**_typed(request), "message": error.message})
    return _answer(request, meeting)


@require_POST
def save(request: PageRequest, meeting_id: int, decision_id: int) -> HttpResponse:
    """Change a decision, or bring back one that was dropped; where two wrote at once, show both."""
    meeting = secretary_s(request, meeting_id)
    decision = _decision(meeting, decision_id)
    text = request.POST.get("text", "")
    if request.POST.get("take") == "both":
        text = f"{decision.text}\n{text}"
    try:
        change_decision(
            decision_id=decision_id, version=_version(request), text=text, votes_for=_cast(request, "for"),
            votes_against=_cast(request, "against"), votes_abstained=_cast(request, "abstained"), **request.who,
        )  # fmt: skip
    except CORRECTABLE as error:
        return _refused(request, meeting, decision_id, error)
    return _answer(request, meeting)


@require_POST
def drop(request: PageRequest, meeting_id: int, decision_id: int) -> HttpResponse:
    """Drop a decision as it was seen; it can be brought back at once."""
    meeting = secretary_s(request, meeting_id)
    _decision(meeting, decision_id)
    try:
        dropped = drop_decision(decision_id=decision_id, version=_version(request), **request.who)
    except CORRECTABLE as error:
        return _answer(
            request, meeting, status=error.status, refused_drop={"id": decision_id, "message": error.message}
        )
    return _answer(request, meeting, dropped=dropped)


def _decision(meeting: Meeting, decision_id: int) -> Decision:
    """The decision of this meeting: an address names both, and they must agree.

    Raises:
        NotFound: it is another meeting's, or nobody's.
    """
    found = Decision.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=decision_id
    ).first()
    if found is None:
        raise NotFound
    return found


def _version(request: PageRequest) -> int:
    return whole_number(request.POST.get("version", "")) or 0


def _cast(request: PageRequest, name: str) -> int | None:
    """Votes as typed. What is no number counts as -1, which the command refuses with its sentence."""
    said = request.POST.get(name, "").strip()
    found = whole_number(said)
    return -1 if said and found is None else found


def _typed(request: PageRequest) -> dict[str, Any]:
    said = {name: request.POST.get(field, "") for name, field in zip(_VOTES, _FIELDS, strict=True)}
    return {"text": request.POST.get("text", ""), **said}


def _refused(request: PageRequest, meeting: Meeting, decision_id: int, error: DomainError) -> HttpResponse:
    """The form again with what was typed; with what another one saved beside it, and its version."""
    theirs = error.details.get("theirs") if error.code == "other_version" else None
    told = {
        "id": decision_id, "message": error.message, "theirs": theirs, "mine": _typed(request),
        "version": error.details.get("version", _version(request)),
    }  # fmt: skip
    return _answer(request, meeting, status=error.status, refused=told, shown_too=decision_id)


def _answer(request: PageRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    if not request.is_htmx:
        return show(request, meeting, status=status, **more) if more else redirect("web:meeting_room", meeting.id)
    answer = part(request, meeting, "decisions", status=status, tells_dropped=True, **more)
    if status >= 400:  # noqa: PLR2004 - the page shows what is refused in its place, and not as a fault
        answer["HX-Retarget"] = "#room-decisions"
    return answer
