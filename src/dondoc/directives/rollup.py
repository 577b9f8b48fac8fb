"""Keeping the roll-ups: each command hands in what an assignment was and what it is now (ADR 0004).

An assignment stands in exactly one bucket. What depends on the day (overdue, due soon, later) is counted in
the cells as on the clock's day; `FigureDay` holds the same by due day, so that moving the clock is one
statement over due days and never over assignments.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from dondoc.directives.choices import Lifecycle
from dondoc.directives.rules import AssignmentState, is_awaiting_in_time, timeliness


@dataclass(frozen=True, slots=True)
class CellKey:
    """The dimensions of a figure. `field_id` 0 is no field."""

    unit_id: int
    field_id: int
    origin: str
    role: str


@dataclass(frozen=True, slots=True)
class Change:
    """An assignment before and after a command; `before` is None for a new one."""

    key: CellKey
    before: AssignmentState | None
    after: AssignmentState
    assigned_on: dt.date


def bucket(state: AssignmentState) -> str | None:
    """Return the static bucket of a state, "dated" where the day decides, None for a withdrawn one."""
    if state.lifecycle in {Lifecycle.ACCEPTED, Lifecycle.WITHDRAWN} or state.due_on is None:
        verdict = timeliness(state, dt.date.min)
        return str(verdict) if verdict else None
    return "awaiting" if is_awaiting_in_time(state) else "dated"


# A statement of its own: the snapshot of the one after it is taken once the lock is held.
_HOLD_CLOCK = "SELECT pg_advisory_xact_lock_shared(%s, %s::int)"
_ROLL = """
WITH clock AS (
  SELECT coalesce(k.as_of, %(today)s::date) AS as_of, coalesce(k.due_soon_days, j.due_soon_days) AS due_soon_days
  FROM organizations_jurisdiction j LEFT JOIN directives_figureclock k ON k.jurisdiction_id = j.id
  WHERE j.id = %(jurisdiction)s
), started AS (
  INSERT INTO directives_figureclock (jurisdiction_id, as_of, due_soon_days)
  SELECT %(jurisdiction)s, as_of, due_soon_days FROM clock ON CONFLICT DO NOTHING
), delta AS (
  SELECT * FROM unnest(%(units)s::bigint[], %(fields)s::bigint[], %(origins)s::text[], %(roles)s::text[],
    %(buckets)s::text[], %(dues)s::date[], %(counts)s::int[]) AS t(u, f, o, r, b, d, n)
), cells AS (
  INSERT INTO directives_figurecell AS c (jurisdiction_id, unit_id, field_id, origin, role, done_on_time, done_late,
    undated, awaiting, overdue, due_soon, later)
  SELECT %(jurisdiction)s, u, f, o, r,
    coalesce(sum(n) FILTER (WHERE b = 'done_on_time'), 0), coalesce(sum(n) FILTER (WHERE b = 'done_late'), 0),
    coalesce(sum(n) FILTER (WHERE b = 'undated'), 0), coalesce(sum(n) FILTER (WHERE b = 'awaiting'), 0),
    coalesce(sum(n) FILTER (WHERE b = 'dated' AND d < as_of), 0),
    coalesce(sum(n) FILTER (WHERE b = 'dated' AND d >= as_of AND d <= as_of + due_soon_days), 0),
    coalesce(sum(n) FILTER (WHERE b = 'dated' AND d > as_of + due_soon_days), 0)
  FROM delta, clock GROUP BY u, f, o, r ORDER BY u, f, o, r
  ON CONFLICT (jurisdiction_id, unit_id, field_id, origin, role) DO UPDATE SET
    done_on_time = c.done_on_time + EXCLUDED.done_on_time, done_late = c.done_late + EXCLUDED.done_late,
    undated = c.undated + EXCLUDED.undated, awaiting = c.awaiting + EXCLUDED.awaiting,
    overdue = c.overdue + EXCLUDED.overdue, due_soon = c.due_soon + EXCLUDED.due_soon,
    later = c.later + EXCLUDED.later
), days AS (
  INSERT INTO directives_figureday AS c (jurisdiction_id, unit_id, field_id, origin, role, due_on, open_dated)
  SELECT %(jurisdiction)s, u, f, o, r, d, sum(n) FROM delta WHERE b = 'dated'
  GROUP BY u, f, o, r, d HAVING sum(n) <> 0 ORDER BY u, f, o, r, d
  ON CONFLICT (jurisdiction_id, unit_id, field_id, origin, role, due_on) DO UPDATE SET
    open_dated = c.open_dated + EXCLUDED.open_dated
)
INSERT INTO directives_figureflow AS c (jurisdiction_id, month, unit_id, field_id, origin, role, assigned,
  done_on_time, done_late)
