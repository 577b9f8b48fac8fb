"""Draft the minutes of a meeting from what was recorded."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import issuing_unit
from dondoc.foundation.clock import local_day
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._after import ended_meeting, require_no_draft
from dondoc.meetings.composing import MINUTES, compose_minutes


def draft_minutes(
    *, actor: User, meeting_id: int, unit_id: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Open the draft of the minutes, with how the conclusions of the meeting before stood on the day.

    Args:
        actor: the office.
        meeting_id: the meeting.
        unit_id: the agency that keeps them.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_after`; a draft of them is on its way already.
        BadInput: an agency that issues nothing here.
    """
    with transaction.atomic():
        meeting = ended_meeting(actor, meeting_id)
        require_no_draft(meeting.minutes_draft, _("Biên bản đã được soạn; hãy mở dự thảo đó."))
        keeper = issuing_unit(meeting.jurisdiction_id, unit_id)
        draft = open_outgoing_draft(
            actor=actor, unit_id=unit_id, kind=MINUTES, field_id=meeting.field_id,
            conclusions=compose_minutes(actor, meeting, keeper, today=local_day(now)), now=now, request_id=request_id,
        )  # fmt: skip
        meeting.minutes_draft_id = draft.id
        meeting.save(update_fields=["minutes_draft_id"])
        _steps.record(meeting, actor, events.MINUTES_DRAFTED, {"draft_id": draft.id}, now=now, request_id=request_id)
    return draft
