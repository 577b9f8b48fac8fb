"""Pure rules: what may follow what, and what a day says of an assignment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Priority, Timeliness

DUE_SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class AssignmentState:
    """The facts of one assignment on some day, from which its timeliness follows.

    Attributes:
        lifecycle: how far people have brought it.
        due_on: the last day on which it is in time, or None.
        reported_on: day of the completion report that stands, or None.
        completed_on: that day again once the report was accepted, else None.
        updated_on: day of the last report of any kind, of progress or of completion, or None.
        priority: the directive's, which says how often a report is awaited.
        percent: what the last report of progress said, or None.
        stage: code of the stage that it named, or empty.
    """

    lifecycle: str
    due_on: dt.date | None
    reported_on: dt.date | None = None
    completed_on: dt.date | None = None
    updated_on: dt.date | None = None
    priority: str = Priority.NORMAL
    percent: int | None = None
    stage: str = ""


def timeliness(state: AssignmentState, on: dt.date, due_soon_days: int = DUE_SOON_DAYS) -> Timeliness | None:
    """Return what the day `on` says of an assignment, or None for one that was withdrawn.

    A deadline includes its day and ends at 24:00 (Civil Code 2015, art. 148.5): overdue begins the day after.
    The unit's day counts, not the office's: what was reported by the due day and waits for a decision is in
    time, and what is accepted later is on time (ADR 0005). Accepted without ever a date is on time.

    Args:
        state: the facts on that day.
        on: the local day asked about.
        due_soon_days: an open assignment due in so many days or fewer is due soon.
    """
    if state.lifecycle == Lifecycle.WITHDRAWN:
        return None
    if state.lifecycle == Lifecycle.ACCEPTED:
        late = state.due_on is not None and state.completed_on is not None and state.completed_on > state.due_on
        return Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    if state.due_on is None:
        return Timeliness.UNDATED
    if is_awaiting_in_time(state):
        return Timeliness.OPEN_IN_TIME
    if on > state.due_on:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if (state.due_on - on).days <= due_soon_days else Timeliness.OPEN_IN_TIME


def is_awaiting_in_time(state: AssignmentState) -> bool:
    """Tell whether the unit reported by the due day and the office has not decided yet."""
    return (
        state.lifecycle == Lifecycle.REPORTED
        and state.due_on is not None
        and state.reported_on is not None
        and state.reported_on <= state.due_on
    )


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of the life of an assignment: who may take it, and what it needs."""

    from_: tuple[str, ...]
    verb: str
    to: str
    who: str  # "unit": the assigned unit's people; "office": who decides for the office; "leader": see may_reopen
    needs: tuple[str, ...] = ()


TRANSITIONS = (
    Transition((Lifecycle.ASSIGNED,), "acknowledge", Lifecycle.ACKNOWLEDGED, "unit"),
    Transition((Lifecycle.ACKNOWLEDGED,), "start", Lifecycle.IN_PROGRESS, "unit"),
    Transition(
        (Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS, Lifecycle.RETURNED),
        "report_completion",
        Lifecycle.REPORTED,
        "unit",
        ("note", "evidence"),
    ),
    Transition((Lifecycle.REPORTED,), "accept_completion", Lifecycle.ACCEPTED, "office"),
    Transition((Lifecycle.REPORTED,), "return_completion", Lifecycle.RETURNED, "office", ("reason",)),
    Transition(OPEN_LIFECYCLES, "withdraw", Lifecycle.WITHDRAWN, "office", ("reason",)),
    Transition((Lifecycle.ACCEPTED, Lifecycle.WITHDRAWN), "reopen", Lifecycle.IN_PROGRESS, "leader", ("reason",)),
)


def transition(verb: str, lifecycle: str) -> Transition | None:
    """Return the step `verb` from the state `lifecycle`, or None where the process has no such step."""
    return next((step for step in TRANSITIONS if step.verb == verb and lifecycle in step.from_), None)


def due_day(due_on: dt.date | None, words: str, *, before_excludes_day: bool) -> dt.date | None:
    """Return the day that counts for a deadline written as `words` and read as `due_on`.

    "trước ngày 15/01" is due on the 15th as written; where the office has so set it, on the 14th.
    """
    if due_on is None or not before_excludes_day or not words.strip().lower().startswith("trước"):
        return due_on
    return due_on - dt.timedelta(days=1)
