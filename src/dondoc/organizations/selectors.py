"""Reading units, posts and groups. Every function is given the jurisdiction and, where dates matter, the day."""

from __future__ import annotations

from collections.abc import Collection

from dondoc.organizations.models import Unit


def descendants(jurisdiction_id: int, unit_ids: Collection[int]) -> frozenset[int]:
    """Return the ids of `unit_ids` and of every unit below them, on any day (a closed unit's history stays theirs).

    Parents of a whole jurisdiction are a few hundred pairs: one index-only read, then a walk.
    """
    below: dict[int, list[int]] = {}
    pairs = Unit.objects.filter(jurisdiction_id=jurisdiction_id, parent_unit_id__isnull=False)
    for parent, child in pairs.values_list("parent_unit_id", "id"):
        if parent is not None:
            below.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting = list(unit_ids)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(below.get(unit, ()))
    return frozenset(found)
