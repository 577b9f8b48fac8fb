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
from django.db.models import Q

from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.events import ASSIGNMENT
from dondoc.directives.update_rules import UpdateDays
from dondoc.followup.events import PART
from dondoc.followup.part_models import Part as DividedPart
from dondoc.ledger.models import LedgerEvent
from dondoc.urging import sources
from dondoc.urging.choices import BACKWARDS
from dondoc.urging.recipients import LISTS, Recipients
from dondoc.urging.rules import ANCHOR, FAMILY, KINDS, LIFECYCLES, Kind, Rule, steps
from dondoc.worktime import WorkCalendar

#: Open assignments, or parts, of one transaction.
BATCH = 25_000
#: The day of the run before and the moment at which it began.
LastRun = tuple[dt.date, dt.datetime]
_COLUMNS = sorted(set(ANCHOR.values()))
# Numbers, not words, where rows are compared by the million.
_FAMILIES = sorted(set(FAMILY.values()))


def _days(triggers: frozenset[str]) -> str:
    """The days of an object from which a rule of these kinds may count, each where its state has such a rule."""
    found = []
    for number, column in enumerate(_COLUMNS):
        of = [code for code in triggers if ANCHOR[code] == column]
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
  SELECT * FROM unnest(%(who_lists)s::int[], %(who_keys)s::bigint[], %(who_users)s::bigint[]) AS w(list, key, user_id)
), hit AS (
  SELECT s.subject_id, s.assignment_id, s.unit_id, s.field_id, r.id AS rule_id, r.family, r.place, r.ranks, t.anchor,
    t.step_on, t.occurrence{columns}
  FROM ({source}) s CROSS JOIN LATERAL (VALUES {days}) AS v(counted, day)
  JOIN step t ON t.counted = v.counted AND t.anchor = v.day AND v.day IS NOT NULL
  JOIN rule r ON r.id = t.rule_id
  WHERE (r.lifecycles = '{{}}' OR s.lifecycle = ANY (r.lifecycles)) AND r.role IN ('', s.role)
    AND r.origin IN ('', s.origin) AND (r.field_ids = '{{}}' OR s.field_id = ANY (r.field_ids))
    AND (NOT r.only_starred OR s.is_starred)
), newest AS (
  SELECT DISTINCT ON (h.subject_id, h.family, k.rank) h.*, k.rank,
    {who}
  FROM hit h CROSS JOIN LATERAL (SELECT CASE WHEN {forsaken} THEN {instead} ELSE u.rank END FROM unnest(h.ranks) AS u(rank)) AS k(rank)
  ORDER BY h.subject_id, h.family, k.rank, h.step_on DESC, h.place DESC, h.rule_id DESC
), told AS (
  SELECT n.rule_id, n.subject_id, n.assignment_id, n.unit_id, n.anchor, n.occurrence, n.step_on,
    array_agg(DISTINCT w.user_id) AS user_ids
  FROM newest n
  {match}
  WHERE %(until)s::date IS NULL OR n.step_on <= %(until)s
  GROUP BY 1, 2, 3, 4, 5, 6, 7
)"""
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
    unit_id: int | None
    anchor: dt.date
    occurrence: dt.date
    step_on: dt.date
    user_ids: list[int]


class Part(NamedTuple):
    """A range of the objects.

    Attributes:
        kind: what they are, which says what rules speak of them and who is told.
        source: SQL of them.
        params: its parameters.
        is_anew: they are asked as if no run had been before: what is kept of them says alone what was told.
        until: only steps of this day and before are told; None: all.
    """

    kind: Kind
    source: str
    params: dict[str, Any]
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

    def tables(self, kind: Kind, *, is_anew: bool = False) -> dict[str, Any]:
        """The parameters that every part of a kind shares: rules, steps and people as arrays.

        Args:
            kind: of the objects.
            is_anew: with the steps that became due before the last run, too.
        """
        since = None if is_anew else self.since
        first = _earliest(self.jurisdiction_id, kind) or self.day
        found = []
        for rule in self.rules:
            if KINDS[rule.trigger] != kind:
                continue
            # Ten calendar days hold five working days, Tết and all its days off hold none for two weeks at most.
            ahead = self.day + dt.timedelta(days=rule.days * 2 + 30)
            earliest, latest = (self.day, ahead) if rule.trigger in BACKWARDS else (first, self.day)
            of_rule = steps(rule, earliest=earliest, latest=latest, day=self.day, since=since, calendar=self.calendar)
            found += [
                (rule.id, _COLUMNS.index(ANCHOR[rule.trigger]), step.anchor, step.step_on, step.occurrence)
                for step in of_rule.values()
            ]
        who = [(LISTS.index(of), key, user) for of, key, user in self.recipients.rows()]
        columns: list[list[Any]] = [list(column) for column in zip(*found, strict=True)] or [[], [], [], [], []]
        people: list[list[Any]] = [list(column) for column in zip(*who, strict=True)] or [[], [], []]
        return {
            "jurisdiction": self.jurisdiction_id, "day": self.day, "step_rules": columns[0], "counted": columns[1],
            "anchors": columns[2], "step_days": columns[3], "occurrences": columns[4], "who_lists": people[0], "who_keys": people[1],
            "who_users": people[2], "orphans": sorted(self.recipients.orphans), **self.update_days.params,
        }  # fmt: skip


def parts_of(jurisdiction_id: int, *, size: int = BATCH, last_run: LastRun | None = None) -> Iterator[Part]:
    """Give the ranges one after the other, each found when it is asked for.

    Open assignments by deadline and id, those to which something happened since the last run once more; the same of parts, by
    their assignment; then requests and tasks of the centre. A task that is given today with two days left, or gets an earlier
    deadline, has steps behind it that no run could tell: they are told now, where nothing newer is.

    Args:
        jurisdiction_id: whose.
        size: objects of one range.
        last_run: the day of the run before and the moment at which it began; None where none was.
    """
    due, last = dt.date.min, 0
    while True:
        end = _end(jurisdiction_id, "a.due_on IS NOT NULL AND (a.due_on, a.id) > (%s, %s)", [due, last], size)
        if end is None:
            break
        where = "(a.due_on, a.id) > (%(low_day)s, %(low)s) AND (a.due_on, a.id) <= (%(high_day)s, %(high)s)"
        keys = {"low_day": due, "low": last, "high_day": end[0], "high": end[1]}
        yield Part("assignment", sources.ASSIGNMENTS + where, keys)
        due, last = end
    last = 0
    while True:
        end = _end(jurisdiction_id, "a.due_on IS NULL AND a.id > %s", [last], size)
        if end is None:
            break
        where = "a.due_on IS NULL AND a.id > %(low)s AND a.id <= %(high)s"
        yield Part("assignment", sources.ASSIGNMENTS + where, {"low": last, "high": end[1]})
        last = end[1]
    for ids, until in _touched(jurisdiction_id, last_run, (ASSIGNMENT,), size):
        yield Part("assignment", sources.ASSIGNMENTS + "a.id = ANY (%(ids)s)", {"ids": ids}, is_anew=True, until=until)
    yield from _divided(jurisdiction_id, size=size, last_run=last_run)
    # These are few: what is kept says alone what was told of them.
    yield Part("extension", sources.EXTENSIONS, {}, is_anew=True)
    yield Part("explanation", sources.EXPLANATIONS, {}, is_anew=True)
    yield Part("transfer", sources.TRANSFERS, {}, is_anew=True)
    yield Part("central", sources.CENTRAL, {}, is_anew=True)


def _divided(jurisdiction_id: int, *, size: int, last_run: LastRun | None) -> Iterator[Part]:
    """The parts by the assignment that they are of, so that a range of either is a range of both."""
    last = 0
    while True:
        high = _last_divided(jurisdiction_id, last, size)
        if high is None:
            break
        where = "p.assignment_id > %(low)s AND p.assignment_id <= %(high)s AND a.id > %(low)s AND a.id <= %(high)s"
        yield Part("part", sources.PARTS + where, {"low": last, "high": high})
        last = high
    # What happens to the whole, or to a part above, sets a part going again: all parts of such a whole are asked.
    for ids, until in _touched(jurisdiction_id, last_run, (ASSIGNMENT, PART), size):
        where = "p.assignment_id = ANY (%(ids)s) AND a.id = ANY (%(ids)s)"
        yield Part("part", sources.PARTS + where, {"ids": ids}, is_anew=True, until=until)


def _touched(
    jurisdiction_id: int, last_run: LastRun | None, aggregates: Sequence[str], size: int
) -> Iterator[tuple[list[int], dt.date]]:
    """The assignments with an event of such a chain since the last run, in slices, and the day of that run.

    Every fact that a rule asks comes with an event. With the chains of parts it is what is divided: assignments of open parts
    where something happened to either.
    """
    if last_run is None:
        return
    day, began = last_run
    recent = LedgerEvent.objects.filter(jurisdiction_id=jurisdiction_id, recorded_at__gte=began)
    of_assignments = recent.filter(aggregate=ASSIGNMENT).values_list("aggregate_id", flat=True)
    if PART in aggregates:
        of_parts = recent.filter(aggregate=PART).values_list("aggregate_id", flat=True)
        divided = DividedPart.objects.filter(jurisdiction_id=jurisdiction_id, lifecycle__in=OPEN_LIFECYCLES)
        found = divided.filter(Q(assignment_id__in=of_assignments) | Q(id__in=of_parts)).order_by("assignment_id")
        ids = iter(found.values_list("assignment_id", flat=True).distinct().iterator(chunk_size=size))
    else:
        ids = iter(of_assignments.distinct().order_by("aggregate_id").iterator(chunk_size=size))
    while some := list(islice(ids, size)):
        yield some, day


class Tables:
    """The tables of a selection by kind of object and whether they are asked anew, made when they are first asked for."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._made: dict[tuple[Kind, bool], dict[str, Any]] = {}

    def of(self, part: Part) -> dict[str, Any]:
        """Return the parameters of a part, its own included."""
        is_anew = part.is_anew and self._selection.since is not None
        at = (part.kind, is_anew)
        if at not in self._made:
            self._made[at] = self._selection.tables(part.kind, is_anew=is_anew)
        return {**self._made[at], **part.params, **_rules(self._selection.rules, part), "until": part.until}


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
    of, triggers = sources.PEOPLE_OF[part.kind], frozenset(code for code in KINDS if KINDS[code] == part.kind)
    return _SELECT.format(
        source=part.source, days=_days(triggers), columns=of.columns, who=of.who, match=of.match, forsaken=of.forsaken, instead=sources.INSTEAD
    )  # fmt: skip


