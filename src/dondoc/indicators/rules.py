"""Which vintage and which version a day shows, and the way of a value from entry to approval: pure.

The unit that enters a value is not the one that approves it: a unit's part is approved by the unit that leads the indicator,
the whole by the office. A value that was approved is not touched again; a correction is another vintage beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dondoc.indicators.choices import Quality, ValueState
from dondoc.indicators.evaluation import Target

_SURENESS = {Quality.ESTIMATED: 0, Quality.PRELIMINARY: 1, Quality.OFFICIAL: 2}


@dataclass(frozen=True, slots=True)
class Vintage:
    """A value as it was published.

    Attributes:
        value: the figure.
        quality: how sure it is.
        released_on: when it was published.
        number: counted from 1 within its cell.
        state: whether it was approved.
        decided_at: the moment of approval; None while it waits.
    """

    value: Decimal
    quality: Quality
    released_on: dt.date
    number: int
    state: ValueState
    decided_at: dt.datetime | None = None


def shown(vintages: Iterable[Vintage], on: dt.date, known_at: dt.datetime | None = None) -> Vintage | None:
    """Return the vintage of one cell that a day shows: the surest, of these the one published last; None where none is.

    Args:
        vintages: of one indicator, unit and period.
        on: what was published later does not count.
        known_at: what was approved later does not count either; None: all that is approved now.
    """
    known = [
        one
        for one in vintages
        if one.state == ValueState.APPROVED
        and one.released_on <= on
        and (known_at is None or (one.decided_at is not None and one.decided_at <= known_at))
    ]
    return max(known, key=lambda one: (_SURENESS[one.quality], one.released_on, one.number), default=None)


@dataclass(frozen=True, slots=True)
class Version:
    """A target as it was set.

    Attributes:
        target: what is aimed at.
        effective_on: from which day on.
        number: counted from 1 within its period.
        set_at: the moment of entry.
    """

    target: Target
    effective_on: dt.date
    number: int
    set_at: dt.datetime


def in_force(versions: Iterable[Version], on: dt.date, known_at: dt.datetime | None = None) -> Version | None:
    """Return the version that holds on a day; None before the first.

    Args:
        versions: of one indicator, unit and period.
        on: the day.
        known_at: what was entered later does not count; None: all that is entered now.
    """
    known = [one for one in versions if one.effective_on <= on and (known_at is None or one.set_at <= known_at)]
    return max(known, key=lambda one: (one.effective_on, one.number), default=None)
