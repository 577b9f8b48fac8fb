"""The list of tasks from above and its figures, for today and for any past day.

Today is asked of the rows, another day of the ledger, whose every event of a task carries the whole state after it. There are
some thousand of these tasks in a province, not millions: what a day says of them is computed by the rule itself, once, and
figures and rows come from the same list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, QuerySet

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.models import CentralTask
from dondoc.central.permissions import tasks_seen
from dondoc.central.rules import (
    PENDING,
    CentralFacts,
    Cut,
    TwoClocks,
    cell_of,
    central_timeliness,
    cut,
    two_clocks,
)
from dondoc.directives import events as directive_events
from dondoc.directives.choices import AssignmentRole, Timeliness
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.directives.states import state_of
from dondoc.foundation.text import fold
from dondoc.ledger.models import LedgerEvent

NOBODY = 0


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What to list. Empty means no restriction; 0 for a person or a unit means that there is none.

    Attributes:
        cell: a cell of the Government Office's cut.
        due_soon: only what is due within the office's days.
        is_late_inside: only what is overdue by our own deadline.
        unit_id: the unit here that leads.
        specialist_id: who answers for it.
        field_id: the field of work.
        giver: a code of Giver.
        state: a code of CentralState.
        is_assigned: whether it was passed on to our units.
        due_from: the centre's deadline, from.
        due_to: until.
        text: words of number, document or content.
    """

    cell: str = ""
    due_soon: bool = False
    is_late_inside: bool = False
    unit_id: int | None = None
    specialist_id: int | None = None
    field_id: int | None = None
    giver: str = ""
    state: str = ""
    is_assigned: bool | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task as it stood on a day.

    `facts` has the deadline that the moment judges by: the one in force, or the first one. Both stand beside them.
    """

    id: int
    facts: CentralFacts
    unit_id: int | None
    field_id: int | None
    specialist_id: int | None
    directive_id: int | None
    current_due_on: dt.date | None = None
    original_due_on: dt.date | None = None

    @property
    def is_moved(self) -> bool:
        """Whether the centre's deadline is another than the first one."""
        return None not in (self.current_due_on, self.original_due_on) and self.current_due_on != self.original_due_on

    def by(self, due_on: dt.date | None) -> CentralFacts:
        """Return the facts judged by a deadline."""
        return CentralFacts(self.facts.state, due_on, self.facts.reported_on)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with its figures.

    Attributes:
        moment: the day that it tells of.
        cut: the figures of all that the filter leaves, whatever cell is chosen.
        due_soon: how many of them are due within the office's days.
        unassigned: how many of them are open and were not passed on.
        late_inside: how many of them are overdue by our own deadline.
        states: what is listed, the pressing first.
    """

    moment: Moment
    cut: Cut
    due_soon: int
    unassigned: int
    late_inside: int
    states: Sequence[TaskState]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the list: the task's words as they are known now, its state and clocks on the day.

    Attributes:
        task: the row.
        state: as it stood.
        clocks: both, by the deadlines that the moment judges by.
        cell: of the Government Office's cut.
        original_cell: the cell by the centre's first deadline.
        current_says: what the day says by the centre's deadline in force.
        original_says: what it says by the centre's first one.
        moves: how often the centre had moved its deadline by the day.
    """

    task: CentralTask
    state: TaskState
    clocks: TwoClocks
    cell: str
    original_cell: str = ""
    current_says: Timeliness | None = None
    original_says: Timeliness | None = None
    moves: int = 0


def listed(user: User, wanted: TaskFilter, moment: Moment) -> Listed:
    """Return the tasks that `user` sees and `wanted` asks for, as they stood at `moment`, with their figures."""
    on, soon = moment.on, moment.due_soon_days
    found = [
        one for one in states_on(user.jurisdiction_id, _worded(tasks_seen(user), wanted), moment) if _fits(one, wanted)
    ]
    figures = cut((one.facts for one in found), on)
    near = [one for one in found if central_timeliness(one.facts, on, soon) is Timeliness.DUE_SOON]
    open_alone = [one for one in found if one.facts.state in PENDING and one.directive_id is None]
    late = _late_inside(user.jurisdiction_id, found, moment)
    chosen = near if wanted.due_soon else [one for one in found if one.id in late] if wanted.is_late_inside else found
    if wanted.cell:
        chosen = [one for one in chosen if cell_of(one.facts, on) == wanted.cell]
    return Listed(moment, figures, len(near), len(open_alone), len(late), sorted(chosen, key=_pressing))


