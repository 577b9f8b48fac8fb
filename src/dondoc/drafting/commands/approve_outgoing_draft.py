"""Approve a draft: from now on its words stand."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.commands.submit_outgoing_draft import require_whole
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.clock import local_day


def approve_outgoing_draft(
    *, actor: User, draft_id: int, version: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Approve the version that the actor has read.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: it cannot go out as it is any more (a right that ended since).
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "approve", version=version)
        require_whole(draft, on=local_day(now))
        draft.state, draft.approved_at, draft.approved_by_id, draft.changed_at = step.target, now, actor.id, now
        draft.save(update_fields=["state", "approved_at", "approved_by_id", "changed_at"])
        _steps.record(draft, actor, events.DRAFT_APPROVED, {"version": draft.version}, now=now, request_id=request_id)
    return draft
