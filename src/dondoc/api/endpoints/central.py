"""Tasks from above: the list of any day with the Government Office's cut, both clocks, passing on, answering the centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import reply
from dondoc.api.schemas.central import (
    CentralAssignment,
    CentralDay,
    CentralDeadline,
    CentralFacts,
    CentralLink,
    CentralReason,
    CentralReport,
    CentralTaskDetail,
    CentralTaskPage,
    CentralTaskQuery,
    CentralUnlink,
    DirectiveProposals,
    NewCentralTask,
)
from dondoc.api.schemas.common import Id
from dondoc.central.commands._facts import Facts
from dondoc.central.commands.assign_central_task import assign_central_task
from dondoc.central.commands.change_central_task import change_central_task
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.record_central_task import record_central_task
from dondoc.central.commands.reopen_central_task import reopen_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.return_upward import return_upward
from dondoc.central.commands.unlink_central_task import unlink_central_task
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.central.listing import TaskFilter, TaskRow, TaskState, listed, rows_of
from dondoc.central.models import CentralTask
from dondoc.central.rules import Clock
from dondoc.central.selectors import same_directives, task_for, task_view
from dondoc.directives.listing import Moment
from dondoc.web.requests import PageRequest

router = Router(tags=["Nhiệm vụ Trung ương giao"])
_LIST_NAMES = frozenset(CentralTaskQuery.model_fields)


@router.get("/central-tasks", response=CentralTaskPage, summary="Nhiệm vụ Trung ương giao", url_name="central_tasks")
def list_of_central_tasks(request: PageRequest, query: Query[CentralTaskQuery]) -> HttpResponse:
    """Trả danh sách theo ngày được hỏi, việc gấp trước, với thống kê đúng hạn, trễ hạn, trong hạn, quá hạn."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, _LIST_NAMES)
    moment = lookups.moment_of(request, query.on, query.known_at, query.deadline)
    found = listed(request.user, filter_of(request, query), moment)
    states = found.states[query.offset : query.offset + query.limit]
    figures = {**asdict(found.cut), "population": found.cut.population}
    return reply({
        "count": len(found.states), "limit": query.limit, "offset": query.offset, "on": moment.on,
        "figures": {**figures, "due_soon": found.due_soon, "unassigned": found.unassigned, "late_inside": found.late_inside},
        "items": _items(request, rows_of(request.user.jurisdiction_id, states, moment)),
    })  # fmt: skip


@router.post(
    "/central-tasks", response={201: CentralTaskDetail}, summary="Ghi nhiệm vụ Trung ương giao",
    url_name="central_tasks",
)  # fmt: skip
def record_one_central_task(request: PageRequest, body: Body[NewCentralTask]) -> HttpResponse:
    """Ghi một nhiệm vụ; đã có trong danh sách thì trả 409 `recorded_already` với `task_id`."""
    lookups.require_directives(request.user)
    task = record_central_task(facts=_facts(request, body), due_on=body.due_on, given_on=body.given_on, **request.who)
    return reply(_detail(request, task.id), status=201)


@router.get(
    "/central-tasks/{task_id}", response=CentralTaskDetail, summary="Một nhiệm vụ Trung ương giao",
    url_name="central_task",
)  # fmt: skip
def one_central_task(request: PageRequest, task_id: Id) -> HttpResponse:
    """Trả một nhiệm vụ với hai đồng hồ và những việc người hỏi làm được."""
    lookups.require_directives(request.user)
    return reply(_detail(request, task_id))


