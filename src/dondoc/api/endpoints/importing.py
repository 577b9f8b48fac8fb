"""Importing units in two steps: files in and a preview out, then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api.bodies import body_of, request_body
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import MOST_ROWS, Id
from dondoc.api.schemas.managing import ImportCommit, Imported, ImportFiles, ImportPreview
from dondoc.foundation.errors import BadInput
from dondoc.organizations.commands.import_units import commit_import, preview_import
from dondoc.organizations.commands.keep_import import drop_import, keep_import
from dondoc.organizations.imports.files import read_files
from dondoc.organizations.models import PendingImport
from dondoc.organizations.permissions import require_manager
from dondoc.organizations.selectors import pending_import
from dondoc.web.requests import PageRequest

router = Router(tags=["Nhập đơn vị"])


@router.post(
    "/imports", response={201: ImportPreview}, summary="Gửi tệp và xem trước", url_name="imports",
    openapi_extra=request_body(ImportFiles, files="files"),
)  # fmt: skip
def bring_tables_in(request: PageRequest) -> HttpResponse:
    """Đọc các tệp .xlsx, .csv và trả việc nhập sẽ làm gì, lỗi từng dòng; chưa ghi gì vào danh mục."""
    require_manager(request.user)
    body_of(request, ImportFiles)
    given = [(str(each.name), each.read()) for each in request.FILES.getlist("files")]
    if not given:
        raise BadInput(
            _("Hãy gửi ít nhất một tệp .xlsx hoặc .csv ở trường files."), code="files_required", field="files"
        )
    read = read_files(given)
    kept = keep_import(
        actor=request.user, file_names=[name for name, _data in given], tables=read.tables, now=request.now
    )
    return reply(_shown(request, kept, ignored=read.ignored), status=201)


@router.get("/imports/{import_id}", response=ImportPreview, summary="Xem trước lần nhập", url_name="import")
def preview_of_import(request: PageRequest, import_id: Id) -> HttpResponse:
    """Trả việc nhập sẽ làm gì với danh mục hiện giờ."""
    require_manager(request.user)
    return reply(_shown(request, _kept(request, import_id)))


@router.post("/imports/{import_id}/commit", response=Imported, summary="Xác nhận nhập", url_name="import_commit")
def commit_tables(request: PageRequest, import_id: Id, body: Body[ImportCommit]) -> HttpResponse:
    """Nhập tất cả hoặc không gì cả; danh mục đã đổi từ lúc xem trước thì trả 409, hãy xem trước lại."""
    require_manager(request.user)
    kept = _kept(request, import_id)
    plan = commit_import(
        tables=kept.tables, expected_digest=body.digest, **request.who,
    )  # fmt: skip
    drop_import(actor=request.user, import_id=import_id)
    return reply({"counts": plan.counts})


@router.delete("/imports/{import_id}", response={204: None}, summary="Bỏ lần nhập", url_name="import")
def discard_tables(request: PageRequest, import_id: Id) -> HttpResponse:
    """Quên các bảng đã gửi; danh mục không đổi."""
    drop_import(actor=request.user, import_id=import_id)
    return no_content()


def _kept(request: PageRequest, import_id: int) -> PendingImport:
    return pending_import(request.user.jurisdiction_id, request.user.pk, import_id)


def _shown(request: PageRequest, kept: PendingImport, *, ignored: Sequence[str] = ()) -> dict[str, Any]:
    plan = preview_import(actor=request.user, tables=kept.tables)
    touched = plan.touched
    return {
        "id": kept.id,
        "files": kept.file_names,
        "created_at": at(kept.created_at),
        "digest": plan.digest,
        "clean": plan.clean,
        "counts": plan.counts,
        "errors": [
            {"table": error.table, "row": error.row, "column": error.column, "message": error.message}
            for error in plan.errors[:MOST_ROWS]
        ],
        "errors_count": len(plan.errors),
        "rows": [
            {"table": row.table, "row": row.row, "label": row.label, "verb": row.verb} for row in touched[:MOST_ROWS]
        ],
        "rows_count": len(touched),
        "ignored": list(ignored),
    }
