"""How a draft changes: pure functions from items to items. Spans stay valid, order stays the text's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftError, DraftItem, DraftTime, Items, check, find

_SPACES = " \t\n\r\f\v\u00a0"
_EDGES = _SPACES + ";,"


@dataclass(frozen=True, slots=True)
class Splice:
    """A change as what it took out and put in at one place; the same record backwards undoes it."""

    at: int
    removed: Items
    added: Items

    def undone(self) -> Splice:
        """Return the change that undoes this one."""
        return Splice(self.at, self.added, self.removed)


def apply(items: Items, splice: Splice) -> Items:
    """Return `items` after `splice`.

    Raises:
        DraftError: what it should take out is not there.
    """
    after = splice.at + len(splice.removed)
    if items[splice.at : after] != splice.removed:
        raise DraftError(_("Nội dung đã thay đổi, không hoàn tác được; hãy tải lại trang."))
    return items[: splice.at] + splice.added + items[after:]


def difference(before: Items, after: Items) -> Splice:
    """Return the smallest splice that makes `after` of `before`."""
    shared = min(len(before), len(after))
    head = next((i for i in range(shared) if before[i] != after[i]), shared)
    tail = next((i for i in range(shared - head) if before[-1 - i] != after[-1 - i]), shared - head)
    return Splice(head, before[head : len(before) - tail], after[head : len(after) - tail])


def edit(
    items: Items,
    text: str,
    key: str,
    *,
    lead: Sequence[Addressee] | None = None,
    coordinate: Sequence[Addressee] | None = None,
    deadline: DraftDeadline | None = None,
    field_id: int | None = None,
    clear_field: bool = False,
    clause: str | None = None,
    span: tuple[int, int] | None = None,
    reviewed: bool | None = None,
) -> Items:
    """Return `items` with the given parts of one item changed; what is None stays.

    Args:
        items: the draft.
        text: the document's text.
        key: which item.
        lead: who leads.
        coordinate: who coordinates.
        deadline: until when.
        field_id: field of work.
        clear_field: the item has the draft's field again.
        clause: path of the clause.
        span: other offsets; white space at the ends is left out.
        reviewed: whether a person has looked at it; a change of anything else says so by itself.
    """
    place = find(items, key)
    old = items[place]
    new = replace(
        old,
        lead=old.lead if lead is None else tuple(lead),
        coordinate=old.coordinate if coordinate is None else tuple(coordinate),
        deadline=old.deadline if deadline is None else deadline,
        times=old.times if deadline in (None, old.deadline) else (),
        field_id=None if clear_field else field_id or old.field_id,
        clause=old.clause if clause is None else clause,
    )
    if span is not None:
        start, end = trimmed(text, *span, edges=_SPACES)
        new = replace(new, start=start, end=end, text=text[start:end], times=_times_within(new.times, start, end))
    if new != old:
        new = replace(new, edited=True, reviewed=True)
    if reviewed is not None:
        new = replace(new, reviewed=reviewed)
    return _ordered((*items[:place], new, *items[place + 1 :]), text)


def split(items: Items, text: str, key: str, offset: int) -> Items:
    """Return `items` with one cut in two at `offset` of the document's text.

    An addressee goes to the half where it is written; one written elsewhere (a heading) goes to both, and a
    half left without a lead has the lead of the whole. The deadline goes to the half of its words.
    """
    place = find(items, key)
    old = items[place]
    if not old.start < offset < old.end:
        raise DraftError(_("Hãy đặt con trỏ vào bên trong ý chỉ đạo cần tách."))
    left = trimmed(text, old.start, offset)
    right = trimmed(text, offset, old.end)
    first = _part(old, text, left)
    second = replace(_part(old, text, right), key=new_key(items))
    return _ordered((*items[:place], first, second, *items[place + 1 :]), text)


def merge(items: Items, text: str, key: str) -> Items:
    """Return `items` with one and the next kept one after it made one; what stands between them is included."""
    place = find(items, key)
    following = next((i for i in range(place + 1, len(items)) if not items[i].dropped), None)
    if following is None or items[place].dropped:
        raise DraftError(_("Không có ý chỉ đạo nào phía sau để gộp."))
    one, other = items[place], items[following]
    start, end = one.start, max(one.end, other.end)
    known = [c for c in (one.confidence, other.confidence) if c is not None]
    lead = _union(one.lead, other.lead)
    merged = replace(
        one,
        start=start,
        end=end,
        text=text[start:end],
        lead=lead,
        coordinate=_union(one.coordinate, other.coordinate),
        deadline=_stricter(one.deadline, other.deadline),
        field_id=one.field_id or other.field_id,
        flags=tuple(dict.fromkeys((*one.flags, *other.flags))),
        because=tuple(dict.fromkeys((*one.because, *other.because))),
        times=tuple(sorted({*one.times, *other.times}, key=lambda time: time.start)),
        confidence=min(known) if known else None,
        edited=True,
        reviewed=False,
    )
    rest = (item for i, item in enumerate(items) if i not in (place, following))
    return _ordered((*rest, merged), text)


def add(items: Items, text: str, start: int, end: int) -> tuple[Items, str]:
    """Return `items` with one more of a selection of the text, and its key.

    It takes the clause and the lead of the item before it where both stand in one paragraph.
    """
    start, end = trimmed(text, start, end)
    if any((item.start, item.end) == (start, end) and not item.dropped for item in items):
        raise DraftError(_("Đoạn này đã là một ý chỉ đạo."))
    key = new_key(items)
    before = next((item for item in reversed(items) if item.end <= start), None)
    near = before is not None and "\n" not in text[before.end : start].strip(" ")
    new = DraftItem(
        key=key, start=start, end=end, text=text[start:end], edited=True,
        clause=before.clause if before and near else "", lead=before.lead if before and near else (),
    )  # fmt: skip
    return _ordered((*items, new), text), key


def drop(items: Items, key: str) -> Items:
    """Return `items` with one marked as no directive; it stays, so that it can come back."""
    return _flagged(items, key, dropped=True)


def restore(items: Items, key: str) -> Items:
    """Return `items` with a dropped one back."""
    return _flagged(items, key, dropped=False)


def set_field(items: Items) -> Items:
    """Return `items` all having the draft's field."""
    return tuple(replace(item, field_id=None) for item in items)


