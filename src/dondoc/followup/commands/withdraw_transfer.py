"""Take a request for a transfer back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.followup.commands import _transfers
from dondoc.followup.models import Transfer


def withdraw_transfer(*, actor: User, transfer_id: int, now: dt.datetime, request_id: str = "") -> Transfer:
    """Take it back while it waits for an answer or a decision.

    Args:
        actor: one of the people of the unit that asked.
        transfer_id: the request.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: not of that unit.
        Conflict: it was declined or decided, or the assignment is closed.
    """
    with transaction.atomic():
        transfer, assignment = _transfers.lock_transfer(actor, transfer_id)
        step = _transfers.next_step("withdraw", actor, transfer, assignment)
        transfer.state = step.to
        transfer.save()
        _transfers.tell(
            assignment, events.TRANSFER_WITHDRAWN, transfer, actor=actor, now=now, request_id=request_id, reason="",
            to_unit=transfer.to_unit.name,
        )  # fmt: skip
    return transfer
