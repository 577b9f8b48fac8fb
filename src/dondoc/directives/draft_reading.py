"""From what the reader found to a draft: units looked up, groups expanded to their members on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem, DraftTime, Items, check
from dondoc.organizations.names import ResolvedName
from dondoc.reading.model import Deadline, Directive, Reading, Role

Resolver = Callable[[Sequence[str]], Mapping[str, ResolvedName]]


def items_of(reading: Reading, resolve: Resolver) -> Items:
    """Return the draft items of a reading.

    Args:
        reading: what the reader found.
        resolve: looks names up, all in one call.
    """
    names = list(dict.fromkeys(name for found in reading.directives for name in (*found.lead, *found.coordinate)))
    known = resolve(names) if names else {}
    ordered = sorted(reading.directives, key=lambda found: (found.start, found.end))
    items = tuple(
        DraftItem(
            key=f"d{number}",
            start=found.start,
            end=found.end,
            text=reading.text[found.start : found.end],
            clause=(found.clause or "")[:60],
            lead=_addressees(found, "lead", known),
            coordinate=_addressees(found, "coordinate", known),
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


def _addressees(found: Directive, role: Role, known: Mapping[str, ResolvedName]) -> tuple[Addressee, ...]:
    places = {unit.name: (unit.start, unit.end) for unit in found.units if unit.role == role}
    result = []
    for name in found.lead if role == "lead" else found.coordinate:
        start, end = places.get(name, (None, None))
        meant = known.get(name, ResolvedName(name, "unknown"))
        result.append(Addressee(name[:300], meant.unit_ids, meant.group_id, start, end))
    return tuple(result)


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
