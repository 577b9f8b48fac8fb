"""Reads of single directives and of what waits for events. Lists are in `listing.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.accounts.selectors import user_names
from dondoc.directives import events
from dondoc.directives.models import Assignment, DeadlineEvent, Directive, Evidence
from dondoc.directives.permissions import may_read_report, may_set_deadline, require_visible, steps_for
from dondoc.directives.rules import Transition
from dondoc.foundation.errors import NotFound
from dondoc.foundation.models import DomainModel
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent

_Row = TypeVar("_Row", bound=DomainModel)


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One assignment on a directive's page, with what this person may do to it."""

    assignment: Assignment
    evidence: Sequence[Evidence]
    steps: Sequence[Transition]
    may_set_deadline: bool


@dataclass(frozen=True, slots=True)
class DirectiveView:
    """A directive's page: the directive, its assignments, its whole history."""

    directive: Directive
    assignments: Sequence[AssignmentView]
    events: Sequence[LedgerEvent]
    actors: dict[int, str] = field(default_factory=dict)


def directive_view(user: User, directive_id: int) -> DirectiveView:
    """Return all that `user` sees of one directive.

    Raises:
        NotFound: there is none, or it is outside the person's scope.
    """
    directive = (
        Directive.objects.select_related("document", "field", "event")
        .filter(jurisdiction_id=user.jurisdiction_id, id=directive_id)
        .first()
    )
    if directive is None:
        raise NotFound
    assignments = list(
        Assignment.objects.select_related("unit", "directive")
        .filter(jurisdiction_id=user.jurisdiction_id, directive_id=directive.id)
        .order_by("-role", "unit__sort_key")
    )
    scope = people.scope_of(user)
    require_visible(user, directive, frozenset(a.unit_id for a in assignments), scope=scope)
    readable = {a.id for a in assignments if may_read_report(scope, a, assignments)}
    evidence: dict[int, list[Evidence]] = {}
    if people.may_see_files(user):
        shown = Evidence.objects.select_related("file").filter(
            jurisdiction_id=user.jurisdiction_id, assignment_id__in=readable
        )
        for item in shown.order_by("added_at", "id"):
            evidence.setdefault(item.assignment_id, []).append(item)
    history = timeline(
        user.jurisdiction_id,
        [
            (events.DIRECTIVE, directive.id),
            *((events.ASSIGNMENT, a.id) for a in assignments),
            *([(events.DEADLINE_EVENT, directive.event_id)] if directive.event_id else []),
        ],
    )
    history = [
        event
        for event in history
        if event.aggregate != events.ASSIGNMENT
        or event.aggregate_id in readable
        or event.code == events.ASSIGNMENT_CREATED
    ]
    return DirectiveView(
        directive=directive,
        assignments=[
            AssignmentView(a, evidence.get(a.id, []), steps_for(user, a, scope=scope), may_set_deadline(user, a))
            for a in assignments
        ],
        events=history,
        actors=user_names(user.jurisdiction_id, {event.actor_id for event in history}),
    )


def assignment_for(user: User, assignment_id: int) -> Assignment:
    """Return one assignment with its directive and unit.

    Raises:
        NotFound: there is none, or its directive is outside the person's scope.
    """
    found = (
        Assignment.objects.select_related("directive", "unit")
        .filter(jurisdiction_id=user.jurisdiction_id, id=assignment_id)
        .first()
    )
    if found is None:
        raise NotFound
    siblings = Assignment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id=found.directive_id)
    require_visible(user, found.directive, frozenset(siblings.values_list("unit_id", flat=True)))
    return found


def evidence_of(user: User, assignment: Assignment) -> list[Evidence]:
    """Return the evidence of an assignment that `user` sees; none where they may not open it."""
    if not people.may_see_files(user) or not _reads_report(user, assignment):
        return []
    shown = Evidence.objects.select_related("file").filter(
        jurisdiction_id=user.jurisdiction_id, assignment_id=assignment.id
    )
    return list(shown.order_by("added_at", "id"))


def evidence_for(user: User, evidence_id: int) -> Evidence:
    """Return one evidence file's row.

    Raises:
        NotFound: there is none, or this person may not open it.
    """
    found = file_row_for(user, Evidence.objects.select_related("file"), evidence_id)
    if not _reads_report(user, assignment_for(user, found.assignment_id)):
        raise NotFound
    return found


def file_row_for(user: User, rows: QuerySet[_Row], row_id: int) -> _Row:
    """Return the row of a file that came with something; whether `user` reads what it came with is still to be asked.

    Raises:
        NotFound: there is none, or `user` opens no files.
    """
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=row_id).first()
    if found is None or not people.may_see_files(user):
        raise NotFound
    return found


def _reads_report(user: User, assignment: Assignment) -> bool:
    scope = people.scope_of(user)
    if may_read_report(scope, assignment, ()):
        return True
    siblings = Assignment.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id, directive_id=assignment.directive_id
    )
    return may_read_report(scope, assignment, siblings)


def events_for(user: User) -> QuerySet[DeadlineEvent]:
    """Return the events, recorded or not, that `user` may know of.

    The office, which records them, has them all; people of a unit those that a directive of theirs waits for.
    """
    found = DeadlineEvent.objects.filter(jurisdiction_id=user.jurisdiction_id)
    scope = people.scope_of(user)
    if scope.kind == "none":
        return found.none()
    if scope.kind == "units":
        mine = Directive.objects.filter(
            jurisdiction_id=user.jurisdiction_id,
            event_id=OuterRef("id"),
            assignments__unit_id__in=sorted(scope.unit_ids),
        )
        return found.filter(Exists(mine))
    return found


def awaited_events(user: User) -> list[DeadlineEvent]:
    """Return the events that `user` may know of and that nobody has recorded yet, oldest first."""
    return list(events_for(user).filter(occurred_on__isnull=True).order_by("created_at", "id"))
