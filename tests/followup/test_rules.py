"""When another deadline may be asked for, and what days that do not count make of one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dondoc.followup.rules import (
    ExtensionRules,
    Hindrance,
    Pause,
    PauseHindrance,
    due_after,
    hindrance,
    is_late,
    latest,
    pause_hindrance,
)
from dondoc.worktime import add_working_days, is_working_day, working_days_between
from dondoc.worktime.calendar import default_calendar

CALENDAR = default_calendar()
DUE, TODAY = dt.date(2021, 1, 25), dt.date(2021, 1, 18)
RULES = ExtensionRules(most=2, longest=20)
DAYS = st.dates(dt.date(2020, 6, 1), dt.date(2021, 12, 31))


def why(wanted: dt.date, **changed: object) -> Hindrance | None:
    given_: dict[str, object] = {
        "due_on": DUE,
        "today": TODAY,
        "rules": RULES,
        "granted": 0,
        "calendar": CALENDAR,
        **changed,
    }
    return hindrance(wanted_on=wanted, **given_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "changed", "expected"),
    [
        (dt.date(2021, 1, 29), {}, None),
        (dt.date(2021, 1, 29), {"due_on": None}, Hindrance.UNDATED),
        (DUE, {}, Hindrance.SAME_OR_EARLIER),
        (dt.date(2021, 1, 22), {}, Hindrance.SAME_OR_EARLIER),
        (dt.date(2021, 1, 26), {"today": dt.date(2021, 1, 27)}, Hindrance.PAST),
        (dt.date(2021, 1, 27), {"today": dt.date(2021, 1, 27)}, None),
        (dt.date(2021, 1, 30), {}, Hindrance.NOT_WORKING),  # a Saturday
        (dt.date(2021, 2, 12), {}, Hindrance.NOT_WORKING),  # Tết
        (dt.date(2021, 1, 29), {"granted": 1}, None),
        (dt.date(2021, 1, 29), {"granted": 2}, Hindrance.TOO_OFTEN),
        (dt.date(2021, 3, 1), {}, None),  # the twentieth working day after the deadline, Tết between
        (dt.date(2021, 3, 2), {}, Hindrance.TOO_FAR),
        (dt.date(2021, 3, 2), {"rules": ExtensionRules(longest=0)}, None),
        (dt.date(2021, 3, 2), {"today": dt.date(2021, 1, 26)}, None),  # counted from today once the deadline is over
    ],
)
def test_what_hinders_another_deadline(wanted: dt.date, changed: dict[str, object], expected: Hindrance | None) -> None:
    assert why(wanted, **changed) == expected


@pytest.mark.parametrize(
    ("asked", "days_before", "late"),
    [
        (DUE, 0, False),
        (dt.date(2021, 1, 26), 0, True),
        (dt.date(2021, 1, 22), 1, False),  # Friday, one working day before Monday
        (DUE, 1, True),
        (dt.date(2021, 1, 20), 3, False),
        (dt.date(2021, 1, 21), 3, True),
    ],
)
def test_when_a_request_is_late(asked: dt.date, days_before: int, late: bool) -> None:
    assert is_late(DUE, asked, days_before, CALENDAR) is late


@given(due=DAYS, today=DAYS, wanted=DAYS, granted=st.integers(0, 3), longest=st.integers(0, 40))
@settings(max_examples=200)
def test_what_is_allowed_is_a_later_working_day_within_the_limit(
    due: dt.date, today: dt.date, wanted: dt.date, granted: int, longest: int
) -> None:
    rules = ExtensionRules(most=2, longest=longest)
    if hindrance(due, wanted, today, rules=rules, granted=granted, calendar=CALENDAR) is None:
        assert wanted > due
        assert wanted >= today
        assert is_working_day(wanted, CALENDAR)
        assert granted < 2
        assert not longest or wanted <= latest(due, today, longest, CALENDAR)
        assert not longest or working_days_between(max(due, today), wanted, CALENDAR) <= longest


@pytest.mark.parametrize(
    ("since", "until", "becomes"),
    [
        (dt.date(2021, 1, 18), dt.date(2021, 1, 18), dt.date(2021, 1, 26)),
        (dt.date(2021, 1, 18), dt.date(2021, 1, 22), dt.date(2021, 2, 1)),
        (dt.date(2021, 1, 23), dt.date(2021, 1, 24), DUE),  # a weekend moves nothing
        (DUE, dt.date(2021, 1, 29), dt.date(2021, 2, 1)),  # the last day was left, and is given back
        (dt.date(2021, 1, 20), dt.date(2021, 1, 29), dt.date(2021, 2, 4)),
        (dt.date(2021, 2, 10), dt.date(2021, 2, 16), DUE),  # Tết alone moves nothing
    ],
)
def test_the_deadline_after_a_pause(since: dt.date, until: dt.date, becomes: dt.date) -> None:
    assert due_after(DUE, Pause(since, until), CALENDAR) == becomes


@given(due=DAYS, since=DAYS, days=st.integers(0, 90))
@settings(max_examples=300)
def test_as_many_working_days_are_left_after_a_pause_as_when_it_began(due: dt.date, since: dt.date, days: int) -> None:
    assume(since <= due)
    pause = Pause(since, since + dt.timedelta(days=days))
    assert pause.until is not None
    left = working_days_between(since - dt.timedelta(days=1), due, CALENDAR)
    after = due_after(due, pause, CALENDAR)
    assert after >= due
    if after != due:
        assert working_days_between(pause.until, after, CALENDAR) == max(1, left)
    longer = due_after(due, Pause(since, pause.until + dt.timedelta(days=1)), CALENDAR)
    assert longer >= after


def test_a_pause_that_goes_on_has_no_deadline_yet() -> None:
    with pytest.raises(ValueError, match="Pause"):
        due_after(DUE, Pause(TODAY, None), CALENDAR)


@pytest.mark.parametrize(
    ("pause", "changed", "expected"),
    [
        (Pause(dt.date(2021, 1, 11), None), {}, None),
        (Pause(dt.date(2021, 1, 11), dt.date(2021, 3, 1)), {}, None),  # its end may be known beforehand
        (Pause(TODAY, None), {"due_on": None}, PauseHindrance.UNDATED),
        (Pause(TODAY, dt.date(2021, 1, 17)), {}, PauseHindrance.ENDS_BEFORE),
        (Pause(dt.date(2021, 1, 6), None), {}, PauseHindrance.BEFORE_GIVEN),
        (Pause(dt.date(2021, 1, 19), None), {}, PauseHindrance.TO_COME),
        (Pause(dt.date(2021, 1, 26), None), {"today": dt.date(2021, 1, 28)}, PauseHindrance.AFTER_DUE),
        (Pause(DUE, None), {"today": dt.date(2021, 1, 28)}, None),
        (Pause(TODAY, None), {"others": [Pause(dt.date(2021, 1, 11), dt.date(2021, 1, 18))]}, PauseHindrance.OVERLAPS),
        (Pause(TODAY, None), {"others": [Pause(dt.date(2021, 1, 11), dt.date(2021, 1, 15))]}, None),
        (Pause(dt.date(2021, 1, 11), dt.date(2021, 1, 12)), {"others": [Pause(dt.date(2021, 1, 12), None)]}, PauseHindrance.OVERLAPS),
    ],
)  # fmt: skip
def test_what_hinders_a_pause(pause: Pause, changed: dict[str, object], expected: PauseHindrance | None) -> None:
    facts: dict[str, object] = {"given_on": dt.date(2021, 1, 7), "due_on": DUE, "today": TODAY, "others": (), **changed}
    assert pause_hindrance(pause, **facts) == expected  # type: ignore[arg-type]


def test_the_twentieth_working_day_is_the_limit() -> None:
    assert latest(DUE, TODAY, 20, CALENDAR) == add_working_days(DUE, 20, CALENDAR)
