"""Ledger codes of the room. Aggregates: `unit`, `group`, `work_field`, and `jurisdiction` for imports.

Payloads name posts and tenures by id: no person's name enters a ledger that can never forget.
"""

from __future__ import annotations

UNIT = "unit"
GROUP = "group"
WORK_FIELD = "work_field"
JURISDICTION = "jurisdiction"

UNIT_CREATED = "unit.created"
UNIT_CHANGED = "unit.changed"
UNIT_CLOSED = "unit.closed"
UNIT_SUCCEEDED = "unit.succeeded"
POST_CREATED = "unit.post_created"
POST_CHANGED = "unit.post_changed"
TENURE_STARTED = "unit.tenure_started"
TENURE_CHANGED = "unit.tenure_changed"
TENURE_ENDED = "unit.tenure_ended"
GROUP_CREATED = "group.created"
GROUP_CHANGED = "group.changed"
MEMBER_ADDED = "group.member_added"
MEMBER_CHANGED = "group.member_changed"
FIELD_CREATED = "work_field.created"
FIELD_CHANGED = "work_field.changed"
IMPORTED = "jurisdiction.imported"
