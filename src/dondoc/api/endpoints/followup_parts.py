"""Follow-up: an assignment divided among units below and people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from ninja import Body, Query, Router

from dondoc.accounts import permissions as people
from dondoc.api import lookups
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.followup_parts import (
    MyParts,
    NewParts,
    PartChange,
    PartItem,
    PartList,
    PartReason,
    PartReport,
    PartsQuery,
    PartStates,
)
from dondoc.directives.selectors import assignment_for
from dondoc.followup.commands.accept_part import accept_part
from dondoc.followup.commands.acknowledge_part import acknowledge_part
from dondoc.followup.commands.change_part import change_part
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.commands.report_part import report_part
from dondoc.followup.commands.return_part import return_part
from dondoc.followup.commands.start_part import start_part
from dondoc.followup.commands.withdraw_part import withdraw_part
from dondoc.followup.part_models import PartFile
from dondoc.followup.part_selectors import (
    PartTree,
    PartView,
    files_of_parts,
    part_file_for,
    part_page,
    part_trees,
    parts_of_person,
    states_on,
)
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Chia việc"])


@router.get(
    "/assignments/{assignment_id}/parts", response=PartList | PartStates, summary="Các phần việc được chia",
    url_name="assignment_parts",
)  # fmt: skip
def parts_of_assignment(request: PageRequest, assignment_id: Id, query: Query[PartsQuery]) -> HttpResponse:
    """Trả các phần việc, phần trên trước phần dưới. Với `on`: trạng thái vào ngày đó theo sổ cái, của phần người hỏi đọc được."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset({"on"}))
    assignment = assignment_for(request.user, assignment_id)
    tree = _tree(request, assignment)
    if query.on is None or query.on == request.today:
        return reply(_list(request, tree))
    seen = [one.part.id for one in tree.flat() if one.is_readable]
    states = states_on(request.jurisdiction.id, seen, query.on)
    items = [
        {
            "id": each, "lifecycle": state.lifecycle, "due_on": state.due_on, "reported_on": state.reported_on,
            "completed_on": state.completed_on,
        }
        for each, state in states.items()
    ]  # fmt: skip
    return reply({"on": query.on, "items": items})


@router.post(
    "/assignments/{assignment_id}/parts", response={201: MyParts}, summary="Chia việc", url_name="assignment_parts"
)
def divide_one_assignment(request: PageRequest, assignment_id: Id, body: Body[NewParts]) -> HttpResponse:
    """Chia nhiệm vụ, hoặc chia tiếp một phần việc, cho đơn vị trực thuộc và người: được cả hoặc không phần nào."""
    lookups.require_directives(request.user)
    codes = [share.unit for share in body.shares if share.unit]
    units = {unit.code: unit.id for unit in lookups.units_by_code(request.user, codes)}
    shares = [Share(one.text, units.get(one.unit or ""), one.user_id, one.due_on) for one in body.shares]
    made = divide_assignment(
        assignment_id=assignment_id, shares=shares, parent_part_id=body.parent_part_id, **request.who
    )
    # All of them hang under the same whole, which is read once.
    whole = part_page(request.user, made[0].id, on=request.today, soon=request.jurisdiction.due_soon_days)
    tree = _tree(request, whole.view.placed.assignment)
    ids = {part.id for part in made}
    items = _items(request, [one for one in tree.flat() if one.part.id in ids])
    return reply({"items": items}, status=201)


@router.get("/parts", response=MyParts, summary="Phần việc của tôi", url_name="parts")
def own_parts(request: PageRequest) -> HttpResponse:
    """Trả các phần việc còn phải làm của người hỏi: giao đích danh, hoặc giao cho đơn vị của họ."""
    lookups.require_directives(request.user)
    found = parts_of_person(request.user, on=request.today, soon=request.jurisdiction.due_soon_days)
    return reply({"items": _items(request, found)})


@router.get("/parts/{part_id}", response=PartItem, summary="Một phần việc", url_name="part")
def one_part(request: PageRequest, part_id: Id) -> HttpResponse:
    """Trả một phần việc với những bước người hỏi làm được."""
    lookups.require_directives(request.user)
    return _one(request, part_id)


@router.patch("/parts/{part_id}", response=PartItem, summary="Sửa phần việc", url_name="part")
def change_one_part(request: PageRequest, part_id: Id, body: Body[PartChange]) -> HttpResponse:
    """Nơi đã chia việc sửa nội dung hoặc hạn; hạn ban đầu vẫn được giữ."""
    lookups.require_directives(request.user)
    change_part(part_id=part_id, **body.model_dump(), **request.who)
    return _one(request, part_id)


@router.post(
    "/parts/{part_id}/acknowledge", response=PartItem, summary="Tiếp nhận phần việc", url_name="acknowledge_part"
)
def acknowledge_one_part(request: PageRequest, part_id: Id) -> HttpResponse:
    """Người hoặc đơn vị được giao tiếp nhận."""
    lookups.require_directives(request.user)
    acknowledge_part(part_id=part_id, **request.who)
    return _one(request, part_id)


