"""Recall an issued document (NĐ 30/2020/NĐ-CP, Điều 18): it stays with its number, marked, with the reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents.commands.request_recall import request_recall
from dondoc.documents.exchange.codes import Status
from dondoc.documents.exchange_courses import may_follow
from dondoc.documents.exchange_selectors import recallable
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft


def recall_outgoing_draft(
    *, actor: User, draft_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Recall it, and ask it back by the exchange from everybody to whom it was sent that way and who may still give it.

    Its directives are not withdrawn by this: each is a decision of its own (`withdraw`).

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
        asked = _asked_back(draft, actor, why, now=now, request_id=request_id)
        _steps.record(
            draft,
            actor,
            events.DRAFT_RECALLED,
            {"document_id": draft.document_id, "asked_back": asked},
            now=now,
            request_id=request_id,
            reason=why,
        )
    return draft


def _asked_back(draft: OutgoingDraft, actor: User, reason: str, *, now: dt.datetime, request_id: str) -> int:
    """Ask the receivers of the exchange; how many. Who has completed it, or refused it, has nothing to give back."""
    if draft.document_id is None:  # cannot be: it was issued
        return 0
    courses = [course.id for course in recallable(actor, draft.document_id) if may_follow(course, Status.TAKE_BACK)]
    if courses:
        request_recall(actor=actor, course_ids=courses, by_packet=True, reason=reason, now=now, request_id=request_id)
    return len(courses)
