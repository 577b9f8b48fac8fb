"""Follow-up: another unit takes an assignment, tasks that are the same become one, a later task replaces earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts import permissions as people
from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.followup_succession import (
    CandidateQuery,
    Candidates,
    Merge,
    NewTransfer,
    SuccessionItem,
    Successions,
    Supersede,
    TransferAnswer,
    TransferByDecision,
    TransferDecision,
    TransferItem,
    TransferPage,
    TransferQuery,
    UnitHandover,
    UnitWork,
)
from dondoc.directives.models import Directive
from dondoc.directives.selectors import directive_view
from dondoc.followup.commands.answer_transfer import answer_transfer
from dondoc.followup.commands.decide_transfer import decide_transfer
from dondoc.followup.commands.merge_directives import merge_directives
from dondoc.followup.commands.request_transfer import request_transfer
from dondoc.followup.commands.supersede_directives import supersede_directives
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision
from dondoc.followup.commands.transfer_unit_work import transfer_unit_work
from dondoc.followup.commands.undo_succession import undo_succession
from dondoc.followup.commands.withdraw_transfer import withdraw_transfer
from dondoc.followup.models import AssignmentSuccession, Succession, Transfer
from dondoc.followup.succession_selectors import (
    candidates,
    may_succeed,
    searched,
    successions_of_directive,
    transfer_for,
    transfer_steps,
    transfers_seen,
)
from dondoc.followup.unit_work import heirs_of, open_work_of
from dondoc.foundation.errors import Refused
from dondoc.organizations.models import Unit
from dondoc.organizations.selectors import unit_by_code
from dondoc.web.requests import PageRequest

router = Router(tags=["Chuyển, gộp, thay thế nhiệm vụ"])
_LIST_NAMES = frozenset(TransferQuery.model_fields)


@router.get("/transfers", response=TransferPage, summary="Các đề nghị chuyển nhiệm vụ", url_name="transfers")
def list_of_transfers(request: PageRequest, query: Query[TransferQuery]) -> HttpResponse:
    """Trả các đề nghị trong phạm vi của người hỏi: đơn vị thấy đề nghị của mình và gửi đến mình."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, _LIST_NAMES)
    seen = transfers_seen(request.user)
    if query.state:
        seen = seen.filter(state=query.state)
    rows = seen[query.offset : query.offset + query.limit]
    return reply(
        {"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": _transfers(request, rows)}
    )


@router.get("/transfers/{transfer_id}", response=TransferItem, summary="Một đề nghị chuyển", url_name="transfer")
def one_transfer(request: PageRequest, transfer_id: Id) -> HttpResponse:
    """Trả một đề nghị; đơn vị nhận đọc được nội dung nhiệm vụ trước khi trả lời."""
    lookups.require_directives(request.user)
    return _transfer(request, transfer_id)


@router.post(
    "/assignments/{assignment_id}/transfers", response={201: TransferItem}, summary="Đề nghị chuyển nhiệm vụ",
    url_name="assignment_transfers",
)  # fmt: skip
def ask_for_transfer(request: PageRequest, assignment_id: Id, body: Body[NewTransfer]) -> HttpResponse:
    """Đơn vị đề nghị chuyển: đơn vị nhận trả lời, rồi Văn phòng quyết định."""
    lookups.require_directives(request.user)
    to = lookups.units_by_code(request.user, [body.to_unit], field="to_unit")[0]
    asked = request_transfer(assignment_id=assignment_id, to_unit_id=to.id, reason=body.reason, **request.who)
    return _transfer(request, asked.id, status=201)


@router.post(
    "/transfers/{transfer_id}/answer",
    response=TransferItem,
    summary="Trả lời đề nghị chuyển",
    url_name="answer_transfer",
)
def answer_one_transfer(request: PageRequest, transfer_id: Id, body: Body[TransferAnswer]) -> HttpResponse:
    """Đơn vị nhận đồng ý, hoặc không nhận kèm lý do."""
    lookups.require_directives(request.user)
    answer_transfer(transfer_id=transfer_id, **body.model_dump(), **request.who)
    return _transfer(request, transfer_id)


@router.post(
    "/transfers/{transfer_id}/decide", response=TransferItem, summary="Quyết định chuyển", url_name="decide_transfer"
)
def decide_one_transfer(request: PageRequest, transfer_id: Id, body: Body[TransferDecision]) -> HttpResponse:
    """Văn phòng đồng ý: phần việc cũ khép lại, đơn vị nhận có phần việc cùng thời hạn; hoặc không đồng ý kèm lý do."""
    lookups.require_directives(request.user)
    decide_transfer(transfer_id=transfer_id, **body.model_dump(), **request.who)
    return _transfer(request, transfer_id)


