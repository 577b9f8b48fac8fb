"""Urging: reminder rules and runs, urging by hand with its letters, requests for explanation."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts import permissions as people
from dondoc.accounts.selectors import user_names
from dondoc.api import lookups
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.urging import (
    ExplanationCase,
    ExplanationDecision,
    ExplanationPage,
    ExplanationQuery,
    ExplanationRequest,
    ExplanationText,
    ExplanationWithdrawal,
    LetterItem,
    NewLetter,
    NewUrging,
    ReminderPreview,
    ReminderPreviewQuery,
    RuleItem,
    RuleList,
    RuleSetting,
    RunList,
    UrgingCaseItem,
    UrgingItem,
    UrgingPage,
    UrgingQuery,
)
from dondoc.foundation.errors import Refused
from dondoc.organizations.selectors import fields_of
from dondoc.urging.commands.answer_explanation import answer_explanation
from dondoc.urging.commands.ask_explanation import ask_explanation
from dondoc.urging.commands.decide_explanation import decide_explanation
from dondoc.urging.commands.draft_urging_letter import draft_urging_letter
from dondoc.urging.commands.end_reminder_rule import end_reminder_rule
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.commands.urge import urge
from dondoc.urging.commands.withdraw_explanation import withdraw_explanation
from dondoc.urging.describing import described
from dondoc.urging.models import UrgingLetter
from dondoc.urging.permissions import explanations_seen, may_draft_letter, may_preview, urgings_seen, verbs_for
from dondoc.urging.rules import Rule
from dondoc.urging.ruleset import rules_of
from dondoc.urging.running import would_tell
from dondoc.urging.selectors import (
    answers_of,
    assignments_of,
    explanation_file_for,
    explanation_for,
    items_of,
    letters_of,
    runs_of,
    urging_case_of,
    urging_for,
)
from dondoc.urging.wording import sentence
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Đôn đốc"])


@router.get("/reminder-rules", response=RuleList, summary="Các quy tắc đôn đốc", url_name="reminder_rules")
def list_of_rules(request: PageRequest) -> HttpResponse:
    """Trả các quy tắc như hệ thống áp dụng; quy tắc đã ngừng có `is_active` false."""
    lookups.require_directives(request.user)
    return reply({"items": [_rule(request, rule) for rule in rules_of(request.jurisdiction.id)]})


@router.post("/reminder-rules", response={201: RuleItem}, summary="Thêm quy tắc", url_name="reminder_rules")
def add_reminder_rule(request: PageRequest, body: Body[RuleSetting]) -> HttpResponse:
    """Lãnh đạo Văn phòng thêm một quy tắc."""
    lookups.require_directives(request.user)
    return reply(_rule(request, _set(request, body, "")), status=201)


@router.put("/reminder-rules/{code}", response=RuleItem, summary="Sửa quy tắc", url_name="reminder_rule")
def change_reminder_rule(request: PageRequest, code: str, body: Body[RuleSetting]) -> HttpResponse:
    """Lãnh đạo Văn phòng sửa một quy tắc, hoặc áp dụng lại quy tắc đã ngừng."""
    lookups.require_directives(request.user)
    return reply(_rule(request, _set(request, body, code)))


@router.post("/reminder-rules/{code}/end", response={204: None}, summary="Ngừng quy tắc", url_name="reminder_rule_end")
def end_one_reminder_rule(request: PageRequest, code: str) -> HttpResponse:
    """Lãnh đạo Văn phòng ngừng một quy tắc; những lần đã nhắc vẫn giữ."""
    lookups.require_directives(request.user)
    end_reminder_rule(code=code, **request.who)
    return no_content()


@router.get("/reminder-runs", response=RunList, summary="Những lần nhắc gần đây", url_name="reminder_runs")
def list_of_reminder_runs(request: PageRequest) -> HttpResponse:
    """Trả những lần nhắc gần đây."""
    lookups.require_directives(request.user)
    _require_preview(request)
    items = [
        {
            "id": run.id, "day": run.day, "since": run.since, "started_at": at(run.started_at),
            "finished_at": at(run.finished_at), "reminders": run.reminders, "messages": run.messages, "people": run.people,
        }
        for run in runs_of(request.jurisdiction.id, limit=30)
    ]  # fmt: skip
    return reply({"items": items})


@router.get("/reminder-preview", response=ReminderPreview, summary="Nếu nhắc một ngày", url_name="reminder_preview")
def preview_of_reminders(request: PageRequest, query: Query[ReminderPreviewQuery]) -> HttpResponse:
    """Trả ai sẽ được nhắc việc gì, vì sao, theo quy tắc nào; không gửi và không ghi gì."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset(ReminderPreviewQuery.model_fields))
    _require_preview(request)
    day = query.on or request.today
    rows = would_tell(jurisdiction_id=request.jurisdiction.id, day=day)
    first = list(islice(rows, query.limit))
    count = len(first) + sum(1 for _row in rows)
    items = [one.as_dict() for one in described(request.jurisdiction.id, first, day=day)]
    return reply({"on": day, "count": count, "items": items})


