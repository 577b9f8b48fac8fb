"""The rules of tasks from above: the two clocks, the Government Office's cut, what is the same task, what words come to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.central.choices import CentralState, Said
from dondoc.central.rules import (
    CELLS,
    CentralFacts,
    cell_of,
    central_timeliness,
    cut,
    is_beyond_ceiling,
    key_of,
    likeness,
    said_state,
    two_clocks,
)
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.rules import AssignmentState

ON = dt.date(2020, 12, 31)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2022, 1, 1))
STATES = st.builds(
    lambda state, due, reported: CentralFacts(state, due, reported if state in {"reported", "done"} else None),
    st.sampled_from(CentralState.values), st.none() | DAYS, DAYS,
)  # fmt: skip
PARTS = st.builds(
    lambda lifecycle, due, day: AssignmentState(
        lifecycle, due, day if lifecycle in {"reported", "accepted"} else None, day if lifecycle == "accepted" else None
    ),
    st.sampled_from(Lifecycle.values), st.none() | DAYS, DAYS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (CentralFacts("open", dt.date(2020, 12, 30)), Timeliness.OVERDUE),
        (CentralFacts("open", ON), Timeliness.DUE_SOON),
        (CentralFacts("open", dt.date(2021, 2, 1)), Timeliness.OPEN_IN_TIME),
        (CentralFacts("open", None), Timeliness.UNDATED),
        (CentralFacts("reported", dt.date(2020, 12, 30), dt.date(2020, 12, 29)), Timeliness.OPEN_IN_TIME),
        (CentralFacts("reported", dt.date(2020, 12, 29), dt.date(2020, 12, 30)), Timeliness.OVERDUE),
        (CentralFacts("done", dt.date(2020, 12, 30), dt.date(2020, 12, 30)), Timeliness.DONE_ON_TIME),
        (CentralFacts("done", dt.date(2020, 12, 29), dt.date(2020, 12, 30)), Timeliness.DONE_LATE),
        (CentralFacts("withdrawn", dt.date(2020, 12, 29)), None),
    ],
)
def test_the_day_of_our_answer_counts_by_the_centres_clock(facts, says):
    assert central_timeliness(facts, ON) is says


@given(st.lists(STATES), DAYS)
def test_the_cut_counts_each_task_once_and_nothing_that_was_withdrawn(tasks, on):
    figures = cut(tasks, on)
    assert figures.population == sum(one.state != "withdrawn" for one in tasks)
    for cell in CELLS:
        assert getattr(figures, cell) == sum(cell_of(one, on) == cell for one in tasks)


@given(STATES, DAYS)
def test_a_day_later_nothing_open_is_more_in_time(facts, on):
    if cell_of(facts, on) == "overdue":
        assert cell_of(facts, on + dt.timedelta(days=1)) == "overdue"
    if cell_of(facts, on).startswith("done"):
        assert cell_of(facts, on + dt.timedelta(days=400)) == cell_of(facts, on)


@given(STATES, st.lists(PARTS, max_size=4), DAYS)
def test_two_clocks_run_apart(facts, parts, on):
    clocks = two_clocks(facts, parts, on)
    assert clocks.central.says is central_timeliness(facts, on)
    assert clocks == two_clocks(facts, parts[::-1], on)
    running = [one for one in parts if one.lifecycle != Lifecycle.WITHDRAWN]
    assert (clocks.internal is None) == (not running)
    if clocks.is_beyond:
        assert any(one.due_on is not None and one.due_on > facts.due_on for one in parts)


def test_the_worst_part_speaks_for_ours():
    central = CentralFacts("open", dt.date(2021, 1, 31))
    late = AssignmentState(Lifecycle.IN_PROGRESS, dt.date(2020, 12, 20))
    fine = AssignmentState(Lifecycle.IN_PROGRESS, dt.date(2021, 2, 5))
    clocks = two_clocks(central, [fine, late], ON)
    assert (clocks.internal.says, clocks.internal.due_on, clocks.internal.days_left) == (
        Timeliness.OVERDUE, dt.date(2020, 12, 20), -11,
    )  # fmt: skip
    assert (clocks.central.says, clocks.central.days_left, clocks.is_beyond) == (Timeliness.OPEN_IN_TIME, 31, True)


def test_what_is_done_is_beyond_nothing():
    done = AssignmentState(Lifecycle.ACCEPTED, dt.date(2021, 2, 5), ON, ON)
    assert not two_clocks(CentralFacts("open", dt.date(2021, 1, 31)), [done], ON).is_beyond


@given(DAYS, DAYS, DAYS)
def test_the_centres_day_bounds_ours_until_it_has_passed(wanted, ceiling, today):
    assert is_beyond_ceiling(wanted, ceiling, today) == (wanted > ceiling and today <= ceiling)


def test_a_task_is_the_same_by_its_number_however_it_is_written():
    assert key_of("TW 001", "1/CĐ", "a") == key_of("tw-001", "khác", "khác") == "c:tw001"
    assert key_of("", "1711/CĐ-TTg", "Báo cáo  kết quả.") == key_of("", "1711/cđ-ttg", "báo cáo kết quả")
    assert key_of("", "1711/CĐ-TTg", "Báo cáo kết quả") != key_of("", "1712/CĐ-TTg", "Báo cáo kết quả")
    assert key_of("", "1711/CĐ-TTg", "…") == ""


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=300))
def test_a_key_is_never_longer_than_its_column(code, document, content):
    assert len(key_of(code, document, content)) <= 130


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Hoàn thành đúng hạn", Said.DONE),
        ("Đã hoàn thành, quá hạn", Said.DONE),
        ("Hoàn thành quá hạn", Said.DONE),
        ("Chưa hoàn thành", Said.OPEN),
        ("Không hoàn thành", Said.OPEN),
        ("Chưa hoàn thành - quá hạn", Said.OPEN),
        ("Đang thực hiện", Said.OPEN),
        ("Trong hạn", Said.OPEN),
        ("Đã thu hồi", Said.WITHDRAWN),
        ("Hủy", Said.WITHDRAWN),
        ("", Said.UNKNOWN),
        ("abc", Said.UNKNOWN),
    ],
)
def test_the_centres_words_are_understood_or_left_alone(words, said):
    assert said_state(words) is said


@given(st.text(), st.text())
def test_likeness_is_symmetrical_and_between_nothing_and_all(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_the_same_words_are_alike_and_others_are_not():
    assert likeness("Báo cáo kết quả giải ngân vốn", "báo cáo kết quả giải ngân vốn.") == 1
    assert likeness("Báo cáo kết quả giải ngân vốn", "Xây dựng nhà ở xã hội cho công nhân") == 0
