"""Why a card says what it says: for each field the reader's rules, or that a person changed it and from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftItem
from dondoc.web.components import day
from dondoc.web.screens.reading.reasons import reasons_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Why:
    """Why one field is as it is.

    Attributes:
        sentences: of the rules that decided, or one that says that none is named.
        was: what the reader had said where a person changed it; None where nobody did.
    """

    sentences: Sequence[_StrPromise | str]
    was: str | None = None


def whys_of(item: DraftItem, read: DraftItem | None, names: Mapping[int, str]) -> dict[str, Why]:
    """Return why, by field: `act`, `lead`, `coordinate`, `deadline`.

    Args:
        item: as it stands.
        read: as the reader gave it; None for what a person added.
        names: of units.
    """
    if item.confidence is None:
        by_hand = Why([_("Do người rà soát thêm; bộ đọc không thấy ý này.")])
        return dict.fromkeys(("act", "lead", "coordinate", "deadline"), by_hand)
    return {
        "act": Why(reasons_of("act", item.because) or [_("Câu nằm trong phần giao việc của văn bản.")]),
        "lead": _side(reasons_of("lead", item.because), item.lead, read.lead if read else None, names),
        "coordinate": _side(
            reasons_of("coordinate", item.because), item.coordinate, read.coordinate if read else None, names
        ),
        "deadline": _deadline(item, read),
    }


def _side(
    found: Sequence[_StrPromise], now: Sequence[Addressee], read: Sequence[Addressee] | None, names: Mapping[int, str]
) -> Why:
    was = None
    if read is not None and [one.unit_ids for one in now] != [one.unit_ids for one in read]:
        was = "; ".join(_named(one, names) for one in read) or _("không có đơn vị nào")
    return Why(found or [_("Không thấy quy tắc nào chỉ ra đơn vị.")], was)


def _named(one: Addressee, names: Mapping[int, str]) -> str:
    return names.get(one.unit_ids[0], one.as_written) if len(one.unit_ids) == 1 else one.as_written


def _deadline(item: DraftItem, read: DraftItem | None) -> Why:
    was = None
    before = read.deadline if read else None
    if before is not None and (before.kind, before.due_on) != (item.deadline.kind, item.deadline.due_on):
        was = day(before.due_on) or str(DeadlineKind(before.kind).label)
    return Why(reasons_of("deadline", item.because) or [_("Không thấy thời hạn trong câu.")], was)
