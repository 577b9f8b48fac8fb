"""How packets and their way are shown: icons, and the sentence of each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.documents.choices import IncomingState, MessageKind, OutgoingState, Side
from dondoc.documents.exchange_selectors import Step
from dondoc.documents.exchange_words import in_words, status_name
from dondoc.documents.models import ExchangeCourse, IncomingPacket, OutgoingPacket

STATE_ICONS = {
    IncomingState.RECEIVED: "inbox",
    IncomingState.QUARANTINED: "alert-triangle",
    IncomingState.ANOTHER_BODY: "mail",
    IncomingState.ACCEPTED: "checks",
    IncomingState.REFUSED: "ban",
    IncomingState.APPLIED: "check",
    IncomingState.TAKEN_BACK: "arrow-back-up",
    IncomingState.DISMISSED: "archive",
    OutgoingState.QUEUED: "clock",
    OutgoingState.SENDING: "progress",
    OutgoingState.SENT: "check",
    OutgoingState.FAILED: "clock-exclamation",
    OutgoingState.GIVEN_UP: "alert-triangle",
    OutgoingState.CANCELLED: "x",
}
# How much a state asks of a person: the palette of timeliness, with icon and word beside it.
_TONES = {
    IncomingState.RECEIVED: "is-open",
    IncomingState.QUARANTINED: "is-bad",
    IncomingState.ANOTHER_BODY: "is-wait",
    OutgoingState.QUEUED: "is-open",
    OutgoingState.SENDING: "is-open",
    OutgoingState.FAILED: "is-wait",
    OutgoingState.GIVEN_UP: "is-bad",
    IncomingState.ACCEPTED: "is-good",
    OutgoingState.SENT: "is-good",
}
_STATUS_ICONS = {
    "01": "inbox", "02": "ban", "03": "check", "04": "user-check", "05": "progress", "06": "checks",
    "13": "arrow-back-up", "15": "check", "16": "x",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a list shows it."""

    label: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step of a document's way as the page shows it.

    Attributes:
        text: what happened.
        who: which side did it.
        icon: of the sprite.
        at: the moment.
        after: how long after the step before, "" for the first and for the same day.
        reason: the words with it.
        staff: the person to ask.
        badge: of our own packet that has not arrived yet, else None.
        url_name: the page of the packet, with `packet_id`; "" for none.
        packet_id: of that page.
    """

    text: str
    who: str
    icon: str
    at: dt.datetime
    after: str
    reason: str
    staff: str
    badge: Badge | None
    url_name: str
    packet_id: int


def badge_of(packet: IncomingPacket | OutgoingPacket) -> Badge:
    """Return the state of a packet."""
    state = IncomingState(packet.state) if isinstance(packet, IncomingPacket) else OutgoingState(packet.state)
    return Badge(str(state.label), STATE_ICONS[state], _TONES.get(state, "is-quiet"))


def title_of(packet: IncomingPacket | OutgoingPacket) -> str:
    """Return what a packet is, in a few words: its status, or its kind."""
    if not packet.kind:
        return _("Gói tin không đọc được")
    if packet.kind == MessageKind.STATUS and packet.status:
        return _("%(code)s %(name)s") % {"code": packet.status, "name": status_name(packet.status)}
    return str(MessageKind(packet.kind).label)


def problem_of(packet: IncomingPacket | OutgoingPacket) -> str:
    """Return what is wrong with a packet, in the person's language."""
    return in_words(packet.error)


def where(course: ExchangeCourse) -> str:
    """Return where a document stands at its receiver, in words."""
    if course.is_over:
        return _("Đã thu hồi, lấy lại")
    if not course.last:
        return _("Chưa có trạng thái")
    return _("%(code)s %(name)s") % {"code": course.last, "name": status_name(course.last)}


def asked_of(course: ExchangeCourse) -> str:
    """Return what the originator asks and the receiver has not answered; "" for nothing."""
    if not course.asked or course.is_over:
        return ""
    asks = {
        MessageKind.RECALL: _("yêu cầu thu hồi văn bản"),
        MessageKind.UPDATE: _("yêu cầu cập nhật văn bản"),
        MessageKind.REPLACE: _("gửi văn bản thay thế"),
    }
    return asks[MessageKind(course.asked)] if course.asked in MessageKind.values else _("yêu cầu lấy lại văn bản")


def lines_of(course: ExchangeCourse, steps: Sequence[Step]) -> list[Line]:
    """Return the way of a document for its page, oldest step first."""
    return [_line(course, step) for step in steps]


def _line(course: ExchangeCourse, step: Step) -> Line:
    packet: IncomingPacket | OutgoingPacket | None = step.outgoing or step.incoming
    waits = step.outgoing is not None and step.outgoing.state != OutgoingState.SENT
    return Line(
        text=_text(course, step),
        who=_("cơ quan mình") if step.is_ours else course.other_name or course.other_code,
        icon=_STATUS_ICONS.get(step.status, "send" if step.is_ours else "mail"),
        at=step.at,
        after=ngettext("sau %(count)s ngày", "sau %(count)s ngày", step.days) % {"count": step.days}
        if step.days and step.days > 0
        else "",
        reason=step.reason,
        staff=step.staff,
        badge=badge_of(step.outgoing) if waits and step.outgoing else None,
        url_name="" if packet is None else "web:exchange_sent" if step.outgoing else "web:exchange_packet",
        packet_id=packet.id if packet else 0,
    )


def _text(course: ExchangeCourse, step: Step) -> str:
    if step.status:
        return _("%(code)s %(name)s") % {"code": step.status, "name": status_name(step.status)}
    sent = course.side == Side.ORIGINATOR
    match step.kind:
        case MessageKind.RECALL:
            return _("Gửi gói thu hồi") if sent else _("Nhận gói thu hồi")
        case MessageKind.UPDATE:
            return _("Gửi bản cập nhật") if sent else _("Nhận bản cập nhật")
        case MessageKind.REPLACE:
            return _("Gửi văn bản thay thế") if sent else _("Nhận văn bản thay thế")
        case _:
            return _("Gửi văn bản") if sent else _("Nhận văn bản")
