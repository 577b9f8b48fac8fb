"""Cancel a round of opinion slips."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips, _steps
from dondoc.meetings.models import SlipRound


def cancel_round(*, actor: User, round_id: int, reason: str, now: dt.datetime, request_id: str = "") -> SlipRound:
    """Cancel it before it is closed; what was answered stays in the ledger.

    Args:
        actor: the office.
        round_id: the round.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_slips.kept_round`.
        BadInput: no reason.
    """
    why = _steps.reason_of(reason, needed=True)
    with transaction.atomic():
        found = _slips.kept_round(actor, round_id, RoundState.DRAFT, RoundState.SENT)
        found.state, found.cancel_reason = RoundState.CANCELLED, why
        found.save(update_fields=["state", "cancel_reason"])
        _slips.record(found, actor, events.ROUND_CANCELLED, {}, reason=why, now=now, request_id=request_id)
    return found