def _late_inside(jurisdiction_id: int, found: Iterable[TaskState], moment: Moment) -> set[int]:
    """The tasks that are overdue by our own deadline."""
    passed_on = {one.id: one.directive_id for one in found if one.directive_id}
    parts = parts_on(jurisdiction_id, set(passed_on.values()), moment)
    return {
        task_id
        for task_id, directive_id in passed_on.items()
        if any(
            timeliness(part, moment.on, moment.due_soon_days) is Timeliness.OVERDUE
            for part in parts.get(directive_id, ())
        )
    }


def _pressing(one: TaskState) -> tuple[bool, bool, dt.date, int]:
    due = one.facts.due_on
    return one.facts.state not in PENDING, due is None, due or dt.date.max, one.id


def _worded(seen: QuerySet[CentralTask], wanted: TaskFilter) -> QuerySet[CentralTask]:
    """What does not change with the day is asked of the database."""
    if wanted.giver:
        seen = seen.filter(giver=wanted.giver)
    words = fold(wanted.text).split()
    if words:
        query = " & ".join([*words[:-1], words[-1] + ":*"])
        seen = seen.filter(search_vector=SearchQuery(query, search_type="raw", config="simple"))
    return seen


def _fits(one: TaskState, wanted: TaskFilter) -> bool:
    facts = one.facts
    return (
        (not wanted.state or facts.state == wanted.state)
        and all(
            asked is None or (own or NOBODY) == asked
            for asked, own in (
                (wanted.unit_id, one.unit_id), (wanted.specialist_id, one.specialist_id), (wanted.field_id, one.field_id),
            )
        )
        and (wanted.is_assigned is None or wanted.is_assigned == (one.directive_id is not None))
        and (wanted.due_from is None or (facts.due_on is not None and facts.due_on >= wanted.due_from))
        and (wanted.due_to is None or (facts.due_on is not None and facts.due_on <= wanted.due_to))
    )  # fmt: skip


def states_on(jurisdiction_id: int, seen: QuerySet[CentralTask], moment: Moment) -> list[TaskState]:
    """Return the states of these tasks of one jurisdiction at a moment (one query, two for another day than today)."""
    columns = (
        "id", "state", "due_on", "original_due_on", "reported_on", "unit_id", "field_id", "specialist_id", "directive_id",
    )  # fmt: skip
    if moment.is_now:
        return [
            TaskState(
                task_id, CentralFacts(state, judged_by(due_on, first, moment), reported_on), unit, field, person, directive,
                due_on, first,
            )
            for task_id, state, due_on, first, reported_on, unit, field, person, directive in seen.values_list(*columns)
        ]  # fmt: skip
    first = dict(seen.values_list("id", "original_due_on"))
    if not first:
        return []
    found = []
    for task_id, said in _last_payloads(jurisdiction_id, events.TASK, first, moment):
        due_on = _day(said["due_on"])
        facts = CentralFacts(said["state"], judged_by(due_on, first[task_id], moment), _day(said["reported_on"]))
        found.append(TaskState(task_id, facts, *_places(said), due_on, first[task_id]))
    return found


def judged_by(due_on: dt.date | None, original: dt.date | None, moment: Moment) -> dt.date | None:
    """Return the deadline that a moment judges by; what has none on the day has no first one to be judged by either."""
    return original if moment.against_original and due_on is not None else due_on


def _places(said: dict[str, Any]) -> tuple[Any, Any, Any, Any]:
    return said["unit_id"], said["field_id"], said["specialist_id"], said["directive_id"]


