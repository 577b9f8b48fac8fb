"""Drop a line of the conclusions; changing it again brings it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._conclusions import tell
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    conclusion_payload,
    kept_by,
    meeting_id_of,
    require_notice_open,
    require_version,
    row_of,
)
from dondoc.meetings.models import Conclusion


def drop_conclusion(
    *, actor: User, conclusion_id: int, version: int, now: dt.datetime, request_id: str = ""
) -> Conclusion:
    """Drop a line. Its words stay in the ledger and in its row.

    Args:
        actor: the meeting's secretary.
        conclusion_id: the line.
        version: the one that the actor saw.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it; its notice is being drafted; somebody else wrote in between.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Conclusion, actor, conclusion_id), WRITTEN_IN)
        require_notice_open(meeting)
        line = row_of(Conclusion, meeting, conclusion_id)
        require_version(line.version, version, theirs={"text": line.text}, mine={})
        was_shown, line.dropped_at, line.is_shown = line.is_shown, now, False
        line.version += 1
        line.changed_at, line.changed_by_id = now, actor.id
        line.save()
        _steps.record(
            meeting, actor, events.CONCLUSION_DROPPED, conclusion_payload(line), now=now, request_id=request_id
        )
        tell(meeting, line, was_shown=was_shown, now=now)
    return line
