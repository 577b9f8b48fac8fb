"""Open a meeting: the chair begins."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events, rules
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.live import forget, publish
from dondoc.meetings.models import Meeting


def open_meeting(*, actor: User, meeting_id: int, now: dt.datetime, request_id: str = "") -> Meeting:
    """Open a meeting on its day. What live pages of meetings long over were told goes with it (`live.forget`).

    One that is entered afterwards (`rules.is_entered_after`) was opened as it was planned, not on the day on which it is typed in.

    Args:
        actor: its secretary.
        meeting_id: the meeting.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`; its day is still to come (`not_the_day`).
    """
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        step = _steps.require(actor, meeting, "open")
        _require_day(meeting, now)
        planned = (meeting.starts_at, meeting.ends_at)
        is_after = rules.is_entered_after(*planned, planned_at=meeting.created_at, now=now)
        opened_at = meeting.starts_at if is_after else now
        meeting.state, meeting.opened_at, meeting.changed_at = step.target, opened_at, now
        meeting.save(update_fields=["state", "opened_at", "changed_at"])
        _steps.record(
            meeting, actor, events.MEETING_OPENED, {"opened_at": opened_at.isoformat()}, now=now, request_id=request_id
        )
        publish(meeting, Part.MEETING, {"state": str(meeting.state), "opened_at": opened_at.isoformat()}, now=now)
        forget(meeting.jurisdiction_id, now=now)
    return meeting


def _require_day(meeting: Meeting, now: dt.datetime) -> None:
    if rules.may_open(meeting.starts_at, meeting.ends_at, planned_at=meeting.created_at, now=now):
        return
    raise Conflict(
        _(
            "Cuộc họp được lên lịch vào ngày %(day)s nên hôm nay chưa khai mạc được. Nếu họp hôm nay, hãy dời cuộc họp trước."
        )
        % {"day": f"{meeting.starts_at.astimezone(LOCAL):%d/%m/%Y}"},
        code="not_the_day",
    )
