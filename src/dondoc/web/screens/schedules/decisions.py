"""A decision on days off: typed, looked at with what it moves, confirmed. And what the calendar in force still asks about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.accounts.permissions import may_see_directives
from dondoc.calendars.commands.declare_days import declare_days
from dondoc.calendars.permissions import require_setter
from dondoc.calendars.rules import DayChange
from dondoc.foundation import progress
from dondoc.foundation.errors import NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.schedules.chosen_days import chosen_days
from dondoc.schedules.commands.enter_decision import enter_decision
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.decisions import preview_decision
from dondoc.schedules.permissions import may_recount
from dondoc.schedules.recounting import Recount, recount_of
from dondoc.web.progress import progress_answer
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.schedules.forms import DayFormSet, DecisionForm

#: Rows that the page shows; the others move with them, and are counted below.
_MOST_SHOWN = 500
_WHAT = "recount"


@require_http_methods(["GET", "POST"])
def decide(request: PageRequest) -> HttpResponse:
    """Enter a decision in two steps: what it moves, then all of it at once."""
    require_setter(request.user)
    form = DecisionForm(request.POST or None)
    days = DayFormSet(request.POST or None, prefix="d")
    asks = may_recount(request.user)
    context: dict[str, Any] = {"form": form, "days": days, "asks": asks}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and days.is_valid():
            try:
                if not asks:
                    declare_days(**_decision(form, days), **request.who)
                    messages.success(request, _("Đã ghi quyết định; từ nay mọi thời hạn được đếm theo lịch mới."))
                    return redirect("web:calendar_year")
                if "confirm" in request.POST:
                    return _enter(request, form, days)
                found = preview_decision(request.user, today=request.today, **_decision(form, days))
                context |= _shown(request, found)
                status = 200
            except CORRECTABLE as error:
                show_refusal(form, error)
    return render(request, "web/schedules/decision.html", context, status=status)


def _decision(form: DecisionForm, days: Any) -> dict[str, Any]:
    return {
        "days": [
            DayChange(one["day"], one["kind"], one["name"]) for one in days.cleaned_data if one and one.get("day")
        ],
        "source": form.cleaned_data["source"], "decided_on": form.cleaned_data["decided_on"],
    }  # fmt: skip


def _enter(request: PageRequest, form: DecisionForm, days: Any) -> HttpResponse:
    with _told(request) as tell:
        done = enter_decision(
            digest=request.POST.get("digest", ""), left_out=_left_out(request), progress=tell, **_decision(form, days),
            **request.who,
        )  # fmt: skip
    messages.success(
        request,
        _("Đã ghi quyết định và dời %(moved)s thời hạn; %(kept)s thời hạn giữ nguyên.")
        % {"moved": done.recounted.moved, "kept": done.recounted.kept},
    )
    return redirect("web:calendar_year")


@require_http_methods(["GET", "POST"])
def recount(request: PageRequest) -> HttpResponse:
    """Show what the calendar in force counts otherwise than it stands, and move what is confirmed."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_recount(request.user):
        raise Refused(_("Dời thời hạn theo lịch làm việc do lãnh đạo Văn phòng quyết định."))
    form = forms.Form(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with _told(request) as tell:
                done = recount_deadlines(
                    digest=request.POST.get("digest", ""), left_out=_left_out(request), progress=tell, **request.who
                )  # fmt: skip
        except CORRECTABLE as error:
            show_refusal(form, error)
            status = 422
        else:
            messages.success(
                request,
                _("Đã dời %(moved)s thời hạn; %(kept)s thời hạn giữ nguyên.")
                % {"moved": done.moved, "kept": done.kept},
            )
            return redirect(reverse("web:deadline_recount"))
    found = recount_of(request.jurisdiction.id, today=request.today)
    return render(request, "web/schedules/recount.html", {"form": form, **_shown(request, found)}, status=status)


@require_GET
def recount_progress(request: PageRequest) -> HttpResponse:
    """Tell the page that waits how many deadlines are moved; nothing where nothing goes on."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_recount(request.user):
        raise Refused(_("Dời thời hạn theo lịch làm việc do lãnh đạo Văn phòng quyết định."))
    at = progress.progress_of(_WHAT, request.jurisdiction.id)
    return progress_answer(at, _("Đã dời %(done)s/%(total)s thời hạn"))


@contextmanager
def _told(request: PageRequest) -> Iterator[Callable[[int, int], None]]:
    """While deadlines move, pages can ask how far it is."""
    try:
        yield progress.teller(_WHAT, request.jurisdiction.id)
    finally:
        progress.finished(_WHAT, request.jurisdiction.id)


def _shown(request: PageRequest, found: Recount) -> dict[str, Any]:
    """What the page shows of a recount, and of the days that do not move with it."""
    chosen = chosen_days(request.user, calendar=found.calendar, today=request.today)
    return {"found": found, "shown": found.moves[:_MOST_SHOWN], "chosen": chosen}


def _left_out(request: PageRequest) -> list[int]:
    found = (whole_number(one) for one in request.POST.getlist("keep"))
    return [one for one in found if one is not None]
