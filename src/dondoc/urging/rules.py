"""When a reminder rule says what of which object, and the way of a request for explanation. Pure.

The regulations on following up tasks (QĐ 42/2014/QĐ-TTg and the provinces' own) ask the office to urge and leave the steps to
each office: the shipped rules (`defaults`) are a beginning that it changes. The same conditions in SQL are in `selection`; a
property test holds the two equal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way
from dondoc.urging.choices import BACKWARDS, ExplanationState, Rank, Trigger
from dondoc.worktime import WorkCalendar, add_working_days, working_days_between

#: What a unit still owes: reported waits for the office, and urging the unit for it would be wrong.
OWED_BY_UNIT = tuple(str(code) for code in OPEN_LIFECYCLES if code != Lifecycle.REPORTED)

#: Rules of one family are steps of one ladder: of several that were missed, the newest is told.
FAMILY: Mapping[str, str] = {
    Trigger.BEFORE_DUE: "deadline",
    Trigger.OVERDUE: "deadline",
    Trigger.STALE: "stale",
    Trigger.UNACKNOWLEDGED: "unacknowledged",
    Trigger.AWAITING_OFFICE: "awaiting_office",
    Trigger.EXTENSION_WAITING: "extension",
    Trigger.EXPLANATION_DUE: "explanation",
    Trigger.EXPLANATION_OVERDUE: "explanation",
    Trigger.PART_BEFORE_DUE: "part_deadline",
    Trigger.PART_OVERDUE: "part_deadline",
    Trigger.PART_UNACKNOWLEDGED: "part_unacknowledged",
    Trigger.PART_AWAITING: "part_awaiting",
    Trigger.TRANSFER_ASKED: "transfer",
    Trigger.TRANSFER_AGREED: "transfer",
    Trigger.CENTRAL_BEFORE_DUE: "central",
    Trigger.CENTRAL_OVERDUE: "central",
}
#: In which states of the assignment a rule speaks, for a part in which of its own. Requests and the centre's tasks speak in their
#: own states (`Facts.waits`).
LIFECYCLES: Mapping[str, tuple[str, ...]] = {
    Trigger.BEFORE_DUE: OWED_BY_UNIT,
    Trigger.OVERDUE: OWED_BY_UNIT,
    # Taking note is no report, and what nobody took note of was not reported on either: the same as the update rate.
    Trigger.STALE: OWED_BY_UNIT,
    Trigger.UNACKNOWLEDGED: (str(Lifecycle.ASSIGNED),),
    Trigger.AWAITING_OFFICE: (str(Lifecycle.REPORTED),),
    Trigger.EXTENSION_WAITING: tuple(str(code) for code in OPEN_LIFECYCLES),
    Trigger.EXPLANATION_DUE: (),
    Trigger.EXPLANATION_OVERDUE: (),
    Trigger.PART_BEFORE_DUE: OWED_BY_UNIT,
    Trigger.PART_OVERDUE: OWED_BY_UNIT,
    Trigger.PART_UNACKNOWLEDGED: (str(Lifecycle.ASSIGNED),),
    Trigger.PART_AWAITING: (str(Lifecycle.REPORTED),),
    # What was reported as a whole is not handed on any more (`succession_rules.TRANSFERABLE`).
    Trigger.TRANSFER_ASKED: OWED_BY_UNIT,
    Trigger.TRANSFER_AGREED: OWED_BY_UNIT,
    Trigger.CENTRAL_BEFORE_DUE: (),
    Trigger.CENTRAL_OVERDUE: (),
}
Kind = Literal["assignment", "extension", "explanation", "part", "transfer", "central"]
#: Of which objects a rule speaks.
KINDS: Mapping[str, Kind] = {
    Trigger.BEFORE_DUE: "assignment",
    Trigger.OVERDUE: "assignment",
    Trigger.STALE: "assignment",
    Trigger.UNACKNOWLEDGED: "assignment",
    Trigger.AWAITING_OFFICE: "assignment",
    Trigger.EXTENSION_WAITING: "extension",
    Trigger.EXPLANATION_DUE: "explanation",
    Trigger.EXPLANATION_OVERDUE: "explanation",
    Trigger.PART_BEFORE_DUE: "part",
    Trigger.PART_OVERDUE: "part",
    Trigger.PART_UNACKNOWLEDGED: "part",
    Trigger.PART_AWAITING: "part",
    Trigger.TRANSFER_ASKED: "transfer",
    Trigger.TRANSFER_AGREED: "transfer",
    Trigger.CENTRAL_BEFORE_DUE: "central",
    Trigger.CENTRAL_OVERDUE: "central",
}
_OF_ALL = tuple(str(code) for code in Rank.values if code not in (Rank.HOLDER, Rank.GIVER))


def ranks_of(trigger: str) -> tuple[str, ...]:
    """Whom a rule of this kind may tell: who holds the row and who gave it are there where the row says so, that is for a part."""
    return tuple(Rank.values) if KINDS[trigger] == "part" else _OF_ALL


#: Which of the facts is the day that a rule counts from.
ANCHOR: Mapping[str, str] = {
    Trigger.BEFORE_DUE: "due_on",
    Trigger.OVERDUE: "due_on",
    Trigger.STALE: "report_by",
    Trigger.UNACKNOWLEDGED: "assigned_on",
    Trigger.AWAITING_OFFICE: "reported_on",
    Trigger.EXTENSION_WAITING: "asked_on",
    Trigger.EXPLANATION_DUE: "due_on",
    Trigger.EXPLANATION_OVERDUE: "due_on",
    Trigger.PART_BEFORE_DUE: "due_on",
    Trigger.PART_OVERDUE: "due_on",
    Trigger.PART_UNACKNOWLEDGED: "assigned_on",
    Trigger.PART_AWAITING: "reported_on",
    Trigger.TRANSFER_ASKED: "asked_on",
    Trigger.TRANSFER_AGREED: "answered_on",
    Trigger.CENTRAL_BEFORE_DUE: "due_on",
    Trigger.CENTRAL_OVERDUE: "due_on",
}
#: Bounds that keep a slip of the pen away from the calendar's arithmetic.
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A reminder rule as it is applied; see `models.ReminderRule`. `id` is 0 or less where it is not kept yet."""

    id: int
    code: str
    name: str
    trigger: str
    days: int
    ranks: tuple[str, ...]
    repeat_days: int = 0
    is_working_days: bool = False
    role: str = ""
    origin: str = ""
    field_ids: tuple[int, ...] = ()
    only_starred: bool = False
    at_once: bool = False
    position: int = 0
    is_active: bool = True
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules ask of one object on some day.

    Attributes:
        kind: an assignment, a request for another deadline or a transfer (with their assignment's facts), a request for
            explanation, a part (with its own days and state, else its assignment's facts), a task of the centre.
        lifecycle: of the assignment; of a part its own.
        role: the unit's in the directive.
        origin: of the directive.
        field_id: of the directive.
        due_on: the deadline that stands; of an explanation, a part, a task of the centre its own, whatever the assignment's. While
            the assignment's deadline stands still, its parts have none.
        assigned_on: the day it was given.
        reported_on: the day of the report that stands.
        report_by: the last day on which a report is in time by its priority (`update_rules.report_by`), None: not awaited.
        asked_on: the day of the request; of a transfer while the other unit has not answered.
        answered_on: the day on which the other unit agreed to a transfer that the office has not decided.
        waits: whether the request waits for what the rule urges; of a part that neither the whole nor a part above it is closed or
            was reported; of a task of the centre that it was not answered.
        is_starred: whether a leader starred the directive; an explanation has no star.
    """

    kind: Kind = "assignment"
    lifecycle: str = str(Lifecycle.ASSIGNED)
    role: str = "lead"
    origin: str = "province"
    field_id: int | None = None
    due_on: dt.date | None = None
    assigned_on: dt.date | None = None
    reported_on: dt.date | None = None
    report_by: dt.date | None = None
    asked_on: dt.date | None = None
    answered_on: dt.date | None = None
    waits: bool = True
    is_starred: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A step of a rule for one object.

    Attributes:
        anchor: the day that the rule counts from.
        step_on: the day on which the step became due.
        occurrence: `anchor` for the first step, `step_on` where it comes again. With rule and object it is said once: a
            rule whose days change does not say again what it said of this deadline.
    """

    anchor: dt.date
    step_on: dt.date
    occurrence: dt.date


def anchor_of(trigger: str, facts: Facts) -> dt.date | None:
    """The day that a rule of this kind counts from, None where the object has none or is of another kind."""
    if KINDS[trigger] != facts.kind:
        return None
    found: dt.date | None = getattr(facts, ANCHOR[trigger])
    return found


def newest_step(rule: Rule, anchor: dt.date, day: dt.date, calendar: WorkCalendar) -> Occurrence | None:
    """The last step of a rule that became due by a day and still says something true then, of what counts from `anchor`.

    Before a deadline it holds until the deadline is over; what counts onwards holds until the object is closed.

    Args:
        rule: the rule.
        anchor: the day it counts from.
        day: the day asked about.
        calendar: working days.
    """

    def shifted(start: dt.date, count: int) -> dt.date:
        return add_working_days(start, count, calendar) if rule.is_working_days else start + dt.timedelta(days=count)

    if rule.trigger in BACKWARDS:
        first = shifted(anchor, -rule.days)
        return Occurrence(anchor, first, anchor) if first <= day <= anchor else None
    first = shifted(anchor, rule.days)
    if day < first:
        return None
    if not rule.repeat_days:
        return Occurrence(anchor, first, anchor)
    passed = working_days_between(first, day, calendar) if rule.is_working_days else (day - first).days
    times = passed // rule.repeat_days
    step = shifted(first, times * rule.repeat_days)
    return Occurrence(anchor, step, step if times else anchor)


def applies(rule: Rule, facts: Facts) -> bool:
    """Whether a rule speaks of such an object at all, whatever the day."""
    states = LIFECYCLES[rule.trigger]
    return (
        rule.is_active
        and facts.waits
        and (not states or facts.lifecycle in states)
        and rule.role in ("", facts.role)
        and rule.origin in ("", facts.origin)
        and (not rule.field_ids or facts.field_id in rule.field_ids)
        and (facts.is_starred or not rule.only_starred)
    )


def occurrence(
    rule: Rule, facts: Facts, day: dt.date, calendar: WorkCalendar, *, since: dt.date | None = None
) -> Occurrence | None:
    """The step that a run of a day tells of an object by a rule, or None.

    Args:
        rule: the rule.
        facts: of the object as it is now.
        day: of the run.
        calendar: working days.
        since: the day of the run before: what became due by then was told. A night without a run is made up so. None where
            no run was before: the newest step of each is told.
    """
    anchor = anchor_of(rule.trigger, facts)
    if anchor is None or not applies(rule, facts):
        return None
    found = newest_step(rule, anchor, day, calendar)
    if found is None or (since is not None and found.step_on <= since):
        return None
    return found


def told(
    rules: Iterable[Rule], facts: Facts, day: dt.date, calendar: WorkCalendar, *, since: dt.date | None = None
) -> dict[tuple[str, str], tuple[Rule, Occurrence]]:
    """What each rank is told of an object by a run: of the steps of one family only the newest, by (family, rank).

    Each rank is looked at alone: that the vice-chair is told of thirty days does not keep the focal point from being told of
    what is theirs.
    """
    found: dict[tuple[str, str], tuple[Rule, Occurrence]] = {}
    for rule in sorted(rules, key=lambda one: (one.position, one.id)):
        step = occurrence(rule, facts, day, calendar, since=since)
        if step is None:
            continue
        for rank in rule.ranks:
            key = (FAMILY[rule.trigger], rank)
            if key not in found or found[key][1].step_on <= step.step_on:
                found[key] = (rule, step)
    return found


def steps(
    rule: Rule, *, earliest: dt.date, latest: dt.date, day: dt.date, since: dt.date | None, calendar: WorkCalendar
) -> dict[dt.date, Occurrence]:
    """The step that a run tells, by the day that the rule counts from: what `selection` joins the rows with.

    Args:
        rule: the rule.
        earliest: the first day that any row has.
        latest: the last one.
        day: of the run.
        since: the day of the run before, or None.
        calendar: working days.
    """
    found = {}
    for number in range((latest - earliest).days + 1):
        anchor = earliest + dt.timedelta(days=number)
        step = newest_step(rule, anchor, day, calendar)
        if step is not None and (since is None or step.step_on > since):
            found[anchor] = step
    return found


ExplanationVerb = Literal["answer", "accept", "return", "withdraw"]
#: `unit`: the people of the unit that was asked; `asker`: who asked, and who stands above.
ExplanationWho = Literal["unit", "asker"]
Step = transitions.Transition[ExplanationState, ExplanationVerb, ExplanationWho]
EXPLANATION_STEPS: tuple[Step, ...] = (
    Step(ExplanationState.ASKED, "answer", ExplanationState.ANSWERED, "unit"),
    Step(ExplanationState.RETURNED, "answer", ExplanationState.ANSWERED, "unit"),
    Step(ExplanationState.ANSWERED, "accept", ExplanationState.SUFFICIENT, "asker"),
    Step(ExplanationState.ANSWERED, "return", ExplanationState.RETURNED, "asker", needs_reason=True),
    Step(ExplanationState.ASKED, "withdraw", ExplanationState.WITHDRAWN, "asker", needs_reason=True),
    Step(ExplanationState.RETURNED, "withdraw", ExplanationState.WITHDRAWN, "asker", needs_reason=True),
    Step(ExplanationState.ANSWERED, "withdraw", ExplanationState.WITHDRAWN, "asker", needs_reason=True),
)
_PARTS: dict[ExplanationWho, frozenset[str]] = {
    # The office answers for itself where it was given a task.
    "unit": frozenset({Role.UNIT_HEAD, Role.FOCAL_POINT, Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "asker": frozenset({Role.CHAIR, Role.OFFICE_LEADER, Role.SPECIALIST}),
}


@dataclass(frozen=True, slots=True)
class HandRule:
    """What is done by hand for an assignment, which stays as it is.

    Attributes:
        verb: what.
        lifecycles: of what.
        roles: by whom; a specialist in their own fields, nobody for their own unit.
    """

    verb: Literal["urge", "ask_explanation"]
    lifecycles: tuple[str, ...]
    roles: frozenset[str]


_URGERS = frozenset({Role.CHAIR, Role.OFFICE_LEADER, Role.SPECIALIST})
URGE = HandRule("urge", OWED_BY_UNIT, _URGERS)
ASK_EXPLANATION = HandRule("ask_explanation", tuple(str(code) for code in OPEN_LIFECYCLES), _URGERS)

_WAY = Way(ExplanationState, EXPLANATION_STEPS, _PARTS)
#: The step that a verb is in a state; None where it is none.
explanation_step = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays

#: From the desk of the unit upwards, as sentences name them.
RANK_ORDER = tuple(str(code) for code in Rank.values)
