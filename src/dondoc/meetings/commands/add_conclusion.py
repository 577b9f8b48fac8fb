"""Write a line of the chair's conclusions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.meetings import events
from dondoc.meetings.choices import ConclusionKind
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._conclusions import place_after, set_facts, tell
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    client_key_of,
    conclusion_payload,
    earlier_by_key,
    item_of,
    kept_by,
    require_notice_open,
)
from dondoc.meetings.models import Conclusion


def add_conclusion(
    *,
    actor: User,
    meeting_id: int,
    now: dt.datetime,
    kind: str = ConclusionKind.CLAUSE,
    depth: int = 0,
    label: str = "",
    text: str = "",
    duties: Sequence[Any] = (),
    after_id: int | None = None,
    item_id: int | None = None,
    client_key: str = "",
    request_id: str = "",
) -> Conclusion:
    """Add a line.

    Args:
        actor: the meeting's secretary.
        meeting_id: the meeting.
        now: the moment.
        kind: a code of ConclusionKind.
        depth: 0 to 3.
        label: its mark, where it is not the computed one.
        text: its words.
        duties: who leads, who joins in, by when, as in a draft's clause.
        after_id: the line that it follows; None: at the end; 0: at the beginning.
        item_id: the item of the agenda that it concludes.
        client_key: of the writer's page; the same again is the same row.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it, or its notice is being drafted.
        BadInput: a fact that cannot be; its sentence names the field.
    """
    key = client_key_of(client_key)
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id, WRITTEN_IN)
        require_notice_open(meeting)
        earlier = earlier_by_key(Conclusion, meeting, key)
        if earlier is not None:
            return earlier
        item = item_of(meeting, item_id)
        line = Conclusion(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, item_id=item.id if item else None,
            client_key=key, changed_at=now, changed_by_id=actor.id,
        )  # fmt: skip
        set_facts(line, meeting, kind=kind, depth=depth, label=label, text=text, duties=duties, on=local_day(now))
        line.position = place_after(meeting, after_id)
        line.save()
        _steps.record(meeting, actor, events.CONCLUSION_ADDED, conclusion_payload(line), now=now, request_id=request_id)
        tell(meeting, line, was_shown=False, now=now)
    return line
