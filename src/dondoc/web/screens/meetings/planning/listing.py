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

from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, local_day
from dondoc.foundation.errors import Refused
from dondoc.meetings.clashes import by_other
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_plan, may_see_meetings, sees_all_meetings
from dondoc.meetings.planning_selectors import clashes_among, concluded, notice_state
from dondoc.meetings.selectors import meetings_between, meetings_for
from dondoc.meetings.week import WEEKDAYS, monday_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.forms import FilterForm
from dondoc.worktime import default_calendar, is_working_day

_PAGE = 40


@dataclass(slots=True)
class Day:
    """A day of the calendar with its meetings."""

    on: dt.date
    name: str
    is_today: bool
    is_off: bool
    is_other: bool = False
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
    work = default_calendar()
    found = {
        on: Day(on, WEEKDAYS[on.weekday()], on == request.today, not is_working_day(on, work), bool(month) and on.month != month)
        for on in (first + dt.timedelta(days=k) for k in range((last - first).days + 1))
    }  # fmt: skip
    meetings = list(meetings_between(request.user, first, last))
    clashing = clashes_among(meetings) if sees_all_meetings(request.user) else {}
    for meeting in meetings:
        meeting.clashes = by_other(clashing.get(meeting.id, ()))  # type: ignore[attr-defined]
        on = local_day(meeting.starts_at)
        while on <= local_day(meeting.ends_at - dt.timedelta(seconds=1)):
            if on in found:
                found[on].meetings.append(meeting)
            on += dt.timedelta(days=1)
    return list(found.values())


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
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    owing = concluded(page)
    for meeting in page:
        owes = meeting.id in owing
        meeting.notice = notice_state(meeting, today=request.today) if owes else None  # type: ignore[attr-defined]
    context = {"page": page, "form": form, "may_plan": may_plan(request.user), "view": "list"}
    return render(request, "web/meetings/list.html", context)
