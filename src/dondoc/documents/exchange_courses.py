"""The rows of courses and the guard of `exchange.statuses`: what may be said of a document now, and what it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dondoc.documents.choices import MessageKind, Side
from dondoc.documents.exchange.codes import DocumentId, IdStyle, Kind, OrganCode, Status, notation_key
from dondoc.documents.exchange.errors import StatusRefused, Unanswerable
from dondoc.documents.exchange.packet import NO_ID, Answered, Packet
from dondoc.documents.exchange.statuses import Course, Role
from dondoc.documents.models import CourseStatus, ExchangeCourse, ExchangeParty, IncomingPacket, OutgoingPacket
from dondoc.foundation.errors import NotFound

KIND_CODES: dict[Kind, MessageKind] = {
    Kind.NEW: MessageKind.NEW, Kind.RECALL: MessageKind.RECALL, Kind.UPDATE: MessageKind.UPDATE,
    Kind.REPLACE: MessageKind.REPLACE,
}  # fmt: skip
KINDS = {code.value: kind for kind, code in KIND_CODES.items()}
_ROLES = {Side.ORIGINATOR: Role.ORIGINATOR, Side.RECEIVER: Role.RECEIVER}
_OTHER = {Role.ORIGINATOR: Role.RECEIVER, Role.RECEIVER: Role.ORIGINATOR}
_LONGEST_KEY = 200
_LONGEST_NOTATION = 42  # of what the writer takes


@dataclass(frozen=True, slots=True)
class Said:
    """A status with what was said beside it.

    Attributes:
        status: which one.
        reason: words for the other side.
        staff: the person to ask.
        at: the moment, as the message has it.
    """

    status: Status
    reason: str = ""
    staff: str = ""
    at: dt.datetime | None = None


def composed_key(organ: str, day: dt.date | None, notation: str) -> str:
    """Return the key of a document by its body, day and number/symbol; empty where a part is missing.

    Args:
        organ: the body's code from left to right.
        day: the day of issue.
        notation: number and symbol.
    """
    return f"{organ},{day.isoformat()},{notation_key(notation)}"[:_LONGEST_KEY] if organ and day and notation else ""


def keys_of(about: Answered) -> list[str]:
    """Return the keys under which a document may be known that a message speaks of."""
    named = about.document_id.key[:_LONGEST_KEY] if about.document_id.text else ""
    return [key for key in (named, composed_key(about.organ.normal, about.date, about.notation)) if key]


def new_course(
    *, party: ExchangeParty, side: Side, other_code: str, other_name: str, packet: Packet, now: dt.datetime,
    document_id: int | None = None,
) -> ExchangeCourse:  # fmt: skip
    """Begin the course of a document, or return the one that is there, its row locked."""
    organ = party.code if side is Side.ORIGINATOR else other_code
    row, _created = ExchangeCourse.objects.select_for_update(of=("self",)).get_or_create(
        jurisdiction_id=party.jurisdiction_id, party_id=party.id, side=side, other_code=other_code,
        document_key=packet.document_id.key[:_LONGEST_KEY],
        defaults={
            "other_name": other_name[:200],
            "composed_key": composed_key(organ, packet.date, packet.notation),
            "document_ident": packet.document_id.text[:_LONGEST_KEY],
            "notation": packet.notation[:80], "issued_on": packet.date, "subject": packet.subject,
            "document_id": document_id, "created_at": now,
        },
    )  # fmt: skip
    return row


def find_course(party: ExchangeParty, side: Side, other_code: str, keys: list[str]) -> ExchangeCourse | None:
    """Return the course of a document that another body speaks of, its row locked; None where it is not known."""
    here = ExchangeCourse.objects.select_for_update(of=("self",)).filter(
        jurisdiction_id=party.jurisdiction_id, party_id=party.id, side=side, other_code=other_code
    )
    return here.filter(document_key__in=keys).first() or here.filter(composed_key__in=keys).order_by("-id").first()


def locked_course(jurisdiction_id: int, course_id: int) -> ExchangeCourse:
    """Return a course, its row locked until the transaction ends.

    Raises:
        NotFound: there is none in the jurisdiction.
    """
    rows = ExchangeCourse.objects.select_for_update(of=("self",)).select_related("party")
    found = rows.filter(jurisdiction_id=jurisdiction_id, id=course_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy văn bản liên thông này."))
    return found


def state_of(row: ExchangeCourse) -> Course:
    """Return what the guard needs of a course."""
    return Course(
        last=Status(row.last) if row.last else None,
        reached=Status(row.reached) if row.reached else None,
        asked=_request(row.asked),
        agreed_to=_request(row.agreed_to),
        over=row.is_over,
    )


def put_state(row: ExchangeCourse, course: Course) -> None:
    """Keep what the guard says of a course."""
    row.last = course.last or ""
    row.reached = course.reached or ""
    row.asked = _request_code(course.asked)
    row.agreed_to = _request_code(course.agreed_to)
    row.is_over = course.over
    row.save(update_fields=["last", "reached", "asked", "agreed_to", "is_over"])


def say(
    row: ExchangeCourse, said: Said, *, ours: bool, now: dt.datetime, outgoing: OutgoingPacket | None = None,
    incoming: IncomingPacket | None = None,
) -> CourseStatus:  # fmt: skip
    """Record a status where it may follow.

    Args:
        row: the course, locked.
        said: the status.
        ours: whether we say it; else the other side does.
        now: the moment of recording.
        outgoing: the packet that carries it.
        incoming: the packet that brought it.

    Raises:
        StatusRefused: it may not follow now, or not from this side.
    """
    put_state(row, state_of(row).after(said.status, who(row, ours=ours), said.reason))
    return CourseStatus.objects.create(
        jurisdiction_id=row.jurisdiction_id, course_id=row.id, code=said.status, is_ours=ours, reason=said.reason,
        staff=said.staff[:200], said_at=said.at, recorded_at=now, outgoing_id=outgoing.id if outgoing else None,
        incoming_id=incoming.id if incoming else None,
    )  # fmt: skip


def may_follow(row: ExchangeCourse, status: Status) -> bool:
    """Return whether we may say a status of a document now, given words where it needs them: the guard itself says so."""
    try:
        state_of(row).after(status, who(row, ours=True), "…")
    except StatusRefused:
        return False
    return True


def who(row: ExchangeCourse, *, ours: bool) -> Role:
    """Return the role of whoever speaks: ours, or the other side's."""
    own = _ROLES[Side(row.side)]
    return own if ours else _OTHER[own]


