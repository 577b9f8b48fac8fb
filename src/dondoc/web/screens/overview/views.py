"""Tổng quan: how all that was given stands, on any day, in one minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import Scope, may_see_directives, scope_of
from dondoc.directives.choices import Timeliness, Update
from dondoc.directives.listing import AssignmentFilter, list_assignments
from dondoc.foundation.errors import NotFound
from dondoc.reviews.figures import Month, overview, trend
from dondoc.reviews.update_rates import update_rates
from dondoc.web import components
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import Reference, reference
from dondoc.web.screens.overview import tables
from dondoc.web.screens.overview.question import Question, question_of

MOST_UNITS = 15
MOST_LATE = 10


def _asked(request: PageRequest) -> tuple[Question, Scope]:
    """Return what is asked and what this person sees.

    Raises:
        NotFound: this person sees no directives at all, so for them there is no such page.
    """
    if not may_see_directives(request.user):
        raise NotFound
    return question_of(request), scope_of(request.user)


@require_GET
def overview_page(request: PageRequest) -> HttpResponse:
    """Show the figures of a day. The comparison, the update rate and the months follow by htmx.

    Each of them costs as much as all the rest: they count rows, or another day, where the page asks the roll-ups.
    """
    question, scope = _asked(request)
    known = reference(request.jurisdiction)
    found = overview(scope, question.moment, question.part)
    units = tables.unit_lines(found, known)
    all_units = request.GET.get("units") == "all"
    # A person of one unit has no use for a table of one row.
    by_unit = len(units) > 1 and tables.table(
        question, "units", _("Theo đơn vị"), _("Đơn vị"), units, 0 if all_units else MOST_UNITS
    )
    late = list_assignments(
        scope,
        AssignmentFilter(timeliness=(Timeliness.OVERDUE,), role=question.role, counted=True, sort="due"),
        question.moment,
        limit=MOST_LATE,
    )
    context: dict[str, Any] = {
        "question": question,
        "moment": question.moment,
        "whose": _whose(request, scope, known),
        "total": found.total,
        "all_rows": question.rows(),
        "bar": tables.bar(found.total),
        "tiles": tables.tiles(question, found.total),
        "done": tables.done_figure(question, found.total),
        "by_unit": by_unit,
        "small_tables": [
            tables.table(question, "origin", _("Theo nguồn giao"), _("Nguồn giao"), tables.origin_lines(found)),
            tables.table(question, "field", _("Theo lĩnh vực"), _("Lĩnh vực"), tables.field_lines(found, known)),
        ],
        "late": [(row, components.relative_day(row.due_on, question.moment.on)) for row in late],
        "late_url": question.rows(Timeliness.OVERDUE),
        "comparison_url": question.page(name="overview_comparison"),
        "updates_url": question.page(name="overview_updates"),
        "months_url": question.page(name="overview_months"),
        "all_units_url": question.page(units="all") + "#units",
    }
    return render(request, "web/overview/overview.html", context)


def _whose(request: PageRequest, scope: Scope, known: Reference) -> str:
    """Return whose figures these are, in words."""
    if scope.kind == "units":
        own = known.names_by_id.get(request.user.unit_id or 0, "")
        if len(scope.unit_ids) > 1:
            return _("%(unit)s và các đơn vị trực thuộc") % {"unit": own}
        return own
    if scope.kind == "fields":
        names = [known.field_names_by_id[id_] for id_ in sorted(scope.field_ids) if id_ in known.field_names_by_id]
        return _("Lĩnh vực bạn theo dõi: %(fields)s") % {"fields": "; ".join(names) or _("chưa phân lĩnh vực")}
    return _("Toàn bộ %(place)s") % {"place": request.jurisdiction.name}


@require_GET
def comparison(request: PageRequest) -> HttpResponse:
    """Give the change of each head figure since thirty days before, each with the figure of that day."""
    question, scope = _asked(request)
    now = overview(scope, question.moment, question.part).total
    then = overview(scope, question.before, question.part).total
    changes = []
    for code in tables.ORDER:
        count, was = getattr(now, code), getattr(then, code)
        changes.append(
            {
                "code": code,
                "change": _signed(count - was),
                "was": components.figure(
                    was,
                    then.population,
                    question.rows(str(code), moment=question.before),
                    f"{code.label}, {components.day(question.before.on)}",
                ),
            }
        )
    context = {"question": question, "changes": changes, "then": then}
    return render(request, "web/overview/comparison.html", context)


def _signed(change: int) -> str:
    """Return a change with its sign, a real minus for a fall."""
    if not change:
        return "±0"
    return f"+{components.number(change)}" if change > 0 else f"−{components.number(-change)}"


@require_GET
def updates(request: PageRequest) -> HttpResponse:
    """Give the update rate, in all and of the quietest units, each beside how much of its work is done."""
    question, scope = _asked(request)
    known = reference(request.jurisdiction)
    rates = update_rates(scope, question.moment, question.part)
    done = overview(scope, question.moment, question.part)
    context = {
        "question": question,
        "updates": tables.update_figure(question, rates.total),
        "update_lines": tables.update_lines(question, rates, done, known),
        "stale_url": question.rows(updates=(str(Update.STALE),)),
    }
    # Without scripts the address is opened as a page of its own.
    return render(request, f"web/overview/{'updates' if request.is_htmx else 'updates_page'}.html", context)


@require_GET
def months(request: PageRequest) -> HttpResponse:
    """Give the last twelve months: the data of the chart, and the same as a table whose figures open their rows."""
    question, scope = _asked(request)
    found = trend(scope, question.moment, question.part)
    context = {
        "question": question,
        "rows": [_month_row(question, month) for month in found],
        "data": {
            "months": [f"{month.month:%m/%Y}" for month in found],
            "series": [
                {"name": _("Giao"), "code": "assigned", "values": [month.assigned for month in found]},
                {
                    "name": _("Hoàn thành đúng hạn"),
                    "code": "done-on-time",
                    "values": [month.done_on_time for month in found],
                },
                {"name": _("Hoàn thành trễ hạn"), "code": "done-late", "values": [month.done_late for month in found]},
            ],
        },
        "is_partial": (question.moment.on + dt.timedelta(days=1)).day != 1,
        "has_any": any(month.assigned or month.done_on_time or month.done_late for month in found),
    }
    # Without scripts the address is opened as a page of its own, with the table alone.
    return render(request, f"web/overview/{'months' if request.is_htmx else 'months_page'}.html", context)


def _month_row(question: Question, month: Month) -> dict[str, Any]:
    last = (month.month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    given = {"assigned_from": month.month, "assigned_to": last}
    done = {"completed_from": month.month, "completed_to": last}
    name = f"{month.month:%m/%Y}"

    def figure(count: int, word: str, *codes: str, **days: Any) -> Any:
        return components.figure(count, None, question.rows(*codes, **days) if count else "", f"{name}, {word}")

    return {
        "name": name,
        "assigned": figure(month.assigned, _("giao"), **given),
        "done_on_time": figure(month.done_on_time, _("hoàn thành đúng hạn"), Timeliness.DONE_ON_TIME, **done),
        "done_late": figure(month.done_late, _("hoàn thành trễ hạn"), Timeliness.DONE_LATE, **done),
    }
