"""Take a packet in: whatever it is, it is kept, and what cannot be used waits in quarantine for a person."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import IncomingState
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange import ExchangeError
from dondoc.documents.exchange.errors import AnotherBody
from dondoc.documents.exchange_inbox import describe, judge, opened
from dondoc.documents.exchange_outbox import keep
from dondoc.documents.models import ExchangeParty, IncomingPacket
from dondoc.foundation.errors import DomainError, NotFound
from dondoc.ledger.append import NewEvent, append


def receive_packet(
    *, actor: User | None, party: ExchangeParty, name: str, data: bytes, now: dt.datetime, request_id: str = ""
) -> IncomingPacket:
    """Keep the bytes of a packet and do what it asks for; the same bytes again change nothing.

    Args:
        actor: who brings the file, None where the worker fetched it.
        party: the body of one's own that it came to.
        name: under which it came.
        data: its bytes.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        Its row. `received`: it waits for the clerk, 01 was answered. `applied`: a status was recorded.
        `quarantined`, `another_body`: it waits for a person, `error_code` and `error` say why. Of a secret document the
        row has the digest and nothing else.

    Raises:
        NotFound, Refused: `actor` may not.
    """
    if actor is not None:
        _exchange.require_exchange(actor)
        if actor.jurisdiction_id != party.jurisdiction_id:
            raise NotFound
    sha256 = hashlib.sha256(data).hexdigest()
    # Outside the transaction: reading the attachments takes a while.
    arrived = opened(data)
    with disk.files_and_rows():
        # One packet of a body at a time: the order of statuses is the order of arrival.
        own = ExchangeParty.objects.select_for_update(no_key=True).get(
            jurisdiction_id=party.jurisdiction_id, id=party.id
        )
        known = IncomingPacket.objects.filter(
            jurisdiction_id=own.jurisdiction_id, party_id=own.id, sha256=sha256
        ).first()
        if known is not None:
            known.times_seen += 1
            known.save(update_fields=["times_seen"])
            _record(known, events.PACKET_SEEN_AGAIN, {"name": name[:255]}, actor, now, request_id, is_first=False)
            return known
        row = IncomingPacket(
            jurisdiction_id=own.jurisdiction_id, party_id=own.id, sha256=sha256, received_at=now,
            name="" if arrived.is_secret else name[:255],
        )  # fmt: skip
        if not arrived.is_secret:
            row.file_id = keep(
                data, f"goi-tin-den-{sha256[:12]}", jurisdiction_id=own.jurisdiction_id, actor=actor, now=now
            ).id
        if arrived.message is not None:
            describe(row, arrived.message)
        row.state, row.error_code, row.error = IncomingState.QUARANTINED, "unjudged", ""
        row.save(force_insert=True)
        problem: ExchangeError | DomainError | None = arrived.problem
        if arrived.message is not None:
            try:
                with transaction.atomic():
                    judge(row, arrived.message, party=own, by_person=False, now=now, request_id=request_id)
            except (ExchangeError, DomainError) as error:
                problem = error
        settle(row, problem)
        _record(
            row, events.PACKET_RECEIVED,
            {
                "name": row.name, "sha256": sha256, "state": str(row.state), "error_code": row.error_code,
                "kind": str(row.kind), "status": row.status, "sender": row.sender_code,
                "document_ident": row.document_ident, "course_id": row.course_id,
            },
            actor, now, request_id, is_first=True,
        )  # fmt: skip
    return row


def settle(row: IncomingPacket, problem: ExchangeError | DomainError | None) -> None:
    """Save a row as it was judged: with what stops it, or without."""
    row.error_code = problem.code if problem else ""
    row.error = problem.message if problem else ""
    if problem:
        is_anothers = isinstance(problem, AnotherBody)
        row.state = IncomingState.ANOTHER_BODY if is_anothers else IncomingState.QUARANTINED
        row.course_id = None
    row.save()


def _record(
    row: IncomingPacket, code: str, payload: dict[str, object], actor: User | None, now: dt.datetime, request_id: str,
    *, is_first: bool,
) -> None:  # fmt: skip
    append(
        jurisdiction_id=row.jurisdiction_id,
        events=[NewEvent(events.INCOMING_PACKET, row.id, code, payload, is_first=is_first)],
        actor_id=actor.id if actor else None,
        now=now,
        request_id=request_id,
    )
