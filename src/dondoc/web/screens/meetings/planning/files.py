"""What planning gives as files: the week as docx and PDF, a meeting and a week for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.drafting.content import printable
from dondoc.drafting.printing import rendered
from dondoc.drafting.selectors import agency_of
from dondoc.foundation.errors import NotFound
from dondoc.meetings.calendar_entries import entry_of, invitation_file
from dondoc.meetings.calendar_file import calendar_file
from dondoc.meetings.choices import State
from dondoc.meetings.models import Category, Meeting
from dondoc.meetings.selectors import meeting_of, meetings_between
from dondoc.meetings.week import Scheduled, monday_of, schedule_content
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Unit
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.listing import day_given, require

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def scheduled(meetings: Iterable[Meeting]) -> list[Scheduled]:
    """The meetings as rows of the schedule (one query for their categories)."""
    listed = [one for one in meetings if one.state != State.CANCELLED]
    categories: dict[int, list[str]] = {}
    if listed:
        names = Category.objects.filter(
            jurisdiction_id=listed[0].jurisdiction_id, meeting_id__in=[one.id for one in listed]
        ).order_by("position", "id")
        for meeting_id, name in names.values_list("meeting_id", "name"):
            categories.setdefault(meeting_id, []).append(name)
    return [
        Scheduled(
            one.starts_at, one.ends_at, one.title, " ".join(part for part in (one.chair_title, one.chair_name) if part),
            one.room.name if one.room else one.place or (_("Trực tuyến") if one.link else ""),
            "; ".join(categories.get(one.id, [])), one.unit.name,
        )
        for one in listed
    ]  # fmt: skip


@require_GET
def schedule(request: PageRequest, kind: str) -> HttpResponse:
    """The week's schedule as docx or PDF."""
    require(request)
    if kind not in _TYPES:
        raise Http404
    monday = monday_of(day_given(request, request.today))
    week = scheduled(meetings_between(request.user, monday, monday + dt.timedelta(days=6)))
    here = Unit.objects.filter(jurisdiction_id=request.jurisdiction.id).order_by("id")
    office = here.filter(kind=UnitKind.OFFICE).first() or here.first()
    if office is None:
        raise NotFound
    document = printable(
        schedule_content(agency_of(office), monday, week), kind="Chương trình", symbol="", steps=(), post="", signer="",
        lenient=True,
    )  # fmt: skip
    response = HttpResponse(rendered(document, "pdf" if kind == "pdf" else "docx"), content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="lich-cong-tac-{monday:%Y-%m-%d}.{kind}"'
    return response


def _address(request: PageRequest, meeting: Meeting) -> str:
    return request.build_absolute_uri(reverse("web:meeting", args=[meeting.id]))


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"text/calendar; charset={settings.DEFAULT_CHARSET}")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@require_GET
def one(request: PageRequest, meeting_id: int) -> HttpResponse:
    """A meeting for a calendar: the invitation with its updates, the cancellation when it is cancelled."""
    meeting = meeting_of(request.user, meeting_id)
    return _calendar(invitation_file(request.user, meeting, url=_address(request, meeting)), f"hop-{meeting.id}")


@require_GET
def week(request: PageRequest) -> HttpResponse:
    """A week's meetings for a calendar, as far as this person sees them; nobody is named."""
    require(request)
    monday = monday_of(day_given(request, request.today))
    found = meetings_between(request.user, monday, monday + dt.timedelta(days=6))
    entries = [entry_of(meeting, (), url=_address(request, meeting)) for meeting in found]
    return _calendar(calendar_file(entries, method="PUBLISH"), f"lich-tuan-{monday:%Y-%m-%d}")
