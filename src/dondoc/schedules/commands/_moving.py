"""What moving several deadlines at once shares: rows locked, one event each, roll-ups in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.directives.rollup import Change
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.foundation.batches import batches
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent


def stale() -> Conflict:
    """The refusal where what was shown is not what is there any more."""
    return Conflict(
        _("Danh sách đã thay đổi từ khi bạn xem trước; hãy xem lại rồi xác nhận."), code="stale"
    )  # fmt: skip


def locked(jurisdiction_id: int, shown: Sequence[Assignment]) -> dict[int, Assignment]:
    """Lock the rows of what was shown, in one order, and return them.

    Raises:
        Conflict: one is closed, or has another deadline by now.
    """
    rows = {
        row.id: row
        for some in batches(sorted(one.id for one in shown))
        for row in Assignment.objects.select_for_update()
        .filter(jurisdiction_id=jurisdiction_id, id__in=some)
        .order_by("id")
    }
    for one in shown:
        row = rows.get(one.id)
        if row is None or row.due_on != one.due_on or row.lifecycle not in OPEN_LIFECYCLES:
            raise stale()
    return rows


def moved(
    row: Assignment,
    due_on: dt.date | None,
    original: dt.date | None,
    code: str,
    payload: dict[str, Any],
    now: dt.datetime,
) -> tuple[NewEvent, Change]:
    """Set another deadline on a locked row, for `write_moved`; return its event and what the figures change by."""
    before = state_of(row)
    row.due_on, row.original_due_on, row.changed_at = due_on, original, now
    after = state_of(row)
    event = NewEvent(events.ASSIGNMENT, row.id, code, {**payload, **snapshot(after)})
    return event, Change(cell_of(row), before, after, row.assigned_on)


def write_moved(jurisdiction_id: int, rows: Iterable[Assignment], now: dt.datetime) -> None:
    """Write the rows that have another deadline: one statement for all of the same days, for a decree moves many to few."""
    same: dict[tuple[dt.date | None, dt.date | None], list[int]] = {}
    for row in rows:
        same.setdefault((row.due_on, row.original_due_on), []).append(row.id)
    for (due_on, original), ids in same.items():
        for some in batches(ids):
            Assignment.objects.filter(jurisdiction_id=jurisdiction_id, id__in=some).update(
                due_on=due_on, original_due_on=original, changed_at=now
            )
