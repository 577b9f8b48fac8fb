"""What planning gives as files: the week as docx and PDF, a meeting and a week for a calendar."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from dondoc.documents.rendering import Output
from dondoc.meetings.calendar_entries import calendar_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.week import monday_of
from dondoc.meetings.week_files import week_calendar, week_printed
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.listing import day_given, require

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def schedule(request: PageRequest, kind: str) -> HttpResponse:
    """The week's schedule as docx or PDF."""
    require(request)
    if kind not in _TYPES:
        raise Http404
    day = day_given(request, request.today)
    content = week_printed(request.user, day, cast("Output", kind))
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="lich-cong-tac-{monday_of(day):%Y-%m-%d}.{kind}"'
    return response


def _address(request: PageRequest, meeting: Meeting) -> str:
    return request.build_absolute_uri(reverse("web:meeting", args=[meeting.id]))


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"text/calendar; charset={settings.DEFAULT_CHARSET}")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@require_GET
def one(request: PageRequest, meeting_id: int) -> HttpResponse:
    """A meeting for a calendar: the invitation with its updates, the cancellation of the meeting or of one's own call."""
    content = calendar_of(request.user, meeting_id, lambda meeting: _address(request, meeting))
    return _calendar(content, f"hop-{meeting_id}")


@require_GET
def week(request: PageRequest) -> HttpResponse:
    """A week's meetings for a calendar, as far as this person sees them; nobody is named."""
    require(request)
    day = day_given(request, request.today)
    content = week_calendar(request.user, day, lambda meeting: _address(request, meeting))
    return _calendar(content, f"lich-tuan-{monday_of(day):%Y-%m-%d}")
