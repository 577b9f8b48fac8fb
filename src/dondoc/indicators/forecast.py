"""What the whole year may come to, by two ways that are named where they are shown: pure.

Both are arithmetic of published values, no model: the linear one supposes that every day of the year brings as much, the
seasonal one that the same part of the year brings the same share as last year. Of rates and of what is measured at a
point of time neither says anything: a rate of growth is never made from levels (their series are revised).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.indicators.choices import Accumulation
from dondoc.indicators.periods import Period


class Method(models.TextChoices):
    """How a forecast is made."""

    LINEAR = "linear", _("Theo nhịp từ đầu năm")
    SEASONAL = "seasonal", _("Theo tỷ trọng cùng kỳ năm trước")


@dataclass(frozen=True, slots=True)
class Forecast:
    """A value of the whole year that nobody has reported.

    Attributes:
        method: how it was made.
        value: rounded to the indicator's decimals.
    """

    method: Method
    value: Decimal


def forecasts(
    accumulation: Accumulation,
    period: Period,
    value: Decimal,
    *,
    decimals: int,
    same_last_year: Decimal | None = None,
    whole_last_year: Decimal | None = None,
) -> list[Forecast]:
    """Return the forecasts that can be made of a value of a part of the year, the linear one first.

    Args:
        accumulation: whether the value is added up from the year's first day; else there is no forecast.
        period: whose end the value reaches; the whole year is no forecast.
        value: from the year's first day to the period's last.
        decimals: of the indicator.
        same_last_year: the value of the same period a year before.
        whole_last_year: that of the whole year before.
    """
    days = (dt.date(period.year, 12, 31) - dt.date(period.year, 1, 1)).days + 1
    if accumulation != Accumulation.CUMULATIVE or not 0 < period.elapsed < days:
        return []
    step = Decimal(1).scaleb(-decimals)
    found = [Forecast(Method.LINEAR, (value * days / period.elapsed).quantize(step))]
    if same_last_year and whole_last_year and (same_last_year > 0) == (whole_last_year > 0):
        found.append(Forecast(Method.SEASONAL, (value * whole_last_year / same_last_year).quantize(step)))
    return found
