"""Refuse a document that came in: the sender is told why (02)."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import IncomingState
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.codes import Status
from dondoc.documents.exchange_courses import locked_course
from dondoc.documents.exchange_outbox import send_status_of
from dondoc.documents.models import IncomingPacket
from dondoc.ledger.append import NewEvent, append


def refuse_packet(
    *, actor: User, packet_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> IncomingPacket:  # fmt: skip
    """Refuse a document that waits to be taken over.

    Args:
        actor: who refuses it.
        packet_id: which packet.
        reason: words for the sender.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such packet.
        BadInput: no reason.
        Conflict: it does not wait any more, or the sender has asked it back (`status_refused`).
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(reason)
    with disk.files_and_rows():
        row = _exchange.locked_incoming(actor, packet_id)
        course_id = _exchange.document_course(row)
        send_status_of(
            locked_course(row.jurisdiction_id, course_id), Status.REFUSED, actor=actor, now=now,
            request_id=request_id, reason=words,
        )  # fmt: skip
        _exchange.decide(row, IncomingState.REFUSED, actor=actor, now=now, words=words)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[NewEvent(events.INCOMING_PACKET, row.id, events.PACKET_REFUSED, {}, reason=words)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return row
