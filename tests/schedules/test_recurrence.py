"""When a recurring directive falls due: rules as people say them, days off, ends, rules that never come."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.schedules.choices import Frequency, OffDay
from dondoc.schedules.recurrence import (
    SeriesDays,
    begins_on,
    composed,
    decomposed,
    in_words,
    label_of,
    next_day,
    nominal_after,
    tidy_rule,
)
from dondoc.worktime import default_calendar

CALENDAR = default_calendar()
START = dt.date(2021, 1, 18)


def days_of(rule: str, count: int, *, off_day: str = OffDay.KEEP, starts_on: dt.date = START) -> list[str]:
    found: list[str] = []
    last = last_due = None
    while len(found) < count:
        one = next_day(SeriesDays(rule, starts_on, off_day), CALENDAR, last=last, last_due=last_due)
        if one is None:
            break
        last, last_due = one.nominal, one.due_on
        found.append(one.due_on.isoformat())
    return found


@pytest.mark.parametrize(
    ("form", "days", "words", "label"),
    [
        ({"frequency": "monthly", "day": 25}, ["2021-01-25", "2021-02-25", "2021-03-25"], "Ngày 25 hằng tháng", "Tháng 01/2021"),
        ({"frequency": "monthly"}, ["2021-01-31", "2021-02-28", "2021-03-31"], "Ngày cuối hằng tháng", "Tháng 01/2021"),
        ({"frequency": "monthly", "day": 30}, ["2021-01-30", "2021-02-28", "2021-03-30"], "Ngày 30 hằng tháng", "Tháng 01/2021"),
        ({"frequency": "weekly", "weekday": 4}, ["2021-01-22", "2021-01-29", "2021-02-05"], "Thứ Sáu hằng tuần", "Tuần từ 18/01/2021"),
        ({"frequency": "quarterly", "day": 20}, ["2021-03-20", "2021-06-20", "2021-09-20"], "Ngày 20 của tháng cuối quý", "Quý I/2021"),
        ({"frequency": "quarterly"}, ["2021-03-31", "2021-06-30", "2021-09-30"], "Ngày cuối của tháng cuối quý", "Quý I/2021"),
        ({"frequency": "half_yearly", "day": 15}, ["2021-06-15", "2021-12-15", "2022-06-15"], "Ngày 15 của tháng 6 và tháng 12", "6 tháng đầu năm 2021"),
        ({"frequency": "yearly", "day": 1, "month": 12}, ["2021-12-01", "2022-12-01", "2023-12-01"], "Ngày 1 tháng 12 hằng năm", "Năm 2021"),
        ({"frequency": "daily"}, ["2021-01-18", "2021-01-19", "2021-01-20"], "Hằng ngày", "Ngày 18/01/2021"),
        ({"frequency": "monthly", "day": 25, "count": 2}, ["2021-01-25", "2021-02-25"], "Ngày 25 hằng tháng, 2 kỳ", "Tháng 01/2021"),
        ({"frequency": "monthly", "day": 25, "until": dt.date(2021, 2, 28)}, ["2021-01-25", "2021-02-25"], "Ngày 25 hằng tháng, đến hết 28/02/2021", "Tháng 01/2021"),
    ],
)  # fmt: skip
def test_what_the_form_says(form: dict[str, Any], days: list[str], words: str, label: str) -> None:
    rule = composed(**form)
    assert tidy_rule(rule, starts_on=START) == rule
    assert days_of(rule, 3) == days
    assert in_words(rule) == words
    assert label_of(rule, dt.date.fromisoformat(days[0])) == label


def test_a_rule_that_the_form_cannot_make_is_said_as_it_is() -> None:
    assert in_words("FREQ=MONTHLY;BYDAY=-1TH") == "Theo quy luật FREQ=MONTHLY;BYDAY=-1TH"
    assert days_of("FREQ=MONTHLY;BYDAY=-1TH", 2) == ["2021-01-28", "2021-02-25"]


@pytest.mark.parametrize(
    "text",
    [
        "", "monthly", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=MONTHLY;BYHOUR=9", "FREQ=MONTHLY;FREQ=DAILY",
        "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;INTERVAL=999", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "FREQ=MONTHLY;COUNT=2;UNTIL=20300101",
        "FREQ=YEARLY;UNTIL=20000101", "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;", "FREQ", "FREQ=MONTHLY;COUNT=x",
        "FREQ=DAILY" + ";BYMONTHDAY=1" * 30, "<script>",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text: str) -> None:
    if text == "FREQ=MONTHLY;":
        assert tidy_rule(text) == "FREQ=MONTHLY"
        return
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, commands word it
        tidy_rule(text)


def test_a_rule_is_tidied() -> None:
    assert tidy_rule(" rrule: freq=monthly; bymonthday=25 ") == "FREQ=MONTHLY;BYMONTHDAY=25"


def test_a_rule_that_never_ends_is_asked_for_one_day() -> None:
    assert nominal_after("FREQ=DAILY", dt.date(1990, 1, 1), dt.date(2150, 1, 1)) == dt.date(2150, 1, 2)


@pytest.mark.parametrize(
    ("off_day", "days"),
    [
        (OffDay.KEEP, ["2021-01-23", "2021-02-23"]),
        (OffDay.AFTER, ["2021-01-25", "2021-02-23"]),
        (OffDay.BEFORE, ["2021-01-22", "2021-02-23"]),
    ],
)
def test_a_day_off_is_as_the_series_says(off_day: str, days: list[str]) -> None:
    assert days_of("FREQ=MONTHLY;BYMONTHDAY=23", 2, off_day=off_day) == days


def test_days_that_fall_on_one_working_day_are_one() -> None:
    assert days_of("FREQ=DAILY", 4, off_day=OffDay.AFTER, starts_on=dt.date(2021, 1, 22)) == [
        "2021-01-22", "2021-01-25", "2021-01-26", "2021-01-27",
    ]  # fmt: skip
    # Tết 2021: from 10/02 to 16/02 nobody works.
    assert days_of("FREQ=DAILY", 2, off_day=OffDay.AFTER, starts_on=dt.date(2021, 2, 9)) == ["2021-02-09", "2021-02-17"]


forms = st.one_of(
    st.fixed_dictionaries({"frequency": st.just("weekly"), "weekday": st.integers(0, 6)}),
    st.fixed_dictionaries({
        "frequency": st.sampled_from([str(one) for one in Frequency if one not in ("daily", "weekly")]),
        "day": st.one_of(st.none(), st.integers(1, 31)), "month": st.integers(1, 12),
    }),
    st.just({"frequency": "daily"}),
)  # fmt: skip


@given(forms, st.sampled_from([str(one) for one in OffDay]), st.dates(dt.date(2018, 1, 1), dt.date(2025, 1, 1)))
def test_occurrences_follow_each_other_and_are_working_days(form: Any, off_day: str, starts_on: dt.date) -> None:
    rule = tidy_rule(composed(**form), starts_on=starts_on)
    found = []
    last = last_due = None
    for _each in range(6):
        one = next_day(SeriesDays(rule, starts_on, off_day), CALENDAR, last=last, last_due=last_due)
        if one is None:
            break
        found.append(one)
        last, last_due = one.nominal, one.due_on
    assert found
    assert all(one.nominal >= starts_on for one in found)
    for one, following in itertools.pairwise(found):
        assert one.due_on < following.due_on
        assert one.nominal < following.nominal
        assert begins_on(rule, one.nominal) <= begins_on(rule, following.nominal)
    if off_day != OffDay.KEEP:
        assert all(CALENDAR.is_working_day(one.due_on) for one in found)
    assert all(begins_on(rule, one.nominal) <= one.nominal for one in found)


@given(forms, st.dates(dt.date(2018, 1, 1), dt.date(2025, 1, 1)))
def test_every_form_can_be_said(form: Any, starts_on: dt.date) -> None:
    rule = composed(**form)
    assert not in_words(rule).startswith("Theo quy luật")
    first = nominal_after(rule, starts_on, None)
    assert first is not None
    assert label_of(rule, first)


@given(st.integers(1, 31))
def test_a_month_is_never_left_out(day: int) -> None:
    rule = composed("monthly", day=day)
    months = [one[:7] for one in days_of(rule, 12, starts_on=dt.date(2021, 1, 1))]
    assert months == [f"2021-{month:02d}" for month in range(1, 13)]


@given(forms)
def test_a_form_is_found_again_from_its_rule(form: Any) -> None:
    rule = composed(**form)
    found = decomposed(rule)
    assert found is not None
    assert composed(**found) == rule


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", "Ngày cuối của tháng cuối quý"),
        ("FREQ=MONTHLY;INTERVAL=6", "Ngày cuối của tháng 6 và tháng 12"),
        ("FREQ=WEEKLY", "Thứ Sáu hằng tuần"),
        ("FREQ=YEARLY", "Ngày cuối tháng 12 hằng năm"),
    ],
)
def test_what_the_reader_gives_without_a_day_is_the_end_of_the_period(rule: str, words: str) -> None:
    found = decomposed(rule)
    assert found is not None
    assert in_words(composed(**found)) == words  # type: ignore[arg-type]


def test_what_no_form_says_is_none() -> None:
    assert decomposed("FREQ=MONTHLY;BYDAY=-1TH") is None
    assert decomposed("FREQ=MONTHLY;BYMONTHDAY=25;COUNT=3") == {"frequency": "monthly", "day": 25, "count": 3}
