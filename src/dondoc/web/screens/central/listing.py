"""The list: the Government Office's cut on top, each figure opening its rows, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_export
from dondoc.accounts.selectors import user_names
from dondoc.central.export import form_of, to_xlsx
from dondoc.central.listing import Listed, listed, rows_of
from dondoc.central.permissions import may_keep_central, may_see_central
from dondoc.central.rules import CELLS
from dondoc.directives.listing import Moment
from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import NotFound
from dondoc.web.requests import PageRequest
from dondoc.web.screens.central.forms import FilterForm
from dondoc.web.screens.central.words import CELL_WORDS
from dondoc.web.screens.deadlines import asks_original, choices_of

_PAGE = 50
_MOST_EXPORTED = 20_000
_CHOICES = ("cell", "due_soon", "assigned", "late_inside")


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure on top: what it counts, of how many, and the list of just those."""

    code: str
    label: str
    count: int
    of: int | None
    url: str
    is_on: bool


def moment_of(request: PageRequest, form: FilterForm) -> Moment:
    """Return the day that the list tells of."""
    return Moment(
        on=form.day, today=request.today, due_soon_days=request.jurisdiction.due_soon_days,
        against_original=asks_original(request),
    )  # fmt: skip


@require_GET
def list_tasks(request: PageRequest) -> HttpResponse:
    """Show the tasks of a day, what presses first."""
    form, found = _asked(request)
    page = Paginator(found.states, _PAGE).get_page(request.GET.get("page"))
    rows = rows_of(request.user.jurisdiction_id, list(page), found.moment)
    context = {
        "form": form, "found": found, "moment": found.moment, "page": page, "rows": rows,
        "stats": _stats(request, found), "chips": _chips(request, found),
        "people": user_names(request.user.jurisdiction_id, {row.state.specialist_id for row in rows}),
        "may_keep": may_keep_central(request.user), "may_export": may_export(request.user),
        "query_string": request.GET.urlencode(), "is_narrowed": bool(form.active or _chosen(request)),
        "deadlines": choices_of(request), "by_original": found.moment.against_original,
    }  # fmt: skip
    return render(request, "web/central/list.html", context)


@require_GET
def export(request: PageRequest) -> HttpResponse:
    """Give the list as a file in the columns of the centre's own."""
    _form, found = _asked(request)
    rows = rows_of(request.user.jurisdiction_id, found.states[:_MOST_EXPORTED], found.moment)
    people = user_names(request.user.jurisdiction_id, {row.state.specialist_id for row in rows})
    content = to_xlsx(rows, form_of(request.user.jurisdiction_id), people=people, created=request.now)
    response = HttpResponse(content, content_type=XLSX.media_type)
    name = f"nhiem-vu-trung-uong-{found.moment.on:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _asked(request: PageRequest) -> tuple[FilterForm, Listed]:
    if not may_see_central(request.user):
        raise NotFound
    form = FilterForm(request.GET, request=request)
    return form, listed(request.user, form.wanted(request.GET), moment_of(request, form))


def _chosen(request: PageRequest) -> bool:
    return any(request.GET.get(name) for name in _CHOICES)


def _url(request: PageRequest, **chosen: str) -> str:
    query: QueryDict = request.GET.copy()
    for name in (*_CHOICES, "page"):
        query.pop(name, None)
    query.update(chosen)
    return f"{reverse('web:central')}?{query.urlencode()}" if query else reverse("web:central")


def _stats(request: PageRequest, found: Listed) -> list[Stat]:
    cell = request.GET.get("cell", "")
    total = found.cut.population
    stats = [Stat("all", _("Tổng số nhiệm vụ"), total, None, _url(request), not _chosen(request))]
    for code in CELLS:
        count = getattr(found.cut, code)
        if code == "undated" and not count:
            continue
        stats.append(Stat(code, str(CELL_WORDS[code]), count, total, _url(request, cell=code), cell == code))
    return stats


def _chips(request: PageRequest, found: Listed) -> list[tuple[str, str, bool, int]]:
    """What is near its day, and what nobody here was given: label, address, whether it is shown, how many."""
    given: Any = request.GET
    return [
        (_("Tất cả"), _url(request), not _chosen(request), found.cut.population),
        (_("Sắp đến hạn Trung ương"), _url(request, due_soon="1"), bool(given.get("due_soon")), found.due_soon),
        (_("Quá hạn nội bộ"), _url(request, late_inside="1"), bool(given.get("late_inside")), found.late_inside),
        (_("Chưa giao đơn vị"), _url(request, assigned="0"), given.get("assigned") == "0", found.unassigned),
    ]
