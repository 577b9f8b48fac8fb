"""Send a document that the office issued to other bodies: packets are written and put into the queue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.choices import MessageKind, OutgoingState, Side
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.codes import Status
from dondoc.documents.exchange.packet import Packet
from dondoc.documents.exchange_courses import KINDS, new_course, put_state, state_of
from dondoc.documents.exchange_outbox import Contents, answered_form, document_packet, enqueue, own_party
from dondoc.documents.models import Document, ExchangeCourse, ExchangeParty, OutgoingPacket
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.errors import BadInput, Conflict, NotFound

MOST_RECEIVERS = 200


def queue_packet(
    *,
    actor: User,
    document_id: int,
    receiver_ids: Collection[int],
    contents: Contents = Contents(),  # noqa: B008 - frozen
    replaces_document_id: int | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> list[OutgoingPacket]:
    """Send an issued document to chosen receivers: new, as an update, or in place of another one.

    Args:
        actor: who sends it.
        document_id: what is sent, with its original file.
        receiver_ids: the bodies (`ExchangeParty`) that it goes to.
        contents: what the packet says besides; a recall is `request_recall`.
        replaces_document_id: of a replacement, the document sent before that it takes the place of.
        now: the moment; it stands in the packet.
        request_id: groups what one request did.

    Returns:
        A packet for each receiver, sharing the bytes.

    Raises:
        NotFound: no such document for `actor`, or they may not know of the exchange.
        Refused: `actor` sees the exchange, but others act.
        BadInput: no receiver, one that cannot be written to, no reason, or a document that lacks something.
        Conflict: no body of one's own, not issued by the office, sent there before (code `sent_before`), or nothing
            there that could be updated or replaced.
    """
    _exchange.require_exchange(actor)
    reason = _exchange.clean_words(contents.reason, needed=contents.kind != MessageKind.NEW)
    if contents.kind not in (MessageKind.NEW, MessageKind.UPDATE, MessageKind.REPLACE):
        raise BadInput(_("Gói tin này phải là văn bản mới, cập nhật hoặc thay thế."), code="bad_kind", field="kind")
    with disk.files_and_rows():
        document = _document(actor, document_id)
        own = own_party(actor.jurisdiction_id)
        receivers = _receivers(own, receiver_ids)
        earlier = _replaced(actor, own, replaces_document_id, receivers) if contents.kind == MessageKind.REPLACE else []
        contents = replace(contents, reason=reason)
        if earlier:
            organs = [course.other_code for course in earlier]
            contents = replace(
                contents,
                original=earlier[0].document_ident,
                replaces=[{**answered_form(earlier[0]), "organs": organs}],
            )
        courses: list[ExchangeCourse] = []
        if contents.kind == MessageKind.UPDATE:
            courses = [_updated(own, receiver, document) for receiver in receivers]
            contents = replace(contents, original=courses[0].document_ident)
        packet = document_packet(document, own, receivers, contents, actor)
        courses = courses or [_begun(own, receiver, packet, document, now) for receiver in receivers]
        for course in (*courses, *earlier):
            # The document that is new begins its course; what was sent before waits for an answer.
            is_new = contents.kind == MessageKind.NEW or (contents.kind == MessageKind.REPLACE and course in courses)
            put_state(course, state_of(course).after_packet(KINDS[MessageKind.NEW if is_new else contents.kind]))
        return enqueue(
            packet, courses, own=own, kind=contents.kind, actor=actor, now=now, request_id=request_id, reason=reason
        )


def _document(actor: User, document_id: int) -> Document:
    # Locked, so that what is sent is what is recorded.
    rows = visible_documents(actor).select_for_update(of=("self",)).select_related("file")
    found = rows.filter(id=document_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy văn bản này, hoặc bạn không có quyền xem."))
    return found


def _receivers(own: ExchangeParty, ids: Collection[int]) -> list[ExchangeParty]:
    wanted = set(ids)
    if not 0 < len(wanted) <= MOST_RECEIVERS:
        raise BadInput(
            _("Hãy chọn cơ quan nhận, mỗi lần nhiều nhất %(most)s.") % {"most": MOST_RECEIVERS}, field="receivers"
        )
    found = list(
        ExchangeParty.objects.filter(
            jurisdiction_id=own.jurisdiction_id, id__in=wanted, is_own=False, is_active=True
        ).order_by("code")
    )
    if len(found) < len(wanted):
        raise BadInput(
            _("Có cơ quan nhận không còn trong danh sách liên thông; hãy chọn lại."), field="receivers"
        )  # fmt: skip
    return found


def _updated(own: ExchangeParty, receiver: ExchangeParty, document: Document) -> ExchangeCourse:
    rows = ExchangeCourse.objects.select_for_update().filter(
        jurisdiction_id=own.jurisdiction_id, party_id=own.id, side=Side.ORIGINATOR, other_code=receiver.code,
        document_id=document.id, is_over=False,
    )  # fmt: skip
    found = rows.exclude(last=Status.REFUSED).order_by("-id").first()
    if found is None:
        raise Conflict(
            _("“%(name)s” không giữ văn bản này nên không có gì để cập nhật.") % {"name": receiver.name},
            code="nothing_to_update",
        )
    return found


def _begun(
    own: ExchangeParty, receiver: ExchangeParty, packet: Packet, document: Document, now: dt.datetime
) -> ExchangeCourse:
    course = new_course(
        party=own, side=Side.ORIGINATOR, other_code=receiver.code, other_name=receiver.name, packet=packet, now=now,
        document_id=document.id,
    )  # fmt: skip
    if course.last != Status.REFUSED and not _never_left(course):
        raise Conflict(
            _("Văn bản này đã gửi cho “%(name)s”. Nếu cần gửi lại, hãy cập nhật, thay thế hoặc lấy lại.")
            % {"name": receiver.name},
            code="sent_before",
            course_id=course.id,
        )
    return course


def _never_left(course: ExchangeCourse) -> bool:
    return not course.outgoing.exclude(state=OutgoingState.CANCELLED).exists()


def _replaced(
    actor: User, own: ExchangeParty, document_id: int | None, receivers: Sequence[ExchangeParty]
) -> list[ExchangeCourse]:
    rows = ExchangeCourse.objects.select_for_update(of=("self",)).select_related("party")
    found = list(
        rows.filter(
            jurisdiction_id=actor.jurisdiction_id, party_id=own.id, side=Side.ORIGINATOR, document_id=document_id,
            other_code__in=[each.code for each in receivers], is_over=False,
        ).exclude(last=Status.REFUSED).order_by("id")
    ) if document_id is not None else []  # fmt: skip
    if not found:
        raise Conflict(
            _("Chưa gửi văn bản nào cho các cơ quan này để thay thế. Hãy chọn văn bản bị thay thế."),
            code="nothing_to_replace",
        )
    return found
