"""Files of the centre's system: looked at, columns corrected, chosen rows taken in, two of them compared; the list as such a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts.selectors import user_names
from dondoc.api import lookups
from dondoc.api.bodies import body_of, request_body
from dondoc.api.endpoints.central import filter_of
from dondoc.api.replies import no_content, reply
from dondoc.api.schemas.central import (
    CentralColumns,
    CentralCommit,
    CentralCommitted,
    CentralComparison,
    CentralFile,
    CentralFilePreview,
    CentralFiles,
    CentralTaskQuery,
)
from dondoc.api.schemas.common import Id
from dondoc.central.commands._steps import require_keeper
from dondoc.central.commands.commit_central_import import commit_central_import
from dondoc.central.commands.discard_central_import import discard_central_import
from dondoc.central.commands.map_central_columns import map_central_columns
from dondoc.central.commands.open_central_import import open_central_import
from dondoc.central.comparison import Difference
from dondoc.central.export import form_of, to_xlsx
from dondoc.central.importing import PlannedRow, SideBySide, import_for, imports_seen, plan, side_by_side
from dondoc.central.listing import listed, rows_of
from dondoc.central.models import CentralImport
from dondoc.central.sheet import CentralRow
from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import BadInput
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Tệp của hệ thống Trung ương"])
_MOST_EXPORTED = 20_000


@router.get("/central-imports", response=CentralFiles, summary="Các tệp đã nhập", url_name="central_imports")
def list_of_central_files(request: PageRequest) -> HttpResponse:
    """Trả các tệp đã nhập, ngày của số liệu mới nhất trước."""
    require_keeper(request.user)
    return reply({"items": [_item(one) for one in imports_seen(request.user)]})


@router.post(
    "/central-imports", response={201: CentralFilePreview}, summary="Gửi tệp và xem trước", url_name="central_imports",
    openapi_extra=request_body(CentralFile, files="file"),
)  # fmt: skip
def open_one_central_file(request: PageRequest) -> HttpResponse:
    """Đọc tệp .xlsx và trả từng dòng là mới, thay đổi hay không đổi; chưa ghi gì."""
    require_keeper(request.user)
    body = body_of(request, CentralFile)
    upload = request.FILES.get("file")
    if upload is None:
        raise BadInput(_("Hãy gửi tệp .xlsx ở trường file."), code="file_required", field="file")
    source = open_central_import(
        content=upload, name=str(upload.name), as_of=body.as_of, sheet=body.sheet, **request.who
    )
    return reply(_preview(request, source), status=201)


@router.get(
    "/central-imports/{import_id}", response=CentralFilePreview, summary="Xem trước tệp", url_name="central_import"
)
def preview_of_central_file(request: PageRequest, import_id: Id) -> HttpResponse:
    """Trả từng dòng so với danh sách hiện giờ."""
    require_keeper(request.user)
    return reply(_preview(request, import_for(request.user, import_id)))


@router.get("/central-imports/{import_id}/file", summary="Tệp gốc", url_name="central_import_file")
def original_of_central_file(request: PageRequest, import_id: Id) -> FileResponse:
    """Tải tệp như đã gửi."""
    require_keeper(request.user)
    return send(import_for(request.user, import_id).file)


@router.put(
    "/central-imports/{import_id}/columns", response=CentralFilePreview, summary="Chọn cột", url_name="central_columns"
)
def map_one_central_file(request: PageRequest, import_id: Id, body: Body[CentralColumns]) -> HttpResponse:
    """Đọc lại tệp theo các cột này; lần sau tệp cùng tiêu đề được đọc như vậy."""
    require_keeper(request.user)
    mapping: dict[str, int] = {str(name): place for name, place in body.mapping.items()}
    return reply(_preview(request, map_central_columns(import_id=import_id, mapping=mapping, **request.who)))


@router.post(
    "/central-imports/{import_id}/commit", response=CentralCommitted, summary="Nhập những dòng đã chọn",
    url_name="central_import_commit",
)  # fmt: skip
def commit_one_central_file(request: PageRequest, import_id: Id, body: Body[CentralCommit]) -> HttpResponse:
    """Nhập những dòng đã chọn; dòng không nhập được thì nêu lý do, các dòng khác vẫn nhập."""
    require_keeper(request.user)
    result = commit_central_import(import_id=import_id, **body.model_dump(), **request.who)
    return reply({
        "recorded": [task.id for task in result.recorded], "tied": result.tied, "joined": result.joined,
        "changed": result.changed, "refused": [{"row": row.number, "why": why} for row, why in result.refused],
    })  # fmt: skip


@router.delete(
    "/central-imports/{import_id}", response={204: None}, summary="Bỏ tệp đang xem", url_name="central_import"
)
def discard_one_central_file(request: PageRequest, import_id: Id) -> HttpResponse:
    """Bỏ tệp chưa nhập; không có gì thay đổi."""
    discard_central_import(import_id=import_id, **request.who)
    return no_content()


@router.get(
    "/central-imports/{before_id}/comparison/{after_id}", response=CentralComparison, summary="So hai tệp",
    url_name="central_comparison",
)  # fmt: skip
def compare_central_files(request: PageRequest, before_id: Id, after_id: Id) -> HttpResponse:
    """Trả nhiệm vụ mới, thay đổi (từ gì thành gì), không còn; so theo các cột mà cả hai tệp có."""
    require_keeper(request.user)
    found = side_by_side(request.user, import_for(request.user, before_id), import_for(request.user, after_id))
    told = found.comparison
    return reply({
        "before": before_id, "after": after_id, "same": len(told.same),
        "new": [_compared(row, (), found) for row in told.new],
        "changed": [_compared(pair.after, pair.differences, found) for pair in told.changed],
        "gone": [_compared(row, (), found) for row in told.gone],
    })  # fmt: skip


@router.get("/exports/central-tasks", summary="Danh sách thành Excel", url_name="central_export")
def export_central_tasks(request: PageRequest, query: Query[CentralTaskQuery]) -> HttpResponse:
    """Trả danh sách theo đúng các cột của tệp nhập gần nhất, để tải lên hệ thống của Trung ương."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset(CentralTaskQuery.model_fields))
    moment = lookups.moment_of(request, query.on, query.known_at)
    states = listed(request.user, filter_of(request, query), moment).states[:_MOST_EXPORTED]
    here = request.user.jurisdiction_id
    rows = rows_of(here, states, moment)
    people = user_names(here, {row.state.specialist_id for row in rows})
    content = to_xlsx(rows, form_of(here), people=people, created=request.now)
    name = f"nhiem-vu-trung-uong-{moment.on:%Y-%m-%d}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=XLSX.media_type, headers={"Content-Disposition": disposition})


