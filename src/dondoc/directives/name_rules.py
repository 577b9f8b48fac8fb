"""When a name that people entered by hand is proposed. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How often certain units were chosen for a name written in one way.

    Attributes:
        name_key: the form in which names are compared.
        unit_ids: the units chosen, ascending.
        name: as written.
        times: how often.
        of_times: how often anything was chosen for the name, however it was written.
        first_id: of the first such choice.
        first_day: the earliest day of a document with such a choice.
    """

    name_key: str
    unit_ids: tuple[int, ...]
    name: str
    times: int
    of_times: int
    first_id: int
    first_day: dt.date


@dataclass(frozen=True, slots=True)
class Habit:
    """A name and the units that people choose for it, out of all that they ever chose."""

    id: int
    name: str
    name_key: str
    unit_ids: tuple[int, ...]
    times: int
    of_times: int
    first_day: dt.date


def is_habit(alike: int, of_times: int) -> bool:
    """Return whether people choose so by habit: at least twice, and more often than everything else together."""
    return alike >= FEWEST and alike * 2 > of_times


def habits(tallies: Iterable[Tally]) -> list[Habit]:
    """Return the names that people mean by habit, each with its units, in the order of their first choice.

    It is called what it was called most; of two ways as frequent, the one written first.
    """
    together: dict[tuple[str, tuple[int, ...]], list[Tally]] = defaultdict(list)
    for tally in tallies:
        together[tally.name_key, tally.unit_ids].append(tally)
    found = [
        Habit(
            id=min(one.first_id for one in mine),
            name=min(mine, key=lambda one: (-one.times, one.first_id)).name,
            name_key=key,
            unit_ids=units,
            times=sum(one.times for one in mine),
            of_times=mine[0].of_times,
            first_day=min(one.first_day for one in mine),
        )
        for (key, units), mine in together.items()
    ]
    return sorted((one for one in found if is_habit(one.times, one.of_times)), key=lambda one: one.id)
