"""The list of assignments: one query builder for screen, export and API, for today and for any past day.

Today is asked of the rows, the past of the ledger. `TIMELINESS_SQL` is `rules.timeliness` as SQL; a property
test holds the two equal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from django.db import connection

from dondoc.accounts.permissions import Scope
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Priority, Timeliness
from dondoc.directives.rules import DUE_SOON_DAYS, AssignmentState, timeliness
from dondoc.directives.update_rules import UPDATE_SQL
from dondoc.directives.update_selectors import update_days_of
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.text import fold

MOST_COUNTED = 10_000
_OPEN = "s.lifecycle IN ({})".format(", ".join(f"'{code}'" for code in OPEN_LIFECYCLES))
# Reported by the due day and not decided: in time on any day.
_AWAITING = "(s.lifecycle = 'reported' AND s.reported_on <= s.due_on)"

# Conditions on an alias `s`, with the parameters %(on)s and %(soon)s (days). `open_in_time` leaves due soon out
# here, so that the conditions exclude each other; IN_TIME_CODES joins them again for figures.
TIMELINESS_SQL: dict[str, str] = {
    Timeliness.DONE_ON_TIME: "s.lifecycle = 'accepted' AND (s.due_on IS NULL OR s.completed_on <= s.due_on)",
    Timeliness.DONE_LATE: "s.lifecycle = 'accepted' AND s.completed_on > s.due_on",
    Timeliness.UNDATED: f"{_OPEN} AND s.due_on IS NULL",
    Timeliness.OVERDUE: f"{_OPEN} AND s.due_on < %(on)s AND {_AWAITING} IS NOT TRUE",
    Timeliness.DUE_SOON: f"{_OPEN} AND s.due_on >= %(on)s AND s.due_on <= %(on)s::date + %(soon)s::int "
    f"AND {_AWAITING} IS NOT TRUE",
    Timeliness.OPEN_IN_TIME: f"{_OPEN} AND s.due_on IS NOT NULL "
    f"AND (s.due_on > %(on)s::date + %(soon)s::int OR {_AWAITING})",
}
IN_TIME_CODES = (Timeliness.OPEN_IN_TIME, Timeliness.DUE_SOON)

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
_WHAT = "a.jurisdiction_id, a.id, a.directive_id, a.unit_id, a.role, a.origin, a.field_id, a.assigned_on"
_ROW_DUE, _THEN_DUE = "a.due_on", "(e.payload->>'due_on')::date"
_ROW_STATE = (
    f"a.lifecycle::text AS lifecycle, {_ROW_DUE}, a.reported_on, a.completed_on, a.updated_on, "
    "a.priority::text AS priority, a.percent, a.stage::text AS stage"
)
# Events from before progress was reported do not say it: there only reports of completion told anything.
_THEN_UPDATED = """CASE WHEN e.payload ? 'updated_on' THEN (e.payload->>'updated_on')::date ELSE (
      SELECT max(r.effective_on) FROM ledger_ledgerevent r
      WHERE r.jurisdiction_id = %(jurisdiction)s AND r.aggregate = 'assignment' AND r.aggregate_id = t.id
        AND r.code = 'assignment.completion_reported' AND r.effective_on <= %(on)s AND r.recorded_at <= %(known_at)s
    ) END"""
_THEN_STATE = f"""e.payload->>'lifecycle' AS lifecycle, {_THEN_DUE} AS due_on,
    (e.payload->>'reported_on')::date AS reported_on, (e.payload->>'completed_on')::date AS completed_on,
    {_THEN_UPDATED} AS updated_on, coalesce(e.payload->>'priority', 'normal') AS priority,
    (e.payload->>'percent')::smallint AS percent, coalesce(e.payload->>'stage', '') AS stage"""
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


def source_of(moment: Moment, source: str = "") -> str:
    """Return where a moment's states are asked for (`source` where it is not the moment's own), as `s`.

    Against the original deadlines each date is the first that the assignment ever had; a date once given never
    goes, so what has none on the day had none before.
    """
    found = source or (CURRENT if moment.is_now else AS_OF)
    if not moment.against_original:
        return found
    if found == CURRENT:
        found = f"(SELECT {_WHAT}, {_ROW_STATE} FROM directives_assignment a) s"  # noqa: S608 - parts of ours
    return found.replace(_ROW_DUE, f"CASE WHEN {_ROW_DUE} IS NOT NULL THEN a.original_due_on END AS due_on").replace(
        _THEN_DUE, f"CASE WHEN {_THEN_DUE} IS NOT NULL THEN a.original_due_on END"
    )


Sort = Literal["due", "-due", "recent", "unit", "reported"]
SORTS: dict[str, str] = {
    "due": "s.due_on ASC NULLS LAST, s.id",
    "-due": "s.due_on DESC NULLS LAST, s.id",
    "recent": "s.id DESC",
    "reported": "s.reported_on ASC NULLS LAST, s.id",
    "unit": "u.sort_key, s.due_on ASC NULLS LAST, s.id",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a list or a figure is asked for.

    Attributes:
        on: the local day whose state is asked for.
        today: the day it is; where `on` is another day, the ledger is asked instead of the rows.
        known_at: only what was recorded by then counts; None for all that is known now.
        due_soon_days: the jurisdiction's setting.
        against_original: judge by the first deadline that each assignment had, whatever it was changed to since.
    """

    on: dt.date
    today: dt.date
    known_at: dt.datetime | None = None
    due_soon_days: int = DUE_SOON_DAYS
    against_original: bool = False

    @property
    def is_now(self) -> bool:
        """Whether the rows as they stand answer the question."""
        return self.on == self.today and self.known_at is None

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of TIMELINESS_SQL and AS_OF, all but the jurisdiction."""
        day_after = dt.datetime.combine(min(self.on, dt.date(9000, 1, 1)) + dt.timedelta(days=1), dt.time(), LOCAL)
        known_at = self.known_at or dt.datetime.max.replace(tzinfo=dt.UTC)
        return {
            "on": self.on,
            "soon": self.due_soon_days,
            "known_at": known_at,
            "since": min(day_after, known_at),
        }


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """What to list. Empty means no restriction; codes are those of `choices`."""

    unit_ids: tuple[int, ...] = ()
    role: str = ""
    lifecycles: tuple[str, ...] = ()
    timeliness: tuple[str, ...] = ()
    origin: str = ""
    field_id: int | None = None  # 0: those without a field
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    assigned_from: dt.date | None = None
    assigned_to: dt.date | None = None
    completed_from: dt.date | None = None
    completed_to: dt.date | None = None
    text: str = ""
    document_id: int | None = None
    directive_id: int | None = None
    directive_ids: tuple[int, ...] | None = None  # of these directives only; empty: of none
    counted: bool = False  # only what figures count: not the withdrawn
    updates: tuple[str, ...] = ()  # codes of Update: reports came as often as they are awaited, or did not
    priority: str = ""
    sort: Sort = "due"

    @property
    def is_dimensional(self) -> bool:
        """Whether only the dimensions of the roll-ups restrict it, so that they know its size."""
        rest = replace(self, unit_ids=(), role="", timeliness=(), origin="", field_id=None, counted=False, sort="due")
        return rest == AssignmentFilter() and (self.counted or bool(self.timeliness))


class AssignmentRow(NamedTuple):
    """One line of the list."""

    id: int
    directive_id: int
    unit_id: int
    unit_name: str
    unit_code: str
    role: str
    lifecycle: str
    due_on: dt.date | None
    reported_on: dt.date | None
    completed_on: dt.date | None
    assigned_on: dt.date
    origin: str
    field_id: int | None
    text: str
    clause: str
    deadline_kind: str
    deadline_words: str
    document_id: int | None
    document_code: str
    document_issued_on: dt.date | None
    priority: str = Priority.NORMAL
    updated_on: dt.date | None = None
    percent: int | None = None
    stage: str = ""

    @property
    def reached(self) -> int | None:
        """How many percent it has come: what is done all of it, else as last reported; None where nobody said it."""
        return 100 if self.lifecycle == Lifecycle.ACCEPTED else self.percent

    def timeliness(self, moment: Moment) -> Timeliness | None:
        """Return what the moment's day says of it."""
        state = AssignmentState(self.lifecycle, self.due_on, self.reported_on, self.completed_on)
        return timeliness(state, moment.on, moment.due_soon_days)


