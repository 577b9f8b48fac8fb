"""Changes that a meeting's live pages show: each is a row with its number, written with what it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from dondoc.meetings.choices import Audience, Part, State
from dondoc.meetings.models import LiveChange, Meeting

#: Days after a meeting's end in which its pages may still be open: the five working days of its notice. A page that comes
#: back later loads itself anew, so nothing is lost with the rows; what happened is in the ledger.
KEPT_DAYS = 7


def publish(
    meeting: Meeting, part: Part, payload: Mapping[str, Any], *, now: dt.datetime, audience: Audience = Audience.ALL
) -> int:
    """Tell the live pages of a change, when the transaction that it belongs to is done.

    The meeting's row must be locked (`commands._steps.locked`), so that numbers are given in the order of commits and a
    page that asks for what came after number n misses nothing.

    Args:
        meeting: its row, locked.
        part: what of the pages it concerns.
        payload: what they need to show it, as JSON values.
        now: the moment.
        audience: who is told.

    Returns:
        The change's number.
    """
    meeting.live_seq += 1
    meeting.save(update_fields=["live_seq"])
    LiveChange.objects.create(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, seq=meeting.live_seq, part=part,
        audience=audience, payload=dict(payload), at=now,
    )  # fmt: skip
    return meeting.live_seq


def forget(jurisdiction_id: int, *, now: dt.datetime) -> int:
    """Delete the changes of meetings that are long over or cancelled. Called where meetings open, which is often enough.

    Args:
        jurisdiction_id: whose meetings.
        now: the moment.

    Returns:
        How many were deleted.
    """
    before = now - dt.timedelta(days=KEPT_DAYS)
    over = Meeting.objects.filter(jurisdiction_id=jurisdiction_id).filter(
        Q(state=State.ENDED, ended_at__lt=before) | Q(state=State.CANCELLED, cancelled_at__lt=before)
    )
    gone, _each = LiveChange.objects.filter(
        jurisdiction_id=jurisdiction_id, meeting_id__in=over.values("id"), at__lt=before
    ).delete()
    return gone
