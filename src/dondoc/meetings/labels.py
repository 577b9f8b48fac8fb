"""The marks of conclusions by depth and order, as the office writes them: 1. a) - . Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dondoc.meetings.choices import ConclusionKind

#: Vietnamese order: đ stands after d, and there is no f (the seed's list: a, b, c, d, đ, e, g).
LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
DEEPEST = 3


class Line(Protocol):
    """What of a conclusion decides its mark; `label` is what somebody typed, "" for none."""

    @property
    def kind(self) -> str:
        """A code of ConclusionKind."""
        ...

    @property
    def depth(self) -> int:
        """From 0."""
        ...

    @property
    def label(self) -> str:
        """What somebody typed."""
        ...


def labels(lines: Iterable[Line]) -> list[str]:
    """The mark of each line, in their order.

    A typed mark stays as it is and is counted with its neighbours; a paragraph has none and counts nothing. A line begins
    its count anew when a shallower one stood between.
    """
    counts = [0] * (DEEPEST + 1)
    found = []
    for line in lines:
        if line.kind == ConclusionKind.PARAGRAPH:
            found.append(line.label)
            continue
        depth = min(line.depth, DEEPEST)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (DEEPEST - depth)
        found.append(line.label or _mark(depth, counts[depth]))
    return found


def _mark(depth: int, number: int) -> str:
    if depth == 0:
        return f"{number}."
    if depth == 1:
        beyond, place = divmod(number - 1, len(LETTERS))
        return f"{LETTERS[place]}{beyond + 1 if beyond else ''})"
    return "-" if depth == 2 else "+"  # noqa: PLR2004 - the third level has no count
