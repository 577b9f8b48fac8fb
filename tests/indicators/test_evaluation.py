"""What a value says of its target, in every direction; the light of the board; how many were met."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.indicators.choices import Direction, Light, Verdict
from dondoc.indicators.evaluation import (
    LIGHT_ORDER,
    Score,
    Target,
    evaluate,
    evaluate_parts,
    fits,
    light,
    reached,
    score,
)

D = Decimal
HIGHER, LOWER, RANGE = Target(low=D("6.01")), Target(high=D("12.5")), Target(D(30), D(35))
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


@pytest.mark.parametrize(
    ("direction", "target", "value", "verdict"),
    [
        ("higher", HIGHER, "6.02", "exceeded"), ("higher", HIGHER, "6.01", "met"), ("higher", HIGHER, "6.010", "met"),
        ("higher", HIGHER, "3.05", "missed"), ("lower", LOWER, "12.4", "exceeded"), ("lower", LOWER, "12.5", "met"),
        ("lower", LOWER, "12.6", "missed"), ("range", RANGE, "30", "met"), ("range", RANGE, "35", "met"),
        ("range", RANGE, "29.99", "missed"), ("range", RANGE, "35.01", "missed"), ("higher", HIGHER, None, "unknown"),
        ("higher", None, "5", "unknown"), ("lower", Target(high=D(0)), "-1", "exceeded"),
        ("higher", Target(low=D(-5)), "-6", "missed"),
    ],
)  # fmt: skip
def test_the_rule(direction: str, target: Target | None, value: str | None, verdict: str) -> None:
    assert evaluate(Direction(direction), target, None if value is None else D(value)) == verdict


@given(st.sampled_from([Direction.HIGHER, Direction.LOWER]), NUMBERS, NUMBERS, NUMBERS)
def test_a_better_value_is_never_judged_worse(direction: Direction, aim: Decimal, one: Decimal, two: Decimal) -> None:
    order = [Verdict.MISSED, Verdict.MET, Verdict.EXCEEDED]
    target = Target(low=aim) if direction == Direction.HIGHER else Target(high=aim)
    better, worse = (max(one, two), min(one, two)) if direction == Direction.HIGHER else (min(one, two), max(one, two))
    assert order.index(evaluate(direction, target, better)) >= order.index(evaluate(direction, target, worse))
    assert evaluate(direction, target, aim) == Verdict.MET


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("target", [Target(), HIGHER, LOWER, RANGE, Target(D(5), D(4))])
def test_a_target_must_fit_its_direction(direction: Direction, target: Target) -> None:
    right = {Direction.HIGHER: HIGHER, Direction.LOWER: LOWER, Direction.RANGE: RANGE, Direction.STRUCTURE: Target()}
    assert fits(direction, target) == (right[direction] == target)
    if direction == Direction.STRUCTURE or not fits(direction, target):
        with pytest.raises(ValueError, match="no target"):
            evaluate(direction, target, D(1))


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([], "unknown"), (["met", "exceeded"], "met"), (["met", "unknown"], "unknown"), (["missed", "unknown"], "missed"),
        (["missed", "met"], "missed"), (["unknown"], "unknown"),
    ],
)  # fmt: skip
def test_a_structure_is_judged_by_its_parts(parts: list[str], verdict: str) -> None:
    assert evaluate_parts([Verdict(part) for part in parts]) == verdict


def test_a_share_of_the_target_only_where_it_says_something() -> None:
    assert reached(Direction.HIGHER, Target(low=D(200)), D(50)) == D("0.25")
    assert reached(Direction.LOWER, LOWER, D(5)) is None
    assert reached(Direction.HIGHER, Target(low=D(0)), D(5)) is None
    assert reached(Direction.HIGHER, Target(low=D(-2)), D(5)) is None
    assert reached(Direction.HIGHER, HIGHER, None) is None


@pytest.mark.parametrize(
    ("final", "expected", "has_value", "shown"),
    [
        ("missed", ["met"], True, "risk"), ("met", ["missed"], True, "expected"), ("exceeded", [], True, "expected"),
        ("unknown", ["missed", "missed"], True, "risk"), ("unknown", ["missed", "met"], True, "progressing"),
        ("unknown", ["met", "exceeded"], True, "expected"), ("unknown", ["missed"], True, "risk"),
        ("unknown", [], True, "progressing"), ("unknown", [], False, "not_assessed"),
        ("unknown", ["unknown"], False, "not_assessed"),
    ],
)  # fmt: skip
def test_the_light_of_the_board(final: str, expected: list[str], has_value: bool, shown: str) -> None:
    assert light(Verdict(final), [Verdict(one) for one in expected], has_value=has_value) == shown


def test_what_may_be_missed_stands_first() -> None:
    assert LIGHT_ORDER[0] == Light.RISK
    assert set(LIGHT_ORDER) == set(Light)


def test_sixteen_of_twenty_two() -> None:
    verdicts = [Verdict.MET] * 9 + [Verdict.EXCEEDED] * 7 + [Verdict.MISSED] * 6
    assert score(verdicts) == Score(total=22, met_or_exceeded=16, missed=6, unknown=0)


@given(st.lists(st.sampled_from(list(Verdict))))
def test_the_counts_add_up(verdicts: list[Verdict]) -> None:
    found = score(verdicts)
    assert found.total == found.met_or_exceeded + found.missed + found.unknown == len(verdicts)
