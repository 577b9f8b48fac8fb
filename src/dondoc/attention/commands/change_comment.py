"""Change the words of one's own comment; what was said before stays in the ledger."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Comment
from dondoc.attention.permissions import may_change_comment
from dondoc.attention.selectors import comment_for
from dondoc.attention.telling import tell_mentioned
from dondoc.foundation.errors import Refused
from dondoc.foundation.typed import text_of


def change_comment(*, actor: User, comment_id: int, text: str, now: dt.datetime, request_id: str = "") -> Comment:
    """Change it. Whom it calls on only now is told.

    Args:
        actor: who wrote it.
        comment_id: the comment.
        text: what it says from now on.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such comment for this person.
        Refused: it is another's, or was removed.
        BadInput: nothing said, too long, or somebody called on who does not read it.
    """
    said = text_of(text, field="text", most=_steps.LONGEST_TEXT, missing=_("Hãy viết ý kiến."))
    _found, subject = comment_for(actor, comment_id)
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=comment_id)
        if not may_change_comment(actor, comment):
            raise Refused(_("Chỉ người viết mới sửa được ý kiến của mình, khi chưa gỡ."), code="refused")
        if comment.text == said:
            return comment
        called = _steps.called_on(subject, comment.assignment_id, said)
        comment.text, comment.changed_at = said, now
        comment.save(update_fields=["text", "changed_at"])
        new = _steps.set_mentions(comment, called)
        _steps.tell(
            actor, events.COMMENT, comment.id, events.COMMENT_CHANGED, _steps.comment_payload(comment, called), now=now,
            request_id=request_id,
        )  # fmt: skip
        tell_mentioned(actor, comment, subject, new, now=now)
    return comment
