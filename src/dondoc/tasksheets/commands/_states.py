"""Setting many assignments to the state that a sheet says they have, and taking many back: rows, events, roll-ups at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import Lifecycle
from dondoc.directives.models import Assignment
from dondoc.directives.rollup import Change, roll
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.foundation.clock import local_day
from dondoc.ledger.append import NewEvent, append

_UPDATE = """
UPDATE directives_assignment a SET lifecycle = t.lifecycle, reported_on = t.done_on, completed_on = t.completed_on,
  closed_on = t.closed_on, changed_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(lifecycles)s::text[], %(done)s::date[], %(completed)s::date[], %(closed)s::date[])
  AS t(id, lifecycle, done_on, completed_on, closed_on)
WHERE a.jurisdiction_id = %(jurisdiction)s AND a.id = t.id
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """An assignment, the state it is to have, since when, and what the event says of it."""

    assignment: Assignment
    lifecycle: str
    on: dt.date
    payload: dict[str, Any]


def set_states(
    reached: Sequence[Reached], *, code: str, reason: str, actor: User, now: dt.datetime, request_id: str
) -> None:
    """Set the states, inside the command's transaction; the assignments are the caller's to lock.

    Args:
        reached: what each has reached.
        code: of the ledger's event.
        reason: why, in the ledger.
        actor: who says so.
        now: the moment.
        request_id: groups what one request did.
    """
    if not reached:
        return
    jurisdiction_id = reached[0].assignment.jurisdiction_id
    changes, told = [], []
    for one in reached:
        assignment = one.assignment
        before = state_of(assignment)
        is_done = one.lifecycle == Lifecycle.ACCEPTED
        assignment.lifecycle = one.lifecycle
        assignment.reported_on = assignment.completed_on = one.on if is_done else None
        assignment.closed_on = one.on if is_done or one.lifecycle == Lifecycle.WITHDRAWN else None
        assignment.changed_at = now
        after = state_of(assignment)
        changes.append(Change(cell_of(assignment), before, after, assignment.assigned_on))
        told.append(
            NewEvent(
                events.ASSIGNMENT,
                assignment.id,
                code,
                {**one.payload, **snapshot(after)},
                effective_on=one.on,
                reason=reason,
            )
        )
    rows = [one.assignment for one in reached]
    with connection.cursor() as cursor:
        cursor.execute(
            _UPDATE,
            {
                "jurisdiction": jurisdiction_id, "now": now, "ids": [a.id for a in rows], "lifecycles": [str(a.lifecycle) for a in rows],
                "done": [a.reported_on for a in rows], "completed": [a.completed_on for a in rows], "closed": [a.closed_on for a in rows],
            },
        )  # fmt: skip
    append(jurisdiction_id=jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id, events=told)
    roll(jurisdiction_id=jurisdiction_id, today=local_day(now), changes=changes)
