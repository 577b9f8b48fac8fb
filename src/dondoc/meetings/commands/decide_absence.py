"""The chair says yes or no to an absence or a substitute."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Answer, Consent, Part, State
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import invitee_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee
from dondoc.meetings.permissions import may_consent


def decide_absence(
    *, actor: User, invitee_id: int, consent: str, now: dt.datetime, note: str = "", request_id: str = ""
) -> Invitee:
    """Decide on what an invitee asked; ASKED takes a decision back.

    Args:
        actor: the chair, or the leader of the office for the chair.
        invitee_id: who is called.
        consent: GRANTED, REFUSED, or ASKED to undo.
        now: the moment.
        note: what the chair adds.
        request_id: groups what one request did.

    Raises:
        NotFound: nobody of this id is called to a meeting that the actor may know of.
        Refused: the actor does not decide.
        Conflict: nothing was asked, or the meeting is over.
        BadInput: another code.
    """
    if consent not in (Consent.GRANTED, Consent.REFUSED, Consent.ASKED):
        raise BadInput(_("Hãy chọn đồng ý hoặc không đồng ý."), field="consent")
    note = _steps.reason_of(note, needed=False, field="note")
    with transaction.atomic():
        invitee, meeting = invitee_of(actor, invitee_id)
        if not may_consent(actor):
            raise Refused(_("Cho ý kiến về việc vắng mặt, dự thay là việc của người chủ trì."))
        if invitee.answer not in (Answer.ABSENT, Answer.SUBSTITUTE):
            raise Conflict(_("Người này không xin vắng hay xin cử người dự thay."), code="nothing_asked")
        if meeting.state in (State.ENDED, State.CANCELLED):
            raise _steps.wrong_state(
                meeting,
                _("Cuộc họp %(state)s nên không cho ý kiến được nữa.") % {"state": meeting.get_state_display().lower()},
            )
        undone = consent == Consent.ASKED
        invitee.consent, invitee.consent_note = consent, "" if undone else note
        invitee.consented_at, invitee.consented_by_id = (None, None) if undone else (now, actor.id)
        invitee.save(update_fields=["consent", "consent_note", "consented_at", "consented_by_id"])
        _steps.record(
            meeting, actor, events.ABSENCE_DECIDED, {"invitee_id": invitee.id, "consent": consent}, reason=note, now=now,
            request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.ATTENDANCE, {"invitee_id": invitee.id}, now=now)
    return invitee
