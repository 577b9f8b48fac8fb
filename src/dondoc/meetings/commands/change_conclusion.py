"""Change a line of the conclusions. Two who write different lines do not meet; two on one line both keep their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._conclusions import set_facts, tell
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    conclusion_payload,
    kept_by,
    meeting_id_of,
    require_notice_open,
    require_version,
    row_of,
    text_of,
)
from dondoc.meetings.models import Conclusion


def change_conclusion(
    *,
    actor: User,
    conclusion_id: int,
    version: int,
    now: dt.datetime,
    kind: str | None = None,
    depth: int | None = None,
    label: str | None = None,
    text: str | None = None,
    duties: Sequence[Any] | None = None,
    request_id: str = "",
) -> Conclusion:
    """Change what is given; what is None stays.

    Args:
        actor: the meeting's secretary.
        conclusion_id: the line.
        version: the one that the actor began from.
        now: the moment.
        kind: a code of ConclusionKind.
        depth: 0 to 3.
        label: its mark, "" for the computed one.
        text: its words.
        duties: as in a draft's clause.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it; its notice is being drafted; somebody else wrote in between
            (`other_version`, both texts in the details; not where what they wrote is the same).
        BadInput: a fact that cannot be; its sentence names the field.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Conclusion, actor, conclusion_id), WRITTEN_IN)
        require_notice_open(meeting)
        line = row_of(Conclusion, meeting, conclusion_id)
        before, was_shown = conclusion_payload(line), line.is_shown
        set_facts(
            line, meeting, on=local_day(now),
            kind=line.kind if kind is None else kind, depth=line.depth if depth is None else depth,
            label=line.label if label is None else label, text=line.text if text is None else text_of(text),
            duties=line.duties if duties is None else duties,
        )  # fmt: skip
        line.dropped_at = None
        if conclusion_payload(line) == before:
            return line
        require_version(
            line.version, version, theirs={key: before[key] for key in _WRITTEN},
            mine={key: value for key, value in conclusion_payload(line).items() if key in _WRITTEN},
        )  # fmt: skip
        line.version += 1
        line.changed_at, line.changed_by_id = now, actor.id
        line.save()
        _steps.record(
            meeting, actor, events.CONCLUSION_CHANGED, conclusion_payload(line), now=now, request_id=request_id
        )
        tell(meeting, line, was_shown=was_shown, now=now)
    return line


_WRITTEN = ("kind", "depth", "label", "text", "duties", "dropped")
