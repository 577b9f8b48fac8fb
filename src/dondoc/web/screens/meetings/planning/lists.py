"""The lists of rooms and of series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.planning_selectors import rooms_of, series_of
from dondoc.web.answering import answer_form
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

    def run(**who: Any) -> str:
        keep_room(room_id=room_id, **form.cleaned_data, **who)
        return _("Đã lưu phòng họp.")

    return _answer(request, form, run, _("Phòng họp"))


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

    def run(**who: Any) -> str:
        data = form.cleaned_data
        keep_series(
            series_id=series_id, unit_id=int(data["unit"]), name=data["name"], kind=data["kind"], rrule=data["rrule"],
            is_active=data["is_active"], **who,
        )  # fmt: skip
        return _("Đã lưu chuỗi họp.")

    return _answer(request, form, run, _("Chuỗi họp"))


def _answer(request: PageRequest, form: forms.Form, run: Callable[..., str], title: str) -> HttpResponse:
    back = reverse("web:meeting_lists")
    return answer_form(request, form, lambda **who: (run(**who), back), "web/meetings/list_form.html", {"title": title})
