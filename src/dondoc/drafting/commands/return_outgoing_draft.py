"""Give a draft back to its writer, with the reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft


def return_outgoing_draft(
    *, actor: User, draft_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Return a draft that was put forward, or approved and not yet numbered.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: no reason.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "return")
        why = _steps.reason_of(step, reason)
        draft.state, draft.return_reason, draft.changed_at = step.target, why, now
        draft.approved_at = draft.approved_by_id = None
        draft.save(update_fields=["state", "return_reason", "changed_at", "approved_at", "approved_by_id"])
        _steps.record(
            draft, actor, events.DRAFT_RETURNED, {"version": draft.version}, now=now, request_id=request_id, reason=why
        )
    return draft
