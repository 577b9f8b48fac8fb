"""The overview: how many assignments stand how, by unit, field and origin, today or on any day.

Today's figures come from the roll-ups, a few thousand cells however many assignments there are; against the original
deadlines they are the same with the few whose deadline was moved judged again. Those of another
day, or as known at another moment, are the roll-ups judged by that day, with what was touched since taken out as
it is and put back as the ledger says it was. All are the same rule (a test holds them equal), and each figure opens
the list with the same filter.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import connection

from dondoc.accounts.permissions import Scope
from dondoc.directives.choices import Timeliness
from dondoc.directives.listing import TIMELINESS_SQL, Moment
from dondoc.directives.rollup import move_clock
from dondoc.directives.state_sources import MOVED_DEADLINES, TOUCHED_SINCE, source_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one population. The first two, in time, overdue and undated add up to it; due soon is in time."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    undated: int = 0

    @property
    def population(self) -> int:
        """All that is counted."""
        return self.done + self.open

    @property
    def done(self) -> int:
        """Accepted, in time or late."""
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        """Not accepted yet."""
        return self.open_in_time + self.overdue + self.undated

    @property
    def overdue_share(self) -> float:
        """The overdue part of the population: what sorts the worst first. Never shown without its two numbers."""
        return self.overdue / self.population if self.population else 0.0

    def as_dict(self) -> dict[str, int]:
        """Return the counts by their names, the population first."""
        return {"population": self.population, **asdict(self)}


def figures_of(verdicts: Iterable[Timeliness | None]) -> Figures:
    """Return the figures of some assignments by what a day says of each (`directives.rules.timeliness`)."""
    counts = Counter(verdict for verdict in verdicts if verdict is not None)
    soon = counts[Timeliness.DUE_SOON]
    return Figures(
        done_on_time=counts[Timeliness.DONE_ON_TIME], done_late=counts[Timeliness.DONE_LATE],
        open_in_time=counts[Timeliness.OPEN_IN_TIME] + soon, due_soon=soon, overdue=counts[Timeliness.OVERDUE],
        undated=counts[Timeliness.UNDATED],
    )  # fmt: skip


@dataclass(slots=True)
class Overview:
    """The figures of one moment: in all, and by each dimension (ids; field 0 is no field).

    What has no population is not there.
    """

    moment: Moment
    total: Figures = Figures()
    by_unit: dict[int, Figures] = field(default_factory=dict)
    by_field: dict[int, Figures] = field(default_factory=dict)
    by_origin: dict[str, Figures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of the population: empty means all of it."""

    unit_ids: tuple[int, ...] = ()
    role: str = ""
    origin: str = ""
    field_id: int | None = None
    directive_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what was completed in one month. What was withdrawn since is not counted."""

    month: dt.date
    assigned: int
    done_on_time: int
    done_late: int


# `later` is in time and not due soon; the conditions of TIMELINESS_SQL exclude each other.
_NAMES = ("done_on_time", "done_late", "later", "due_soon", "overdue", "undated")
_CODES = (
    Timeliness.DONE_ON_TIME,
    Timeliness.DONE_LATE,
    Timeliness.OPEN_IN_TIME,
    Timeliness.DUE_SOON,
    Timeliness.OVERDUE,
    Timeliness.UNDATED,
)
_CELLS = """
SELECT s.unit_id, s.field_id, s.origin, s.done_on_time, s.done_late, s.later + s.awaiting AS later, s.due_soon,
  s.overdue, s.undated
FROM directives_figurecell s WHERE {where}
"""
_ROWS = "SELECT s.unit_id, coalesce(s.field_id, 0) AS field_id, s.origin, {counts} FROM {source} WHERE {where} GROUP BY 1, 2, 3"
# Of the cells only what no day changes, of the due days the rest; then what was touched since, out and in.
_ROLLED_BACK = """
SELECT s.unit_id, s.field_id, s.origin, s.done_on_time, s.done_late, s.awaiting AS later, 0 AS due_soon, 0 AS overdue,
  s.undated
