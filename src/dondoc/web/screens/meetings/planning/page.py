"""The page of one meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame


@require_GET
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show what is planned."""
    return render(
        request, "web/meetings/meeting.html", frame(request.user, meeting_of(request.user, meeting_id), "meeting")
    )
