"""Send a paper, or a new version of it."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import admit, require_declaration
from dondoc.foundation.errors import Refused
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import paper_for, require_open
from dondoc.meetings.commands._papers import add_version
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import row_of
from dondoc.meetings.models import Paper, PaperVersion
from dondoc.meetings.permissions import units_of


def send_paper(
    *,
    actor: User,
    paper_id: int,
    name: str,
    content: bytes | UploadedFile,
    now: dt.datetime,
    note: str = "",
    is_declared: bool = True,
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
        is_declared: whether the sender declared that the file holds no state secret. A screen asks; who sends by a
            program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such paper in a meeting that the actor may know of.
        Refused: it is another unit's.
        Conflict: the meeting is over or cancelled.
        BadInput: not declared (`not_declared`), empty, too large, of a kind that is not kept, infected, or marked secret: nothing of it is kept.
    """
    said = short(note, 300, "note")
    seen = paper_for(actor, paper_id)
    if not is_office(actor) and (seen.unit_id is None or seen.unit_id not in units_of(actor)):
        raise Refused(_("Tài liệu này do đơn vị khác gửi."))
    require_declaration(is_declared)
    # Recognising a scanned page takes seconds; whoever writes in the meeting does not wait for it.
    admitted = admit(content, name)
    with files_and_rows():
        meeting = _steps.locked(actor, seen.meeting_id)
        paper = row_of(Paper, meeting, paper_id)
        require_open(meeting)
        return add_version(meeting, paper, admitted, actor=actor, note=said, now=now, request_id=request_id)
