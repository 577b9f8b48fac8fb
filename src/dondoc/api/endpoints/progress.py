"""Progress over the API: reports, stages, priorities, how often reports are awaited, the update rate."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from ninja import Body, Query, Router

from dondoc.accounts import permissions as people
from dondoc.accounts.permissions import scope_of
from dondoc.api import lookups
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.endpoints.assignments import asked_figures
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Code, Id
from dondoc.api.schemas.directives import FiguresQuery
from dondoc.api.schemas.progress import (
    NewProgress,
    PrioritySet,
    PriorityShown,
    ProgressItem,
    ProgressList,
    StageItem,
    Stages,
    StageSet,
    UpdateFigures,
    UpdateRulesItem,
)
from dondoc.directives.priority_cues import proposed_priority
from dondoc.directives.update_selectors import update_days_of
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.set_priority import set_priority
from dondoc.followup.commands.set_progress_stage import set_progress_stage
from dondoc.followup.commands.set_update_rules import set_update_rules
from dondoc.followup.progress_models import ProgressReport
from dondoc.followup.progress_rules import Stage
from dondoc.followup.progress_selectors import progress_file_for, reports_of, stages_of
from dondoc.reviews.update_rates import UpdateRate, update_rates
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Tiến độ"])
_FIGURES_NAMES = frozenset(FiguresQuery.model_fields)


@router.get(
    "/assignments/{assignment_id}/progress", response=ProgressList, summary="Các báo cáo tiến độ",
    url_name="assignment_progress",
)  # fmt: skip
def progress_of_assignment(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Trả các báo cáo tiến độ của phần việc, mới nhất trước."""
    lookups.require_directives(request.user)
    return reply({"items": [_report(request, one) for one in reports_of(request.user, assignment_id)]})


@router.post(
    "/assignments/{assignment_id}/progress", response={201: ProgressItem}, summary="Báo cáo tiến độ",
    url_name="assignment_progress", openapi_extra=request_body(NewProgress, files="files"),
)  # fmt: skip
def report_one_progress(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Đơn vị báo cáo tiến độ, kèm tệp: `multipart/form-data` với `files`, hoặc JSON không tệp."""
    lookups.require_directives(request.user)
    body = body_of(request, NewProgress)
    files: list[tuple[str, bytes | UploadedFile]] = []
    if request.content_type == MULTIPART:
        files = [(upload.name or "", upload) for upload in request.FILES.getlist("files")]
    made = report_progress(assignment_id=assignment_id, files=files, **body.model_dump(), **request.who)
    return reply(_report(request, made), status=201)


@router.get("/progress-files/{file_id}/file", summary="Tệp kèm báo cáo tiến độ", url_name="progress_file")
def file_of_progress(request: PageRequest, file_id: Id) -> FileResponse:
    """Tải tệp gửi kèm báo cáo tiến độ; người theo dõi (HĐND, Mặt trận) không mở được tệp."""
    return send(progress_file_for(request.user, file_id).file)


@router.get("/progress-stages", response=Stages, summary="Danh mục giai đoạn", url_name="progress_stages")
def list_of_stages(request: PageRequest) -> HttpResponse:
    """Trả danh mục giai đoạn mà báo cáo tiến độ chọn."""
    lookups.require_directives(request.user)
    return reply({"items": [_stage(one) for one in stages_of(request.jurisdiction.id)]})


@router.post("/progress-stages", response={201: StageItem}, summary="Thêm một giai đoạn", url_name="progress_stages")
def add_stage(request: PageRequest, body: Body[StageSet]) -> HttpResponse:
    """Lãnh đạo Văn phòng thêm một giai đoạn vào danh mục."""
    lookups.require_directives(request.user)
    return reply(_stage(set_progress_stage(**body.model_dump(), **request.who)), status=201)


@router.put("/progress-stages/{code}", response=StageItem, summary="Sửa một giai đoạn", url_name="progress_stage")
def change_stage(request: PageRequest, code: Code, body: Body[StageSet]) -> HttpResponse:
    """Lãnh đạo Văn phòng đổi tên, ngừng hoặc dùng lại một giai đoạn."""
    lookups.require_directives(request.user)
    return reply(_stage(set_progress_stage(code=code, **body.model_dump(), **request.who)))


@router.get("/update-rules", response=UpdateRulesItem, summary="Quy định cập nhật", url_name="update_rules")
def rules_of_updates(request: PageRequest) -> HttpResponse:
    """Trả số ngày không báo cáo thì coi là không cập nhật, theo mức ưu tiên."""
    lookups.require_directives(request.user)
    return reply(asdict(update_days_of(request.jurisdiction.id)))


@router.put("/update-rules", response=UpdateRulesItem, summary="Đặt quy định cập nhật", url_name="update_rules")
def set_rules_of_updates(request: PageRequest, body: Body[UpdateRulesItem]) -> HttpResponse:
    """Lãnh đạo Văn phòng đặt quy định."""
    lookups.require_directives(request.user)
    return reply(asdict(set_update_rules(**body.model_dump(), **request.who)))


@router.post(
    "/directives/{directive_id}/priority", response=PriorityShown, summary="Đặt mức ưu tiên", url_name="set_priority"
)
def set_priority_of_directive(request: PageRequest, directive_id: Id, body: Body[PrioritySet]) -> HttpResponse:
    """Văn phòng đặt mức ưu tiên của nhiệm vụ; mọi phần việc theo mức đó."""
    lookups.require_directives(request.user)
    row = set_priority(directive_id=directive_id, **body.model_dump(), **request.who)
    return reply({"directive_id": row.id, "priority": row.priority, "proposed": proposed_priority(row.text)})


@router.get("/figures/updates", response=UpdateFigures, summary="Tỷ lệ cập nhật", url_name="figures_updates")
def figures_of_updates(request: PageRequest, query: Query[FiguresQuery]) -> HttpResponse:
    """Trả tỷ lệ cập nhật của một ngày: bao nhiêu phần việc cần báo cáo, bao nhiêu đã có; theo quy định hiện hành."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _FIGURES_NAMES)
    moment, part = asked_figures(request, query)
    found = update_rates(scope_of(user), moment, part)
    units = lookups.units_by_id(user, found.by_unit.keys())
    by_unit = [
        {"unit": units[unit_id].code, "name": units[unit_id].name, **_rate(rate)}
        for unit_id, rate in sorted(found.by_unit.items(), key=lambda entry: units[entry[0]].code)
    ]
    return reply({"on": moment.on, **_rate(found.total), "by_unit": by_unit})


def _rate(rate: UpdateRate) -> dict[str, int]:
    return {"updated": rate.updated, "measured": rate.measured, "stale": rate.stale}


def _stage(stage: Stage) -> dict[str, Any]:
    return {**asdict(stage), "name": str(stage.name)}


def _report(request: PageRequest, one: ProgressReport) -> dict[str, Any]:
    shown = one.files.all() if people.may_see_files(request.user) else ()
    return {
        "id": one.id, "assignment_id": one.assignment_id, "on": one.on, "percent": one.percent, "stage": one.stage,
        "text": one.text, "result_document": one.result_document, "document_id": one.document_id,
        "fell_because": one.fell_because, "reported_at": at(one.reported_at),
        "files": [{"id": row.id, "name": row.file.name, "size": row.file.size} for row in shown],
    }  # fmt: skip
