"""Send a round of opinion slips to its members."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips, _steps
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_rules import LEAST_DAYS, is_short


def send_round(
    *, actor: User, round_id: int, now: dt.datetime, short_reason: str = "", request_id: str = ""
) -> SlipRound:
    """Send it: from now on the members see and answer it.

    Args:
        actor: the office.
        round_id: the round.
        now: the moment.
        short_reason: why they have less than two working days (NĐ 191/2026/NĐ-CP: two to five).
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_slips.kept_round`.
        BadInput: its deadline is over, or short without a reason (`short_notice`).
    """
    why = _steps.tidy(short_reason)[:500]
    _steps.require_letters(why, "short_reason")
    with transaction.atomic():
        found = _slips.kept_round(actor, round_id, RoundState.DRAFT)
        if found.due_at <= now:
            raise BadInput(_("Hạn trả lời đã qua; hãy đặt hạn mới trước khi gửi."), field="due_at")
        if is_short(local_day(now), local_day(found.due_at), calendar_of(found.jurisdiction_id)) and not why:
            raise BadInput(
                _("Thành viên có ít hơn %(least)s ngày làm việc để trả lời: hãy nêu lý do.") % {"least": LEAST_DAYS},
                code="short_notice",
                field="short_reason",
            )
        found.state, found.sent_at = RoundState.SENT, now
        found.save(update_fields=["state", "sent_at"])
        _slips.record(found, actor, events.ROUND_SENT, {}, reason=why, now=now, request_id=request_id)
    return found
