"""The steps of an assignment's life, one address each: the same commands as the buttons of the screen."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from ninja import Body, Router

from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.endpoints.assignments import detail
from dondoc.api.lookups import require_directives
from dondoc.api.replies import reply
from dondoc.api.schemas.causes import CauseSent
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.directives import Acceptance, AssignmentDetail, NewDueDay, Report, Step, StepWithReason
from dondoc.directives.cause_rules import CauseGiven
from dondoc.directives.commands import report_completion as reporting
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.commands.start import start
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.models import Assignment
from dondoc.followup.commands.reopen import reopen
from dondoc.web.requests import PageRequest

router = Router(tags=["Các bước của phần việc"])


def given_cause(sent: CauseSent | None) -> CauseGiven | None:
    """Return what was sent of why something is late, as the commands take it."""
    return CauseGiven(**sent.model_dump()) if sent is not None else None


def _step(
    request: PageRequest, assignment_id: int, command: Callable[..., Assignment], body: Step | StepWithReason | None
) -> HttpResponse:
    require_directives(request.user)
    given = body or Step.model_validate({})
    command(
        assignment_id=assignment_id,
        note=given.note,
        reason=given.reason,
        effective_on=given.effective_on,
        **request.who,
    )
    return reply(detail(request, assignment_id))


@router.post(
    "/assignments/{assignment_id}/acknowledge", response=AssignmentDetail, summary="Tiếp nhận", url_name="acknowledge"
)
def acknowledge_assignment(request: PageRequest, assignment_id: Id, body: Body[Step] = None) -> HttpResponse:  # type: ignore[assignment]
    """Đơn vị được giao báo đã tiếp nhận."""
    return _step(request, assignment_id, acknowledge, body)


@router.post(
    "/assignments/{assignment_id}/start", response=AssignmentDetail, summary="Bắt đầu thực hiện", url_name="start"
)
def start_assignment(request: PageRequest, assignment_id: Id, body: Body[Step] = None) -> HttpResponse:  # type: ignore[assignment]
    """Đơn vị được giao bắt đầu thực hiện."""
    return _step(request, assignment_id, start, body)


@router.post(
    "/assignments/{assignment_id}/report-completion", response=AssignmentDetail, summary="Báo cáo kết quả",
    url_name="report_completion", openapi_extra=request_body(Report, files="files"),
)  # fmt: skip
def report_assignment(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Đơn vị báo cáo đã hoàn thành, kèm tệp minh chứng: `multipart/form-data` với `files`, hoặc JSON không tệp."""
    require_directives(request.user)
    body = body_of(request, Report)
    files: list[tuple[str, bytes | UploadedFile]] = []
    if request.content_type == MULTIPART:
        files = [(upload.name or "", upload) for upload in request.FILES.getlist("files")]
    reporting.report_completion(
        assignment_id=assignment_id,
        note=body.note,
        files=files,
        result_document=body.result_document,
        cause=given_cause(body.cause),
        reason=body.reason,
        effective_on=body.effective_on,
        **request.who,
    )
    return reply(detail(request, assignment_id))


@router.post(
    "/assignments/{assignment_id}/accept-completion", response=AssignmentDetail, summary="Xác nhận hoàn thành",
    url_name="accept_completion",
)  # fmt: skip
def accept_assignment(request: PageRequest, assignment_id: Id, body: Body[Acceptance] = None) -> HttpResponse:  # type: ignore[assignment]
    """Văn phòng xác nhận kết quả đã báo cáo; sau thời hạn thì cần nguyên nhân chậm."""
    require_directives(request.user)
    given = body or Acceptance.model_validate({})
    accept_completion(
        assignment_id=assignment_id,
        note=given.note,
        cause=given_cause(given.cause),
        reason=given.reason,
        effective_on=given.effective_on,
        **request.who,
    )
    return reply(detail(request, assignment_id))


@router.post(
    "/assignments/{assignment_id}/return-completion", response=AssignmentDetail, summary="Trả lại",
    url_name="return_completion",
)  # fmt: skip
def return_assignment(request: PageRequest, assignment_id: Id, body: Body[StepWithReason] = None) -> HttpResponse:  # type: ignore[assignment]
    """Văn phòng trả lại kết quả đã báo cáo; phải nêu lý do."""
    return _step(request, assignment_id, return_completion, body)


@router.post("/assignments/{assignment_id}/withdraw", response=AssignmentDetail, summary="Thu hồi", url_name="withdraw")
def withdraw_assignment(request: PageRequest, assignment_id: Id, body: Body[StepWithReason] = None) -> HttpResponse:  # type: ignore[assignment]
    """Văn phòng thu hồi phần việc đang mở; phải nêu lý do."""
    return _step(request, assignment_id, withdraw, body)


@router.post("/assignments/{assignment_id}/reopen", response=AssignmentDetail, summary="Mở lại", url_name="reopen")
def reopen_assignment(request: PageRequest, assignment_id: Id, body: Body[StepWithReason] = None) -> HttpResponse:  # type: ignore[assignment]
    """Lãnh đạo UBND tỉnh hoặc lãnh đạo Văn phòng mở lại phần việc đã kết thúc; phải nêu lý do."""
    return _step(request, assignment_id, reopen, body)


@router.post(
    "/assignments/{assignment_id}/set-deadline", response=AssignmentDetail, summary="Đặt lại thời hạn",
    url_name="set_deadline",
)  # fmt: skip
def set_assignment_deadline(request: PageRequest, assignment_id: Id, body: Body[NewDueDay]) -> HttpResponse:
    """Văn phòng đặt hoặc sửa thời hạn của phần việc đang mở; phải nêu lý do, thời hạn gốc vẫn được giữ."""
    require_directives(request.user)
    set_deadline(
        assignment_id=assignment_id,
        due_on=body.due_on,
        reason=body.reason,
        effective_on=body.effective_on,
        **request.who,
    )
    return reply(detail(request, assignment_id))
