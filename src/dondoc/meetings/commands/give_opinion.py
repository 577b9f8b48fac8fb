"""Give a unit's opinion on an item before the meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Stance, State
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import meeting_id_of, row_of, text_of
from dondoc.meetings.models import AgendaItem, Invitee, Opinion
from dondoc.meetings.permissions import may_answer_for


def give_opinion(
    *,
    actor: User,
    item_id: int,
    stance: str,
    text: str,
    now: dt.datetime,
    unit_id: int | None = None,
    request_id: str = "",
) -> Opinion:
    """Give or change the opinion of a unit that is called; the last one counts.

    Args:
        actor: the unit's people, or the office that received it on paper.
        item_id: the item.
        stance: a code of Stance.
        text: in words; needed for a disagreement and for an agreement with remarks.
        now: the moment.
        unit_id: whose; none: the actor's own.
        request_id: groups what one request did.

    Raises:
        NotFound: no such item in a meeting that the actor may know of.
        Refused: not of the actor's unit, or the unit is not called.
        Conflict: the meeting has begun.
        BadInput: a stance that there is not, or one that needs words.
    """
    if stance not in Stance.values:
        raise BadInput(_("Hãy chọn ý kiến của đơn vị."), field="stance")
    said = text_of(text, needed=stance in (Stance.AGREE_WITH, Stance.DISAGREE))
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id_of(AgendaItem, actor, item_id))
        item = row_of(AgendaItem, meeting, item_id)
        unit = unit_id or actor.unit_id
        if unit is None or not may_answer_for(actor, unit):
            raise Refused(_("Bạn chỉ cho ý kiến được cho đơn vị mình."))
        called = Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, unit_id=unit, withdrawn_at__isnull=True
        )
        if not called.exists():
            raise Refused(_("Đơn vị không được mời dự cuộc họp này."))
        if meeting.state != State.CALLED:
            raise _steps.wrong_state(meeting, _("Ý kiến trước cuộc họp gửi được từ khi mời đến khi khai mạc."))
        opinion, _made = Opinion.objects.update_or_create(
            jurisdiction_id=meeting.jurisdiction_id, item_id=item.id, unit_id=unit,
            defaults={"stance": stance, "text": said, "made_at": now, "made_by_id": actor.id},
        )  # fmt: skip
        _steps.record(
            meeting, actor, events.OPINION_GIVEN,
            {"item_id": item.id, "unit_id": unit, "stance": stance, "text": said}, now=now, request_id=request_id,
        )  # fmt: skip
    return opinion
