"""Open a meeting: the chair begins."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.live import forget, publish
from dondoc.meetings.models import Meeting


def open_meeting(*, actor: User, meeting_id: int, now: dt.datetime, request_id: str = "") -> Meeting:
    """Open a meeting. What live pages of meetings long over were told goes with it (`live.forget`).

    Args:
        actor: its secretary.
        meeting_id: the meeting.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
    """
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        step = _steps.require(actor, meeting, "open")
        meeting.state, meeting.opened_at, meeting.changed_at = step.target, meeting.opened_at or now, now
        meeting.save(update_fields=["state", "opened_at", "changed_at"])
        _steps.record(meeting, actor, events.MEETING_OPENED, {}, now=now, request_id=request_id)
        publish(meeting, Part.MEETING, {"state": str(meeting.state), "opened_at": now.isoformat()}, now=now)
        forget(meeting.jurisdiction_id, now=now)
    return meeting
