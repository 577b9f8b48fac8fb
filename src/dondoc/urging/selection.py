"""Which steps of which rules a run tells of which objects: `rules.told` as SQL, over key ranges of the open assignments.

What depends on the calendar is worked out by `rules.steps` and joined as a table, so that no arithmetic of days stands twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.events import ASSIGNMENT
from dondoc.directives.update_rules import UpdateDays, report_by_sql
from dondoc.ledger.models import LedgerEvent
from dondoc.urging.choices import OWED, Rank, Trigger
from dondoc.urging.recipients import Recipients
from dondoc.urging.rules import BACKWARDS, FAMILY, LIFECYCLES, Rule, steps
from dondoc.worktime import WorkCalendar

#: Open assignments of one transaction.
BATCH = 25_000
_OPEN = "a.lifecycle IN ({})".format(", ".join(f"'{code}'" for code in OPEN_LIFECYCLES))
_OWED = ", ".join(f"'{code}'" for code in OWED)
_REPORT_BY = report_by_sql("a")
# Stars are few: the sub-query is asked only where a rule asks for them.
_STARRED = """EXISTS (SELECT 1 FROM attention_star g WHERE g.jurisdiction_id = a.jurisdiction_id
  AND g.directive_id = a.directive_id AND g.ended_at IS NULL) AS is_starred"""
_OF_ASSIGNMENT = "a.unit_id, a.field_id, a.role, a.origin, a.lifecycle, a.due_on, a.assigned_on, a.reported_on"

# The objects of each kind as `s`, with the facts of `rules.Facts`.
_ASSIGNMENTS = f"""SELECT a.id AS subject_id, a.id AS assignment_id, {_OF_ASSIGNMENT}, {_REPORT_BY} AS report_by,
  NULL::date AS asked_on, {_STARRED}
FROM directives_assignment a WHERE a.jurisdiction_id = %(jurisdiction)s AND {_OPEN} AND """  # noqa: S608 - parts of ours
_EXTENSIONS = f"""SELECT e.id AS subject_id, a.id AS assignment_id, {_OF_ASSIGNMENT}, {_REPORT_BY} AS report_by, e.asked_on,
  {_STARRED}
FROM followup_extension e JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = e.assignment_id
WHERE e.jurisdiction_id = %(jurisdiction)s AND e.state = 'asked' AND {_OPEN}"""  # noqa: S608 - parts of ours
_EXPLANATIONS = f"""SELECT x.id AS subject_id,
  (SELECT CASE WHEN count(*) = 1 THEN min(i.assignment_id) END FROM urging_explanationitem i
   WHERE i.jurisdiction_id = %(jurisdiction)s AND i.explanation_id = x.id) AS assignment_id,
  x.unit_id, x.field_id, 'lead' AS role, 'province' AS origin, 'assigned' AS lifecycle, x.due_on, NULL::date AS assigned_on,
  NULL::date AS reported_on, NULL::date AS report_by, x.asked_on, false AS is_starred
