"""Reads of single tasks and of what may be said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.accounts.selectors import user_names, users_of
from dondoc.central import events
from dondoc.central.commands.move_central_deadline import beyond
from dondoc.central.listing import TaskRow, judged_by, moves_on, parts_on
from dondoc.central.models import CentralTask
from dondoc.central.permissions import steps_for, tasks_seen
from dondoc.central.rules import CentralFacts, Transition, TwoClocks, likeness, two_clocks
from dondoc.directives.events import ASSIGNMENT_REPORTED
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.states import state_of
from dondoc.documents.choices import Origin
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent

__all__ = ["TaskRow", "TaskView", "task_for", "task_view"]

#: From here on two contents are shown as perhaps the same; below it the list would be noise.
ALIKE = 0.35
_MOST_PROPOSED = 5


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task's page.

    Attributes:
        task: with unit, field, document and directive.
        clocks: both on the day.
        original_clocks: both by the first deadlines, the centre's and ours.
        moves: how often the centre moved its deadline.
        parts: our units' parts, the lead first.
        beyond: those of them that are due after the centre's day.
        steps: what this person may do now.
        specialist: the name of who answers for it.
        events: its history, oldest first.
        actors: names of those in it.
    """

    task: CentralTask
    clocks: TwoClocks
    parts: Sequence[Assignment]
    beyond: Sequence[Assignment]
    steps: Sequence[Transition]
    specialist: str
    events: Sequence[LedgerEvent]
    actors: dict[int, str] = field(default_factory=dict)
    original_clocks: TwoClocks | None = None
    moves: int = 0

    @property
    def verbs(self) -> list[str]:
        """The verbs of the steps."""
        return [step.verb for step in self.steps]


def task_for(user: User, task_id: int) -> CentralTask:
    """Return one task with its unit, field, document and directive.

    Raises:
        NotFound: there is none, or it is outside the person's scope.
    """
    found = (
        tasks_seen(user).select_related("unit", "field", "document", "directive__document").filter(id=task_id).first()
    )
    if found is None:
        raise NotFound
    return found


def task_view(user: User, task_id: int, moment: Moment) -> TaskView:
    """Return all that `user` sees of one task on a day.

    Raises:
        NotFound: there is none, or it is outside the person's scope.
    """
    task = task_for(user, task_id)
    parts = (
        list(
            Assignment.objects.select_related("unit")
            .filter(jurisdiction_id=user.jurisdiction_id, directive_id=task.directive_id)
            .order_by("-role", "unit__sort_key")
        )
        if task.directive_id
        else []
    )
    history = timeline(user.jurisdiction_id, [(events.TASK, task.id)])
    names = user_names(user.jurisdiction_id, {task.specialist_id, *(event.actor_id for event in history)})
    states = parts_on(user.jurisdiction_id, {task.directive_id} if task.directive_id else set(), moment)
    clocks = two_clocks(task.facts(), states.get(task.directive_id or 0, ()), moment.on, moment.due_soon_days)
    first = replace(moment, against_original=True)
    facts = CentralFacts(task.state, judged_by(task.due_on, task.original_due_on, first), task.reported_on)
    inside = parts_on(user.jurisdiction_id, {task.directive_id}, first) if task.directive_id else {}
    original = two_clocks(facts, inside.get(task.directive_id or 0, ()), moment.on, moment.due_soon_days)
    moves = moves_on(user.jurisdiction_id, [task.id], moment).get(task.id, 0)
    specialist = names.get(task.specialist_id or 0, "")
    return TaskView(
        task, clocks, parts, beyond(task), steps_for(user, task), specialist, history, names, original, moves
    )


def specialists_of(jurisdiction_id: int) -> list[tuple[int, str]]:
    """Return who of the office may answer for a task: id and name."""
    found = users_of(jurisdiction_id).filter(is_active=True, role__in=(Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK))
    return [(one.pk, one.full_name) for one in found]


@dataclass(frozen=True, slots=True)
class OfDirective:
    """A task that a directive passes on, with its clocks."""

    task: CentralTask
    clocks: TwoClocks


def tasks_of_directive(directive: Directive, parts: Sequence[Assignment], moment: Moment) -> list[OfDirective]:
    """Return the centre's tasks that a directive passes on, for the pages of who sees the directive."""
    found = CentralTask.objects.filter(jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id)
    leads = [state_of(part) for part in parts if part.role == "lead"]
    return [
        OfDirective(one, two_clocks(one.facts(), leads, moment.on, moment.due_soon_days))
        for one in found.order_by("due_on", "id")
    ]


def answer_offered(history: Sequence[LedgerEvent]) -> str:
    """Return the document's number that a unit named when it last reported completion: it may be what answers the centre.

    Args:
        history: the events of a directive's assignments, oldest first.
    """
    told = (
        str(event.payload.get("result_document", ""))
        for event in reversed(history)
        if event.code == ASSIGNMENT_REPORTED
    )
    return next((number for number in told if number), "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A directive of ours that may be the same task.

    Attributes:
        directive: with its document.
        is_same_document: whether it comes from a document with the number that the centre names.
        percent: how alike the words are.
    """

    directive: Directive
    is_same_document: bool
    percent: int


def same_directives(user: User, document_code: str, content: str, *, on: dt.date) -> list[Proposal]:
    """Return our directives that may be this task, the likeliest first, so that nothing is followed twice.

    Args:
        user: who would tie them: of the office.
        document_code: number of the centre's document.
        content: the task's words.
        on: directives of the two years before this day are looked at.
    """
    return proposals(recent_directives(user, on=on), document_code, content)


def recent_directives(user: User, *, on: dt.date) -> list[Directive]:
    """Return the directives of central origin of the last two years that `user` sees, with documents, for `proposals`.

    Only for people of the office: those of a unit see directives by their unit's parts and tie nothing.
    """
    scope = scope_of(user)
    if scope.kind not in {"all", "fields"}:
        return []
    since = dt.date(on.year - 2, on.month, 1)
    found = Directive.objects.select_related("document").filter(
        jurisdiction_id=user.jurisdiction_id, origin=Origin.CENTRAL, issued_on__gte=since
    )
    if scope.kind == "fields":
        found = found.filter(Q(field_id__isnull=True) | Q(field_id__in=sorted(scope.field_ids)))
    return list(found.order_by("-id")[:5000])


def proposals(directives: Sequence[Directive], document_code: str, content: str) -> list[Proposal]:
    """Return those of the directives that may be this task, the likeliest first."""
    wanted = fold(document_code).replace(" ", "")
    found = []
    for one in directives:
        same = bool(wanted) and one.document is not None and fold(one.document.code).replace(" ", "") == wanted
        alike = likeness(content, one.text)
        if alike >= ALIKE or (same and alike >= ALIKE / 2):
            found.append(Proposal(one, same, round(alike * 100)))
    found.sort(key=lambda each: (not each.is_same_document, -each.percent, -each.directive.id))
    return found[:_MOST_PROPOSED]
