"""The overview: how many assignments stand how, by unit, field and origin, today or on any day.

Today's figures come from the roll-ups in one pass over a few thousand cells; those of another day, or as
known at another moment, from the ledger. Both are the same rule (a test holds them equal), and each figure
opens the list with the same filter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import connection

from dondoc.accounts.permissions import Scope
from dondoc.directives.choices import Timeliness
from dondoc.directives.listing import AS_OF, CURRENT, TIMELINESS_SQL, Moment
from dondoc.directives.rollup import move_clock


@dataclass(slots=True)
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

    def add(self, other: Figures) -> None:
        """Add another population's counts."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def as_dict(self) -> dict[str, int]:
        """Return the counts by their names, the population first."""
        return {"population": self.population, **{each.name: getattr(self, each.name) for each in fields(self)}}


@dataclass(slots=True)
class Overview:
    """The figures of one moment: in all, and by each dimension (ids; field 0 is no field)."""

    moment: Moment
    total: Figures = field(default_factory=Figures)
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


_COUNTS = (
    Timeliness.DONE_ON_TIME,
    Timeliness.DONE_LATE,
    Timeliness.OPEN_IN_TIME,
    Timeliness.DUE_SOON,
    Timeliness.OVERDUE,
    Timeliness.UNDATED,
)
_FROM_CELLS = """
SELECT s.unit_id, s.field_id, s.origin, sum(s.done_on_time), sum(s.done_late), sum(s.later + s.awaiting),
  sum(s.due_soon), sum(s.overdue), sum(s.undated)
FROM directives_figurecell s WHERE {where} GROUP BY 1, 2, 3
"""
_FROM_ROWS = (
    "SELECT s.unit_id, coalesce(s.field_id, 0), s.origin, {counts} FROM {source} WHERE {where} GROUP BY 1, 2, 3"
)


def overview(scope: Scope, moment: Moment, part: Slice = Slice()) -> Overview:
    """Return the figures that `scope` sees at `moment`.

    Args:
        scope: of the person.
        moment: the day, and what was known.
        part: a part of the population.
    """
    result = Overview(moment)
    for unit_id, field_id, origin, *counts in _groups(scope, moment, part):
        done_on_time, done_late, later, due_soon, overdue, undated = map(int, counts)
        figures = Figures(done_on_time, done_late, later + due_soon, due_soon, overdue, undated)
        result.total.add(figures)
        result.by_unit.setdefault(unit_id, Figures()).add(figures)
        result.by_field.setdefault(field_id, Figures()).add(figures)
        result.by_origin.setdefault(origin, Figures()).add(figures)
    return result


def _groups(scope: Scope, moment: Moment, part: Slice) -> list[tuple[Any, ...]]:
    params: dict[str, Any] = {
        "jurisdiction": scope.jurisdiction_id,
        "on": moment.on,
        "soon": moment.due_soon_days,
        "known_at": moment.known_at or dt.datetime.max.replace(tzinfo=dt.UTC),
    }
    where = ["s.jurisdiction_id = %(jurisdiction)s"]
    if scope.kind == "none":
        return []
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
    if part.field_id is not None:
        where.append("coalesce(s.field_id, 0) = %(field)s")
        params["field"] = part.field_id
    from_cells = moment.is_now and _clock_stands_on(scope.jurisdiction_id, moment.today)
    if from_cells:
        sql = _FROM_CELLS.format(where=" AND ".join(where))
    else:
        counts = ", ".join(f"count(*) FILTER (WHERE {TIMELINESS_SQL[code]})" for code in _COUNTS)
        source = CURRENT if moment.is_now else AS_OF
        sql = _FROM_ROWS.format(counts=counts, source=source, where=" AND ".join(where))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _clock_stands_on(jurisdiction_id: int, today: dt.date) -> bool:
    """Tell whether the roll-ups stand on `today`, moving them on when a new day has begun.

    They never move back: a test or a command line that asks for an earlier "today" is answered from the rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT as_of FROM directives_figureclock WHERE jurisdiction_id = %s", [jurisdiction_id])
        row = cursor.fetchone()
    if row is None or row[0] > today:
        return False
    if row[0] < today:
        move_clock(jurisdiction_id=jurisdiction_id, day=today)
    return True


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what was completed in one month."""

    month: dt.date
    assigned: int
    done_on_time: int
    done_late: int


def trend(scope: Scope, moment: Moment, part: Slice = Slice(), *, months: int = 12) -> list[Month]:
    """Return the last `months` months up to the moment's, oldest first, from the roll-ups.

    A month is that of the fact (assigned, completed), as known now.
    """
    first = _months_before(moment.on.replace(day=1), months - 1)
    params: dict[str, Any] = {
        "jurisdiction": scope.jurisdiction_id,
        "first": first,
        "last": moment.on.replace(day=1),
        "units": list(part.unit_ids or (scope.unit_ids if scope.kind == "units" else ())) or None,
        "fields": [0, *scope.field_ids] if scope.kind == "fields" else None,
        "role": part.role or None,
        "origin": part.origin or None,
        "field": part.field_id,
    }
    found: dict[dt.date, Month] = {}
    if scope.kind != "none":
        with connection.cursor() as cursor:
            cursor.execute(_TREND, params)
            found = {row[0]: Month(*row) for row in cursor.fetchall()}
    wanted = [_months_before(moment.on.replace(day=1), back) for back in range(months - 1, -1, -1)]
    return [found.get(month, Month(month, 0, 0, 0)) for month in wanted]


_TREND = """
SELECT month, sum(assigned)::int, sum(done_on_time)::int, sum(done_late)::int FROM directives_figureflow
WHERE jurisdiction_id = %(jurisdiction)s AND month BETWEEN %(first)s AND %(last)s
  AND (%(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s))
  AND (%(fields)s::bigint[] IS NULL OR field_id = ANY(%(fields)s))
  AND (%(role)s::text IS NULL OR role = %(role)s) AND (%(origin)s::text IS NULL OR origin = %(origin)s)
  AND (%(field)s::bigint IS NULL OR field_id = %(field)s)
GROUP BY month ORDER BY month
"""


def _months_before(month: dt.date, back: int) -> dt.date:
    index = month.year * 12 + month.month - 1 - back
    return dt.date(index // 12, index % 12 + 1, 1)
