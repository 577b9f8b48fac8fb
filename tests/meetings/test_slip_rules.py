"""What slips come to, and how much time they leave."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.choices import Silence, Stance
from dondoc.meetings.slip_rules import default_due_on, is_short, result_of
from dondoc.worktime import default_calendar, is_working_day

STANCES = st.lists(st.sampled_from(["", *Stance.values]), max_size=40)


@given(STANCES, st.sampled_from(Silence.values), st.randoms(use_true_random=False))
def test_every_slip_counts_once_whatever_their_order(stances, silence, random):
    found = result_of(stances, silence)
    uncounted = found.silent if silence == "unanswered" else 0
    assert found.agree + found.disagree + found.abstain + uncounted == found.members == len(stances)
    assert found.agree_with <= found.agree
    mixed = list(stances)
    random.shuffle(mixed)
    assert result_of(mixed, silence) == found
    assert found.is_passed is (found.counted > 0 and found.agree > found.counted / 2)


@pytest.mark.parametrize(
    ("stances", "silence", "passed"),
    [
        (["agree", "disagree"], "agrees", False),
        (["agree", "disagree", ""], "agrees", True),
        (["agree", "disagree", ""], "abstains", False),
        (["agree", "", ""], "unanswered", True),
        ([], "agrees", False),
        (["", ""], "unanswered", False),
    ],
)
def test_more_than_half_must_agree(stances, silence, passed):
    assert result_of(stances, silence).is_passed is passed


@pytest.mark.parametrize(
    ("due", "short"), [((2021, 1, 18), True), ((2021, 1, 19), True), ((2021, 1, 20), False), ((2021, 1, 17), True)]
)
def test_two_working_days_are_the_least(due, short):
    assert is_short(dt.date(2021, 1, 18), dt.date(*due), default_calendar()) is short


@given(st.dates(dt.date(2021, 1, 1), dt.date(2026, 6, 1)))
def test_the_deadline_that_is_offered_is_a_working_day_with_time_enough_tomorrow_too(today):
    due = default_due_on(today, default_calendar())
    assert is_working_day(due, default_calendar())
    assert not is_short(today + dt.timedelta(days=1), due, default_calendar())
