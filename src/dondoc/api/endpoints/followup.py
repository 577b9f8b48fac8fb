"""Follow-up: another deadline as a case, a deadline that stands still, the office's rules and deputies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts import permissions as people
from dondoc.api import lookups
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.followup import (
    ClockResume,
    ClockStopItem,
    ClockStops,
    Deputies,
    DeputyItem,
    ExtensionDecision,
    ExtensionItem,
    ExtensionPage,
    ExtensionQuery,
    ExtensionRulesItem,
    NewClockStop,
    NewDeputy,
    NewExtension,
)
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.selectors import assignment_for
from dondoc.followup.choices import ExtensionState
from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.end_deputy import end_deputy
from dondoc.followup.commands.name_deputy import name_deputy
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.resume_clock import resume_clock
from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.commands.stop_clock import stop_clock
from dondoc.followup.commands.withdraw_extension import withdraw_extension
from dondoc.followup.deadline_rules import extension_step
from dondoc.followup.models import ClockStop, DeadlineDeputy, Extension
from dondoc.followup.permissions import decidable, may_have_part, may_name_deputy
from dondoc.followup.selectors import (
    cases_of,
    deputies_for,
    extension_file_for,
    extension_for,
    extensions_seen,
    require_readable,
    rules_of,
)
from dondoc.foundation.errors import Refused
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Theo dõi"])
_LIST_NAMES = frozenset(ExtensionQuery.model_fields)


@router.get("/extensions", response=ExtensionPage, summary="Các đề nghị gia hạn", url_name="extensions")
def list_of_extensions(request: PageRequest, query: Query[ExtensionQuery]) -> HttpResponse:
    """Trả các đề nghị trong phạm vi của người hỏi: đơn vị thấy của mình."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, _LIST_NAMES)
    seen = extensions_seen(request.user)
    if query.state:
        seen = seen.filter(state=query.state)
    rows = list(seen[query.offset : query.offset + query.limit])
    return reply({"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": _items(request, rows)})


@router.get("/extensions/{extension_id}", response=ExtensionItem, summary="Một đề nghị gia hạn", url_name="extension")
def one_extension(request: PageRequest, extension_id: Id) -> HttpResponse:
    """Trả một đề nghị với kết quả."""
    lookups.require_directives(request.user)
    return reply(_item(request, extension_id))


