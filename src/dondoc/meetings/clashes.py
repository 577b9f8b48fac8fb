"""Whose time is taken twice: people and rooms of meetings that overlap. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dondoc.meetings.names import Named, same_person


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting as far as it takes time.

    Attributes:
        meeting_id: the meeting.
        title: what it is called.
        starts_at: its beginning.
        ends_at: its end; one that ends when another begins does not overlap it.
        room: the room's id and name, None for none of the list.
        people: who chairs and who comes, by post or by name (`names.same_person`).
    """

    meeting_id: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: tuple[int, str] | None = None
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that two meetings want at once.

    Attributes:
        kind: "room" or "person".
        what: the room, or the person.
        other_id: the other meeting.
        other: its title.
        starts_at: its beginning.
    """

    kind: Literal["room", "person"]
    what: str
    other_id: int
    other: str
    starts_at: dt.datetime


def known_as(clashes: Iterable[Clash]) -> str:
    """What stands for these clashes and no others: who saves all the same says by it which ones they have seen."""
    return "|".join(sorted(f"{one.kind}:{one.other_id}:{one.what}" for one in clashes))


def overlap(one: Slot, other: Slot) -> bool:
    """Whether the two take the same time."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def clashes_of(one: Slot, others: Iterable[Slot]) -> list[Clash]:
    """What a meeting wants that others want at the same time: rooms first, then people, in the order of the others."""
    rooms: list[Clash] = []
    people: list[Clash] = []
    for other in others:
        if other.meeting_id == one.meeting_id or not overlap(one, other):
            continue
        told = (other.meeting_id, other.title, other.starts_at)
        if one.room is not None and other.room is not None and one.room[0] == other.room[0]:
            rooms.append(Clash("room", one.room[1], *told))
        people += [Clash("person", str(who), *told) for who in _shared(one.people, other.people)]
    return rooms + people


def _shared(some: Iterable[Named], others: Iterable[Named]) -> list[Named]:
    """Those of some who are among the others too, each once though a list names them by post and by name."""
    found: list[Named] = []
    wanted = list(others)
    for who in some:
        if any(same_person(who, other) for other in wanted) and not any(same_person(who, each) for each in found):
            found.append(who)
    return found


@dataclass(frozen=True, slots=True)
class Met:
    """Another meeting at the same time, with what both want.

    Attributes:
        other_id: the other meeting.
        other: its title.
        starts_at: its beginning.
        named: the first few rooms and people that both want.
        more: how many there are besides.
    """

    other_id: int
    other: str
    starts_at: dt.datetime
    named: tuple[str, ...]
    more: int


def by_other(clashes: Iterable[Clash], most: int = 2) -> list[Met]:
    """The clashes of one meeting as a calendar says them: a line for each other meeting, few names in it.

    Args:
        clashes: of one meeting.
        most: how many names a line has.
    """
    groups: dict[int, list[Clash]] = {}
    for clash in clashes:
        groups.setdefault(clash.other_id, []).append(clash)
    return [
        Met(number, some[0].other, some[0].starts_at, tuple(one.what for one in some[:most]), max(0, len(some) - most))
        for number, some in groups.items()
    ]