@router.post(
    "/transfers/{transfer_id}/withdraw",
    response=TransferItem,
    summary="Rút đề nghị chuyển",
    url_name="withdraw_transfer",
)
def withdraw_one_transfer(request: PageRequest, transfer_id: Id) -> HttpResponse:
    """Đơn vị rút đề nghị còn đang chờ."""
    lookups.require_directives(request.user)
    withdraw_transfer(transfer_id=transfer_id, **request.who)
    return _transfer(request, transfer_id)


@router.post(
    "/assignments/{assignment_id}/transfer", response={201: SuccessionItem}, summary="Chuyển theo quyết định",
    url_name="transfer_by_decision",
)  # fmt: skip
def transfer_one_by_decision(request: PageRequest, assignment_id: Id, body: Body[TransferByDecision]) -> HttpResponse:
    """Văn phòng chuyển ngay, kèm lý do và số văn bản nếu có."""
    lookups.require_directives(request.user)
    to = lookups.units_by_code(request.user, [body.to_unit], field="to_unit")[0]
    done = transfer_by_decision(
        assignment_id=assignment_id,
        to_unit_id=to.id,
        reason=body.reason,
        document_code=body.document_code,
        **request.who,
    )
    return reply(_successions([done])[0], status=201)


@router.get(
    "/units/{code}/open-work", response=UnitWork, summary="Việc chưa xong của đơn vị đã kết thúc", url_name="unit_work"
)
def work_of_unit(request: PageRequest, code: str) -> HttpResponse:
    """Trả đơn vị còn bao nhiêu việc chưa xong và ai kế thừa; ai cũng xem được số lượng."""
    unit = _unit(request, code)
    left = open_work_of(unit.jurisdiction_id, unit.id)
    return reply(
        {
            "unit": unit.code, "ended_on": unit.valid_to, "successors": [one.code for one in heirs_of(unit, request.today)],
            "assignments": left.assignments, "parts": left.parts, "requests": left.requests,
        }
    )  # fmt: skip


@router.post(
    "/units/{code}/hand-over", response={201: Successions}, summary="Chuyển việc của đơn vị đã kết thúc",
    url_name="transfer_unit_work",
)  # fmt: skip
def hand_over_of_unit(request: PageRequest, code: str, body: Body[UnitHandover]) -> HttpResponse:
    """Văn phòng chuyển một lần các nhiệm vụ chưa xong cho đơn vị kế thừa; mỗi việc hoàn tác riêng được."""
    lookups.require_directives(request.user)
    unit = _unit(request, code)
    to = lookups.units_by_code(request.user, [body.to_unit], field="to_unit")[0]
    done = transfer_unit_work(
        unit_id=unit.id, to_unit_id=to.id, reason=body.reason, document_code=body.document_code,
        assignment_ids=body.assignments, **request.who,
    )  # fmt: skip
    return reply({"items": _successions(done)}, status=201)