SELECT %(jurisdiction)s, m, u, f, o, r, coalesce(sum(n) FILTER (WHERE b = 'assigned'), 0),
  coalesce(sum(n) FILTER (WHERE b = 'done_on_time'), 0), coalesce(sum(n) FILTER (WHERE b = 'done_late'), 0)
FROM unnest(%(flow_units)s::bigint[], %(flow_fields)s::bigint[], %(flow_origins)s::text[], %(flow_roles)s::text[],
  %(flow_buckets)s::text[], %(flow_months)s::date[], %(flow_counts)s::int[]) AS t(u, f, o, r, b, m, n)
GROUP BY m, u, f, o, r ORDER BY m, u, f, o, r
ON CONFLICT (jurisdiction_id, month, unit_id, field_id, origin, role) DO UPDATE SET
  assigned = c.assigned + EXCLUDED.assigned, done_on_time = c.done_on_time + EXCLUDED.done_on_time,
  done_late = c.done_late + EXCLUDED.done_late
"""


# A number of our own in the space of advisory locks; the jurisdiction is the second half of the key.
_CLOCK_LOCK = 0x646F


def roll(*, jurisdiction_id: int, changes: Iterable[Change], today: dt.date) -> None:
    """Bring the roll-ups up to date with `changes`, inside the command's transaction.

    The clock is held still (shared) meanwhile; rows are touched in one order, so that commands never deadlock.

    Args:
        jurisdiction_id: whose roll-ups.
        changes: each assignment's state before and after.
        today: the local day, on which the clock starts where it has never run.
    """
    cells: Counter[tuple[CellKey, str, dt.date | None]] = Counter()
    flows: Counter[tuple[CellKey, str, dt.date]] = Counter()
    for change in changes:
        _count(cells, change.key, change.before, -1)
        _count(cells, change.key, change.after, +1)
        came_in = _stands(change.after) - _stands(change.before)
        flows[change.key, "assigned", change.assigned_on.replace(day=1)] += came_in
        for state, sign in ((change.before, -1), (change.after, +1)):
            if state is not None and state.lifecycle == Lifecycle.ACCEPTED and state.completed_on is not None:
                flows[change.key, str(bucket(state)), state.completed_on.replace(day=1)] += sign
    deltas = [(key, name, day, n) for (key, name, day), n in cells.items() if n]
    monthly = [(key, name, month, n) for (key, name, month), n in flows.items() if n]
    if not deltas and not monthly:
        return
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_CLOCK, [_CLOCK_LOCK, jurisdiction_id])
        cursor.execute(
            _ROLL,
            {
                "jurisdiction": jurisdiction_id,
                "today": today,
                **_columns("", deltas),
                **_columns("flow_", monthly),
            },
        )


def _stands(state: AssignmentState | None) -> bool:
    return state is not None and state.lifecycle != Lifecycle.WITHDRAWN


def _count(
    into: Counter[tuple[CellKey, str, dt.date | None]], key: CellKey, state: AssignmentState | None, n: int
) -> None:
    name = bucket(state) if state is not None else None
    if name is not None and state is not None:
        into[key, name, state.due_on if name == "dated" else None] += n


def _columns(prefix: str, rows: Sequence[tuple[CellKey, str, dt.date | None, int]]) -> dict[str, list[object]]:
    last = "months" if prefix else "dues"
    return {
        f"{prefix}units": [key.unit_id for key, _, _, _ in rows],
        f"{prefix}fields": [key.field_id for key, _, _, _ in rows],
        f"{prefix}origins": [key.origin for key, _, _, _ in rows],
        f"{prefix}roles": [key.role for key, _, _, _ in rows],
        f"{prefix}buckets": [name for _, name, _, _ in rows],
        f"{prefix}{last}": [day for _, _, day, _ in rows],
        f"{prefix}counts": [n for _, _, _, n in rows],
    }


_MOVE = """
UPDATE directives_figurecell AS c SET overdue = t.overdue, due_soon = t.due_soon, later = t.later
FROM (
  SELECT unit_id, field_id, origin, role,
    coalesce(sum(open_dated) FILTER (WHERE due_on < %(day)s), 0) AS overdue,
    coalesce(sum(open_dated) FILTER (WHERE due_on >= %(day)s AND due_on <= %(day)s + %(soon)s), 0) AS due_soon,
    coalesce(sum(open_dated) FILTER (WHERE due_on > %(day)s + %(soon)s), 0) AS later
  FROM directives_figureday WHERE jurisdiction_id = %(jurisdiction)s GROUP BY unit_id, field_id, origin, role
) AS t
WHERE c.jurisdiction_id = %(jurisdiction)s AND c.unit_id = t.unit_id AND c.field_id = t.field_id
  AND c.origin = t.origin AND c.role = t.role
