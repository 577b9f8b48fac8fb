"""How right the reader was, row by row, and the names that an administrator takes into the directory."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from dondoc.api import lookups
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.judgements import (
    JudgementPage,
    JudgementQuery,
    NameAnswered,
    ProposalList,
    ReadingReport,
    ReportQuery,
)
from dondoc.directives.commands.accept_name import accept_name
from dondoc.directives.commands.dismiss_name import dismiss_name
from dondoc.directives.judgement_selectors import JudgementFilter, judgements_of, report_for
from dondoc.directives.models import NameDecision
from dondoc.directives.name_proposals import proposals_for, seen_of
from dondoc.organizations.selectors import groups_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Độ đúng của bộ đọc"])
_PERIOD = frozenset({"from", "to"})


@router.get(
    "/reading/report", response=ReadingReport, summary="Bộ đọc đúng đến đâu", url_name="reading_report", by_alias=True
)
def report(request: PageRequest, query: Query[ReportQuery]) -> HttpResponse:
    """Trả độ đúng theo tháng, phần của bản đọc, cơ quan ban hành, độ tin cậy; và các tên gọi đề xuất."""
    lookups.refuse_unknown(request, _PERIOD)
    found = report_for(request.user, first=query.from_, last=query.to)
    period = {"from": query.from_, "to": query.to}
    return reply({**period, **found.as_dict(), "names": _names(request)})


@router.get(
    "/reading/judgements", response=JudgementPage, summary="Các phần đã đối chiếu", url_name="reading_judgements"
)
def judgements(request: PageRequest, query: Query[JudgementQuery]) -> HttpResponse:
    """Trả phần máy đọc bên cạnh phần người đã xác nhận: đúng những dòng mà một số của báo cáo đếm."""
    lookups.refuse_unknown(request, {*JudgementQuery.model_fields, "from"} - {"from_"})
    wanted = JudgementFilter(
        first=query.from_,
        last=query.to,
        month=dt.date.fromisoformat(f"{query.month}-01") if query.month else None,
        judged_field=query.field or "",
        issuer=query.issuer,
        band=query.band or "",
        verdict=query.verdict or "",
    )
    found = judgements_of(request.user, wanted)
    fields = lookups.field_codes(request.user)
    rows = found.select_related("document")[query.offset : query.offset + query.limit]
    items = [
        {
            "id": row.id,
            "document_id": row.document_id,
            "key": row.item_key,
            "text": row.document.text[row.span_start : row.span_end],
            "start": row.span_start,
            "end": row.span_end,
            "field": row.judged_field,
            "read": row.read,
            "confirmed": row.confirmed,
            "verdict": row.verdict,
            "confidence": row.confidence,
            "issuer": row.issuer,
            "work_field": fields.get(row.field_id) if row.field_id else None,
            "judged_on": row.judged_on,
            "judged_by": row.judged_by_id,
        }
        for row in rows
    ]
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.get("/reading/names", response=ProposalList, summary="Tên gọi đề xuất", url_name="reading_names")
def names(request: PageRequest) -> HttpResponse:
    """Trả những cách viết mà danh mục chưa biết và người rà soát đã chọn cùng đơn vị từ hai lần trở lên."""
    lookups.refuse_unknown(request, ())
    return reply({"items": _names(request)})


@router.post(
    "/reading/names/{choice_id}/accept", response=NameAnswered, summary="Nhận tên gọi vào danh mục",
    url_name="reading_name_accept",
)  # fmt: skip
def accept(request: PageRequest, choice_id: Id) -> HttpResponse:
    """Thêm cách viết làm tên gọi khác của đơn vị hoặc nhóm, hoặc lập nhóm mới; chỉ dành cho người quản trị."""
    decision = accept_name(choice_id=choice_id, **request.who)
    return _answered(request, decision)


@router.post(
    "/reading/names/{choice_id}/dismiss", response=NameAnswered, summary="Bỏ qua tên gọi",
    url_name="reading_name_dismiss",
)  # fmt: skip
def dismiss(request: PageRequest, choice_id: Id) -> HttpResponse:
    """Không đề xuất lại cách viết này cho các đơn vị đó; danh mục giữ nguyên."""
    decision = dismiss_name(choice_id=choice_id, **request.who)
    return _answered(request, decision)


def _names(request: PageRequest) -> list[dict[str, Any]]:
    found = proposals_for(request.user, request.today)
    codes = _codes(request, {unit for one in found for unit in one.unit_ids})
    groups = dict(groups_of(request.user.jurisdiction_id).values_list("id", "code")) if found else {}
    seen = seen_of(request.user.jurisdiction_id, found)
    return [one.as_dict(codes, groups, seen) for one in found]


def _codes(request: PageRequest, ids: set[int]) -> dict[int, str]:
    return {unit.id: unit.code for unit in lookups.units_by_id(request.user, ids).values()}


def _answered(request: PageRequest, decision: NameDecision) -> HttpResponse:
    codes = _codes(request, set(decision.unit_ids))
    units = [codes[unit] for unit in decision.unit_ids if unit in codes]
    return reply({"name": decision.name, "units": units, "answer": decision.answer})
