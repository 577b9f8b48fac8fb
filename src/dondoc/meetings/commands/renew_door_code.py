"""Make the code at the door: a secret that the QR carries. Renewed, the one that hung there before is void."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import require_open
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_keep_minutes


def renew_door_code(*, actor: User, meeting_id: int, now: dt.datetime, request_id: str = "") -> Meeting:
    """Give a meeting a new secret for its door. The secret itself is in no event.

    Args:
        actor: the office.
        meeting_id: the meeting.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: no such meeting for the actor; not the office; the meeting is over.
    """
    with transaction.atomic():
        refusal = _("Mã điểm danh do Văn phòng UBND tỉnh lập.")
        meeting = _steps.locked_for(actor, meeting_id, may_keep_minutes, refusal)
        require_open(meeting)
        meeting.door_secret = secrets.token_urlsafe(24)
        meeting.save(update_fields=["door_secret"])
        _steps.record(meeting, actor, events.DOOR_CODE_RENEWED, {}, now=now, request_id=request_id)
    return meeting
