"""Say something of a directive, or of one unit's part in it, and call on people to read it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Comment
from dondoc.attention.permissions import may_comment, reads_comment
from dondoc.attention.selectors import subject_for
from dondoc.attention.telling import tell_mentioned
from dondoc.foundation.errors import NotFound, Refused
from dondoc.foundation.typed import text_of


def write_comment(
    *,
    actor: User,
    directive_id: int,
    text: str,
    assignment_id: int | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> Comment:
    """Write it. Who is called on by @ and their sign-in name is told.

    Args:
        actor: who sees the directive, but for those who only look on.
        directive_id: the directive.
        text: what is said.
        assignment_id: the unit's part it is about: only those who read its reports read it. None: the whole.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such directive, or part of it, for this person.
        Refused: they only look on.
        BadInput: nothing said, too long, or somebody called on who does not read it.
    """
    said = text_of(text, field="text", most=_steps.LONGEST_TEXT, missing=_("Hãy viết ý kiến."))
    subject = subject_for(actor, directive_id)
    if not may_comment(actor):
        raise Refused(_("Bạn xem được nhiệm vụ này nhưng không gửi ý kiến."), code="refused")
    comment = Comment(
        jurisdiction_id=actor.jurisdiction_id, directive_id=directive_id, assignment_id=assignment_id, text=said,
        written_at=now, written_by_id=actor.pk,
    )  # fmt: skip
    if not reads_comment(subject.scope, comment, subject.assignments):
        raise NotFound
    called = _steps.called_on(subject, assignment_id, said)
    with transaction.atomic():
        comment.save(force_insert=True)
        new = _steps.set_mentions(comment, called)
        _steps.tell(
            actor, events.COMMENT, comment.id, events.COMMENT_WRITTEN, _steps.comment_payload(comment, called), now=now,
            request_id=request_id, is_first=True,
        )  # fmt: skip
        tell_mentioned(actor, comment, subject, new, now=now)
    return comment
