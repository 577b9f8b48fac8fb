"""Take a matter off the agenda."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.choices import ItemState, Part
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._agenda import arranged_by, facts_of
from dondoc.meetings.commands._room import meeting_id_of, row_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import AgendaItem, Conclusion, Decision, Opinion, Paper, Remark


def drop_item(*, actor: User, item_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Drop an item to which nothing belongs yet.

    Args:
        actor: who plans.
        item_id: the item.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_agenda.arranged_by`.
        Conflict: the meeting is over; the item ran, or papers, opinions or remarks belong to it.
    """
    with transaction.atomic():
        meeting = arranged_by(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        here = {"jurisdiction_id": meeting.jurisdiction_id, "item_id": item.id}
        if item.state != ItemState.WAITING:
            raise Conflict(_("Nội dung này đã diễn ra nên không bỏ khỏi chương trình được."), code="item_ran")
        if any(model.objects.filter(**here).exists() for model in (Paper, Opinion, Remark, Decision, Conclusion)):
            raise Conflict(
                _("Nội dung này đã có tài liệu hoặc ý kiến; hãy bỏ các tài liệu trước, hoặc sửa tên nội dung."),
                code="not_empty",
            )
        facts = facts_of(item)
        item.delete()
        _steps.record(meeting, actor, events.ITEM_DROPPED, facts, now=now, request_id=request_id)
        publish(meeting, Part.AGENDA, {"item_id": item_id, "dropped": True}, now=now)
