"""Opinions of members by slip: a round prepared, sent, answered, closed, and its record drafted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, once
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.endpoints.drafting import detail as draft_detail
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import OutgoingDraftDetail
from dondoc.api.schemas.meetings import DraftingUnit
from dondoc.api.schemas.meetings_slips import (
    NewDossier,
    NewSlipAnswer,
    NewSlipRound,
    NewSlipRule,
    RoundExtension,
    RoundReason,
    SlipItem,
    SlipResult,
    SlipRoundChange,
    SlipRoundDetail,
    SlipRoundQuery,
    SlipRule,
    Slips,
)
from dondoc.drafting.selectors import draft_of
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands._steps import tidy
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.cancel_round import cancel_round
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.draft_record import draft_record
from dondoc.meetings.commands.extend_round import extend_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.commands.set_slip_silence import set_slip_silence
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.permissions import may_plan, require_meetings
from dondoc.meetings.slip_members import members
from dondoc.meetings.slip_selectors import (
    extensions_of,
    may_see_answers,
    own_slips,
    result,
    slip_round_of,
    slips_of,
    slips_to_answer,
    visible_rounds,
)
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Lấy ý kiến bằng phiếu"])
_PLAIN = ("id", "title", "state", "silence")
_BESIDE = ("content", "cancel_reason", "version")
_SLIP = ("id", "post_id", "person_name", "title", "stance", "text")


@router.get("/slip-rounds", response=Slips, summary="Các đợt lấy ý kiến", url_name="slip_rounds")
def list_of_slip_rounds(request: PageRequest, query: Query[SlipRoundQuery]) -> HttpResponse:
    """Trả các đợt lấy ý kiến bằng phiếu mà người hỏi được biết, mới nhất trước."""
    require_meetings(request.user)
    lookups.refuse_unknown(request, SlipRoundQuery.model_fields)
    found = visible_rounds(request.user).order_by("-created_at", "-id")
    if query.state:
        found = found.filter(state__in=query.state)
    items = _items(request, found[query.offset : query.offset + query.limit])
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.post("/slip-rounds", response={201: SlipRoundDetail}, summary="Chuẩn bị lấy ý kiến", url_name="slip_rounds")
def open_one_round(request: PageRequest, body: Body[NewSlipRound]) -> HttpResponse:
    """Chuẩn bị một đợt; thành viên thấy khi gửi. Dành cho Văn phòng. Với `Idempotency-Key`, gửi lại vẫn là một đợt."""
    require_meetings(request.user)
    if not may_plan(request.user):
        raise Refused(_("Lấy ý kiến thành viên bằng phiếu là việc của Văn phòng UBND tỉnh."))
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    given = body.model_dump(exclude={"unit", "proposer_unit"})
    given["silence"] = body.silence or request.jurisdiction.slip_silence
    if body.member_post_ids is None:
        given["member_post_ids"] = members(request.jurisdiction.id, request.today)
    proposer = lookups.unit_id_of(request.user, body.proposer_unit, "proposer_unit")
    facts = RoundFacts(**given, proposer_unit_id=proposer)

    def is_same(found: int) -> bool:
        earlier = slip_round_of(request.user, found)
        return (earlier.unit_id, earlier.title) == (unit.id, tidy(facts.title))

    made = once.created(
        request, "slip-round", lambda: open_round(unit_id=unit.id, facts=facts, **request.who).id, is_same=is_same
    )
    return reply(_detail(request, made.id), status=201, headers=made.headers)


@router.get("/slip-rounds/{round_id}", response=SlipRoundDetail, summary="Một đợt lấy ý kiến", url_name="slip_round")
def one_slip_round(request: PageRequest, round_id: Id) -> HttpResponse:
    """Trả một đợt: thành viên thấy phiếu của đơn vị mình, Văn phòng và Lãnh đạo thấy mọi phiếu."""
    return reply(_detail(request, round_id))


@router.patch("/slip-rounds/{round_id}", response=SlipRoundDetail, summary="Sửa đợt lấy ý kiến", url_name="slip_round")
def change_one_round(request: PageRequest, round_id: Id, body: Body[SlipRoundChange]) -> HttpResponse:
    """Sửa một đợt chưa gửi. Người khác vừa sửa: 409 `other_version` kèm `version` hiện tại."""
    found = slip_round_of(request.user, round_id)
    said = {
        name: value
        for name, value in body.model_dump(exclude={"version", "proposer_unit"}).items()
        if value is not None
    }
    if "proposer_unit" in body.model_fields_set:
        said["proposer_unit_id"] = lookups.unit_id_of(request.user, body.proposer_unit, "proposer_unit")
    change_round(round_id=round_id, version=body.version, facts=_facts(found, said), **request.who)
    return reply(_detail(request, round_id))


@router.post(
    "/slip-rounds/{round_id}/dossier", response=SlipRoundDetail, summary="Gửi hồ sơ lấy ý kiến",
    url_name="slip_dossier", openapi_extra=request_body(NewDossier, files="file"),
)  # fmt: skip
def send_one_dossier(request: PageRequest, round_id: Id) -> HttpResponse:
    """Gửi hồ sơ kèm theo: `multipart/form-data` với `version` và `file`, trước khi gửi phiếu; tài liệu mật không nhận."""
    found = slip_round_of(request.user, round_id)
    body = body_of(request, NewDossier)
    upload = request.FILES.get("file") if request.content_type == MULTIPART else None
    if upload is None:
        raise BadInput(_("Hãy gửi kèm tệp hồ sơ (trường “file”)."), code="empty", field="file")
    change_round(
        round_id=round_id,
        version=body.version,
        facts=_facts(found, {}),
        file=(upload.name or "", upload),
        **request.who,
    )
    return reply(_detail(request, round_id))


@router.get("/slip-rounds/{round_id}/dossier/file", summary="Tệp hồ sơ lấy ý kiến", url_name="slip_dossier_file")
def file_of_dossier(request: PageRequest, round_id: Id) -> FileResponse:
    """Tải hồ sơ kèm theo; ai biết đợt lấy ý kiến thì tải được."""
    kept = slip_round_of(request.user, round_id).file
    if kept is None:
        raise NotFound
    return send(kept)


@router.post("/slip-rounds/{round_id}/send", response=SlipRoundDetail, summary="Gửi phiếu", url_name="slip_send")
def send_one_round(request: PageRequest, round_id: Id, body: Body[RoundReason]) -> HttpResponse:
    """Gửi phiếu đến các thành viên; dưới 2 ngày làm việc để trả lời thì phải nêu lý do (`short_notice`)."""
    send_round(round_id=round_id, short_reason=body.reason, **request.who)
    return reply(_detail(request, round_id))


@router.post("/slip-rounds/{round_id}/extend", response=SlipRoundDetail, summary="Gia hạn trả lời", url_name="slip_extend")  # fmt: skip
def extend_one_round(request: PageRequest, round_id: Id, body: Body[RoundExtension]) -> HttpResponse:
    """Lùi hạn trả lời của một đợt đã gửi, kèm lý do; ai chưa trả lời thì trả lời được đến hạn mới."""
    extend_round(round_id=round_id, **body.model_dump(), **request.who)
    return reply(_detail(request, round_id))


@router.get("/slip-rule", response=SlipRule, summary="Cách tính phiếu không trả lời", url_name="slip_rule")
def rule_of_slips(request: PageRequest) -> HttpResponse:
    """Trả cách tính phiếu không trả lời mà phiếu mới theo khi không ghi khác."""
    require_meetings(request.user)
    return reply({"silence": request.jurisdiction.slip_silence})


@router.patch("/slip-rule", response=SlipRule, summary="Đặt cách tính phiếu không trả lời", url_name="slip_rule")
def set_rule_of_slips(request: PageRequest, body: Body[NewSlipRule]) -> HttpResponse:
    """Đặt cách tính mà phiếu lập từ nay theo; phiếu đã lập giữ cách tính của mình. Dành cho Văn phòng."""
    require_meetings(request.user)
    return reply({"silence": set_slip_silence(silence=body.silence, **request.who)})


@router.post("/slip-rounds/{round_id}/close", response=SlipRoundDetail, summary="Kết thúc lấy ý kiến", url_name="slip_close")  # fmt: skip
def close_one_round(request: PageRequest, round_id: Id) -> HttpResponse:
    """Kết thúc khi hết hạn, hoặc khi mọi thành viên đã trả lời. Chưa đến lúc: 409 `not_over`."""
    close_round(round_id=round_id, **request.who)
    return reply(_detail(request, round_id))


@router.post("/slip-rounds/{round_id}/cancel", response=SlipRoundDetail, summary="Huỷ lấy ý kiến", url_name="slip_cancel")  # fmt: skip
def cancel_one_round(request: PageRequest, round_id: Id, body: Body[RoundReason]) -> HttpResponse:
    """Huỷ một đợt chưa kết thúc, kèm lý do."""
    cancel_round(round_id=round_id, reason=body.reason, **request.who)
    return reply(_detail(request, round_id))


@router.post(
    "/slip-rounds/{round_id}/record", response={201: OutgoingDraftDetail}, summary="Soạn báo cáo kết quả",
    url_name="slip_record",
)  # fmt: skip
def draft_one_record(request: PageRequest, round_id: Id, body: Body[DraftingUnit]) -> HttpResponse:
    """Soạn dự thảo báo cáo kết quả của một đợt đã kết thúc. Đã có dự thảo: 409 `drafted` kèm `draft_id`."""
    slip_round_of(request.user, round_id)
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    made = draft_record(round_id=round_id, unit_id=unit.id, **request.who)
    return reply(draft_detail(request, draft_of(request.user, made.id)), status=201)


@router.get("/slip-rounds/{round_id}/result", response=SlipResult, summary="Kết quả lấy ý kiến", url_name="slip_result")
def result_of_slip_round(request: PageRequest, round_id: Id) -> HttpResponse:
    """Trả kết quả: thành viên thấy khi đã kết thúc, Văn phòng và Lãnh đạo thấy bất cứ lúc nào."""
    found = slip_round_of(request.user, round_id)
    if not _shows_counts(request, found):
        raise Refused(_("Kết quả xem được khi đợt lấy ý kiến kết thúc."))
    return reply(asdict(result(found, slips_of(found))))


@router.post("/slips/{slip_id}/answer", response=SlipItem, summary="Trả lời phiếu", url_name="slip_answer")
def answer_one_slip(request: PageRequest, slip_id: Id, body: Body[NewSlipAnswer]) -> HttpResponse:
    """Trả lời phiếu của mình; sửa, rút được đến hết hạn."""
    saved = answer_slip(slip_id=slip_id, **body.model_dump(), **request.who)
    return reply(_items(request, [slip_round_of(request.user, saved.round_id)])[0])


def _facts(found: SlipRound, said: dict[str, Any]) -> RoundFacts:
    """What a round says, with what is said now in its place."""
    kept = {
        "title": found.title, "content": found.content, "due_at": found.due_at, "silence": found.silence,
        "proposer_unit_id": found.proposer_unit_id,
        "member_post_ids": [slip.post_id for slip in slips_of(found) if slip.post_id],
    }  # fmt: skip
    return RoundFacts(**{**kept, **said})


def _shows_counts(request: PageRequest, found: SlipRound) -> bool:
    # How many answered would tell members about each other's slips, so it is theirs only with the result.
    return may_see_answers(request.user) or found.state == RoundState.CLOSED


def _item(row: SlipRound, own: Slip | None) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN}, "due_at": at(row.due_at),
        "own_slip_id": own.id if own else None, "own_stance": own.stance if own else "",
    }  # fmt: skip


def _items(request: PageRequest, rows: Iterable[SlipRound]) -> list[dict[str, Any]]:
    some = list(rows)
    own = slips_to_answer(request.user, some, on=request.today)
    return [_item(row, own.get(row.id)) for row in some]


def _detail(request: PageRequest, round_id: int) -> dict[str, Any]:
    row = slip_round_of(request.user, round_id)
    slips, sees_answers = slips_of(row), may_see_answers(request.user)
    counts = _shows_counts(request, row)
    return {
        **_items(request, [row])[0], **{name: getattr(row, name) for name in _BESIDE}, "unit": row.unit.code,
        "proposer_unit": row.proposer_unit.code if row.proposer_unit else None,
        "dossier": row.file.name if row.file else None, "sent_at": at(row.sent_at), "closed_at": at(row.closed_at),
        "members": len(slips) if counts else None,
        "answered": sum(1 for slip in slips if slip.stance) if counts else None,
        "slips": [_slip(slip) for slip in (slips if sees_answers else own_slips(request.user, row))],
        "extensions": [
            {"before": at(one.before), "due_at": at(one.due_at), "reason": one.reason} for one in extensions_of(row)
        ],
        "record_draft_id": row.record_draft_id if sees_answers else None,
    }  # fmt: skip


def _slip(slip: Slip) -> dict[str, Any]:
    plain = {name: getattr(slip, name) for name in _SLIP}
    return {**plain, "unit": slip.unit.code, "answered_at": at(slip.answered_at)}
