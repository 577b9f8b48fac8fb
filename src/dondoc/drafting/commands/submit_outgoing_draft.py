"""Put a draft before the leader of the office."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.commands._facts import clean
from dondoc.documents.commands._series import symbol_in
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.content import clauses
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.printing import rendered
from dondoc.drafting.selectors import facts_of, printed, register_taking, signer_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput

# A place to be written on stands by itself or in quotes ("- …;", "“…”"); after a word the dots are the writer's ("v.v…").
_UNWRITTEN = re.compile(r"(?<![^\s“\"(])…")


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
    register = register_taking(draft)
    signer = signer_of(draft, on=on)
    if signer is None:
        raise BadInput(_("Hãy chọn người ký có thẩm quyền vào hôm nay."), field="mandate")
    # What its register would refuse when it is numbered is said now, to who can mend it.
    facts = facts_of(draft, signer.name)
    for name in ("subject", "signer", "recipients"):
        clean(getattr(facts, name), name)
    symbol_in(register, facts)
    document = printed(draft, on=on)
    unwritten = [line for line in _lines(draft) if _UNWRITTEN.search(line)]
    if unwritten:
        raise BadInput(
            _("Còn chỗ chưa viết (dấu …): “%(line)s”. Hãy viết cho đủ hoặc xoá dòng đó.") % {"line": unwritten[0][:80]},
            code="unwritten",
            field="content",
        )
    rendered(document, "pdf")


def _lines(draft: OutgoingDraft) -> list[str]:
    content = draft.content
    found = [str(content.get(key) or "") for key in ("subject", "parent", "issuer", "place", "drafter")]
    found += [clause.text for clause in clauses(content)]
    for key in ("addressees", "grounds", "recipients"):
        found += [str(line) for line in content.get(key) or ()]
    for annex in content.get("annexes") or ():
        found += [str(annex.get("title") or ""), *(clause.text for clause in clauses(annex))]
    return found
