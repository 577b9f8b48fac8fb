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
from dondoc.meetings.commands._people import invitee_of, require_open
from dondoc.meetings.models import Invitee, Venue
from dondoc.meetings.permissions import may_plan


def withdraw_invitee(*, actor: User, invitee_id: int, now: dt.datetime, request_id: str = "") -> Invitee:
    """Withdraw the call to one; a venue that they chaired has no chair then.

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
        if meeting.called_at is not None:
            # Their calendar takes the cancellation only as a later update, and later a new invitation only as one after it.
            meeting.sequence += 1
            meeting.changed_at = now
            meeting.save(update_fields=["sequence", "changed_at"])
        Venue.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, chair_id=invitee.id
        ).update(chair_id=None)
        _steps.record(
            meeting, actor, events.INVITEE_WITHDRAWN, {"invitee_id": invitee.id, "body": invitee.body, "sequence": meeting.sequence}, now=now,
            request_id=request_id,
        )  # fmt: skip
    return invitee
