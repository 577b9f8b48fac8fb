"""Whose time is taken twice: people and rooms of meetings that overlap. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting as far as it takes time.

    Attributes:
        meeting_id: the meeting.
        title: what it is called.
        starts_at: its beginning.
        ends_at: its end; one that ends when another begins does not overlap it.
        room: the room's id and name, None for none of the list.
        people: by key (a post, or a name without one), how each is named.
    """

    meeting_id: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: tuple[int, str] | None = None
    people: Mapping[str, str] = field(default_factory=dict)


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
        people += [Clash("person", name, *told) for key, name in one.people.items() if key in other.people]
    return rooms + people
