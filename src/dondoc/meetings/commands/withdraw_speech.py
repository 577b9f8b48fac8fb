"""Take back a request to speak."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Part, RemarkState
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import meeting_id_of, remark_payload, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Remark
from dondoc.meetings.permissions import may_answer_for


def withdraw_speech(*, actor: User, remark_id: int, now: dt.datetime, request_id: str = "") -> Remark:
    """Withdraw a request that still waits.

    Args:
        actor: the people of the unit that asked, or the office.
        remark_id: the request.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request in a meeting that the actor may know of.
        Refused: another unit's.
        Conflict: it waits no longer.
    """
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id_of(Remark, actor, remark_id))
        remark = row_of(Remark, meeting, remark_id)
        invitee = remark.invitee
        if not may_answer_for(actor, invitee.unit_id if invitee else None):
            raise Refused(_("Đây là đăng ký phát biểu của đơn vị khác."))
        if remark.state != RemarkState.ASKED:
            raise Conflict(_("Đăng ký này không còn chờ nữa."), code="not_waiting")
        remark.state = RemarkState.WITHDRAWN
        remark.version += 1
        remark.save(update_fields=["state", "version"])
        _steps.record(meeting, actor, events.SPEECH_WITHDRAWN, {"remark_id": remark.id}, now=now, request_id=request_id)
        publish(meeting, Part.REMARKS, remark_payload(remark), now=now)
    return remark
