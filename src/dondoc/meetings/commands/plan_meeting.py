"""Plan a meeting: what, when, where, who chairs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Refused
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._plan import Plan, apply_plan, payload_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_plan


def plan_meeting(*, actor: User, unit_id: int, plan: Plan, now: dt.datetime, request_id: str = "") -> Meeting:
    """Plan a meeting that `unit_id` holds. Nobody outside of the office sees it before its invitation goes out.

    Args:
        actor: who plans.
        unit_id: who holds it.
        plan: its facts.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: the actor does not plan meetings.
        BadInput: a fact that cannot be; its sentence names the field.
    """
    if not may_plan(actor):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))
    with transaction.atomic():
        meeting = Meeting(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit_id, created_at=now, created_by_id=actor.id, changed_at=now
        )  # fmt: skip
        apply_plan(meeting, plan)
        meeting.save(force_insert=True)
        _steps.record(
            meeting, actor, events.MEETING_PLANNED, {"unit_id": unit_id, **payload_of(meeting)}, now=now,
            request_id=request_id, is_first=True,
        )  # fmt: skip
    return meeting
