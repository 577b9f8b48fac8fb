"""The example's indicators, as `data/indicators.csv` has them: targets of two years, what was reached, period by period.

The names of the six that were missed are those of the notice of January 2021; the others, and all figures but the growth of
2020 and its target for 2021, are invented and say so (data/README.md).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from dondoc.accounts.models import User
from dondoc.demo.story import People, Places
from dondoc.demo.tables import Row, table
from dondoc.foundation.clock import LOCAL
from dondoc.indicators.choices import IndicatorOrigin, PeriodKind, Quality
from dondoc.indicators.commands.create_indicator import create_indicator
from dondoc.indicators.commands.decide_values import decide_values
from dondoc.indicators.commands.enter_values import Cell, enter_values
from dondoc.indicators.commands.set_target import set_target

_OPENED = dt.date(2020, 7, 2)
# Column, code of the period, the day of publication, how sure it was then.
_PUBLISHED = (
    ("y2019", "2019", dt.date(2020, 7, 3), Quality.OFFICIAL),
    ("q1", "2020-Q1", dt.date(2020, 7, 3), Quality.PRELIMINARY),
    ("h1", "2020-Q2", dt.date(2020, 7, 6), Quality.ESTIMATED),
    ("m9", "2020-Q3", dt.date(2020, 9, 29), Quality.ESTIMATED),
    ("y2020", "2020", dt.date(2020, 12, 28), Quality.ESTIMATED),
)
_TARGETS = (
    ("2020", "low", "high", dt.date(2020, 1, 1), _OPENED, "Nghị quyết HĐND tỉnh về nhiệm vụ năm 2020 (minh hoạ)"),
    ("2021", "low_2021", "high_2021", dt.date(2021, 1, 14), dt.date(2021, 1, 15), "Nghị quyết HĐND tỉnh về nhiệm vụ năm 2021 (minh hoạ)"),
)  # fmt: skip


def follow_indicators(people: People, places: Places) -> int:
    """Take them into the list, set their targets, enter and approve their values.

    Returns:
        How many steps that were.
    """
    rows = table("indicators")
    ids: dict[str, int] = {}
    for row in rows:
        made = create_indicator(
            actor=people.leader, code=row["code"], name=row["name"], measure=row["measure"], direction=row["direction"],
            accumulation=row["accumulation"], period_kind=PeriodKind.QUARTER, origin=IndicatorOrigin.RESOLUTION,
            decimals=int(row["decimals"]), field_id=places.fields[row["field"]].id, parent_id=ids.get(row["parent"]),
            lead_unit_id=places.units[row["unit"]].id, is_example=bool(row["invented"]), starts_on=dt.date(2019, 1, 1),
            now=_at(_OPENED, 8),
        )  # fmt: skip
        ids[row["code"]] = made.id
    steps = len(rows)
    for year, low, high, effective_on, entered_on, source in _TARGETS:
        for row in rows:
            if row[low] or row[high]:
                set_target(
                    actor=people.leader, indicator_id=ids[row["code"]], period=year, low=_figure(row[low]), high=_figure(row[high]),
                    effective_on=effective_on, source=source, now=_at(entered_on, 9),
                )  # fmt: skip
                steps += 1
    for column, period, day, quality in _PUBLISHED:
        steps += _publish(people, places, rows, ids, column, period, day, quality)
    return steps


def _publish(
    people: People, places: Places, rows: list[Row], ids: dict[str, int], column: str, period: str, day: dt.date, quality: Quality
) -> int:  # fmt: skip
    """Every unit enters its own figures of a period; the office approves them."""
    by_actor: dict[int, tuple[User, list[Cell]]] = {}
    cells: dict[int, list[Cell]] = defaultdict(list)
    for row in rows:
        if row[column]:
            actor = people.of_unit[places.units[row["unit"]].id]
            cells[actor.pk].append(Cell(ids[row["code"]], period, Decimal(row[column])))
            by_actor[actor.pk] = (actor, cells[actor.pk])
    entered = []
    for actor, own in by_actor.values():
        entered += enter_values(
            actor=actor, cells=own, quality=quality, released_on=day, source="Cục Thống kê tỉnh, sở chủ trì (minh hoạ)",
            now=_at(day, 10),
        )  # fmt: skip
    decide_values(actor=people.leader, value_ids=[one.id for one in entered], is_approved=True, now=_at(day, 15))
    return len(by_actor) + 1


def _figure(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _at(on: dt.date, hour: int) -> dt.datetime:
    return dt.datetime(on.year, on.month, on.day, hour, tzinfo=LOCAL)
