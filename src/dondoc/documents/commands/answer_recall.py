"""Answer a sender who asks a document back, recalls, updates or replaces it: agree (15) or decline (16)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import IncomingState, MessageKind, Side
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.codes import Kind, Status
from dondoc.documents.exchange_courses import locked_course, state_of
from dondoc.documents.exchange_outbox import send_status_of
from dondoc.documents.models import Document, ExchangeCourse, IncomingPacket, OutgoingPacket
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def answer_recall(
    *, actor: User, course_id: int, agree: bool, reason: str = "", now: dt.datetime, request_id: str = ""
) -> OutgoingPacket:
    """Answer what the sender asked for last.

    Agreed to anything but an update, the document is frozen: marked as taken back and not changed any more. It is not
    deleted, and its directives stay as they are: people decide on them.

    Args:
        actor: who answers.
        course_id: of which document.
        agree: whether it is given back, or updated.
        reason: words for the sender; needed to decline.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such document.
        BadInput: declined without a reason.
        Conflict: nothing is asked (`nothing_asked`), or it may not follow now (`status_refused`).
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(reason, needed=not agree)
    with disk.files_and_rows():
        course = locked_course(actor.jurisdiction_id, course_id)
        asked = state_of(course).asked
        if course.side != Side.RECEIVER or asked is None:
            raise Conflict(_("Bên gửi không còn yêu cầu nào chờ trả lời cho văn bản này."), code="nothing_asked")
        requests = _requests(course, asked)
        why = _why(course, asked, requests)
        row = send_status_of(
            course, Status.AGREED if agree else Status.DECLINED, actor=actor, now=now, request_id=request_id,
            reason=words,
        )  # fmt: skip
        happened = [_answered(each, actor, words, now, agree=agree) for each in requests]
        if agree and asked is not Kind.UPDATE:
            happened += _taken_back(course, actor, why, now)
        append(
            jurisdiction_id=course.jurisdiction_id, events=happened, actor_id=actor.id, now=now, request_id=request_id
        )
    return row


def _why(course: ExchangeCourse, asked: Kind | Status, requests: list[IncomingPacket]) -> str:
    """The sender's words; of a replacement those of the packet that brought the other document."""
    if asked is Kind.REPLACE:
        brought = IncomingPacket.objects.filter(
            jurisdiction_id=course.jurisdiction_id, party_id=course.party_id, kind=MessageKind.REPLACE,
            sender_code=course.other_code,
        ).order_by("-id")  # fmt: skip
        return brought.values_list("reason", flat=True).first() or ""
    return next((each.reason for each in reversed(requests) if each.reason), "")


def _requests(course: ExchangeCourse, asked: Kind | Status) -> list[IncomingPacket]:
    """The packets that ask and wait; a replacement brings a document of its own, which is decided on by itself."""
    if asked is Kind.REPLACE:
        return []
    rows = IncomingPacket.objects.select_for_update(of=("self",)).filter(
        jurisdiction_id=course.jurisdiction_id, course_id=course.id, state=IncomingState.RECEIVED
    )
    return list(rows.filter(kind__in=(MessageKind.RECALL, MessageKind.UPDATE, MessageKind.STATUS)).order_by("id"))


def _answered(packet: IncomingPacket, actor: User, words: str, now: dt.datetime, *, agree: bool) -> NewEvent:
    _exchange.decide(packet, IncomingState.APPLIED, actor=actor, now=now, words=words)
    return NewEvent(events.INCOMING_PACKET, packet.id, events.PACKET_ANSWERED, {"agreed": agree}, reason=words)


def _taken_back(course: ExchangeCourse, actor: User, why: str, now: dt.datetime) -> list[NewEvent]:
    happened = []
    waiting = IncomingPacket.objects.select_for_update(of=("self",)).filter(
        jurisdiction_id=course.jurisdiction_id, course_id=course.id, state=IncomingState.RECEIVED
    )
    for packet in waiting.filter(kind__in=(MessageKind.NEW, MessageKind.REPLACE)):
        # Not taken over yet: nothing of it is in the registers, and nothing will be.
        _exchange.decide(packet, IncomingState.TAKEN_BACK, actor=actor, now=now, words=why)
        happened.append(NewEvent(events.INCOMING_PACKET, packet.id, events.PACKET_ANSWERED, {"agreed": True}))
    if course.document_id is not None:
        document = Document.objects.select_for_update(of=("self",)).get(
            jurisdiction_id=course.jurisdiction_id, id=course.document_id
        )
        document.taken_back_at, document.taken_back_reason = now, why
        document.save(update_fields=["taken_back_at", "taken_back_reason"])
        payload = {"course_id": course.id, "by": course.other_code}
        happened.append(NewEvent(events.DOCUMENT, document.id, events.DOCUMENT_TAKEN_BACK, payload, reason=why))
    return happened
