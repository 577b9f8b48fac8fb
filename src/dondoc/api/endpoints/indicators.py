"""Indicators: the board of any day, one with all it was, targets, values and their approval, periods."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Body, Path, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.indicators import (
    BoardQuery,
    IndicatorBoard,
    IndicatorCode,
    IndicatorDetail,
    IndicatorValues,
    NewIndicator,
    NewTarget,
    NewValues,
    PeriodCode,
    PeriodItem,
    ReopenPeriod,
    TargetItem,
    ValueDecision,
)
from dondoc.indicators.commands.create_indicator import create_indicator
from dondoc.indicators.commands.decide_values import decide_values
from dondoc.indicators.commands.enter_values import Cell, enter_values
from dondoc.indicators.commands.lock_period import lock_period
from dondoc.indicators.commands.reopen_period import reopen_period
from dondoc.indicators.commands.set_target import set_target
from dondoc.indicators.figures import exact
from dondoc.indicators.models import Indicator, IndicatorTarget, IndicatorValue, PeriodLock
from dondoc.indicators.selectors import Asked, Row, board, history_for, indicator_by_code
from dondoc.organizations.models import Unit
from dondoc.web.requests import PageRequest

router = Router(tags=["Chỉ tiêu"])
_Code = Annotated[IndicatorCode, Path()]


@router.get("/indicators", response=IndicatorBoard, summary="Bảng chỉ tiêu của một năm", url_name="indicators")
def board_of_year(request: PageRequest, query: Query[BoardQuery]) -> HttpResponse:
    """Trả bảng như một ngày biết: kế hoạch có hiệu lực và số liệu đã công bố đến ngày đó."""
    lookups.refuse_unknown(request, frozenset(BoardQuery.model_fields))
    on = query.on or request.today
    found = board(request.user, Asked(query.year, on, query.known_at, query.origin))
    score = found.score
    return reply(
        {
            "year": query.year, "on": on, "total": score.total, "met_or_exceeded": score.met_or_exceeded,
            "missed": score.missed, "unknown": score.unknown,
            "items": [{**_part(row), "parts": [_part(part) for part in row.parts]} for row in found.rows],
        }
    )  # fmt: skip


@router.post("/indicators", response={201: IndicatorDetail}, summary="Thêm chỉ tiêu", url_name="indicators")
def add_indicator(request: PageRequest, body: Body[NewIndicator]) -> HttpResponse:
    """Lãnh đạo Văn phòng hoặc chuyên viên theo dõi lĩnh vực thêm vào cuối danh mục."""
    facts = body.model_dump(exclude={"field", "parent", "lead"})
    parent = indicator_by_code(request.user, body.parent) if body.parent else None
    made = create_indicator(
        **facts, field_id=lookups.field_by_code(request.user, body.field) if body.field else None,
        parent_id=parent.id if parent else None, lead_unit_id=lookups.unit_id_of(request.user, body.lead, "lead"), **request.who,
    )  # fmt: skip
    return reply(_detail(request, made), status=201)


@router.get("/indicators/{code}", response=IndicatorDetail, summary="Một chỉ tiêu", url_name="indicator")
def one_indicator(request: PageRequest, code: _Code) -> HttpResponse:
    """Trả chỉ tiêu với các đơn vị, mọi lần giao kế hoạch và mọi lần công bố số liệu."""
    return reply(_detail(request, indicator_by_code(request.user, code)))


@router.post(
    "/indicators/{code}/targets",
    response={201: TargetItem},
    summary="Giao, điều chỉnh kế hoạch",
    url_name="indicator_targets",
)
def aim(request: PageRequest, code: _Code, body: Body[NewTarget]) -> HttpResponse:
    """Đặt kế hoạch của một kỳ; ngày trước khi có hiệu lực vẫn được xét theo lần trước."""
    indicator = indicator_by_code(request.user, code)
    facts = body.model_dump(exclude={"unit"})
    unit_id = lookups.unit_id_of(request.user, body.unit, "unit")
    made = set_target(indicator_id=indicator.id, unit_id=unit_id, **facts, **request.who)
    return reply(_target(made, _units(request, [made])), status=201)


@router.post("/indicator-values", response={201: IndicatorValues}, summary="Nhập số liệu", url_name="indicator_values")
def give_values(request: PageRequest, body: Body[NewValues]) -> HttpResponse:
    """Nhập nhiều ô cùng lúc; số liệu cũ vẫn còn, số mới chờ người khác duyệt."""
    ids = {
        code: indicator_by_code(request.user, code).id for code in dict.fromkeys(one.indicator for one in body.cells)
    }
    cells = [
        Cell(
            ids[one.indicator], one.period, one.value, lookups.unit_id_of(request.user, one.unit, "cells"), one.expected_vintage,
            one.is_meant,
        )
        for one in body.cells
    ]  # fmt: skip
    made = enter_values(
        cells=cells, quality=body.quality, released_on=body.released_on, source=body.source, note=body.note, **request.who
    )  # fmt: skip
    return reply(_values(request, made), status=201)


@router.post(
    "/indicator-values/decide",
    response=IndicatorValues,
    summary="Duyệt, trả lại số liệu",
    url_name="decide_indicator_values",
)
def decide(request: PageRequest, body: Body[ValueDecision]) -> HttpResponse:
    """Người nhập không tự duyệt; số liệu được duyệt mới được tính."""
    rows = decide_values(value_ids=body.values, is_approved=body.is_approved, note=body.note, **request.who)
    return reply(_values(request, rows))


@router.post(
    "/indicator-periods/{period}/lock", response=PeriodItem, summary="Khóa số liệu của kỳ", url_name="lock_period"
)
def close_period(request: PageRequest, period: Annotated[PeriodCode, Path()]) -> HttpResponse:
    """Từ đây không ai nhập hoặc duyệt số liệu của kỳ nữa."""
    return reply(_period(lock_period(period=period, **request.who)))


@router.post("/indicator-periods/{period}/reopen", response=PeriodItem, summary="Mở lại kỳ", url_name="reopen_period")
def open_period(request: PageRequest, period: Annotated[PeriodCode, Path()], body: Body[ReopenPeriod]) -> HttpResponse:
    """Lãnh đạo Văn phòng mở lại, có lý do."""
    return reply(_period(reopen_period(period=period, reason=body.reason, **request.who)))


def _part(row: Row) -> dict[str, Any]:
    one, aim_, value, latest = row.indicator, row.target, row.value, row.latest
    return {
        "code": one.code, "name": one.name, "measure": one.measure, "direction": one.direction, "is_example": one.is_example,
        "low": exact(aim_.target.low) if aim_ else None, "high": exact(aim_.target.high) if aim_ else None,
        "target_version": aim_.number if aim_ else None, "value": exact(value.value) if value else None,
        "quality": value.quality if value else None, "released_on": value.released_on if value else None,
        "latest_period": latest[0].code if latest else None, "latest": exact(latest[1].value) if latest else None,
        "before": exact(row.before.value) if row.before else None, "verdict": row.verdict, "light": row.light,
        "forecasts": [{"method": made.method, "value": exact(made.value)} for made in row.forecasts],
    }  # fmt: skip


def _detail(request: PageRequest, one: Indicator) -> dict[str, Any]:
    history = history_for(request.user, one)
    units = _units(request, [*history.owners, *history.targets, *history.values])
    return {
        "code": one.code, "name": one.name, "measure": one.measure, "direction": one.direction,
        "accumulation": one.accumulation, "decimals": one.decimals, "period_kind": one.period_kind, "origin": one.origin,
        "parent": history.parent.code if history.parent else None, "about": one.about, "is_example": one.is_example,
        "starts_on": one.starts_on, "ended_on": one.ended_on,
        "owners": [
            {"unit": units[row.unit_id], "role": row.role, "since": row.since, "ended_on": row.ended_on} for row in history.owners
        ],
        "targets": [_target(row, units) for row in history.targets],
        "values": [_value(row, units) for row in history.values],
    }  # fmt: skip


def _units(request: PageRequest, rows: list[Any]) -> dict[int | None, str]:
    ids = {row.unit_id for row in rows if row.unit_id is not None}
    return dict(Unit.objects.filter(jurisdiction_id=request.jurisdiction.id, id__in=ids).values_list("id", "code"))


def _target(row: IndicatorTarget, units: dict[int | None, str]) -> dict[str, Any]:
    return {
        "period": row.period.code, "unit": units.get(row.unit_id), "version": row.version,
        "low": exact(row.low), "high": exact(row.high), "effective_on": row.effective_on, "source": row.source,
        "reason": row.reason, "set_at": at(row.set_at),
    }  # fmt: skip


def _values(request: PageRequest, rows: list[IndicatorValue]) -> dict[str, Any]:
    units = _units(request, rows)
    return {"items": [_value(row, units) for row in rows]}


def _value(row: IndicatorValue, units: dict[int | None, str]) -> dict[str, Any]:
    return {
        "id": row.id, "period": row.period.code, "unit": units.get(row.unit_id),
        "vintage": row.vintage, "value": exact(row.value), "quality": row.quality, "released_on": row.released_on,
        "source": row.source, "note": row.note, "state": row.state, "decision_note": row.decision_note,
    }  # fmt: skip


def _period(lock: PeriodLock) -> dict[str, Any]:
    return {
        "period": lock.period.code, "is_locked": lock.reopened_at is None,
    }  # fmt: skip
