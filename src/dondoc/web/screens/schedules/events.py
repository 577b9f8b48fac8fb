"""Events that deadlines wait for: what recording one, correcting or taking it back does, before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.accounts.permissions import may_record_event, may_see_directives
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.selectors import events_for
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.schedules.commands.correct_event import correct_event
from dondoc.schedules.event_days import event_for, preview_event
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.schedules.forms import EventForm

_MOST_LISTED = 200


@require_GET
def list_events(request: PageRequest) -> HttpResponse:
    """List the events that this person may know of: those that are waited for first."""
    if not may_see_directives(request.user):
        raise NotFound
    seen = events_for(request.user)
    context = {
        "waiting": list(seen.filter(occurred_on__isnull=True).order_by("created_at", "id")),
        "recorded": list(seen.filter(occurred_on__isnull=False).order_by("-occurred_on", "-id")[:_MOST_LISTED]),
        "may_record": may_record_event(request.user),
    }
    return render(request, "web/schedules/events.html", context)


@require_http_methods(["GET", "POST"])
def show_event(request: PageRequest, event_id: int) -> HttpResponse:
    """Show what a day does to the deadlines that wait, then record it, correct it or take it back."""
    if not may_see_directives(request.user):
        raise NotFound
    event = event_for(request.user, event_id)
    is_recorded = event.occurred_on is not None
    sent = request.POST if request.method == "POST" else request.GET if "ngay" in request.GET else None
    form = EventForm(sent, is_recorded=is_recorded, initial={"ngay": event.occurred_on or request.today})
    context: dict[str, Any] = {"event": event, "form": form, "may_record": may_record_event(request.user)}
    status = 200
    if sent is not None and form.is_valid():
        day = None if form.cleaned_data.get("taken_back") else form.cleaned_data["ngay"]
        try:
            if day is not None and day > request.today:
                raise BadInput(_("Ngày diễn ra không thể sau hôm nay."), code="in_future", field="ngay")
            if request.method == "POST":
                return _done(request, event_id, form, is_recorded=is_recorded)
            context["found"] = preview_event(request.user, event_id, occurred_on=day, today=request.today)
        except CORRECTABLE as error:
            show_refusal(form, error, {"occurred_on": "ngay"})
    if form.errors:
        status = 422
    return render(request, "web/schedules/event.html", context, status=status)


def _done(request: PageRequest, event_id: int, form: EventForm, *, is_recorded: bool) -> HttpResponse:
    given = form.cleaned_data
    if is_recorded:
        day = None if given.get("taken_back") else given["ngay"]
        event = correct_event(event_id=event_id, occurred_on=day, reason=given["reason"], **request.who)
        said = _("Đã sửa sự kiện “%(name)s”; các thời hạn tính theo sự kiện đã đổi theo.")
    else:
        event = record_event(event_id=event_id, occurred_on=given["ngay"], **request.who)
        said = _("Đã ghi nhận sự kiện “%(name)s”; các thời hạn chờ nó đã có ngày.")
    messages.success(request, said % {"name": event.name})
    return redirect("web:event_days", event_id)
