"""Show lines of the conclusions on the participants' pages and the large screen, or hide them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._conclusions import tell
from dondoc.meetings.commands._room import WRITTEN_IN, kept_by
from dondoc.meetings.models import Conclusion


def show_conclusions(
    *,
    actor: User,
    meeting_id: int,
    shown: bool,
    now: dt.datetime,
    conclusion_ids: Collection[int] | None = None,
    request_id: str = "",
) -> list[Conclusion]:
    """Show lines, or hide them again.

    Args:
        actor: the meeting's secretary.
        meeting_id: the meeting.
        shown: whether they are seen then.
        now: the moment.
        conclusion_ids: which; None: all that are written.
        request_id: groups what one request did.

    Returns:
        Those that changed.

    Raises:
        NotFound, Refused, Conflict: see `_room.kept_by`.
    """
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id, WRITTEN_IN)
        found = Conclusion.objects.select_for_update().filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, dropped_at__isnull=True, is_shown=not shown
        )
        if conclusion_ids is not None:
            found = found.filter(id__in=list(conclusion_ids))
        lines = list(found.order_by("position", "id"))
        for line in lines:
            line.is_shown = shown
            line.save(update_fields=["is_shown"])
            tell(meeting, line, was_shown=True, now=now)
        if lines:
            _steps.record(
                meeting, actor, events.CONCLUSIONS_SHOWN,
                {"shown": shown, "conclusion_ids": [line.id for line in lines]}, now=now, request_id=request_id,
            )  # fmt: skip
    return lines
