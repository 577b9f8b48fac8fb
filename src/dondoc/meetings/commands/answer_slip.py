"""A member answers their slip."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState, Stance
from dondoc.meetings.commands import _slips
from dondoc.meetings.commands._room import text_of
from dondoc.meetings.models import Slip
from dondoc.meetings.slip_selectors import why_not_answer


def answer_slip(
    *, actor: User, slip_id: int, stance: str, now: dt.datetime, text: str = "", request_id: str = ""
) -> Slip:
    """Answer, or change the answer until the round is closed or its deadline is over.

    Args:
        actor: the member: who holds the post that the slip is for.
        slip_id: the slip.
        stance: a code of Stance; "" takes the answer back.
        now: the moment.
        text: in words; needed for a disagreement and for an agreement with remarks.
        request_id: groups what one request did.

    Raises:
        NotFound: no such slip in a round that the actor may know of.
        Refused: another member's, or an account that fits no post.
        Conflict: the round is not open, or its deadline is over.
        BadInput: a stance that there is not, or one that needs words.
    """
    if stance not in ("", *Stance.values):
        raise BadInput(_("Hãy chọn ý kiến."), field="stance")
    said = text_of(text, needed=stance in (Stance.AGREE_WITH, Stance.DISAGREE)) if stance else ""
    with transaction.atomic():
        seen = Slip.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=slip_id).first()
        if seen is None:
            raise NotFound
        found = _slips.round_of(actor, seen.round_id)
        slip = Slip.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=slip_id)
        refused = why_not_answer(actor, slip, on=local_day(now))
        if refused:
            raise Refused(refused)
        _slips.require_state(found, RoundState.SENT)
        if now > found.due_at:
            raise Conflict(_("Đã hết hạn trả lời phiếu này."), code="over")
        slip.stance, slip.text = stance, said
        slip.answered_at, slip.answered_by_id = (now, actor.id) if stance else (None, None)
        slip.save()
        _slips.record(
            found, actor, events.SLIP_ANSWERED, {"slip_id": slip.id, "stance": stance, "text": said}, now=now,
            request_id=request_id,
        )  # fmt: skip
    return slip
