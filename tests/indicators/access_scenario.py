"""What the table of who gets what needs of this room: an indicator, a value that waits, a period that is closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.indicators.indicator_world import exports

from dondoc.indicators.commands.enter_values import Cell, enter_values
from dondoc.indicators.commands.lock_period import lock_period

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:indicators", "POST"): {
        "code": "thu-ngan-sach", "name": "Thu ngân sách", "measure": "tỷ đồng", "direction": "higher", "accumulation": "cumulative",
        "period_kind": "month", "origin": "resolution", "starts_on": "2021-01-01",
    },
    ("api:indicator_targets", "POST"): {
        "period": "2021", "low": "730", "effective_on": "2021-01-14", "source": "Nghị quyết HĐND tỉnh",
    },
    ("api:indicator_values", "POST"): {
        "cells": [{"indicator": "xuat-khau", "period": "2020-11", "value": "620.5"}], "quality": "estimated",
        "released_on": "2021-01-10", "source": "Cục Thống kê",
    },
    ("api:reopen_period", "POST"): {"reason": "Đính chính"},
}  # fmt: skip


def scenario(now: dt.datetime, province: Any, leader: Any, lead_focal: Any) -> dict[str, Any]:
    """Exports, led by `skhdt`, with a value of its focal point that waits; the third quarter of 2019 is closed."""
    one = exports(leader, province, now=now)
    (value,) = enter_values(
        actor=lead_focal, cells=[Cell(one.id, "2020-10", Decimal("560.1"))], quality="estimated", released_on=dt.date(2020, 11, 6),
        source="Sở Công Thương", now=now,
    )  # fmt: skip
    lock_period(actor=leader, period="2019-Q3", now=now)
    return {"indicator": one.code, "waiting_value": value.id, "open_period": "2020-Q3", "closed_period": "2019-Q3"}
