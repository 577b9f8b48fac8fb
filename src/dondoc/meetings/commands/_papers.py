"""What sending a paper and sending a summary share."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.documents.storage import Admitted, store_file
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.live import publish
from dondoc.meetings.models import Meeting, Paper, PaperVersion
from dondoc.meetings.pages import pages_of


def add_version(
    meeting: Meeting, paper: Paper, admitted: Admitted, *, actor: User, note: str, now: dt.datetime, request_id: str
) -> PaperVersion:
    """Keep a version of a paper of a locked meeting, with its event."""
    stored = store_file(admitted, admitted.name, actor=actor, now=now)
    last = (
        PaperVersion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, paper_id=paper.id)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    pages = pages_of(admitted.content, admitted.kind)
    version = PaperVersion.objects.create(
        jurisdiction_id=meeting.jurisdiction_id, paper_id=paper.id, number=(last or 0) + 1, file_id=stored.id,
        pages=pages.count if pages else None, pages_estimated=bool(pages and pages.is_estimate), note=note, sent_at=now,
        sent_by_id=actor.id,
    )  # fmt: skip
    _steps.record(
        meeting, actor, events.PAPER_SENT,
        {"paper_id": paper.id, "number": version.number, "sha256": stored.sha256, "pages": version.pages}, now=now,
        request_id=request_id,
    )  # fmt: skip
    publish(meeting, Part.AGENDA, {"item_id": paper.item_id, "paper_id": paper.id, "number": version.number}, now=now)
    return version
