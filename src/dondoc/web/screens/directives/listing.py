"""The list of assignments and its exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_confirm_reading, may_export, may_see_directives, scope_of
from dondoc.attention.selectors import directives_among, starred_on, themes_for
from dondoc.directives.export import MOST_EXPORTED, Heading, to_csv, to_xlsx
from dondoc.directives.forms import MOST_PAGES, PAGE_SIZE, ListQuery, parse_query
from dondoc.directives.listing import (
    MOST_COUNTED,
    AssignmentFilter,
    AssignmentRow,
    Moment,
    count_assignments,
    iterate_assignments,
    list_assignments,
)
from dondoc.directives.saved_filters import saved_filters
from dondoc.documents.content_types import XLSX
from dondoc.followup.ended import state_word
from dondoc.followup.progress_selectors import stage_names
from dondoc.followup.succession_selectors import ends_of
from dondoc.foundation.errors import Refused
from dondoc.urging.permissions import urges
from dondoc.web.components import day, moment, number
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.filters import conditions, controls
from dondoc.web.screens.directives.reference import Reference, reference
from dondoc.web.screens.directives.rows import table_body


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for.

    Attributes:
        query: as it was written.
        known: the names of units and fields it needs.
        at: the moment it is told for.
        wanted: the listing's filter.
        theme: the name of the theme it is restricted to.
    """

    query: ListQuery
    known: Reference
    at: Moment
    wanted: AssignmentFilter
    theme: str


def asked(request: PageRequest) -> Asked:
    """Return what the address asks for.

    Raises:
        Refused: this person sees no directives.
    """
    if not may_see_directives(request.user):
        raise Refused(_("Tài khoản quản trị chỉ quản lý người dùng và đơn vị, không xem nhiệm vụ."))
    known = reference(request.jurisdiction)
    query = parse_query(request.GET, units=known.unit_ids, fields=known.field_ids, today=request.today)
    query, theme = _theme_named(request, query)
    at = Moment(
        on=query.on or request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days,
        against_original=query.original,
    )  # fmt: skip
    among = directives_among(
        request.user.jurisdiction_id, theme_id=query.theme, is_starred=query.starred, day=at.on
    )  # fmt: skip
    wanted = query.to_filter(units=known.unit_ids, fields=known.field_ids, directive_ids=among)
    return Asked(query, known, at, wanted, theme)


def _theme_named(request: PageRequest, query: ListQuery) -> tuple[ListQuery, str]:
    """The query with its theme's name; a theme that this person does not know of is named and left out."""
    if query.theme is None:
        return query, ""
    theme = themes_for(request.user).filter(id=query.theme).first()
    if theme is not None:
        return query, theme.name
    problem = _("Không có chuyên đề mang số %(value)s; điều kiện này được bỏ qua.") % {"value": query.theme}
    return replace(query, theme=None, problems=(*query.problems, problem)), ""


@require_GET
def directives(request: PageRequest) -> HttpResponse:
    """Show a page of the list; for htmx the list alone."""
    found = asked(request)
    query, known, at, wanted = found.query, found.known, found.at, found.wanted
    # Links of the page (sorting, pages) change this query string: without the fields that a form sends empty.
    request.GET = QueryDict(query.string())
    scope = scope_of(request.user)
    size = count_assignments(scope, wanted, at)
    most = PAGE_SIZE * MOST_PAGES
    pages = Paginator(range(min(size, most)), PAGE_SIZE)
    page: Page[Any] = pages.get_page(query.page)
    rows = list_assignments(scope, wanted, at, limit=PAGE_SIZE, offset=(page.number - 1) * PAGE_SIZE) if size else []
    only_list = request.is_htmx and request.headers.get("HX-Target") == "rows"
    told = conditions(query, known, theme=found.theme)
    starred = starred_on(request.user.jurisdiction_id, at.on, {row.directive_id for row in rows})
    saved = saved_filters(request.user) if told or not only_list else []
    kept_string = query.without("on").string()
    context = {
        "query": query,
        "query_string": query.string(),
        "kept_string": kept_string,
        "is_kept": any(item.query == kept_string for item in saved),
        "conditions": told,
        "at": at,
        "size": f"{number(MOST_COUNTED)}+" if size > MOST_COUNTED else number(size),
        "exact": size <= MOST_COUNTED,
        "too_deep": number(most) if size > most and page.number == pages.num_pages else "",
        "too_many": number(MOST_EXPORTED) if size > min(MOST_EXPORTED, MOST_COUNTED) else "",
        "page": page,
        "body": table_body(
            rows,
            at,
            known.field_names_by_id,
            starred=starred,
            became=ends_of(request.jurisdiction.id, rows, at),
            stages=stage_names(request.jurisdiction.id, {row.stage for row in rows}),
        ),
        "has_rows": bool(rows),
    }
    if only_list:
        response = render(request, "web/directives/rows.html", context)
        response["HX-Push-Url"] = f"{request.path}?{query.string()}" if query.string() else request.path
        return response
    context |= {
        # A callable: the page asks for it only where this filter's bar is not kept from before.
        "controls": lambda: controls(query, known),
        "known_version": request.jurisdiction.organization_version,
        "saved": saved,
        "may_create": may_confirm_reading(request.user),
        "may_urge": urges(request.user),
        "may_export": may_export(request.user),
    }
    return render(request, "web/directives/list.html", context)


