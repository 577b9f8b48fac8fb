"""Long lists, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_One = TypeVar("_One")

#: A statement takes at most 65 535 parameters, and Django makes one of each value of `__in`.
MOST_PARAMETERS = 20_000


def batches(rows: Sequence[_One], size: int = 0) -> Iterator[Sequence[_One]]:
    """Yield the rows in their order, so many at a time; MOST_PARAMETERS where no size is given."""
    step = size or MOST_PARAMETERS
    for first in range(0, len(rows), step):
        yield rows[first : first + step]
