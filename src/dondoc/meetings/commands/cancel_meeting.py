"""Cancel a meeting that has not begun."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.live import publish
from dondoc.meetings.models import Meeting


def cancel_meeting(*, actor: User, meeting_id: int, reason: str, now: dt.datetime, request_id: str = "") -> Meeting:
    """Cancel it. Those who were called see that and why; their calendars get a cancellation.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: no reason.
    """
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        step = _steps.require(actor, meeting, "cancel")
        why = _steps.reason_of(reason, needed=step.needs_reason)
        meeting.state, meeting.cancelled_at, meeting.cancel_reason = step.target, now, why
        meeting.sequence += 1
        meeting.changed_at = now
        meeting.save(update_fields=["state", "cancelled_at", "cancel_reason", "sequence", "changed_at"])
        _steps.record(
            meeting, actor, events.MEETING_CANCELLED, {"sequence": meeting.sequence}, reason=why, now=now,
            request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.MEETING, {"state": str(meeting.state)}, now=now)
    return meeting
