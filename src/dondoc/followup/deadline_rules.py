"""The steps of a request for another deadline and of a clock that stops: data that commands, pages and tests use. Pure.

Which days are allowed is in `rules`; who is meant by a part is in `permissions`: a part says the roles that may have it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.followup.choices import ExtensionState
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way

#: "unit": the people of the unit that has it; "decider": who decides on the deadline (`permissions.decidable`).
Who = Literal["unit", "decider"]
_PARTS: dict[Who, frozenset[str]] = {
    # The office asks for itself where it was given a task.
    "unit": frozenset({Role.UNIT_HEAD, Role.FOCAL_POINT, Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "decider": frozenset({Role.CHAIR, Role.OFFICE_LEADER, Role.SPECIALIST}),
}

#: An assignment for which nobody has asked yet. A later request begins where the one before has ended.
UNASKED = ""
ExtensionVerb = Literal["ask", "grant", "refuse", "withdraw"]
ExtensionStep = transitions.Transition[str, ExtensionVerb, Who]
_ASKED, _GRANTED = str(ExtensionState.ASKED), str(ExtensionState.GRANTED)
_REFUSED, _WITHDRAWN = str(ExtensionState.REFUSED), str(ExtensionState.WITHDRAWN)
#: Of the newest request of an assignment.
EXTENSION_STEPS: tuple[ExtensionStep, ...] = (
    ExtensionStep(UNASKED, "ask", _ASKED, "unit", needs_reason=True),
    ExtensionStep(_GRANTED, "ask", _ASKED, "unit", needs_reason=True),
    ExtensionStep(_REFUSED, "ask", _ASKED, "unit", needs_reason=True),
    ExtensionStep(_WITHDRAWN, "ask", _ASKED, "unit", needs_reason=True),
    ExtensionStep(_ASKED, "grant", _GRANTED, "decider"),
    ExtensionStep(_ASKED, "refuse", _REFUSED, "decider", needs_reason=True),
    ExtensionStep(_ASKED, "withdraw", _WITHDRAWN, "unit"),
)
#: On an assignment that was closed meanwhile a request can only be taken back.
ON_CLOSED: frozenset[ExtensionVerb] = frozenset({"withdraw"})
_EXTENSION = Way[str, ExtensionVerb, Who](str, EXTENSION_STEPS, _PARTS)
#: The step that a verb is in a state of the newest request; None where it is none.
extension_step = _EXTENSION.step
#: Whether a person of a role may have a part.
plays = _EXTENSION.plays


def extension_part(verb: ExtensionVerb) -> Who:
    """Return whose step a verb is."""
    return next(step.who for step in EXTENSION_STEPS if step.verb == verb)


class ClockState(StrEnum):
    """Whether the deadline of an open assignment runs."""

    RUNNING = "running"
    STOPPED = "stopped"
    SET_MEANWHILE = "set_meanwhile"
    UNDATED = "undated"


ClockVerb = Literal["stop", "record", "resume"]
ClockStep = transitions.Transition[ClockState, ClockVerb, Who]
#: "stop": the end is not known yet; "record": days that are over, or whose end is known.
CLOCK_STEPS: tuple[ClockStep, ...] = (
    ClockStep(ClockState.RUNNING, "stop", ClockState.STOPPED, "decider", needs_reason=True),
    ClockStep(ClockState.RUNNING, "record", ClockState.RUNNING, "decider", needs_reason=True),
    # Days before those that go on; a day that was set meanwhile stays when it is resumed.
    ClockStep(ClockState.SET_MEANWHILE, "record", ClockState.SET_MEANWHILE, "decider", needs_reason=True),
    ClockStep(ClockState.STOPPED, "resume", ClockState.RUNNING, "decider"),
    ClockStep(ClockState.SET_MEANWHILE, "resume", ClockState.RUNNING, "decider"),
)
_CLOCK = Way[ClockState, ClockVerb, Who](ClockState, CLOCK_STEPS, _PARTS)
#: The step that a verb is in a state of the clock; None where it is none.
clock_step = _CLOCK.step


def clock_state(due_on: dt.date | None, *, is_stopped: bool) -> ClockState:
    """Return how the clock of an open assignment stands.

    Args:
        due_on: the deadline that stands.
        is_stopped: whether a time without a known end takes days out of it.
    """
    if is_stopped:
        return ClockState.STOPPED if due_on is None else ClockState.SET_MEANWHILE
    return ClockState.UNDATED if due_on is None else ClockState.RUNNING