@router.put(
    "/central-tasks/{task_id}", response=CentralTaskDetail, summary="Sửa nhiệm vụ Trung ương giao",
    url_name="central_task",
)  # fmt: skip
def change_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralFacts]) -> HttpResponse:
    """Ghi lại toàn bộ nội dung; thời hạn và trạng thái đổi bằng lệnh riêng."""
    lookups.require_directives(request.user)
    task_for(request.user, task_id)
    change_central_task(task_id=task_id, facts=_facts(request, body), **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/deadline", response=CentralTaskDetail, summary="Trung ương đổi thời hạn",
    url_name="central_deadline",
)  # fmt: skip
def move_one_central_deadline(request: PageRequest, task_id: Id, body: Body[CentralDeadline]) -> HttpResponse:
    """Ghi hạn mới của Trung ương; `beyond` là các phần việc của tỉnh nay có hạn sau ngày đó, hạn của chúng không tự đổi."""
    lookups.require_directives(request.user)
    move_central_deadline(task_id=task_id, **body.model_dump(), **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/assign", response=CentralTaskDetail, summary="Giao nhiệm vụ cho đơn vị",
    url_name="central_assign",
)  # fmt: skip
def assign_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralAssignment]) -> HttpResponse:
    """Tạo nhiệm vụ của tỉnh từ nhiệm vụ này, với hạn nội bộ không sau hạn Trung ương."""
    lookups.require_directives(request.user)
    user = request.user
    task_for(user, task_id)
    assign_central_task(
        task_id=task_id, leads=[unit.id for unit in lookups.units_by_code(user, body.leads, field="leads")],
        coordinates=[unit.id for unit in lookups.units_by_code(user, body.coordinates, field="coordinates")],
        due_on=body.due_on, text=body.text, field_id=lookups.field_by_code(user, body.field) if body.field else None,
        specialist_id=body.specialist_id, reason=body.reason, **request.who,
    )  # fmt: skip
    return reply(_detail(request, task_id))


@router.get(
    "/central-tasks/{task_id}/same", response=DirectiveProposals, summary="Nhiệm vụ của tỉnh có thể trùng",
    url_name="central_same",
)  # fmt: skip
def same_as_central_task(request: PageRequest, task_id: Id) -> HttpResponse:
    """Trả các nhiệm vụ của tỉnh cùng số văn bản hoặc câu chữ giống, để nối thay vì giao lần nữa."""
    lookups.require_directives(request.user)
    task = task_for(request.user, task_id)
    found = same_directives(request.user, task.document_code, task.content, on=request.today)
    return reply({
        "items": [
            {
                "directive_id": one.directive.id, "text": one.directive.text,
                "document_code": one.directive.document.code if one.directive.document else "",
                "is_same_document": one.is_same_document, "percent": one.percent,
            }
            for one in found
        ]
    })  # fmt: skip


@router.post(
    "/central-tasks/{task_id}/link", response=CentralTaskDetail, summary="Nối với nhiệm vụ của tỉnh",
    url_name="central_link",
)  # fmt: skip
def link_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralLink]) -> HttpResponse:
    """Nối với nhiệm vụ tỉnh đã giao; thời hạn hai bên giữ nguyên."""
    lookups.require_directives(request.user)
    link_central_task(task_id=task_id, directive_id=body.directive_id, **request.who)
    return reply(_detail(request, task_id))


@router.post("/central-tasks/{task_id}/unlink", response=CentralTaskDetail, summary="Bỏ nối", url_name="central_unlink")
def unlink_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralUnlink]) -> HttpResponse:
    """Bỏ nối vì nối nhầm; nhiệm vụ của tỉnh vẫn tiếp tục."""
    lookups.require_directives(request.user)
    unlink_central_task(task_id=task_id, reason=body.reason, **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/report", response=CentralTaskDetail, summary="Đã báo cáo Trung ương",
    url_name="central_report",
)  # fmt: skip
def report_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralReport]) -> HttpResponse:
    """Ghi ngày và số văn bản đã báo cáo; đúng hạn hay trễ hạn tính theo ngày này."""
    lookups.require_directives(request.user)
    report_upward(task_id=task_id, **body.model_dump(), **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/confirm", response=CentralTaskDetail, summary="Trung ương xác nhận hoàn thành",
    url_name="central_confirm",
)  # fmt: skip
def confirm_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralDay]) -> HttpResponse:
    """Ghi rằng Trung ương đã xác nhận hoàn thành."""
    lookups.require_directives(request.user)
    confirm_upward(task_id=task_id, confirmed_on=body.on, **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/return", response=CentralTaskDetail, summary="Trung ương trả lại báo cáo",
    url_name="central_return",
)  # fmt: skip
def return_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralReason]) -> HttpResponse:
    """Trung ương chưa chấp nhận; nhiệm vụ mở lại như chưa báo cáo."""
    lookups.require_directives(request.user)
    return_upward(task_id=task_id, reason=body.reason, returned_on=body.on, **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/withdraw", response=CentralTaskDetail, summary="Trung ương thu hồi nhiệm vụ",
    url_name="central_withdraw",
)  # fmt: skip
def withdraw_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralReason]) -> HttpResponse:
    """Đóng nhiệm vụ vì Trung ương thu hồi; nhiệm vụ của tỉnh đã giao không tự thu hồi theo."""
    lookups.require_directives(request.user)
    withdraw_central_task(task_id=task_id, reason=body.reason, withdrawn_on=body.on, **request.who)
    return reply(_detail(request, task_id))


