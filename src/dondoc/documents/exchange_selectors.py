"""Reading the exchange. Every function is given the person, and is "not found" for who may not know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.choices import Direction, IncomingState, MessageKind, OutgoingState, Side
from dondoc.documents.exchange import ExchangeError, Received, read_packet
from dondoc.documents.exchange.codes import Status
from dondoc.documents.models import (
    CourseStatus,
    Document,
    ExchangeCourse,
    ExchangeParty,
    IncomingPacket,
    OutgoingPacket,
    StoredFile,
)
from dondoc.documents.permissions import may_see_exchange, visible_documents
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound

IN_QUARANTINE = (IncomingState.QUARANTINED, IncomingState.ANOTHER_BODY)
TROUBLED = (OutgoingState.FAILED, OutgoingState.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class PacketFilter:
    """What a list of packets is narrowed to; empty values narrow nothing.

    Attributes:
        search: words in number and symbol, subject, name and code of the other body.
        state: of the packet.
        kind: `status`: statuses alone; `all`: everything; empty: documents and requests, and statuses that need a person.
    """

    search: str = ""
    state: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits for a person."""

    received: int
    quarantined: int
    troubled: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a document between two bodies.

    Attributes:
        at: when it was queued or recorded.
        is_ours: whether we did it.
        kind: what a packet did; `MessageKind.STATUS` for a status.
        status: its code, "" for a packet.
        reason: the words with it.
        staff: the person to ask.
        outgoing: the packet that carries it, where it is ours.
        incoming: the packet that brought it.
        days: whole days since the step before; None for the first.
    """

    at: dt.datetime
    is_ours: bool
    kind: MessageKind
    status: str = ""
    reason: str = ""
    staff: str = ""
    outgoing: OutgoingPacket | None = None
    incoming: IncomingPacket | None = None
    days: int | None = None


def require_seeing(user: User) -> None:
    """Do nothing where `user` may look at the exchange.

    Raises:
        NotFound: otherwise.
    """
    if not may_see_exchange(user):
        raise NotFound


def incoming(user: User, wanted: PacketFilter | None = None) -> QuerySet[IncomingPacket]:
    """Return what came in, newest first.

    Raises:
        NotFound: this person may not know of the exchange.
    """
    require_seeing(user)
    wanted = wanted or PacketFilter()
    found = IncomingPacket.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if wanted.kind == MessageKind.STATUS:
        found = found.filter(kind=MessageKind.STATUS)
    elif not wanted.kind:
        found = found.exclude(kind=MessageKind.STATUS, state=IncomingState.APPLIED)
    if wanted.state:
        found = found.filter(state=wanted.state)
    for word in wanted.search.split():
        found = found.filter(
            Q(notation__icontains=word) | Q(subject__icontains=word) | Q(sender_name__icontains=word)
            | Q(sender_code__icontains=word)
        )  # fmt: skip
    return found.order_by("-received_at", "-id")


def quarantine(user: User) -> QuerySet[IncomingPacket]:
    """Return what waits in quarantine, oldest first.

    Raises:
        NotFound: this person may not know of the exchange.
    """
    require_seeing(user)
    here = IncomingPacket.objects.filter(jurisdiction_id=user.jurisdiction_id, state__in=IN_QUARANTINE)
    return here.order_by("received_at", "id")


def outgoing(user: User, wanted: PacketFilter | None = None) -> QuerySet[OutgoingPacket]:
    """Return what goes out and went, newest first.

    Raises:
        NotFound: this person may not know of the exchange.
    """
    require_seeing(user)
    wanted = wanted or PacketFilter()
    found = OutgoingPacket.objects.filter(jurisdiction_id=user.jurisdiction_id).select_related("course")
    if wanted.kind == MessageKind.STATUS:
        found = found.filter(kind=MessageKind.STATUS)
    elif not wanted.kind:
        found = found.exclude(Q(kind=MessageKind.STATUS) & ~Q(state__in=TROUBLED))
    if wanted.state:
        found = found.filter(state=wanted.state)
    for word in wanted.search.split():
        found = found.filter(
            Q(course__notation__icontains=word) | Q(course__subject__icontains=word)
            | Q(receiver_name__icontains=word) | Q(receiver_code__icontains=word)
        )  # fmt: skip
    return found.order_by("-queued_at", "-id")


def counts(user: User) -> Counts:
    """Return how much waits for a person.

    Raises:
        NotFound: this person may not know of the exchange.
    """
    require_seeing(user)
    here = {"jurisdiction_id": user.jurisdiction_id}
    rows = IncomingPacket.objects.filter(**here, state__in=(IncomingState.RECEIVED, *IN_QUARANTINE))
    by_state = dict(rows.order_by().values_list("state").annotate(found=Count("id")))
    return Counts(
        received=by_state.get(IncomingState.RECEIVED, 0),
        quarantined=sum(by_state.get(state, 0) for state in IN_QUARANTINE),
        troubled=OutgoingPacket.objects.filter(**here, state__in=TROUBLED).count(),
    )


def incoming_of(user: User, packet_id: int) -> IncomingPacket:
    """Return one packet that came in, with what it is linked to.

    Raises:
        NotFound: there is none, or not for this person.
    """
    require_seeing(user)
    rows = IncomingPacket.objects.select_related("file", "party", "course", "document", "entry", "entry__register")
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=packet_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy gói tin này."))
    return found


def outgoing_of(user: User, packet_id: int) -> OutgoingPacket:
    """Return one packet that goes out, with what it is linked to.

    Raises:
        NotFound: there is none, or not for this person.
    """
    require_seeing(user)
    rows = OutgoingPacket.objects.select_related("file", "party", "course", "course__document")
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=packet_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy gói tin này."))
    return found


def course_of(user: User, course_id: int) -> ExchangeCourse:
    """Return one document at one receiver.

    Raises:
        NotFound: there is none, or not for this person.
    """
    require_seeing(user)
    rows = ExchangeCourse.objects.select_related("party", "document")
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=course_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy văn bản liên thông này."))
    return found


def courses_of_document(user: User, document_id: int) -> list[ExchangeCourse]:
    """Return where a document stands at each body; none for who may not know of the exchange."""
    if not may_see_exchange(user):
        return []
    found = ExchangeCourse.objects.filter(jurisdiction_id=user.jurisdiction_id, document_id=document_id)
    return list(found.order_by("side", "other_name", "id"))


def recallable(user: User, document_id: int) -> list[ExchangeCourse]:
    """Return where a document can be asked back from: sent by us, neither refused nor given back, nothing asked yet."""
    return [
        course
        for course in courses_of_document(user, document_id)
        if course.side == Side.ORIGINATOR and not course.is_over and not course.asked and course.last != Status.REFUSED
    ]


def steps_of(courses: Collection[ExchangeCourse]) -> dict[int, list[Step]]:
    """Return what happened to some documents, by course, oldest first: three queries however many they are."""
    # By their ids, which come from one sequence: the order of recording, whichever clock wrote the moment.
    found: dict[int, dict[int, Step]] = {course.id: {} for course in courses}
    if not courses:
        return {}
    here = {"jurisdiction_id": next(iter(courses)).jurisdiction_id, "course_id__in": list(found)}
    for said in CourseStatus.objects.filter(**here).select_related("outgoing", "incoming"):
        found[said.course_id][said.id] = Step(
            said.recorded_at, said.is_ours, MessageKind.STATUS, said.code, said.reason, said.staff, said.outgoing,
            said.incoming,
        )  # fmt: skip
    for sent in OutgoingPacket.objects.filter(**here).exclude(kind=MessageKind.STATUS):
        found[sent.course_id][sent.id] = Step(
            sent.queued_at, True, MessageKind(sent.kind), reason=sent.reason, outgoing=sent
        )
    for came in IncomingPacket.objects.filter(**here).exclude(kind=MessageKind.STATUS):
        found[came.course_id or 0][came.id] = Step(
            came.received_at, False, MessageKind(came.kind), reason=came.reason, incoming=came
        )
    return {course_id: _with_days([steps[key] for key in sorted(steps)]) for course_id, steps in found.items()}


def message_of(file: StoredFile | None) -> Received | ExchangeError | None:
    """Return what the bytes of a packet say: read anew each time, they are the evidence. None where none were kept."""
    if file is None:
        return None
    try:
        with disk.open_content(file.sha256) as content:
            return read_packet(content.read())
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ; hãy báo quản trị hệ thống."), code="file_gone") from None
    except ExchangeError as error:
        return error


def parties(user: User) -> QuerySet[ExchangeParty]:
    """Return the bodies of the exchange, one's own first.

    Raises:
        NotFound: this person may not know of the exchange.
    """
    require_seeing(user)
    return ExchangeParty.objects.filter(jurisdiction_id=user.jurisdiction_id).order_by(
        "-is_own", "-is_active", "name", "id"
    )


def party_of(user: User, party_id: int) -> ExchangeParty:
    """Return one body.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = parties(user).filter(id=party_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy cơ quan này trong danh sách liên thông."))
    return found


def sent_documents(user: User, *, most: int = 100) -> list[Document]:
    """Return the documents that were sent and not given back, newest first: those that another can replace."""
    require_seeing(user)
    courses = ExchangeCourse.objects.filter(
        jurisdiction_id=user.jurisdiction_id, side=Side.ORIGINATOR, is_over=False, document_id__isnull=False
    )
    ids = courses.values_list("document_id", flat=True)
    found = visible_documents(user).filter(id__in=ids).defer("text", "search_text", "meeting", "references")
    return list(found.order_by("-created_at", "-id")[:most])


def sendable_documents(user: User, *, most: int = 100) -> list[Document]:
    """Return the documents that the office issued and that have a file, newest first."""
    require_seeing(user)
    found = visible_documents(user).filter(direction=Direction.ISSUED, file_id__isnull=False)
    return list(found.defer("text", "search_text", "meeting", "references").order_by("-created_at", "-id")[:most])


def came_by_exchange(user: User, document_id: int | None) -> bool:
    """Return whether a document came through the exchange, as far as `user` may know."""
    if document_id is None or not may_see_exchange(user):
        return False
    return IncomingPacket.objects.filter(
        jurisdiction_id=user.jurisdiction_id, document_id=document_id, state=IncomingState.ACCEPTED
    ).exists()


def _with_days(steps: Sequence[Step]) -> list[Step]:
    counted: list[Step] = []
    for step in steps:
        before = counted[-1].at if counted else None
        counted.append(replace(step, days=(local_day(step.at) - local_day(before)).days if before else None))
    return counted
