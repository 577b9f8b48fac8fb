"""Close a round of opinion slips."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_selectors import result, slips_of


def close_round(*, actor: User, round_id: int, now: dt.datetime, request_id: str = "") -> SlipRound:
    """Close it: at its deadline, or when all have answered. The result is counted from the slips whenever it is shown.

    Args:
        actor: the office.
        round_id: the round.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_slips.kept_round`.
        Conflict: it is not open; somebody has not answered and still may.
    """
    with transaction.atomic():
        found = _slips.kept_round(actor, round_id, RoundState.SENT)
        slips = slips_of(found)
        silent = sum(1 for slip in slips if not slip.stance)
        if silent and now <= found.due_at:
            raise Conflict(
                _("Còn %(silent)s thành viên chưa trả lời và chưa hết hạn; hãy chờ đến hạn.") % {"silent": silent},
                code="not_over",
            )
        found.state, found.closed_at = RoundState.CLOSED, now
        found.save(update_fields=["state", "closed_at"])
        _slips.record(found, actor, events.ROUND_CLOSED, asdict(result(found, slips)), now=now, request_id=request_id)
    return found
