"""Send the summary that a long dossier lacks."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import admit, require_declaration
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import require_open
from dondoc.meetings.commands._papers import add_version
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import meeting_id_of
from dondoc.meetings.models import AgendaItem, Paper, PaperVersion
from dondoc.meetings.paper_selectors import rows_of_item, wanted_summary
from dondoc.meetings.permissions import units_of, visible_meetings


def send_summary(
    *,
    actor: User,
    item_id: int,
    name: str,
    content: bytes | UploadedFile,
    now: dt.datetime,
    note: str = "",
    is_declared: bool = True,
    request_id: str = "",
) -> PaperVersion:
    """Send the summary of an item's long dossier that nobody asked for; from then on it is a paper as others are.

    Args:
        actor: the people of the unit whose report is the longest, or the office.
        item_id: the item.
        name: what the sender calls the file.
        content: the file; it is judged by its content.
        now: the moment.
        note: what is to be known of it.
        is_declared: whether the sender declared that the file holds no state secret. A screen asks; who sends by a
            program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such item in a meeting that the actor may know of.
        Conflict: the dossier lacks no summary that was not asked for (`not_wanted`); the meeting is over or cancelled.
        Refused: another unit owes it.
        BadInput: not declared (`not_declared`), empty, too large, of a kind that is not kept, infected, or marked secret: nothing of it is kept.
    """
    said = short(note, 300, "note")
    meeting_id = meeting_id_of(AgendaItem, actor, item_id)
    _owed_by(actor, item_id, now=now)
    require_declaration(is_declared)
    admitted = admit(content, name)
    with files_and_rows():
        meeting = _steps.locked(actor, meeting_id)
        require_open(meeting)
        # Somebody else of the unit may have sent it, or the office asked for one, while the file was looked at.
        paper = _owed_by(actor, item_id, now=now)
        paper.save(force_insert=True)
        _steps.record(
            meeting, actor, events.PAPER_ASKED,
            {"paper_id": paper.id, "item_id": item_id, "kind": str(paper.kind), "title": paper.title,
             "unit_id": paper.unit_id, "due_on": paper.due_on.isoformat() if paper.due_on else None},
            now=now, request_id=request_id,
        )  # fmt: skip
        return add_version(meeting, paper, admitted, actor=actor, note=said, now=now, request_id=request_id)


def _owed_by(actor: User, item_id: int, *, now: dt.datetime) -> Paper:
    """The paper that is owed, not kept yet."""
    seen = visible_meetings(actor).values("id")
    item = AgendaItem.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=item_id, meeting_id__in=seen).first()
    if item is None:
        raise NotFound
    today = local_day(now)
    row = wanted_summary(item.meeting, rows_of_item(item, today=today), today=today)
    if row is None:
        raise Conflict(
            _("Nội dung này không thiếu bản tóm tắt, hoặc đã có yêu cầu gửi; hãy gửi vào mục đó."), code="not_wanted"
        )
    if not is_office(actor) and (row.paper.unit_id is None or row.paper.unit_id not in units_of(actor)):
        raise Refused(_("Bản tóm tắt này do đơn vị có báo cáo dài nhất gửi."))
    return row.paper
