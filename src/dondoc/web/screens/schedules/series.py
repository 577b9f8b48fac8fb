"""Recurring directives: which there are, their occurrences, what comes next; started, changed, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.selectors import directive_view
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.organizations.selectors import unit_names, units_on
from dondoc.reading import read_deadline
from dondoc.schedules.choices import OffDay, SeriesState
from dondoc.schedules.commands.change_series import change_series
from dondoc.schedules.commands.open_next_occurrence import open_next_occurrence
from dondoc.schedules.commands.skip_occurrence import skip_occurrence
from dondoc.schedules.commands.start_series import start_series
from dondoc.schedules.commands.stop_series import stop_series
from dondoc.schedules.permissions import may_schedule
from dondoc.schedules.recurrence import composed, decomposed, in_words
from dondoc.schedules.series import SeriesView, series_for, series_seen, views_of
from dondoc.web.answering import answer_form
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.schedules.forms import RuleForm, UnitsForm

_PAGE = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A series as the list shows it."""

    view: SeriesView
    words: str
    leads: str


@require_GET
def list_series(request: PageRequest) -> HttpResponse:
    """List the series that this person may know of; those that wait for the office say so."""
    if not may_see_directives(request.user):
        raise NotFound
    page = Paginator(series_seen(request.user), _PAGE).get_page(request.GET.get("page"))
    rows = _rows(request, views_of(request.jurisdiction.id, list(page), today=request.today))
    return render(request, "web/schedules/series_list.html", {"rows": rows, "page": page})


def _rows(request: PageRequest, views: list[SeriesView]) -> list[Row]:
    names = unit_names(request.jurisdiction.id, {unit for view in views for unit in view.series.leads})
    return [
        Row(view, in_words(view.rule.rrule), "; ".join(names.get(unit, "") for unit in view.series.leads))
        for view in views
    ]


@require_GET
def show_series(request: PageRequest, series_id: int) -> HttpResponse:
    """Show one series: its rule, what comes next, what there was."""
    if not may_see_directives(request.user):
        raise NotFound
    return _page(request, series_id)


def _page(request: PageRequest, series_id: int) -> HttpResponse:
    series = series_for(request.user, series_id)
    (view,) = views_of(request.jurisdiction.id, [series], today=request.today)
    names = unit_names(request.jurisdiction.id, {*series.leads, *series.coordinates})
    context = {
        "view": view, "words": in_words(view.rule.rrule), "off_day": OffDay(view.rule.off_day).label,
        "leads": [names.get(unit, "") for unit in series.leads],
        "coordinates": [names.get(unit, "") for unit in series.coordinates],
        "may_change": series.state == SeriesState.RUNNING
        and may_schedule(request.user, field_id=series.directive.field_id),
        "is_running": series.state == SeriesState.RUNNING,
        "last": view.occurrences[-1].number if view.occurrences else 0,
        "occurrences": list(reversed(view.occurrences)),
    }  # fmt: skip
    return render(request, "web/schedules/series.html", context)


@require_http_methods(["GET", "POST"])
def new_series(request: PageRequest, directive_id: int) -> HttpResponse:
    """Let a recurring directive come again; what its words say is filled in."""
    if not may_see_directives(request.user):
        raise NotFound
    directive = directive_view(request.user, directive_id).directive
    if not may_schedule(request.user, field_id=directive.field_id):
        raise Refused(_("Bạn không có quyền đặt lịch lặp lại cho nhiệm vụ thuộc lĩnh vực này."))
    if directive.deadline_kind != DeadlineKind.RECURRING:
        raise Conflict(_("Chỉ nhiệm vụ có thời hạn định kỳ mới đặt lặp lại được."), code="not_recurring")
    said = read_deadline(directive.deadline_words, None).rrule if directive.deadline_words else None
    form = RuleForm(request.POST or None, initial=_filled(said))

    def run(**who: Any) -> tuple[str, str]:
        made = start_series(
            directive_id=directive_id, rrule=form.rule(), off_day=form.cleaned_data["off_day"], **who
        )  # fmt: skip
        return _("Nhiệm vụ đã được đặt lặp lại; kỳ đầu đã có ngày đến hạn."), reverse("web:series", args=[made.id])

    context = {"directive": directive, "said": _said(said)}
    return answer_form(request, form, run, "web/schedules/series_new.html", context)


def _filled(rule: str | None) -> dict[str, Any]:
    """What the form shows of a rule: its fields, or the rule itself where they cannot say it."""
    if not rule:
        return {}
    try:
        return decomposed(rule) or {"rrule": rule}
    except ValueError:
        return {}


def _said(rule: str | None) -> str:
    """A rule that the reader found, as the form takes it."""
    filled = _filled(rule)
    if not filled:
        return ""
    return in_words(composed(**filled)) if "frequency" in filled else in_words(str(filled["rrule"]))


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, series_id: int) -> HttpResponse:
    """Change the rule or the units from the next occurrence on."""
    if not may_see_directives(request.user):
        raise NotFound
    series = series_for(request.user, series_id)
    if not may_schedule(request.user, field_id=series.directive.field_id):
        raise Refused(_("Bạn không có quyền đặt lịch lặp lại cho nhiệm vụ thuộc lĩnh vực này."))
    (view,) = views_of(request.jurisdiction.id, [series], today=request.today)
    units = list(units_on(request.jurisdiction.id, request.today).values_list("id", "name"))
    there = {unit for unit, _name in units}
    heirs = {
        one.unit.id: one.successors[0].id for one in view.replacements if len(one.successors) == 1
    }  # fmt: skip
    kept = [[heirs.get(unit, unit) for unit in some] for some in (series.leads, series.coordinates)]
    initial = {
        "leads": [unit for unit in kept[0] if unit in there], "coordinates": [unit for unit in kept[1] if unit in there],
    }  # fmt: skip
    rule = RuleForm(request.POST or None, initial={**_filled(view.rule.rrule), "off_day": view.rule.off_day})
    form = UnitsForm(request.POST or None, units=units, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        change_series(
            series_id=series_id, rrule=rule.rule(), off_day=rule.cleaned_data["off_day"],
            leads=form.cleaned_data["leads"], coordinates=form.cleaned_data["coordinates"], **who,
        )  # fmt: skip
        return _("Đã đổi; áp dụng từ kỳ tiếp theo."), reverse("web:series", args=[series_id])

    context = {"view": view, "rule": rule, "words": in_words(view.rule.rrule)}
    if request.method == "POST" and not rule.is_valid():
        return render(request, "web/schedules/series_change.html", {"form": form, **context}, status=422)
    return answer_form(request, form, run, "web/schedules/series_change.html", context)


@require_POST
def act(request: PageRequest, series_id: int, verb: str) -> HttpResponse:
    """Open the next occurrence, skip it, or stop the series."""
    if not may_see_directives(request.user):
        raise NotFound
    number, reason = whole_number(request.POST.get("number", "")), request.POST.get("reason", "")
    try:
        if verb == "mo":
            open_next_occurrence(series_id=series_id, after=number, **request.who)
            said = _("Đã mở kỳ tiếp theo.")
        elif verb == "bo-qua":
            skip_occurrence(series_id=series_id, reason=reason, number=number, **request.who)
            said = _("Đã bỏ qua kỳ tiếp theo.")
        elif verb == "dung":
            stop_series(series_id=series_id, reason=reason, **request.who)
            said = _("Đã dừng; kỳ đang mở vẫn còn.")
        else:
            raise NotFound
    except CORRECTABLE as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("web:series", series_id)
