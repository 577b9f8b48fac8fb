"""Record what the meeting decided, with the votes where there were any."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._decisions import Votes, require_votes
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    client_key_of,
    earlier_by_key,
    item_of,
    kept_by,
    next_position,
    text_of,
)
from dondoc.meetings.live import publish
from dondoc.meetings.models import Decision


def record_decision(
    *,
    actor: User,
    meeting_id: int,
    text: str,
    now: dt.datetime,
    item_id: int | None = None,
    votes_for: int | None = None,
    votes_against: int | None = None,
    votes_abstained: int | None = None,
    client_key: str = "",
    request_id: str = "",
) -> Decision:
    """Add a decision.

    Args:
        actor: the meeting's secretary.
        meeting_id: the meeting.
        text: what was decided.
        now: the moment.
        item_id: the item it is about.
        votes_for: votes for it; all three or none.
        votes_against: votes against it.
        votes_abstained: votes for neither.
        client_key: of the writer's page; the same again is the same row.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_room.kept_by`.
        BadInput: no text, an item of another meeting, votes that cannot be.
    """
    said, key = text_of(text, needed=True), client_key_of(client_key)
    votes = Votes(votes_for, votes_against, votes_abstained)
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id, WRITTEN_IN)
        earlier = earlier_by_key(Decision, meeting, key)
        if earlier is not None:
            return earlier
        item = item_of(meeting, item_id)
        require_votes(meeting, votes)
        decision = Decision.objects.create(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, item_id=item.id if item else None,
            position=next_position(Decision, meeting), text=said, votes_for=votes.in_favour, votes_against=votes.against,
            votes_abstained=votes.abstained, client_key=key,
        )  # fmt: skip
        _steps.record(meeting, actor, events.DECISION_RECORDED, facts_of(decision), now=now, request_id=request_id)
        publish(meeting, Part.DECISIONS, facts_of(decision), now=now)
    return decision


def facts_of(decision: Decision) -> dict[str, object]:
    """A decision as the ledger and the live pages have it."""
    return {
        "decision_id": decision.id, "item_id": decision.item_id, "text": decision.text, "votes_for": decision.votes_for,
        "votes_against": decision.votes_against, "votes_abstained": decision.votes_abstained,
        "version": decision.version, "dropped": decision.dropped_at is not None,
    }  # fmt: skip
