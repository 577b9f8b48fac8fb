"""Change a decision's words or votes, or drop it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._decisions import Votes, require_votes, said_in
from dondoc.meetings.commands._room import WRITTEN_IN, kept_by, meeting_id_of, require_version, row_of, text_of
from dondoc.meetings.commands.record_decision import facts_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Decision


def change_decision(
    *,
    actor: User,
    decision_id: int,
    version: int,
    text: str,
    now: dt.datetime,
    votes_for: int | None = None,
    votes_against: int | None = None,
    votes_abstained: int | None = None,
    request_id: str = "",
) -> Decision:
    """Change a decision.

    Args:
        actor: the meeting's secretary.
        decision_id: the decision.
        version: the one that the actor began from.
        text: what was decided.
        now: the moment.
        votes_for: votes for it; all three or none.
        votes_against: votes against it.
        votes_abstained: votes for neither.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it; somebody else wrote in between (both texts and their votes in the details).
        BadInput: no text, votes that cannot be.
    """
    said = text_of(text, needed=True)
    votes = Votes(votes_for, votes_against, votes_abstained)
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Decision, actor, decision_id), WRITTEN_IN)
        decision = row_of(Decision, meeting, decision_id)
        require_version(decision.version, version, theirs=said_in(decision), mine={"text": said, **votes.named})
        if votes != Votes(decision.votes_for, decision.votes_against, decision.votes_abstained):
            require_votes(meeting, votes)  # as they were cast they stay, whoever has left the room since
        decision.text, decision.votes_for = said, votes.in_favour
        decision.votes_against, decision.votes_abstained = votes.against, votes.abstained
        decision.dropped_at = None
        decision.version += 1
        decision.save()
        _steps.record(meeting, actor, events.DECISION_CHANGED, facts_of(decision), now=now, request_id=request_id)
        publish(meeting, Part.DECISIONS, facts_of(decision), now=now)
    return decision
