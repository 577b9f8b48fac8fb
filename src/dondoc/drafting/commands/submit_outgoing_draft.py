"""Put a draft before the leader of the office."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.rendering import render
from dondoc.documents.rendering.errors import RenderingError
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.content import clauses
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import printed, register_for, signer_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput

_UNWRITTEN = "…"


def submit_outgoing_draft(
    *, actor: User, draft_id: int, version: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Put a draft forward: it must be whole, printable, and have somebody who may sign it.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: something is missing; the sentence says what.
    """
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "submit", version=version)
        require_whole(draft, on=local_day(now))
        draft.state, draft.submitted_at, draft.return_reason, draft.changed_at = step.target, now, "", now
        draft.save(update_fields=["state", "submitted_at", "return_reason", "changed_at"])
        _steps.record(draft, actor, events.DRAFT_SUBMITTED, {"version": draft.version}, now=now, request_id=request_id)
    return draft


def require_whole(draft: OutgoingDraft, *, on: dt.date) -> None:
    """Do nothing where the draft can go out as it is, but for number, day and signature.

    Raises:
        BadInput: something is missing.
    """
    if not draft.subject.strip():
        raise BadInput(_("Dự thảo chưa có trích yếu."), field="subject")
    if register_for(draft) is None:
        raise BadInput(
            _("Chưa có sổ văn bản đi nào của cơ quan này nhận loại “%(kind)s”. Hãy đề nghị Lãnh đạo Văn phòng mở sổ.")
            % {"kind": draft.kind},
            code="no_register",
        )
    if signer_of(draft, on=on) is None:
        raise BadInput(_("Hãy chọn người ký có thẩm quyền vào hôm nay."), field="mandate")
    document = printed(draft, on=on)
    unwritten = [line for line in _lines(draft) if _UNWRITTEN in line]
    if unwritten:
        raise BadInput(
            _("Còn chỗ chưa viết (dấu …): “%(line)s”. Hãy viết cho đủ hoặc xoá dòng đó.") % {"line": unwritten[0][:80]},
            code="unwritten",
            field="content",
        )
    try:
        render(document, "pdf")
    except RenderingError as error:
        raise BadInput(str(error), code=error.code, field="content") from error


def _lines(draft: OutgoingDraft) -> list[str]:
    found = [clause.text for clause in clauses(draft.content)]
    for key in ("addressees", "grounds", "recipients"):
        found += [str(line) for line in draft.content.get(key) or ()]
    return found