FROM urging_explanation x WHERE x.jurisdiction_id = %(jurisdiction)s AND x.state IN ({_OWED})"""  # noqa: S608 - parts of ours

# Which day of the object each rule counts from; `rules.anchor_of` as columns.
_ANCHOR = {
    Trigger.BEFORE_DUE: "due_on",
    Trigger.OVERDUE: "due_on",
    Trigger.STALE: "report_by",
    Trigger.UNACKNOWLEDGED: "assigned_on",
    Trigger.AWAITING_OFFICE: "reported_on",
    Trigger.EXTENSION_WAITING: "asked_on",
    Trigger.EXPLANATION_DUE: "due_on",
    Trigger.EXPLANATION_OVERDUE: "due_on",
}
_COLUMNS = sorted(set(_ANCHOR.values()))
# Numbers, not words, where rows are compared by the million.
_FAMILIES = sorted(set(FAMILY.values()))
_RANKS = list(Rank.values)


def _days(triggers: frozenset[str]) -> str:
    """The days of an object from which a rule of these kinds may count, each where its state has such a rule."""
    found = []
    for number, column in enumerate(_COLUMNS):
        of = [code for code in triggers if _ANCHOR[Trigger(code)] == column]
        states = sorted({state for code in of for state in LIFECYCLES[code]})
        if states:
            listed = ", ".join(f"'{state}'" for state in states)
            found.append(f"({number}, CASE WHEN s.lifecycle IN ({listed}) THEN s.{column} END)")
        elif of:
            found.append(f"({number}, s.{column})")
    return ", ".join(found)


_SELECT = """
WITH rule AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(%(rules)s::jsonb) AS r(id bigint, family int, place int, role text,
    origin text, field_ids bigint[], only_starred boolean, lifecycles text[], ranks int[])
), step AS MATERIALIZED (
  SELECT * FROM unnest(%(step_rules)s::bigint[], %(counted)s::int[], %(anchors)s::date[], %(step_days)s::date[],
    %(occurrences)s::date[]) AS t(rule_id, counted, anchor, step_on, occurrence)
), who AS MATERIALIZED (
  SELECT * FROM unnest(%(who_ranks)s::int[], %(who_keys)s::bigint[], %(who_users)s::bigint[]) AS w(rank, key, user_id)
), hit AS (
  SELECT s.subject_id, s.assignment_id, s.unit_id, s.field_id, r.id AS rule_id, r.family, r.place, r.ranks, t.anchor,
    t.step_on, t.occurrence
  FROM ({source}) s CROSS JOIN LATERAL (VALUES {days}) AS v(counted, day)
  JOIN step t ON t.counted = v.counted AND t.anchor = v.day AND v.day IS NOT NULL
  JOIN rule r ON r.id = t.rule_id
  WHERE (r.lifecycles = '{{}}' OR s.lifecycle = ANY (r.lifecycles)) AND r.role IN ('', s.role)
    AND r.origin IN ('', s.origin) AND (r.field_ids = '{{}}' OR s.field_id = ANY (r.field_ids))
    AND (NOT r.only_starred OR s.is_starred)
), newest AS (
  SELECT DISTINCT ON (h.subject_id, h.family, k.rank) h.*, k.rank,
    {key} AS key
  FROM hit h CROSS JOIN LATERAL (SELECT {rank} AS rank FROM unnest(h.ranks) AS u(rank)) AS k
  ORDER BY h.subject_id, h.family, k.rank, h.step_on DESC, h.place DESC, h.rule_id DESC
), told AS (
  SELECT n.rule_id, n.subject_id, n.assignment_id, n.unit_id, n.anchor, n.occurrence, n.step_on,
    array_agg(DISTINCT w.user_id) AS user_ids
  FROM newest n
  JOIN who w ON w.rank = n.rank AND w.key = n.key
  WHERE %(until)s::date IS NULL OR n.step_on <= %(until)s
  GROUP BY 1, 2, 3, 4, 5, 6, 7
)"""
_KEY = (
    f"CASE WHEN k.rank IN ({_RANKS.index(Rank.FOCAL_POINT)}, {_RANKS.index(Rank.UNIT_HEAD)}) THEN h.unit_id"
    f" WHEN k.rank = {_RANKS.index(Rank.SPECIALIST)} THEN coalesce(h.field_id, 0) ELSE 0 END"
)
# Of a unit that has ended and that nobody took over, the office is told in the place of its people.
_RANK = (
    f"CASE WHEN u.rank IN ({_RANKS.index(Rank.FOCAL_POINT)}, {_RANKS.index(Rank.UNIT_HEAD)})"
    f" AND h.unit_id = ANY (%(orphans)s::bigint[]) THEN {_RANKS.index(Rank.SPECIALIST)} ELSE u.rank END"
)
_KEEP = """
INSERT INTO urging_reminder (jurisdiction_id, rule_id, run_id, subject_id, assignment_id, unit_id, anchor, occurrence,
  step_on, told_on, user_ids)
SELECT %(jurisdiction)s, rule_id, %(run)s, subject_id, assignment_id, unit_id, anchor, occurrence, step_on, %(day)s, user_ids
FROM told ON CONFLICT (jurisdiction_id, subject_id, rule_id, anchor, occurrence) DO NOTHING"""
_SHOW = """
SELECT t.rule_id, t.subject_id, t.assignment_id, t.unit_id, t.anchor, t.occurrence, t.step_on, t.user_ids
FROM told t WHERE NOT EXISTS (SELECT 1 FROM urging_reminder m WHERE m.jurisdiction_id = %(jurisdiction)s
  AND m.subject_id = t.subject_id AND m.rule_id = t.rule_id AND m.anchor = t.anchor AND m.occurrence = t.occurrence)
