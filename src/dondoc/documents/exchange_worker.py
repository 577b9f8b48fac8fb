"""The worker's rounds: deliver what is due, fetch what waits. Its clock and its transports are arguments.

A row is claimed by one conditional UPDATE for a while (`lease`). A worker that dies between sending and recording lets
its lease run out; the next one sends the same bytes under the same name, which arrive once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import connection, transaction

from dondoc.documents import disk
from dondoc.documents.choices import OutgoingState
from dondoc.documents.commands.receive_packet import receive_packet
from dondoc.documents.commands.record_delivery import record_delivery
from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import ExchangeError, SecretDocument
from dondoc.documents.exchange.transport import Drained, Incoming, Outgoing, Transport, drain
from dondoc.documents.models import ExchangeParty, OutgoingPacket

log = structlog.get_logger(__name__)
Clock = Callable[[], dt.datetime]
_UNSENT = (OutgoingState.QUEUED, OutgoingState.FAILED, OutgoingState.SENDING, OutgoingState.GIVEN_UP)

# The oldest that is due and has none of the same document before it: statuses arrive in the order in which they were said.
_CLAIM = """
UPDATE documents_outgoingpacket SET state = 'sending', attempts = attempts + 1, claimed_until = %(until)s
WHERE (jurisdiction_id, id) = (
  SELECT p.jurisdiction_id, p.id FROM documents_outgoingpacket p
  WHERE p.jurisdiction_id = %(jurisdiction)s AND p.party_id = %(party)s
    AND (p.state IN ('queued', 'failed') AND p.next_attempt_at <= %(now)s
      OR p.state = 'sending' AND p.claimed_until < %(now)s)
    AND NOT EXISTS (SELECT FROM documents_outgoingpacket e
      WHERE e.jurisdiction_id = p.jurisdiction_id AND e.course_id = p.course_id AND e.id < p.id AND e.state = ANY(%(unsent)s))
  ORDER BY p.next_attempt_at, p.id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the packets that were due."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one body; `fetched` is None where nothing could be fetched, `problem` says why."""

    delivered: Delivered
    fetched: Drained | None
    problem: ExchangeError | None = None


def deliver_due(
    party: ExchangeParty, transport: Transport, *, clock: Clock, lease: dt.timedelta, most: int = 200
) -> Delivered:
    """Send what is due of one body, oldest first; one that fails waits longer each time and stops no other.

    Args:
        party: the body of one's own.
        transport: its way.
        clock: gives the moment.
        lease: how long one attempt may take before another worker may send the row.
        most: how many in one round.
    """
    counts = {OutgoingState.SENT: 0, OutgoingState.FAILED: 0, OutgoingState.GIVEN_UP: 0}
    for _number in range(most):
        packet = claim(party, now=clock(), lease=lease)
        if packet is None:
            break
        error: ExchangeError | None = None
        try:
            with disk.open_content(packet.file.sha256) as file:
                data = file.read()
            transport.send(Outgoing(packet.name, OrganCode(packet.receiver_code), data))
        except ExchangeError as found:
            error = found
        except Exception:
            log.exception("exchange_send_failed", packet=packet.id)
            continue
        row = record_delivery(
            actor=None, jurisdiction_id=packet.jurisdiction_id, packet_id=packet.id, attempt=packet.attempts, error=error,
            now=clock(),
        )  # fmt: skip
        state = OutgoingState(row.state)
        if state in counts:
            counts[state] += 1
        if error is not None:
            log.warning("exchange_not_sent", packet=packet.id, code=error.code, state=row.state)
    return Delivered(counts[OutgoingState.SENT], counts[OutgoingState.FAILED], counts[OutgoingState.GIVEN_UP])


def claim(party: ExchangeParty, *, now: dt.datetime, lease: dt.timedelta) -> OutgoingPacket | None:
    """Take the next packet that is due, so that no other worker sends it within the lease; None where there is none.

    Args:
        party: the body of one's own.
        now: the moment.
        lease: how long it is ours.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "jurisdiction": party.jurisdiction_id,
                "party": party.id,
                "now": now,
                "until": now + lease,
                "unsent": [str(state.value) for state in _UNSENT],
            },
        )
        found = cursor.fetchone()
    if found is None:
        return None
    return OutgoingPacket.objects.select_related("file").get(jurisdiction_id=party.jurisdiction_id, id=found[0])


def fetch_waiting(party: ExchangeParty, transport: Transport, *, clock: Clock, most: int = 50) -> Drained:
    """Take in what waits for one body. What is secret stays with the transport, put aside; all else is kept here.

    Args:
        party: the body of one's own.
        transport: its way.
        clock: gives the moment.
        most: how many at a time.

    Raises:
        TransportError: nothing can be fetched now.
    """

    def handle(packet: Incoming) -> None:
        row = receive_packet(actor=None, party=party, name=packet.name, data=packet.data, now=clock())
        if row.error_code == SecretDocument.code:
            raise SecretDocument

    return drain(transport, handle, most)


def run_round(
    party: ExchangeParty, connect: Callable[[ExchangeParty], Transport], *, clock: Clock, lease: dt.timedelta
) -> Round:
    """Do one round of one body: send, then fetch; that one does not work stops neither the other nor the next body.

    Args:
        party: the body of one's own.
        connect: gives its transport.
        clock: gives the moment.
        lease: how long one attempt to send may take.
    """
    delivered = Delivered()
    try:
        transport = connect(party)
        delivered = deliver_due(party, transport, clock=clock, lease=lease)
        fetched = fetch_waiting(party, transport, clock=clock)
        # What came in was answered: 01 goes out in the same round.
        more = deliver_due(party, transport, clock=clock, lease=lease)
    except ExchangeError as error:
        log.warning("exchange_round_failed", party=party.code, code=error.code)
        return Round(delivered, None, error)
    both = Delivered(
        delivered.sent + more.sent, delivered.failed + more.failed, delivered.given_up + more.given_up
    )  # fmt: skip
    return Round(both, fetched)
