"""One directive: given, shown with its assignments, told by its ledger; and the events that deadlines wait for."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.accounts.permissions import may_confirm_reading, may_see_files
from dondoc.api import lookups, once, payloads
from dondoc.api.lookups import UnitRef
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.directives import (
    AwaitedEvent,
    AwaitedEventList,
    Directive,
    EventList,
    NewDirective,
    Occurrence,
)
from dondoc.directives.choices import Lifecycle
from dondoc.directives.commands import create_directives as giving
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.models import DeadlineEvent
from dondoc.directives.selectors import awaited_events, directive_view
from dondoc.documents.models import Document
from dondoc.documents.selectors import document_of
from dondoc.followup.succession_selectors import kinds_of
from dondoc.foundation.errors import Conflict, Refused
from dondoc.web.requests import PageRequest

router = Router(tags=["Nhiệm vụ"])


@router.get("/directives/{directive_id}", response=Directive, summary="Một nhiệm vụ", url_name="directive")
def one_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Trả một nhiệm vụ: câu gốc, thời hạn, văn bản nguồn, phần việc của từng đơn vị và những bước được làm."""
    return reply(shown_directive(request, directive_id))


@router.get(
    "/directives/{directive_id}/events", response=EventList, summary="Dòng thời gian", url_name="directive_events"
)
def events_of_directive(request: PageRequest, directive_id: Id) -> HttpResponse:
    """Trả mọi sự kiện trong sổ cái của nhiệm vụ và các phần việc, cũ trước mới sau, với mã và nội dung."""
    user = request.user
    lookups.require_directives(user)
    view = directive_view(user, directive_id)
    units = {each.assignment.id: each.assignment.unit.code for each in view.assignments}
    with_files = may_see_files(user)
    return reply(
        payloads.listed(
            payloads.ledger_event(event, units=units, actors=view.actors, with_files=with_files)
            for event in view.events
        )
    )


def shown_directive(request: PageRequest, directive_id: int) -> dict[str, Any]:
    """Return one directive as this person sees it."""
    user = request.user
    lookups.require_directives(user)
    view = directive_view(user, directive_id)
    row = view.directive
    moment = lookups.moment_of(request, None, None)
    withdrawn = [one.assignment.id for one in view.assignments if one.assignment.lifecycle == Lifecycle.WITHDRAWN]
    ends = kinds_of(user.jurisdiction_id, withdrawn)
    assignments = [
        payloads.assignment_detail(
            each.assignment, user, moment, code=each.assignment.unit.code, name=each.assignment.unit.name,
            evidence=each.evidence, steps=each.steps, ended=ends.get(each.assignment.id),
        )
        for each in view.assignments
    ]  # fmt: skip
    return payloads.directive(
        row,
        document=row.document,
        event=row.event,
        field=row.field.code if row.field else None,
        assignments=assignments,
    )


@router.post("/directives", response={201: Directive}, summary="Giao một nhiệm vụ", url_name="directives")
def give_directive(request: PageRequest, body: Body[NewDirective]) -> HttpResponse:
    """Giao một nhiệm vụ cho một hay nhiều đơn vị.

    Với tiêu đề `Idempotency-Key`, gửi lại cùng khoá trả đúng nhiệm vụ đã tạo, không tạo thêm; cùng khoá mà nội
    dung khác là lỗi 409.
    """
    key = once.key_of(request, "directive")
    if not key:
        return reply(_give(request, body)[1], status=201)
    with transaction.atomic():
        earlier_id = once.earlier(request, key)
        if earlier_id is None:
            directive_id, shown = _give(request, body)
            once.remember(request, key, directive_id)
            return reply(shown, status=201)
    shown = shown_directive(request, earlier_id)
    if shown["text"] != body.text.strip():
        raise Conflict(
            _("Idempotency-Key này đã dùng cho một nhiệm vụ khác; hãy dùng khoá mới cho mỗi nhiệm vụ."),
            code="idempotency_key_reused",
            directive_id=earlier_id,
        )
    return reply(shown, status=201, headers={"Idempotent-Replayed": "true"})


def item_of(
    request: PageRequest, body: NewDirective
) -> tuple[giving.NewDirective, Document | None, dict[int, UnitRef]]:
    """Return what was sent of a new directive, codes turned into ids; its document; and its units.

    Raises:
        Refused: who may not give work learns nothing of codes and documents.
        DomainError: a code or document that there is not.
    """
    user = request.user
    lookups.require_directives(user)
    if not may_confirm_reading(user):
        raise Refused(_("Chỉ lãnh đạo Văn phòng và chuyên viên được giao nhiệm vụ."), code="refused")
    units = {unit.code: unit for unit in lookups.units_by_code(user, [*body.leads, *body.coordinates], field="leads")}
    field_id = lookups.field_by_code(user, body.field) if body.field else None
    document = document_of(user, body.document_id) if body.document_id else None
    on = giving.day_given(document=document, issued_on=body.issued_on, today=request.today)
    leading = [*(units[code] for code in body.leads), *lookups.members_by_code(user, body.lead_groups, on)]
    others = [*(units[code] for code in body.coordinates), *lookups.members_by_code(user, body.coordinate_groups, on)]
    deadline = body.deadline
    item = giving.NewDirective(
        text=body.text,
        leads=[unit.id for unit in leading],
        coordinates=[unit.id for unit in others],
        clause=body.clause,
        field_id=field_id,
        deadline_kind=deadline.kind,
        deadline_words=deadline.words,
        due_on=deadline.due_on,
        event_name=deadline.event_name,
        event_id=deadline.event_id,
        event_working_days=deadline.event_working_days,
        priority=body.priority,
    )
    return item, document, {unit.id: unit for unit in (*leading, *others)}


def _give(request: PageRequest, body: NewDirective) -> tuple[int, dict[str, Any]]:
    item, document, by_id = item_of(request, body)
    user = request.user
    given = giving.give_directives(
        actor=user, items=[item], document=document, origin=body.origin, issued_on=body.issued_on, reason=body.reason,
        now=request.now, request_id=request.request_id,
    )[0]  # fmt: skip
    row = given.directive
    moment = lookups.moment_of(request, None, None)
    shown = payloads.directive(
        row,
        document=document,
        event=row.event if row.event_id else None,
        field=body.field or None,
        assignments=[
            payloads.assignment_detail(
                each, user, moment, code=by_id[each.unit_id].code, name=by_id[each.unit_id].name, evidence=()
            )
            for each in given.assignments
        ],
    )
    return row.id, shown


@router.get(
    "/deadline-events", response=AwaitedEventList, summary="Sự kiện đang chờ", url_name="deadline_events",
    tags=["Thời hạn"],
)  # fmt: skip
def list_of_awaited_events(request: PageRequest) -> HttpResponse:
    """Trả những sự kiện mà thời hạn đang chờ và chưa ai ghi nhận."""
    user = request.user
    lookups.require_directives(user)
    return reply(payloads.listed(payloads.awaited(event) for event in awaited_events(user)))


@router.post(
    "/deadline-events/{event_id}/record", response=AwaitedEvent, summary="Ghi nhận sự kiện đã diễn ra",
    url_name="record_deadline_event", tags=["Thời hạn"],
)  # fmt: skip
def record_awaited_event(request: PageRequest, event_id: Id, body: Body[Occurrence]) -> HttpResponse:
    """Ghi ngày sự kiện diễn ra; mọi phần việc đang chờ sự kiện đó có ngày đến hạn."""
    event: DeadlineEvent = record_event(
        event_id=event_id,
        occurred_on=body.occurred_on,
        **request.who,
    )
    return reply(payloads.awaited(event))
