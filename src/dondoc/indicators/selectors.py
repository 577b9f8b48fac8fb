"""Reads of indicators: the board of a year as any day shows it, one indicator, who leads it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.errors import NotFound
from dondoc.indicators.choices import (
    Accumulation,
    Direction,
    IndicatorOrigin,
    Light,
    OwnerRole,
    PeriodKind,
    Quality,
    ValueState,
    Verdict,
)  # fmt: skip
from dondoc.indicators.evaluation import Score, Target, evaluate, evaluate_parts, light, reached, score
from dondoc.indicators.forecast import Forecast, forecasts
from dondoc.indicators.models import Indicator, IndicatorOwner, IndicatorTarget, IndicatorValue
from dondoc.indicators.periods import Period, period_at
from dondoc.indicators.permissions import may_see_indicators
from dondoc.indicators.rules import Version, Vintage, in_force, shown


@dataclass(frozen=True, slots=True)
class Asked:
    """Which board.

    Attributes:
        year: of which year.
        on: as which day shows it.
        known_at: what was entered or approved later does not count; None: everything.
        origin: of which list.
    """

    year: int
    on: dt.date
    known_at: dt.datetime | None = None
    origin: str = IndicatorOrigin.RESOLUTION


@dataclass(slots=True)
class Row:
    """One indicator on the board.

    Attributes:
        indicator: which.
        target: what is aimed at in the year, the version that holds on the day.
        value: of the whole year, where one is published.
        latest: the newest value of a part of the year, with its period.
        before: the value of the year before.
        verdict: of the year's value.
        forecasts: of the year, while it has no value.
        light: as a leader reads it.
        series: the values of the year's periods in order, for the small picture.
        parts: of a structure.
    """

    indicator: Indicator
    target: Version | None = None
    value: Vintage | None = None
    latest: tuple[Period, Vintage] | None = None
    before: Vintage | None = None
    verdict: Verdict = Verdict.UNKNOWN
    forecasts: list[Forecast] = field(default_factory=list)
    light: Light = Light.NOT_ASSESSED
    series: list[tuple[Period, Decimal]] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)

    @property
    def reached(self) -> Decimal | None:
        """How much of the target the newest value is (a share); None where a share says nothing: of rates none is made."""
        if "%" in self.indicator.measure:
            return None
        known = self.value or (self.latest[1] if self.latest else None)
        target = self.target.target if self.target else None
        return reached(Direction(self.indicator.direction), target, known.value if known else None)


@dataclass(frozen=True, slots=True)
class Board:
    """The indicators of a year on a day: those that have a target, a structure with its parts.

    Attributes:
        asked: which board.
        rows: in the order of the list.
        score: how many were met; each count opens its rows.
    """

    asked: Asked
    rows: list[Row]
    score: Score


def board(user: User, asked: Asked) -> Board:
    """Return the board as a person reads it; see `board_of`.

    Raises:
        NotFound: the person sees no indicators.
    """
    if not may_see_indicators(user):
        raise NotFound
    return board_of(user.jurisdiction_id, asked)


def board_of(jurisdiction_id: int, asked: Asked) -> Board:
    """Return the board of a jurisdiction (three queries)."""
    whole = _rows(jurisdiction_id, list(_followed(jurisdiction_id, asked)), asked)
    counted = [row for row in whole if row.target is not None or any(part.target is not None for part in row.parts)]
    return Board(asked, counted, score(row.verdict for row in counted))


def row_on(user: User, indicator: Indicator, asked: Asked) -> Row:
    """Return one indicator as the board would show it, though it has no target in the year; a structure with its parts.

    Raises:
        NotFound: the person sees no indicators.
    """
    if not may_see_indicators(user):
        raise NotFound
    parts = Indicator.objects.filter(jurisdiction_id=indicator.jurisdiction_id, parent_id=indicator.id)
    return _rows(indicator.jurisdiction_id, [indicator, *parts.order_by("position", "id")], asked)[0]


def without_target(user: User, found: Board) -> list[Indicator]:
    """Return what is followed in the board's year and is not on it, because nothing is aimed at yet: its parts too."""
    aimed = [
        row.indicator.id for whole in found.rows for row in (whole, *whole.parts) if row.target is not None or row.parts
    ]
    return list(_followed(user.jurisdiction_id, found.asked).exclude(id__in=aimed))


def structures(user: User) -> list[Indicator]:
    """Return the indicators that are made of parts."""
    return list(
        Indicator.objects.filter(jurisdiction_id=user.jurisdiction_id, direction=Direction.STRUCTURE).order_by(
            "sort_key", "id"
        )
    )


def years_aimed_at(user: User) -> list[int]:
    """Return the years in which something is aimed at, in order."""
    days = (
        IndicatorTarget.objects.filter(jurisdiction_id=user.jurisdiction_id, period_kind=PeriodKind.YEAR)
        .order_by("first_day")
        .values_list("first_day", flat=True)
        .distinct()
    )
    return [day.year for day in days]


def _followed(jurisdiction_id: int, asked: Asked) -> QuerySet[Indicator]:
    first, last = dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31)
    return (
        Indicator.objects.filter(jurisdiction_id=jurisdiction_id, origin=asked.origin, starts_on__lte=last)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=first))
        .order_by("position", "id")
    )


