"""The list of assignments as a file: what the filter of the list finds, in the columns of the screen's export."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from dondoc.accounts.permissions import may_export, scope_of
from dondoc.api import lookups
from dondoc.api.endpoints.assignments import filter_of
from dondoc.api.schemas.directives import ExportQuery
from dondoc.directives.export import MOST_EXPORTED, to_csv, to_xlsx
from dondoc.directives.listing import count_assignments, iterate_assignments
from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import Refused
from dondoc.organizations.selectors import fields_of
from dondoc.web.components import day, moment
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.listing import heading_of
from dondoc.web.screens.tasksheets.office import sheet_of

router = Router(tags=["Phần việc"])
_NAMES = frozenset(name.removesuffix("_") for name in ExportQuery.model_fields)


@router.get("/exports/assignments.xlsx", summary="Xuất danh sách ra Excel", url_name="assignments_xlsx")
def assignments_xlsx(request: PageRequest, query: Query[ExportQuery]) -> HttpResponse:
    """Tải danh sách đang lọc thành bảng tính; nhiều nhất 50 000 dòng đầu."""
    return _file(request, query, "xlsx")  # type: ignore[return-value]


@router.get("/exports/assignments.csv", summary="Xuất danh sách ra CSV", url_name="assignments_csv")
def assignments_csv(request: PageRequest, query: Query[ExportQuery]) -> HttpResponseBase:
    """Tải danh sách đang lọc thành CSV (UTF-8); nhiều nhất 50 000 dòng đầu."""
    return _file(request, query, "csv")


@router.get("/exports/task-sheet.xlsx", summary="Xuất bảng theo dõi 12 cột", url_name="task_sheet_xlsx")
def task_sheet_xlsx(request: PageRequest, query: Query[ExportQuery]) -> HttpResponse:
    """Tải danh sách đang lọc thành bảng theo dõi của cơ quan: mỗi nhiệm vụ một dòng, có dòng tổng và trang tổng hợp."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _NAMES)
    at = lookups.moment_of(request, query.on, query.known_at, query.deadline)
    return sheet_of(request, scope_of(user), filter_of(user, query, on=at.on), at)


def _file(request: PageRequest, query: ExportQuery, kind: str) -> HttpResponseBase:
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _NAMES)
    if not may_export(user):
        raise Refused(_("Bạn không có quyền xuất danh sách này."), code="refused")
    at = lookups.moment_of(request, query.on, query.known_at, query.deadline)
    scope, wanted = scope_of(user), filter_of(user, query, on=at.on)
    notes = [
        f"{request.jurisdiction.name} · " + _("tính đến hết ngày %(day)s") % {"day": day(at.on)},
        _("%(name)s xuất lúc %(time)s") % {"name": user.full_name, "time": moment(request.now)},
    ]
    if request.META.get("QUERY_STRING"):
        notes.insert(1, _("Điều kiện lọc: %(query)s") % {"query": request.GET.urlencode()})
    if count_assignments(scope, wanted, at) > query.most:
        notes.append(_("Tệp chứa %(most)s dòng đầu của danh sách; để có đủ, hãy lọc hẹp hơn.") % {"most": query.most})
    rows = list(iterate_assignments(scope, wanted, at, most=min(query.most, MOST_EXPORTED)))
    fields = dict(fields_of(user.jurisdiction_id).values_list("id", "name"))
    heading = heading_of(request, rows, at, notes, field_names=fields)
    name = f"nhiem-vu-{at.on:%Y-%m-%d}.{kind}"
    response: HttpResponseBase = (
        HttpResponse(to_xlsx(rows, heading), content_type=XLSX.media_type)
        if kind == "xlsx"
        else StreamingHttpResponse(to_csv(rows, heading), content_type="text/csv; charset=utf-8")
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
