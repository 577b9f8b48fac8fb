"""Closing over the API: causes of delay, their list, what completion needs, remedies that become directives."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, once
from dondoc.api.endpoints.directives import item_of, shown_directive
from dondoc.api.endpoints.steps import given_cause
from dondoc.api.replies import reply
from dondoc.api.schemas.causes import (
    AnswerableHead,
    CauseItem,
    CauseKindItem,
    CauseKinds,
    CauseKindSet,
    CausePage,
    CauseQuery,
    CauseSent,
    Needs,
    NeedSet,
)
from dondoc.api.schemas.common import Code, Id
from dondoc.api.schemas.directives import Directive, NewDirective
from dondoc.directives.answerable import Head, answerable_of, source_of, tenures_said
from dondoc.directives.cause_models import LateCause
from dondoc.directives.cause_rules import CauseGiven, Reason
from dondoc.directives.choices import AssignmentRole
from dondoc.directives.closing_rules import DEFAULT_NEEDS
from dondoc.directives.closing_selectors import needs_table, reasons_of
from dondoc.directives.selectors import assignment_for
from dondoc.followup.cause_selectors import cause_for, causes_seen, narrowed
from dondoc.followup.commands.give_remedy import give_remedy
from dondoc.followup.commands.set_cause_kind import set_cause_kind
from dondoc.followup.commands.set_completion_need import set_completion_need
from dondoc.followup.commands.state_cause import state_cause
from dondoc.foundation.errors import NotFound
from dondoc.web.requests import PageRequest

router = Router(tags=["Nguyên nhân chậm"])
_NAMES = frozenset(CauseQuery.model_fields)


@router.get("/causes", response=CausePage, summary="Các nguyên nhân chậm", url_name="causes")
def list_of_causes(request: PageRequest, query: Query[CauseQuery]) -> HttpResponse:
    """Trả các nguyên nhân đang có giá trị trong phạm vi của người hỏi: đơn vị thấy của mình."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, _NAMES)
    unit_id = lookups.unit_id_of(request.user, query.unit or None, "unit")
    seen = narrowed(
        causes_seen(request.user),
        side=query.side or "",
        kind=query.kind,
        unit_id=unit_id,
        stage=query.stage or "",
        head=query.head or "",
    )
    rows = list(seen[query.offset : query.offset + query.limit])
    return reply({"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": list(_items(rows))})


@router.get("/causes/{cause_id}", response=CauseItem, summary="Một nguyên nhân chậm", url_name="cause")
def one_cause(request: PageRequest, cause_id: Id) -> HttpResponse:
    """Trả một nguyên nhân đã nêu, kể cả khi đã được thay bằng kết luận mới."""
    lookups.require_directives(request.user)
    return reply(next(_items([cause_for(request.user, cause_id)])))


@router.post(
    "/assignments/{assignment_id}/cause", response={201: CauseItem}, summary="Nêu nguyên nhân chậm",
    url_name="state_cause",
)  # fmt: skip
def state_one_cause(request: PageRequest, assignment_id: Id, body: Body[CauseSent]) -> HttpResponse:
    """Đơn vị hoặc Văn phòng nêu vì sao phần việc quá hạn; lần nêu trước vẫn được giữ."""
    lookups.require_directives(request.user)
    made = state_cause(assignment_id=assignment_id, cause=given_cause(body) or CauseGiven(()), **request.who)
    return reply(next(_items([cause_for(request.user, made.id)])), status=201)


