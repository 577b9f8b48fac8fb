"""What confirming says of the reader: its items beside those that a person confirmed. Pure.

A value is right where both say the same, wrong where the reader said another, missed where it said nothing and a
person did. What neither says is not judged. Of items that were not kept whole only the item itself is judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.directives.choices import ItemOutcome, JudgedField, Verdict
from dondoc.directives.drafts import Addressee, DraftItem
from dondoc.foundation.text import fold


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one item.

    Attributes:
        key: the item's: the reader's where it found it, the draft's where a person added it.
        field: which field.
        read: what the reader said, as JSON; None for nothing.
        confirmed: what the person confirmed, as JSON; None for nothing.
        verdict: how the two compare.
        confidence: the reader's, in percent; None for what a person added.
        start: where the item stands in the text.
        end: offset after it.
        field_id: the item's own field of work; None for the draft's.
    """

    key: str
    field: JudgedField
    read: Any
    confirmed: Any
    verdict: Verdict
    confidence: int | None
    start: int
    end: int
    field_id: int | None = None


@dataclass(frozen=True, slots=True)
class NameByHand:
    """A name that the directory did not know, and the units that a person chose for it."""

    key: str
    role: str
    name: str
    unit_ids: tuple[int, ...]
    group_id: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Fate:
    outcome: ItemOutcome
    item: DraftItem | None = None


