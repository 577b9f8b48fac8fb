"""How an assignment is divided: to whom, by when, what stands. Pure."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.followup.part_rules import (
    MOST_DEEP,
    TRANSITIONS,
    DueHindrance,
    Holder,
    Misgiven,
    due_hindrance,
    is_after,
    misgiven,
    progress,
    stands,
    transition,
)
from dondoc.worktime import is_working_day
from dondoc.worktime.calendar import default_calendar

CALENDAR = default_calendar()
DUE, TODAY = dt.date(2021, 1, 25), dt.date(2021, 1, 18)
DAYS = st.dates(dt.date(2020, 12, 1), dt.date(2021, 3, 31))
# 1 is the province, 2 a department, 3 and 4 its rooms, 5 a team of room 3, 9 another department.
PARENTS = {2: 1, 3: 2, 4: 2, 5: 3, 9: 1}


def above(unit: int) -> set[int]:
    found = set()
    while unit in PARENTS:
        unit = PARENTS[unit]
        found.add(unit)
    return found


def below(unit: int) -> set[int]:
    return {each for each in PARENTS if unit in above(each)}


def why(to: Holder, chain: list[Holder], beside: set[Holder] | None = None) -> Misgiven | None:
    unit = chain[-1].unit_id
    return misgiven(to, chain, above=above(unit), below=below(unit), beside=beside or set())


@pytest.mark.parametrize(
    ("to", "chain", "expected"),
    [
        (Holder(3), [Holder(2)], None),
        (Holder(5), [Holder(2)], None),  # two floors down at once
        (Holder(2, 70), [Holder(2)], None),  # a person of the unit itself
        (Holder(3, 71), [Holder(2)], None),
        (Holder(3, 71), [Holder(2), Holder(3)], None),
        (Holder(2, 72), [Holder(2), Holder(2, 70)], None),  # a person hands on to another one
        (Holder(2), [Holder(2)], Misgiven.ITSELF),
        (Holder(2), [Holder(2), Holder(2, 70)], Misgiven.ITSELF),
        (Holder(2, 70), [Holder(2), Holder(2, 70)], Misgiven.ITSELF),
        (Holder(2), [Holder(2), Holder(3)], Misgiven.ABOVE),
        (Holder(1), [Holder(2)], Misgiven.ABOVE),
        (Holder(2, 70), [Holder(2), Holder(2, 70), Holder(2, 72)], Misgiven.ABOVE),
        (Holder(9), [Holder(2)], Misgiven.NOT_BELOW),
        (Holder(4), [Holder(2), Holder(3)], Misgiven.NOT_BELOW),  # a room does not give to the room beside it
        (Holder(9, 90), [Holder(2)], Misgiven.NOT_BELOW),
        (Holder(2, 70), [Holder(2), Holder(3)], Misgiven.NOT_BELOW),
    ],
)
def test_to_whom_a_part_may_go(to: Holder, chain: list[Holder], expected: Misgiven | None) -> None:
    assert why(to, chain) == expected


def test_nobody_gets_two_parts_of_one_whole() -> None:
    assert why(Holder(3), [Holder(2)], {Holder(3)}) == Misgiven.TWICE
    assert why(Holder(3, 71), [Holder(2)], {Holder(3)}) is None


people = st.builds(Holder, st.sampled_from([1, 2, 3, 4, 5, 9]), st.none() | st.integers(70, 73))


@given(tries=st.lists(people, max_size=12))
@settings(max_examples=300)
def test_no_line_of_parts_ever_comes_back_or_goes_up(tries: list[Holder]) -> None:
    chain = [Holder(2)]
    for to in tries:
        if why(to, chain) is None:
            chain.append(to)
    assert len(set(chain)) == len(chain)
    units = [one.unit_id for one in chain if one.user_id is None]
    assert len(set(units)) == len(units)
    persons = [one.user_id for one in chain if one.user_id is not None]
    assert len(set(persons)) == len(persons)
    for one, after in pairwise(chain):
        assert after.unit_id == one.unit_id or after.unit_id in below(one.unit_id)


@pytest.mark.parametrize(
    ("due", "parent", "expected"),
    [
        (dt.date(2021, 1, 22), DUE, None),
        (DUE, DUE, None),
        (TODAY, DUE, None),
        (dt.date(2021, 1, 26), DUE, DueHindrance.AFTER_PARENT),
        (None, DUE, DueHindrance.AFTER_PARENT),
        (dt.date(2021, 1, 15), DUE, DueHindrance.PAST),
        (dt.date(2021, 1, 23), DUE, DueHindrance.NOT_WORKING),  # a Saturday
        (dt.date(2021, 1, 24), dt.date(2021, 1, 24), None),  # the whole is due on that Sunday, so the part may be
        (dt.date(2021, 1, 14), dt.date(2021, 1, 14), None),  # the whole is late: its parts are
        (dt.date(2021, 1, 15), dt.date(2021, 1, 14), DueHindrance.AFTER_PARENT),
        (dt.date(2021, 2, 1), None, None),
        (None, None, None),
    ],
)
def test_when_a_part_may_be_due(due: dt.date | None, parent: dt.date | None, expected: DueHindrance | None) -> None:
    assert due_hindrance(due, parent, TODAY, CALENDAR) == expected


@given(due=DAYS | st.none(), parent=DAYS | st.none(), today=DAYS)
def test_no_part_is_allowed_after_its_whole(due: dt.date | None, parent: dt.date | None, today: dt.date) -> None:
    if due_hindrance(due, parent, today, CALENDAR) is None:
        assert not is_after(due, parent)
        assert due == parent or (due is not None and due >= today and is_working_day(due, CALENDAR))


@given(above_=st.lists(st.sampled_from(Lifecycle.values), max_size=MOST_DEEP), own=st.sampled_from(Lifecycle.values))
def test_a_part_stands_while_all_above_it_does(above_: list[str], own: str) -> None:
    assert stands(own, above_) == (not {own, *above_} - {str(code) for code in OPEN_LIFECYCLES})


@given(st.lists(st.sampled_from(Lifecycle.values)))
def test_progress_counts_what_was_not_withdrawn(lifecycles: list[str]) -> None:
    found = progress(lifecycles)
    assert found.of == len([one for one in lifecycles if one != "withdrawn"])
    assert found.done == lifecycles.count("accepted")
    assert found.is_complete == (found.done > 0 and set(lifecycles) <= {"accepted", "withdrawn"})


def test_each_verb_has_one_step_from_a_state_and_closed_parts_have_none() -> None:
    for verb in {step.verb for step in TRANSITIONS}:
        for state in Lifecycle.values:
            assert len([step for step in TRANSITIONS if step.verb == verb and state in step.from_]) <= 1
        assert transition(verb, "accepted") is None
        assert transition(verb, "withdrawn") is None
