"""Say that a packet in quarantine is of no use: it stays on record and waits for nobody any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents import events
from dondoc.documents.choices import IncomingState
from dondoc.documents.commands import _exchange
from dondoc.documents.models import IncomingPacket
from dondoc.ledger.append import NewEvent, append


def dismiss_packet(
    *, actor: User, packet_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> IncomingPacket:  # fmt: skip
    """Put a packet aside for good; its bytes are kept.

    Args:
        actor: who decides.
        packet_id: which packet.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such packet.
        BadInput: no reason.
        Conflict: it is not in quarantine.
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(reason)
    with transaction.atomic():
        row = _exchange.locked_incoming(actor, packet_id)
        _exchange.require_state(row, IncomingState.QUARANTINED, IncomingState.ANOTHER_BODY)
        _exchange.decide(row, IncomingState.DISMISSED, actor=actor, now=now, words=words)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[
                NewEvent(
                    events.INCOMING_PACKET,
                    row.id,
                    events.PACKET_DISMISSED,
                    {"error_code": row.error_code},
                    reason=words,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return row
