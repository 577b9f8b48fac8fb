"""Take the end of a meeting back: it was ended by mistake, or goes on after a break."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._after import require_minutes_open
from dondoc.meetings.commands._room import require_notice_open
from dondoc.meetings.live import publish
from dondoc.meetings.models import Meeting


def reopen_meeting(*, actor: User, meeting_id: int, reason: str, now: dt.datetime, request_id: str = "") -> Meeting:
    """Open an ended meeting again. Minutes that are being written are then shown as out of date until drafted again.

    Args:
        actor: its secretary.
        meeting_id: the meeting.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`; its notice is being drafted, its minutes were put forward.
        BadInput: no reason.
    """
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        step = _steps.require(actor, meeting, "reopen")
        why = _steps.reason_of(reason, needed=step.needs_reason)
        require_notice_open(meeting)
        require_minutes_open(meeting)
        meeting.state, meeting.ended_at, meeting.changed_at = step.target, None, now
        meeting.save(update_fields=["state", "ended_at", "changed_at"])
        _steps.record(meeting, actor, events.MEETING_REOPENED, {}, reason=why, now=now, request_id=request_id)
        publish(meeting, Part.MEETING, {"state": str(meeting.state)}, now=now)
    return meeting
