"""The way of a draft: which step leads from where to where, who may take it, what it needs. Data, and pure predicates."""

from __future__ import annotations

from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.drafting.choices import State
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way

Verb = Literal["change", "submit", "take_back", "return", "approve", "number", "sign", "issue", "recall", "discard"]
#: `writer`: who wrote it, or any office colleague who helps; `approver`: the leader of the office; `clerk`: who numbers and
#: issues; `signer`: who signs, or has it signed.
Who = Literal["writer", "approver", "clerk", "signer"]

Transition = transitions.Transition[State, Verb, Who]
TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.DRAFTING, "change", State.DRAFTING, "writer"),
    Transition(State.RETURNED, "change", State.DRAFTING, "writer"),
    Transition(State.DRAFTING, "submit", State.SUBMITTED, "writer"),
    Transition(State.RETURNED, "submit", State.SUBMITTED, "writer"),
    Transition(State.SUBMITTED, "take_back", State.DRAFTING, "writer"),
    Transition(State.SUBMITTED, "return", State.RETURNED, "approver", needs_reason=True),
    Transition(State.SUBMITTED, "approve", State.APPROVED, "approver"),
    # Who approves may also mend a word first; the version says so.
    Transition(State.SUBMITTED, "change", State.SUBMITTED, "approver"),
    Transition(State.APPROVED, "return", State.RETURNED, "approver", needs_reason=True),
    Transition(State.APPROVED, "number", State.NUMBERED, "clerk"),
    Transition(State.NUMBERED, "sign", State.SIGNED, "signer"),
    # The agency's signature follows the person's.
    Transition(State.SIGNED, "sign", State.SIGNED, "signer"),
    Transition(State.SIGNED, "issue", State.ISSUED, "clerk"),
    Transition(State.ISSUED, "recall", State.RECALLED, "approver", needs_reason=True),
    Transition(State.DRAFTING, "discard", State.DISCARDED, "writer"),
    Transition(State.RETURNED, "discard", State.DISCARDED, "writer"),
    # A number that was taken stays in its register, voided, with the reason.
    Transition(State.NUMBERED, "discard", State.DISCARDED, "approver", needs_reason=True),
    # A signed one whose fault is found before it leaves the house: else it could neither go on nor end.
    Transition(State.SIGNED, "discard", State.DISCARDED, "approver", needs_reason=True),
)
#: The states in which nothing moves any more.
CLOSED = frozenset({State.ISSUED, State.RECALLED, State.DISCARDED})
_ROLES: dict[Who, frozenset[str]] = {
    "writer": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "approver": frozenset({Role.OFFICE_LEADER}),
    "clerk": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "signer": frozenset({Role.CHAIR, Role.OFFICE_LEADER, Role.CLERK}),
}

_WAY = Way(State, TRANSITIONS, _ROLES)
#: The step that a verb is in a state; None where it is none.
transition = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays


def verbs(state: str, role: str) -> tuple[Verb, ...]:
    """What a person of this role may do with a draft in this state, in the order of the way."""
    return tuple(t.verb for t in TRANSITIONS if t.source == state and plays(t.who, role))


#: The states in which a draft waits for a person of this role, in the order in which they ask for attention.
WAITS_FOR: dict[str, tuple[State, ...]] = {
    Role.SPECIALIST: (State.RETURNED,),
    Role.OFFICE_LEADER: (State.SUBMITTED,),
    Role.CLERK: (State.APPROVED, State.SIGNED),
    Role.CHAIR: (State.NUMBERED,),
}
#: The states of the way out, in order; the others are beside it.
WAY: tuple[State, ...] = (
    State.DRAFTING, State.SUBMITTED, State.APPROVED, State.NUMBERED, State.SIGNED, State.ISSUED,
)  # fmt: skip
