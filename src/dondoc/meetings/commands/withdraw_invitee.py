"""Take somebody off the list of a meeting. The row stays, marked, for what was answered before."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Presence
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import invitee_of, renew_in_calendars, require_open
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.permissions import may_plan


def withdraw_invitee(*, actor: User, invitee_id: int, now: dt.datetime, request_id: str = "") -> Invitee:
    """Withdraw the call to one; a venue that they chaired has no chair then.

    With the last one of a unit goes what the unit kept of the meeting: its venue is dropped, or nobody's where others sit there.

    Args:
        actor: who plans.
        invitee_id: who is called.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: nobody of this id is called to a meeting that the actor may know of.
        Refused: the actor does not plan.
        Conflict: the meeting is over, or they were checked in.
    """
    with transaction.atomic():
        invitee, meeting = invitee_of(actor, invitee_id)
        if not may_plan(actor):
            raise Refused(_("Thành phần dự họp do Văn phòng UBND tỉnh lập."))
        require_open(meeting)
        if invitee.presence == Presence.PRESENT:
            raise Conflict(_("Người này đã điểm danh có mặt nên không rút giấy mời được."), code="checked_in")
        invitee.withdrawn_at = now
        invitee.save(update_fields=["withdrawn_at"])
        renew_in_calendars(meeting, now=now)
        Venue.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, chair_id=invitee.id
        ).update(chair_id=None)
        dropped, left = _leave_venues(meeting, invitee)
        _steps.record(
            meeting, actor, events.INVITEE_WITHDRAWN,
            {
                "invitee_id": invitee.id, "body": invitee.body, "sequence": meeting.sequence,
                "dropped_venues": dropped, "left_venues": left,
            },
            now=now, request_id=request_id,
        )  # fmt: skip
    return invitee


def _leave_venues(meeting: Meeting, invitee: Invitee) -> tuple[list[dict[str, object]], list[int]]:
    """Take the venues from a unit that nobody is called of any more: whoever keeps a venue sees the meeting.

    Returns:
        The venues in which nobody else sits, which are dropped; and those in which others sit, which nobody keeps now.
    """
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    listed = Invitee.objects.filter(**here, withdrawn_at__isnull=True)
    if invitee.unit_id is None or listed.filter(unit_id=invitee.unit_id).exists():
        return [], []
    dropped: list[dict[str, object]] = []
    left: list[int] = []
    for venue in Venue.objects.filter(**here, unit_id=invitee.unit_id).order_by("position", "id"):
        # The chair of the meeting sits at the main one, on whoever's list.
        if venue.is_main or listed.filter(venue_id=venue.id).exists():
            venue.unit_id = None
            venue.save(update_fields=["unit_id"])
            left.append(venue.id)
        else:
            dropped.append({"venue_id": venue.id, "name": venue.name})
            Invitee.objects.filter(**here, venue_id=venue.id).update(venue_id=None)
            venue.delete()
    return dropped, left
