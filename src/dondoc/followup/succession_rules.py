"""Transfer, merger, replacement: the steps of a transfer, what hinders each, which tasks look like one. Pure.

An assignment that ends so is closed as withdrawn: it was not done, and the province's figures count what took its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.followup.choices import SuccessionKind, TransferState
from dondoc.foundation import transitions
from dondoc.foundation.text import fold
from dondoc.foundation.transitions import Way


@dataclass(frozen=True, slots=True)
class TransferStep:
    """One step of a transfer by agreement. `who`: "unit" holds the assignment, "receiver" would take it, "office" decides."""

    from_: tuple[str, ...]
    verb: str
    to: str
    who: str
    needs: tuple[str, ...] = ()


TRANSFER_STEPS = (
    TransferStep((TransferState.ASKED,), "agree", TransferState.AGREED, "receiver"),
    TransferStep((TransferState.ASKED,), "decline", TransferState.DECLINED, "receiver", ("reason",)),
    TransferStep((TransferState.AGREED,), "confirm", TransferState.DONE, "office"),
    TransferStep((TransferState.ASKED, TransferState.AGREED), "refuse", TransferState.REFUSED, "office", ("reason",)),
    TransferStep((TransferState.ASKED, TransferState.AGREED), "withdraw", TransferState.WITHDRAWN, "unit"),
)
WAITING = (TransferState.ASKED, TransferState.AGREED)
#: What may be handed to another unit: open, and not reported already.
TRANSFERABLE = (Lifecycle.ASSIGNED, Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS, Lifecycle.RETURNED)


def transfer_step(verb: str, state: str) -> TransferStep | None:
    """Return the step `verb` of a transfer from the state `state`, or None where there is none."""
    return next((step for step in TRANSFER_STEPS if step.verb == verb and state in step.from_), None)


class Fate(StrEnum):
    """How an assignment, or a directive, stands to what may end it without its being done."""

    OPEN = "open"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    SUPERSEDED = "superseded"


EndVerb = Literal["transfer", "merge", "supersede", "undo"]
EndWho = Literal["office", "doer"]
EndStep = transitions.Transition[Fate, EndVerb, EndWho]
#: Of an assignment, by decision of the office.
HAND_OVER_STEPS: tuple[EndStep, ...] = (
    EndStep(Fate.OPEN, "transfer", Fate.TRANSFERRED, "office", needs_reason=True),
    EndStep(Fate.TRANSFERRED, "undo", Fate.OPEN, "doer"),
)
#: Of a directive that ends in favour of another one.
ENDING_STEPS: tuple[EndStep, ...] = (
    EndStep(Fate.OPEN, "merge", Fate.MERGED, "office", needs_reason=True),
    EndStep(Fate.OPEN, "supersede", Fate.SUPERSEDED, "office", needs_reason=True),
    EndStep(Fate.MERGED, "undo", Fate.OPEN, "doer"),
    EndStep(Fate.SUPERSEDED, "undo", Fate.OPEN, "doer"),
)
_PARTS: dict[EndWho, frozenset[str]] = {
    "office": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST}),
    "doer": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST}),
}
_WAY = Way[Fate, EndVerb, EndWho](Fate, (*HAND_OVER_STEPS, *ENDING_STEPS), _PARTS)
#: The step that a verb is for what stands so; None where it is none.
end_step = _WAY.step
#: Whether a person of a role may have a part in ending.
plays = _WAY.plays
_VERBS: dict[str, EndVerb] = {SuccessionKind.MERGED: "merge", SuccessionKind.SUPERSEDED: "supersede"}


def fate_of(lifecycle: str) -> Fate:
    """Return how an assignment stands to a transfer: open, or reported or closed already."""
    return Fate.OPEN if lifecycle in TRANSFERABLE else Fate.CLOSED


class TransferHindrance(StrEnum):
    """Why an assignment cannot go to a unit."""

    SAME_UNIT = "same_unit"
    HAS_PART = "has_part"
    OTHER_ROLE = "other_role"
    CLOCK_STOPPED = "clock_stopped"


@dataclass(frozen=True, slots=True)
class Standing:
    """The assignment that a unit has in a directive already."""

    role: str
    lifecycle: str


def transfer_hindrance(
    unit_id: int, to_unit_id: int, *, role: str, known: Standing | None, is_stopped: bool
) -> TransferHindrance | None:
    """Why the assignment of `unit_id` cannot go to `to_unit_id`, or None where it can.

    A role is counted in the figures of every past day, so an assignment never changes it.

    Args:
        unit_id: who has it.
        to_unit_id: who would.
        role: of the assignment.
        known: what the other unit has in the same directive.
        is_stopped: whether its deadline stands still, so that there is no day to hand on.
    """
    found = (
        (unit_id == to_unit_id, TransferHindrance.SAME_UNIT),
        (is_stopped, TransferHindrance.CLOCK_STOPPED),
        (known is not None and known.lifecycle != Lifecycle.WITHDRAWN, TransferHindrance.HAS_PART),
        (known is not None and known.role != role, TransferHindrance.OTHER_ROLE),
    )
    return next((why for holds, why in found if holds), None)


class EndHindrance(StrEnum):
    """Why a directive cannot end in favour of another one."""

    SAME = "same"
    ENDED_ALREADY = "ended_already"
    SUCCESSOR_ENDED = "successor_ended"
    NOTHING_OPEN = "nothing_open"
    NOTHING_STAYS = "nothing_stays"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Ending:
    """What is to be known of a directive to judge whether it ends in favour of another, or takes its place.

    Attributes:
        id: the directive.
        issued_on: the day on which it was given.
        has_successor: whether it ended in favour of another one already.
        lifecycles: of its assignments.
    """

    id: int
    issued_on: dt.date
    has_successor: bool
    lifecycles: Collection[str]

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be done."""
        return any(each in OPEN_LIFECYCLES for each in self.lifecycles)

    @property
    def fate(self) -> Fate:
        """How it stands; which of both ways it ended makes no difference to what may follow."""
        if self.has_successor:
            return Fate.SUPERSEDED
        return Fate.OPEN if self.is_open else Fate.CLOSED


