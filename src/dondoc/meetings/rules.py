"""The rules of meetings as pure functions: the way of a meeting, notice given before, what attendance comes to."""

from __future__ import annotations

import datetime as dt
import hmac
from typing import Literal, Protocol

from dondoc.accounts.choices import Role
from dondoc.foundation import transitions
from dondoc.foundation.clock import local_day
from dondoc.foundation.transitions import Way
from dondoc.meetings.choices import (
    Answer,
    AttendanceCode,
    Attendee,
    Consent,
    Mode,
    Presence,
    Requirement,
    State,
    SubstituteRank,
)
from dondoc.meetings.names import same_name
from dondoc.worktime import WorkCalendar, add_working_days, working_days_between

Verb = Literal["change", "call", "open", "end", "cancel", "reopen"]
Who = Literal["planner", "secretary"]

#: Working days that an invitation is ahead of its meeting (QĐ 45/2018/QĐ-TTg; urgent meetings excepted).
INVITATION_DAYS = 3
#: Working days after a meeting by which its conclusion notice is issued (QĐ 45/2018/QĐ-TTg).
NOTICE_DAYS = 5

Transition = transitions.Transition[State, Verb, Who]
TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.PLANNED, "change", State.PLANNED, "planner"),
    Transition(State.CALLED, "change", State.CALLED, "planner"),
    Transition(State.RUNNING, "change", State.RUNNING, "secretary"),
    Transition(State.PLANNED, "call", State.CALLED, "planner"),
    # A meeting that nobody was invited to in writing (giao ban, an urgent one) opens as it is.
    Transition(State.PLANNED, "open", State.RUNNING, "secretary"),
    Transition(State.CALLED, "open", State.RUNNING, "secretary"),
    Transition(State.RUNNING, "end", State.ENDED, "secretary"),
    Transition(State.ENDED, "reopen", State.RUNNING, "secretary", needs_reason=True),
    Transition(State.PLANNED, "cancel", State.CANCELLED, "planner", needs_reason=True),
    Transition(State.CALLED, "cancel", State.CANCELLED, "planner", needs_reason=True),
)
_ROLES: dict[Who, frozenset[str]] = {
    "planner": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
    "secretary": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST, Role.CLERK}),
}

_WAY = Way(State, TRANSITIONS, _ROLES)
#: The step that a verb is in a state; None where it is none.
transition = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays


class Dated(Protocol):
    """When a meeting was opened, or is planned to begin."""

    @property
    def held_at(self) -> dt.datetime:
        """The moment."""


def day_of(meeting: Dated) -> dt.date:
    """The day of a meeting: on which it was opened, and until it is, the planned one."""
    return local_day(meeting.held_at)


def may_be_at(starts_at: dt.datetime, *, before: dt.datetime | None, now: dt.datetime, why: str) -> bool:
    """Whether a plan may have this beginning. What lies behind us is entered afterwards, on purpose: with its reason.

    Args:
        starts_at: the new beginning.
        before: the beginning that the plan had; None for a new plan. What is still to come is not moved into the past.
        now: the moment.
        why: why it is entered afterwards.
    """
    return starts_at >= now or (bool(why) and (before is None or before < now))


def is_other_time(
    before: tuple[dt.datetime, dt.datetime], after: tuple[dt.datetime, dt.datetime], *, now: dt.datetime
) -> bool:
    """Whether a plan that changed is another time, to which nobody answered yet and nobody came.

    Another hour of the end is none: who comes still comes. Nor is anything that changes after the meeting began, unless it
    begins again later: what was answered before it, and who was found at the door, is its record.

    Args:
        before: from when until when it was planned.
        after: from when until when it is planned now.
        now: the moment.
    """
    moves = before[0] != after[0] or days_of(*before)[1] != days_of(*after)[1]
    return moves and (now < before[0] or now < after[0])


