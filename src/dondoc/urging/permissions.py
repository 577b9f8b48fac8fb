"""Who sets the rules, who urges and asks for explanations, who answers, and who sees the cases."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives.models import Assignment
from dondoc.urging import rules
from dondoc.urging.models import Explanation, ExplanationItem, UrgedItem, Urging

#: These stand above whoever asked.
ABOVE = frozenset({Role.CHAIR, Role.OFFICE_LEADER})


def may_set_rules(user: User) -> bool:
    """Return whether `user` sets the office's reminder rules: its leader."""
    return user.is_active and user.role == Role.OFFICE_LEADER


def may_see_rules(user: User) -> bool:
    """Return whether `user` reads the rules: whoever sees directives may know when they are told of what."""
    return people.may_see_directives(user)


def may_preview(user: User) -> bool:
    """Return whether `user` sees what the next run would tell of everybody: the chair and the office."""
    return user.is_active and (user.role == Role.CHAIR or people.is_office(user))


def urges(user: User) -> bool:
    """Return whether `user` urges anybody at all: the chair, the leader of the office, its specialists."""
    return user.is_active and user.role in rules.URGE.roles


def may_urge(user: User, assignment: Assignment) -> bool:
    """Return whether `user` urges for this assignment, and asks to explain it.

    A specialist in their own fields; nobody their own unit.
    """
    return (
        urges(user)
        and assignment.jurisdiction_id == user.jurisdiction_id
        and assignment.unit_id != user.unit_id
        and (user.role in ABOVE or people.may_withdraw(user, field_id=assignment.field_id))
    )


def may_urge_now(user: User, assignment: Assignment) -> bool:
    """Return whether there is something to urge: the unit still owes it."""
    return may_urge(user, assignment) and assignment.lifecycle in rules.URGE.lifecycles


def may_ask_explanation(user: User, assignment: Assignment) -> bool:
    """Return whether `user` may ask the unit to explain this assignment while it is open."""
    return may_urge(user, assignment) and assignment.lifecycle in rules.ASK_EXPLANATION.lifecycles


def may_draft_letter(user: User) -> bool:
    """Return whether `user` has the official letter of an urging drafted: who urges and writes drafts."""
    return urges(user) and people.is_office(user)


def plays(
    user: User, who: rules.ExplanationWho, explanation: Explanation, *, scope: people.Scope | None = None
) -> bool:
    """Return whether `user` has this part in a request: its unit's people; who asked it, and who stands above them."""
    if not user.is_active or explanation.jurisdiction_id != user.jurisdiction_id or not rules.plays(who, user.role):
        return False
    if who == "unit":
        return people.may_report_for(user, explanation.unit_id, scope=scope)
    if explanation.unit_id == user.unit_id:
        return False
    return user.role in ABOVE or explanation.asked_by_id == user.pk


def verbs_for(
    user: User, explanation: Explanation, *, scope: people.Scope | None = None
) -> tuple[rules.ExplanationVerb, ...]:
    """What this person may do with a request now."""
    return tuple(
        step.verb
        for step in rules.EXPLANATION_STEPS
        if step.source == explanation.state and plays(user, step.who, explanation, scope=scope)
    )


def explanations_seen(user: User) -> QuerySet[Explanation]:
    """Return the requests that `user` reads: people of a unit their own units', a specialist those of their fields."""
    scope = people.scope_of(user)
    here = Explanation.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if scope.kind == "none":
        return here.none()
    if scope.kind == "units":
        return here.filter(unit_id__in=scope.unit_ids)
    if scope.kind == "fields":
        mine = ExplanationItem.objects.filter(
            Q(assignment__field_id__isnull=True) | Q(assignment__field_id__in=scope.field_ids),
            jurisdiction_id=user.jurisdiction_id, explanation_id=OuterRef("id"),
        )  # fmt: skip
        return here.filter(Q(asked_by_id=user.pk) | Exists(mine))
    return here


def urgings_seen(user: User) -> QuerySet[Urging]:
    """Return the urgings that `user` reads: of a unit's people those with something of their units."""
    scope = people.scope_of(user)
    here = Urging.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if scope.kind == "none":
        return here.none()
    if scope.kind == "all":
        return here
    items = items_within(
        UrgedItem.objects.filter(jurisdiction_id=user.jurisdiction_id, urging_id=OuterRef("id")), scope
    )
    return here.filter(Exists(items))


def items_within(items: QuerySet[UrgedItem], scope: people.Scope) -> QuerySet[UrgedItem]:
    """Return those of the items that a person of this scope sees."""
    if scope.kind == "units":
        return items.filter(unit_id__in=scope.unit_ids)
    if scope.kind == "fields":
        return items.filter(Q(assignment__field_id__isnull=True) | Q(assignment__field_id__in=scope.field_ids))
    return items


def visible(user: User, assignments: Iterable[Assignment]) -> list[Assignment]:
    """Return those of the assignments that are in the person's scope."""
    scope = people.scope_of(user)
    return [
        one
        for one in assignments
        if scope.sees(jurisdiction_id=one.jurisdiction_id, unit_ids={one.unit_id}, field_id=one.field_id)
    ]