@require_GET
def export_xlsx(request: PageRequest) -> HttpResponse:
    """Send what is filtered as a workbook."""
    rows, heading = _exported(request)
    response = HttpResponse(to_xlsx(rows, heading), content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(heading.moment)}.xlsx"'
    return response


@require_GET
def export_csv(request: PageRequest) -> HttpResponseBase:
    """Send what is filtered as CSV, while it is being written."""
    rows, heading = _exported(request)
    response = StreamingHttpResponse(to_csv(rows, heading), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(heading.moment)}.csv"'
    return response


def _exported(request: PageRequest) -> tuple[Sequence[AssignmentRow], Heading]:
    found = asked(request)
    query, known, at, wanted = found.query, found.known, found.at, found.wanted
    if not may_export(request.user):
        raise Refused(_("Bạn không có quyền xuất danh sách này."))
    given = request.GET.get("most", "")
    most = (
        min(int(given), MOST_EXPORTED) if given.isascii() and given.isdigit() and given[:9] == given else MOST_EXPORTED
    )
    scope = scope_of(request.user)
    notes = [
        f"{request.jurisdiction.name} · " + _("tính đến hết ngày %(day)s") % {"day": day(at.on)},
        *(f"{condition.label}: {condition.value}" for condition in conditions(query, known, theme=found.theme)),
        _("%(name)s xuất lúc %(time)s") % {"name": request.user.full_name, "time": moment(request.now)},
    ]
    size = count_assignments(scope, wanted, at)
    if size > most or (size > MOST_COUNTED and not wanted.is_dimensional):
        notes.append(
            _("Tệp chứa nhiều nhất %(most)s dòng đầu của danh sách; để có đủ, hãy lọc hẹp hơn.")
            % {"most": number(most)}
        )
    rows = list(iterate_assignments(scope, wanted, at, most=most))
    return rows, heading_of(request, rows, at, notes, field_names=known.field_names_by_id)


def heading_of(
    request: PageRequest,
    rows: Sequence[AssignmentRow],
    at: Moment,
    notes: Sequence[str],
    *,
    field_names: Mapping[int, str],
) -> Heading:
    """Return what stands above an exported list, with the words of its rows; the API's export has the same.

    Args:
        request: who asks, and when.
        rows: what is exported.
        at: the moment it is told for.
        notes: lines under the title.
        field_names: names of the fields of work by id.
    """
    here = request.user.jurisdiction_id
    ends = ends_of(here, rows, at)
    return Heading(
        title=_("Danh sách nhiệm vụ"), notes=notes, moment=at, created=request.now, field_names=field_names,
        stage_names=stage_names(here, {row.stage for row in rows}),
        state_words={row.id: state_word(row.lifecycle, ends[row.id]) for row in rows if row.id in ends},
    )  # fmt: skip


def _file_name(at: Moment) -> str:
    return f"nhiem-vu-{at.on:%Y-%m-%d}"
