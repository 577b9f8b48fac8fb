"""Permissions on directives and assignments: accounts' predicates applied to the objects of this room."""

from __future__ import annotations

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rules import TRANSITIONS, Transition
from dondoc.foundation.errors import NotFound


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


def may_take(user: User, step: Transition, assignment: Assignment, *, scope: people.Scope | None = None) -> bool:
    """Tell whether `user` is one who may take `step` on `assignment` (whatever its state)."""
    if step.who == "unit":
        return people.may_report_for(user, assignment.unit_id, scope=scope)
    if step.verb == "withdraw":
        return people.may_withdraw(user, field_id=assignment.field_id)
    return people.may_decide_completion(user, field_id=assignment.field_id, unit_id=assignment.unit_id)


def steps_for(user: User, assignment: Assignment, *, scope: people.Scope | None = None) -> list[Transition]:
    """Return the steps that this person may take on this assignment now: the buttons of its row."""
    possible = [step for step in TRANSITIONS if assignment.lifecycle in step.from_]
    return [step for step in possible if may_take(user, step, assignment, scope=scope)]


def may_set_deadline(user: User, assignment: Assignment) -> bool:
    """Tell whether `user` may correct the deadline of an open assignment."""
    return assignment.lifecycle in OPEN_LIFECYCLES and people.may_withdraw(user, field_id=assignment.field_id)