def _rows(jurisdiction_id: int, indicators: list[Indicator], asked: Asked) -> list[Row]:
    """Return the rows of indicators in their order, parts within their structure (two queries)."""
    first, here = dt.date(asked.year, 1, 1), {"jurisdiction_id": jurisdiction_id}
    ids = [one.id for one in indicators]
    targets: dict[int, list[Version]] = defaultdict(list)
    for target in IndicatorTarget.objects.filter(
        **here, indicator_id__in=ids, unit_id__isnull=True, period_kind=PeriodKind.YEAR, first_day=first
    ):
        targets[target.indicator_id].append(version_of(target))
    values = _values(jurisdiction_id, ids, asked)
    rows = {one.id: _row(one, targets[one.id], values[one.id], asked) for one in indicators}
    whole = []
    for one in indicators:
        row = rows[one.id]
        if one.parent_id is not None and one.parent_id in rows:
            rows[one.parent_id].parts.append(row)
        else:
            whole.append(row)
    for row in whole:
        if row.indicator.direction == Direction.STRUCTURE:
            _judge_by_parts(row)
    return whole


def _values(jurisdiction_id: int, ids: Iterable[int], asked: Asked) -> dict[int, dict[Period, list[Vintage]]]:
    found: dict[int, dict[Period, list[Vintage]]] = defaultdict(lambda: defaultdict(list))
    rows = IndicatorValue.objects.filter(
        jurisdiction_id=jurisdiction_id, indicator_id__in=list(ids), unit_id__isnull=True, state=ValueState.APPROVED,
        first_day__gte=dt.date(asked.year - 1, 1, 1) - dt.timedelta(days=7), first_day__lte=dt.date(asked.year, 12, 31),
        released_on__lte=asked.on,
    )  # fmt: skip
    for row in rows:
        found[row.indicator_id][row.period].append(vintage_of(row))
    return found


def _row(indicator: Indicator, versions: list[Version], values: dict[Period, list[Vintage]], asked: Asked) -> Row:
    row = Row(indicator, in_force(versions, asked.on, asked.known_at))
    known = {period: one for period, of in values.items() if (one := shown(of, asked.on, asked.known_at)) is not None}
    year = period_at(PeriodKind.YEAR, dt.date(asked.year, 1, 1))
    row.value, row.before = known.get(year), known.get(year.a_year_before())
    parts = sorted(period for period in known if period.year == asked.year and period.kind != PeriodKind.YEAR)
    row.series = [(period, known[period].value) for period in parts]
    if parts:
        newest = max(parts, key=lambda period: (period.last, period.first))
        row.latest = (newest, known[newest])
    if indicator.direction == Direction.STRUCTURE:
        return row
    direction, target = Direction(indicator.direction), row.target.target if row.target else None
    row.verdict = evaluate(direction, target, row.value.value if row.value else None)
    if row.value is None and row.latest is not None:
        same = known.get(row.latest[0].a_year_before())
        row.forecasts = forecasts(
            Accumulation(indicator.accumulation), row.latest[0], row.latest[1].value, decimals=indicator.decimals,
            same_last_year=same.value if same else None, whole_last_year=row.before.value if row.before else None,
        )  # fmt: skip
    expected = [evaluate(direction, target, one.value) for one in row.forecasts]
    row.light = light(row.verdict, expected, has_value=row.value is not None or row.latest is not None)
    return row


def _judge_by_parts(row: Row) -> None:
    row.verdict = evaluate_parts(part.verdict for part in row.parts)
    lights = {part.light for part in row.parts}
    row.light = next(
        (one for one in (Light.RISK, Light.PROGRESSING, Light.NOT_ASSESSED) if one in lights),
        Light.EXPECTED if lights else Light.NOT_ASSESSED,
    )  # fmt: skip


def vintage_of(row: IndicatorValue) -> Vintage:
    """The facts of a value that `rules.shown` asks."""
    return Vintage(row.value, Quality(row.quality), row.released_on, row.vintage, ValueState(row.state), row.decided_at)


def version_of(row: IndicatorTarget) -> Version:
    """The facts of a target that `rules.in_force` asks."""
    return Version(Target(row.low, row.high), row.effective_on, row.version, row.set_at)


def lead_on(indicator: Indicator, on: dt.date) -> IndicatorOwner | None:
    """Return who leads an indicator on a day; None where nobody does."""
    return (
        IndicatorOwner.objects.filter(
            jurisdiction_id=indicator.jurisdiction_id, indicator_id=indicator.id, role=OwnerRole.LEAD, since__lte=on
        )
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
        .order_by("-since")
        .first()
    )


def indicator_by_code(user: User, code: str) -> Indicator:
    """Return the indicator of a code.

    Raises:
        NotFound: there is none, or the person sees none.
    """
    if not may_see_indicators(user):
        raise NotFound
    found = Indicator.objects.filter(jurisdiction_id=user.jurisdiction_id, code=code).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class History:
    """All that an indicator was: who led it, every version, every vintage; the newest first.

    Attributes:
        parent: the structure whose part it is.
        owners: with their units.
        targets: every version.
        values: every vintage, those that wait or were returned too where the person may know of them.
    """

    parent: Indicator | None
    owners: list[IndicatorOwner]
    targets: list[IndicatorTarget]
    values: list[IndicatorValue]


def history_for(user: User, indicator: Indicator) -> History:
    """Return the history of an indicator that the person sees; who only looks on does not see what was not approved."""
    here = {"jurisdiction_id": user.jurisdiction_id}
    values = IndicatorValue.objects.filter(**here, indicator_id=indicator.id).select_related("unit")
    if user.role in (Role.OBSERVER, Role.CHAIR):
        values = values.filter(state=ValueState.APPROVED)
    return History(
        Indicator.objects.filter(**here, id=indicator.parent_id).first() if indicator.parent_id else None,
        list(
            IndicatorOwner.objects.filter(**here, indicator_id=indicator.id)
            .select_related("unit")
            .order_by("-since", "id")
        ),
        list(
            IndicatorTarget.objects.filter(**here, indicator_id=indicator.id)
            .select_related("unit")
            .order_by("-first_day", "-version", "id")
        ),
        list(values.order_by("-first_day", "period_kind", "-vintage", "id")),
    )
