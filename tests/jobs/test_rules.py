"""When a day's run is due, how long a failed job waits, what a failure is called."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, OperationalError
from hypothesis import example, given
from hypothesis import strategies as st

from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import Conflict, Unavailable
from dondoc.jobs import rules

DAY = dt.date(2021, 1, 18)
MORNING = dt.time(6, 30)


def at(hour, minute=0, day=DAY):
    return dt.datetime.combine(day, dt.time(hour, minute), LOCAL)


@pytest.mark.parametrize(
    ("moment", "done_for", "tried_at", "due"),
    [
        (at(6, 29), None, None, False),
        (at(6, 30), None, None, True),
        (at(6, 30), DAY, None, False),
        (at(23, 59), DAY - dt.timedelta(days=1), None, True),
        (at(7), DAY - dt.timedelta(days=9), at(6, 30, DAY - dt.timedelta(days=9)), True),  # a week without a worker
        (at(7), DAY + dt.timedelta(days=1), None, False),  # a clock that was set back
        (at(7), None, at(6, 30), False),  # it failed half an hour ago
        (at(7, 30), None, at(6, 30), True),
    ],
)
def test_a_night_that_was_missed_is_made_up_and_none_is_run_twice(moment, done_for, tried_at, due):
    assert rules.is_due(local_now=moment, at=MORNING, done_for=done_for, tried_at=tried_at) is due


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.times(), st.integers(0, 400))
def test_once_done_it_is_not_due_again_that_day(done, hour, later):
    same_day = at(23, 59, done)
    assert not rules.is_due(local_now=same_day, at=hour, done_for=done, tried_at=None)
    after = same_day + dt.timedelta(days=later)
    assert rules.is_due(local_now=after, at=hour, done_for=done, tried_at=None) is (later > 0 and after.time() >= hour)


@given(st.integers(1, 1000), st.integers(1, 3600))
def test_waiting_grows_to_an_hour_and_never_beyond(attempt, seconds):
    first = dt.timedelta(seconds=seconds)
    wait = rules.wait_before(attempt, first)
    assert first <= wait <= dt.timedelta(hours=1)
    assert wait <= rules.wait_before(attempt + 1, first)


@pytest.mark.parametrize(
    ("error", "reason", "kind", "again"),
    [
        (Conflict("Nguyễn Văn A đã làm", code="too_late"), "refused", "too_late", False),
        (Unavailable("x"), "outside", "unavailable", True),
        (OperationalError("server closed"), "database", "django.db.utils.OperationalError", True),
        (IntegrityError("DETAIL: (name)=(A)"), "data", "django.db.utils.IntegrityError", True),
        (ConnectionResetError(), "outside", "ConnectionResetError", True),
        (KeyError("Trần Thị B"), "fault", "KeyError", True),
    ],
)
def test_a_failure_has_a_reason_without_a_word_of_its_text(error, reason, kind, again):
    assert rules.reason_of(error) == (reason, kind)
    assert rules.gets_better(error) is again


def test_the_place_is_of_our_own_code():
    with pytest.raises(ZeroDivisionError) as caught:
        dt.timedelta(1) / 0
    assert rules.place_of(caught.value.__traceback__) == ""
    with pytest.raises(TypeError) as caught:
        rules.wait_before(None, dt.timedelta(1))
    assert rules.place_of(caught.value.__traceback__).startswith("jobs/rules.py:")


@example(
    dt.datetime.combine(DAY, dt.time(23)), dt.time(0, 0, 0, 1), None, 0
)  # an hour later is tomorrow, before the hour
@given(
    st.datetimes(dt.datetime.combine(DAY, dt.time()), dt.datetime.combine(DAY, dt.time(23, 59))),
    st.times(), st.none() | st.integers(-3, 0), st.none() | st.integers(0, 3000),
)  # fmt: skip
def test_the_next_run_is_now_exactly_where_one_is_due(moment, hour, done, tried):
    local_now = moment.replace(tzinfo=LOCAL)
    done_for = None if done is None else DAY + dt.timedelta(days=done)
    known = {
        "at": hour,
        "done_for": done_for,
        "tried_at": None if tried is None else local_now - dt.timedelta(minutes=tried),
    }
    coming = rules.next_day_run(local_now=local_now, **known)
    assert (coming == local_now) is rules.is_due(local_now=local_now, **known)
    assert rules.is_due(local_now=coming, **known)
