"""Đơn vị: the list, the groups, and the page of one unit. Everybody of the jurisdiction may open them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_see_directives, scope_of
from dondoc.followup.unit_work import may_hand_over, open_work_of
from dondoc.organizations import selectors
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Tenure, Unit
from dondoc.organizations.permissions import may_manage_units
from dondoc.reviews.figures import Figures
from dondoc.urging.permissions import urges
from dondoc.web.requests import PageRequest
from dondoc.web.screens.deadlines import choices_of
from dondoc.web.screens.units import figures
from dondoc.web.screens.units.forms import UnitFilterForm


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the list; `numbers` is None where this person may not see them."""

    unit: Unit
    head: Tenure | None
    numbers: Figures | None
    open_url: str
    overdue_url: str
    done_url: str


@require_GET
def units(request: PageRequest) -> HttpResponse:
    """List the units of a day by kind, each with its head and, where this person may see them, its figures."""
    form = UnitFilterForm(request.GET)
    form.is_valid()
    on = _day(form, request)
    here = request.jurisdiction.id
    search, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    found = list(selectors.units_on(here, on, search=search, kind=kind))
    heads = selectors.heads_on(here, [unit.id for unit in found], on)
    counted = figures.figures_by_unit(request, on)
    scope = scope_of(request.user)
    at = figures.moment_of(request, on)
    by_kind: dict[str, list[UnitRow]] = {}
    for unit in found:
        numbers = counted.get(unit.id, Figures()) if scope.sees_figures_of(unit.id) else None
        row = UnitRow(
            unit,
            heads.get(unit.id),
            numbers,
            figures.list_url(unit.code, at, figures.OPEN),
            figures.list_url(unit.code, at, ("overdue",)),
            figures.list_url(unit.code, at, figures.DONE),
        )
        by_kind.setdefault(unit.kind, []).append(row)
    return render(
        request,
        "web/units/list.html",
        {
            "form": form,
            "on": on,
            "is_today": on == request.today,
            "count": len(found),
            "kinds": [(UnitKind(code).label, by_kind[code]) for code in UnitKind.values if code in by_kind],
            "has_figures": may_see_directives(request.user),
            "active": sum(bool(value) for value in (search, kind, on != request.today)),
            "by_original": at.against_original,
            "deadlines": choices_of(request),
            "may_manage": may_manage_units(request.user),
        },
    )


@require_GET
def groups(request: PageRequest) -> HttpResponse:
    """List the groups with their members on a day."""
    form = UnitFilterForm(request.GET)
    form.is_valid()
    on = _day(form, request)
    here = request.jurisdiction.id
    index = selectors.name_index(here, on)
    codes = dict(selectors.units_on(here, on).values_list("id", "code"))
    listed = [
        (group, [(index.units[i].name, codes[i]) for i in index.groups[group.id].member_ids])
        for group in selectors.groups_of(here)
    ]
    return render(request, "web/units/groups.html", {"form": form, "on": on, "groups": listed})


@require_GET
def unit(request: PageRequest, code: str) -> HttpResponse:
    """Show one unit on a day: its people, what came before and after it, its groups, its figures."""
    here = request.jurisdiction.id
    found = selectors.unit_by_code(here, code)
    form = UnitFilterForm(request.GET)
    form.is_valid()
    on = _day(form, request)
    people = selectors.posts_on(here, found.id, on)
    scope = scope_of(request.user)
    sees = scope.sees_figures_of(found.id)
    numbers = figures.figures_by_unit(request, on).get(found.id, Figures()) if sees else None
    has_ended = found.valid_to is not None and found.valid_to < request.today
    left = open_work_of(here, found.id) if has_ended else None
    at = figures.moment_of(request, on)
    context = {
        "unit": found,
        "form": form,
        "on": on,
        "is_today": on == request.today,
        "exists": found.valid_from <= on and (found.valid_to is None or found.valid_to >= on),
        "not_yet": on < found.valid_from,
        "people": people,
        "head": next((each.tenure for each in people if each.post.is_head and each.tenure), None),
        "parent": found.parent,
        "children": selectors.units_on(here, on).filter(parent_unit_id=found.id),
        "predecessors": selectors.predecessors(here, found.id),
        "successors": selectors.successors(here, found.id),
        "groups": selectors.groups_of_unit(here, found.id, on),
        "numbers": numbers,
        "figures": figures.rows_of(found.code, numbers, at) if numbers is not None else [],
        "roles": figures.by_role(request, found.id, found.code, on)
        if numbers is not None and numbers.population
        else [],
        "all_url": figures.list_url(found.code, at),
        "may_manage": may_manage_units(request.user),
        "may_urge": on == request.today and urges(request.user),
        "by_original": at.against_original,
        "deadlines": choices_of(request),
        "list_url": reverse("web:units"),
        "left": left,
        "left_urls": (
            figures.list_url(found.code, at, figures.OPEN),
            reverse("web:parts"),
            reverse("web:transfers"),
            reverse("web:extensions"),
        ),
        "sees_left": sees,
        "may_hand_over": may_hand_over(request.user),
    }
    return render(request, "web/units/unit.html", context)


def _day(form: UnitFilterForm, request: PageRequest) -> dt.date:
    """Return the day asked for; figures know no later day than today, so neither does the page."""
    asked: dt.date | None = form.cleaned_data.get("on")
    return min(asked, request.today) if asked else request.today
