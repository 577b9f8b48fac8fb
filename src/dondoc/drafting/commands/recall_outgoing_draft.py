"""Recall an issued document (NĐ 30/2020/NĐ-CP, Điều 18): it stays with its number, marked, with the reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft


def recall_outgoing_draft(
    *, actor: User, draft_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Recall it. Its directives are not withdrawn by this: each is a decision of its own (`withdraw`).

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: no reason.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "recall")
        why = _steps.reason_of(step, reason)
        draft.state, draft.recall_reason, draft.recalled_at, draft.changed_at = step.target, why, now, now
        draft.save(update_fields=["state", "recall_reason", "recalled_at", "changed_at"])
        _steps.record(
            draft,
            actor,
            events.DRAFT_RECALLED,
            {"document_id": draft.document_id},
            now=now,
            request_id=request_id,
            reason=why,
        )
    return draft
