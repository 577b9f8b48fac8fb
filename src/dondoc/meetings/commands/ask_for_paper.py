"""Ask a unit for a paper, by a day; or change what is asked."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import PaperKind
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import arranged_by, require_unit
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import item_of, row_of
from dondoc.meetings.models import Paper


def ask_for_paper(
    *,
    actor: User,
    meeting_id: int,
    title: str,
    kind: str,
    now: dt.datetime,
    item_id: int | None = None,
    unit_id: int | None = None,
    due_on: dt.date | None = None,
    paper_id: int | None = None,
    request_id: str = "",
) -> Paper:
    """Ask for a paper.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        title: what it is called.
        kind: a code of PaperKind.
        now: the moment.
        item_id: the item that it belongs to.
        unit_id: who sends it; none: the office.
        due_on: the last day, no later than the meeting's; it is in time on it.
        paper_id: the paper that is changed; none: a new one.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_agenda.arranged_by`; no such paper.
        BadInput: no title, a kind, unit, item or day that cannot be; a day after the meeting's (`after_meeting`).
    """
    name = short(title, 400, "title")
    if not name:
        raise BadInput(_("Hãy ghi tên tài liệu."), field="title")
    if kind not in PaperKind.values:
        raise BadInput(_("Hãy chọn loại tài liệu."), field="kind")
    if due_on is not None and not FIRST_DAY <= due_on <= LAST_DAY:
        raise BadInput(_("Hạn gửi ngoài khoảng 1900–2200: hãy xem lại."), field="due_on")
    with transaction.atomic():
        meeting = arranged_by(actor, meeting_id)
        if due_on is not None and due_on > local_day(meeting.starts_at):
            raise BadInput(
                _("Hạn gửi phải trước hoặc đúng ngày họp (%(day)s): tài liệu đến sau thì người dự không kịp đọc.")
                % {"day": f"{local_day(meeting.starts_at):%d/%m/%Y}"},
                code="after_meeting",
                field="due_on",
            )
        item = item_of(meeting, item_id)
        require_unit(meeting.jurisdiction_id, unit_id, "unit")
        paper = (
            Paper(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
            if paper_id is None
            else row_of(Paper, meeting, paper_id)
        )
        paper.item_id, paper.kind, paper.title = item.id if item else None, kind, name
        paper.unit_id, paper.due_on = unit_id, due_on
        paper.save()
        _steps.record(
            meeting, actor, events.PAPER_ASKED,
            {"paper_id": paper.id, "item_id": paper.item_id, "kind": kind, "title": name, "unit_id": unit_id,
             "due_on": due_on.isoformat() if due_on else None},
            now=now, request_id=request_id,
        )  # fmt: skip
    return paper
