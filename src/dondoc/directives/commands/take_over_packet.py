"""Take over a document that came in; where it gives tasks, its reading is opened in the same transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.accounts.models import User
from dondoc.directives.draft_opening import begin_reading
from dondoc.directives.models import DraftReading
from dondoc.documents import disk
from dondoc.documents.commands.accept_packet import Accepted, Taking, prepare, take_over
from dondoc.documents.exchange.codes import Steering


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of it; `draft` is None where the document gives no tasks, or was here before."""

    accepted: Accepted
    draft: DraftReading | None


def take_over_packet(
    *, actor: User, packet_id: int, taking: Taking, now: dt.datetime, request_id: str = ""
) -> TakenOver:
    """Take over a document as `documents.accept_packet` does, and open its reading where SteeringType is 2.

    Args:
        actor: who takes it over.
        packet_id: which packet.
        taking: into which register, which attachment, and what stands beside the number.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, BadInput, DuplicateDocument, DuplicateArrival, Conflict: as `accept_packet` does.
    """
    prepared = prepare(actor=actor, packet_id=packet_id, taking=taking, now=now, request_id=request_id)
    with disk.files_and_rows():
        accepted = take_over(
            actor=actor, packet_id=packet_id, prepared=prepared, taking=taking, now=now, request_id=request_id
        )
        draft = None
        if accepted.packet.steering == Steering.STEERS and accepted.registered is not None:
            draft = begin_reading(accepted.registered, actor=actor, now=now, request_id=request_id)
    return TakenOver(accepted, draft)
