"""Withdraw a part: who has it has it no more, and its own parts end with it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup.commands._parts import drop_report, take_part_step
from dondoc.followup.part_models import Part
from dondoc.foundation.typed import text_of


def withdraw_part(*, actor: User, part_id: int, reason: str, now: dt.datetime, request_id: str = "") -> Part:
    """Withdraw a part that is still to be done.

    Args:
        actor: who divided, or stands above.
        part_id: the part.
        reason: why; always needed.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not decide on it.
        Conflict: it is in no state for it, or what it is a part of is closed.
        BadInput: no reason.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do."))

    def apply(part: Part, day: dt.date) -> None:
        drop_report(part, why)
        part.closed_on = day

    return take_part_step(
        verb="withdraw_part", actor=actor, part_id=part_id, now=now, request_id=request_id, apply=apply, reason=why
    )
