"""Enter values of one or many cells of the grid, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import Direction, PeriodKind, Quality, ValueState
from dondoc.indicators.commands import _steps
from dondoc.indicators.figures import MOST_DECIMALS, MOST_DIGITS, exact, is_of_another_unit
from dondoc.indicators.models import Indicator, IndicatorValue
from dondoc.indicators.periods import Period
from dondoc.indicators.permissions import may_enter
from dondoc.indicators.selectors import lead_on

#: Cells that one command takes.
MOST_CELLS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the grid.

    Attributes:
        indicator_id: of which indicator.
        period: the code of the period.
        value: the figure.
        unit_id: whose part; None: the whole.
        expected_vintage: the last vintage that the person saw, 0 for none; None: whatever it is.
        is_meant: the person was asked and means a figure that looks like one of another unit of measure.
    """

    indicator_id: int
    period: str
    value: Decimal
    unit_id: int | None = None
    expected_vintage: int | None = None
    is_meant: bool = False


def enter_values(
    *,
    actor: User,
    cells: Sequence[Cell],
    quality: str,
    released_on: dt.date,
    source: str,
    now: dt.datetime,
    note: str = "",
    request_id: str = "",
) -> list[IndicatorValue]:
    """Enter them; each waits for somebody else's approval. A value that is there stays, and this one stands beside it.

    Args:
        actor: of the unit that leads the indicator, of the unit whose part it is, or of the office.
        cells: the figures.
        quality: how sure they are (Quality).
        released_on: the day on which they were published; not to come.
        source: who published them, as it is cited.
        now: the moment.
        note: what should be known of them.
        request_id: groups what one request did.

    Raises:
        NotFound: no such indicator or unit for this person.
        Refused: somebody else enters these.
        BadInput: no source, a day to come, a period that is not reported, too many digits, a cell twice; or a figure that
            looks like one of another unit of measure (`another_unit`) and was not said to be meant.
        Conflict: the period is closed, or somebody entered another figure meanwhile (`other_vintage`, with both).
    """
    _steps.require_known(quality, Quality, field="quality")
    cited = _steps.line_of(source, field="source", missing=_("Hãy ghi nguồn số liệu."))
    said = text_of(note, field="note", most=_steps.LONGEST_TEXT)
    _steps.sane_day(released_on, field="released_on")
    if released_on > local_day(now):
        raise BadInput(_("Ngày công bố không thể sau hôm nay."), code="in_future", field="released_on")
    if not cells or len(cells) > MOST_CELLS:
        raise BadInput(
            _("Mỗi lần nhập từ 1 đến %(most)s số liệu.") % {"most": MOST_CELLS}, code="how_many", field="cells"
        )
    if len({(one.indicator_id, one.period, one.unit_id) for one in cells}) < len(cells):
        raise BadInput(_("Có ô được nhập hai lần."), code="twice", field="cells")
    below = scope_of(actor).unit_ids
    made: list[IndicatorValue] = []
    with transaction.atomic():
        # In one order, so that two people who enter the same rows wait for each other.
        for indicator_id in sorted({one.indicator_id for one in cells}):
            indicator = _steps.locked(actor, indicator_id)
            if indicator.direction == Direction.STRUCTURE:
                raise BadInput(
                    _("“%(name)s” gồm nhiều phần; hãy nhập từng phần.") % {"name": indicator.name},
                    code="has_parts",
                    field="cells",
                )
            lead = lead_on(indicator, local_day(now))
            entered = []
            for cell in (one for one in cells if one.indicator_id == indicator_id):
                unit = _steps.unit_of(actor, cell.unit_id)
                if not may_enter(
                    actor, field_id=indicator.field_id, below=below, unit_id=unit.id if unit else None,
                    lead_id=lead.unit_id if lead else None,
                ):  # fmt: skip
                    raise Refused(
                        _("Số liệu “%(name)s” do đơn vị chủ trì, đơn vị có phần hoặc Văn phòng nhập.") % {"name": indicator.name},
                        code="not_yours",
                    )  # fmt: skip
                entered.append(_entered(actor, indicator, cell, quality, released_on, cited, said, now))
            made += entered
            _steps.tell(
                actor, indicator.id, events.VALUES_ENTERED,
                {
                    "quality": quality, "source": cited,
                    "cells": [
                        {
                            "id": one.id, "period": one.period.code, "unit_id": one.unit_id,
                            "vintage": one.vintage, "value": exact(one.value),
                        }
                        for one in entered
                    ],
                },
                now=now, request_id=request_id, effective_on=released_on,
            )  # fmt: skip
    return made