@router.get(
    "/directives/{directive_id}/successions", response=Successions, summary="Nhiệm vụ đã chuyển, gộp, thay thế",
    url_name="directive_successions",
)  # fmt: skip
def successions_of(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Trả những lần nhiệm vụ này kết thúc để nhường cho nhiệm vụ khác, và những nhiệm vụ nhường cho nó."""
    directive = _directive(request, directive_id)
    return reply({"items": _successions(successions_of_directive(request.user, directive))})


@router.get(
    "/directives/{directive_id}/candidates", response=Candidates, summary="Nhiệm vụ có thể trùng",
    url_name="directive_candidates",
)  # fmt: skip
def candidates_of(request: PageRequest, directive_id: Id, query: Query[CandidateQuery]) -> HttpResponse:
    """Đề xuất nhiệm vụ có thể trùng hoặc được thay thế, kèm căn cứ: cùng đơn vị, số từ giống nhau, số ngày cách nhau."""
    lookups.refuse_unknown(request, frozenset({"q"}))
    directive = _directive(request, directive_id)
    if not may_succeed(request.user, directive):
        raise Refused(_("Bạn không có quyền gộp, thay thế hoặc chuyển nhiệm vụ thuộc lĩnh vực này."), code="refused")
    found = (
        searched(request.user, directive, query.q, on=request.today) if query.q else candidates(request.user, directive)
    )
    items = [
        {
            "directive_id": one.directive.id, "text": one.directive.text,
            "document": one.directive.document.code if one.directive.document else "",
            "issued_on": one.directive.issued_on, "units": list(one.units), "percent": one.percent,
            "days_apart": one.days_apart, "is_replaced": one.is_replaced,
        }
        for one in found
    ]  # fmt: skip
    return reply({"items": items})


@router.post(
    "/directives/{directive_id}/merge", response=Successions, summary="Gộp nhiệm vụ trùng", url_name="merge_directives"
)
def merge_into(request: PageRequest, directive_id: Id, body: Body[Merge]) -> HttpResponse:
    """Gộp các nhiệm vụ trùng vào nhiệm vụ này: đơn vị nào chưa có phần việc ở đây thì được giao."""
    lookups.require_directives(request.user)
    return reply(
        {"items": _successions(merge_directives(directive_id=directive_id, **body.model_dump(), **request.who))}
    )


@router.post(
    "/directives/{directive_id}/supersede", response=Successions, summary="Thay thế nhiệm vụ trước",
    url_name="supersede_directives",
)  # fmt: skip
def supersede_by(request: PageRequest, directive_id: Id, body: Body[Supersede]) -> HttpResponse:
    """Nhiệm vụ này, của văn bản sau, thay thế các nhiệm vụ trước."""
    lookups.require_directives(request.user)
    done = supersede_directives(directive_id=directive_id, **body.model_dump(), **request.who)
    return reply({"items": _successions(done)})


@router.post(
    "/successions/{succession_id}/undo", response=SuccessionItem, summary="Hoàn tác", url_name="undo_succession"
)
def undo_one_succession(request: PageRequest, succession_id: Id) -> HttpResponse:
    """Hoàn tác một lần chuyển, gộp, thay thế: trong ngày, khi chưa có thay đổi nào khác."""
    lookups.require_directives(request.user)
    return reply(_successions([undo_succession(succession_id=succession_id, **request.who)])[0])


def _unit(request: PageRequest, code: str) -> Unit:
    return unit_by_code(request.jurisdiction.id, code.replace("\0", ""))


def _directive(request: PageRequest, directive_id: int) -> Directive:
    lookups.require_directives(request.user)
    return directive_view(request.user, directive_id).directive


def _transfer(request: PageRequest, transfer_id: int, *, status: int = 200) -> HttpResponse:
    return reply(_transfers(request, [transfer_for(request.user, transfer_id)])[0], status=status)


def _transfers(request: PageRequest, rows: Iterable[Transfer]) -> list[dict[str, Any]]:
    scope = people.scope_of(request.user)
    return [
        {
            "id": one.id, "assignment_id": one.assignment_id, "directive_id": one.assignment.directive_id,
            "text": one.assignment.directive.text, "unit": one.assignment.unit.code,
            "unit_name": one.assignment.unit.name, "to_unit": one.to_unit.code, "to_unit_name": one.to_unit.name,
            "state": one.state, "reason": one.reason, "answer": one.answer, "note": one.note, "asked_at": at(one.asked_at),
            "answered_at": at(one.answered_at), "decided_at": at(one.decided_at),
            "actions": transfer_steps(request.user, one, scope=scope),
        }
        for one in rows
    ]  # fmt: skip


def _successions(done: Iterable[Succession]) -> list[dict[str, Any]]:
    listed = list(done)
    links: dict[int, list[AssignmentSuccession]] = {}
    if listed:
        found = AssignmentSuccession.objects.filter(
            jurisdiction_id=listed[0].jurisdiction_id, succession_id__in=[one.id for one in listed]
        )
        for link in found.order_by("id"):
            links.setdefault(link.succession_id, []).append(link)
    return [
        {
            "id": one.id, "kind": one.kind, "directive_id": one.directive_id,
            "successor_directive_id": one.successor_directive_id, "reason": one.reason,
            "document_code": one.document_code, "done_on": one.done_on, "is_undone": one.undone_at is not None,
            "assignments": [
                {
                    "assignment_id": link.assignment_id, "successor_assignment_id": link.successor_assignment_id,
                    "was_lifecycle": link.was_lifecycle, "is_new": link.is_new,
                }
                for link in links.get(one.id, ())
            ],
        }
        for one in listed
    ]  # fmt: skip
