"""Take back a draft that was put forward, before it is approved."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft


def take_back_outgoing_draft(*, actor: User, draft_id: int, now: dt.datetime, request_id: str = "") -> OutgoingDraft:
    """Take the draft back to go on writing.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "take_back")
        draft.state, draft.submitted_at, draft.changed_at = step.target, None, now
        draft.save(update_fields=["state", "submitted_at", "changed_at"])
        _steps.record(draft, actor, events.DRAFT_TAKEN_BACK, {"version": draft.version}, now=now, request_id=request_id)
    return draft
