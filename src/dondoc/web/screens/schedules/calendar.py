"""The working calendar of a year as twelve months: days off, days worked in exchange, and by whose decision."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.calendars.models import DeclaredDay
from dondoc.calendars.permissions import may_set_calendar
from dondoc.calendars.selectors import calendar_of, declared_days
from dondoc.foundation.text import whole_number
from dondoc.schedules.permissions import may_recount
from dondoc.schedules.recounting import recount_of
from dondoc.schedules.recurrence import weekday_name
from dondoc.web.requests import PageRequest
from dondoc.worktime import CalendarDay, WorkCalendar

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's picture; `on` None fills a week that begins or ends outside of the month."""

    on: dt.date | None
    kind: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its weeks, and how many days of it are worked."""

    name: str
    weeks: list[list[Cell]]
    worked: int


@dataclass(frozen=True, slots=True)
class Line:
    """An exception in the list; `own` is the decision that was entered here."""

    entry: CalendarDay
    weekday: str
    own: DeclaredDay | None


@require_GET
def show_year(request: PageRequest) -> HttpResponse:
    """Show the calendar of a year."""
    wanted = whole_number(request.GET.get("nam", ""))
    year = wanted if wanted is not None and _FIRST_YEAR <= wanted <= _LAST_YEAR else request.today.year
    calendar = calendar_of(request.jurisdiction.id)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    own = declared_days(request.jurisdiction.id, first, last)
    lines = [
        Line(entry, weekday_name(entry.day.weekday()), own.get(entry.day)) for entry in calendar.between(first, last)
    ]
    asks = may_recount(request.user)
    context = {
        "year": year, "before": year - 1, "after": year + 1, "lines": lines, "version": calendar.version,
        "months": [_month(year, number, calendar, request.today) for number in range(1, 13)],
        "is_covered": calendar.covers(first), "has_expected": any(not one.entry.confirmed for one in lines),
        "may_set": may_set_calendar(request.user), "may_recount": asks,
        "to_recount": len(recount_of(request.jurisdiction.id, today=request.today).moves) if asks else 0,
        "weekdays": [_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")],
    }  # fmt: skip
    return render(request, "web/schedules/year.html", context)


def _month(year: int, number: int, calendar: WorkCalendar, today: dt.date) -> Month:
    weeks: list[list[Cell]] = []
    worked = 0
    for week in months.Calendar().monthdatescalendar(year, number):
        cells = []
        for day in week:
            if day.month != number:
                cells.append(Cell(None))
                continue
            entry = calendar.entry(day)
            is_worked = calendar.is_working_day(day)
            worked += is_worked
            kind = str(entry.kind) if entry else "weekend" if day.weekday() >= _SATURDAY else ""
            kinds = [kind.replace("_", "-")] if kind else []
            if entry is not None and not entry.confirmed:
                kinds.append("expected")
            if day == today:
                kinds.append("today")
            cells.append(Cell(day, " ".join(f"is-{one}" for one in kinds), entry.name if entry else ""))
        weeks.append(cells)
    return Month(_("Tháng %(number)s") % {"number": number}, weeks, worked)