def _entered(
    actor: User, indicator: Indicator, cell: Cell, quality: str, released_on: dt.date, source: str, note: str, now: dt.datetime
) -> IndicatorValue:  # fmt: skip
    kinds = tuple(dict.fromkeys((PeriodKind(indicator.period_kind), PeriodKind.YEAR)))
    when = _steps.period_of(cell.period, kinds)
    _steps.require_open(actor, when)
    _require_digits(indicator, cell.value)
    here = {"jurisdiction_id": actor.jurisdiction_id, "indicator_id": indicator.id, "unit_id": cell.unit_id}
    this = {**here, "period_kind": when.kind, "first_day": when.first}
    last = IndicatorValue.objects.filter(**this).order_by("-vintage").first()
    seen = last.vintage if last else 0
    if cell.expected_vintage is not None and cell.expected_vintage != seen:
        raise Conflict(
            _("“%(name)s”, %(period)s vừa được người khác nhập; cả hai số đều còn, hãy chọn.")
            % {"name": indicator.name, "period": when.label},
            code="other_vintage", period=when.code, indicator_id=indicator.id, unit_id=cell.unit_id, vintage=seen,
            theirs=exact(last.value) if last else None, mine=exact(cell.value),
        )  # fmt: skip
    before = _before(this, when)
    if not cell.is_meant and is_of_another_unit(cell.value, before):
        raise BadInput(
            _("“%(name)s”, %(period)s: %(value)s khác hẳn %(before)s của kỳ trước; có nhầm đơn vị tính (%(measure)s) không?")
            % {
                "name": indicator.name, "period": when.label, "value": exact(cell.value), "before": exact(before),
                "measure": indicator.measure,
            },
            code="another_unit", field="cells", period=when.code, indicator_id=indicator.id, unit_id=cell.unit_id,
        )  # fmt: skip
    return IndicatorValue.objects.create(
        **this, vintage=seen + 1, value=cell.value, quality=quality, released_on=released_on, source=source, note=note,
        entered_at=now, entered_by_id=actor.pk,
    )  # fmt: skip


def _require_digits(indicator: Indicator, value: Decimal) -> None:
    if not value.is_finite():
        raise BadInput(_("Số liệu phải là một con số."), code="bad_figure", field="cells")
    _sign, digits, exponent = value.normalize().as_tuple()
    behind = max(0, -int(exponent))
    if behind > min(indicator.decimals, MOST_DECIMALS):
        raise BadInput(
            _("“%(name)s” có nhiều nhất %(most)s chữ số thập phân.") % {"name": indicator.name, "most": indicator.decimals},
            code="too_many_decimals", field="cells",
        )  # fmt: skip
    if len(digits) + max(0, int(exponent)) - behind > MOST_DIGITS:
        raise BadInput(_("Số liệu lớn quá."), code="too_large", field="cells")


def _before(this: Mapping[str, Any], when: Period) -> Decimal | None:
    """What stands in the same cell, or the same period of the year before: with what a slip of the unit is seen."""
    approved = IndicatorValue.objects.exclude(state=ValueState.RETURNED).order_by("-vintage")
    here = approved.filter(**this).values_list("value", flat=True).first()
    if here is not None:
        return here
    year_before = {**this, "first_day": when.a_year_before().first}
    return approved.filter(**year_before).values_list("value", flat=True).first()