@dataclass(slots=True)
class _Query:
    """Parts of a SELECT over `s`; values only ever go in as parameters."""

    source: str
    params: dict[str, Any]
    where: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)


def _query(scope: Scope, wanted: AssignmentFilter, moment: Moment) -> _Query:
    query = _Query(
        source=source_of(moment),
        params={"jurisdiction": scope.jurisdiction_id, **moment.params},
        where=["s.jurisdiction_id = %(jurisdiction)s"],
    )
    _restrict_to_scope(query, scope)
    if wanted.unit_ids:
        _among(query, "unit_id", "wanted_units", wanted.unit_ids)
    for column, value in (
        ("role", wanted.role),
        ("origin", wanted.origin),
        ("priority", wanted.priority),
        ("directive_id", wanted.directive_id),
    ):
        if value:
            query.where.append(f"s.{column} = %({column})s")
            query.params[column] = value
    if wanted.directive_ids is not None:
        query.where.append("s.directive_id = ANY(%(directive_ids)s)")
        query.params["directive_ids"] = list(wanted.directive_ids)
    if wanted.field_id is not None:
        query.where.append("s.field_id = %(field)s" if wanted.field_id else "s.field_id IS NULL")
        query.params["field"] = wanted.field_id
    if wanted.lifecycles:
        query.where.append("s.lifecycle = ANY(%(lifecycles)s)")
        query.params["lifecycles"] = list(wanted.lifecycles)
    if wanted.updates:
        conditions = [f"({UPDATE_SQL[code]})" for code in wanted.updates if code in UPDATE_SQL]
        query.where.append("({})".format(" OR ".join(conditions) or "false"))
        query.params |= update_days_of(scope.jurisdiction_id).params
    if wanted.counted:
        query.where.append(f"s.lifecycle <> '{Lifecycle.WITHDRAWN}'")
    if wanted.timeliness:
        conditions = [f"({TIMELINESS_SQL[code]})" for code in wanted.timeliness if code in TIMELINESS_SQL]
        query.where.append("({})".format(" OR ".join(conditions) or "false"))
    _restrict_to_days(query, wanted)
    words = fold(wanted.text).split()
    if words or wanted.document_id:
        query.joins.append(
            "JOIN directives_directive d ON d.jurisdiction_id = %(jurisdiction)s AND d.id = s.directive_id"
        )
    if words:
        query.where.append("d.search_vector @@ to_tsquery('simple', %(words)s)")
        query.params["words"] = " & ".join([*words[:-1], words[-1] + ":*"])
    if wanted.document_id:
        query.where.append("d.document_id = %(document)s")
        query.params["document"] = wanted.document_id
    return query


