"""What of a draft another reading renews: everything that nobody has touched. Pure; spans stay valid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dondoc.directives.drafts import DraftItem, Items


@dataclass(frozen=True, slots=True)
class RenewedItems:
    """A draft after another reading.

    Attributes:
        items: the new items beside those that stayed, in the order of the text.
        read: what the reader said of them; None where that of the old ones was never kept.
        stayed: how many stayed because somebody had touched them, or they lie within what somebody touched.
        added: how many stand where there was none.
        changed: how many stand where there was one, and say something else.
        removed: how many are gone.
    """

    items: Items
    read: Items | None
    stayed: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0


def is_touched(item: DraftItem) -> bool:
    """Return whether a person changed, reviewed, dropped or added the item."""
    return item.edited or item.reviewed or item.dropped or item.confidence is None


def renewed(items: Sequence[DraftItem], read: Sequence[DraftItem] | None, fresh: Sequence[DraftItem]) -> RenewedItems:
    """Return the draft in which `fresh` replaces every item that nobody has touched.

    A touched item stays as it is, with what the reader had said where it stands; what the reader now says there is
    left out. So a sentence that a person cut, merged or dropped does not come back.

    Args:
        items: the draft.
        read: what the reader had said; None where it was not kept.
        fresh: what it says now, of the same text.
    """
    stays = [item for item in items if is_touched(item)]
    keys = {item.key for item in stays}
    old_read = list(read or ())
    held = [item for item in old_read if item.key in keys]
    while True:
        taken = [*stays, *held]
        more = [item for item in items if item not in stays and _meets(item, taken)]
        # The halves of what was split stand where the reader had one.
        more_held = [item for item in old_read if item not in held and _meets(item, stays)]
        if not more and not more_held:
            break
        stays += more
        held += more_held
    come = [item for item in fresh if not _meets(item, taken)]
    if stays:
        last = max((int(i.key[1:]) for i in (*stays, *held) if i.key[1:].isdigit()), default=0)
        come = [replace(item, key=f"d{number}") for number, item in enumerate(come, start=last + 1)]
    before = {(item.start, item.end): item for item in items if item not in stays}
    after = {(item.start, item.end): item for item in come}
    return RenewedItems(
        items=_ordered([*stays, *come]),
        read=None if read is None and stays else _ordered([*held, *come]),
        stayed=len(stays),
        added=len(after.keys() - before.keys()),
        changed=sum(
            replace(after[place], key=before[place].key) != before[place] for place in after.keys() & before.keys()
        ),
        removed=len(before.keys() - after.keys()),
    )


def _meets(item: DraftItem, others: Iterable[DraftItem]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in others)


def _ordered(items: Iterable[DraftItem]) -> Items:
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))
