"""The answerable head of what is late: who headed the unit on the day on which its deadline ran out.

The steering reports of provinces hold the head of the unit to account for what it missed (`cause_rules`). Whoever came
after did not miss it, and whoever left before could no longer keep it: the day is that of the deadline as it stands now,
with every extension that was granted, never the day on which somebody reports or closes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.directives.cause_models import LateCause
from dondoc.directives.cause_rules import CauseGiven, HeadFault, HeadSource, head_fault
from dondoc.directives.models import Assignment
from dondoc.foundation.errors import BadInput
from dondoc.organizations.heads import acts_as_head, head_among, tenures_of
from dondoc.organizations.models import Tenure


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who headed a unit; `tenure_id` is empty where the record of the organisation does not know them."""

    name: str = ""
    title: str = ""
    tenure_id: int | None = None
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class Answerable:
    """Whose head answers, and for which day.

    Attributes:
        on: the day on which the deadline ran out.
        head: who headed the unit on that day by the record, a deputy who acted as head included; None: nobody.
        known: everybody whom the record knows in the unit on any day, to choose from where it has nobody on that one.
    """

    on: dt.date
    head: Head | None
    known: Sequence[Tenure]


def answerable_of(assignment: Assignment) -> Answerable:
    """Return whose head answers for an assignment with a deadline (one query).

    Raises:
        ValueError: it has no deadline, so nothing of it is late.
    """
    found = answerable_by_assignment(assignment.jurisdiction_id, [assignment])
    if assignment.id not in found:
        raise ValueError(assignment)
    return found[assignment.id]


def answerable_by_assignment(jurisdiction_id: int, assignments: Collection[Assignment]) -> dict[int, Answerable]:
    """Return whose head answers for each, by id; what has no deadline is not there (one query, none for nothing).

    Args:
        jurisdiction_id: whose.
        assignments: which.
    """
    dated = {one.id: (one.unit_id, one.due_on) for one in assignments if one.due_on is not None}
    of_unit = tenures_of(jurisdiction_id, {unit_id for unit_id, _on in dated.values()})
    return {ident: _answerable(of_unit.get(unit_id, []), on) for ident, (unit_id, on) in dated.items()}


def head_given(assignment: Assignment, given: CauseGiven) -> tuple[Head, HeadSource]:
    """Return who answers, by the record or, where that has nobody on the day, by what was said; and by which of them.

    Raises:
        BadInput: the record has nobody and nobody was said, or what was said cannot be.
    """
    asked = answerable_of(assignment)
    known = {one.id: one for one in asked.known}
    recorded = asked.head
    wrong = head_fault(
        given, recorded=(recorded.name, recorded.tenure_id) if recorded is not None else None, known=frozenset(known)
    )
    if wrong is not None:
        raise _refusal(wrong, assignment, asked)
    if recorded is not None:
        return recorded, HeadSource.RECORD
    if given.head_tenure_id is not None:
        return _head(known[given.head_tenure_id]), HeadSource.CHOSEN
    return Head(given.head_name.strip(), given.head_title.strip()), HeadSource.TYPED


def source_of(cause: LateCause, tenures: dict[int, Tenure]) -> HeadSource:
    """Return by whom the head of what was said is known: the record of that day, a choice from it, a name typed.

    Args:
        cause: the row.
        tenures: by id, those of the rows that are asked about.
    """
    if not cause.head_name:
        return HeadSource.NOBODY
    if cause.head_tenure_id is None:
        return HeadSource.TYPED
    row = tenures.get(cause.head_tenure_id)
    there = (
        row is not None and row.valid_from <= cause.due_on and (row.valid_to is None or cause.due_on <= row.valid_to)
    )
    heads = row is not None and (row.post.is_head or acts_as_head(row.post.title))
    return HeadSource.RECORD if there and heads else HeadSource.CHOSEN


def tenures_said(jurisdiction_id: int, causes: Collection[LateCause]) -> dict[int, Tenure]:
    """Return the tenures that these causes name, by id (one query, none for nothing)."""
    wanted = {one.head_tenure_id for one in causes if one.head_tenure_id is not None}
    if not wanted:
        return {}
    rows = Tenure.objects.filter(jurisdiction_id=jurisdiction_id, id__in=wanted).select_related("post")
    return {row.id: row for row in rows}


def _answerable(tenures: Sequence[Tenure], on: dt.date) -> Answerable:
    found = head_among(tenures, on)
    return Answerable(on, _head(found) if found is not None else None, tenures)


def _head(tenure: Tenure) -> Head:
    return Head(tenure.person_name, tenure.post.title, tenure.id, not tenure.post.is_head)


def _refusal(wrong: HeadFault, assignment: Assignment, asked: Answerable) -> BadInput:
    facts = {
        "unit": assignment.unit.name,
        "day": f"{asked.on:%d/%m/%Y}",
        "name": asked.head.name if asked.head is not None else "",
    }
    match wrong:
        case HeadFault.REQUIRED:
            said = _("Hồ sơ tổ chức không có ai đứng đầu %(unit)s ngày %(day)s (ngày hết thời hạn). Hãy chọn một người của đơn vị, hoặc ghi họ tên và chức vụ người đứng đầu ngày đó.") % facts  # fmt: skip
            field = "head_name"
        case HeadFault.KNOWN:
            said = _("Theo hồ sơ tổ chức, thủ trưởng %(unit)s ngày %(day)s (ngày hết thời hạn) là %(name)s; nếu chưa đúng, hãy sửa trong danh mục đơn vị.") % facts  # fmt: skip
            field = "head_name"
        case HeadFault.UNKNOWN:
            said = _("Người đã chọn không có trong hồ sơ chức danh của %(unit)s; hãy chọn lại.") % facts
            field = "head_tenure_id"
        case HeadFault.TWICE:
            said = _("Hãy chọn một người trong hồ sơ hoặc ghi họ tên, không làm cả hai.")
            field = "head_name"
    return BadInput(said, code=str(wrong), field=field)
