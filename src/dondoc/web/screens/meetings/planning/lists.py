"""The lists of rooms and of series."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.planning_selectors import rooms_of, series_of
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.forms import RoomForm, SeriesForm


def _require(request: PageRequest) -> None:
    if not may_plan(request.user):
        raise Refused(_("Danh mục phòng họp, chuỗi họp do Văn phòng UBND tỉnh lập."))


@require_GET
def both(request: PageRequest) -> HttpResponse:
    """Rooms and series, those no longer used at the end."""
    _require(request)
    here = request.jurisdiction.id
    context = {"rooms": rooms_of(here, all_of_them=True), "series": series_of(here, all_of_them=True)}
    return render(request, "web/meetings/lists.html", context)


@require_http_methods(["GET", "POST"])
def room(request: PageRequest, room_id: int | None = None) -> HttpResponse:
    """Add or change a room."""
    _require(request)
    initial = None
    if room_id:
        found = rooms_of(request.jurisdiction.id, all_of_them=True).filter(id=room_id).first()
        if found is None:
            raise NotFound
        initial = {name: getattr(found, name) for name in ("name", "place", "seats", "link", "is_active")}
    form = RoomForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keep_room(room_id=room_id, **form.cleaned_data, **request.who)
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Đã lưu phòng họp."))
            return redirect("web:meeting_lists")
    return _form(request, form, _("Phòng họp"))


@require_http_methods(["GET", "POST"])
def series(request: PageRequest, series_id: int | None = None) -> HttpResponse:
    """Add or change a series."""
    _require(request)
    initial = None
    if series_id:
        found = series_of(request.jurisdiction.id, all_of_them=True).filter(id=series_id).first()
        if found is None:
            raise NotFound
        initial = {name: getattr(found, name) for name in ("name", "kind", "rrule", "is_active")} | {
            "unit": found.unit_id
        }
    form = SeriesForm(
        request.POST if request.method == "POST" else None,
        jurisdiction_id=request.jurisdiction.id,
        on=request.today,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            keep_series(
                series_id=series_id, unit_id=int(data["unit"]), name=data["name"], kind=data["kind"], rrule=data["rrule"],
                is_active=data["is_active"], **request.who,
            )  # fmt: skip
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Đã lưu chuỗi họp."))
            return redirect("web:meeting_lists")
    return _form(request, form, _("Chuỗi họp"))


def _form(request: PageRequest, form: forms.Form, title: str) -> HttpResponse:
    return render(
        request, "web/meetings/list_form.html", {"form": form, "title": title}, status=422 if form.errors else 200
    )
