"""The filtered list as the office's own sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import Scope, may_export, scope_of
from dondoc.directives.listing import AssignmentFilter, Moment, iterate_assignments
from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import Refused
from dondoc.organizations.models import Unit
from dondoc.tasksheets.export import MOST_TASKS, OfficeHeading, to_office_sheet
from dondoc.tasksheets.office_rows import office_rows
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.listing import asked


@require_GET
def office_sheet(request: PageRequest) -> HttpResponse:
    """Send the list that is filtered as a workbook of twelve columns."""
    found = asked(request)
    return sheet_of(request, scope_of(request.user), found.wanted, found.at)


def sheet_of(request: PageRequest, scope: Scope, wanted: AssignmentFilter, at: Moment) -> HttpResponse:
    """Return the answer with the sheet; the API's endpoint gives the same.

    Raises:
        Refused: the person may not export.
    """
    if not may_export(request.user):
        raise Refused(_("Bạn không có quyền xuất danh sách này."), code="refused")
    rows = office_rows(scope, iterate_assignments(scope, wanted, at, most=MOST_TASKS), at)
    here = Unit.objects.filter(jurisdiction_id=request.user.jurisdiction_id).select_related("parent")
    unit = here.filter(id=request.user.unit_id).first() if request.user.unit_id is not None else None
    heading = OfficeHeading(
        body=unit.parent.name if unit and unit.parent else request.jurisdiction.name,
        office=unit.name if unit else "",
        on=at.on,
        by=request.user.full_name,
        created=request.now,
    )
    response = HttpResponse(to_office_sheet(rows, heading), content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="bang-theo-doi-{at.on:%Y-%m-%d}.xlsx"'
    return response
