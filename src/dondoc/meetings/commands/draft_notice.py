"""Draft the conclusion notice of a meeting from what was recorded."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import issuing_unit
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._after import ended_meeting, require_no_draft
from dondoc.meetings.composing import NOTICE, compose_notice
from dondoc.meetings.held import conclusions_of


def draft_notice(
    *, actor: User, meeting_id: int, unit_id: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Open the draft of the notice; its directives come to be when it is issued, once (`drafting.issue_outgoing_draft`).

    From then on the conclusions are changed in the draft; discarded, they are open again.

    Args:
        actor: the office.
        meeting_id: the meeting.
        unit_id: the agency that issues it.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_after`; a draft of it is on its way already.
        BadInput: nothing was concluded; an agency that issues nothing here.
    """
    with transaction.atomic():
        meeting = ended_meeting(actor, meeting_id)
        require_no_draft(meeting.notice_draft, _("Thông báo kết luận đã được soạn; hãy mở dự thảo đó."))
        if not any(line.text for line in conclusions_of(meeting)):
            raise BadInput(
                _("Chưa có kết luận nào được ghi; hãy ghi kết luận của người chủ trì trước."), code="no_conclusions",
                field="conclusions",
            )  # fmt: skip
        composed = compose_notice(meeting, issuing_unit(meeting.jurisdiction_id, unit_id), on=local_day(now))
        draft = open_outgoing_draft(
            actor=actor, unit_id=unit_id, kind=NOTICE, conclusions=composed.content, field_id=meeting.field_id, now=now,
            request_id=request_id,
        )  # fmt: skip
        meeting.notice_draft_id = draft.id
        meeting.save(update_fields=["notice_draft_id"])
        _steps.record(meeting, actor, events.NOTICE_DRAFTED, {"draft_id": draft.id}, now=now, request_id=request_id)
    return draft
