"""Permissions on directives and assignments: accounts' predicates applied to the objects of this room."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rules import TRANSITIONS, Transition
from dondoc.foundation.errors import NotFound
from dondoc.ledger.models import LedgerEvent

ACCEPT = "accept_completion"


def require_visible(
    user: User, directive: Directive, unit_ids: frozenset[int], *, scope: people.Scope | None = None
) -> None:
    """Raise NotFound where `user` may not know of `directive`.

    Args:
        user: who asks.
        directive: the directive.
        unit_ids: the units that have an assignment in it.
        scope: `scope_of(user)` where the caller has it already.

    Raises:
        NotFound: it is outside the person's scope.
    """
    scope = scope or people.scope_of(user)
    if not scope.sees(jurisdiction_id=directive.jurisdiction_id, unit_ids=unit_ids, field_id=directive.field_id):
        raise NotFound


def may_read_report(scope: people.Scope, assignment: Assignment, siblings: Iterable[Assignment]) -> bool:
    """Tell whether a person of this scope may read what was reported, its files, and why it was returned.

    People of a unit read their own, and across the roles of one directive: who leads reads those who coordinate
    with them and they the lead. Units that stand side by side ("các sở, ngành, địa phương") see of each other
    how far they are, and no more.

    Args:
        scope: of the person, who sees the directive.
        assignment: whose report it is.
        siblings: all assignments of the directive.
    """
    if scope.kind != "units" or assignment.unit_id in scope.unit_ids:
        return True
    return any(own.unit_id in scope.unit_ids and own.role != assignment.role for own in siblings)


def may_take(user: User, step: Transition, assignment: Assignment, *, scope: people.Scope | None = None) -> bool:
    """Tell whether `user` is one who may take `step` on `assignment` (whatever its state)."""
    if step.who == "unit":
        return people.may_report_for(user, assignment.unit_id, scope=scope)
    if step.who == "leader":
        return people.may_reopen(user)
    if step.verb == "withdraw":
        return people.may_withdraw(user, field_id=assignment.field_id)
    return people.may_decide_completion(user, field_id=assignment.field_id, unit_id=assignment.unit_id)


def steps_for(user: User, assignment: Assignment, *, scope: people.Scope | None = None) -> list[Transition]:
    """Return the steps that this person may take on this assignment now: the buttons of its row."""
    possible = [step for step in TRANSITIONS if assignment.lifecycle in step.from_]
    found = [step for step in possible if may_take(user, step, assignment, scope=scope)]
    # Asked only where it can be: of those who report for this unit themselves.
    if user.unit_id == assignment.unit_id and any(step.verb == ACCEPT for step in found) and reported(user, assignment):
        found = [step for step in found if step.verb != ACCEPT]
    return found


def reported(user: User, assignment: Assignment) -> bool:
    """Tell whether the report that stands is this person's own: who reports is never who accepts."""
    last = LedgerEvent.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id,
        aggregate=events.ASSIGNMENT,
        aggregate_id=assignment.id,
        code=events.ASSIGNMENT_REPORTED,
    ).order_by("-seq")
    return last.values_list("actor_id", flat=True).first() == user.pk


def may_set_deadline(user: User, assignment: Assignment) -> bool:
    """Tell whether `user` may correct the deadline of an open assignment."""
    return assignment.lifecycle in OPEN_LIFECYCLES and people.may_withdraw(user, field_id=assignment.field_id)
