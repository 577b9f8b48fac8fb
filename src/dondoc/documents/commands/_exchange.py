"""Look-ups and rules that the commands of the exchange share."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.choices import IncomingState, MessageKind
from dondoc.documents.commands._words import require_fits
from dondoc.documents.models import IncomingPacket, OutgoingPacket
from dondoc.documents.permissions import may_exchange, may_see_exchange
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused

_LONGEST_REASON = 500  # of what a packet carries (exchange.checks)


def require_exchange(actor: User) -> None:
    """Do nothing where `actor` may send and take over packets.

    Raises:
        NotFound: they may not know of the exchange.
        Refused: they see it, but others act.
    """
    if not may_see_exchange(actor):
        raise NotFound
    if not may_exchange(actor):
        raise Refused(_("Văn thư và Lãnh đạo Văn phòng thực hiện việc liên thông. Hãy đề nghị văn thư."))


def locked_incoming(actor: User, packet_id: int) -> IncomingPacket:
    """Return a packet that came in, its row locked until the transaction ends.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
    """
    rows = IncomingPacket.objects.select_for_update(of=("self",)).select_related("party", "file")
    found = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=packet_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy gói tin này."))
    return found


def locked_outgoing(jurisdiction_id: int, packet_id: int) -> OutgoingPacket:
    """Return a packet that goes out, its row locked until the transaction ends.

    Raises:
        NotFound: there is none in the jurisdiction.
    """
    rows = OutgoingPacket.objects.select_for_update(of=("self",)).select_related("party")
    found = rows.filter(jurisdiction_id=jurisdiction_id, id=packet_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy gói tin này."))
    return found


def require_state(packet: IncomingPacket, *states: IncomingState) -> None:
    """Do nothing where a packet is in one of `states`.

    Raises:
        Conflict: somebody decided on it before.
    """
    if packet.state not in states:
        raise Conflict(
            _("Gói tin này đang ở trạng thái “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
            % {"state": packet.get_state_display()},
            code="wrong_state",
            state=packet.state,
        )


def document_course(packet: IncomingPacket) -> int:
    """Return the course of the document that a packet brings and that waits to be taken over or refused.

    Raises:
        Conflict: it waits no more, or the packet brings none.
    """
    require_state(packet, IncomingState.RECEIVED)
    if packet.kind not in (MessageKind.NEW, MessageKind.REPLACE) or packet.course_id is None:
        raise Conflict(_("Gói tin này không mang văn bản để tiếp nhận hay từ chối."), code="no_document")
    return packet.course_id


def clean_words(text: str, *, needed: bool = True, field: str = "reason") -> str:
    """Return what a person wrote beside a decision, lines kept.

    Args:
        text: as typed.
        needed: whether it may not be left out.
        field: the name of the form's field.

    Raises:
        BadInput: it is missing, too long, or holds what no text holds.
    """
    value = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    if needed and not value:
        raise BadInput(_("Hãy ghi lý do."), code="reason_required", field=field)
    require_fits(value, _LONGEST_REASON, field)
    return value


def decide(
    packet: IncomingPacket, state: IncomingState, *, actor: User, now: dt.datetime, words: str = ""
) -> None:  # fmt: skip
    """Keep what a person decided on a packet."""
    packet.state = state
    packet.decided_at = now
    packet.decided_by_id = actor.id
    packet.decision = words
    packet.save(update_fields=["state", "decided_at", "decided_by_id", "decision", "document_id", "entry_id"])
