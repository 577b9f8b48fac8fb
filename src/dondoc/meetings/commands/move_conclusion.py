"""Put a line of the conclusions in another place."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._conclusions import place_after, tell
from dondoc.meetings.commands._room import WRITTEN_IN, kept_by, meeting_id_of, require_notice_open, row_of
from dondoc.meetings.models import Conclusion


def move_conclusion(
    *, actor: User, conclusion_id: int, after_id: int, now: dt.datetime, request_id: str = ""
) -> Conclusion:
    """Move a line behind another; its words are not touched, so its version stays.

    Args:
        actor: the meeting's secretary.
        conclusion_id: the line.
        after_id: the line that it follows then; 0: it is the first.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_room.kept_by`; the notice is being drafted.
        BadInput: it would follow itself, or a line that is gone.
    """
    if after_id == conclusion_id:
        raise BadInput(_("Một dòng không đứng sau chính nó."), field="after")
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Conclusion, actor, conclusion_id), WRITTEN_IN)
        require_notice_open(meeting)
        line = row_of(Conclusion, meeting, conclusion_id)
        position = place_after(meeting, after_id)
        line.position = position
        line.save(update_fields=["position"])
        _steps.record(
            meeting, actor, events.CONCLUSION_MOVED, {"conclusion_id": line.id, "after_id": after_id}, now=now,
            request_id=request_id,
        )  # fmt: skip
        tell(meeting, line, was_shown=line.is_shown, now=now)
    return line
