"""Every step of a request for another deadline and of a clock, in every state by every role: as the tables have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story
from tests.followup import deadline_world as world
from tests.matrix import ROLES, differing

from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Assignment
from dondoc.followup import deadline_rules as rules
from dondoc.followup.choices import ExtensionState
from dondoc.followup.commands.resume_clock import resume_clock
from dondoc.followup.commands.withdraw_extension import withdraw_extension
from dondoc.followup.deadline_rules import ClockState
from dondoc.followup.models import ClockStop, Extension
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused

NOW = story.at("2021-01-19")
#: Whose part a step may be; the specialist of this story set the deadline, the other one of the same field did not.
PARTS = {"unit": ("lead_head", "lead_focal"), "decider": ("chair", "office_leader", "specialist")}
BLIND = {"other_unit_focal", "administrator", "outsider", "other_field"}


@pytest.fixture
def people(request: pytest.FixtureRequest, make_user: Callable[..., Any]) -> dict[str, Any]:
    """Everybody, and two more specialists: of the same field and of another."""
    found = {role: request.getfixturevalue(role) for role in ROLES}
    found["same_field"] = make_user("cv.kt", "specialist", unit="vp", fields=("kinh-te",))
    found["other_field"] = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))
    return found


def newest(subject: Assignment) -> str:
    """The state of the newest request of it."""
    found = Extension.objects.filter(jurisdiction_id=1, assignment_id=subject.id).order_by("-id").first()
    return found.state if found else rules.UNASKED


def bring(state: str, subject: Assignment, people: dict[str, Any]) -> Extension | None:
    """Bring the newest request to a state by the commands."""
    if state == rules.UNASKED:
        return None
    asked = world.ask(people["lead_head"], subject, wanted_on=dt.date(2021, 1, 28))
    if state in {ExtensionState.GRANTED, ExtensionState.REFUSED}:
        world.decide(people["specialist"], asked, is_granted=state == ExtensionState.GRANTED)
    if state == ExtensionState.WITHDRAWN:
        withdraw_extension(actor=people["lead_focal"], extension_id=asked.id, now=NOW)
    assert newest(subject) == state
    return asked


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("state", [rules.UNASKED, *ExtensionState.values])
def test_a_request_goes_exactly_where_the_table_has_it(state, is_closed, people, subject):
    asked = bring(state, subject, people)
    if is_closed:
        story.call("withdraw", people["specialist"], subject.id, NOW)
    number = asked.id if asked else 0
    verbs: dict[Any, Callable[[Any], object]] = {
        "ask": lambda actor: world.ask(actor, subject, now=NOW),
        "grant": lambda actor: world.decide(actor, Extension(id=number)),
        "refuse": lambda actor: world.decide(actor, Extension(id=number), is_granted=False),
        "withdraw": lambda actor: withdraw_extension(actor=actor, extension_id=number, now=NOW),
    }
    assert set(verbs) == {step.verb for step in rules.EXTENSION_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role in BLIND or (asked is None and verb != "ask"):
            return NotFound
        if role not in PARTS[rules.extension_part(verb)]:
            return Refused
        step = rules.extension_step(state, verb)
        return Conflict if step is None or (is_closed and verb not in rules.ON_CLOSED) else step.target

    assert not differing(people, verbs, lambda: newest(subject), wanted)


def clock_of(subject: Assignment) -> ClockState:
    """How its clock stands."""
    here = ClockStop.objects.filter(jurisdiction_id=1, assignment_id=subject.id, until__isnull=True)
    return rules.clock_state(world.fresh(subject).due_on, is_stopped=here.exists())


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("state", ClockState)
def test_a_clock_goes_exactly_where_the_table_has_it(state, is_closed, people, subject, province):
    specialist = people["specialist"]
    if state == ClockState.UNDATED:
        given = story.give(specialist, province, due_on=None)
        subject = story.assignment(given, province.units["skhdt"])
    stop = None
    if state in {ClockState.STOPPED, ClockState.SET_MEANWHILE}:
        stop = world.stop(specialist, subject)
    if state == ClockState.SET_MEANWHILE:
        set_deadline(
            actor=specialist, assignment_id=subject.id, due_on=dt.date(2021, 2, 8), reason="Lịch mới.", now=NOW
        )
    if state == ClockState.RUNNING:
        # Days that are over already: they are not resumed again.
        stop = world.stop(specialist, subject, since=dt.date(2021, 1, 8), until=dt.date(2021, 1, 8))
    assert clock_of(subject) == state
    if is_closed:
        story.call("withdraw", specialist, subject.id, NOW)
    days = {"since": dt.date(2021, 1, 12), "until": dt.date(2021, 1, 13)}
    number = stop.id if stop else 0
    until = dt.date(2021, 1, 19)

    def record(given: dict[str, Any]) -> Callable[[Any], object]:
        def act(actor: Any) -> object:
            try:
                return world.stop(actor, subject, now=NOW, **given)
            except BadInput as error:
                # No deadline, or days that go on already: said as a fault of what was typed.
                if error.code not in {"undated", "overlaps"}:
                    raise
                raise Conflict(error.message) from error

        return act

    verbs: dict[Any, Callable[[Any], object]] = {
        "stop": record({}), "record": record(days),
        "resume": lambda actor: resume_clock(actor=actor, stop_id=number, until=until, now=NOW),
    }  # fmt: skip
    assert set(verbs) == {step.verb for step in rules.CLOCK_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role in BLIND or (verb == "resume" and stop is None):
            return NotFound
        step = rules.clock_step(state, verb)
        if role not in PARTS["decider"]:
            return Refused
        return Conflict if step is None or is_closed else step.target

    assert not differing(people, verbs, lambda: clock_of(subject), wanted)


def test_no_table_has_a_step_twice_and_the_roles_are_those_of_the_page():
    for table in (rules.EXTENSION_STEPS, rules.CLOCK_STEPS):
        pairs = [(step.source, step.verb) for step in table]
        assert len(set(pairs)) == len(pairs)
    assert {role for role in ("chair", "office_leader", "specialist", "clerk", "unit_head", "focal_point", "observer")
            if rules.plays("decider", role)} == {"chair", "office_leader", "specialist"}  # fmt: skip
    assert not any(rules.plays("unit", role) for role in ("chair", "observer", "administrator"))
