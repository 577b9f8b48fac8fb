"""Ask no longer for a paper that has not come."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import arranged_by
from dondoc.meetings.commands._room import meeting_id_of, row_of
from dondoc.meetings.models import Paper, PaperVersion


def drop_paper(*, actor: User, paper_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Drop a paper of which no version was sent.

    Args:
        actor: who plans.
        paper_id: the paper.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_agenda.arranged_by`.
        Conflict: the meeting is over, or a version was sent: what people read stays.
    """
    with transaction.atomic():
        meeting = arranged_by(actor, meeting_id_of(Paper, actor, paper_id))
        paper = row_of(Paper, meeting, paper_id)
        if PaperVersion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, paper_id=paper.id).exists():
            raise Conflict(_("Tài liệu đã được gửi nên giữ lại; có thể gửi bản mới thay thế."), code="sent")
        paper.delete()
        _steps.record(
            meeting, actor, events.PAPER_DROPPED, {"paper_id": paper_id, "title": paper.title}, now=now,
            request_id=request_id,
        )  # fmt: skip
