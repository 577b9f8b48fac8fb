"""Put a reading away without any directive; its document stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.directives import draft_events, events
from dondoc.directives.choices import DraftState
from dondoc.directives.commands.draft_step import lock_draft, require_open, require_version
from dondoc.directives.models import DraftReading
from dondoc.ledger.append import NewEvent, append


def discard_draft(
    *, actor: User, draft_id: int, version: int, reason: str = "", now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Discard the reading.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
    """
    with transaction.atomic():
        draft = lock_draft(actor, draft_id)
        require_open(draft)
        require_version(draft, version)
        draft.state = DraftState.DISCARDED
        draft.closed_at = now
        draft.closed_by_id = actor.id
        draft.save(update_fields=["state", "closed_at", "closed_by_id"])
        append(
            jurisdiction_id=draft.jurisdiction_id,
            events=[NewEvent(events.READING, draft.id, draft_events.READING_DISCARDED, reason=reason.strip())],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return draft
