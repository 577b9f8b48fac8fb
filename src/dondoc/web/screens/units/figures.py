"""The figures of units as this person may see them, each with the address of the rows that it counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.permissions import may_see_directives, scope_of
from dondoc.directives.choices import AssignmentRole, Timeliness
from dondoc.directives.forms import ORIGINAL
from dondoc.directives.listing import Moment
from dondoc.reviews.figures import Figures, Slice, overview
from dondoc.web.requests import PageRequest
from dondoc.web.screens.deadlines import asks_original

OPEN = (Timeliness.OPEN_IN_TIME, Timeliness.OVERDUE, Timeliness.UNDATED)
DONE = (Timeliness.DONE_ON_TIME, Timeliness.DONE_LATE)
_SHOWN = (
    (_("Đang thực hiện"), "open", OPEN),
    (Timeliness.OVERDUE.label, "overdue", (Timeliness.OVERDUE,)),
    (Timeliness.DUE_SOON.label, "due_soon", (Timeliness.DUE_SOON,)),
    (Timeliness.UNDATED.label, "undated", (Timeliness.UNDATED,)),
    (_("Đã hoàn thành"), "done", DONE),
    (Timeliness.DONE_LATE.label, "done_late", (Timeliness.DONE_LATE,)),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a part of a population, and the list of exactly its rows."""

    label: str
    name: str
    count: int
    population: int
    url: str


def moment_of(request: PageRequest, on: dt.date) -> Moment:
    """Return the moment that figures of the day `on` are asked for, by the deadlines that the address names."""
    return Moment(
        on=on, today=request.today, due_soon_days=request.jurisdiction.due_soon_days, against_original=asks_original(request),
    )  # fmt: skip


def figures_by_unit(request: PageRequest, on: dt.date) -> dict[int, Figures]:
    """Return the figures of each unit that the person may see, none for a person who sees no directives."""
    if not may_see_directives(request.user):
        return {}
    return overview(scope_of(request.user), moment_of(request, on)).by_unit


def rows_of(code: str, figures: Figures, at: Moment, *, role: str = "") -> list[Figure]:
    """Return the figures of one unit at a moment, each with its list."""
    return [
        Figure(
            str(label),
            name.replace("_", "-"),
            getattr(figures, name),
            figures.population,
            list_url(code, at, codes, role=role),
        )
        for label, name, codes in _SHOWN
    ]


def by_role(request: PageRequest, unit_id: int, code: str, on: dt.date) -> list[tuple[str, Figures, list[Figure]]]:
    """Return the unit's figures as lead and as coordinating unit: label, figures, and each with its list."""
    scope, moment = scope_of(request.user), moment_of(request, on)
    found = []
    for role in AssignmentRole:
        total = overview(scope, moment, Slice(unit_ids=(unit_id,), role=role)).total
        found.append((str(role.label), total, rows_of(code, total, moment, role=role)))
    return found


def list_url(code: str, at: Moment, timeliness: tuple[str, ...] = (), *, role: str = "") -> str:
    """Return the address of the list of a unit's assignments at a moment; empty where that screen is not there."""
    pairs = [("unit", code), *(("timeliness", str(each)) for each in timeliness)]
    if role:
        pairs.append(("role", str(role)))
    if not timeliness:
        pairs.append(("counted", "1"))
    if at.on != at.today:
        pairs.append(("on", at.on.isoformat()))
    if at.against_original:
        pairs.append(("deadline", ORIGINAL))
    try:
        return f"{reverse('web:directives')}?{urlencode(pairs)}"
    except NoReverseMatch:
        return ""
