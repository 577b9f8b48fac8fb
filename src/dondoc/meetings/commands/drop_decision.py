"""Drop a decision that was not taken; changing it again brings it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._decisions import said_in
from dondoc.meetings.commands._room import WRITTEN_IN, kept_by, meeting_id_of, require_version, row_of
from dondoc.meetings.commands.record_decision import facts_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Decision


def drop_decision(*, actor: User, decision_id: int, version: int, now: dt.datetime, request_id: str = "") -> Decision:
    """Drop a decision.

    Args:
        actor: the meeting's secretary.
        decision_id: the decision.
        version: the one that the actor saw.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it; somebody else wrote in between.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Decision, actor, decision_id), WRITTEN_IN)
        decision = row_of(Decision, meeting, decision_id)
        require_version(decision.version, version, theirs=said_in(decision), mine={})
        decision.dropped_at = now
        decision.version += 1
        decision.save()
        _steps.record(meeting, actor, events.DECISION_DROPPED, facts_of(decision), now=now, request_id=request_id)
        publish(meeting, Part.DECISIONS, facts_of(decision), now=now)
    return decision