def _last_payloads(
    jurisdiction_id: int, aggregate: str, ids: Collection[int], moment: Moment
) -> list[tuple[int, dict[str, Any]]]:
    """The payload of the last event of each chain that had taken effect and was known."""
    found = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=aggregate, aggregate_id__in=list(ids), effective_on__lte=moment.on
    )
    if moment.known_at is not None:
        found = found.filter(recorded_at__lte=moment.known_at)
    last = found.order_by("aggregate_id", "-seq").distinct("aggregate_id")
    return list(last.values_list("aggregate_id", "payload"))


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def rows_of(jurisdiction_id: int, states: Iterable[TaskState], moment: Moment) -> list[TaskRow]:
    """Return the lines of these states in their order (three queries, four for another day than today)."""
    chosen = list(states)
    tasks = {
        task.id: task
        for task in CentralTask.objects.select_related("unit", "document").filter(
            jurisdiction_id=jurisdiction_id, id__in=[one.id for one in chosen]
        )
    }
    parts = parts_on(jurisdiction_id, {one.directive_id for one in chosen if one.directive_id}, moment)
    moves = moves_on(jurisdiction_id, [one.id for one in chosen], moment)
    on, soon = moment.on, moment.due_soon_days
    found = []
    for one in chosen:
        first = one.by(one.original_due_on if one.current_due_on is not None else None)
        found.append(
            TaskRow(
                tasks[one.id], one, two_clocks(one.facts, parts.get(one.directive_id or 0, ()), on, soon),
                cell=cell_of(one.facts, on), original_cell=cell_of(first, on),
                current_says=central_timeliness(one.by(one.current_due_on), on, soon),
                original_says=central_timeliness(first, on, soon), moves=moves.get(one.id, 0),
            )
        )  # fmt: skip
    return found


def moves_on(jurisdiction_id: int, task_ids: Collection[int], moment: Moment) -> dict[int, int]:
    """Return how often the centre had moved the deadlines of these tasks at a moment; giving the first one is no move."""
    found = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=events.TASK, aggregate_id__in=list(task_ids),
        code=events.DEADLINE_MOVED, effective_on__lte=moment.on,
    ).exclude(payload__was=None)  # fmt: skip
    if moment.known_at is not None:
        found = found.filter(recorded_at__lte=moment.known_at)
    return dict(found.order_by().values_list("aggregate_id").annotate(n=Count("id")))


def parts_on(jurisdiction_id: int, directive_ids: Collection[int], moment: Moment) -> dict[int, list[AssignmentState]]:
    """Return the states of the lead units' parts of these directives at a moment, by directive."""
    if not directive_ids:
        return {}
    rows = list(
        Assignment.objects.filter(
            jurisdiction_id=jurisdiction_id, directive_id__in=list(directive_ids), role=AssignmentRole.LEAD
        ).order_by("id")
    )
    first = {row.id: row.original_due_on for row in rows}
    states = {row.id: state_of(row) for row in rows}
    if not moment.is_now:
        told = _last_payloads(jurisdiction_id, directive_events.ASSIGNMENT, list(states), moment) if rows else []
        states = {
            owner: AssignmentState(
                said["lifecycle"], _day(said["due_on"]), _day(said["reported_on"]), _day(said["completed_on"])
            )
            for owner, said in told
        }
    found: dict[int, list[AssignmentState]] = {}
    for row in rows:
        if row.id in states:
            now = states[row.id]
            states[row.id] = replace(now, due_on=judged_by(now.due_on, first[row.id], moment))
            found.setdefault(row.directive_id, []).append(states[row.id])
    return found


def overdue_on(user: User, on: dt.date, *, today: dt.date) -> int:
    """Return how many tasks were overdue by the centre's clock on a day: "14 late on 31/12/2020"."""
    return listed(user, TaskFilter(cell="overdue"), Moment(on=on, today=today)).cut.overdue


def waiting(user: User, moment: Moment) -> list[TaskRow]:
    """Return the open tasks that are near or past either clock: for a specialist their own, for others all they see.

    Args:
        user: of the office, or the chair.
        moment: today.
    """
    seen = tasks_seen(user).filter(state=CentralState.OPEN)
    if user.role == Role.SPECIALIST:
        seen = seen.filter(specialist_id=user.pk)
    rows = rows_of(user.jurisdiction_id, sorted(states_on(user.jurisdiction_id, seen, moment), key=_pressing), moment)
    pressing = {Timeliness.OVERDUE, Timeliness.DUE_SOON}
    return [
        row
        for row in rows
        if row.clocks.central.says in pressing
        or row.clocks.is_beyond
        or (row.clocks.internal is not None and row.clocks.internal.says in pressing)
    ]
