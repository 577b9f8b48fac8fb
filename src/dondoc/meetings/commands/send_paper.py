"""Send a paper, or a new version of it."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import admit, store_file
from dondoc.foundation.errors import Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import paper_for, require_open
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Paper, PaperVersion
from dondoc.meetings.pages import pages_of
from dondoc.meetings.permissions import units_of


def send_paper(
    *,
    actor: User,
    paper_id: int,
    name: str,
    content: bytes | UploadedFile,
    now: dt.datetime,
    note: str = "",
    request_id: str = "",
) -> PaperVersion:
    """Send a version; those before stay. After its day it is taken too, and is late.

    Args:
        actor: the people of the unit that owes it, or the office.
        paper_id: the paper.
        name: what the sender calls the file.
        content: the file; it is judged by its content.
        now: the moment.
        note: what is new in it.
        request_id: groups what one request did.

    Raises:
        NotFound: no such paper in a meeting that the actor may know of.
        Refused: it is another unit's.
        Conflict: the meeting is over or cancelled.
        BadInput: empty, too large, of a kind that is not kept, infected, or marked secret: nothing of it is kept.
    """
    said = short(note, 300, "note")
    seen = paper_for(actor, paper_id)
    if not is_office(actor) and (seen.unit_id is None or seen.unit_id not in units_of(actor)):
        raise Refused(_("Tài liệu này do đơn vị khác gửi."))
    # Recognising a scanned page takes seconds; whoever writes in the meeting does not wait for it.
    admitted = admit(content, name)
    with files_and_rows():
        meeting = _steps.locked(actor, seen.meeting_id)
        paper = row_of(Paper, meeting, paper_id)
        require_open(meeting)
        stored = store_file(admitted, name, actor=actor, now=now)
        last = (
            PaperVersion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, paper_id=paper.id)
            .order_by("-number")
            .values_list("number", flat=True)
            .first()
        )
        version = PaperVersion.objects.create(
            jurisdiction_id=meeting.jurisdiction_id, paper_id=paper.id, number=(last or 0) + 1, file_id=stored.id,
            pages=pages_of(admitted.content, admitted.kind), note=said, sent_at=now, sent_by_id=actor.id,
        )  # fmt: skip
        _steps.record(
            meeting, actor, events.PAPER_SENT,
            {"paper_id": paper.id, "number": version.number, "sha256": stored.sha256, "pages": version.pages}, now=now,
            request_id=request_id,
        )  # fmt: skip
        publish(
            meeting, Part.AGENDA, {"item_id": paper.item_id, "paper_id": paper.id, "number": version.number}, now=now
        )
    return version