def end_hindrance(kind: str, ends: Ending, stays: Ending) -> EndHindrance | None:
    """Why `ends` cannot end in favour of `stays`, or None where it can.

    What has a successor is never a successor: so no chain of them comes back to where it began.
    """
    has_step = end_step(ends.fate, _VERBS[kind]) is not None
    found = (
        (ends.id == stays.id, EndHindrance.SAME),
        (not has_step and ends.has_successor, EndHindrance.ENDED_ALREADY),
        (stays.has_successor, EndHindrance.SUCCESSOR_ENDED),
        (not has_step, EndHindrance.NOTHING_OPEN),
        (not stays.is_open, EndHindrance.NOTHING_STAYS),
        (kind == SuccessionKind.SUPERSEDED and stays.issued_on < ends.issued_on, EndHindrance.EARLIER),
    )
    return next((why for holds, why in found if holds), None)


class UndoHindrance(StrEnum):
    """Why such an act cannot be taken back."""

    UNDONE = "undone"
    ANOTHER_DAY = "another_day"
    HAPPENED = "happened"


def is_over(kind: str, *, is_undone: bool) -> bool:
    """Whether there is no step back from an act of that kind: it was taken already."""
    return end_step(Fate.OPEN if is_undone else Fate(kind), "undo") is None


def undo_hindrance(done_on: dt.date, today: dt.date, *, is_undone: bool, happened: bool) -> UndoHindrance | None:
    """Why the act cannot be taken back, or None where it can: on its day, while nothing followed."""
    found = (
        (is_undone, UndoHindrance.UNDONE),
        (today != done_on, UndoHindrance.ANOTHER_DAY),
        (happened, UndoHindrance.HAPPENED),
    )
    return next((why for holds, why in found if holds), None)


#: Two tasks look like one from here on.
LIKE_ENOUGH = 55
#: Days between them at most.
NEAR_DAYS = 120
_SHORT = 1


def words_of(text: str) -> frozenset[str]:
    """Return the words of a sentence by which tasks are compared: folded, single letters left out."""
    return frozenset(word for word in fold(text).split() if len(word) > _SHORT)


def likeness(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many percent of the words of both are common to them."""
    first, second = frozenset(one), frozenset(other)
    every = first | second
    return 100 * len(first & second) // len(every) if every else 0