@router.post(
    "/central-tasks/{task_id}/reopen", response=CentralTaskDetail, summary="Mở lại nhiệm vụ", url_name="central_reopen"
)
def reopen_one_central_task(request: PageRequest, task_id: Id, body: Body[CentralReason]) -> HttpResponse:
    """Lãnh đạo Văn phòng mở lại nhiệm vụ đã đóng nhầm."""
    lookups.require_directives(request.user)
    reopen_central_task(task_id=task_id, reason=body.reason, reopened_on=body.on, **request.who)
    return reply(_detail(request, task_id))


def filter_of(request: PageRequest, query: CentralTaskQuery) -> TaskFilter:
    """Return what a query asks for, its codes looked up."""
    return TaskFilter(
        cell=query.cell or "", due_soon=query.due_soon, is_late_inside=query.late_inside, unit_id=lookups.unit_id_of(request.user, query.unit, "unit"),
        specialist_id=query.specialist_id, field_id=lookups.field_filter(request.user, query.field),
        giver=query.giver or "", state=query.state or "", is_assigned=query.is_assigned, due_from=query.due_from,
        due_to=query.due_to, text=query.q,
    )  # fmt: skip


def _facts(request: PageRequest, body: CentralFacts) -> Facts:
    given = body.model_dump(exclude={"unit", "field", "due_on", "given_on"})
    user = request.user
    return Facts(
        **given, unit_id=lookups.unit_id_of(user, body.unit, "unit"),
        field_id=lookups.field_by_code(user, body.field) if body.field else None,
    )  # fmt: skip


def _items(request: PageRequest, rows: Iterable[TaskRow]) -> list[dict[str, Any]]:
    fields = lookups.field_codes(request.user)
    return [_item(row, fields) for row in rows]


def _item(row: TaskRow, fields: dict[int, str]) -> dict[str, Any]:
    task, clocks = row.task, row.clocks
    return {
        **{
            name: getattr(task, name)
            for name in (
                "id", "code", "document_code", "document_issued_on", "document_signer", "document_id", "content",
                "giver", "giver_words", "given_on", "centre_words", "original_due_on", "report_document", "note",
            )
        },
        "state": row.state.facts.state, "reported_on": row.state.facts.reported_on,
        "unit": task.unit.code if task.unit else None, "field": fields.get(task.field_id or 0),
        "specialist_id": row.state.specialist_id, "directive_id": row.state.directive_id, "cell": row.cell or None,
        "central": _clock(clocks.central), "internal": _clock(clocks.internal) if clocks.internal else None,
        "is_beyond": clocks.is_beyond, "current_due_on": row.state.current_due_on, "moves": row.moves,
        "original_cell": row.original_cell or None,
    }  # fmt: skip


def _clock(clock: Clock) -> dict[str, Any]:
    return {"due_on": clock.due_on, "timeliness": clock.says, "days_left": clock.days_left}


def _detail(request: PageRequest, task_id: int) -> dict[str, Any]:
    moment = Moment(on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days)
    view = task_view(request.user, task_id, moment)
    row = rows_of(request.user.jurisdiction_id, [_state(view.task)], moment)[0]
    return {
        **_item(row, lookups.field_codes(request.user)), "actions": view.verbs,
        "beyond": [one.id for one in view.beyond],
    }  # fmt: skip


def _state(task: CentralTask) -> TaskState:
    return TaskState(
        task.id, task.facts(), task.unit_id, task.field_id, task.specialist_id, task.directive_id, task.due_on,
        task.original_due_on,
    )  # fmt: skip
