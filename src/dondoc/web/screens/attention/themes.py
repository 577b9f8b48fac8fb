"""Themes: the list, and one theme's page: its figure, its units, its directives, on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_see_directives, scope_of
from dondoc.attention.models import Theme
from dondoc.attention.permissions import may_open_theme
from dondoc.attention.selectors import gathered_on, starred_on, theme_for, themes_for, watches_theme
from dondoc.directives.choices import Timeliness
from dondoc.directives.listing import AssignmentFilter, AssignmentRow, Moment, list_assignments
from dondoc.foundation.errors import NotFound
from dondoc.reviews.figures import Figures, Slice, both_overviews, figures_of, overview
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import reference
from dondoc.web.screens.overview import tables
from dondoc.web.screens.overview.question import Question, question_of

MOST_ROWS = 2000
_UNITS_SHOWN = 12


@dataclass(frozen=True)
class ThemeQuestion(Question):
    """The overview's question, of one theme."""

    theme: int = 0
    directive_ids: tuple[int, ...] = ()

    @property
    def part(self) -> Slice:
        """The slice of the population: what belongs to the theme on the day."""
        return Slice(role=self.role, directive_ids=self.directive_ids)

    def rows(self, *timeliness: str, moment: Moment | None = None, **more: Any) -> str:
        """The address of exactly the rows that a figure counts."""
        return super().rows(*timeliness, moment=moment, theme=self.theme, **more)

    def page(self, *, name: str = "theme", args: tuple[Any, ...] = (), **changes: object) -> str:
        """The address of the theme's page, or of its report, with another day, role or deadlines."""
        return super().page(name=name, args=(self.theme, *args), **changes)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as the list shows it, with its figures of today and their bar."""

    theme: Theme
    figures: Figures
    bar: str
    url: str
    original_overdue: int = 0
    original_url: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A directive of the theme on the day: its first part's words and source, how its units stand, the nearest deadline."""

    first: AssignmentRow
    figures: Figures
    bar: str
    url: str
    is_starred: bool
    unit: str


@require_GET
def list_themes(request: PageRequest) -> HttpResponse:
    """List the themes with their figures, open ones first."""
    if not may_see_directives(request.user):
        raise NotFound
    scope = scope_of(request.user)
    rows = []
    for one in themes_for(request.user):
        question = asked_of(request, one)
        current, original = (found.total for found in both_overviews(scope, question.moment, question.part))
        late = Timeliness.OVERDUE
        by_first = replace(question.moment, against_original=True)
        rows.append(
            ThemeRow(
                one, current, tables.bar(current, small=True), reverse("web:theme", args=[one.id]), original.overdue,
                question.rows(late, moment=by_first),
            )
        )  # fmt: skip
    context = {
        "open_rows": [row for row in rows if row.theme.closed_on is None],
        "closed_rows": [row for row in rows if row.theme.closed_on is not None],
        "may_open": may_open_theme(request.user),
    }
    return render(request, "web/attention/themes.html", context)


def asked_of(request: PageRequest, theme: Theme, question: Question | None = None) -> ThemeQuestion:
    """The question that a page of a theme answers; today where none was asked."""
    asked = question or question_of(request)
    directive_ids = gathered_on(request.user.jurisdiction_id, theme.id, asked.moment.on)
    return ThemeQuestion(asked.moment, asked.role, asked.problem, theme.id, directive_ids)


@require_GET
def theme(request: PageRequest, theme_id: int) -> HttpResponse:
    """Show a theme as of a day: its figure, which opens its rows, by unit, and what is in it."""
    found = theme_for(request.user, theme_id)
    question = asked_of(request, found)
    scope, known = scope_of(request.user), reference(request.jurisdiction)
    figures = overview(scope, question.moment, question.part)
    wanted = AssignmentFilter(directive_ids=question.directive_ids, role=question.role, counted=True)
    rows = list_assignments(scope, wanted, question.moment, limit=MOST_ROWS)
    starred = starred_on(request.user.jurisdiction_id, question.moment.on, {row.directive_id for row in rows})
    tasks = _tasks(question, rows, starred)
    most_units = 0 if request.GET.get("units") == "all" else _UNITS_SHOWN
    units = tables.unit_lines(figures, known)
    context: dict[str, Any] = {
        "theme": found,
        "question": question,
        "moment": question.moment,
        "total": figures.total,
        "all_rows": question.rows(),
        "bar": tables.bar(figures.total),
        "tiles": tables.tiles(question, figures.total),
        "done": tables.done_figure(question, figures.total),
        "by_unit": tables.table(question, "units", _("Theo đơn vị"), _("Đơn vị"), units, most_units),
        "all_units_url": question.page(units="all") + "#units",
        "tasks": tasks,
        "is_cut": len(rows) == MOST_ROWS,
        "is_watched": watches_theme(request.user, found.id),
        "may_change": may_open_theme(request.user),
        "docx_url": question.page(name="theme_report", args=("docx",)),
        "pdf_url": question.page(name="theme_report", args=("pdf",)),
    }
    return render(request, "web/attention/theme.html", context)


def _tasks(question: ThemeQuestion, rows: Sequence[AssignmentRow], starred: frozenset[int]) -> list[TaskRow]:
    """One row for each directive, in the order of the rows: what is due first."""
    parts: dict[int, list[AssignmentRow]] = {}
    for row in rows:
        parts.setdefault(row.directive_id, []).append(row)
    found = []
    for directive_id, own in parts.items():
        figures = figures_of(row.timeliness(question.moment) for row in own)
        found.append(
            TaskRow(
                own[0], figures, tables.bar(figures, small=True), question.rows(directive=directive_id),
                directive_id in starred, own[0].unit_name if len(own) == 1 else "",
            )
        )  # fmt: skip
    return found