def _rules(rules: Iterable[Rule], part: Part) -> dict[str, str]:
    rows = [
        {
            "id": rule.id, "family": _FAMILIES.index(FAMILY[rule.trigger]), "place": rule.position,
            "role": rule.role, "origin": rule.origin, "field_ids": list(rule.field_ids),
            "only_starred": rule.only_starred,
            "lifecycles": list(LIFECYCLES[rule.trigger]), "ranks": [LISTS.index(rank) for rank in rule.ranks],
        }
        for rule in rules if rule.is_active and KINDS[rule.trigger] == part.kind
    ]  # fmt: skip
    return {"rules": json.dumps(rows)}


def _end(jurisdiction_id: int, where: str, params: list[Any], size: int) -> tuple[dt.date, int] | None:
    """The last key of the range that begins behind `params`; None where nothing is left."""
    order = "a.due_on, a.id" if "NOT NULL" in where else "a.id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT due_on, id FROM (SELECT a.due_on, a.id FROM directives_assignment a"  # noqa: S608 - parts of ours
            f" WHERE a.jurisdiction_id = %s AND a.lifecycle {sources.OPEN} AND {where} ORDER BY {order} LIMIT %s) a"
            f" ORDER BY {order.replace(',', ' DESC,')} DESC LIMIT 1",
            [jurisdiction_id, *params, size],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])


def _last_divided(jurisdiction_id: int, low: int, size: int) -> int | None:
    """The last assignment of the range of open parts behind `low`; None where nothing is left."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT max(assignment_id) FROM (SELECT assignment_id FROM followup_part WHERE jurisdiction_id = %s"  # noqa: S608 - parts of ours
            f" AND lifecycle {sources.OPEN} AND assignment_id > %s ORDER BY assignment_id LIMIT %s) p",
            [jurisdiction_id, low, size],
        )
        found: int | None = cursor.fetchone()[0]
    return found


def _earliest(jurisdiction_id: int, kind: Kind) -> dt.date | None:
    """The first day that any object of a kind counts from."""
    with connection.cursor() as cursor:
        cursor.execute(sources.EARLIEST[kind], {"jurisdiction": jurisdiction_id})
        found: dt.date | None = cursor.fetchone()[0]
    return found
