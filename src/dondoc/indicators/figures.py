"""Figures as people type them: read where there is one reading, asked where there are two. Pure.

Vietnamese offices write a comma before decimals and points between thousands, their spreadsheets often the other way
round; "1.234" may be one thousand two hundred or a little more than one. Such a figure is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

#: Digits that a value may have before and after its comma.
MOST_DIGITS = 18
MOST_DECIMALS = 6
#: A value so many times last year's, or so small a part of it, was probably given in another unit of measure.
FOREIGN_UNIT = Decimal(100)

_PLAIN = re.compile(r"[+-]?\d+")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,\s])\d{3})(?:\1\d{3})*")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_SUFFIX = re.compile(r"\s*%$")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed figure may be.

    Attributes:
        readings: none: it is no figure; one: it is this one; two: ask which.
    """

    readings: tuple[Decimal, ...]

    @property
    def value(self) -> Decimal | None:
        """The only reading, None where there is none or where one must ask."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether one must ask."""
        return len(self.readings) > 1


def read_figure(text: str) -> Typed:
    """Read a typed figure.

    Args:
        text: as typed: "1.234,5", "6,01 %", "1 234", "-0,3".

    Returns:
        Its readings: the one with a decimal mark first where there are two.
    """
    words = _SUFFIX.sub("", _SPACES.sub(" ", text.strip()).replace("−", "-"))
    if not words or len(words) > 2 * MOST_DIGITS:
        return Typed(())
    found = {reading for reading in (_with_decimals(words), _in_thousands(words)) if reading is not None}
    return Typed(tuple(sorted(found, key=abs)))


def _with_decimals(words: str) -> Decimal | None:
    """The reading with at most one decimal mark, which stands behind every mark of thousands."""
    marks = [mark for mark in words if mark in ".,"]
    if not marks:
        return _whole(words)
    mark = marks[-1]
    if marks.count(mark) > 1:
        return None
    before, after = words.rsplit(mark, 1)
    whole = _whole(before)
    if whole is None or not re.fullmatch(rf"\d{{1,{MOST_DECIMALS}}}", after):
        return None
    return Decimal(f"{'-' if before.startswith('-') else ''}{abs(whole)}.{after}")


def _in_thousands(words: str) -> Decimal | None:
    """The reading in which every mark stands between thousands."""
    return _digits(words) if _GROUPED.fullmatch(words) else None


def _whole(words: str) -> Decimal | None:
    return _digits(words) if _PLAIN.fullmatch(words) or _GROUPED.fullmatch(words) else None


def _digits(words: str) -> Decimal | None:
    digits = re.sub(r"[.,\s]", "", words)
    return Decimal(digits) if len(digits.lstrip("+-")) <= MOST_DIGITS else None


def exact(value: Decimal | None) -> str | None:
    """Return a figure as the ledger and programs keep it: exact, never a float, without noughts at its end."""
    return None if value is None else f"{value.normalize():f}"


def is_of_another_unit(value: Decimal, before: Decimal | None) -> bool:
    """Return whether a value was probably given in another unit of measure.

    Args:
        value: the new one.
        before: of the same indicator a year or a period before; None or zero: nothing to compare with.
    """
    if not before or not value:
        return False
    ratio = abs(value / before)
    return ratio >= FOREIGN_UNIT or ratio <= 1 / FOREIGN_UNIT
