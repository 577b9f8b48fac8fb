"""When another deadline may be asked for, and what a time that does not count makes of one. Pure.

The regulations on following up tasks (QĐ 42/2014/QĐ-TTg and the provinces' own) ask that who cannot finish in time says so
and why before the day, and that the day first set is kept. How often, how far and how early differ from office to office:
these are settings (`ExtensionRules`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dondoc.worktime import WorkCalendar, add_working_days, is_working_day, working_days_between


@dataclass(frozen=True, slots=True)
class ExtensionRules:
    """What the office allows.

    Attributes:
        most: how many extensions an assignment gets.
        longest: working days that one extension adds at most; 0: any number.
        days_before: working days before the deadline by which it must be asked; 0: the day itself is in time.
        may_ask_late: whether it may still be asked after that.
    """

    most: int = 2
    longest: int = 60
    days_before: int = 0
    may_ask_late: bool = True


class Hindrance(StrEnum):
    """Why another deadline cannot be had."""

    UNDATED = "undated"
    SAME_OR_EARLIER = "same_or_earlier"
    PAST = "past"
    NOT_WORKING = "not_working"
    TOO_FAR = "too_far"
    TOO_OFTEN = "too_often"
    ASKED_LATE = "asked_late"


def is_late(due_on: dt.date, asked_on: dt.date, days_before: int, calendar: WorkCalendar) -> bool:
    """Whether a request of that day comes later than the office wants it before the deadline. The last day is in time."""
    return working_days_between(asked_on, due_on, calendar) < days_before or asked_on > due_on


def hindrance(
    due_on: dt.date | None,
    wanted_on: dt.date,
    today: dt.date,
    *,
    rules: ExtensionRules,
    granted: int,
    calendar: WorkCalendar,
) -> Hindrance | None:
    """Why the deadline cannot become `wanted_on`, or None where it can.

    Args:
        due_on: the deadline that stands.
        wanted_on: the new one.
        today: the day on which it is asked or decided.
        rules: the office's.
        granted: how many extensions there were.
        calendar: working days.
    """
    if due_on is None:
        return Hindrance.UNDATED
    found = (
        (wanted_on <= due_on, Hindrance.SAME_OR_EARLIER),
        (wanted_on < today, Hindrance.PAST),
        (not is_working_day(wanted_on, calendar), Hindrance.NOT_WORKING),
        (granted >= rules.most, Hindrance.TOO_OFTEN),
        (rules.longest > 0 and wanted_on > latest(due_on, today, rules.longest, calendar), Hindrance.TOO_FAR),
    )
    return next((why for holds, why in found if holds), None)


def latest(due_on: dt.date, today: dt.date, longest: int, calendar: WorkCalendar) -> dt.date:
    """The last day that one extension may give: counted from the deadline, from today where that is over."""
    return add_working_days(max(due_on, today), longest, calendar)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count for a deadline, both of them included; `until` None: they go on."""

    since: dt.date
    until: dt.date | None


class PauseHindrance(StrEnum):
    """Why a deadline cannot stand still in those days."""

    UNDATED = "undated"
    ENDS_BEFORE = "ends_before"
    BEFORE_GIVEN = "before_given"
    AFTER_DUE = "after_due"
    TO_COME = "to_come"
    OVERLAPS = "overlaps"


def pause_hindrance(
    pause: Pause, *, given_on: dt.date, due_on: dt.date | None, today: dt.date, others: Iterable[Pause]
) -> PauseHindrance | None:
    """Why those days cannot be taken out of the time that an assignment has, or None where they can.

    A time that began after the deadline was over does not undo that it is over.
    """
    if due_on is None:
        return PauseHindrance.UNDATED
    found = (
        (pause.until is not None and pause.until < pause.since, PauseHindrance.ENDS_BEFORE),
        (pause.since < given_on, PauseHindrance.BEFORE_GIVEN),
        (pause.since > today, PauseHindrance.TO_COME),
        (pause.since > due_on, PauseHindrance.AFTER_DUE),
        (any(_overlap(pause, other) for other in others), PauseHindrance.OVERLAPS),
    )
    return next((why for holds, why in found if holds), None)


def due_after(due_on: dt.date, pause: Pause, calendar: WorkCalendar) -> dt.date:
    """The deadline once the pause is over: as many working days after it as were left when it began.

    One at least: a last day on which nobody works ends on the next one on which they do (Civil Code 2015, art. 148.5).
    A pause without a working day moves nothing.

    Raises:
        ValueError: the pause goes on.
    """
    if pause.until is None:
        raise ValueError(pause)
    before = pause.since - dt.timedelta(days=1)
    if not working_days_between(before, pause.until, calendar):
        return due_on
    return add_working_days(pause.until, max(1, working_days_between(before, due_on, calendar)), calendar)


def _overlap(one: Pause, other: Pause) -> bool:
    ends = one.until or dt.date.max
    return one.since <= (other.until or dt.date.max) and other.since <= ends
