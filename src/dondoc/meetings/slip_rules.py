"""What a round of opinion slips comes to. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.meetings.choices import Silence, Stance
from dondoc.worktime import WorkCalendar, add_working_days, working_days_between

#: Working days that a member has at least to answer (NĐ 191/2026/NĐ-CP: two to five, at Government level).
LEAST_DAYS = 2
#: Working days that a new round offers: one more than the least, so that it may still be sent tomorrow.
OFFERED_DAYS = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What the slips say.

    Attributes:
        members: how many were asked.
        agree: who agree, with or without remarks, those whose silence agrees among them.
        agree_with: those of them who have remarks.
        disagree: who do not.
        abstain: who have no opinion, those whose silence abstains among them.
        silent: who did not answer, however that counts.
        counted: how many the majority is asked of.
        is_passed: whether more than half of those counted agree; the committee decides by majority of all its members
            (Luật Tổ chức chính quyền địa phương), or of those who answered where the round was put so.
    """

    members: int
    agree: int
    agree_with: int
    disagree: int
    abstain: int
    silent: int
    counted: int
    is_passed: bool


def result_of(stances: Iterable[str], silence: str) -> Result:
    """Count the slips.

    Args:
        stances: each member's code of Stance, "" for no answer.
        silence: a code of Silence: what no answer means.
    """
    given = list(stances)
    silent = sum(1 for one in given if not one)
    agree_with = given.count(Stance.AGREE_WITH)
    agree = given.count(Stance.AGREE) + agree_with + (silent if silence == Silence.AGREES else 0)
    abstain = given.count(Stance.ABSTAIN) + (silent if silence == Silence.ABSTAINS else 0)
    counted = len(given) - (silent if silence == Silence.UNANSWERED else 0)
    return Result(
        members=len(given), agree=agree, agree_with=agree_with, disagree=given.count(Stance.DISAGREE), abstain=abstain,
        silent=silent, counted=counted, is_passed=counted > 0 and agree * 2 > counted,
    )  # fmt: skip


def is_short(sent_on: dt.date, due_on: dt.date, calendar: WorkCalendar) -> bool:
    """Whether members have less than two working days to answer, the day of sending not counted."""
    return due_on <= sent_on or working_days_between(sent_on, due_on, calendar) < LEAST_DAYS


def default_due_on(today: dt.date, calendar: WorkCalendar) -> dt.date:
    """The day until which members answer where nobody says otherwise: a working day, with time enough."""
    return add_working_days(today, OFFERED_DAYS, calendar)
