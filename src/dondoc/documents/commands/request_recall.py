"""Ask receivers to give a document back: a status 13, or a packet that recalls it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import MessageKind, OutgoingState, Side
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.codes import Kind, Status
from dondoc.documents.exchange.errors import CourseOver, Rejected
from dondoc.documents.exchange_courses import put_state, state_of
from dondoc.documents.exchange_outbox import Contents, document_packet, enqueue, send_status_of
from dondoc.documents.exchange_words import refusal
from dondoc.documents.models import ExchangeCourse, ExchangeParty, OutgoingPacket
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.ledger.append import NewEvent, append


def request_recall(
    *,
    actor: User,
    course_ids: Collection[int],
    by_packet: bool = False,
    reason: str,
    now: dt.datetime,
    request_id: str = "",
) -> list[OutgoingPacket]:
    """Ask the receivers of a document to give it back.

    A packet that has not left the queue is cancelled instead: nobody has anything to give back.

    Args:
        actor: who asks.
        course_ids: the document at its receivers, all of one document.
        by_packet: recall it with a packet (for a document that was withdrawn by a decision) instead of a status 13.
        reason: words for the receivers.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        What was queued; nothing for what was cancelled.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such document of our own.
        BadInput: no reason, no receiver, or receivers of several documents.
        Conflict: it may not follow now (`status_refused`): completed, refused, or taken back already.
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(reason)
    if not course_ids:
        raise BadInput(_("Hãy chọn cơ quan nhận để lấy lại văn bản."), field="receivers")
    with disk.files_and_rows():
        courses = _courses(actor, course_ids)
        waiting = [course for course in courses if not _cancelled(course, actor, words, now, request_id)]
        if by_packet and waiting:
            return _recall(waiting, actor, words, now, request_id)
        return [
            send_status_of(course, Status.TAKE_BACK, actor=actor, now=now, request_id=request_id, reason=words)
            for course in waiting
        ]


def _courses(actor: User, ids: Collection[int]) -> list[ExchangeCourse]:
    rows = ExchangeCourse.objects.select_for_update(of=("self",)).select_related("party")
    found = list(
        rows.filter(jurisdiction_id=actor.jurisdiction_id, id__in=set(ids), side=Side.ORIGINATOR).order_by("id")
    )
    if len(found) < len(set(ids)):
        raise NotFound(_("Không tìm thấy văn bản liên thông này."))
    if len({course.document_id for course in found}) > 1:
        raise BadInput(_("Mỗi lần chỉ lấy lại một văn bản."), field="receivers")
    return found


def _cancelled(course: ExchangeCourse, actor: User, words: str, now: dt.datetime, request_id: str) -> bool:
    """Cancel what has not left; whether that was all there was."""
    rows = OutgoingPacket.objects.select_for_update().filter(
        jurisdiction_id=course.jurisdiction_id, course_id=course.id
    )
    packets = list(rows.order_by("id"))
    if not packets or not all(map(_has_not_left, packets)):
        return False
    for each in packets:
        each.state = OutgoingState.CANCELLED
        each.save(update_fields=["state"])
    append(
        jurisdiction_id=course.jurisdiction_id,
        events=[
            NewEvent(events.OUTGOING_PACKET, each.id, events.PACKET_CANCELLED, {}, reason=words) for each in packets
        ],
        actor_id=actor.id,
        now=now,
        request_id=request_id,
    )
    return True


def _has_not_left(packet: OutgoingPacket) -> bool:
    """Never tried, or turned away for good; one that failed otherwise may have arrived before its answer was lost."""
    if packet.state == OutgoingState.GIVEN_UP:
        return packet.error_code == Rejected.code
    return packet.state == OutgoingState.CANCELLED or (
        packet.state == OutgoingState.QUEUED and not packet.attempts and not packet.error_code
    )


def _recall(
    courses: Sequence[ExchangeCourse], actor: User, words: str, now: dt.datetime, request_id: str
) -> list[OutgoingPacket]:
    for course in courses:
        if course.is_over or course.last == Status.REFUSED:
            raise refusal(CourseOver())
        put_state(course, state_of(course).after_packet(Kind.RECALL))
    first = courses[0]
    if first.document is None:
        raise NotFound
    receivers = list(
        ExchangeParty.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, code__in=[course.other_code for course in courses]
        ).order_by("code")
    )
    contents = Contents(kind=MessageKind.RECALL, reason=words, original=first.document_ident)
    packet = document_packet(first.document, first.party, receivers, contents, actor)
    return enqueue(
        packet, courses, own=first.party, kind=MessageKind.RECALL, actor=actor, now=now, request_id=request_id,
        reason=words,
    )  # fmt: skip
