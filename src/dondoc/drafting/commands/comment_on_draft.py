"""Say something of a draft, or of one clause of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.content import clauses
from dondoc.drafting.models import DraftComment
from dondoc.drafting.permissions import may_comment
from dondoc.foundation.errors import BadInput, Refused

_LONGEST = 4000
_QUOTED = 200


def comment_on_draft(
    *, actor: User, draft_id: int, text: str, clause: str = "", now: dt.datetime, request_id: str = ""
) -> DraftComment:
    """Add a comment.

    Args:
        actor: who says it.
        draft_id: the draft.
        text: what is said.
        clause: the place of the clause it is about ("0.2"), "" for the whole.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: the draft is not for this person.
        Refused: it is issued or discarded.
        BadInput: no text, too long, or no such clause.
    """
    said = text.strip()
    if not said:
        raise BadInput(_("Hãy viết ý kiến."), field="text")
    if len(said) > _LONGEST:
        raise BadInput(_("Ý kiến dài quá 4000 ký tự; hãy rút gọn."), code="too_long", field="text")
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        if not may_comment(actor, draft.state):
            raise Refused(_("Văn bản đã phát hành hoặc đã bỏ, không nhận thêm ý kiến."))
        about = next((each for each in clauses(draft.content) if each.place == clause), None) if clause else None
        if clause and about is None:
            raise BadInput(_("Mục này không còn trong dự thảo; hãy tải lại trang."), code="no_clause", field="clause")
        quoted = f"{about.label} {about.text}".strip()[:_QUOTED] if about else ""
        comment = DraftComment.objects.create(
            jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id, version=draft.version, clause=clause, quoted=quoted,
            text=said, made_at=now, made_by_id=actor.id,
        )  # fmt: skip
        _steps.record(
            draft, actor, events.COMMENT_ADDED, {"comment_id": comment.id, "clause": clause, "version": draft.version},
            now=now, request_id=request_id,
        )  # fmt: skip
    return comment
