"""When papers are due and late, and when a dossier needs a summary."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.paper_rules import default_due_on, is_late, longest_report, summary_need
from dondoc.worktime import default_calendar, is_working_day, working_days_between

EARLY = dt.date(2020, 1, 1)


def test_papers_are_due_two_working_days_ahead():
    assert default_due_on(dt.date(2021, 1, 22), EARLY, default_calendar()) == dt.date(2021, 1, 20)
    assert default_due_on(dt.date(2021, 1, 25), EARLY, default_calendar()) == dt.date(2021, 1, 21)
    assert default_due_on(dt.date(2021, 1, 4), EARLY, default_calendar()) == dt.date(2020, 12, 30)


@given(st.dates(dt.date(2021, 1, 11), dt.date(2026, 6, 1)), st.integers(0, 30))
def test_the_due_day_that_is_offered_is_never_over(meeting_on, ahead):
    today = meeting_on - dt.timedelta(days=ahead)
    due = default_due_on(meeting_on, today, default_calendar())
    assert today <= due <= meeting_on


@given(st.dates(dt.date(2021, 1, 11), dt.date(2026, 6, 1)))
def test_the_due_day_is_a_working_day_before_the_meeting(day):
    due = default_due_on(day, EARLY, default_calendar())
    assert is_working_day(due, default_calendar())
    assert due < day
    assert working_days_between(due, day - dt.timedelta(days=1), default_calendar()) == 1


@pytest.mark.parametrize(("due", "sent", "today", "late"), [(20, None, 20, False), (20, None, 21, True), (20, 20, 25, False), (20, 21, 25, True), (None, None, 30, False)])  # fmt: skip
def test_the_day_itself_is_in_time(due, sent, today, late):
    def day(number):
        return None if number is None else dt.date(2021, 1, number)

    assert is_late(day(due), day(sent), dt.date(2021, 1, today)) is late


def of(kind, pages, is_sent=True):
    return SimpleNamespace(kind=kind, pages=pages, is_sent=is_sent)


def test_a_long_dossier_needs_a_short_summary():
    assert not summary_need([of("report", 10)]).needed
    assert summary_need([of("report", 6), of("report", 5)]).lacking
    assert not summary_need([of("report", 11), of("summary", 6)]).lacking
    assert summary_need([of("report", 11), of("summary", 8)]).too_long == 2
    assert summary_need([of("report", 11), of("summary", None, is_sent=False)]).lacking
    assert not summary_need([of("other", 40)]).needed


def test_a_summary_that_was_asked_for_is_owed_as_that_paper_and_not_once_more():
    assert summary_need([of("report", 11)]).unasked
    assert not summary_need([of("report", 11), of("summary", None, is_sent=False)]).unasked
    assert not summary_need([of("report", 11), of("summary", 3)]).unasked
    assert not summary_need([of("report", 9)]).unasked


def test_who_sent_the_longest_report_owes_the_summary():
    short, long, unsent = of("report", 4), of("report", 9), of("report", 40, is_sent=False)
    assert longest_report([short, long, unsent, of("other", 80)]) is long
    assert longest_report([of("report", None), of("report", None)]).pages is None
    assert longest_report([unsent]) is None
