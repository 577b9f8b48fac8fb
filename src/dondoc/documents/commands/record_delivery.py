"""Record what became of an attempt to send a packet: sent, to be tried again, or given up for a person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents import events
from dondoc.documents.choices import OutgoingState
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.errors import ExchangeError, TransportError
from dondoc.documents.exchange.transport import retry_after
from dondoc.documents.models import OutgoingPacket
from dondoc.ledger.append import NewEvent, append


def record_delivery(
    *,
    actor: User | None,
    jurisdiction_id: int,
    packet_id: int,
    attempt: int,
    error: ExchangeError | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> OutgoingPacket:
    """Record an attempt.

    Args:
        actor: nobody, the worker sends by itself.
        jurisdiction_id: whose packet.
        packet_id: which packet.
        attempt: the number under which the row was claimed; one that is not the row's any more only says "sent".
        error: why it failed, None where it arrived.
        now: the moment.
        request_id: groups what one round did.

    Raises:
        NotFound: there is no such packet.
    """
    with transaction.atomic():
        row = _exchange.locked_outgoing(jurisdiction_id, packet_id)
        if row.state == OutgoingState.SENT or (error is not None and row.attempts != attempt):
            return row  # another worker took it over after our time was up; what it says counts
        row.claimed_until = None
        if error is None:
            row.state, row.sent_at, row.error_code, row.error = OutgoingState.SENT, now, "", ""
            code = events.PACKET_SENT
        else:
            is_temporary = isinstance(error, TransportError) and error.temporary
            wait = retry_after(row.attempts) if is_temporary else None
            row.error_code, row.error = error.code, error.message
            row.state = OutgoingState.FAILED if wait else OutgoingState.GIVEN_UP
            row.next_attempt_at = now + wait if wait else row.next_attempt_at
            code = events.PACKET_FAILED if wait else events.PACKET_GIVEN_UP
        row.save()
        append(
            jurisdiction_id=jurisdiction_id,
            events=[
                NewEvent(
                    events.OUTGOING_PACKET, row.id, code, {"attempt": row.attempts, "error_code": row.error_code}
                )
            ],
            actor_id=actor.id if actor else None,
            now=now,
            request_id=request_id,
        )  # fmt: skip
    return row
