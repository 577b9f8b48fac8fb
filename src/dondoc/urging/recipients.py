"""Who stands behind each rank: the people of a unit, the specialist of a field, the leaders. Read once for a run."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.organizations.heirs import ended_units
from dondoc.organizations.models import Unit, WorkField
from dondoc.urging.choices import Rank

_OF_UNIT = (str(Rank.FOCAL_POINT), str(Rank.UNIT_HEAD))
#: Beside the ranks: all people of a unit who are told of anything, and one person.
PEOPLE, PERSON = "people", "person"
#: In which lists people stand. Those of the holder and the giver of a row are the two last ones.
LISTS = (*(str(code) for code in Rank.values), PEOPLE, PERSON)


@dataclass(frozen=True, slots=True)
class Side:
    """Who holds a row, or gave it: a person while they are of that unit, else the unit's people."""

    unit_id: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What of an object says who is told of it.

    Attributes:
        unit_ids: whose head and focal point are told.
        field_id: whose specialist is told.
        specialist_id: the specialist who answers for it, where one is named.
        holder: of a part.
        giver: of a part: who divided.
    """

    unit_ids: tuple[int, ...] = ()
    field_id: int | None = None
    specialist_id: int | None = None
    holder: Side | None = None
    giver: Side | None = None


@dataclass(frozen=True, slots=True)
class Recipients:
    """The people of a jurisdiction by list and unit, field, person or 0; of the office's own unit its leaders and clerks.

    Attributes:
        by_key: the users.
        orphans: units that have ended and have nobody behind them: the office is told in the place of their people.
    """

    by_key: dict[tuple[str, int], tuple[int, ...]]
    orphans: frozenset[int] = frozenset()

    def of(self, rank: str, row: Row) -> tuple[int, ...]:
        """The users of one rank for an object; the same as SQL is `sources.People`."""
        if self._is_forsaken(rank, row):
            rank = str(Rank.SPECIALIST)
        if rank in (Rank.HOLDER, Rank.GIVER):
            side = row.holder if rank == Rank.HOLDER else row.giver
            itself = row.holder.user_id if rank == Rank.GIVER and row.holder is not None else None
            return tuple(one for one in self._of_side(side) if one != itself)
        if rank in _OF_UNIT:
            return tuple(user for unit in row.unit_ids for user in self.by_key.get((rank, unit), ()))
        if rank == Rank.SPECIALIST and row.specialist_id is not None:
            return self.by_key.get((PERSON, row.specialist_id), ())
        return self.by_key.get((rank, (row.field_id or 0) if rank == Rank.SPECIALIST else 0), ())

    def _is_forsaken(self, rank: str, row: Row) -> bool:
        """Whether the units of this rank have ended and nobody took them over: the office is told in their people's place."""
        if rank in _OF_UNIT:
            return bool(row.unit_ids) and self.orphans.issuperset(row.unit_ids)
        side = {str(Rank.HOLDER): row.holder, str(Rank.GIVER): row.giver}.get(str(rank))
        return side is not None and side.user_id is None and side.unit_id in self.orphans

    def _of_side(self, side: Side | None) -> tuple[int, ...]:
        if side is None:
            return ()
        at = (PEOPLE, side.unit_id) if side.user_id is None else (PERSON, side.user_id)
        return self.by_key.get(at, ())

    def of_unit(self, unit_id: int, *, field_id: int | None = None) -> tuple[int, ...]:
        """The people of a unit: its focal points and its head; of one that has ended those of its successors, or the office.

        Args:
            unit_id: which.
            field_id: of what is told of, for the specialist of a unit that nobody took over.
        """
        if unit_id in self.orphans:
            return self.by_key.get((str(Rank.SPECIALIST), field_id or 0), ())
        return self.by_key.get((PEOPLE, unit_id), ())

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """List, key and user, for SQL."""
        for (of, key), users in self.by_key.items():
            for user in users:
                yield of, key, user


def recipients_of(jurisdiction_id: int, on: dt.date) -> Recipients:
    """Read who is told in this jurisdiction on a day (four queries, two more where units have ended).

    A unit without people of its own is told through the one above it; where it has a head and no focal point, the head is
    told of both. A field that no specialist follows, and what is in no field, goes to the leader of the office, who
    distributes them. A unit that has ended is told through all who carry on its work that day, however long the chain of
    successions; where there is nobody, the specialist of the field or the leader of the office.

    Args:
        jurisdiction_id: whose.
        on: the day.
    """
    here = {"jurisdiction_id": jurisdiction_id}
    people = list(User.objects.filter(**here, is_active=True).order_by("id").only("id", "role", "unit_id", "fields"))
    leaders = tuple(one.pk for one in people if one.role == Role.OFFICE_LEADER)
    found: dict[tuple[str, int], tuple[int, ...]] = {
        (str(Rank.OFFICE_LEADER), 0): leaders,
        (str(Rank.CHAIR), 0): tuple(one.pk for one in people if one.role == Role.CHAIR),
    }
    found |= {(PERSON, one.pk): (one.pk,) for one in people}
    followers: dict[int, list[int]] = defaultdict(list)
    for one in people:
        if one.role == Role.SPECIALIST:
            for field in one.fields:
                followers[field].append(one.pk)
    for field in (0, *WorkField.objects.filter(**here).values_list("id", flat=True)):
        found[str(Rank.SPECIALIST), field] = tuple(followers.get(field, ())) or leaders
    own = _own_people(people)
    above = dict(Unit.objects.filter(**here).values_list("id", "parent_unit_id"))
    gone = ended_units(jurisdiction_id, on)
    orphans = set()
    for unit in above:
        of_unit = _of_unit(unit, own, above)
        if unit in gone:
            of_unit = _together([_of_unit(heir.id, own, above) for heir in gone[unit][1]])
            if not of_unit:
                orphans.add(unit)
        for rank, users in of_unit.items():
            found[rank, unit] = users
            found[PEOPLE, unit] = tuple(sorted({*found.get((PEOPLE, unit), ()), *users}))
    return Recipients(found, frozenset(orphans))


def _together(each: list[dict[str, tuple[int, ...]]]) -> dict[str, tuple[int, ...]]:
    """The people of several units by rank, each person once."""
    found: dict[str, dict[int, None]] = {}
    for of_unit in each:
        for rank, users in of_unit.items():
            found.setdefault(rank, {}).update(dict.fromkeys(users))
    return {rank: tuple(users) for rank, users in found.items()}


def _own_people(people: list[User]) -> dict[int, dict[str, tuple[int, ...]]]:
    """The people of each unit by rank, of units that have any."""
    by_unit: dict[int, list[User]] = defaultdict(list)
    for one in people:
        if one.unit_id is not None and (one.role in UNIT_ROLES or one.role in OFFICE_ROLES):
            by_unit[one.unit_id].append(one)
    found = {}
    for unit, here in by_unit.items():
        heads = tuple(one.pk for one in here if one.role in (Role.UNIT_HEAD, Role.OFFICE_LEADER))
        focal = tuple(one.pk for one in here if one.role in (Role.FOCAL_POINT, Role.CLERK))
        rest = tuple(one.pk for one in here)
        found[unit] = {_OF_UNIT[0]: focal or heads or rest, _OF_UNIT[1]: heads or focal or rest}
    return found


def _of_unit(
    unit: int, own: dict[int, dict[str, tuple[int, ...]]], above: dict[int, int | None]
) -> dict[str, tuple[int, ...]]:
    seen: set[int] = set()
    at: int | None = unit
    while at is not None and at not in seen:
        if at in own:
            return own[at]
        seen.add(at)
        at = above.get(at)
    return {}
