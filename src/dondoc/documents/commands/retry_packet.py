"""Send a packet again that could not be sent: at once, its attempts counted from the beginning."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events
from dondoc.documents.choices import OutgoingState
from dondoc.documents.commands import _exchange
from dondoc.documents.models import OutgoingPacket
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def retry_packet(*, actor: User, packet_id: int, now: dt.datetime, request_id: str = "") -> OutgoingPacket:
    """Put a packet that failed or was given up back into the queue; its bytes and its name stay.

    Args:
        actor: who wants it.
        packet_id: which packet.
        now: the moment; it is due from then.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such packet.
        Conflict: it was sent, is being sent, or was cancelled (`wrong_state`).
    """
    _exchange.require_exchange(actor)
    with transaction.atomic():
        row = _exchange.locked_outgoing(actor.jurisdiction_id, packet_id)
        if row.state not in (OutgoingState.FAILED, OutgoingState.GIVEN_UP):
            raise Conflict(
                _("Gói tin này đang ở trạng thái “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
                % {"state": row.get_state_display()},
                code="wrong_state",
                state=row.state,
            )
        before = row.attempts
        row.state, row.attempts, row.next_attempt_at = OutgoingState.QUEUED, 0, now
        row.save(update_fields=["state", "attempts", "next_attempt_at"])
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[NewEvent(events.OUTGOING_PACKET, row.id, events.PACKET_RETRIED, {"attempts_before": before})],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return row