@router.get(
    "/assignments/{assignment_id}/urging", response=UrgingCaseItem, summary="Phần việc đã được nhắc thế nào",
    url_name="assignment_urging",
)  # fmt: skip
def urging_of_assignment(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Trả những lần nhắc theo quy tắc, đôn đốc trực tiếp và yêu cầu giải trình của một phần việc."""
    lookups.require_directives(request.user)
    case = urging_case_of(request.user, assignment_id)
    return reply({
        "times": case.times, "last_on": case.last, "may_urge": case.may_urge, "may_ask": case.may_ask,
        "reminded": [
            {
                "on": line.on, "rule": line.rule_code, "rule_name": line.rule, "trigger": line.trigger,
                "counted_from": line.anchor, "told": list(line.names),
            }
            for line in case.told
        ],
        "urged": [
            {
                "id": item.urging_id, "urged_on": item.urging.urged_on, "note": item.urging.note,
                "urged_by": case.names.get(item.urging.urged_by_id, ""),
            }
            for item in case.urged
        ],
        "explanations": [{"id": one.id, "state": one.state, "due_on": one.due_on} for one in case.explanations],
    })  # fmt: skip


@router.get("/urgings", response=UrgingPage, summary="Các lần đôn đốc", url_name="urgings")
def list_of_urgings(request: PageRequest, query: Query[UrgingQuery]) -> HttpResponse:
    """Trả các lần đôn đốc trong phạm vi của người hỏi."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset(UrgingQuery.model_fields))
    seen = urgings_seen(request.user)
    rows = list(seen.order_by("-urged_at", "-id")[query.offset : query.offset + query.limit])
    names = user_names(request.jurisdiction.id, {one.urged_by_id for one in rows})
    items = [
        {
            "id": one.id, "urged_on": one.urged_on, "urged_at": at(one.urged_at), "note": one.note,
            "urged_by": names.get(one.urged_by_id, ""),
        }
        for one in rows
    ]  # fmt: skip
    return reply({"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": items})


@router.post("/urgings", response={201: UrgingItem}, summary="Đôn đốc", url_name="urgings")
def urge_now(request: PageRequest, body: Body[NewUrging]) -> HttpResponse:
    """Đôn đốc một hay nhiều phần việc của một hay nhiều đơn vị; đơn vị được báo ngay."""
    lookups.require_directives(request.user)
    made = urge(assignment_ids=body.assignments, note=body.note, **request.who)
    return reply(_urging(request, made.id), status=201)


@router.get("/urgings/{urging_id}", response=UrgingItem, summary="Một lần đôn đốc", url_name="urging")
def one_urging(request: PageRequest, urging_id: Id) -> HttpResponse:
    """Trả những việc được đôn đốc như ngày đó, và công văn đã soạn."""
    lookups.require_directives(request.user)
    return reply(_urging(request, urging_id))


@router.post(
    "/urgings/{urging_id}/letters",
    response={201: LetterItem},
    summary="Soạn công văn đôn đốc",
    url_name="urging_letters",
)
def draft_letter_of_urging(request: PageRequest, urging_id: Id, body: Body[NewLetter]) -> HttpResponse:
    """Soạn dự thảo công văn liệt kê đúng các việc như ngày đôn đốc; dự thảo đi theo đường thường lệ."""
    lookups.require_directives(request.user)
    urging_for(request.user, urging_id)
    issuer = lookups.unit_id_of(request.user, body.issuing_unit, "issuing_unit") or 0
    to_unit = lookups.unit_id_of(request.user, body.to_unit, "to_unit")
    made = draft_urging_letter(
        urging_id=urging_id, issuing_unit_id=issuer, to_unit_id=to_unit, answer_by=body.answer_by, **request.who
    )
    found = next(one for one in letters_of(made.urging) if one.id == made.id)
    return reply(_letter(found), status=201)


@router.get("/explanations", response=ExplanationPage, summary="Các yêu cầu giải trình", url_name="explanations")
def list_of_explanations(request: PageRequest, query: Query[ExplanationQuery]) -> HttpResponse:
    """Trả các yêu cầu trong phạm vi của người hỏi: đơn vị thấy của mình."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset(ExplanationQuery.model_fields))
    seen = explanations_seen(request.user)
    if query.state:
        seen = seen.filter(state=query.state)
    rows = seen.select_related("unit").order_by("due_on", "id")[query.offset : query.offset + query.limit]
    items = [
        {
            "id": one.id, "unit": one.unit.code, "unit_name": one.unit.name, "state": one.state, "question": one.question,
            "due_on": one.due_on,
        }
        for one in rows
    ]  # fmt: skip
    return reply({"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": items})


@router.post("/explanations", response={201: ExplanationCase}, summary="Yêu cầu giải trình", url_name="explanations")
def ask_for_explanation(request: PageRequest, body: Body[ExplanationRequest]) -> HttpResponse:
    """Yêu cầu một đơn vị giải trình một hay nhiều phần việc, chậm nhất một ngày làm việc."""
    lookups.require_directives(request.user)
    made = ask_explanation(assignment_ids=body.assignments, question=body.question, due_on=body.due_on, **request.who)
    return reply(_explanation(request, made.id), status=201)


@router.get("/explanations/{explanation_id}", response=ExplanationCase, summary="Một yêu cầu", url_name="explanation")
def one_explanation(request: PageRequest, explanation_id: Id) -> HttpResponse:
    """Trả một yêu cầu với các lần giải trình."""
    lookups.require_directives(request.user)
    return reply(_explanation(request, explanation_id))


@router.post(
    "/explanations/{explanation_id}/answer", response=ExplanationCase, summary="Giải trình",
    url_name="explanation_answer", openapi_extra=request_body(ExplanationText, files="files"),
)  # fmt: skip
def answer_explanation_asked(request: PageRequest, explanation_id: Id) -> HttpResponse:
    """Đơn vị giải trình: `multipart/form-data` với `files`, hoặc JSON không tệp."""
    lookups.require_directives(request.user)
    body = body_of(request, ExplanationText)
    files: list[tuple[str, bytes | UploadedFile]] = []
    if request.content_type == MULTIPART:
        files = [(upload.name or "", upload) for upload in request.FILES.getlist("files")]
    answer_explanation(explanation_id=explanation_id, text=body.text, files=files, **request.who)
    return reply(_explanation(request, explanation_id))


@router.post(
    "/explanations/{explanation_id}/decide", response=ExplanationCase, summary="Xem xét giải trình",
    url_name="explanation_decide",
)  # fmt: skip
def decide_explanation_given(request: PageRequest, explanation_id: Id, body: Body[ExplanationDecision]) -> HttpResponse:
    """Người đã yêu cầu hoặc lãnh đạo chấp nhận, hoặc yêu cầu giải trình lại với hạn mới."""
    lookups.require_directives(request.user)
    decide_explanation(explanation_id=explanation_id, **body.model_dump(), **request.who)
    return reply(_explanation(request, explanation_id))


@router.post(
    "/explanations/{explanation_id}/withdraw", response=ExplanationCase, summary="Rút yêu cầu giải trình",
    url_name="explanation_withdraw",
)  # fmt: skip
def withdraw_explanation_asked(
    request: PageRequest, explanation_id: Id, body: Body[ExplanationWithdrawal]
) -> HttpResponse:
    """Người đã yêu cầu hoặc lãnh đạo rút yêu cầu kèm lý do."""
    lookups.require_directives(request.user)
    withdraw_explanation(explanation_id=explanation_id, reason=body.reason, **request.who)
    return reply(_explanation(request, explanation_id))


@router.get("/explanation-files/{file_id}/file", summary="Tệp kèm giải trình", url_name="explanation_file")
def file_of_answer(request: PageRequest, file_id: Id) -> FileResponse:
    """Tải tệp kèm giải trình; người theo dõi (HĐND, Mặt trận) không mở được tệp."""
    return send(explanation_file_for(request.user, file_id).file)


def _require_preview(request: PageRequest) -> None:
    if not may_preview(request.user):
        raise Refused(_("Chỉ lãnh đạo và Văn phòng xem trước được các lượt nhắc."))


def _set(request: PageRequest, body: RuleSetting, code: str) -> Rule:
    given = body.model_dump(exclude={"fields"})
    return set_reminder_rule(
        code=code, field_ids=[lookups.field_by_code(request.user, one) for one in body.fields], **given, **request.who
    )


def _rule(request: PageRequest, rule: Rule) -> dict[str, Any]:
    known = {one.id: one for one in fields_of(request.jurisdiction.id)} if rule.field_ids else {}
    return {
        "code": rule.code, "name": rule.name, "trigger": rule.trigger, "days": rule.days, "repeat_days": rule.repeat_days,
        "sentence": sentence(rule, {one: field.name for one, field in known.items()}),
        "is_working_days": rule.is_working_days, "ranks": list(rule.ranks), "role": rule.role, "origin": rule.origin,
        "fields": [known[one].code for one in rule.field_ids if one in known], "only_starred": rule.only_starred, "at_once": rule.at_once,
        "position": rule.position,
        "is_active": rule.is_active, "is_shipped": rule.is_shipped,
    }  # fmt: skip


def _urging(request: PageRequest, urging_id: int) -> dict[str, Any]:
    urging = urging_for(request.user, urging_id)
    names = user_names(request.jurisdiction.id, {urging.urged_by_id})
    letters = letters_of(urging) if may_draft_letter(request.user) else []
    return {
        "id": urging.id, "note": urging.note, "urged_on": urging.urged_on, "urged_at": at(urging.urged_at),
        "urged_by": names.get(urging.urged_by_id, ""),
        "assignments": [
            {
                "assignment_id": item.assignment_id, "directive_id": item.assignment.directive_id, "unit": item.unit.code,
                "unit_name": item.unit.name, "role": item.role, "lifecycle": item.lifecycle,
                "lifecycle_now": item.assignment.lifecycle, "due_on": item.due_on,
                "days_late": max((urging.urged_on - item.due_on).days, 0) if item.due_on else 0,
                "document": item.document_code, "document_issued_on": item.document_issued_on, "text": item.text,
            }
            for item in items_of(request.user, urging)
        ],
        "letters": [_letter(one) for one in letters],
    }  # fmt: skip


def _letter(one: UrgingLetter) -> dict[str, Any]:
    return {
        "id": one.id, "unit": one.unit.code if one.unit else None, "draft_id": one.draft_id,
        "draft_state": one.draft.state, "document_id": one.draft.document_id,
    }  # fmt: skip


def _explanation(request: PageRequest, explanation_id: int) -> dict[str, Any]:
    one = explanation_for(request.user, explanation_id)
    shows_files = people.may_see_files(request.user)
    return {
        "id": one.id, "unit": one.unit.code, "unit_name": one.unit.name, "state": one.state, "question": one.question,
        "due_on": one.due_on, "first_due_on": one.first_due_on, "asked_on": one.asked_on, "closed_at": at(one.closed_at),
        "closing_note": one.closing_note, "assignments": [a.id for a in assignments_of(request.user, one)],
        "answers": [
            {
                "id": answer.id, "text": answer.text, "answered_at": at(answer.answered_at),
                "is_sufficient": answer.is_sufficient, "note": answer.note, "decided_at": at(answer.decided_at),
                "files": [
                    {"id": row.id, "name": row.file.name, "size": row.file.size}
                    for row in (answer.files.all() if shows_files else ())
                ],
            }
            for answer in answers_of(one)
        ],
        "actions": list(dict.fromkeys(verbs_for(request.user, one))),
    }  # fmt: skip
