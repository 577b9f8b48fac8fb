"""Who headed a unit on a day: the holder of its head's post, else a deputy whose title says that they act as head."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable

from dondoc.foundation.text import fold
from dondoc.organizations.models import Tenure

# "Quyền Giám đốc", "Q. Giám đốc"; "Phó Giám đốc phụ trách (Sở)", "Phó Chánh Văn phòng điều hành". A deputy "phụ trách
# kế hoạch" has a field, not the unit: after the word comes the unit, or nothing.
_ACTS = re.compile(
    r"^(quyen|q\.?) |\b(phu trach|dieu hanh)( (co quan|don vi|so|ban|nganh|van phong|uy ban|ubnd|chi cuc|trung tam)\b.*)?$"
)


def acts_as_head(title: str) -> bool:
    """Return whether a post of this title, which is not the head's, stands for the head while that post is empty.

    >>> acts_as_head("Phó Giám đốc phụ trách"), acts_as_head("Phó Giám đốc phụ trách kế hoạch")
    (True, False)
    """
    return _ACTS.search(" ".join(fold(title).split())) is not None


def tenures_of(jurisdiction_id: int, unit_ids: Collection[int]) -> dict[int, list[Tenure]]:
    """Return everybody the record knows in posts of these units, on any day, by unit (one query, none for nothing).

    The head's post first, then by rank, the newest first.
    """
    found: dict[int, list[Tenure]] = {}
    if not unit_ids:
        return found
    rows = Tenure.objects.filter(jurisdiction_id=jurisdiction_id, post__unit_id__in=set(unit_ids))
    order = ("-post__is_head", "post__rank", "post_id", "-valid_from", "id")
    for row in rows.select_related("post").order_by(*order):
        found.setdefault(row.post.unit_id, []).append(row)
    return found


def head_among(tenures: Iterable[Tenure], on: dt.date) -> Tenure | None:
    """Return who headed the unit on a day, or acted as its head; None where nobody did.

    Args:
        tenures: of one unit, as `tenures_of` orders them.
        on: the day.
    """
    there = [one for one in tenures if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)]
    head = next((one for one in there if one.post.is_head), None)
    return head or next((one for one in there if acts_as_head(one.post.title)), None)
