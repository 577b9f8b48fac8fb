"""The story of these tests: growth led by Kế hoạch và Đầu tư, exports with parts of two districts, a structure of two parts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.directives.story import at

from dondoc.indicators.commands.create_indicator import create_indicator
from dondoc.indicators.commands.decide_values import decide_values
from dondoc.indicators.commands.enter_values import Cell, enter_values
from dondoc.indicators.commands.set_target import set_target
from dondoc.indicators.models import Indicator, IndicatorTarget, IndicatorValue
from dondoc.indicators.selectors import Asked, Row, board

D = Decimal
FOUNDED = dt.date(2019, 1, 1)
RESOLUTION = "Nghị quyết số 290/NQ-HĐND ngày 02/01/2020"


def growth(actor: Any, province: Any, **more: Any) -> Indicator:
    """The rate of growth: more is better, at a point of time, led by Kế hoạch và Đầu tư."""
    given = {
        "code": "tang-truong-grdp", "name": "Tốc độ tăng GRDP", "measure": "%", "direction": "higher", "accumulation": "point",
        "period_kind": "quarter", "origin": "resolution", "starts_on": FOUNDED, "field_id": province.fields["kinh-te"].id,
        "lead_unit_id": province.units["skhdt"].id, "now": at("2020-01-06"), **more,
    }  # fmt: skip
    return create_indicator(actor=actor, **given)


def exports(actor: Any, province: Any, **more: Any) -> Indicator:
    """Exports: more is better, added up from the year's first day."""
    given = {
        "code": "xuat-khau", "name": "Kim ngạch xuất khẩu", "measure": "triệu USD", "accumulation": "cumulative",
        "period_kind": "month", **more,
    }  # fmt: skip
    return growth(actor, province, **given)


def aim(
    actor: Any, indicator: Indicator, low: str | None = None, high: str | None = None, **more: Any
) -> IndicatorTarget:
    """Set the target of 2020."""
    given = {
        "period": "2020", "effective_on": dt.date(2020, 1, 2), "source": RESOLUTION, "now": at("2020-01-07"), **more
    }  # fmt: skip
    return set_target(
        actor=actor, indicator_id=indicator.id, low=None if low is None else D(low), high=None if high is None else D(high), **given
    )  # fmt: skip


def enter(actor: Any, indicator: Indicator, period: str, value: str, **more: Any) -> IndicatorValue:
    """Enter one value, published on the day of entry."""
    cell = {name: more.pop(name) for name in ("unit_id", "expected_vintage", "is_meant") if name in more}
    day = more.pop("day", dt.date(2020, 12, 28))
    given = {"quality": "estimated", "released_on": day, "source": "Cục Thống kê tỉnh", "now": at(day), **more}
    return enter_values(actor=actor, cells=[Cell(indicator.id, period, D(value), **cell)], **given)[0]


def approve(
    actor: Any, *values: IndicatorValue, day: dt.date = dt.date(2020, 12, 29), **more: Any
) -> list[IndicatorValue]:
    """Approve them."""
    given = {"is_approved": True, "now": at(day), **more}
    return decide_values(actor=actor, value_ids=[one.id for one in values], **given)


def row_of(user: Any, indicator: Indicator, on: str, **more: Any) -> Row:
    """Its row on the board of 2020."""
    shown = board(user, Asked(2020, dt.date.fromisoformat(on), **more))
    return next(row for row in shown.rows if row.indicator.id == indicator.id)
