"""Days beyond which a deadline of ours may not be moved, said by rooms above this one (the centre's day, for example).

A room registers one function when Django starts; the commands that move a deadline by a person's word ask all of them. What
is computed (days that did not count, an awaited event that happened) is not refused: it would be a fact without a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from dondoc.foundation.errors import BadInput


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The last day that a directive's assignments may have.

    Attributes:
        day: that day.
        sentence: what a person is told who wants a later one, in their language.
    """

    day: dt.date
    sentence: str


#: Given the jurisdiction and directives' ids, the ceiling of each that has one.
Source = Callable[[int, Collection[int]], Mapping[int, Ceiling]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Ask `source` too from now on; once, however often it is registered."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def ceilings_of(jurisdiction_id: int, directive_ids: Collection[int]) -> dict[int, Ceiling]:
    """Return the lowest ceiling of each of these directives that has one."""
    found: dict[int, Ceiling] = {}
    for source in _SOURCES:
        for directive_id, ceiling in source(jurisdiction_id, directive_ids).items():
            if directive_id not in found or ceiling.day < found[directive_id].day:
                found[directive_id] = ceiling
    return found


def require_within(jurisdiction_id: int, directive_id: int, wanted: dt.date, *, today: dt.date, field: str) -> None:
    """Do nothing where a directive's assignment may have this deadline.

    A ceiling that has passed bounds nothing any more: the unit still needs a day to finish by.

    Args:
        jurisdiction_id: the directive's.
        directive_id: which.
        wanted: the deadline.
        today: the day on which it is asked or set.
        field: of the form.

    Raises:
        BadInput: it is beyond a ceiling that is still to come.
    """
    ceiling = ceilings_of(jurisdiction_id, [directive_id]).get(directive_id)
    if ceiling is not None and wanted > ceiling.day >= today:
        raise BadInput(ceiling.sentence, code="beyond_ceiling", field=field, ceiling=ceiling.day.isoformat())
