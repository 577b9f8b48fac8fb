"""The large screen for the wall: what runs, who speaks, what is concluded. Nothing to click."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.meetings.choices import ItemState
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.labels import labels
from dondoc.meetings.models import Meeting
from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.room.page import proceedings


def shown_lines(meeting: Meeting) -> list[dict[str, Any]]:
    """The conclusions that the secretary shows, each with the mark that it has among all."""
    lines = conclusions_of(meeting)
    return [
        {"mark": mark, "text": line.text, "depth": line.depth, "kind": str(line.kind)}
        for line, mark in zip(lines, labels(lines), strict=True)
        if line.is_shown and line.text
    ]


def _shown(meeting: Meeting) -> dict[str, Any]:
    found = proceedings(meeting)
    coming = [item for item in found["items"] if item.state == ItemState.WAITING]
    return {**found, "lines": shown_lines(meeting), "coming": coming[0] if coming else None}


@require_GET
def wall(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the large screen to whoever may see the meeting."""
    meeting = meeting_of(request.user, meeting_id)
    return render(request, "web/meetings/wall.html", {**_shown(meeting), "now": request.now})


@require_GET
def wall_body(request: PageRequest, meeting_id: int) -> HttpResponse:
    """What changes on it."""
    meeting = meeting_of(request.user, meeting_id)
    return render(request, "web/meetings/wall_body.html", {**_shown(meeting), "now": request.now})
