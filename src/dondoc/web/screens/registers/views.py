"""The registers: all of them, one of them as the decree's table, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from dondoc.documents import register_export as table
from dondoc.documents.choices import Direction
from dondoc.documents.content_types import XLSX
from dondoc.documents.models import RegisterEntry
from dondoc.documents.permissions import may_keep_registers, may_number
from dondoc.documents.register_selectors import entries_of, register_of, registers_of, years_of
from dondoc.foundation.sheets import Cell
from dondoc.foundation.text import fold
from dondoc.web.requests import PageRequest
from dondoc.web.screens.registers.forms import FilterForm

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register on screen: its number, what is to be known of it, and the decree's columns for paper."""

    entry: RegisterEntry
    written: str
    remark: str
    cells: list[Cell]


@require_GET
def list_registers(request: PageRequest) -> HttpResponse:
    """List the registers with their last number of this year."""
    rows = registers_of(request.user, request.today.year)
    context = {"rows": rows, "year": request.today.year, "may_keep": may_keep_registers(request.user)}
    return render(request, "web/registers/list.html", context)


@require_GET
def register(request: PageRequest, register_id: int) -> HttpResponse:
    """Show a register as the decree's table: newest numbers first on screen."""
    found = register_of(request.user, register_id)
    form = FilterForm(request.GET, years=years_of(found, request.today.year))
    wanted = form.cleaned_data
    entries = entries_of(found, form.year, search=wanted.get("q", ""), state=wanted.get("state", ""))
    page = Paginator(entries.order_by("-number"), _PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "register": found,
        "form": form,
        "year": form.year,
        "page": page,
        "headings": [heading for heading, _width in table.columns(found.direction)],
        "rows": [Line(entry, table.written(entry), table.remark(entry), table.cells(entry)) for entry in page],
        "received": found.direction == Direction.RECEIVED,
        "may_number": may_number(request.user),
        "may_take": may_number(request.user) and found.closed_on is None,
        "may_keep": may_keep_registers(request.user),
    }
    return render(request, "web/registers/register.html", context)


@require_GET
def export(request: PageRequest, register_id: int) -> HttpResponseBase:
    """Give a register's year as a file, by number, with all columns of the decree."""
    found = register_of(request.user, register_id)
    form = FilterForm(request.GET, years=years_of(found, request.today.year))
    entries = entries_of(found, form.year)
    name = "-".join(fold(f"{found.name} {form.year}").split())
    response: HttpResponseBase
    if request.GET.get("dang") == "csv":
        response = StreamingHttpResponse(
            table.to_csv(found, entries.iterator()), content_type="text/csv; charset=utf-8"
        )
        suffix = "csv"
    else:
        response = HttpResponse(table.to_xlsx(found, form.year, entries.iterator()), content_type=XLSX.media_type)
        suffix = "xlsx"
    filename = f"{name or found.id}.{suffix}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    return response
