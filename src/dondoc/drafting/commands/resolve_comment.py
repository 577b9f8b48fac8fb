"""Mark a comment as dealt with."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import DraftComment
from dondoc.foundation.errors import NotFound


def resolve_comment(
    *, actor: User, draft_id: int, comment_id: int, now: dt.datetime, request_id: str = ""
) -> DraftComment:
    """Resolve it; one that is resolved stays as it is.

    Raises:
        NotFound: no such comment for this person.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        found = DraftComment.objects.filter(
            jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id, id=comment_id
        ).first()
        if found is None:
            raise NotFound
        if found.resolved_at is None:
            found.resolved_at, found.resolved_by_id = now, actor.id
            found.save(update_fields=["resolved_at", "resolved_by_id"])
            _steps.record(
                draft, actor, events.COMMENT_RESOLVED, {"comment_id": found.id}, now=now, request_id=request_id
            )
    return found
