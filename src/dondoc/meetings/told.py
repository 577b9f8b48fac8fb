"""How far ahead of a meeting people are told of it: by the written invitation, and by the call."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.calendars.selectors import calendar_of
from dondoc.drafting.choices import State as DraftState
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import code_of_draft
from dondoc.foundation.clock import local_day
from dondoc.ledger.append import timeline
from dondoc.meetings import events, rules
from dondoc.meetings.choices import State
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.models import Meeting
from dondoc.meetings.moves import Move

#: Who was called has been told: before that a plan has nothing to be late with.
_TOLD = (State.CALLED, State.RUNNING, State.ENDED)


@dataclass(frozen=True, slots=True)
class Told:
    """The two steps by which people are told.

    Attributes:
        draft: the written invitation, None where nobody began one.
        code: its number and symbol, "" while it has none.
        issued_on: the day on which it was issued.
        called_on: the day on which people were called here.
        days: working days from its issue to the meeting; while it is not issued, from today; None where that says nothing.
        is_late: whether these are fewer than the rules ask.
        is_stale: whether it says what is no longer so: the meeting moved since it was begun or issued.
        may_correct: whether it was issued and another one may be drafted that corrects it.
    """

    draft: OutgoingDraft | None
    code: str
    issued_on: dt.date | None
    called_on: dt.date | None
    days: int | None
    is_late: bool
    is_stale: bool
    may_correct: bool


def told(meeting: Meeting, moves: list[Move], *, today: dt.date) -> Told:
    """How a meeting's people are told.

    Args:
        meeting: the meeting, with its `invitation_draft`.
        moves: its moves, the latest first.
        today: the day.
    """
    draft = current_invitation(meeting)
    issued = _issued_on(draft)
    days = days_told(meeting, today=today)
    written = draft.issued_at or draft.created_at if draft is not None else None
    stale = written is not None and bool(moves) and moves[0].at > written
    return Told(
        draft, code_of_draft(draft) if draft else "", issued, local_day(meeting.called_at) if meeting.called_at else None,
        days, days is not None and days < invitation_days(meeting.jurisdiction_id, local_day(meeting.starts_at)), stale, stale and issued is not None,
    )  # fmt: skip


def days_told(meeting: Meeting, *, today: dt.date) -> int | None:
    """Working days from the issue of the written invitation to the meeting; while it is not issued, from today.

    Returns:
        None for a meeting that is over or cancelled without one: nothing in writing was sent (a briefing, an urgent one).
    """
    issued = _issued_on(current_invitation(meeting))
    if issued is None and (meeting.state not in (State.PLANNED, State.CALLED) or local_day(meeting.starts_at) < today):
        return None
    return rules.days_ahead(issued or today, local_day(meeting.starts_at), calendar_of(meeting.jurisdiction_id))


def told_late(meeting: Meeting, *, today: dt.date) -> int | None:
    """The working days where people were told later than the rules ask (QĐ 45/2018/QĐ-TTg), None where they were not."""
    days = days_told(meeting, today=today) if meeting.state in _TOLD else None
    return (
        days
        if days is not None and days < invitation_days(meeting.jurisdiction_id, local_day(meeting.starts_at))
        else None
    )


def current_invitation(meeting: Meeting) -> OutgoingDraft | None:
    """The written invitation that counts: the last one drafted; where it was thrown away, the issued one that it would have replaced."""
    draft: OutgoingDraft | None = meeting.invitation_draft
    if draft is None or draft.state not in (DraftState.DISCARDED, DraftState.RECALLED):
        return draft
    return replaced_by_next(meeting) or draft


def replaced_by_next(meeting: Meeting) -> OutgoingDraft | None:
    """The written invitation that another one would correct: the last one of the meeting that is in force, issued."""
    history = timeline(meeting.jurisdiction_id, [(events.MEETING, meeting.id)], codes=(events.INVITATION_DRAFTED,))
    ids = [event.payload.get("draft_id") for event in history]
    return (
        OutgoingDraft.objects.select_related("entry", "document")
        .filter(jurisdiction_id=meeting.jurisdiction_id, id__in=ids, state="issued", issued_at__isnull=False)
        .order_by("-issued_at", "-id")
        .first()
    )


def _issued_on(draft: OutgoingDraft | None) -> dt.date | None:
    return local_day(draft.issued_at) if draft is not None and draft.state == "issued" and draft.issued_at else None
