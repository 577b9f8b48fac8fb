"""Take a comment away: its place stays, its words are read no more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Comment
from dondoc.attention.permissions import may_remove_comment, state_of
from dondoc.attention.rules import comment_step
from dondoc.attention.selectors import comment_for
from dondoc.foundation.errors import Refused


def remove_comment(*, actor: User, comment_id: int, now: dt.datetime, request_id: str = "") -> Comment:
    """Remove it; the ledger keeps what was said. One that was removed stays as it is.

    Args:
        actor: who wrote it, or the leader of the office.
        comment_id: the comment.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such comment for this person.
        Refused: it is another's.
    """
    comment_for(actor, comment_id)
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=comment_id)
        if comment_step(state_of(comment), "remove") is None:
            return comment
        if not may_remove_comment(actor, comment):
            raise Refused(_("Chỉ người viết hoặc lãnh đạo Văn phòng mới gỡ được ý kiến này."), code="refused")
        comment.removed_at, comment.removed_by_id = now, actor.pk
        comment.save(update_fields=["removed_at", "removed_by_id"])
        _steps.tell(
            actor, events.COMMENT, comment.id, events.COMMENT_REMOVED, {"directive_id": comment.directive_id}, now=now,
            request_id=request_id,
        )  # fmt: skip
    return comment
