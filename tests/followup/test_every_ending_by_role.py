"""Transfer by decision, merger, replacement and taking them back, in every state by every role: as the tables have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story
from tests.followup import succession_world as world
from tests.matrix import ROLES, differing

from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment, Directive
from dondoc.followup import succession_rules as rules
from dondoc.followup.models import AssignmentSuccession, Succession
from dondoc.followup.succession_rules import Fate
from dondoc.foundation.errors import Conflict, NotFound, Refused

OFFICE = ("office_leader", "specialist", "same_field")
BLIND = {"coordinating_focal", "other_unit_focal", "administrator", "outsider", "other_field"}


@pytest.fixture
def people(request: pytest.FixtureRequest, make_user: Callable[..., Any]) -> dict[str, Any]:
    """Everybody, and two more specialists: of the same field and of another."""
    found = {role: request.getfixturevalue(role) for role in ROLES}
    found["same_field"] = make_user("cv.kt", "specialist", unit="vp", fields=("kinh-te",))
    found["other_field"] = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))
    return found


def wanted_by(table: tuple[rules.EndStep, ...], state: Fate, *, was_done: bool, sees: tuple[str, ...] = ()) -> Any:
    """What the table says, by role and verb; the specialist has done what was done."""

    def wanted(role: str, verb: Any) -> Any:
        if (role in BLIND and role not in sees) or (verb == "undo" and not was_done):
            return NotFound
        doers = ("office_leader", "specialist") if verb == "undo" else OFFICE
        if role not in doers:
            return Refused
        return next((step.target for step in table if (step.source, step.verb) == (state, verb)), Conflict)

    return wanted


def fate_of(directive: Directive) -> Fate:
    """How a directive stands."""
    act = Succession.objects.filter(jurisdiction_id=1, directive_id=directive.id, undone_at__isnull=True).first()
    if act is not None:
        return Fate(act.kind)
    here = Assignment.objects.filter(jurisdiction_id=1, directive_id=directive.id, lifecycle__in=OPEN_LIFECYCLES)
    return Fate.OPEN if here.exists() else Fate.CLOSED


@pytest.mark.parametrize("case", ["open", "undone", "closed", "merged", "superseded"])
def test_a_directive_ends_in_favour_of_another_exactly_where_the_table_has_it(case, people, province):
    specialist = people["specialist"]
    ends, stays = (story.give(specialist, province, coordinates=()) for _each in range(2))
    act = None
    if case in {"merged", "undone"}:
        (act,) = world.merge(specialist, stays, ends)
    if case == "superseded":
        (act,) = world.supersede(specialist, stays, ends)
    if case == "undone" and act:
        world.undo(specialist, act)
    if case == "closed":
        story.call("withdraw", specialist, story.assignment(ends, province.units["skhdt"]).id, world.NOW)
    state = Fate.OPEN if case == "undone" else Fate(case)
    assert fate_of(ends) == state
    verbs: dict[Any, Callable[[Any], object]] = {
        "merge": lambda actor: world.merge(actor, stays, ends),
        "supersede": lambda actor: world.supersede(actor, stays, ends),
        "undo": lambda actor: world.undo(actor, act or Succession(id=0)),
    }
    assert set(verbs) == {step.verb for step in rules.ENDING_STEPS}
    wanted = wanted_by(rules.ENDING_STEPS, state, was_done=act is not None)
    assert not differing(people, verbs, lambda: fate_of(ends), wanted)


def fate_of_part(assignment: Assignment) -> Fate:
    """How an assignment stands."""
    links = AssignmentSuccession.objects.filter(jurisdiction_id=1, assignment_id=assignment.id)
    if links.filter(succession__undone_at__isnull=True).exists():
        return Fate.TRANSFERRED
    return rules.fate_of(Assignment.objects.get(jurisdiction_id=1, id=assignment.id).lifecycle)


@pytest.mark.parametrize("case", ["open", "undone", "reported", "accepted", "transferred"])
def test_an_assignment_is_handed_over_exactly_where_the_table_has_it(case, people, province):
    specialist, to = people["specialist"], province.units["syt"]
    subject = story.assignment(story.give(specialist, province, coordinates=()), province.units["skhdt"])
    act = world.by_decision(specialist, subject, to) if case in {"transferred", "undone"} else None
    if case == "undone" and act:
        world.undo(specialist, act)
    if case in {"reported", "accepted"}:
        story.bring_to(case, subject, unit=people["lead_head"], office=specialist)
    state = {"undone": Fate.OPEN, "reported": Fate.CLOSED, "accepted": Fate.CLOSED}.get(case) or Fate(case)
    assert fate_of_part(subject) == state
    verbs: dict[Any, Callable[[Any], object]] = {
        "transfer": lambda actor: world.by_decision(actor, subject, to),
        "undo": lambda actor: world.undo(actor, act or Succession(id=0)),
    }
    assert set(verbs) == {step.verb for step in rules.HAND_OVER_STEPS}
    # The other unit has a part in the directive, though it was withdrawn again.
    sees = ("other_unit_focal",) if act else ()
    wanted = wanted_by(rules.HAND_OVER_STEPS, state, was_done=act is not None, sees=sees)
    assert not differing(people, verbs, lambda: fate_of_part(subject), wanted)


def test_no_table_has_a_step_twice():
    pairs = [(step.source, step.verb) for step in (*rules.HAND_OVER_STEPS, *rules.ENDING_STEPS)]
    assert len(set(pairs)) == len(pairs)
