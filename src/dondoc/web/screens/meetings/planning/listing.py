"""The list of meetings, and the calendar by week and by month."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, local_day
from dondoc.foundation.errors import Refused
from dondoc.meetings.clashes import by_other
from dondoc.meetings.doubts import day_off_name
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_plan, may_see_meetings, sees_all_meetings
from dondoc.meetings.planning_selectors import clashes_among, concluded, notice_state
from dondoc.meetings.rules import day_of
from dondoc.meetings.selectors import meetings_between, meetings_for
from dondoc.meetings.told import told_late
from dondoc.meetings.week import WEEKDAYS, monday_of
from dondoc.meetings.withdrawn import WithdrawnCall, withdrawn_calls
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.forms import FilterForm
from dondoc.worktime import is_working_day

_PAGE = 40
#: How long a call that was taken back is still shown; one to a meeting to come always is.
_REMEMBERED = dt.timedelta(days=7)


@dataclass(slots=True)
class Day:
    """A day of the calendar with its meetings."""

    on: dt.date
    name: str
    is_today: bool
    is_off: bool
    is_other: bool = False
    holiday: str = ""
    meetings: list[Meeting] = field(default_factory=list)


def require(request: PageRequest) -> None:
    """Do nothing where this person has a calendar.

    Raises:
        Refused: the administrator has none.
    """
    if not may_see_meetings(request.user):
        raise Refused(_("Lịch họp không thuộc phạm vi của người quản trị hệ thống."))


def day_given(request: HttpRequest, today: dt.date) -> dt.date:
    """The day that the address names, today where it names none that is."""
    try:
        found = dt.date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return today
    return found if FIRST_DAY < found < LAST_DAY else today


def days_between(request: PageRequest, first: dt.date, last: dt.date, month: int = 0) -> list[Day]:
    """The days with their meetings; a meeting of several days stands in each."""
    work = calendar_of(request.jurisdiction.id)
    found = {
        on: Day(on, WEEKDAYS[on.weekday()], on == request.today, not is_working_day(on, work), bool(month) and on.month != month, day_off_name(on, work))
        for on in (first + dt.timedelta(days=k) for k in range((last - first).days + 1))
    }  # fmt: skip
    meetings = list(meetings_between(request.user, first, last))
    clashing = clashes_among(meetings) if sees_all_meetings(request.user) else {}
    for meeting in meetings:
        meeting.clashes = by_other(clashing.get(meeting.id, ()))  # type: ignore[attr-defined]
        # One that was opened on another day than planned stands on the day on which it was held.
        on = day_of(meeting)
        ends_on = local_day(meeting.ends_at + (meeting.held_at - meeting.starts_at) - dt.timedelta(seconds=1))
        while on <= ends_on:
            if on in found:
                found[on].meetings.append(meeting)
            on += dt.timedelta(days=1)
    return list(found.values())


def withdrawn_of(request: PageRequest) -> list[WithdrawnCall]:
    """The calls to this person's units that were taken back, as long as their calendar may still hold them."""
    return withdrawn_calls(request.user, since=request.now - _REMEMBERED)


@require_GET
def meetings(request: PageRequest) -> HttpResponse:
    """The week: what is held on which day."""
    require(request)
    day = day_given(request, request.today)
    monday = monday_of(day)
    week = days_between(request, monday, monday + dt.timedelta(days=6))
    context: dict[str, Any] = {
        "days": week,
        "is_empty": not any(each.meetings for each in week),
        "monday": monday,
        "sunday": monday + dt.timedelta(days=6),
        "number": monday.isocalendar().week,
        "before": monday - dt.timedelta(days=7),
        "after": monday + dt.timedelta(days=7),
        "is_this_week": monday == monday_of(request.today),
        "may_plan": may_plan(request.user),
        "withdrawn": withdrawn_of(request),
        "view": "week",
    }
    return render(request, "web/meetings/week.html", context)


@require_GET
def month(request: PageRequest) -> HttpResponse:
    """The month, in weeks that begin on Monday."""
    require(request)
    day = day_given(request, request.today)
    first = day.replace(day=1)
    last = day.replace(day=months.monthrange(day.year, day.month)[1])
    begin, end = monday_of(first), monday_of(last) + dt.timedelta(days=6)
    days = days_between(request, begin, end, day.month)
    context: dict[str, Any] = {
        "weeks": [days[k : k + 7] for k in range(0, len(days), 7)],
        "listed": [each for each in days if each.meetings and not each.is_other],
        "weekdays": WEEKDAYS,
        "first": first,
        "before": first - dt.timedelta(days=1),
        "after": last + dt.timedelta(days=1),
        "may_plan": may_plan(request.user),
        "view": "month",
    }
    return render(request, "web/meetings/month.html", context)


@require_GET
def listed(request: PageRequest) -> HttpResponse:
    """The list, the latest first."""
    require(request)
    form = FilterForm(request.GET)
    data = form.cleaned_data
    states = (data["state"],) if data.get("state") else ()
    found = meetings_for(request.user, states=states, kind=data.get("kind", ""), words=data.get("q", ""))
    page = Paginator(found.select_related("invitation_draft", "notice_draft__entry"), _PAGE).get_page(
        request.GET.get("page")
    )
    office = sees_all_meetings(request.user)
    owing = concluded(page)
    for meeting in page:
        owes = meeting.id in owing
        meeting.notice = notice_state(meeting, today=request.today) if owes else None  # type: ignore[attr-defined]
        late = told_late(meeting, today=request.today) if office else None
        meeting.told_late = late  # type: ignore[attr-defined]
    context = {
        "page": page, "form": form, "may_plan": may_plan(request.user), "view": "list",
        "least_days": invitation_days(request.jurisdiction.id, request.today), "withdrawn": withdrawn_of(request),
    }  # fmt: skip
    return render(request, "web/meetings/list.html", context)
