"""How an assignment is divided: the steps of a part, to whom it may go, by when, and when the whole is done. Pure.

The steps are those of an assignment, one floor lower: who divides accepts, who reports never does. A deadline set within is
not after the one set from above, because the unit answers for the whole by its own day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.directives.rules import Transition
from dondoc.worktime import WorkCalendar, is_working_day

#: Parts of parts: Sở, phòng, tổ, a person. Deeper than that nobody can follow.
MOST_DEEP = 4
#: Of one whole.
MOST_PARTS = 60

#: `who`: "holder": the person named, or the unit's people where none is; "giver": who holds what it is a part of.
TRANSITIONS = (
    Transition((Lifecycle.ASSIGNED,), "acknowledge_part", Lifecycle.ACKNOWLEDGED, "holder"),
    Transition((Lifecycle.ACKNOWLEDGED,), "start_part", Lifecycle.IN_PROGRESS, "holder"),
    Transition(
        (Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS, Lifecycle.RETURNED),
        "report_part",
        Lifecycle.REPORTED,
        "holder",
        ("note",),
    ),
    Transition((Lifecycle.REPORTED,), "accept_part", Lifecycle.ACCEPTED, "giver"),
    Transition((Lifecycle.REPORTED,), "return_part", Lifecycle.RETURNED, "giver", ("reason",)),
    Transition(OPEN_LIFECYCLES, "withdraw_part", Lifecycle.WITHDRAWN, "giver", ("reason",)),
)

#: What may be divided: open, and not reported as a whole already.
DIVISIBLE = (Lifecycle.ASSIGNED, Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS, Lifecycle.RETURNED)


def transition(verb: str, lifecycle: str) -> Transition | None:
    """Return the step `verb` of a part from the state `lifecycle`, or None where the process has no such step."""
    return next((step for step in TRANSITIONS if step.verb == verb and lifecycle in step.from_), None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has an assignment or a part: a unit, or a person of it."""

    unit_id: int
    user_id: int | None = None


class Misgiven(StrEnum):
    """Why a part cannot go to somebody."""

    ITSELF = "itself"
    ABOVE = "above"
    NOT_BELOW = "not_below"
    TWICE = "twice"


def misgiven(
    to: Holder,
    chain: Sequence[Holder],
    *,
    above: Collection[int],
    below: Collection[int],
    beside: Collection[Holder],
) -> Misgiven | None:
    """Why a part cannot go to `to`, or None where it can.

    Args:
        to: who would get it.
        chain: who holds what it is a part of: first the assignment's unit, last the one that divides.
        above: units above the dividing one in the organization.
        below: units below it, however deep.
        beside: who has a part of the same whole already.
    """
    divider = chain[-1]
    if to.user_id is None:
        is_above = to.unit_id in above or any(to.unit_id == one.unit_id for one in chain)
        is_below = to.unit_id in below
    else:
        is_above = any(to.user_id == one.user_id for one in chain)
        is_below = to.unit_id in below or to.unit_id == divider.unit_id
    found = (
        (to == divider or (to.user_id is None and to.unit_id == divider.unit_id), Misgiven.ITSELF),
        (is_above, Misgiven.ABOVE),
        (not is_below, Misgiven.NOT_BELOW),
        (to in beside, Misgiven.TWICE),
    )
    return next((why for holds, why in found if holds), None)


class DueHindrance(StrEnum):
    """Why a part cannot be due on a day."""

    AFTER_PARENT = "after_parent"
    PAST = "past"
    NOT_WORKING = "not_working"


def due_hindrance(
    due_on: dt.date | None, parent_due_on: dt.date | None, today: dt.date, calendar: WorkCalendar
) -> DueHindrance | None:
    """Why a part cannot be due on `due_on`, or None where it can.

    The day of the whole is always a day for its parts, also where it is over already or nobody works on it.

    Args:
        due_on: of the part; None: it has no deadline, which only a part of what has none may be.
        parent_due_on: of what it is a part of.
        today: the day on which it is set.
        calendar: working days.
    """
    if due_on == parent_due_on:
        return None
    if due_on is None or (parent_due_on is not None and due_on > parent_due_on):
        return DueHindrance.AFTER_PARENT
    if due_on < today:
        return DueHindrance.PAST
    return None if is_working_day(due_on, calendar) else DueHindrance.NOT_WORKING


def is_after(due_on: dt.date | None, parent_due_on: dt.date | None) -> bool:
    """Whether a part that stood is now due after what it is a part of: that moved to an earlier day since."""
    return parent_due_on is not None and (due_on is None or due_on > parent_due_on)


def stands(lifecycle: str, above: Iterable[str]) -> bool:
    """Whether a part is still to be done: it is open, and so is everything that it is a part of.

    What a whole's closing closes is not written down: it follows, and a whole that is opened again has its parts again.
    """
    return lifecycle in OPEN_LIFECYCLES and all(each in OPEN_LIFECYCLES for each in above)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many parts of a whole are done, of those that were not withdrawn."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether there are parts and all are done: the whole may be reported."""
        return self.of > 0 and self.done == self.of


def progress(lifecycles: Iterable[str]) -> Progress:
    """Return how far the parts of one whole are."""
    counted = [each for each in lifecycles if each != Lifecycle.WITHDRAWN]
    return Progress(sum(each == Lifecycle.ACCEPTED for each in counted), len(counted))
