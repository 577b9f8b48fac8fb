"""What moving several deadlines at once shares: rows locked, one event each, roll-ups in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.step import save_change
from dondoc.directives.models import Assignment
from dondoc.directives.rollup import Change
from dondoc.directives.states import cell_of, snapshot, state_of
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
        for row in Assignment.objects.select_for_update()
        .filter(jurisdiction_id=jurisdiction_id, id__in=[one.id for one in shown])
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
    """Write another deadline to a locked row; return its event and what the figures change by."""
    before = state_of(row)
    row.due_on, row.original_due_on, row.changed_at = due_on, original, now
    save_change(row)
    after = state_of(row)
    event = NewEvent(events.ASSIGNMENT, row.id, code, {**payload, **snapshot(after)})
    return event, Change(cell_of(row), before, after, row.assigned_on)