FROM directives_figurecell s WHERE {where}
UNION ALL
SELECT s.unit_id, s.field_id, s.origin, 0, 0,
  CASE WHEN s.due_on > %(on)s::date + %(soon)s::int THEN s.open_dated ELSE 0 END,
  CASE WHEN s.due_on >= %(on)s AND s.due_on <= %(on)s::date + %(soon)s::int THEN s.open_dated ELSE 0 END,
  CASE WHEN s.due_on < %(on)s THEN s.open_dated ELSE 0 END, 0
FROM directives_figureday s WHERE {where} AND s.open_dated <> 0
UNION ALL
"""
_CHANGES = "SELECT s.unit_id, coalesce(s.field_id, 0), s.origin, {changes} FROM {source} WHERE {where} GROUP BY 1, 2, 3"
_ROLLED_BACK += _CHANGES
# The database adds up: one row per unit, field and origin comes back and not one per combination.
_SUMS = (
    "SELECT GROUPING(unit_id, field_id, origin), unit_id, field_id, origin, "  # noqa: S608 - names of ours
    + ", ".join(f"coalesce(sum({name}), 0)::int" for name in _NAMES)
    + " FROM ({parts}) t GROUP BY GROUPING SETS ((unit_id), (field_id), (origin), ())"
)
_BY_UNIT, _BY_FIELD, _BY_ORIGIN = 0b011, 0b101, 0b110


def both_overviews(scope: Scope, moment: Moment, part: Slice = Slice()) -> tuple[Overview, Overview]:
    """Return the figures by the deadlines that stand and by the original ones, whichever of them the moment asks for."""
    current, original = (overview(scope, replace(moment, against_original=reading), part) for reading in (False, True))
    return current, original


def told_with_original(found: Figures, original: Figures) -> dict[str, int]:
    """Return the counts of one population, and beside them what is late by the original deadlines."""
    return {**found.as_dict(), "original_overdue": original.overdue, "original_done_late": original.done_late}


def overview(scope: Scope, moment: Moment, part: Slice = Slice()) -> Overview:
    """Return the figures that `scope` sees at `moment`.

    Args:
        scope: of the person.
        moment: the day, and what was known.
        part: a part of the population.
    """
    result = Overview(moment)
    if scope.kind == "none":
        return result
    where, params = restricted(scope, moment, part)
    parts = _parts(scope, moment, where, by_cells=part.directive_ids is None)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(parts=parts), params)
        for grouping, unit_id, field_id, origin, on_time, late, later, soon, overdue, undated in cursor.fetchall():
            figures = Figures(on_time, late, later + soon, soon, overdue, undated)
            if not figures.population:
                continue
            if grouping == _BY_UNIT:
                result.by_unit[unit_id] = figures
            elif grouping == _BY_FIELD:
                result.by_field[field_id] = figures
            elif grouping == _BY_ORIGIN:
                result.by_origin[origin] = figures
            else:
                result.total = figures
    return result


def _parts(scope: Scope, moment: Moment, where: str, *, by_cells: bool) -> str:
    """Return the counts to be added up: of the roll-ups where they can answer, else of the rows."""
    changes = ", ".join(f"coalesce(sum(s.sign) FILTER (WHERE {TIMELINESS_SQL[code]}), 0)" for code in _CODES)
    if by_cells and moment.is_now and clock_fits(scope.jurisdiction_id, moment):
        cells = _CELLS.format(where=where)
        # Roll-ups judge by the deadlines that stand; what has another than its first is judged again.
        moved = _CHANGES.format(where=where, changes=changes, source=MOVED_DEADLINES)
        return f"{cells} UNION ALL {moved}" if moment.against_original else cells
    # Of another day the original ones are asked of rows and ledger.
    from_cells = by_cells and not moment.against_original
    if from_cells and not moment.is_now and _clock(scope.jurisdiction_id) is not None:
        return _ROLLED_BACK.format(where=where, changes=changes, source=TOUCHED_SINCE)
    counts = ", ".join(
        f"count(*) FILTER (WHERE {TIMELINESS_SQL[code]}) AS {name}" for name, code in zip(_NAMES, _CODES, strict=True)
    )
    return _ROWS.format(counts=counts, source=source_of(moment), where=where)


def restricted(scope: Scope, moment: Moment, part: Slice) -> tuple[str, dict[str, Any]]:
    """Return the condition on `s` (cells, rows or the ledger's states) and its parameters."""
    params: dict[str, Any] = {"jurisdiction": scope.jurisdiction_id, **moment.params}
    where = ["s.jurisdiction_id = %(jurisdiction)s"]
    if scope.kind == "units":
        where.append("s.unit_id = ANY(%(scope_units)s)")
        params["scope_units"] = list(scope.unit_ids)
    if scope.kind == "fields":
        where.append("coalesce(s.field_id, 0) = ANY(%(scope_fields)s)")
        params["scope_fields"] = [0, *scope.field_ids]
    if part.unit_ids:
        where.append("s.unit_id = ANY(%(units)s)")
        params["units"] = list(part.unit_ids)
    for column, value in (("role", part.role), ("origin", part.origin)):
        if value:
            where.append(f"s.{column} = %({column})s")
            params[column] = value
    if part.directive_ids is not None:
        where.append("s.directive_id = ANY(%(directive_ids)s)")
        params["directive_ids"] = list(part.directive_ids)
    if part.field_id is not None:
        where.append("coalesce(s.field_id, 0) = %(field)s")
        params["field"] = part.field_id
    return " AND ".join(where), params


def clock_fits(jurisdiction_id: int, moment: Moment) -> bool:
    """Tell whether the roll-ups stand on the moment's today, moving them on when a new day has begun.

    They never move back: a test or a command line that asks for an earlier "today" is answered from the rows.
    They are also made to follow the office's setting of how many days are "soon".
    """
    stands = _clock(jurisdiction_id)
    if stands is None or stands[0] > moment.today:
        return False
    if stands != (moment.today, moment.due_soon_days):
        move_clock(jurisdiction_id=jurisdiction_id, day=moment.today)
        stands = _clock(jurisdiction_id)
    return stands == (moment.today, moment.due_soon_days)


def _clock(jurisdiction_id: int) -> tuple[dt.date, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT as_of, due_soon_days FROM directives_figureclock WHERE jurisdiction_id = %s", [jurisdiction_id]
        )
        row = cursor.fetchone()
    return (row[0], row[1]) if row is not None else None


_FLOWS = """
SELECT s.month, sum(s.assigned)::int, sum(s.done_on_time)::int, sum(s.done_late)::int FROM directives_figureflow s
WHERE {where} AND s.month BETWEEN %(first)s AND %(last)s GROUP BY s.month
"""
_FLOWS_OF_ROWS = """
SELECT v.month, sum(v.assigned)::int, sum(v.done_on_time)::int, sum(v.done_late)::int
FROM {source}, LATERAL (VALUES
  (date_trunc('month', s.assigned_on)::date, 1, 0, 0),
  (date_trunc('month', s.completed_on)::date, 0, (s.due_on IS NULL OR s.completed_on <= s.due_on)::int,
   coalesce(s.completed_on > s.due_on, false)::int)
) AS v(month, assigned, done_on_time, done_late)
WHERE {where} AND s.lifecycle <> 'withdrawn' AND v.month BETWEEN %(first)s AND %(last)s GROUP BY v.month
"""


def trend(scope: Scope, moment: Moment, part: Slice = Slice(), *, months: int = 12) -> list[Month]:
    """Return the last `months` months up to the moment's, oldest first.

    A month is that of the fact: assigned in it, or completed in it and accepted by the moment's day.

    Args:
        scope: of the person.
        moment: the day, and what was known; the last month ends with it.
        part: a part of the population.
        months: how many.
    """
    last = moment.on.replace(day=1)
    wanted = [_months_before(last, back) for back in range(months - 1, -1, -1)]
    if scope.kind == "none":
        return [Month(month, 0, 0, 0) for month in wanted]
    where, params = restricted(scope, moment, part)
    from_cells = moment.is_now and not moment.against_original and part.directive_ids is None
    sql = _FLOWS.format(where=where) if from_cells else _FLOWS_OF_ROWS.format(source=source_of(moment), where=where)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**params, "first": wanted[0], "last": last})
        found = {row[0]: Month(*row) for row in cursor.fetchall()}
    return [found.get(month, Month(month, 0, 0, 0)) for month in wanted]


def _months_before(month: dt.date, back: int) -> dt.date:
    index = month.year * 12 + month.month - 1 - back
    return dt.date(index // 12, index % 12 + 1, 1)
