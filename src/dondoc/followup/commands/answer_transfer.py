"""Answer another unit's request to take its assignment."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.followup.commands import _transfers
from dondoc.followup.models import Transfer
from dondoc.foundation.typed import text_of


def answer_transfer(
    *, actor: User, transfer_id: int, agrees: bool, now: dt.datetime, note: str = "", request_id: str = ""
) -> Transfer:
    """Agree to take it, or decline. Agreed, the office decides.

    Args:
        actor: one of the people of the unit that would take it; never who asked.
        transfer_id: the request.
        agrees: whether the unit takes it.
        now: the moment.
        note: to the other unit; needed to decline.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: not of that unit, or their own request.
        Conflict: it was answered, decided or withdrawn, or the assignment is closed.
        BadInput: no reason for declining.
    """
    missing = "" if agrees else _("Hãy nêu lý do không nhận.")
    words = text_of(note, field="note", missing=missing)
    with transaction.atomic():
        transfer, assignment = _transfers.lock_transfer(actor, transfer_id)
        step = _transfers.next_step("agree" if agrees else "decline", actor, transfer, assignment)
        transfer.state, transfer.answer = step.to, words
        transfer.answered_at, transfer.answered_by_id = now, actor.pk
        transfer.save()
        _transfers.tell(
            assignment, events.TRANSFER_AGREED if agrees else events.TRANSFER_DECLINED, transfer, actor=actor, now=now,
            request_id=request_id, reason=words, to_unit=transfer.to_unit.name,
        )  # fmt: skip
    return transfer
