"""Take over a document that came in: it is registered, entered with its arrival number, and its sender told (03)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import Direction, IncomingState
from dondoc.documents.commands import _exchange
from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.record_arrival import Arrival, record_arrival
from dondoc.documents.commands.register_document import Registered, accept, register
from dondoc.documents.commands.release_packet import content_of
from dondoc.documents.exchange import ExchangeError, Packet, read_packet
from dondoc.documents.exchange.codes import Status, type_of
from dondoc.documents.exchange_courses import locked_course
from dondoc.documents.exchange_outbox import send_status_of
from dondoc.documents.exchange_takeover import submission_of, with_facts
from dondoc.documents.exchange_words import refusal
from dondoc.documents.intake import Intake
from dondoc.documents.models import Document, IncomingPacket, RegisterEntry
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


@dataclass(frozen=True, slots=True)
class Taking:
    """How a person takes a packet over.

    Attributes:
        register_id: the register of arrivals that it is entered into.
        attachment: which attachment is the document, from 1; the first that can be read where not given.
        settled_by: who is to settle it, for the register.
        note: for the register.
        link_document_id: the document that is here already and that the packet brought once more.
        accept_duplicate: bring it in although such a document, or such a line of the register, is here already.
    """

    register_id: int
    attachment: int | None = None
    settled_by: str = ""
    note: str = ""
    link_document_id: int | None = None
    accept_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of it; `registered` is None where the packet was linked to a document that was here."""

    packet: IncomingPacket
    document: Document
    entry: RegisterEntry
    registered: Registered | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A packet read, and its document checked and read, before any transaction over them begins."""

    message: Packet
    intake: Intake | None


def accept_packet(
    *, actor: User, packet_id: int, taking: Taking, now: dt.datetime, request_id: str = ""
) -> Accepted:  # fmt: skip
    """Take over a document that waits: document, arrival number and answer 03 in one transaction.

    A packet that gives tasks (SteeringType 2) is taken over with `directives.commands.take_over_packet`, which opens its
    reading too.

    Args:
        actor: who takes it over.
        packet_id: which packet.
        taking: into which register, which attachment, and what stands beside the number.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such packet, register or document.
        BadInput: the attachment cannot be read or is secret, or the register does not take it; the sentence says why.
        DuplicateDocument, DuplicateArrival: it is here already.
        Conflict: it does not wait any more, or the sender has asked it back (`status_refused`).
    """
    prepared = prepare(actor=actor, packet_id=packet_id, taking=taking, now=now, request_id=request_id)
    return take_over(
        actor=actor, packet_id=packet_id, prepared=prepared, taking=taking, now=now, request_id=request_id
    )  # fmt: skip


def prepare(*, actor: User, packet_id: int, taking: Taking, now: dt.datetime, request_id: str) -> Prepared:
    """Read a packet and its document; that a secret one was turned away stays recorded, so call it in no transaction."""
    _exchange.require_exchange(actor)
    rows = IncomingPacket.objects.select_related("file")
    row = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=packet_id).first()
    if row is None:
        raise NotFound(_("Không tìm thấy gói tin này."))
    _exchange.document_course(row)
    try:
        message = read_packet(content_of(row)).message
    except ExchangeError as error:
        raise refusal(error) from error
    if not isinstance(message, Packet):
        raise Conflict(_("Gói tin này không mang văn bản để tiếp nhận hay từ chối."), code="no_document")
    if taking.link_document_id is not None:
        return Prepared(message, None)
    submission = submission_of(message, taking.attachment)
    intake = accept(actor=actor, submission=submission, now=now, request_id=request_id)
    return Prepared(message, with_facts(intake, message))


def take_over(
    *, actor: User, packet_id: int, prepared: Prepared, taking: Taking, now: dt.datetime, request_id: str
) -> Accepted:
    """Keep what was prepared; see `accept_packet`."""
    with disk.files_and_rows():
        row = _exchange.locked_incoming(actor, packet_id)
        course_id = _exchange.document_course(row)
        registered = None
        if prepared.intake is None:
            document = _linked(actor, taking.link_document_id)
        else:
            registered = register(
                actor=actor, intake=prepared.intake, direction=Direction.RECEIVED, origin=None,
                accept_duplicate=taking.accept_duplicate, now=now, request_id=request_id,
            )  # fmt: skip
            document = registered.document
        entry = _entered(row, document, actor, prepared.message, taking, now, request_id)
        course = locked_course(row.jurisdiction_id, course_id)
        course.document_id = document.id
        course.save(update_fields=["document_id"])
        send_status_of(course, Status.ACCEPTED, actor=actor, now=now, request_id=request_id)
        row.document_id, row.entry_id = document.id, entry.id
        _exchange.decide(row, IncomingState.ACCEPTED, actor=actor, now=now)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[
                NewEvent(
                    events.INCOMING_PACKET, row.id, events.PACKET_ACCEPTED,
                    {"document_id": document.id, "entry_id": entry.id, "linked": registered is None},
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )  # fmt: skip
    return Accepted(row, document, entry, registered)


def _linked(actor: User, document_id: int | None) -> Document:
    found = visible_documents(actor).filter(id=document_id or 0, direction=Direction.RECEIVED).first()
    if found is None:
        raise NotFound(_("Không tìm thấy văn bản này, hoặc bạn không có quyền xem."))
    return found


def _entered(
    row: IncomingPacket, document: Document, actor: User, message: Packet, taking: Taking, now: dt.datetime,
    request_id: str,
) -> RegisterEntry:  # fmt: skip
    """The line of the register: the one that a linked document has there already, else the next arrival number."""
    there = RegisterEntry.objects.filter(
        jurisdiction_id=row.jurisdiction_id, register_id=taking.register_id, document_id=document.id
    ).order_by("id")
    if taking.link_document_id is not None and (first := there.first()):
        return first
    known = type_of(message.type_name)
    arrival = Arrival(
        arrived_on=local_day(row.received_at),
        author=(message.sender.name or document.issuer or message.sender.code.text)[:200],
        document_code=(message.notation or document.code)[:80],
        document_date=message.date or document.issued_on,
    )
    facts = Facts(
        kind=(known.name if known else message.type_name)[:60],
        subject=(message.subject or document.subject or _("(không ghi trích yếu)"))[:2000],
        recipients=taking.settled_by,
        note=taking.note,
        document_id=document.id,
    )
    return record_arrival(
        actor=actor, register_id=taking.register_id, arrival=arrival, facts=facts,
        accept_duplicate=taking.accept_duplicate, now=now, request_id=request_id,
    )  # fmt: skip
