"""From what the reader found to a draft: units looked up, groups expanded to their members on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem, DraftTime, Items, check
from dondoc.organizations.names import ResolvedName
from dondoc.reading.model import Deadline, Directive, Reading, Role

_ROLES: tuple[Role, ...] = ("lead", "coordinate")
_LONGEST_PAIR = 120


class _Pair(NamedTuple):
    """Two neighbours of a list, and the words from the first to the second."""

    first: str
    second: str
    words: str
    start: int
    end: int


Resolver = Callable[[Sequence[str]], Mapping[str, ResolvedName]]


def items_of(reading: Reading, resolve: Resolver) -> Items:
    """Return the draft items of a reading.

    Args:
        reading: what the reader found.
        resolve: looks names up, all in one call.
    """
    named = [name for found in reading.directives for name in (*found.lead, *found.coordinate)]
    joined = [
        pair.words for found in reading.directives for role in _ROLES for pair in _pairs(found, role, reading.text)
    ]
    names = list(dict.fromkeys([*named, *joined]))
    known = resolve(names) if names else {}
    ordered = sorted(reading.directives, key=lambda found: (found.start, found.end))
    items = tuple(
        DraftItem(
            key=f"d{number}",
            start=found.start,
            end=found.end,
            text=reading.text[found.start : found.end],
            clause=(found.clause or "")[:60],
            lead=_addressees(found, "lead", known, reading.text),
            coordinate=_addressees(found, "coordinate", known, reading.text),
            deadline=_deadline(found.deadline, found.because),
            flags=tuple(found.flags),
            confidence=min(100, max(0, round(found.confidence * 100))),
            because=tuple(rule[:80] for rule in found.because),
            times=tuple(
                DraftTime(m.start, m.end, m.text[:300], m.due_on, m.purpose.rstrip(" .")[:300]) for m in found.times
            ),
        )
        for number, found in enumerate(ordered, start=1)
    )
    check(items, reading.text)
    return items


def _addressees(found: Directive, role: Role, known: Mapping[str, ResolvedName], text: str) -> tuple[Addressee, ...]:
    places = _places(found, role)
    pairs = {pair.first: pair for pair in _pairs(found, role, text)}
    result: list[Addressee] = []
    taken = ""
    for name in found.lead if role == "lead" else found.coordinate:
        if name == taken:
            continue
        pair = pairs.get(name)
        apart = pair and _is_known(name, known) and _is_known(pair.second, known)
        if pair and known[pair.words].kind == "group" and not apart:
            meant, taken = known[pair.words], pair.second
            result.append(Addressee(pair.words[:300], meant.unit_ids, meant.group_id, pair.start, pair.end))
            continue
        start, end = places.get(name, (None, None))
        meant = known.get(name, ResolvedName(name, "unknown"))
        result.append(Addressee(name[:300], meant.unit_ids, meant.group_id, start, end))
    return tuple(result)


def _places(found: Directive, role: Role) -> dict[str, tuple[int, int]]:
    return {unit.name: (unit.start, unit.end) for unit in found.units if unit.role == role}


def _is_known(name: str, known: Mapping[str, ResolvedName]) -> bool:
    return name in known and known[name].kind != "unknown"


def _pairs(found: Directive, role: Role, text: str) -> list[_Pair]:
    """Neighbours in a list, as they stand in the text: the directory may know "các cấp, các ngành" as one group only."""
    names = found.lead if role == "lead" else found.coordinate
    places = _places(found, role)
    result = []
    for first, second in pairwise(names):
        if first not in places or second not in places:
            continue
        start, end = places[first][0], places[second][1]
        if start < end <= start + _LONGEST_PAIR:
            result.append(_Pair(first, second, " ".join(text[start:end].split()), start, end))
    return result


def _deadline(found: Deadline, because: Sequence[str]) -> DraftDeadline:
    is_event = found.kind == "event"
    rule = next((rule for rule in because if rule.startswith("deadline")), "")
    return DraftDeadline(
        kind=DeadlineKind(found.kind).value,
        words=found.text[:300],
        due_on=found.due_on if found.kind in ("date", "period", "relative") else None,
        rule=rule[:60],
        # "ngay sau nghị quyết ban hành" waits for what it names; the person may name it better.
        event_name=_event_name(found.text) if is_event else "",
        start=found.start,
        end=found.end,
    )


def _event_name(words: str) -> str:
    lowered = words.lower()
    for opening in ("ngay sau khi ", "ngay sau ", "sau khi ", "ngay khi ", "trước khi ", "cho đến khi ", "đến khi "):
        if lowered.startswith(opening):
            rest = words[len(opening) :].strip()
            return rest[:1].upper() + rest[1:300]
    return words[:1].upper() + words[1:300]
