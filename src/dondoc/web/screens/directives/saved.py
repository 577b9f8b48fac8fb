"""Keeping and dropping filters of the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.directives.commands.delete_filter import delete_filter
from dondoc.directives.commands.save_filter import save_filter
from dondoc.directives.forms import parse_query
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import reference


@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Keep the list's query under a name and return to the list."""
    known = reference(request.jurisdiction)
    given = QueryDict(request.POST.get("query", "")[:2000])
    query = parse_query(given, units=known.unit_ids, fields=known.field_ids, today=request.today)
    back = f"{reverse('web:directives')}?{query.string()}"
    try:
        kept = save_filter(
            actor=request.user, name=request.POST.get("name", ""), query=query.without("on").string(), now=request.now
        )
    except (BadInput, Conflict) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return redirect(back)


@require_POST
def delete(request: PageRequest, filter_id: int) -> HttpResponse:
    """Drop a filter and return to the list."""
    delete_filter(actor=request.user, filter_id=filter_id)
    messages.success(request, _("Đã xoá bộ lọc."))
    return redirect("web:directives")
