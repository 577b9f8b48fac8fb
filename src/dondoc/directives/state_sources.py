"""Where the states of assignments are asked for, as SQL: the rows as they stand, the ledger's for a past day, and what moved.

Each source is a table expression named `s` with the columns that lists and figures judge by. `due_on` is the deadline of the
reading that is asked for, `current_due_on` the one that stood on the day, `original_due_on` the first one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dondoc.directives.listing import Moment

CURRENT = "directives_assignment s"
# The state after the last event that had taken effect by the day and was known by the moment asked about. What has
# no other event stands as its row does (the row is the projection of them all), so only what was touched since
# is asked of the ledger: a day of last month costs what happened since, not what ever happened. No event takes
# effect after the day it is recorded, which is why `since` bounds the search by the index of recording.
_TOUCHED = """WITH touched AS MATERIALIZED (
    SELECT DISTINCT aggregate_id AS id FROM ledger_ledgerevent
    WHERE jurisdiction_id = %(jurisdiction)s AND aggregate = 'assignment' AND recorded_at >= %(since)s
      AND (effective_on > %(on)s OR recorded_at > %(known_at)s)
  )"""
_WHAT = (
    "a.jurisdiction_id, a.id, a.directive_id, a.unit_id, a.role, a.origin, a.field_id, a.assigned_on, a.original_due_on"
)
# The deadline that is judged by, as one reading or the other; a date once given never goes, so what has none on the
# day had none before, whatever its first was to be.
_ROW_DUE = "a.due_on AS due_on"
_ROW_FIRST = "CASE WHEN a.due_on IS NOT NULL THEN a.original_due_on END AS due_on"
_ROW_STATE = (
    f"a.lifecycle::text AS lifecycle, {_ROW_DUE}, a.reported_on, a.completed_on, a.updated_on, "
    "a.priority::text AS priority, a.percent, a.stage::text AS stage, a.due_on AS current_due_on"
)
# Events from before progress was reported do not say it: there only reports of completion told anything.
_THEN_UPDATED = """CASE WHEN e.payload ? 'updated_on' THEN (e.payload->>'updated_on')::date ELSE (
      SELECT max(r.effective_on) FROM ledger_ledgerevent r
      WHERE r.jurisdiction_id = %(jurisdiction)s AND r.aggregate = 'assignment' AND r.aggregate_id = t.id
        AND r.code = 'assignment.completion_reported' AND r.effective_on <= %(on)s AND r.recorded_at <= %(known_at)s
    ) END"""
_THEN_DUE = "(e.payload->>'due_on')::date AS due_on"
_THEN_FIRST = "CASE WHEN (e.payload->>'due_on')::date IS NOT NULL THEN a.original_due_on END AS due_on"
_THEN_STATE = f"""e.payload->>'lifecycle' AS lifecycle, {_THEN_DUE},
    (e.payload->>'reported_on')::date AS reported_on, (e.payload->>'completed_on')::date AS completed_on,
    {_THEN_UPDATED} AS updated_on, coalesce(e.payload->>'priority', 'normal') AS priority,
    (e.payload->>'percent')::smallint AS percent, coalesce(e.payload->>'stage', '') AS stage,
    (e.payload->>'due_on')::date AS current_due_on"""
_TOUCHED_ROWS = "FROM touched t JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = t.id"
_LAST_EVENT = """CROSS JOIN LATERAL (
    SELECT payload FROM ledger_ledgerevent
    WHERE jurisdiction_id = %(jurisdiction)s AND aggregate = 'assignment' AND aggregate_id = t.id
      AND effective_on <= %(on)s AND recorded_at <= %(known_at)s
    ORDER BY seq DESC LIMIT 1
  ) e"""
AS_OF = f"""(
  {_TOUCHED}
  SELECT {_WHAT}, {_ROW_STATE} FROM directives_assignment a
  WHERE a.jurisdiction_id = %(jurisdiction)s AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.id = a.id)
  UNION ALL
  SELECT {_WHAT}, {_THEN_STATE} {_TOUCHED_ROWS} {_LAST_EVENT}
) s"""  # noqa: S608 - parts of ours
# What was touched since: as it stands now, to be taken out of today's counts (-1), and as it stood then (+1).
TOUCHED_SINCE = f"""(
  {_TOUCHED}
  SELECT {_WHAT}, {_ROW_STATE}, -1 AS sign {_TOUCHED_ROWS}
  UNION ALL
  SELECT {_WHAT}, {_THEN_STATE}, 1 {_TOUCHED_ROWS} {_LAST_EVENT}
) s"""
# What has another deadline than its first: by the one that stands, to be taken out of today's counts (-1), and by the
# first (+1). Few have: an index holds just these (`assignment_moved`), in the words of its condition.
_MOVED_ROWS = (
    "FROM directives_assignment a WHERE a.jurisdiction_id = %(jurisdiction)s "
    "AND (a.due_on < a.original_due_on OR a.due_on > a.original_due_on)"
)
MOVED_DEADLINES = f"""(
  SELECT {_WHAT}, {_ROW_STATE}, -1 AS sign {_MOVED_ROWS}
  UNION ALL
  SELECT {_WHAT}, {_ROW_STATE.replace(_ROW_DUE, _ROW_FIRST)}, 1 {_MOVED_ROWS}
) s"""


def source_of(moment: Moment) -> str:
    """Return where a moment's states are asked for, as `s`: by the deadlines that stand, or by the first ones."""
    found = CURRENT if moment.is_now else AS_OF
    if not moment.against_original:
        return found
    if found == CURRENT:
        found = f"(SELECT {_WHAT}, {_ROW_STATE} FROM directives_assignment a) s"  # noqa: S608 - parts of ours
    return found.replace(_ROW_DUE, _ROW_FIRST).replace(_THEN_DUE, _THEN_FIRST)
