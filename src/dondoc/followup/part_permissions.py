"""Who holds a part of an assignment, who gave it, who reads of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.models import Assignment
from dondoc.directives.rules import Transition
from dondoc.followup.part_models import Part
from dondoc.followup.part_rules import TRANSITIONS, Holder, stands


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with what it is a part of.

    Attributes:
        part: the part.
        assignment: the whole, with its directive.
        above: the parts above it, the topmost first.
    """

    part: Part
    assignment: Assignment
    above: Sequence[Part]

    @property
    def chain(self) -> list[Holder]:
        """Who holds what it is a part of, the assignment's unit first."""
        return chain_of(self.assignment, self.above)

    @property
    def stands(self) -> bool:
        """Whether it is still to be done."""
        return stands(self.part.lifecycle, (self.assignment.lifecycle, *(one.lifecycle for one in self.above)))

    @property
    def parent(self) -> Assignment | Part:
        """What it is directly a part of."""
        return self.above[-1] if self.above else self.assignment


def holder_of(part: Part) -> Holder:
    """Return who has the part."""
    return Holder(part.unit_id, part.user_id)


def chain_of(assignment: Assignment, above: Sequence[Part]) -> list[Holder]:
    """Return who holds the assignment and the parts of this line, the topmost first."""
    return [Holder(assignment.unit_id), *map(holder_of, above)]


def holds(user: User, holder: Holder, *, scope: people.Scope | None = None) -> bool:
    """Return whether `user` does the work of this holder: the person while in that unit; the unit's people where none is named."""
    if holder.user_id is not None:
        return user.is_active and user.pk == holder.user_id and user.unit_id == holder.unit_id
    return people.may_report_for(user, holder.unit_id, scope=scope)


def gives(user: User, placed: Placed, *, scope: people.Scope | None = None) -> bool:
    """Return whether `user` decides on this part: who holds what it is a part of, or stands above that; never for themselves."""
    if user.jurisdiction_id != placed.part.jurisdiction_id or user.pk == placed.part.user_id:
        return False
    return any(holds(user, holder, scope=scope) for holder in placed.chain)


def may_divide(user: User, placed_under: Assignment | Placed, *, scope: people.Scope | None = None) -> bool:
    """Return whether `user` divides this assignment or part: who holds it."""
    if isinstance(placed_under, Placed):
        return holds(user, holder_of(placed_under.part), scope=scope)
    return holds(user, Holder(placed_under.unit_id), scope=scope)


def may_take_part_step(user: User, step: Transition, placed: Placed, *, scope: people.Scope | None = None) -> bool:
    """Return whether `user` is one who may take `step` on this part, whatever its state."""
    if step.who == "holder":
        return holds(user, holder_of(placed.part), scope=scope)
    return gives(user, placed, scope=scope)


def part_steps(user: User, placed: Placed, *, scope: people.Scope | None = None) -> list[str]:
    """Return the verbs that `user` may take on this part now; who reports never accepts."""
    if not placed.stands:
        return []
    return [
        step.verb
        for step in TRANSITIONS
        if placed.part.lifecycle in step.from_
        and may_take_part_step(user, step, placed, scope=scope)
        and not (step.verb == "accept_part" and placed.part.reported_by_id == user.pk)
    ]


def reads(user: User, scope: people.Scope, placed: Placed) -> bool:
    """Return whether `user` reads what this part says and what was reported of it.

    The office as it reads the assignment; people of the assignment's unit and of those above it; who has this part, or one
    that it is a part of, and the people of their units. Who has a part beside it sees how far it is, and no more.
    """
    here = placed.assignment
    if user.jurisdiction_id != here.jurisdiction_id or scope.kind == "none":
        return False
    lines = (*placed.above, placed.part)
    if any(user.pk == one.user_id and user.unit_id == one.unit_id for one in lines):
        return True
    units = {here.unit_id, *(one.unit_id for one in lines)}
    return scope.sees(jurisdiction_id=here.jurisdiction_id, unit_ids=units, field_id=here.field_id)
