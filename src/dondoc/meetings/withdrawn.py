"""Calls that were taken back: what those who are no longer called may still know of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from dondoc.accounts.models import User
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.permissions import may_see_meetings, sees_all_meetings, units_of, visible_meetings

_PLANS = frozenset({events.MEETING_PLANNED, events.MEETING_CHANGED, events.MEETING_MOVED})


@dataclass(frozen=True, slots=True)
class WithdrawnCall:
    """A call to a unit that was taken back, with what the unit knew of the meeting then; later changes are none of its.

    Attributes:
        meeting: the meeting.
        invitees: those of the unit who were called.
        withdrawn_at: when the last of them was taken off the list.
        title: the meeting's, then.
        starts_at: its beginning, then.
        ends_at: its end, then.
    """

    meeting: Meeting
    invitees: list[Invitee]
    withdrawn_at: dt.datetime
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime


def withdrawn_calls(
    user: User, *, meeting_id: int | None = None, since: dt.datetime | None = None
) -> list[WithdrawnCall]:
    """The calls to this person's units that were taken back and that left them without any to that meeting.

    Args:
        user: who looks; the office and the chair see the meetings themselves.
        meeting_id: of this meeting only.
        since: only those that were taken back, or whose meeting begins, after this moment.

    Returns:
        The latest first; never of a meeting that the unit was not called to before it was taken off the list.
    """
    if sees_all_meetings(user) or not may_see_meetings(user):
        return []
    rows = (
        Invitee.objects.filter(
            jurisdiction_id=user.jurisdiction_id, unit_id__in=units_of(user), withdrawn_at__isnull=False,
            meeting__called_at__lte=F("withdrawn_at"),
        )
        .exclude(meeting_id__in=visible_meetings(user).values("id"))
        .select_related("meeting__unit", "unit", "post")
        .order_by("withdrawn_at", "id")
    )  # fmt: skip
    if meeting_id is not None:
        rows = rows.filter(meeting_id=meeting_id)
    of_meeting: dict[int, list[Invitee]] = {}
    for one in rows:
        of_meeting.setdefault(one.meeting_id, []).append(one)
    plans: dict[int, list[LedgerEvent]] = {}
    for event in timeline(user.jurisdiction_id, [(events.MEETING, one) for one in of_meeting], codes=_PLANS):
        plans.setdefault(event.aggregate_id, []).append(event)
    found = [_known(people, plans.get(number, [])) for number, people in of_meeting.items()]
    wanted = [one for one in found if since is None or one.withdrawn_at >= since or one.starts_at >= since]
    return sorted(wanted, key=lambda one: (one.withdrawn_at, one.meeting.id), reverse=True)


def withdrawn_call(user: User, meeting_id: int) -> WithdrawnCall | None:
    """The call to this person's units to one meeting, where it was taken back."""
    return next(iter(withdrawn_calls(user, meeting_id=meeting_id)), None)


def _known(people: list[Invitee], plans: list[LedgerEvent]) -> WithdrawnCall:
    last = people[-1].withdrawn_at
    assert last is not None  # noqa: S101 - only such rows are asked for
    meeting = people[0].meeting
    plan: dict[str, Any] = next((event.payload for event in reversed(plans) if event.recorded_at <= last), {})
    return WithdrawnCall(
        meeting, people, last, plan.get("title", meeting.title), _moment(plan, "starts_at", meeting),
        _moment(plan, "ends_at", meeting),
    )  # fmt: skip


def _moment(plan: dict[str, Any], key: str, meeting: Meeting) -> dt.datetime:
    return dt.datetime.fromisoformat(plan[key]) if key in plan else getattr(meeting, key)
