"""A unit answers to a breach of the meeting regime."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings import events, rules
from dondoc.meetings.choices import State, Verdict
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import invitee_of
from dondoc.meetings.models import Explanation
from dondoc.meetings.permissions import may_answer_for

_LONGEST = 5000


def explain_breach(*, actor: User, invitee_id: int, text: str, now: dt.datetime, request_id: str = "") -> Explanation:
    """Explain an absence or a wrong composition after the meeting.

    Args:
        actor: the unit's people, or the office that received a letter.
        invitee_id: who was called.
        text: the explanation.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: nobody of this id was called to a meeting that the actor may know of.
        Refused: not of the actor's unit.
        Conflict: the meeting is not over, nothing was broken, an explanation waits or was accepted.
        BadInput: no text, or one too long.
    """
    said = text.strip()
    if not said:
        raise BadInput(_("Hãy ghi nội dung giải trình."), field="text")
    if len(said) > _LONGEST:
        raise BadInput(_("Giải trình dài quá 5000 ký tự; hãy rút gọn."), field="text")
    _steps.require_letters(said, "text")
    with transaction.atomic():
        invitee, meeting = invitee_of(actor, invitee_id)
        if not may_answer_for(actor, invitee.unit_id):
            raise Refused(_("Bạn chỉ giải trình được cho đơn vị mình."))
        if meeting.state != State.ENDED:
            raise _steps.wrong_state(meeting, _("Giải trình sau khi cuộc họp kết thúc."))
        chairs = invitee.venue is not None and invitee.venue.chair_id == invitee.id
        code = rules.attendance_code(
            invitee, requirement=invitee.category.requirement, chairs_venue=chairs, began_at=meeting.held_at
        )
        if code not in rules.BREACHES:
            raise Conflict(
                _("Đơn vị không vi phạm chế độ họp ở cuộc họp này nên không cần giải trình."), code="no_breach"
            )
        earlier = Explanation.objects.filter(jurisdiction_id=meeting.jurisdiction_id, invitee_id=invitee.id)
        if earlier.exclude(verdict=Verdict.NOT_ACCEPTED).exists():
            raise Conflict(_("Đã có giải trình cho việc này; hãy chờ Văn phòng xem xét."), code="explained")
        made = Explanation.objects.create(
            jurisdiction_id=meeting.jurisdiction_id, invitee_id=invitee.id, text=said, made_at=now, made_by_id=actor.id
        )
        _steps.record(
            meeting, actor, events.BREACH_EXPLAINED,
            {"invitee_id": invitee.id, "explanation_id": made.id, "code": str(code)}, now=now, request_id=request_id,
        )  # fmt: skip
    return made
