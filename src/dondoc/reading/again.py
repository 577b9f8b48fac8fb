"""A document that is here already, read once more: beside what its file says now, what the kept text says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .dates import add_weekdays
from .deadlines import WorkingDays
from .extract import Extracted, Limits, extract
from .model import Reading
from .reader import DEFAULT_LIMIT, too_large, understand
from .scanned import moved


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A document that is here already, read once more.

    Attributes:
        fresh: what its file says now.
        kept: what the same reader finds in the text that was kept of it, to whose offsets other things refer; `fresh`
            itself where both texts are the same. Scanned words have their places as far as both texts share them.
    """

    fresh: Reading
    kept: Reading


def read_again(
    data: bytes | None,
    filename: str,
    text: str,
    *,
    limit: int = DEFAULT_LIMIT,
    scans: Limits | None = None,
    working_days: WorkingDays = add_weekdays,
) -> ReadAgain:
    """Read a document again of which a text was kept.

    Args:
        data: the file's content; None where there was never a file, only the text.
        filename: the name it came with.
        text: the text that was kept, as a reading gave it.
        limit: see `read`.
        scans: see `read`.
        working_days: see `read`.

    Raises:
        ReadingError: see `read`.
    """
    if data is None:
        alone = understand(Extracted(text), None, working_days)
        return ReadAgain(alone, alone)
    if len(data) > limit:
        raise too_large(len(data), limit)
    found = extract(data, filename, limit, scans or Limits())
    fresh = understand(found, None, working_days)
    if fresh.text == text:
        return ReadAgain(fresh, fresh)
    boxes = moved(found.boxes, fresh.text, text)
    return ReadAgain(fresh, understand(replace(found, text=text, boxes=boxes), None, working_days))