@router.get(
    "/assignments/{assignment_id}/answerable-head", response=AnswerableHead, summary="Người đứng đầu chịu trách nhiệm",
    url_name="answerable_head",
)  # fmt: skip
def one_answerable_head(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Trả ai đứng đầu đơn vị ngày hết thời hạn của phần việc; hồ sơ không có ai thì kèm những người để chọn."""
    lookups.require_directives(request.user)
    assignment = assignment_for(request.user, assignment_id)
    if assignment.due_on is None:
        raise NotFound(_("Phần việc này không có thời hạn nên không có ngày để xét người đứng đầu."))
    asked = answerable_of(assignment)
    head = asked.head or Head()
    known = [
        {
            "tenure_id": one.id, "name": one.person_name, "title": one.post.title, "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
        for one in asked.known
    ]  # fmt: skip
    return reply(
        {
            "on": asked.on, "head_name": head.name, "head_title": head.title, "head_tenure_id": head.tenure_id,
            "is_acting": head.is_acting, "known": known,
        }
    )  # fmt: skip


@router.post(
    "/causes/{cause_id}/remedies", response={201: Directive}, summary="Giao biện pháp khắc phục thành nhiệm vụ",
    url_name="give_remedy",
)  # fmt: skip
def give_one_remedy(request: PageRequest, cause_id: Id, body: Body[NewDirective]) -> HttpResponse:
    """Giao một nhiệm vụ khắc phục, gắn với nguyên nhân. `Idempotency-Key` giữ cho việc gửi lại không giao hai lần."""
    item, document, _units = item_of(request, body)
    made = give_remedy(
        cause_id=cause_id, item=item, key=once.key_of(request, "remedy") or uuid.uuid4().hex,
        document_id=document.id if document is not None else None, origin=body.origin, issued_on=body.issued_on,
        reason=body.reason, **request.who,
    )  # fmt: skip
    return reply(shown_directive(request, made.id), status=201)


@router.get("/cause-kinds", response=CauseKinds, summary="Danh mục nguyên nhân", url_name="cause_kinds")
def list_of_kinds(request: PageRequest) -> HttpResponse:
    """Trả danh mục nguyên nhân chậm: có sẵn, đã sửa và do cơ quan thêm."""
    lookups.require_directives(request.user)
    return reply({"items": [_kind(one) for one in reasons_of(request.jurisdiction.id)]})


@router.post("/cause-kinds", response={201: CauseKindItem}, summary="Thêm một nguyên nhân", url_name="cause_kinds")
def add_kind(request: PageRequest, body: Body[CauseKindSet]) -> HttpResponse:
    """Lãnh đạo Văn phòng thêm một nguyên nhân vào danh mục."""
    lookups.require_directives(request.user)
    return reply(_kind(set_cause_kind(**body.model_dump(), **request.who)), status=201)


@router.put("/cause-kinds/{code}", response=CauseKindItem, summary="Sửa một nguyên nhân", url_name="cause_kind")
def change_kind(request: PageRequest, code: Code, body: Body[CauseKindSet]) -> HttpResponse:
    """Lãnh đạo Văn phòng đổi tên, ngừng hoặc dùng lại; nguyên nhân đã dùng không đổi loại."""
    lookups.require_directives(request.user)
    return reply(_kind(set_cause_kind(code=code, **body.model_dump(), **request.who)))


@router.get("/completion-needs", response=Needs, summary="Điều kiện hoàn thành", url_name="completion_needs")
def table_of_needs(request: PageRequest) -> HttpResponse:
    """Trả bảng: báo cáo hoàn thành phải có gì, theo loại văn bản và vai trò."""
    lookups.require_directives(request.user)
    return reply(_needs(request))


@router.put("/completion-needs", response=Needs, summary="Đặt điều kiện hoàn thành", url_name="completion_needs")
def set_one_need(request: PageRequest, body: Body[NeedSet]) -> HttpResponse:
    """Lãnh đạo Văn phòng đặt hoặc bỏ một dòng của bảng."""
    lookups.require_directives(request.user)
    set_completion_need(document_kind=body.document_kind, role=body.role, needs=body.needs or "", **request.who)
    return reply(_needs(request))


def _needs(request: PageRequest) -> dict[str, Any]:
    table = needs_table(request.jurisdiction.id)
    rows = [
        {"document_kind": "", "role": role, "needs": table.get(("", role)) or DEFAULT_NEEDS[role], "is_shipped": ("", role) not in table}
        for role in AssignmentRole.values
    ]  # fmt: skip
    rows += [
        {"document_kind": kind, "role": role, "needs": needs, "is_shipped": False}
        for (kind, role), needs in sorted(table.items())
        if kind
    ]
    return {"items": rows}


def _kind(reason: Reason) -> dict[str, Any]:
    return {**asdict(reason), "name": str(reason.name)}


def _items(rows: Iterable[LateCause]) -> Iterator[dict[str, Any]]:
    listed = list(rows)
    tenures = tenures_said(listed[0].jurisdiction_id, listed) if listed else {}
    for one in listed:
        yield {
            "id": one.id, "assignment_id": one.assignment_id, "directive_id": one.assignment.directive_id,
            "unit": one.assignment.unit.code, "unit_name": one.assignment.unit.name, "source": one.source,
            "side": one.side, "objective_percent": one.objective_percent, "kinds": one.kinds, "words": one.words,
            "head_name": one.head_name, "head_title": one.head_title,
            "head_source": str(source_of(one, tenures)), "remedy": one.remedy, "due_on": one.due_on,
            "completed_on": one.completed_on, "is_standing": one.is_standing, "answers_id": one.answers_id,
            "is_agreed": one.is_agreed, "stated_on": one.stated_on,
            "remedy_directives": [row.directive_id for row in one.remedies.all()],
        }  # fmt: skip