def is_entered_after(
    starts_at: dt.datetime, ends_at: dt.datetime, *, planned_at: dt.datetime, now: dt.datetime
) -> bool:
    """Whether a meeting that is opened now was held before: it was planned after its beginning, or its days are over.

    Args:
        starts_at: its planned beginning.
        ends_at: its planned end.
        planned_at: when it was planned here (`Meeting.created_at`).
        now: the moment.
    """
    return starts_at < planned_at or days_of(starts_at, ends_at)[1] < local_day(now)


def may_open(starts_at: dt.datetime, ends_at: dt.datetime, *, planned_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a meeting may be opened now: on its own (local) days; later it is entered as held then. Arguments as above."""
    return days_of(starts_at, ends_at)[0] <= local_day(now) or starts_at < planned_at


def ended_at(
    starts_at: dt.datetime, ends_at: dt.datetime, *, opened_at: dt.datetime, planned_at: dt.datetime, now: dt.datetime
) -> dt.datetime:
    """When a meeting ended that is ended now: now, or as planned where it is entered afterwards.

    One that was planned while it went on, and ends on its own day, ends now as any other does.

    Args:
        starts_at: its planned beginning.
        ends_at: its planned end.
        opened_at: when it was opened: exactly as planned, where it was entered afterwards (`open_meeting`).
        planned_at: when it was planned here (`Meeting.created_at`).
        now: the moment.
    """
    goes_on = planned_at < ends_at and local_day(now) <= days_of(starts_at, ends_at)[1]
    return ends_at if opened_at == starts_at and ends_at < now and not goes_on else now


def days_ahead(called_on: dt.date, starts_on: dt.date, calendar: WorkCalendar) -> int:
    """Working days from the day of the invitation (not counted) to the day before the meeting, both included otherwise.

    An invitation of Monday for a meeting on Friday is three working days ahead: Tuesday, Wednesday, Thursday.
    """
    if starts_on <= called_on:
        return 0
    return working_days_between(called_on, starts_on - dt.timedelta(days=1), calendar)


def notice_due_on(ended_on: dt.date, calendar: WorkCalendar) -> dt.date:
    """The last day for the conclusion notice: the fifth working day after the meeting (QĐ 45/2018/QĐ-TTg).

    A meeting of Thursday 31/12/2020: 01/01 is a holiday, so its notice is due on 08/01/2021.
    """
    return add_working_days(ended_on, NOTICE_DAYS, calendar)


class Attended(Protocol):
    """What of an invitee's row decides what their attendance comes to."""

    answer: str
    answered_at: dt.datetime | None
    consent: str
    substitute_name: str
    presence: str
    attendee: str
    attendee_name: str
    attendee_rank: str
    mode: str


def reported_before(facts: Attended, began_at: dt.datetime) -> bool:
    """Whether the chair was told before the meeting began that who is called does not come (QĐ 45/2018/QĐ-TTg)."""
    away = facts.answer in (Answer.ABSENT, Answer.SUBSTITUTE)
    return away and facts.answered_at is not None and facts.answered_at < began_at


def attendance_code(facts: Attended, *, requirement: str, chairs_venue: bool, began_at: dt.datetime) -> AttendanceCode:
    """What somebody's attendance comes to.

    A chair who never answered is silent, and silence is not the unit's breach: who told in time that they do not come is
    absent with a reason, and a deputy whom they asked for in time stands in unanswered. Only a refusal makes it a breach.

    Args:
        facts: the answer before and what check-in found.
        requirement: the category's Requirement.
        chairs_venue: whether who is called chairs a venue, so that a deputy who came in their place chaired it.
        began_at: when the meeting began (`Meeting.held_at`): what is reported later is no report.

    Returns:
        In order: nobody checked yet; absent (reported in time or not: a refused request is no report that was accepted);
        the person themselves; who came instead, by what the category allows and the chair consented to.
    """
    if facts.presence == Presence.UNKNOWN:
        return AttendanceCode.NOT_YET
    if facts.presence == Presence.ABSENT:
        reported = reported_before(facts, began_at) and facts.consent != Consent.REFUSED
        return AttendanceCode.ABSENT_WITH_REASON if reported else AttendanceCode.ABSENT_UNREPORTED
    if facts.attendee == Attendee.SUBSTITUTE:
        return _of_substitute(facts, requirement, chairs_venue=chairs_venue, began_at=began_at)
    return _here(facts)


def _here(facts: Attended) -> AttendanceCode:
    return AttendanceCode.ONLINE if facts.mode == Mode.ONLINE else AttendanceCode.PRESENT


def _of_substitute(facts: Attended, requirement: str, *, chairs_venue: bool, began_at: dt.datetime) -> AttendanceCode:
    asked = facts.answer == Answer.SUBSTITUTE  # an absence that was agreed is no substitute that was
    very_one = asked and same_name(facts.attendee_name, facts.substitute_name)
    is_deputy = facts.attendee_rank == SubstituteRank.DEPUTY
    fits = requirement == Requirement.ANYONE or (is_deputy and requirement != Requirement.IN_PERSON)
    if not fits:
        # Somebody of another rank than the category asks for, unless the chair agreed to this very person.
        agreed = very_one and facts.consent == Consent.GRANTED
        return AttendanceCode.SUBSTITUTE_CONSENTED if agreed else AttendanceCode.WRONG_COMPOSITION
    # What the chair refused is asked before what the category allows: a refused deputy does not chair a venue in order.
    if facts.consent == Consent.REFUSED and (very_one or requirement == Requirement.DEPUTY):
        return AttendanceCode.SUBSTITUTE_UNCONSENTED
    if requirement != Requirement.DEPUTY:
        # “Lãnh đạo Sở …”, “đại diện Sở …”: who came is of the body that was called; nobody is replaced.
        return _here(facts)
    if chairs_venue:
        return AttendanceCode.DEPUTY_CHAIRS_VENUE
    return _of_deputy(facts, began_at) if asked else AttendanceCode.SUBSTITUTE_UNCONSENTED


def _of_deputy(facts: Attended, began_at: dt.datetime) -> AttendanceCode:
    """A deputy came where the chair was asked for a substitute and did not refuse one."""
    if facts.consent == Consent.GRANTED:
        return AttendanceCode.SUBSTITUTE_CONSENTED
    in_time = reported_before(facts, began_at)
    return AttendanceCode.SUBSTITUTE_UNANSWERED if in_time else AttendanceCode.SUBSTITUTE_UNCONSENTED


#: The states in which an invitation is answered.
ANSWER_STATES = frozenset({State.CALLED, State.RUNNING})


def takes_answers(meeting: Dated, now: dt.datetime) -> bool:
    """Whether a unit may still answer its invitation: until the meeting begins; then only the office writes down what it was told."""
    return now < meeting.held_at


#: The states in which a meeting's list of attendance is open: from the invitation on until the meeting is over.
CHECK_IN_STATES = frozenset({State.CALLED, State.RUNNING})


def days_of(starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last local day of a meeting; an end at midnight is the end of the day before."""
    return local_day(starts_at), local_day(max(starts_at, ends_at - dt.timedelta(seconds=1)))


def may_check_in(state: str, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether people can be checked in now: on the meeting's own (local) days, and as long as it runs.

    Args:
        state: the meeting's.
        starts_at: when it is to begin.
        ends_at: when it is to end.
        now: the moment.
    """
    first, last = days_of(starts_at, ends_at)
    return state == State.RUNNING or (state == State.CALLED and first <= local_day(now) <= last)


def opens_the_door(kept: str, given: str) -> bool:
    """Whether a code that was scanned is the one that hangs at the door now.

    Args:
        kept: the meeting's secret, "" where none was made.
        given: what the code carried, whatever it is.
    """
    # In constant time: how long the answer takes tells nothing of the secret.
    return bool(kept) and hmac.compare_digest(kept.encode(), given.encode("utf-8", "surrogatepass"))


#: What breaks the meeting regime (the seed's item c: come in full, in the right composition, report to the chair).
BREACHES = frozenset(
    {AttendanceCode.ABSENT_UNREPORTED, AttendanceCode.WRONG_COMPOSITION, AttendanceCode.SUBSTITUTE_UNCONSENTED}
)
