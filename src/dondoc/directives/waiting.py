"""What the desk shows beside lists: the newest completions, and which directives wait for an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from dondoc.accounts.permissions import Scope
from dondoc.directives import events
from dondoc.directives.models import DeadlineEvent, Directive


@dataclass(frozen=True, slots=True)
class Completion:
    """An accepted assignment, newest first."""

    directive_id: int
    text: str
    unit_name: str
    completed_on: dt.date
    due_on: dt.date | None
    accepted_on: dt.date


# The ledger's index of recording times gives the newest acceptances without a look at older ones.
_NEWEST = """
SELECT a.directive_id, d.text, u.name, a.completed_on, a.due_on, a.closed_on
FROM ledger_ledgerevent e
JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = e.aggregate_id
JOIN directives_directive d ON d.jurisdiction_id = %(jurisdiction)s AND d.id = a.directive_id
JOIN organizations_unit u ON u.jurisdiction_id = %(jurisdiction)s AND u.id = a.unit_id
WHERE e.jurisdiction_id = %(jurisdiction)s AND e.code = %(code)s AND e.recorded_at >= %(since)s
  AND a.lifecycle = 'accepted'
  AND (%(units)s::bigint[] IS NULL OR a.unit_id = ANY(%(units)s))
  AND (%(fields)s::bigint[] IS NULL OR coalesce(a.field_id, 0) = ANY(%(fields)s))
ORDER BY e.recorded_at DESC, e.id DESC LIMIT %(limit)s
"""
_DAYS_BACK = 30


def latest_completions(scope: Scope, *, now: dt.datetime, limit: int = 5) -> list[Completion]:
    """Return what was accepted last within `scope`, of the last thirty days."""
    if scope.kind == "none":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _NEWEST,
            {
                "jurisdiction": scope.jurisdiction_id,
                "code": events.ASSIGNMENT_ACCEPTED,
                "since": now - dt.timedelta(days=_DAYS_BACK),
                "units": list(scope.unit_ids) if scope.kind == "units" else None,
                "fields": [0, *scope.field_ids] if scope.kind == "fields" else None,
                "limit": limit,
            },
        )
        return [Completion(*row) for row in cursor.fetchall()]


def directives_waiting(waiting: Sequence[DeadlineEvent]) -> dict[int, list[Directive]]:
    """Return the directives whose deadline waits for each of the events, by the event's id (one query)."""
    found: dict[int, list[Directive]] = {}
    if not waiting:
        return found
    directives = Directive.objects.filter(
        jurisdiction_id=waiting[0].jurisdiction_id, event_id__in=[event.id for event in waiting], due_on__isnull=True
    )
    for directive in directives.order_by("id"):
        found.setdefault(directive.event_id or 0, []).append(directive)
    return found
