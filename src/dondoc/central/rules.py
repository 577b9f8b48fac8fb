"""The way of a task from above, its two clocks, and the Government Office's cut of figures. Pure.

The centre's clock is its own: it runs from the centre's document to the day on which the province reported upwards and the
centre agreed; our directive's clock stands inside of it (QĐ 42/2014/QĐ-TTg, amended by QĐ 23/2018/QĐ-TTg, asks the province
to answer by the centre's day). Timeliness of either is `directives.rules.timeliness`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.central.choices import CentralState, ImportState, Said
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.rules import DUE_SOON_DAYS, AssignmentState, timeliness
from dondoc.foundation import transitions
from dondoc.foundation.text import fold
from dondoc.foundation.transitions import Way

Verb = Literal[
    "change", "move_deadline", "assign", "link", "unlink", "report", "confirm", "return", "withdraw", "reopen"
]
Who = Literal["keeper", "decider", "leader"]

Transition = transitions.Transition[CentralState, Verb, Who]
_OPEN, _REPORTED = CentralState.OPEN, CentralState.REPORTED
TRANSITIONS: tuple[Transition, ...] = (
    Transition(_OPEN, "change", _OPEN, "keeper"),
    Transition(_REPORTED, "change", _REPORTED, "keeper"),
    Transition(_OPEN, "move_deadline", _OPEN, "keeper", needs_reason=True),
    Transition(_OPEN, "assign", _OPEN, "decider"),
    Transition(_OPEN, "link", _OPEN, "decider"),
    Transition(_REPORTED, "link", _REPORTED, "decider"),
    Transition(_OPEN, "unlink", _OPEN, "decider", needs_reason=True),
    Transition(_OPEN, "report", _REPORTED, "keeper"),
    Transition(_REPORTED, "confirm", CentralState.DONE, "keeper"),
    Transition(_REPORTED, "return", _OPEN, "keeper", needs_reason=True),
    Transition(_OPEN, "withdraw", CentralState.WITHDRAWN, "decider", needs_reason=True),
    Transition(_REPORTED, "withdraw", CentralState.WITHDRAWN, "decider", needs_reason=True),
    Transition(CentralState.DONE, "reopen", _OPEN, "leader", needs_reason=True),
    Transition(CentralState.WITHDRAWN, "reopen", _OPEN, "leader", needs_reason=True),
)
_ROLES: dict[Who, frozenset[str]] = {
    "keeper": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "decider": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST}),
    "leader": frozenset({Role.OFFICE_LEADER}),
}
_WAY = Way(CentralState, TRANSITIONS, _ROLES)
#: The step that a verb is in a state; None where it is none.
transition = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays
VERBS: tuple[Verb, ...] = tuple(dict.fromkeys(step.verb for step in TRANSITIONS))
PENDING = frozenset({_OPEN, _REPORTED})

#: A file of the centre's system that nobody has given yet.
UNGIVEN = ""
FileVerb = Literal["open", "map", "commit", "discard"]
FileStep = transitions.Transition[str, FileVerb, Who]
_LOOKED_AT = str(ImportState.OPEN)
#: Of such a file: whoever of the office looks at it does it alone.
FILE_STEPS: tuple[FileStep, ...] = (
    FileStep(UNGIVEN, "open", _LOOKED_AT, "keeper"),
    FileStep(_LOOKED_AT, "map", _LOOKED_AT, "keeper"),
    FileStep(_LOOKED_AT, "commit", str(ImportState.COMMITTED), "keeper"),
    FileStep(_LOOKED_AT, "discard", str(ImportState.DISCARDED), "keeper"),
)
#: The step that a verb is for a file that stands so; None where it is none.
file_step = Way[str, FileVerb, Who](str, FILE_STEPS, _ROLES).step


@dataclass(frozen=True, slots=True)
class CentralFacts:
    """What a day needs to know of a task.

    Attributes:
        state: a code of CentralState.
        due_on: the centre's deadline.
        reported_on: the day of the answer that was sent upwards and stands.
    """

    state: str
    due_on: dt.date | None
    reported_on: dt.date | None = None


_LIFECYCLES: dict[str, Lifecycle] = {
    CentralState.OPEN: Lifecycle.IN_PROGRESS,
    CentralState.REPORTED: Lifecycle.REPORTED,
    CentralState.DONE: Lifecycle.ACCEPTED,
    CentralState.WITHDRAWN: Lifecycle.WITHDRAWN,
}


def central_timeliness(facts: CentralFacts, on: dt.date, due_soon_days: int = DUE_SOON_DAYS) -> Timeliness | None:
    """Return what the day says of the task by the centre's clock; None for one that the centre withdrew.

    The day of our answer counts, not the one on which the centre agreed, as it does between a unit and the office.
    """
    done_on = facts.reported_on if facts.state == CentralState.DONE else None
    state = AssignmentState(_LIFECYCLES[facts.state], facts.due_on, facts.reported_on, done_on)
    return timeliness(state, on, due_soon_days)


@dataclass(frozen=True, slots=True)
class Clock:
    """One of a task's two clocks on a day.

    Attributes:
        due_on: its deadline, None where it has none.
        says: what the day says by it; None where it does not run (withdrawn, or nobody was given it yet).
        days_left: until the deadline, negative where it is over; None where it has none or is done.
    """

    due_on: dt.date | None
    says: Timeliness | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class TwoClocks:
    """Both clocks of a task.

    Attributes:
        central: the centre's.
        internal: ours; None where the task was not passed on.
        is_beyond: whether a part of ours is due after the centre's day.
    """

    central: Clock
    internal: Clock | None
    is_beyond: bool


_RUNNING = frozenset({Timeliness.OPEN_IN_TIME, Timeliness.DUE_SOON, Timeliness.OVERDUE})
#: Of several parts the worst speaks: what is late before what is near, what is open before what is done.
_WORST = (
    Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.OPEN_IN_TIME, Timeliness.UNDATED, Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
)  # fmt: skip


def two_clocks(
    central: CentralFacts, parts: Sequence[AssignmentState], on: dt.date, due_soon_days: int = DUE_SOON_DAYS
) -> TwoClocks:
    """Return both clocks of a task on a day.

    Args:
        central: the centre's facts.
        parts: the states of the lead units' assignments; empty where it was not passed on.
        on: the day.
        due_soon_days: the office's setting of how many days are "soon".
    """
    told = [(part, says) for part in parts if (says := timeliness(part, on, due_soon_days)) is not None]
    internal = None
    if told:
        worst = min((says for _part, says in told), key=_WORST.index)
        days = [part.due_on for part, says in told if says is worst and part.due_on is not None]
        internal = _clock(min(days, default=None), worst, on)
    beyond = central.due_on is not None and any(
        part.due_on is not None and part.due_on > central.due_on and says in _RUNNING for part, says in told
    )
    says = central_timeliness(central, on, due_soon_days)
    return TwoClocks(_clock(central.due_on, says, on), internal, beyond)


def _clock(due_on: dt.date | None, says: Timeliness | None, on: dt.date) -> Clock:
    return Clock(due_on, says, (due_on - on).days if due_on is not None and says in _RUNNING else None)


@dataclass(frozen=True, slots=True)
class Cut:
    """The Government Office's cut: done on time or late, not done within time or overdue; and what has no day.

    The five add up to the population; `within` holds those due soon and those that wait for the centre in time.
    """

    done_on_time: int = 0
    done_late: int = 0
    within: int = 0
    overdue: int = 0
    undated: int = 0

    @property
    def population(self) -> int:
        """All tasks that the centre did not withdraw."""
        return self.done_on_time + self.done_late + self.within + self.overdue + self.undated

    @property
    def done(self) -> int:
        """Done, on time or late."""
        return self.done_on_time + self.done_late


_CELLS: dict[Timeliness, str] = {
    Timeliness.DONE_ON_TIME: "done_on_time",
    Timeliness.DONE_LATE: "done_late",
    Timeliness.OPEN_IN_TIME: "within",
    Timeliness.DUE_SOON: "within",
    Timeliness.OVERDUE: "overdue",
    Timeliness.UNDATED: "undated",
}
CELLS = ("done_on_time", "done_late", "within", "overdue", "undated")


def cell_of(facts: CentralFacts, on: dt.date) -> str:
    """Return the cell of the cut in which a task is counted on a day; empty for one that was withdrawn."""
    says = central_timeliness(facts, on)
    return _CELLS[says] if says is not None else ""


def cut(tasks: Iterable[CentralFacts], on: dt.date) -> Cut:
    """Return the figures of some tasks on a day."""
    counts = dict.fromkeys(CELLS, 0)
    for one in tasks:
        if cell := cell_of(one, on):
            counts[cell] += 1
    return Cut(**counts)


def is_beyond_ceiling(wanted: dt.date, ceiling: dt.date, today: dt.date) -> bool:
    """Whether a deadline of ours may not be that day: it is after the centre's, which is still to come.

    Once the centre's day has passed nothing of ours can be before it: the unit still needs a day, and its reason is kept.
    """
    return wanted > ceiling >= today


def key_of(code: str, document_code: str, content: str) -> str:
    """Return by what a task is the same one in two files: the centre's number, else its document with the words of the task.

    Nothing where there is neither. Writing (case, spaces, diacritics) makes no other task.
    """
    if folded := fold(code).replace(" ", ""):
        return f"c:{folded[:120]}"
    document, words = fold(document_code).replace(" ", ""), fold(content)
    if not words:
        return ""
    return f"d:{document[:60]}:{_digest(words)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def said_state(words: str) -> Said:
    """Return what the centre's words of a task's state come to. Nothing is done by it: a person decides.

    >>> said_state("Đã hoàn thành, quá hạn")
    Said.DONE
    >>> said_state("Chưa hoàn thành")
    Said.OPEN
    """
    folded = f" {fold(words)} "
    if not folded.strip():
        return Said.UNKNOWN
    if any(f" {word} " in folded for word in ("thu hoi", "huy", "da huy", "dung thuc hien", "khong thuc hien")):
        return Said.WITHDRAWN
    if " khong hoan thanh " in folded:
        return Said.OPEN
    if any(f" {word} " in folded for word in ("chua", "dang", "cho", "trong han", "qua han", "den han", "moi")):
        is_done = " da hoan thanh " in folded or folded.startswith(" hoan thanh ")
        return Said.DONE if is_done and " chua " not in folded else Said.OPEN
    if any(f" {word} " in folded for word in ("hoan thanh", "xong", "ket thuc", "dong")):
        return Said.DONE
    return Said.UNKNOWN


def likeness(one: str, other: str) -> float:
    """Return how much two contents say the same, 0 to 1: the share of word pairs that they have in common (Dice).

    Pairs of neighbours, so that the same words in another sentence count little; cheap enough for some thousand pairs.
    """
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return float(bool(fold(one)) and fold(one) == fold(other))
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = fold(text).split()
    return frozenset(pairwise(words))
