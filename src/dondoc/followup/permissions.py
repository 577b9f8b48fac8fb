"""Who asks for another deadline, who decides, who sees the cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.followup.deadline_rules import Who, plays
from dondoc.followup.models import DeadlineDeputy
from dondoc.ledger.models import LedgerEvent

#: These stand above whoever set a deadline.
_ABOVE = frozenset({Role.CHAIR, Role.OFFICE_LEADER})


def may_ask_extension(user: User, assignment: Assignment, *, scope: people.Scope | None = None) -> bool:
    """Return whether `user` asks for another deadline of this assignment: the unit's people, while it is open and dated."""
    return (
        assignment.lifecycle in OPEN_LIFECYCLES
        and assignment.due_on is not None
        and may_have_part(user, "unit", assignment, scope=scope)
    )


def may_have_part(user: User, who: Who, assignment: Assignment, *, scope: people.Scope | None = None) -> bool:
    """Return whether a part of `deadline_rules` may be this person's, as far as the row alone says it.

    Which specialist decides on a deadline the ledger knows: see `decidable`.
    """
    if not user.is_active or not plays(who, user.role):
        return False
    if who == "unit":
        return people.may_report_for(user, assignment.unit_id, scope=scope)
    return assignment.jurisdiction_id == user.jurisdiction_id and assignment.unit_id != user.unit_id


def may_set_rules(user: User) -> bool:
    """Return whether `user` sets the office's rules of follow-up: its leader."""
    return user.is_active and user.role == Role.OFFICE_LEADER


def may_name_deputy(user: User) -> bool:
    """Return whether `user` sets deadlines and so may name who decides on them in their place."""
    return user.is_active and user.role in {Role.OFFICE_LEADER, Role.SPECIALIST}


def setters(jurisdiction_id: int, assignment_ids: Iterable[int]) -> dict[int, int]:
    """Return who set the deadline of each assignment: who gave it, gave it again (transfer, merger) or another day since.

    One query. Who granted an extension, stopped the clock or recorded that an awaited event happened did not set it.
    """
    found = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=events.ASSIGNMENT, aggregate_id__in=list(assignment_ids),
        code__in=(events.ASSIGNMENT_CREATED, events.ASSIGNMENT_DEADLINE_SET, events.ASSIGNMENT_GIVEN_AGAIN),
    ).exclude(payload__has_key="event_id")  # fmt: skip
    last = found.order_by("aggregate_id", "-seq").distinct("aggregate_id")
    return {owner: actor for owner, actor in last.values_list("aggregate_id", "actor_id") if actor is not None}


def stands_for(user: User, on: dt.date) -> frozenset[int]:
    """Return the users in whose place `user` decides on deadlines on a day, and `user`."""
    named = DeadlineDeputy.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        jurisdiction_id=user.jurisdiction_id,
        deputy_id=user.pk,
        valid_from__lte=on,
    )
    return frozenset({user.pk, *named.values_list("setter_id", flat=True)})


def decidable(user: User, assignments: Iterable[Assignment], *, on: dt.date) -> set[int]:
    """Return those of the assignments on whose deadline `user` decides, by id (two queries).

    Who set the deadline, who was named in their place, and those who stand above: the chair and the leader of the office.
    Nobody decides for a unit whose people they belong to.
    """
    listed = [one for one in assignments if may_have_part(user, "decider", one)]
    if user.role in _ABOVE or not listed:
        return {one.id for one in listed}
    mine = stands_for(user, on)
    by = setters(user.jurisdiction_id, [one.id for one in listed])
    return {one.id for one in listed if by.get(one.id) in mine and people.may_withdraw(user, field_id=one.field_id)}
