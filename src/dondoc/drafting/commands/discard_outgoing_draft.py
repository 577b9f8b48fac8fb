"""Give a draft up. One that has a number keeps it in the register, voided, with the reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents.choices import EntryState
from dondoc.documents.commands.void_number import void_number
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft


def discard_outgoing_draft(
    *, actor: User, draft_id: int, reason: str = "", now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Discard it; nothing of it is deleted, and what waits for a signature elsewhere waits no more.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: it has a number and no reason is given.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "discard")
        why = _steps.reason_of(step, reason)
        # The number may have been voided in its register before.
        if draft.entry is not None and draft.entry.state != EntryState.VOIDED:
            void_number(actor=actor, entry_id=draft.entry.id, reason=why, now=now, request_id=request_id)
        draft.state, draft.changed_at = step.target, now
        draft.save(update_fields=["state", "changed_at"])
        _steps.record(
            draft,
            actor,
            events.DRAFT_DISCARDED,
            {"entry_id": draft.entry_id},
            now=now,
            request_id=request_id,
            reason=why,
        )
    return draft
