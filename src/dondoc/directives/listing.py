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
from dondoc.directives.events import ASSIGNMENT, EXTENSION_GRANTED
from dondoc.directives.rules import DUE_SOON_DAYS, AssignmentState, timeliness
from dondoc.directives.state_sources import CURRENT, source_of
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
    """One line of the list.

    `due_on` is the deadline that the moment judges by: the one that stands, or the first one where it is asked for. Both
    stand beside it (`current_due_on`, `original_due_on`), with how many extensions were granted by the day.
    """

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
    original_due_on: dt.date | None = None
    current_due_on: dt.date | None = None
    extensions: int = 0

    @property
    def is_moved(self) -> bool:
        """Whether the deadline that stands is another than the first one; while it stands still there is none to compare."""
        return None not in (self.current_due_on, self.original_due_on) and self.current_due_on != self.original_due_on

    @property
    def reached(self) -> int | None:
        """How many percent it has come: what is done all of it, else as last reported; None where nobody said it."""
        return 100 if self.lifecycle == Lifecycle.ACCEPTED else self.percent

    def timeliness(self, moment: Moment) -> Timeliness | None:
        """Return what the moment's day says of it."""
        return self._judged(self.due_on, moment)

    def both_readings(self, moment: Moment) -> tuple[Timeliness | None, Timeliness | None]:
        """Return what the moment's day says by the deadline that stands, and by the first one."""
        first = self.original_due_on if self.current_due_on is not None else None
        current = self._judged(self.current_due_on, moment)
        return current, current if first == self.current_due_on else self._judged(first, moment)

    def _judged(self, due_on: dt.date | None, moment: Moment) -> Timeliness | None:
        state = AssignmentState(self.lifecycle, due_on, self.reported_on, self.completed_on)
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


# Of the ledger, so that a past day has those of its day; by the index of its chains, once a row of the page.
_EXTENSIONS = f"""(SELECT count(*) FROM ledger_ledgerevent e WHERE e.jurisdiction_id = %(jurisdiction)s
   AND e.aggregate = '{ASSIGNMENT}' AND e.aggregate_id = s.id AND e.code = '{EXTENSION_GRANTED}'
   AND e.effective_on <= %(on)s AND e.recorded_at <= %(known_at)s)"""  # noqa: S608 - codes of ours
_ROW = """
SELECT s.id, s.directive_id, s.unit_id, u.name, u.code, s.role, s.lifecycle, s.due_on, s.reported_on, s.completed_on,
  s.assigned_on, s.origin, s.field_id, d.text, d.clause, d.deadline_kind, d.deadline_words, d.document_id,
  coalesce(x.number, '') || CASE WHEN x.number <> '' AND x.symbol <> '' THEN '/' ELSE '' END || coalesce(x.symbol, ''),
  x.issued_on, s.priority, s.updated_on, s.percent, s.stage, s.original_due_on, s.current_due_on,
  {extensions}
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
    # The table itself has one deadline that stands; every other source says it beside the one that is judged by.
    columns = "s.*, s.due_on AS current_due_on" if query.source == CURRENT else "s.*"
    page = (
        f"SELECT {columns} FROM {query.source} {' '.join(joins)} WHERE {' AND '.join(query.where)} "  # noqa: S608 - parts of ours
        f"ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s"
    )
    return _ROW.format(page=page, order=order, extensions=_EXTENSIONS)


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
