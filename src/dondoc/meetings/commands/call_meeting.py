"""Call a meeting: from now on those on its list see it and answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._plan import require_short_notice
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.told import current_invitation


def call_meeting(
    *, actor: User, meeting_id: int, now: dt.datetime, short_notice_reason: str = "", request_id: str = ""
) -> Meeting:
    """Call those on the list.

    The days before the meeting are counted from the day on which its written invitation was issued, and from today where
    there is none yet.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        now: the moment.
        short_notice_reason: why less than three working days ahead (QĐ 45/2018/QĐ-TTg: but for urgent meetings).
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: nobody is on the list, it is over already, or it is short notice without a reason (`short_notice`).
    """
    why = _steps.reason_of(short_notice_reason, needed=False, field="short_notice_reason")
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        step = _steps.require(actor, meeting, "call")
        if meeting.ends_at <= now:
            raise BadInput(_("Thời gian họp đã qua; hãy sửa ngày giờ trước khi mời."), code="over", field="starts_at")
        listed = Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
        ).count()
        if not listed:
            raise BadInput(
                _("Danh sách mời còn trống; hãy thêm thành phần dự họp trước."), code="nobody", field="invitees"
            )
        ahead = require_short_notice(meeting, told_on(meeting, now=now), why, field="short_notice_reason")
        meeting.state, meeting.called_at, meeting.changed_at = step.target, now, now
        meeting.short_notice_reason = (
            why if ahead < invitation_days(meeting.jurisdiction_id, local_day(meeting.starts_at)) else ""
        )
        meeting.save(update_fields=["state", "called_at", "changed_at", "short_notice_reason"])
        _steps.record(
            meeting, actor, events.MEETING_CALLED, {"invitees": listed, "days_ahead": ahead},
            reason=meeting.short_notice_reason, now=now, request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.MEETING, {"state": str(meeting.state)}, now=now)
    return meeting


def told_on(meeting: Meeting, *, now: dt.datetime) -> dt.date:
    """The day on which the written invitation was issued, today without one."""
    draft = current_invitation(meeting)
    issued = draft.issued_at if draft is not None and draft.state == "issued" else None
    return local_day(issued or now)
