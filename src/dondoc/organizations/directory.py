"""The names of a jurisdiction on a day, kept in memory until its units or groups change.

Each use asks one row (the jurisdiction's `organization_version`); only a new version reads the tables.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from dondoc.foundation.errors import NotFound
from dondoc.organizations.heirs import heirs
from dondoc.organizations.models import GroupMembership, Jurisdiction, Unit, UnitGroup, UnitSuccession
from dondoc.organizations.names import NamedGroup, NamedUnit, NameIndex, ResolvedName, says_which
from dondoc.reading import UnitDirectory

_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    index: NameIndex
    directory: UnitDirectory


_kept: OrderedDict[tuple[int, dt.date], _Kept] = OrderedDict()
_lock = Lock()


def name_index(jurisdiction_id: int, on: dt.date) -> NameIndex:
    """Return the names of `jurisdiction_id` as they are on the day `on`.

    Raises:
        NotFound: there is no such jurisdiction.
    """
    return _current(jurisdiction_id, on).index


def directory(jurisdiction_id: int, on: dt.date) -> UnitDirectory:
    """Return what the reader recognises units by: name, abbreviation and aliases of each, and its code.

    Groups are not in it: the reader keeps a set as written, and `resolve_names` says what it means.

    Raises:
        NotFound: there is no such jurisdiction.
    """
    return _current(jurisdiction_id, on).directory


def _current(jurisdiction_id: int, on: dt.date) -> _Kept:
    here = Jurisdiction.objects.filter(id=jurisdiction_id).values_list("organization_version", "name").first()
    if here is None:
        raise NotFound
    version, province = here
    key = (jurisdiction_id, on)
    with _lock:
        kept = _kept.get(key)
        if kept is not None and kept.version == version:
            _kept.move_to_end(key)
            return kept
    kept = _read(jurisdiction_id, province, version, on)
    with _lock:
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return kept


def resolve_names(jurisdiction_id: int, names: Iterable[str], on: dt.date) -> dict[str, ResolvedName]:
    """Return for each name as written the unit, the group with its members on the day, or that it is unknown."""
    index = name_index(jurisdiction_id, on)
    return {name: index.resolve(name) for name in names}


def _read(jurisdiction_id: int, province: str, version: int, on: dt.date) -> _Kept:
    """Read units (also closed ones: their names lead to their successors), groups and memberships: four queries."""
    units = list(Unit.objects.filter(jurisdiction_id=jurisdiction_id).order_by("sort_key", "id"))
    there = {unit.id for unit in units if unit.valid_from <= on and (unit.valid_to is None or unit.valid_to >= on)}
    after: dict[int, list[int]] = {}
    successions = UnitSuccession.objects.filter(jurisdiction_id=jurisdiction_id, on__lte=on).order_by("on", "id")
    for before_id, after_id in successions.values_list("predecessor_unit_id", "successor_unit_id"):
        after.setdefault(before_id, []).append(after_id)
    members: dict[int, set[int]] = {}
    memberships = GroupMembership.objects.filter(jurisdiction_id=jurisdiction_id, valid_from__lte=on)
    for group_id, unit_id, last in memberships.values_list("group_id", "unit_id", "valid_to"):
        if (last is None or last >= on) and unit_id in there:
            members.setdefault(group_id, set()).add(unit_id)
    order = [unit.id for unit in units]
    index = NameIndex.build(
        province=province,
        units=[
            NamedUnit(
                id=unit.id,
                name=unit.name,
                abbreviation=unit.abbreviation,
                aliases=tuple(unit.aliases),
                exists=unit.id in there,
                successor_ids=_successors(unit.id, after, there),
            )
            for unit in units
        ],
        groups=[
            NamedGroup(
                id=group.id,
                name=group.name,
                aliases=tuple(group.aliases),
                member_ids=tuple(i for i in order if i in members.get(group.id, ())),
            )
            for group in UnitGroup.objects.filter(jurisdiction_id=jurisdiction_id).order_by("sort_key", "id")
        ],
    )
    names = tuple((unit.name, _spoken(unit), unit.code) for unit in units if unit.id in there)
    return _Kept(version, index, UnitDirectory(names))


def _spoken(unit: Unit) -> tuple[str, ...]:
    """Return the further names of a unit that say which it is; "UBND" or "VP" alone would fit many."""
    return tuple(name for name in (unit.abbreviation, *unit.aliases) if says_which(name))


def _successors(unit_id: int, after: dict[int, list[int]], there: set[int]) -> tuple[int, ...]:
    """Return who carries on the work of a unit that is gone; nobody for one that is there."""
    return () if unit_id in there else tuple(heirs(unit_id, after, there))
