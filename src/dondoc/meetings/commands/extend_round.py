"""Give the members of a round of opinion slips more time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips, _steps
from dondoc.meetings.models import SlipRound


def extend_round(
    *, actor: User, round_id: int, due_at: dt.datetime, reason: str, now: dt.datetime, request_id: str = ""
) -> SlipRound:
    """Put the deadline of a round that was sent to a later moment; who has not answered still may, also after the old one.

    Args:
        actor: the office.
        round_id: the round.
        due_at: the aware moment until which the members answer from now on.
        reason: why; the members read it on their slip.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_slips.kept_round`.
        BadInput: no reason, or a moment that is not later than the deadline and now, or on a day off (`day_off`).
    """
    why = _steps.reason_of(reason, needed=True)
    with transaction.atomic():
        found = _slips.kept_round(actor, round_id, RoundState.SENT)
        if due_at <= found.due_at:
            raise BadInput(
                _("Hạn mới phải sau hạn đang đặt; hạn trả lời chỉ được lùi, không rút ngắn."), field="due_at"
            )
        if due_at <= now:
            raise BadInput(_("Hạn trả lời phải sau thời điểm hiện tại."), field="due_at")
        _slips.require_working_day(found.jurisdiction_id, due_at)
        before = found.due_at
        found.due_at = due_at
        found.version += 1
        found.save(update_fields=["due_at", "version"])
        _slips.record(
            found, actor, events.ROUND_EXTENDED, {"from": before.isoformat(), "due_at": due_at.isoformat()}, reason=why,
            now=now, request_id=request_id,
        )  # fmt: skip
    return found