ORDER BY t.rule_id, t.anchor, t.subject_id"""


class Told(NamedTuple):
    """A step that a run tells, and whom."""

    rule_id: int
    subject_id: int
    assignment_id: int | None
    unit_id: int
    anchor: dt.date
    occurrence: dt.date
    step_on: dt.date
    user_ids: list[int]


class Part(NamedTuple):
    """A range of the objects.

    Attributes:
        source: SQL of them.
        params: its parameters.
        triggers: the rules that speak of them.
        is_anew: they are asked as if no run had been before: what is kept of them says alone what was told.
        until: only steps of this day and before are told; None: all.
    """

    source: str
    params: dict[str, Any]
    triggers: frozenset[str]
    is_anew: bool = False
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What a run of a day asks for.

    Attributes:
        jurisdiction_id: whose.
        rules: those that are active.
        day: of the run.
        since: the day of the run before, None where there was none.
        recipients: who is behind each rank.
        calendar: working days.
        update_days: how long the office waits for a report, by priority.
    """

    jurisdiction_id: int
    rules: Sequence[Rule]
    day: dt.date
    since: dt.date | None
    recipients: Recipients
    calendar: WorkCalendar
    update_days: UpdateDays

    def tables(self, *, is_anew: bool = False) -> dict[str, Any]:
        """The parameters that every part shares: rules, steps and people as arrays.

        Args:
            is_anew: with the steps that became due before the last run, too.
        """
        since = None if is_anew else self.since
        first = _earliest(self.jurisdiction_id) or self.day
        found = []
        for rule in self.rules:
            # Ten calendar days hold five working days, Tết and all its days off hold none for two weeks at most.
            ahead = self.day + dt.timedelta(days=rule.days * 2 + 30)
            earliest, latest = (self.day, ahead) if rule.trigger in BACKWARDS else (first, self.day)
            of_rule = steps(rule, earliest=earliest, latest=latest, day=self.day, since=since, calendar=self.calendar)
            found += [
                (rule.id, _COLUMNS.index(_ANCHOR[Trigger(rule.trigger)]), step.anchor, step.step_on, step.occurrence)
                for step in of_rule.values()
            ]
        who = [(_RANKS.index(rank), key, user) for rank, key, user in self.recipients.rows()]
        columns: list[list[Any]] = [list(column) for column in zip(*found, strict=True)] or [[], [], [], [], []]
        people: list[list[Any]] = [list(column) for column in zip(*who, strict=True)] or [[], [], []]
        return {
            "jurisdiction": self.jurisdiction_id, "day": self.day, "step_rules": columns[0], "counted": columns[1],
            "anchors": columns[2], "step_days": columns[3], "occurrences": columns[4], "who_ranks": people[0], "who_keys": people[1],
            "who_users": people[2], "orphans": sorted(self.recipients.orphans), **self.update_days.params,
        }  # fmt: skip


def parts_of(
    jurisdiction_id: int, *, size: int = BATCH, last_run: tuple[dt.date, dt.datetime] | None = None
) -> Iterator[Part]:
    """Give the ranges one after the other, each found when it is asked for.

    Open assignments by deadline and id, those to which something happened since the last run once more, then the requests. A task that is given today with two days left, or gets an earlier deadline, has steps behind it that no run could tell: they
    are told now, where nothing newer is.

    Args:
        jurisdiction_id: whose.
        size: objects of one range.
        last_run: the day of the run before and the moment at which it began; None where none was.
    """
    of_assignments = frozenset(code for code in Trigger.values if FAMILY[code] not in ("extension", "explanation"))
    due, last = dt.date.min, 0
    while True:
        end = _end(jurisdiction_id, "a.due_on IS NOT NULL AND (a.due_on, a.id) > (%s, %s)", [due, last], size)
        if end is None:
            break
        where = "(a.due_on, a.id) > (%(low_day)s, %(low)s) AND (a.due_on, a.id) <= (%(high_day)s, %(high)s)"
        yield Part(
            _ASSIGNMENTS + where, {"low_day": due, "low": last, "high_day": end[0], "high": end[1]}, of_assignments
        )
        due, last = end
    last = 0
    while True:
        end = _end(jurisdiction_id, "a.due_on IS NULL AND a.id > %s", [last], size)
        if end is None:
            break
        yield Part(
            _ASSIGNMENTS + "a.due_on IS NULL AND a.id > %(low)s AND a.id <= %(high)s", {"low": last, "high": end[1]},
            of_assignments,
        )  # fmt: skip
        last = end[1]
    if last_run is not None:
        day, began = last_run
        for ids in _touched(jurisdiction_id, began, size):
            yield Part(_ASSIGNMENTS + "a.id = ANY (%(ids)s)", {"ids": ids}, of_assignments, is_anew=True, until=day)
    # Requests are few: what is kept says alone what was told of them.
    extensions = frozenset({str(Trigger.EXTENSION_WAITING)})
    explanations = frozenset({str(Trigger.EXPLANATION_DUE), str(Trigger.EXPLANATION_OVERDUE)})
    yield Part(_EXTENSIONS, {}, extensions, is_anew=True)
    yield Part(_EXPLANATIONS, {}, explanations, is_anew=True)


