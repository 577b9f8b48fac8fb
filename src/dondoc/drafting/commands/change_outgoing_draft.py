"""Write on a draft. Each saving is a version; what two people write at once does not overwrite each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.numbering import is_symbol_part
from dondoc.drafting import content as contents
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import mandate_for, require_duties
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput

_LONGEST_LETTERS = 20


def change_outgoing_draft(
    *,
    actor: User,
    draft_id: int,
    version: int,
    content: Mapping[str, Any],
    now: dt.datetime,
    mandate_id: int | None = None,
    field_id: int | None = None,
    drafter_letters: str = "",
    note: str = "",
    request_id: str = "",
) -> OutgoingDraft:
    """Save a draft's content, who is to sign it, and its field.

    Nothing is written where nothing changed.

    Args:
        actor: who writes.
        draft_id: the draft.
        version: the one that the actor began from.
        content: the whole content (see `drafting.content`).
        now: the moment.
        mandate_id: by which right it will be signed.
        field_id: its field of work.
        drafter_letters: of the unit that drafted, in the symbol of a công văn.
        note: what was changed, in the writer's words.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: the draft is not for this person, or not to be changed by them.
        Conflict: its state does not allow it, or somebody else saved in between.
        BadInput: a content that cannot be printed, a secret one, a right that does not cover this kind today, a unit
            that is not there.
    """
    found = contents.clean(content)
    letters = drafter_letters.strip()
    if letters and (len(letters) > _LONGEST_LETTERS or not is_symbol_part(letters)):
        raise BadInput(
            _("Chữ viết tắt đơn vị soạn chỉ gồm chữ in hoa, số và gạch nối (ví dụ: KT, NN-MT)."),
            field="drafter_letters",
        )
    with transaction.atomic():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "change", version=version)
        mandate = mandate_for(draft, mandate_id, on=local_day(now)) if mandate_id else None
        _steps.require_field(draft.jurisdiction_id, field_id)
        require_duties(draft.jurisdiction_id, found, on=local_day(now))
        set_now = (found, mandate.id if mandate else None, field_id or None, letters)
        if set_now == (draft.content, draft.mandate_id, draft.field_id, draft.drafter_letters):
            return draft
        draft.content, draft.mandate_id, draft.field_id, draft.drafter_letters = set_now
        draft.subject = found["subject"]
        draft.state = step.target
        draft.version += 1
        draft.changed_at = now
        draft.search_text = _steps.search_text(draft)
        draft.save()
        _steps.keep_version(draft, actor, note=" ".join(note.split()), now=now)
        _steps.record(
            draft, actor, events.DRAFT_CHANGED,
            {"version": draft.version, "mandate_id": draft.mandate_id, "field_id": draft.field_id, "state": str(draft.state)},
            now=now, request_id=request_id,
        )  # fmt: skip
    return draft