@router.post("/parts/{part_id}/start", response=PartItem, summary="Bắt đầu phần việc", url_name="start_part")
def start_one_part(request: PageRequest, part_id: Id) -> HttpResponse:
    """Ghi nhận bắt đầu thực hiện."""
    lookups.require_directives(request.user)
    start_part(part_id=part_id, **request.who)
    return _one(request, part_id)


@router.post(
    "/parts/{part_id}/report", response=PartItem, summary="Báo cáo phần việc", url_name="report_part",
    openapi_extra=request_body(PartReport, files="files"),
)  # fmt: skip
def report_one_part(request: PageRequest, part_id: Id) -> HttpResponse:
    """Báo cáo kết quả cho nơi đã chia việc, kèm tệp: `multipart/form-data` với `files`, hoặc JSON không tệp."""
    lookups.require_directives(request.user)
    body = body_of(request, PartReport)
    files: list[tuple[str, bytes | UploadedFile]] = []
    if request.content_type == MULTIPART:
        files = [(upload.name or "", upload) for upload in request.FILES.getlist("files")]
    report_part(part_id=part_id, files=files, **body.model_dump(), **request.who)
    return _one(request, part_id)


@router.get("/part-files/{file_id}/file", summary="Tệp kèm báo cáo phần việc", url_name="part_file")
def file_of_part(request: PageRequest, file_id: Id) -> FileResponse:
    """Tải tệp gửi kèm báo cáo phần việc; người theo dõi (HĐND, Mặt trận) không mở được tệp."""
    return send(part_file_for(request.user, file_id).file)


@router.post("/parts/{part_id}/accept", response=PartItem, summary="Xác nhận phần việc", url_name="accept_part")
def accept_one_part(request: PageRequest, part_id: Id) -> HttpResponse:
    """Nơi đã chia việc xác nhận hoàn thành; người báo cáo không tự xác nhận."""
    lookups.require_directives(request.user)
    accept_part(part_id=part_id, **request.who)
    return _one(request, part_id)


@router.post("/parts/{part_id}/return", response=PartItem, summary="Trả lại phần việc", url_name="return_part")
def return_one_part(request: PageRequest, part_id: Id, body: Body[PartReason]) -> HttpResponse:
    """Trả lại báo cáo kèm lý do."""
    lookups.require_directives(request.user)
    return_part(part_id=part_id, reason=body.reason, **request.who)
    return _one(request, part_id)


@router.post(
    "/parts/{part_id}/withdraw", response=PartItem, summary="Thu hồi phần việc được chia", url_name="withdraw_part"
)
def withdraw_one_part(request: PageRequest, part_id: Id, body: Body[PartReason]) -> HttpResponse:
    """Thu hồi phần việc; các phần chia tiếp từ nó khép theo."""
    lookups.require_directives(request.user)
    withdraw_part(part_id=part_id, reason=body.reason, **request.who)
    return _one(request, part_id)


def _tree(request: PageRequest, assignment: Any) -> PartTree:
    soon = request.jurisdiction.due_soon_days
    return part_trees(request.user, [assignment], on=request.today, soon=soon, scope=people.scope_of(request.user))[
        assignment.id
    ]


def _one(request: PageRequest, part_id: int) -> HttpResponse:
    page = part_page(request.user, part_id, on=request.today, soon=request.jurisdiction.due_soon_days)
    return reply(_item(page.view, page.files or ()))


def _list(request: PageRequest, tree: PartTree) -> dict[str, Any]:
    return {
        "done": tree.progress.done, "of": tree.progress.of, "proposal": tree.proposal, "may_divide": tree.may_divide,
        "items": _items(request, tree.flat()),
    }  # fmt: skip


def _items(request: PageRequest, views: Sequence[PartView]) -> list[dict[str, Any]]:
    files = files_of_parts(request.user, views)
    return [_item(one, files.get(one.part.id, ())) for one in views]


def _item(view: PartView, files: Sequence[PartFile]) -> dict[str, Any]:
    part, reads = view.part, view.is_readable
    actions = [*view.steps, *(["change_part"] if view.may_change else []), *(["divide"] if view.may_divide else [])]
    return {
        "id": part.id, "assignment_id": part.assignment_id, "parent_part_id": part.parent_part_id, "unit": part.unit.code,
        "unit_name": part.unit.name, "user_id": part.user_id, "user_name": view.user_name,
        "text": part.text if reads else "", "lifecycle": part.lifecycle, "timeliness": view.verdict, "stands": view.stands,
        "given_on": part.given_on, "due_on": part.due_on, "original_due_on": part.original_due_on,
        "is_after": view.is_after, "reported_on": part.reported_on, "completed_on": part.completed_on,
        "result": part.result if reads else "", "result_document": part.result_document if reads else "",
        "remark": part.remark if reads else "", "actions": actions,
        "files": [
            {"id": row.id, "name": row.file.name, "size": row.file.size, "added_on": row.added_on} for row in files
        ],
    }  # fmt: skip
