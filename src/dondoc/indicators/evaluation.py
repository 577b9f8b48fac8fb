"""What a value says of its target, and how the board reads it while the year runs: pure.

Values are compared as they were published, not rounded again: what a resolution asks is met by what the statistics say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dondoc.indicators.choices import Direction, Light, Verdict


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: `low` alone where more is better, `high` alone where less is, both for a range.

    Attributes:
        low: the least good value.
        high: the greatest good value.
    """

    low: Decimal | None = None
    high: Decimal | None = None


def fits(direction: Direction, target: Target) -> bool:
    """Return whether a target says what its direction needs, and no more."""
    match direction:
        case Direction.HIGHER:
            return target.low is not None and target.high is None
        case Direction.LOWER:
            return target.low is None and target.high is not None
        case Direction.RANGE:
            return target.low is not None and target.high is not None and target.low <= target.high
    return target == Target()  # a structure is aimed at by its parts


def evaluate(direction: Direction, target: Target | None, value: Decimal | None) -> Verdict:
    """Compare a value with its target.

    Args:
        direction: which values are good; not `structure`, which is judged by its parts (`evaluate_parts`).
        target: None where none was set.
        value: None where none is known.

    Returns:
        `exceeded` beyond the target, `met` on it (or within the range), `missed` short of it.

    Raises:
        ValueError: the target does not fit the direction.
    """
    if target is None or value is None:
        return Verdict.UNKNOWN
    if direction == Direction.STRUCTURE or not fits(direction, target):
        raise ValueError(f"{target} is no target of {direction}")
    low, high = target.low, target.high
    if direction == Direction.RANGE:
        return Verdict.MET if low is not None and high is not None and low <= value <= high else Verdict.MISSED
    over = value - low if low is not None else (high or Decimal()) - value
    if over > 0:
        return Verdict.EXCEEDED
    return Verdict.MISSED if over < 0 else Verdict.MET


def evaluate_parts(verdicts: Iterable[Verdict]) -> Verdict:
    """Judge a structure by its parts: missed with one of them, met with all; nothing is said while one is unknown."""
    found = set(verdicts)
    if Verdict.MISSED in found:
        return Verdict.MISSED
    return Verdict.UNKNOWN if not found or Verdict.UNKNOWN in found else Verdict.MET


def reached(direction: Direction, target: Target | None, value: Decimal | None) -> Decimal | None:
    """Return how much of the target a value is, as a share (0,5: a half), where such a share says anything.

    Only where more is better and the target is above zero: of a rate that is to fall no share is made.
    """
    if direction != Direction.HIGHER or target is None or value is None or not target.low or target.low < 0:
        return None
    return value / target.low


def light(final: Verdict, expected: Sequence[Verdict], *, has_value: bool) -> Light:
    """Read an indicator as the board of Hồ Chí Minh City does: what may be missed is red and stands first.

    Args:
        final: the verdict on the whole year's own value, `unknown` while there is none.
        expected: the verdicts on what is forecast for the whole year, of each forecast that could be made.
        has_value: whether anything at all was reported this year.
    """
    said = [verdict for verdict in ([final] if final != Verdict.UNKNOWN else expected) if verdict != Verdict.UNKNOWN]
    if not said:
        return Light.PROGRESSING if has_value else Light.NOT_ASSESSED
    missed = sum(verdict == Verdict.MISSED for verdict in said)
    if missed == len(said):
        return Light.RISK
    return Light.PROGRESSING if missed else Light.EXPECTED


LIGHT_ORDER = (Light.RISK, Light.PROGRESSING, Light.EXPECTED, Light.NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the indicators were met; every count opens those that it counts.

    Attributes:
        total: all that have a target.
        met_or_exceeded: of these.
        missed: of these.
        unknown: of these, without a value yet.
    """

    total: int
    met_or_exceeded: int
    missed: int
    unknown: int


def score(verdicts: Iterable[Verdict]) -> Score:
    """Count verdicts."""
    found = list(verdicts)
    missed, unknown = found.count(Verdict.MISSED), found.count(Verdict.UNKNOWN)
    return Score(len(found), len(found) - missed - unknown, missed, unknown)