def judge(read: Sequence[DraftItem], final: Sequence[DraftItem]) -> tuple[Judged, ...]:
    """Return what the confirmed items `final` say of the items `read`, in the order of the text.

    Args:
        read: the items as the reader gave them.
        final: the items at confirmation, dropped ones among them.
    """
    fates, parts = _fates(read, final)
    found: list[Judged] = []
    for item in read:
        fate = fates[item.key]
        found.append(_of_item(item, fate))
        if fate.outcome == ItemOutcome.KEPT and fate.item is not None:
            found += _of_fields(item, fate.item)
    known = {fate.item.key for fate in fates.values() if fate.item is not None} | parts
    mine = {item.key for item in read}
    for item in final:
        if not item.dropped and item.key not in known:
            # A key may be used again after a merger; the row's key must not be that of something read.
            key = item.key if item.key not in mine else f"{item.key}+"
            place = {"start": item.start, "end": item.end}
            found.append(
                Judged(
                    key, JudgedField.DIRECTIVE, None, {"outcome": str(ItemOutcome.ADDED), **place}, Verdict.MISSED,
                    None, item.start, item.end, item.field_id,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def names_by_hand(read: Sequence[DraftItem], final: Sequence[DraftItem]) -> tuple[NameByHand, ...]:
    """Return the names unknown to the directory for which the person who confirmed chose units.

    A name that still stands says it by itself. One that was taken out stands for what was put in, where it was
    the only one taken out of its role: of two it cannot be told which is which.
    """
    fates, _ = _fates(read, final)
    found: list[NameByHand] = []
    for item in read:
        fate = fates[item.key]
        if fate.outcome != ItemOutcome.KEPT or fate.item is None:
            continue
        sides = (("lead", item.lead, fate.item.lead), ("coordinate", item.coordinate, fate.item.coordinate))
        everywhere = (*fate.item.lead, *fate.item.coordinate)
        for role, before, after in sides:
            gone: list[Addressee] = []
            for unknown in (one for one in before if not one.known):
                now = next((one for one in everywhere if fold(one.as_written) == fold(unknown.as_written)), None)
                if now is None:
                    gone.append(unknown)
                elif now.known:
                    found.append(_named(item, role, unknown, [now]))
            fresh = [one for one in after if one.known and not _within(one, (*item.lead, *item.coordinate))]
            replaced = [one for one in fresh if fold(one.as_written) not in {fold(b.as_written) for b in before}]
            if len(gone) == 1 and replaced:
                found.append(_named(item, role, gone[0], replaced))
    return tuple(found)


def _named(item: DraftItem, role: str, unknown: Addressee, chosen: Sequence[Addressee]) -> NameByHand:
    units = sorted({unit for one in chosen for unit in one.unit_ids})
    group = chosen[0].group_id if len(chosen) == 1 else None
    return NameByHand(item.key, role, unknown.as_written, tuple(units), group, item.start, item.end)


def _within(one: Addressee, others: Sequence[Addressee]) -> bool:
    return any(set(one.unit_ids) == set(other.unit_ids) for other in others)


def _overlap(one: DraftItem, other: DraftItem) -> bool:
    return one.start < other.end and other.start < one.end


def _fates(read: Sequence[DraftItem], final: Sequence[DraftItem]) -> tuple[dict[str, _Fate], set[str]]:
    """Return what became of each item read, and the keys of the halves that splitting made.

    An item is followed by its key while it still touches its place. A new key with the reader's confidence is a
    half of something; a key that is gone was merged into the item that holds its place.
    """
    by_key = {item.key: item for item in final}
    own = {
        item.key: by_key[item.key]
        for item in read
        if item.key in by_key
        and _overlap(item, by_key[item.key])
        and (item.confidence is None) == (by_key[item.key].confidence is None)
    }
    followed = {item.key for item in own.values()}
    halves: dict[str, list[DraftItem]] = {}
    for new in final:
        if new.key in followed or new.confidence is None:
            continue
        near = [item for item in read if _overlap(item, new)]
        if near:
            source = max(near, key=lambda item: min(item.end, new.end) - max(item.start, new.start))
            halves.setdefault(source.key, []).append(new)
    holders: dict[str, str] = {}
    for item in read:
        if item.key not in own:
            around = [one for one in final if _overlap(item, one) and not one.dropped]
            if around:
                largest = max(around, key=lambda one: min(item.end, one.end) - max(item.start, one.start))
                holders[item.key] = largest.key
    fates = {
        item.key: _fate(own.get(item.key), halves.get(item.key, []), item.key in holders, holders) for item in read
    }
    return fates, {half.key for group in halves.values() for half in group}


def _fate(own: DraftItem | None, halves: list[DraftItem], is_held: bool, holders: dict[str, str]) -> _Fate:
    kept = [one for one in (own, *halves) if one is not None and not one.dropped]
    if len(kept) > 1:
        return _Fate(ItemOutcome.SPLIT, kept[0])
    if own is None:
        if kept:
            return _Fate(ItemOutcome.KEPT, kept[0])
        return _Fate(ItemOutcome.MERGED if is_held else ItemOutcome.DROPPED)
    if not kept:
        return _Fate(ItemOutcome.DROPPED, own)
    if kept[0].key in holders.values():
        return _Fate(ItemOutcome.MERGED, kept[0])
    return _Fate(ItemOutcome.KEPT, kept[0])


def _of_item(item: DraftItem, fate: _Fate) -> Judged:
    now = fate.item or item
    confirmed = {"outcome": str(fate.outcome), "start": now.start, "end": now.end}
    verdict = Verdict.RIGHT if fate.outcome == ItemOutcome.KEPT else Verdict.WRONG
    return Judged(
        item.key, JudgedField.DIRECTIVE, {"start": item.start, "end": item.end}, confirmed, verdict, item.confidence,
        item.start, item.end, now.field_id,
    )  # fmt: skip


def _of_fields(item: DraftItem, now: DraftItem) -> list[Judged]:
    """Judge the fields of an item that was kept."""
    pairs = (
        (JudgedField.LEAD, *_sides(item.lead, item.lead_ids, now.lead, now.lead_ids)),
        (
            JudgedField.COORDINATE,
            *_sides(item.coordinate, item.coordinate_ids, now.coordinate, now.coordinate_ids),
        ),
        (JudgedField.DEADLINE_KIND, *_plain(item.deadline.kind, now.deadline.kind)),
        (JudgedField.DUE_ON, *_plain(_iso(item.deadline.due_on), _iso(now.deadline.due_on))),
        (JudgedField.CLAUSE, *_plain(item.clause or None, now.clause or None)),
    )
    return [
        Judged(item.key, field, read, confirmed, verdict, item.confidence, now.start, now.end, now.field_id)
        for field, read, confirmed, verdict in pairs
        if verdict is not None
    ]


def _plain(read: str | None, confirmed: str | None) -> tuple[str | None, str | None, Verdict | None]:
    if read is None:
        return None, confirmed, Verdict.MISSED if confirmed is not None else None
    return read, confirmed, Verdict.RIGHT if read == confirmed else Verdict.WRONG


def _sides(
    before: Sequence[Addressee], before_ids: Sequence[int], after: Sequence[Addressee], after_ids: Sequence[int]
) -> tuple[Any, Any, Verdict | None]:
    """Compare addressees by the units meant, and those without a unit by their name.

    A name for which the directory knows no unit says nothing yet of who it is: what a person then chose was missed.
    """
    unknown_before = {fold(one.as_written) for one in before if not one.known}
    unknown_after = {fold(one.as_written) for one in after if not one.known}
    read, confirmed = _shown(before), _shown(after)
    same = set(before_ids) == set(after_ids) and unknown_before == unknown_after
    if not before_ids:
        if same:
            return read, confirmed, Verdict.RIGHT if unknown_before else None
        return read, confirmed, Verdict.MISSED if after_ids or unknown_after else Verdict.WRONG
    return read, confirmed, Verdict.RIGHT if same else Verdict.WRONG


def _shown(addressees: Sequence[Addressee]) -> list[dict[str, Any]] | None:
    return [
        {"as_written": one.as_written, "unit_ids": list(one.unit_ids), "group_id": one.group_id} for one in addressees
    ] or None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
