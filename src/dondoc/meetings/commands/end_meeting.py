"""End a meeting: what still runs is finished; from this day the five working days for its notice count."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events, rules
from dondoc.meetings.choices import ItemState, Part, RemarkState
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import payload_of_item
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem, Meeting, Remark


def end_meeting(*, actor: User, meeting_id: int, now: dt.datetime, request_id: str = "") -> Meeting:
    """End a meeting. Who asked to speak and did not has withdrawn; who speaks has spoken.

    One that is entered afterwards ended as it was planned (`rules.ended_at`).

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
        step = _steps.require(actor, meeting, "end")
        here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
        running = AgendaItem.objects.filter(**here, state=ItemState.RUNNING).first()
        if running is not None:
            running.state, running.ended_at = ItemState.DONE, now
            running.save(update_fields=["state", "ended_at"])
            publish(meeting, Part.AGENDA, payload_of_item(running), now=now)
        remarks = Remark.objects.filter(**here)
        remarks.filter(state=RemarkState.SPEAKING).update(state=RemarkState.DONE, ended_at=now)
        remarks.filter(state=RemarkState.ASKED).update(state=RemarkState.WITHDRAWN)
        ended_at = rules.ended_at(
            meeting.starts_at, meeting.ends_at, opened_at=meeting.held_at, planned_at=meeting.created_at, now=now
        )
        meeting.state, meeting.ended_at, meeting.changed_at = step.target, ended_at, now
        meeting.save(update_fields=["state", "ended_at", "changed_at"])
        _steps.record(
            meeting, actor, events.MEETING_ENDED, {"item_id": running.id if running else None, "ended_at": ended_at.isoformat()},
            now=now, request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.MEETING, {"state": str(meeting.state), "ended_at": ended_at.isoformat()}, now=now)
    return meeting
