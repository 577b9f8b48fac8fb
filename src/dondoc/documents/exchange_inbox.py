"""Judging what came in: whose it is, whether it is known, what it does to the course of its document.

Used when a packet is received and again when a person lets it out of quarantine.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.documents.choices import IncomingState, MessageKind, Side
from dondoc.documents.content_types import detect
from dondoc.documents.exchange import ExchangeError, Packet, StatusMessage, read_packet
from dondoc.documents.exchange.codes import Kind, OrganCode, Status
from dondoc.documents.exchange.errors import (
    AnotherBody,
    CourseOver,
    SameIdOtherContent,
    SecretDocument,
    Unanswerable,
    UnknownDocument,
)
from dondoc.documents.exchange.packet import Answered
from dondoc.documents.exchange.reader import check_addressed
from dondoc.documents.exchange.statuses import sender_of
from dondoc.documents.exchange_courses import (
    KIND_CODES,
    Said,
    composed_key,
    find_course,
    keys_of,
    named,
    new_course,
    put_state,
    say,
    state_of,
    who,
)
from dondoc.documents.exchange_outbox import send_status_of
from dondoc.documents.models import ExchangeCourse, ExchangeParty, IncomingPacket
from dondoc.documents.secrecy import is_secret


@dataclass(frozen=True, slots=True)
class Arrived:
    """What could be read of the bytes, before anything is judged.

    Attributes:
        message: the packet or status message; None where it cannot be read.
        problem: why it cannot be read, or may not be kept.
    """

    message: Packet | StatusMessage | None = None
    problem: ExchangeError | None = None

    @property
    def is_secret(self) -> bool:
        """Whether nothing of it may be kept."""
        return isinstance(self.problem, SecretDocument)


def opened(data: bytes) -> Arrived:
    """Read the bytes of a packet, and look into its attachments for a mark of secrecy; nothing is stored."""
    try:
        message = read_packet(data).message
    except ExchangeError as error:
        return Arrived(problem=error)
    if isinstance(message, Packet):
        for file in message.attachments:
            found = detect(file.content)
            if found is not None and is_secret(file.content, found, file.name):
                return Arrived(problem=SecretDocument())
    return Arrived(message)


def describe(row: IncomingPacket, message: Packet | StatusMessage) -> None:
    """Put onto a row what a message says of itself."""
    row.sender_code = message.sender.code.normal[:35]
    row.sender_name = message.sender.name[:200]
    if isinstance(message, StatusMessage):
        about = message.response_for
        row.kind, row.status = MessageKind.STATUS, message.status
        row.document_ident, row.notation, row.issued_on = about.document_id.text[:200], about.notation[:80], about.date
        row.reason = message.description
        return
    row.kind = KIND_CODES[message.business.kind]
    row.document_ident, row.notation = message.document_id.text[:200], message.notation[:80]
    row.issued_on, row.type_name, row.subject = message.date, message.type_name[:100], message.subject
    row.priority, row.steering, row.due_on = message.other.priority, message.steering, message.due_on
    row.reason = message.business.reason


def judge(
    row: IncomingPacket, message: Packet | StatusMessage, *, party: ExchangeParty, by_person: bool, now: dt.datetime,
    request_id: str,
) -> None:  # fmt: skip
    """Do what a message asks for, and say on its row what became of it.

    Args:
        row: kept already.
        message: as it was read.
        party: who received it, its row locked.
        by_person: a person has looked at it: that it names other receivers, or an id that came before, stops it no more.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        ExchangeError: it has to wait for a person; nothing was changed but the row.
        BadInput: the answer to it cannot be written.
    """
    if isinstance(message, StatusMessage):
        _status(row, message, party=party, now=now)
        return
    if not by_person:
        check_addressed(message, [party.code])
    if message.sender.code.problem:
        raise Unanswerable
    if message.business.kind in (Kind.RECALL, Kind.UPDATE):
        course = _known(message, party)
        _ask(course, message.business.kind)
        row.course_id, row.state = course.id, IncomingState.RECEIVED
        return
    _arrives(row, message, party=party, by_person=by_person, now=now, request_id=request_id)


def _arrives(
    row: IncomingPacket, message: Packet, *, party: ExchangeParty, by_person: bool, now: dt.datetime, request_id: str
) -> None:
    named(message.as_answered())
    replaced = _replaced(message, party) if message.business.kind is Kind.REPLACE else []
    sender = message.sender.code.normal
    course = new_course(
        party=party, side=Side.RECEIVER, other_code=sender, other_name=message.sender.name, packet=message, now=now
    )
    came_before = IncomingPacket.objects.filter(
        jurisdiction_id=row.jurisdiction_id, course_id=course.id, kind__in=(MessageKind.NEW, MessageKind.REPLACE)
    ).exclude(id=row.id)
    if came_before.exists() and course.last != Status.REFUSED and not by_person:
        raise SameIdOtherContent
    course.subject, course.notation, course.issued_on = message.subject, message.notation[:80], message.date
    course.composed_key = composed_key(sender, message.date, message.notation)
    course.save(update_fields=["subject", "notation", "issued_on", "composed_key"])
    put_state(course, state_of(course).after_packet(Kind.NEW))
    for each in replaced:
        _ask(each, Kind.REPLACE)
    row.course_id, row.state = course.id, IncomingState.RECEIVED
    course.party = party
    # The receiving software has it (01); no person has acted yet.
    send_status_of(course, Status.ARRIVED, actor=None, now=now, request_id=request_id)


def _status(row: IncomingPacket, message: StatusMessage, *, party: ExchangeParty, now: dt.datetime) -> None:
    about, sender = message.response_for, message.sender.code.normal
    asks_back = message.status is Status.TAKE_BACK
    if not asks_back and about.organ.text.strip() and about.organ.normal != party.code:
        raise AnotherBody
    side = Side.RECEIVER if asks_back else Side.ORIGINATOR
    # Who leaves out whose document it is means ours, or their own.
    organ = about.organ if about.organ.text.strip() else OrganCode(sender if asks_back else party.code)
    course = find_course(party, side, sender, keys_of(Answered(organ, about.notation, about.date, about.document_id)))
    if course is None:
        raise UnknownDocument
    row.course_id = course.id
    row.subject = course.subject
    row.state = IncomingState.RECEIVED if asks_back else IncomingState.APPLIED
    if course.last == message.status and sender_of(message.status) is who(course, ours=False):
        row.state = IncomingState.APPLIED  # said twice in other words: it changes nothing
        return
    said = Said(message.status, message.description, message.staff.name, message.at)
    say(course, said, ours=False, now=now, incoming=row)


def _known(message: Packet, party: ExchangeParty) -> ExchangeCourse:
    about = message.as_answered()
    keys = keys_of(about)
    if message.business.document_id.text:
        keys = [message.business.document_id.key]
    course = find_course(party, Side.RECEIVER, message.sender.code.normal, keys)
    if course is None:
        raise UnknownDocument
    return course


def _replaced(message: Packet, party: ExchangeParty) -> list[ExchangeCourse]:
    """The courses that a replacement ends: those named for us; one that is not known is no reason to stop it."""
    named_for_us = [
        one
        for one in message.business.replaced
        if not one.organs or party.code in {organ.normal for organ in one.organs}
    ]
    found = [
        find_course(party, Side.RECEIVER, message.sender.code.normal, [one.document_id.key]) for one in named_for_us
    ]
    known = [course for course in found if course is not None]
    if named_for_us and not known:
        raise UnknownDocument
    return [course for course in known if not course.is_over]


def _ask(course: ExchangeCourse, kind: Kind) -> None:
    if course.is_over:
        raise CourseOver
    put_state(course, state_of(course).after_packet(kind))