"""


def move_clock(*, jurisdiction_id: int, day: dt.date) -> None:
    """Make the cells stand on `day`: once each morning, by whoever asks first. Later commands follow it.

    Does nothing where there are no roll-ups yet.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_CLOCK_LOCK, jurisdiction_id])
        cursor.execute(
            "UPDATE directives_figureclock k SET as_of = %s, due_soon_days = j.due_soon_days "
            "FROM organizations_jurisdiction j WHERE j.id = k.jurisdiction_id AND k.jurisdiction_id = %s "
            "RETURNING k.due_soon_days",
            [day, jurisdiction_id],
        )
        row = cursor.fetchone()
        if row is not None:
            cursor.execute(_MOVE, {"jurisdiction": jurisdiction_id, "day": day, "soon": row[0]})


_REBUILD = """
WITH s AS (
  SELECT unit_id AS u, coalesce(field_id, 0) AS f, origin AS o, role AS r, assigned_on, due_on AS d, completed_on,
    CASE WHEN lifecycle = 'withdrawn' THEN NULL
         WHEN lifecycle = 'accepted' AND completed_on > due_on THEN 'done_late'
         WHEN lifecycle = 'accepted' THEN 'done_on_time'
         WHEN due_on IS NULL THEN 'undated'
         WHEN lifecycle = 'reported' AND reported_on <= due_on THEN 'awaiting'
         ELSE 'dated' END AS b
  FROM directives_assignment WHERE jurisdiction_id = %(jurisdiction)s
), cells AS (
  INSERT INTO directives_figurecell (jurisdiction_id, unit_id, field_id, origin, role, done_on_time, done_late,
    undated, awaiting, overdue, due_soon, later)
  SELECT %(jurisdiction)s, u, f, o, r, count(*) FILTER (WHERE b = 'done_on_time'),
    count(*) FILTER (WHERE b = 'done_late'), count(*) FILTER (WHERE b = 'undated'),
    count(*) FILTER (WHERE b = 'awaiting'), 0, 0, 0
  FROM s GROUP BY u, f, o, r
), days AS (
  INSERT INTO directives_figureday (jurisdiction_id, unit_id, field_id, origin, role, due_on, open_dated)
  SELECT %(jurisdiction)s, u, f, o, r, d, count(*) FROM s WHERE b = 'dated' GROUP BY u, f, o, r, d
), clock AS (
  INSERT INTO directives_figureclock (jurisdiction_id, as_of, due_soon_days)
  SELECT id, %(day)s, due_soon_days FROM organizations_jurisdiction WHERE id = %(jurisdiction)s
)
INSERT INTO directives_figureflow (jurisdiction_id, month, unit_id, field_id, origin, role, assigned, done_on_time,
  done_late)
SELECT %(jurisdiction)s, m, u, f, o, r, sum(a), sum(t), sum(l) FROM (
  SELECT date_trunc('month', assigned_on)::date AS m, u, f, o, r, (b IS NOT NULL)::int AS a, 0 AS t,
    0 AS l FROM s
  UNION ALL
  SELECT date_trunc('month', completed_on)::date, u, f, o, r, 0, (b = 'done_on_time')::int, (b = 'done_late')::int
  FROM s WHERE completed_on IS NOT NULL
) AS x GROUP BY m, u, f, o, r
"""
_TABLES = ("directives_figurecell", "directives_figureday", "directives_figureflow", "directives_figureclock")


def rebuild(*, jurisdiction_id: int, day: dt.date) -> None:
    """Make the roll-ups of a jurisdiction anew from its assignments, standing on `day`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_CLOCK_LOCK, jurisdiction_id])
            for table in _TABLES:
                cursor.execute(f"DELETE FROM {table} WHERE jurisdiction_id = %s", [jurisdiction_id])  # noqa: S608 - names of ours
            cursor.execute(_REBUILD, {"jurisdiction": jurisdiction_id, "day": day})
        move_clock(jurisdiction_id=jurisdiction_id, day=day)
