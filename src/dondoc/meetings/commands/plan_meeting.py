"""Plan a meeting: what, when, where, who chairs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Refused
from dondoc.meetings import events, rules
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._plan import Plan, apply_plan, payload_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_plan


def plan_meeting(
    *, actor: User, unit_id: int, plan: Plan, now: dt.datetime, past_reason: str = "", request_id: str = ""
) -> Meeting:
    """Plan a meeting that `unit_id` holds. Nobody outside of the office sees it before its invitation goes out.

    Args:
        actor: who plans.
        unit_id: who holds it.
        plan: its facts.
        now: the moment.
        past_reason: why it is entered after its beginning (a meeting that was held before it could be planned here).
        request_id: groups what one request did.

    Raises:
        Refused: the actor does not plan meetings.
        BadInput: a fact that cannot be; its sentence names the field. A beginning that is past, without a reason (`past`).
    """
    why = _steps.reason_of(past_reason, needed=False, field="past_reason")
    if not may_plan(actor):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))
    with transaction.atomic():
        meeting = Meeting(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit_id, created_at=now, created_by_id=actor.id, changed_at=now
        )  # fmt: skip
        apply_plan(meeting, plan)
        if not rules.may_be_at(meeting.starts_at, before=None, now=now, why=why):
            raise BadInput(
                _("Thời điểm họp đã qua. Nếu ghi lại một cuộc họp đã họp, hãy nêu lý do ghi sau."), code="past", field="starts_at"
            )  # fmt: skip
        meeting.save(force_insert=True)
        _steps.record(
            meeting, actor, events.MEETING_PLANNED, {"unit_id": unit_id, **payload_of(meeting)},
            reason=why if meeting.starts_at < now else "", now=now, request_id=request_id, is_first=True,
        )  # fmt: skip
    return meeting