def _touched(jurisdiction_id: int, since: dt.datetime, size: int) -> Iterator[list[int]]:
    """The assignments with an event recorded since a moment, in slices; every fact that a rule asks comes with one."""
    found = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=ASSIGNMENT, recorded_at__gte=since
    ).values_list("aggregate_id", flat=True)
    ids = iter(found.distinct().order_by("aggregate_id").iterator(chunk_size=size))
    while some := list(islice(ids, size)):
        yield some


class Tables:
    """The tables of a selection for its two kinds of parts, made when they are first asked for."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._made: dict[bool, dict[str, Any]] = {}

    def of(self, part: Part) -> dict[str, Any]:
        """Return the parameters of a part, its own included."""
        is_anew = part.is_anew and self._selection.since is not None
        if is_anew not in self._made:
            self._made[is_anew] = self._selection.tables(is_anew=is_anew)
        return {**self._made[is_anew], **part.params, **_rules(self._selection.rules, part), "until": part.until}


def keep(tables: Tables, part: Part, run_id: int) -> int:
    """Keep what the run tells of a part; what was told before stays as it is. Returns how many are new."""
    with connection.cursor() as cursor:
        # What is joined are arrays, of which the planner knows too little: loops in loops over a million rows otherwise.
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off")
        cursor.execute(_sql(part) + _KEEP, {**tables.of(part), "run": run_id})
        return int(cursor.rowcount)


def show(tables: Tables, part: Part) -> list[Told]:
    """Return what a run would tell of a part, and keep nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(part) + _SHOW, tables.of(part))
        return [Told(*row) for row in cursor.fetchall()]


def _sql(part: Part) -> str:
    return _SELECT.format(source=part.source, days=_days(part.triggers), key=_KEY, rank=_RANK)


def _rules(rules: Iterable[Rule], part: Part) -> dict[str, str]:
    rows = [
        {
            "id": rule.id, "family": _FAMILIES.index(FAMILY[rule.trigger]), "place": rule.position,
            "role": rule.role, "origin": rule.origin, "field_ids": list(rule.field_ids),
            "only_starred": rule.only_starred,
            "lifecycles": list(LIFECYCLES[rule.trigger]), "ranks": [_RANKS.index(rank) for rank in rule.ranks],
        }
        for rule in rules if rule.is_active and rule.trigger in part.triggers
    ]  # fmt: skip
    return {"rules": json.dumps(rows)}


def _end(jurisdiction_id: int, where: str, params: list[Any], size: int) -> tuple[dt.date, int] | None:
    """The last key of the range that begins behind `params`; None where nothing is left."""
    order = "a.due_on, a.id" if "NOT NULL" in where else "a.id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT due_on, id FROM (SELECT a.due_on, a.id FROM directives_assignment a"  # noqa: S608 - parts of ours
            f" WHERE a.jurisdiction_id = %s AND {_OPEN} AND {where} ORDER BY {order} LIMIT %s) a"
            f" ORDER BY {order.replace(',', ' DESC,')} DESC LIMIT 1",
            [jurisdiction_id, *params, size],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])


# No report is awaited before the day on which the task was given.
_EARLIEST = f"""SELECT least(min(a.due_on), min(a.assigned_on), min(a.reported_on),
  (SELECT min(asked_on) FROM followup_extension WHERE jurisdiction_id = %(jurisdiction)s AND state = 'asked'),
  (SELECT min(due_on) FROM urging_explanation WHERE jurisdiction_id = %(jurisdiction)s AND state IN ({_OWED})))
FROM directives_assignment a WHERE a.jurisdiction_id = %(jurisdiction)s AND {_OPEN}"""  # noqa: S608 - parts of ours


def _earliest(jurisdiction_id: int) -> dt.date | None:
    """The first day that any object counts from."""
    with connection.cursor() as cursor:
        cursor.execute(_EARLIEST, {"jurisdiction": jurisdiction_id})
        found: dt.date | None = cursor.fetchone()[0]
    return found