def new_key(items: Sequence[DraftItem]) -> str:
    """Return a key that no item has."""
    numbers = [int(item.key[1:]) for item in items if item.key[1:].isdigit()]
    return f"d{max(numbers, default=0) + 1}"


def trimmed(text: str, start: int, end: int, *, edges: str = _EDGES) -> tuple[int, int]:
    """Return the span without white space and separators at its ends.

    Raises:
        DraftError: nothing is left of it.
    """
    if not 0 <= start <= end <= len(text):
        raise DraftError(_("Phần được chọn nằm ngoài văn bản; hãy chọn lại."))
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    if start >= end or not any(ch.isalnum() for ch in text[start:end]):
        raise DraftError(_("Phần được chọn không có chữ nào."))
    return start, end


def _ordered(items: Items, text: str) -> Items:
    result = tuple(sorted(items, key=lambda item: (item.start, item.end)))
    check(result, text)
    return result


def _flagged(items: Items, key: str, *, dropped: bool) -> Items:
    place = find(items, key)
    new = replace(items[place], dropped=dropped, edited=True, reviewed=True)
    return (*items[:place], new, *items[place + 1 :])


def _part(whole: DraftItem, text: str, span: tuple[int, int]) -> DraftItem:
    """One half of an item: it loses what is written in the other half, and keeps what is written elsewhere."""

    def belongs(start: int | None) -> bool:
        return start is None or not whole.start <= start < whole.end or span[0] <= start < span[1]

    return replace(
        whole,
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        lead=tuple(a for a in whole.lead if belongs(a.start)) or whole.lead,
        coordinate=tuple(a for a in whole.coordinate if belongs(a.start)),
        deadline=whole.deadline if belongs(whole.deadline.start) else DraftDeadline(),
        times=_times_within(whole.times, *span),
        edited=True,
        reviewed=False,
    )


def _times_within(times: tuple[DraftTime, ...], start: int, end: int) -> tuple[DraftTime, ...]:
    """The times that stand in a span, where they are several: one alone is the deadline."""
    inside = tuple(time for time in times if start <= time.start and time.end <= end)
    return inside if len(inside) > 1 else ()


def _union(one: tuple[Addressee, ...], other: tuple[Addressee, ...]) -> tuple[Addressee, ...]:
    result = list(one)
    for addressee in other:
        if not any(_same(addressee, seen) for seen in result):
            result.append(addressee)
    return tuple(result)


def _same(one: Addressee, other: Addressee) -> bool:
    if one.known and other.known:
        return one.group_id == other.group_id and set(one.unit_ids) == set(other.unit_ids)
    return one.as_written.casefold() == other.as_written.casefold()


def _stricter(one: DraftDeadline, other: DraftDeadline) -> DraftDeadline:
    """The deadline of the whole: the one that says more; of two days the later, by which all is done."""
    if one.due_on and other.due_on:
        return one if one.due_on >= other.due_on else other
    rank = {DeadlineKind.NONE: 2, DeadlineKind.STANDING: 1}
    return min(one, other, key=lambda d: (d.due_on is None, rank.get(DeadlineKind(d.kind), 0)))
