"""Answer who gave a task with a report: a document that the office issued, naming the one that it answers."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import Lifecycle
from dondoc.directives.commands.step import lock_assignment
from dondoc.directives.models import Assignment
from dondoc.documents import disk
from dondoc.documents.choices import IncomingState, MessageKind
from dondoc.documents.commands._exchange import require_exchange
from dondoc.documents.commands.queue_packet import queue_packet
from dondoc.documents.exchange.codes import Steering
from dondoc.documents.exchange_outbox import Contents, answered_form
from dondoc.documents.models import ExchangeCourse, ExchangeParty, IncomingPacket, OutgoingPacket
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def answer_with_report(
    *, actor: User, assignment_id: int, document_id: int, now: dt.datetime, request_id: str = ""
) -> OutgoingPacket:
    """Send the report on an assignment to the body whose document gave it (SteeringType 3, ResponseFor its id).

    Args:
        actor: the clerk or the leader of the office.
        assignment_id: an assignment that is completed.
        document_id: the report, a document that the office issued, with its file.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment or document for `actor`.
        Refused: `actor` does not send packets.
        Conflict: it is not completed (`not_completed`), its document did not come through the exchange
            (`not_exchanged`), the report was sent there before (`sent_before`), or the sender cannot be written to.
        BadInput: the report lacks something that a packet needs.
    """
    require_exchange(actor)
    with disk.files_and_rows():
        assignment = lock_assignment(actor, assignment_id)
        if assignment.lifecycle != Lifecycle.ACCEPTED:
            raise Conflict(_("Chỉ gửi báo cáo kết quả khi nhiệm vụ đã được xác nhận hoàn thành."), code="not_completed")
        course = _course_of(assignment)
        (packet,) = queue_packet(
            actor=actor,
            document_id=document_id,
            receiver_ids=[_receiver(course).id],
            contents=Contents(kind=MessageKind.NEW, steering=Steering.REPORTS, response_for=[answered_form(course)]),
            now=now,
            request_id=request_id,
        )
        append(
            jurisdiction_id=assignment.jurisdiction_id,
            events=[
                NewEvent(
                    events.DIRECTIVE,
                    assignment.directive_id,
                    events.REPORT_SENT,
                    {
                        "assignment_id": assignment.id,
                        "document_id": document_id,
                        "packet_id": packet.id,
                        "receiver": packet.receiver_name or packet.receiver_code,
                    },
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return packet


def _course_of(assignment: Assignment) -> ExchangeCourse:
    """The course of the document that gave the task.

    Raises:
        Conflict: it did not come through the exchange.
    """
    came = IncomingPacket.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id,
        document_id=assignment.directive.document_id or 0,
        state=IncomingState.ACCEPTED,
    )
    packet = came.select_related("course", "course__party").order_by("-id").first()
    if packet is None or packet.course is None:
        raise Conflict(
            _("Văn bản giao nhiệm vụ này không đến qua liên thông nên không có nơi để gửi báo cáo."),
            code="not_exchanged",
        )
    course: ExchangeCourse = packet.course
    return course


def _receiver(course: ExchangeCourse) -> ExchangeParty:
    found = ExchangeParty.objects.filter(
        jurisdiction_id=course.jurisdiction_id, code=course.other_code, is_own=False, is_active=True
    ).first()
    if found is None:
        raise Conflict(
            _("Hãy thêm “%(name)s” (%(code)s) vào danh sách cơ quan liên thông trước khi gửi báo cáo.")
            % {"name": course.other_name or course.other_code, "code": course.other_code},
            code="unknown_party",
        )
    return found