@router.post(
    "/assignments/{assignment_id}/extensions", response={201: ExtensionItem}, summary="Xin gia hạn",
    url_name="assignment_extensions", openapi_extra=request_body(NewExtension, files="files"),
)  # fmt: skip
def ask_for_extension(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Đơn vị xin gia hạn, trước hoặc sau hạn theo quy định: `multipart/form-data` với `files`, hoặc JSON không tệp."""
    lookups.require_directives(request.user)
    body = body_of(request, NewExtension)
    files: list[tuple[str, bytes | UploadedFile]] = []
    if request.content_type == MULTIPART:
        files = [(upload.name or "", upload) for upload in request.FILES.getlist("files")]
    asked = request_extension(
        assignment_id=assignment_id, wanted_on=body.wanted_on, reason=body.reason, files=files, **request.who
    )
    return reply(_item(request, asked.id), status=201)


@router.post(
    "/extensions/{extension_id}/decide",
    response=ExtensionItem,
    summary="Quyết định gia hạn",
    url_name="decide_extension",
)
def decide_one_extension(request: PageRequest, extension_id: Id, body: Body[ExtensionDecision]) -> HttpResponse:
    """Người đã đặt thời hạn, người được ủy quyền hoặc lãnh đạo đồng ý, cho ngày khác, hoặc không đồng ý kèm lý do."""
    lookups.require_directives(request.user)
    decide_extension(extension_id=extension_id, **body.model_dump(), **request.who)
    return reply(_item(request, extension_id))


@router.post(
    "/extensions/{extension_id}/withdraw", response=ExtensionItem, summary="Rút đề nghị gia hạn",
    url_name="withdraw_extension",
)  # fmt: skip
def withdraw_one_extension(request: PageRequest, extension_id: Id) -> HttpResponse:
    """Đơn vị rút đề nghị còn đang chờ."""
    lookups.require_directives(request.user)
    withdraw_extension(extension_id=extension_id, **request.who)
    return reply(_item(request, extension_id))


@router.get("/extension-files/{file_id}/file", summary="Tệp kèm đề nghị gia hạn", url_name="extension_file")
def file_of_extension(request: PageRequest, file_id: Id) -> FileResponse:
    """Tải tệp gửi kèm đề nghị; người theo dõi (HĐND, Mặt trận) không mở được tệp."""
    return send(extension_file_for(request.user, file_id).file)


@router.get(
    "/assignments/{assignment_id}/clock-stops", response=ClockStops, summary="Các lần tạm dừng", url_name="clock_stops"
)
def stops_of_assignment(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Trả những khoảng thời gian không tính vào thời hạn của phần việc."""
    lookups.require_directives(request.user)
    assignment = assignment_for(request.user, assignment_id)
    require_readable(request.user, assignment)
    stops = cases_of(request.jurisdiction.id, [assignment.id]).stops.get(assignment.id, [])
    return reply({"items": [_stop(stop) for stop in stops]})


@router.post(
    "/assignments/{assignment_id}/clock-stops", response={201: ClockStopItem}, summary="Tạm dừng thời hạn",
    url_name="clock_stops",
)  # fmt: skip
def stop_one_clock(request: PageRequest, assignment_id: Id, body: Body[NewClockStop]) -> HttpResponse:
    """Không tính một khoảng thời gian, vì nguyên nhân ngoài khả năng của đơn vị."""
    lookups.require_directives(request.user)
    return reply(_stop(stop_clock(assignment_id=assignment_id, **body.model_dump(), **request.who)), status=201)


@router.post(
    "/clock-stops/{stop_id}/resume", response=ClockStopItem, summary="Tính tiếp thời hạn", url_name="resume_clock"
)
def resume_one_clock(request: PageRequest, stop_id: Id, body: Body[ClockResume]) -> HttpResponse:
    """Tính tiếp: sau ngày cuối không tính còn đủ số ngày làm việc như khi dừng."""
    lookups.require_directives(request.user)
    return reply(_stop(resume_clock(stop_id=stop_id, until=body.until, **request.who)))


@router.get("/extension-rules", response=ExtensionRulesItem, summary="Quy định gia hạn", url_name="extension_rules")
def rules_of_extension(request: PageRequest) -> HttpResponse:
    """Trả quy định đang áp dụng."""
    lookups.require_directives(request.user)
    return reply(asdict(rules_of(request.jurisdiction.id)))


@router.put("/extension-rules", response=ExtensionRulesItem, summary="Đặt quy định gia hạn", url_name="extension_rules")
def set_rules_of_extension(request: PageRequest, body: Body[ExtensionRulesItem]) -> HttpResponse:
    """Lãnh đạo Văn phòng đặt quy định."""
    lookups.require_directives(request.user)
    return reply(asdict(set_extension_rules(**body.model_dump(), **request.who)))


@router.get("/deadline-deputies", response=Deputies, summary="Các ủy quyền thời hạn", url_name="deadline_deputies")
def list_of_deputies(request: PageRequest) -> HttpResponse:
    """Trả các ủy quyền: lãnh đạo Văn phòng thấy tất cả, chuyên viên thấy của mình."""
    lookups.require_directives(request.user)
    if not may_name_deputy(request.user):
        raise Refused(_("Chỉ người giao nhiệm vụ của Văn phòng mới ủy quyền quyết định thời hạn."))
    return reply({"items": [_deputy(row) for row in deputies_for(request.user)]})


@router.post(
    "/deadline-deputies",
    response={201: DeputyItem},
    summary="Ủy quyền quyết định thời hạn",
    url_name="deadline_deputies",
)
def name_one_deputy(request: PageRequest, body: Body[NewDeputy]) -> HttpResponse:
    """Ủy quyền cho một lãnh đạo hoặc chuyên viên Văn phòng."""
    lookups.require_directives(request.user)
    return reply(_deputy(name_deputy(**body.model_dump(), **request.who)), status=201)


@router.post(
    "/deadline-deputies/{row_id}/end", response={204: None}, summary="Kết thúc ủy quyền", url_name="end_deputy"
)
def end_one_deputy(request: PageRequest, row_id: Id) -> HttpResponse:
    """Kết thúc từ hôm nay; ủy quyền chưa bắt đầu thì bỏ."""
    lookups.require_directives(request.user)
    end_deputy(deputy_row_id=row_id, **request.who)
    return no_content()


def _item(request: PageRequest, extension_id: int) -> dict[str, Any]:
    return _items(request, [extension_for(request.user, extension_id)])[0]


def _items(request: PageRequest, rows: Iterable[Extension]) -> list[dict[str, Any]]:
    listed = list(rows)
    files = cases_of(request.jurisdiction.id, [one.assignment_id for one in listed]).extensions
    by_id = {one.id: one for found in files.values() for one in found}
    waiting = [one.assignment for one in listed if one.state == ExtensionState.ASKED]
    mine = decidable(request.user, [one for one in waiting if one.lifecycle in OPEN_LIFECYCLES], on=request.today)
    shows_files, scope = people.may_see_files(request.user), people.scope_of(request.user)
    result = []
    for one in listed:
        actions = []
        if extension_step(one.state, "grant") is not None and one.assignment_id in mine:
            actions.append("decide")
        if extension_step(one.state, "withdraw") is not None and may_have_part(
            request.user, "unit", one.assignment, scope=scope
        ):
            actions.append("withdraw")
        kept = by_id[one.id].files.all() if shows_files else ()
        result.append({
            "id": one.id, "assignment_id": one.assignment_id, "directive_id": one.assignment.directive_id,
            "unit": one.assignment.unit.code, "unit_name": one.assignment.unit.name, "state": one.state,
            "was_due_on": one.was_due_on, "wanted_on": one.wanted_on, "granted_on": one.granted_on, "reason": one.reason,
            "note": one.note, "asked_on": one.asked_on, "is_late": one.is_late, "decided_at": at(one.decided_at),
            "files": [{"id": row.id, "name": row.file.name, "size": row.file.size} for row in kept], "actions": actions,
        })  # fmt: skip
    return result


def _stop(stop: ClockStop) -> dict[str, Any]:
    return {
        "id": stop.id, "assignment_id": stop.assignment_id, "since": stop.since, "until": stop.until, "cause": stop.cause,
        "was_due_on": stop.was_due_on, "due_on": stop.due_on,
    }  # fmt: skip


def _deputy(row: DeadlineDeputy) -> dict[str, Any]:
    return {
        "id": row.id, "setter_id": row.setter_id, "deputy_id": row.deputy_id, "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }  # fmt: skip