def _restrict_to_days(query: _Query, wanted: AssignmentFilter) -> None:
    for column, first, last in (
        ("due_on", wanted.due_from, wanted.due_to),
        ("assigned_on", wanted.assigned_from, wanted.assigned_to),
        ("completed_on", wanted.completed_from, wanted.completed_to),
    ):
        for sign, name, value in ((">=", "from", first), ("<=", "to", last)):
            if value:
                query.where.append(f"s.{column} {sign} %({column}_{name})s")
                query.params[f"{column}_{name}"] = value


def _restrict_to_scope(query: _Query, scope: Scope) -> None:
    if scope.kind == "none":
        query.where.append("false")
    elif scope.kind == "units":
        _among(query, "unit_id", "scope_units", tuple(scope.unit_ids))
    elif scope.kind == "fields":
        query.where.append("(s.field_id = ANY(%(scope_fields)s) OR s.field_id IS NULL)")
        query.params["scope_fields"] = list(scope.field_ids)


def _among(query: _Query, column: str, name: str, values: Sequence[int]) -> None:
    # One value as an equality lets the ordered index of the unit answer without a sort.
    if len(values) == 1:
        query.where.append(f"s.{column} = %({name})s")
        query.params[name] = next(iter(values))
    else:
        query.where.append(f"s.{column} = ANY(%({name})s)")
        query.params[name] = list(values)


_ROW = """
SELECT s.id, s.directive_id, s.unit_id, u.name, u.code, s.role, s.lifecycle, s.due_on, s.reported_on, s.completed_on,
  s.assigned_on, s.origin, s.field_id, d.text, d.clause, d.deadline_kind, d.deadline_words, d.document_id,
  coalesce(x.number, '') || CASE WHEN x.number <> '' AND x.symbol <> '' THEN '/' ELSE '' END || coalesce(x.symbol, ''),
  x.issued_on, s.priority, s.updated_on, s.percent, s.stage
FROM ({page}) s
JOIN directives_directive d ON d.jurisdiction_id = %(jurisdiction)s AND d.id = s.directive_id
JOIN organizations_unit u ON u.jurisdiction_id = %(jurisdiction)s AND u.id = s.unit_id
LEFT JOIN documents_document x ON x.jurisdiction_id = %(jurisdiction)s AND x.id = d.document_id
ORDER BY {order}
"""