def as_answered(row: ExchangeCourse) -> Answered:
    """Return how a message names the document of a course."""
    originator = row.party.code if row.side == Side.ORIGINATOR else row.other_code
    return named(Answered(OrganCode(originator), row.notation, row.issued_on, DocumentId(row.document_ident)))


def named(about: Answered) -> Answered:
    """Return how we name a document: an id in neither style is left out, its number and day stay.

    Raises:
        Unanswerable: nothing is left that the writer takes, or the originator's code is none.
    """
    parts, style = about.document_id.parts, about.document_id.style
    is_odd = style is IdStyle.OTHER or (style is IdStyle.COMPOSED and bool(parts and parts[0].problem))
    kept = replace(
        about,
        notation=about.notation if len(about.notation) <= _LONGEST_NOTATION else "",
        document_id=NO_ID if is_odd else about.document_id,
    )
    if kept.organ.problem or not (kept.document_id.text or (kept.notation and kept.date)):
        raise Unanswerable
    return kept


def _request(code: str) -> Kind | Status | None:
    if not code:
        return None
    return KINDS[code] if code in KINDS else Status(code)


def _request_code(request: Kind | Status | None) -> str:
    if request is None:
        return ""
    return KIND_CODES[request].value if isinstance(request, Kind) else request.value
