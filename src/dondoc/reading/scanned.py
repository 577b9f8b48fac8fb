"""What recognition makes less certain: the confidence of directives whose letters may be wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from .extract import Extracted
from .model import Box, Directive

_WEAK = 0.5
_BEST = 0.95


def weighed(directives: Iterable[Directive], found: Extracted) -> tuple[Directive, ...]:
    """The directives in their order, each as sure as its letters let it be.

    Args:
        directives: as found in the text.
        found: the text; with the places of words on scanned pages, or with little trust in its letters.
    """
    ordered = tuple(sorted(directives, key=lambda d: d.start))
    if not found.boxes and found.trust >= 1:
        return ordered
    starts = [box.start for box in found.boxes]
    return tuple(
        _weigh(d, found.boxes[bisect_left(starts, d.start) : bisect_left(starts, d.end)], found) for d in ordered
    )


def _weigh(directive: Directive, boxes: tuple[Box, ...], found: Extracted) -> Directive:
    trust, reason = found.trust, "text:letters in doubt"
    if boxes:
        reason = "text:recognised on a scanned page"
        mean = sum(box.confidence for box in boxes) / len(boxes)
        weak = sum(1 for box in boxes if box.confidence < _WEAK)
        # Words that the recognition itself doubts weigh more than their share of the mean.
        trust = min(trust, _BEST * mean * (1 - weak / len(boxes)))
    if trust >= 1:
        return directive
    return replace(
        directive,
        confidence=round(max(0.05, directive.confidence * trust), 2),
        because=(*directive.because, reason),
    )


def moved(boxes: tuple[Box, ...], text: str, other: str) -> tuple[Box, ...]:
    """The boxes of the words that `other` has in the same order, with their offsets there.

    Recognising a page again gives nearly the same words; what differs has no box rather than one beside it.

    Args:
        boxes: of `text`, in its order.
        text: as it was recognised.
        other: as it was kept.
    """
    if not boxes:
        return ()
    words = [text[box.start : box.end] for box in boxes]
    places = list(re.finditer(r"\S+", other))
    matched = SequenceMatcher(None, words, [place.group() for place in places]).get_matching_blocks()
    return tuple(
        replace(boxes[block.a + k], start=places[block.b + k].start(), end=places[block.b + k].end())
        for block in matched
        for k in range(block.size)
    )