def _rows_sql(query: _Query, wanted: AssignmentFilter, limit: int, offset: int) -> str:
    joins = list(query.joins)
    order = SORTS.get(wanted.sort, SORTS["due"])
    if "u." in order:
        joins.append("JOIN organizations_unit u ON u.jurisdiction_id = %(jurisdiction)s AND u.id = s.unit_id")
    query.params |= {"limit": limit, "offset": offset}
    page = (
        f"SELECT s.* FROM {query.source} {' '.join(joins)} WHERE {' AND '.join(query.where)} "  # noqa: S608 - parts of ours
        f"ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s"
    )
    return _ROW.format(page=page, order=order)


def list_assignments(
    scope: Scope, wanted: AssignmentFilter, moment: Moment, *, limit: int = 100, offset: int = 0
) -> list[AssignmentRow]:
    """Return the assignments that `scope` sees and `wanted` asks for, as they stood at `moment`.

    Args:
        scope: of the person (`accounts.permissions.scope_of`).
        wanted: the filter and the order.
        moment: the day.
        limit: at most so many rows.
        offset: after so many.
    """
    query = _query(scope, wanted, moment)
    with connection.cursor() as cursor:
        cursor.execute(_rows_sql(query, wanted, limit, offset), query.params)
        return [AssignmentRow(*row) for row in cursor.fetchall()]


def iterate_assignments(
    scope: Scope, wanted: AssignmentFilter, moment: Moment, *, most: int
) -> Iterator[AssignmentRow]:
    """Yield up to `most` rows for an export."""
    yield from list_assignments(scope, wanted, moment, limit=most)


def count_assignments(scope: Scope, wanted: AssignmentFilter, moment: Moment) -> int:
    """Return how many rows the filter has; more than MOST_COUNTED is answered as MOST_COUNTED + 1.

    Where only the dimensions of the roll-ups restrict the filter, they answer exactly, however many there are.
    """
    if moment.is_now and wanted.is_dimensional and not moment.against_original:
        from_cells = _count_by_cells(scope, wanted, moment)
        if from_cells is not None:
            return from_cells
    query = _query(scope, wanted, moment)
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM {query.source} {' '.join(query.joins)} "  # noqa: S608 - parts of ours
        f"WHERE {' AND '.join(query.where)} LIMIT {MOST_COUNTED + 1}) t"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, query.params)
        return int(cursor.fetchone()[0])


_CELL_SUMS = {
    Timeliness.DONE_ON_TIME: "c.done_on_time",
    Timeliness.DONE_LATE: "c.done_late",
    Timeliness.UNDATED: "c.undated",
    Timeliness.OVERDUE: "c.overdue",
    Timeliness.DUE_SOON: "c.due_soon",
    Timeliness.OPEN_IN_TIME: "(c.later + c.awaiting)",
}


def _count_by_cells(scope: Scope, wanted: AssignmentFilter, moment: Moment) -> int | None:
    """Return the size from the roll-ups, or None where their clock stands on another day or setting."""
    codes = wanted.timeliness or tuple(_CELL_SUMS)
    parts = [_CELL_SUMS[code] for code in _CELL_SUMS if code in codes]
    query = _Query("", {"jurisdiction": scope.jurisdiction_id}, ["s.jurisdiction_id = %(jurisdiction)s"])
    _restrict_to_scope(query, scope)
    if wanted.unit_ids:
        _among(query, "unit_id", "wanted_units", wanted.unit_ids)
    for column, value in (("role", wanted.role), ("origin", wanted.origin)):
        if value:
            query.where.append(f"s.{column} = %({column})s")
            query.params[column] = value
    if wanted.field_id is not None:
        query.where.append("s.field_id = %(field)s")
        query.params["field"] = wanted.field_id
    # In the cells no field is 0, not NULL.
    where = " AND ".join(query.where).replace("s.field_id IS NULL", "s.field_id = 0").replace("s.", "c.")
    sql = (
        f"SELECT k.as_of, k.due_soon_days, (SELECT coalesce(sum({' + '.join(parts) or '0'}), 0) FROM directives_figurecell c "  # noqa: S608
        f"WHERE {where}) FROM directives_figureclock k WHERE k.jurisdiction_id = %(jurisdiction)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, query.params)
        row = cursor.fetchone()
    return int(row[2]) if row is not None and row[:2] == (moment.today, moment.due_soon_days) else None
