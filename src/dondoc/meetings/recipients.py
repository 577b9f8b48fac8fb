"""Whom a conclusion notice goes to (nơi nhận): everybody who was called and everybody who has a duty, once each. Pure.

The order is that of the office: the Party, the Council, the committee's leaders, the Front and the mass organisations, the
departments, others, the localities, the office itself. One name stands for a whole group where all of it is meant
(“Các sở, ngành”, “UBND các huyện, thành phố”), as 33 lines would say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dondoc.foundation.text import fold
from dondoc.meetings.bodies import Side, side_of

#: So many bodies that stand for themselves are named; more of one category are named by the category.
FEW = 4
#: A group of one is that one.
_LEAST_GROUP = 2
#: Bodies of these sides stand together on a line, so many of them; those of the others have each their own.
_TOGETHER = frozenset({Side.PARTY, Side.COUNCIL, Side.FRONT, Side.OTHER})
_ON_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Body:
    """One that the notice goes to.

    Attributes:
        key: what tells it from others: the same unit has one key however often it is meant.
        name: as the directory or the list of who is called names it.
        kind: a code of UnitKind, "" outside of the directory.
        category: the category of participants in which it was called, "" for none.
    """

    key: str
    name: str
    kind: str = ""
    category: str = ""

    @property
    def side(self) -> Side:
        """What it is to the committee."""
        return side_of(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Collective:
    """A group of the directory: its name and the keys of its members on the day."""

    name: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line, and whom it covers."""

    text: str
    side: Side
    covers: frozenset[str]


def recipients(
    bodies: Iterable[Body], groups: Iterable[Collective], *, host: Body, issuer: Body | None = None
) -> list[Recipient]:
    """The lines of “Nơi nhận” over the one of the archive, in the office's order.

    Args:
        bodies: everybody who was called and everybody who has a duty, in any order, any number of times.
        groups: the directory's groups.
        host: who held the meeting; its leaders have a line whoever was called.
        issuer: the office that issues the notice; its leader and its people have the last line.

    Returns:
        Lines that cover each of the bodies, and each of them exactly once.
    """
    wanted = _once(bodies)
    found = [_leaders(host)]
    last = []
    if issuer is not None and issuer.key != host.key:
        last = [Recipient(f"Lãnh đạo {issuer.name}, chuyên viên nghiên cứu", Side.LOCALITY, frozenset({issuer.key}))]
    own = {key for line in (*found, *last) for key in line.covers}
    rest = {key: body for key, body in wanted.items() if key not in own}
    for line in _collectives(rest, groups, own):
        found.append(line)
        rest = {key: body for key, body in rest.items() if key not in line.covers}
    found += _together(_named(list(rest.values()), wanted.values()))
    return sorted(found, key=lambda line: line.side) + last


def lines(found: Sequence[Recipient]) -> list[str]:
    """The words of the lines."""
    return [line.text for line in found]


def _once(bodies: Iterable[Body]) -> dict[str, Body]:
    """Each body once; the category that one of its mentions has is kept."""
    wanted: dict[str, Body] = {}
    for body in bodies:
        known = wanted.get(body.key)
        if known is None or (body.category and not known.category):
            wanted[body.key] = body
    return wanted


def _leaders(host: Body) -> Recipient:
    committee = host.side == Side.COMMITTEE
    text = "Chủ tịch, các Phó Chủ tịch UBND tỉnh" if committee else f"Lãnh đạo {host.name}"
    return Recipient(text, Side.COMMITTEE, frozenset({host.key}))


def _collectives(rest: dict[str, Body], groups: Iterable[Collective], own: Collection[str]) -> list[Recipient]:
    """Groups of which everybody is meant: the largest first, never two that share a member; localities by themselves.

    Host and issuer have lines of their own, so a group in which they are is whole without them.
    """
    found: list[Recipient] = []
    left = set(rest)
    # Of two groups with the same members the longer name says more: “UBND các huyện, thành phố”, not “các địa phương”.
    for group in sorted(groups, key=lambda one: (-len(one.keys), -len(one.name), one.name)):
        keys = group.keys - frozenset(own)
        if len(keys) < _LEAST_GROUP or not keys <= left:
            continue
        sides = {rest[key].side for key in keys}
        if Side.LOCALITY in sides and len(sides) > 1:
            continue
        found.append(Recipient(_opened(group.name), min(sides), frozenset(keys)))
        left -= keys
    return found


def _named(rest: Sequence[Body], everybody: Iterable[Body]) -> list[Recipient]:
    """Those for whom no group stands: by name, or many of one category by the category's name.

    A category's name stands for all of it, so not where some of it has another line, or it is of two sides.
    """
    whole: dict[str, set[str]] = {}
    for body in everybody:
        whole.setdefault(body.category, set()).add(body.key)
    by_category: dict[tuple[Side, str], list[Body]] = {}
    for body in rest:
        by_category.setdefault((body.side, body.category), []).append(body)
    by_text: dict[tuple[str, Side], set[str]] = {}
    for (side, category), some in by_category.items():
        keys = {body.key for body in some}
        if category and len(some) > FEW and keys == whole[category]:
            by_text.setdefault((_opened(category), side), set()).update(keys)
            continue
        for body in some:
            by_text.setdefault((_opened(body.name), side), set()).add(body.key)
    return [Recipient(text, side, frozenset(keys)) for (text, side), keys in by_text.items()]


def _together(named: Sequence[Recipient]) -> list[Recipient]:
    """A few names of one side on a line, standing committees before their offices (NĐ 30/2020/NĐ-CP, annex I, box 9b)."""
    found: list[Recipient] = []
    waiting: dict[Side, list[Recipient]] = {}
    for line in sorted(named, key=lambda one: not fold(one.text).startswith(("thuong truc", "ban thuong truc"))):
        if line.side in _TOGETHER:
            waiting.setdefault(line.side, []).append(line)
    for side, some in waiting.items():
        for at in range(0, len(some), _ON_A_LINE):
            part = some[at : at + _ON_A_LINE]
            text = ", ".join([part[0].text, *(_within(one.text) for one in part[1:])])
            found.append(Recipient(text, side, frozenset(key for one in part for key in one.covers)))
    return found + [line for line in named if line.side not in _TOGETHER]


def _within(text: str) -> str:
    """What stands within a line: “các công ty …” begins small, names keep their capitals."""
    return f"{text[:1].lower()}{text[1:]}" if text.startswith(("Các ", "Lãnh đạo ")) else text


def _opened(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
