"""Change what a part says, or by when it is due."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup import events
from dondoc.followup.commands import _parts
from dondoc.followup.part_models import Part
from dondoc.followup.part_permissions import gives
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Refused
from dondoc.foundation.typed import text_of


def change_part(
    *,
    actor: User,
    part_id: int,
    now: dt.datetime,
    text: str | None = None,
    due_on: dt.date | None = None,
    reason: str = "",
    request_id: str = "",
) -> Part:
    """Change a part that is still to be done. Its first deadline stays on record.

    Args:
        actor: who divides, or stands above.
        part_id: the part.
        now: the moment.
        text: what is to be done now; None: as it was.
        due_on: the last day in time; None: as it was, or, where it is due after the whole, the day of the whole.
        reason: why, where somebody asks later.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not decide on it.
        Conflict: it is closed, or what it is a part of is.
        BadInput: nothing is different, no words, a day that cannot be.
    """
    why = text_of(reason, field="reason")
    words = None if text is None else text_of(text, field="text", missing=_("Hãy ghi nội dung phần việc."))
    with transaction.atomic():
        placed = _parts.lock_part(actor, part_id)
        if not gives(actor, placed):
            raise Refused(_("Chỉ nơi đã chia việc mới sửa được phần việc này."), code="refused")
        _parts.require_stands(placed)
        part, parent_due = placed.part, placed.parent.due_on
        day = due_on
        if day is None:
            is_late = parent_due is not None and (part.due_on is None or part.due_on > parent_due)
            day = parent_due if is_late else part.due_on
        if (words is None or words == part.text) and day == part.due_on:
            raise BadInput(_("Chưa có gì khác với phần việc đang có."), code="same", field="text")
        if day != part.due_on:
            _parts.require_due(actor.jurisdiction_id, day, parent_due, local_day(now))
        was = {"was_due_on": part.due_on.isoformat() if part.due_on else None, "was_text": part.text}
        part.text, part.due_on = words or part.text, day
        part.original_due_on = part.original_due_on or day
        _parts.write_part(
            part, events.PART_CHANGED, actor=actor, now=now, request_id=request_id, reason=why, payload=was
        )
    return part
