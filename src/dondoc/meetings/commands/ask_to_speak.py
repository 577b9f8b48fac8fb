"""Ask to speak at a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Part, RemarkState, State
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import item_of, next_position, remark_payload
from dondoc.meetings.commands._speaking import speaker_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Remark
from dondoc.meetings.permissions import may_answer_for, units_of


def ask_to_speak(
    *,
    actor: User,
    meeting_id: int,
    topic: str,
    now: dt.datetime,
    item_id: int | None = None,
    invitee_id: int | None = None,
    request_id: str = "",
) -> Remark:
    """Ask to speak; one request waits for each who is called. Who speaks is settled when they are called to it.

    Args:
        actor: the people of a unit that is called.
        meeting_id: the meeting.
        topic: about what.
        now: the moment.
        item_id: the item.
        invitee_id: for whom; none: the first of the actor's own.
        request_id: groups what one request did.

    Raises:
        NotFound: no such meeting for the actor.
        Refused: nobody of the actor's unit is called.
        Conflict: the meeting is not called or running, or a request waits already.
        BadInput: an item of another meeting, a topic that is too long.
    """
    about = short(topic, 300, "topic")
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
        called = Invitee.objects.filter(**here, withdrawn_at__isnull=True).order_by("position", "id")
        if invitee_id is None:
            invitee = called.filter(unit_id__in=units_of(actor)).first()
        else:
            invitee = called.filter(id=invitee_id).first()
            if invitee is None:
                raise BadInput(_("Người phát biểu không có trong danh sách mời của cuộc họp này."), field="invitee")
        if invitee is None or not may_answer_for(actor, invitee.unit_id):
            raise Refused(_("Chỉ đơn vị được mời dự mới đăng ký phát biểu."))
        if meeting.state not in (State.CALLED, State.RUNNING):
            raise _steps.wrong_state(meeting, _("Cuộc họp chưa mời hoặc đã kết thúc nên không đăng ký phát biểu được."))
        if Remark.objects.filter(**here, invitee_id=invitee.id, state=RemarkState.ASKED).exists():
            raise Conflict(_("Đơn vị đã đăng ký phát biểu, đang chờ mời."), code="asked_already")
        item = item_of(meeting, item_id)
        remark = Remark.objects.create(
            **here, item_id=item.id if item else None, invitee_id=invitee.id, position=next_position(Remark, meeting),
            body=invitee.body, speaker=speaker_of(meeting, invitee), state=RemarkState.ASKED, topic=about, asked_at=now,
        )  # fmt: skip
        _steps.record(meeting, actor, events.SPEECH_ASKED, remark_payload(remark), now=now, request_id=request_id)
        publish(meeting, Part.REMARKS, remark_payload(remark), now=now)
    return remark
