"""Change a meeting's plan; moved after people were called, it asks them again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Answer, Consent, Part, State
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._plan import Plan, apply_plan, payload_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting

_WHEN_AND_WHERE = ("starts_at", "ends_at", "room_id", "place", "link", "form")
_WHEN = ("starts_at", "ends_at")


def change_meeting(
    *,
    actor: User,
    meeting_id: int,
    version: int,
    plan: Plan,
    now: dt.datetime,
    reason: str = "",
    request_id: str = "",
) -> Meeting:
    """Change the plan; nothing is written where nothing changed.

    After people were called, another time or place makes a new update of the iCalendar invitation (SEQUENCE grows), and
    another time asks again those who said that they come: their answer was to the old time.

    Args:
        actor: who plans; while it runs, its secretary.
        meeting_id: the meeting.
        version: the one that the actor began from.
        plan: all its facts.
        now: the moment.
        reason: why it moves, as those called are told.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: a fact that cannot be; its sentence names the field.
    """
    why = _steps.reason_of(reason, needed=False)
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        _steps.require(actor, meeting, "change", version=version)
        before = payload_of(meeting)
        apply_plan(meeting, plan)
        after = payload_of(meeting)
        if before == after:
            return meeting
        called = meeting.state != State.PLANNED
        moved = called and any(before[key] != after[key] for key in _WHEN_AND_WHERE)
        meeting.version += 1
        meeting.changed_at = now
        asked_again: list[int] = []
        if moved:
            meeting.sequence += 1
            if any(before[key] != after[key] for key in _WHEN):
                asked_again = _ask_again(meeting)
        meeting.save()
        _steps.record(
            meeting, actor, events.MEETING_MOVED if moved else events.MEETING_CHANGED,
            {**after, "version": meeting.version, "sequence": meeting.sequence, "asked_again": asked_again,
             "before": {key: before[key] for key in before if before[key] != after[key]}},
            reason=why, now=now, request_id=request_id,
        )  # fmt: skip
        if called:
            publish(
                meeting, Part.MEETING,
                {"state": str(meeting.state), "title": meeting.title, "starts_at": after["starts_at"], "moved": moved},
                now=now,
            )  # fmt: skip
    return meeting


def _ask_again(meeting: Meeting) -> list[int]:
    """Those who said that they come have not answered to the new time; absences and substitutes stay with their reason."""
    comes = Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True, answer=Answer.COMES
    )
    ids = list(comes.values_list("id", flat=True))
    Invitee.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id__in=ids).update(
        answer=Answer.NONE, answered_at=None, answered_by_id=None, consent=Consent.NOT_ASKED
    )
    return ids