def _item(source: CentralImport) -> dict[str, Any]:
    return {
        "id": source.id, "state": source.state, "file": source.file.name, "sha256": source.file.sha256,
        "as_of": source.as_of, "header": source.header, "mapping": source.mapping, "row_count": source.row_count,
    }  # fmt: skip


def _preview(request: PageRequest, source: CentralImport) -> dict[str, Any]:
    found = plan(request.user, source, today=request.today)
    return {
        **_item(source), "rows": [_row(one) for one in found.rows], "before": found.before.id if found.before else None,
        "gone": [task.id for task in found.gone],
    }  # fmt: skip


def _row(one: PlannedRow) -> dict[str, Any]:
    return {
        "row_id": one.row_id, "row": one.row.number, "verdict": one.verdict, "values": dict(one.row.values),
        "problems": list(one.row.problems), "task_id": one.task.id if one.task else None, "alike": one.alike,
        "differences": _differences(one.differences),
        "directives": [
            {
                "directive_id": each.directive.id, "text": each.directive.text,
                "document_code": each.directive.document.code if each.directive.document else "",
                "is_same_document": each.is_same_document, "percent": each.percent,
            }
            for each in one.directives
        ],
    }  # fmt: skip


def _differences(found: Iterable[Difference]) -> list[dict[str, str]]:
    return [{"field": one.field, "was": one.was, "now": one.now} for one in found]


def _compared(row: CentralRow, found: Iterable[Difference], side: SideBySide) -> dict[str, Any]:
    task = side.tasks.get(row.key)
    return {
        "key": row.key, "values": dict(row.values), "task_id": task.id if task else None,
        "differences": _differences(found),
    }  # fmt: skip
