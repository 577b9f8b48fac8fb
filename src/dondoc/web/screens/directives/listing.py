"""The list of assignments and its exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_confirm_reading, may_export, may_see_directives, scope_of
from dondoc.directives.export import MOST_EXPORTED, Heading, to_csv, to_xlsx
from dondoc.directives.forms import MOST_PAGES, PAGE_SIZE, ListQuery, parse_query
from dondoc.directives.listing import (
    MOST_COUNTED,
    AssignmentRow,
    Moment,
    count_assignments,
    iterate_assignments,
    list_assignments,
)
from dondoc.directives.saved_filters import saved_filters
from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import Refused
from dondoc.web.components import day, moment, number
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.filters import conditions, controls
from dondoc.web.screens.directives.reference import Reference, reference
from dondoc.web.screens.directives.rows import table_body


def asked(request: PageRequest) -> tuple[ListQuery, Reference, Moment]:
    """Return what the address asks for, the names it needs, and the moment it is told for.

    Raises:
        Refused: this person sees no directives.
    """
    if not may_see_directives(request.user):
        raise Refused(_("Tài khoản quản trị chỉ quản lý người dùng và đơn vị, không xem nhiệm vụ."))
    known = reference(request.jurisdiction)
    query = parse_query(request.GET, units=known.unit_ids, fields=known.field_ids, today=request.today)
    at = Moment(
        on=query.on or request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days,
        against_original=query.original,
    )  # fmt: skip
    return query, known, at


@require_GET
def directives(request: PageRequest) -> HttpResponse:
    """Show a page of the list; for htmx the list alone."""
    query, known, at = asked(request)
    # Links of the page (sorting, pages) change this query string: without the fields that a form sends empty.
    request.GET = QueryDict(query.string())
    scope = scope_of(request.user)
    wanted = query.to_filter(units=known.unit_ids, fields=known.field_ids)
    size = count_assignments(scope, wanted, at)
    most = PAGE_SIZE * MOST_PAGES
    pages = Paginator(range(min(size, most)), PAGE_SIZE)
    page: Page[Any] = pages.get_page(query.page)
    rows = list_assignments(scope, wanted, at, limit=PAGE_SIZE, offset=(page.number - 1) * PAGE_SIZE) if size else []
    only_list = request.is_htmx and request.headers.get("HX-Target") == "rows"
    told = conditions(query, known)
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
        "body": table_body(rows, at, known.field_names_by_id),
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


def _exported(request: PageRequest) -> tuple[Iterator[AssignmentRow], Heading]:
    query, known, at = asked(request)
    if not may_export(request.user):
        raise Refused(_("Bạn không có quyền xuất danh sách này."))
    given = request.GET.get("most", "")
    most = (
        min(int(given), MOST_EXPORTED) if given.isascii() and given.isdigit() and given[:9] == given else MOST_EXPORTED
    )
    wanted = query.to_filter(units=known.unit_ids, fields=known.field_ids)
    scope = scope_of(request.user)
    notes = [
        f"{request.jurisdiction.name} · " + _("tính đến hết ngày %(day)s") % {"day": day(at.on)},
        *(f"{condition.label}: {condition.value}" for condition in conditions(query, known)),
        _("%(name)s xuất lúc %(time)s") % {"name": request.user.full_name, "time": moment(request.now)},
    ]
    size = count_assignments(scope, wanted, at)
    if size > most or (size > MOST_COUNTED and not wanted.is_dimensional):
        notes.append(
            _("Tệp chứa nhiều nhất %(most)s dòng đầu của danh sách; để có đủ, hãy lọc hẹp hơn.")
            % {"most": number(most)}
        )
    heading = Heading(
        title=_("Danh sách nhiệm vụ"), notes=notes, moment=at, created=request.now, field_names=known.field_names_by_id
    )
    return iterate_assignments(scope, wanted, at, most=most), heading


def _file_name(at: Moment) -> str:
    return f"nhiem-vu-{at.on:%Y-%m-%d}"
