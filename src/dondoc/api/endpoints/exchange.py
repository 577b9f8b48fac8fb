"""The exchange: packets listed, shown, taken over, refused, sent, asked back; the bodies."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.bodies import body_of, request_body
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.exchange import (
    Accepted,
    Accepting,
    Answer,
    CourseItem,
    Courses,
    ExchangeReason,
    IncomingDetail,
    IncomingItem,
    IncomingPage,
    IncomingQuery,
    NewParty,
    NewStatus,
    Note,
    OutgoingItem,
    OutgoingItems,
    OutgoingPage,
    OutgoingQuery,
    PacketFile,
    Parties,
    PartyItem,
    Recalling,
    Reporting,
    Sending,
)
from dondoc.directives.commands.answer_with_report import answer_with_report
from dondoc.directives.commands.take_over_packet import take_over_packet
from dondoc.documents import exchange_selectors as selectors
from dondoc.documents.choices import MessageKind
from dondoc.documents.commands._exchange import require_exchange
from dondoc.documents.commands.accept_packet import Taking
from dondoc.documents.commands.answer_recall import answer_recall
from dondoc.documents.commands.dismiss_packet import dismiss_packet
from dondoc.documents.commands.queue_packet import queue_packet
from dondoc.documents.commands.receive_packet import receive_packet
from dondoc.documents.commands.refuse_packet import refuse_packet
from dondoc.documents.commands.release_packet import release_packet
from dondoc.documents.commands.request_recall import request_recall
from dondoc.documents.commands.retry_packet import retry_packet
from dondoc.documents.commands.send_status import send_status
from dondoc.documents.commands.set_party import PartyFacts, set_party
from dondoc.documents.exchange import ExchangeError, Packet
from dondoc.documents.exchange.codes import OrganCode, Steering
from dondoc.documents.exchange_outbox import Contents, own_party
from dondoc.documents.exchange_takeover import listed
from dondoc.documents.exchange_words import in_words
from dondoc.documents.models import ExchangeCourse, ExchangeParty, IncomingPacket, OutgoingPacket, StoredFile
from dondoc.documents.selectors import document_of
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Liên thông văn bản"])


@router.get("/exchange/incoming", response=IncomingPage, summary="Gói tin đến", url_name="exchange_incoming")
def list_of_incoming(request: PageRequest, query: Query[IncomingQuery]) -> HttpResponse:
    """Trả các gói tin đến, mới nhất trước; dành cho Văn phòng. Gói tin cách ly có `error_code` và một câu."""
    lookups.refuse_unknown(request, frozenset(IncomingQuery.model_fields))
    rows = selectors.incoming(request.user, selectors.PacketFilter(query.q, query.state or "", query.kind))
    shown = [_incoming(row) for row in rows[query.offset : query.offset + query.limit]]
    return reply({"items": shown, "count": rows.count(), "limit": query.limit, "offset": query.offset})


@router.post(
    "/exchange/incoming", response={201: IncomingItem}, summary="Nạp gói tin", url_name="exchange_incoming",
    openapi_extra=request_body(PacketFile, files="file"),
)  # fmt: skip
def bring_packet_in(request: PageRequest) -> HttpResponse:
    """Nạp một gói tin nhận bằng đường khác. Cùng nội dung nạp lại không đổi gì; gói không dùng được nằm ở cách ly."""
    require_exchange(request.user)
    body_of(request, PacketFile)
    given = request.FILES.get("file")
    if given is None:
        raise BadInput(_("Hãy gửi gói tin ở trường file."), code="file_required", field="file")
    party = own_party(request.user.jurisdiction_id)
    row = receive_packet(party=party, name=str(given.name), data=given.read(), **request.who)
    return reply(_incoming(row), status=201)


@router.get(
    "/exchange/incoming/{packet_id}", response=IncomingDetail, summary="Một gói tin đến", url_name="exchange_packet"
)
def one_incoming(request: PageRequest, packet_id: Id) -> HttpResponse:
    """Trả một gói tin đến với các tệp đính kèm và những chỗ lệch quy chuẩn đã bỏ qua."""
    row = selectors.incoming_of(request.user, packet_id)
    message, notices = _read(row.file)
    files = listed(message) if message else []
    return reply(
        {
            **_incoming(row),
            "content": message.content if message else "",
            "attachments": [
                {
                    "number": one.number, "name": one.name, "size": one.size, "description": one.description,
                    "is_readable": one.is_readable,
                }
                for one in files
            ],
            "notices": notices,
        }
    )  # fmt: skip


@router.get("/exchange/incoming/{packet_id}/file", summary="Nội dung gói tin đến", url_name="exchange_packet_file")
def incoming_bytes(request: PageRequest, packet_id: Id) -> FileResponse:
    """Tải đúng nội dung XML đã nhận."""
    return send(_kept(selectors.incoming_of(request.user, packet_id).file))


@router.get(
    "/exchange/incoming/{packet_id}/attachments/{number}/file", summary="Tệp đính kèm", url_name="exchange_attachment"
)
def attachment_bytes(request: PageRequest, packet_id: Id, number: Id) -> HttpResponse:
    """Tải một tệp đính kèm của gói tin đến."""
    message, _notices = _read(selectors.incoming_of(request.user, packet_id).file)
    files = listed(message) if message else []
    if message is None or number > len(files):
        raise NotFound
    found = files[number - 1]
    response = HttpResponse(
        message.attachments[number - 1].content,
        content_type=found.kind.media_type if found.kind else "application/octet-stream",
    )
    response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@router.post(
    "/exchange/incoming/{packet_id}/accept", response=Accepted, summary="Tiếp nhận", url_name="exchange_accept"
)
def accept_incoming(request: PageRequest, packet_id: Id, body: Body[Accepting]) -> HttpResponse:
    """Nhập văn bản, vào sổ đến, trả lời 03. Văn bản chỉ đạo thì mở luôn bản đọc (`draft_id`)."""
    require_exchange(request.user)
    done = take_over_packet(packet_id=packet_id, taking=Taking(**body.model_dump()), **request.who)
    accepted = done.accepted
    return reply(
        {
            "packet": _incoming(accepted.packet),
            "document_id": accepted.document.id,
            "entry_id": accepted.entry.id,
            "draft_id": done.draft.id if done.draft else None,
        }
    )


@router.post(
    "/exchange/incoming/{packet_id}/refuse", response=IncomingItem, summary="Từ chối", url_name="exchange_refuse"
)
def refuse_incoming(request: PageRequest, packet_id: Id, body: Body[ExchangeReason]) -> HttpResponse:
    """Từ chối một văn bản; bên gửi nhận 02 kèm lý do."""
    return reply(_incoming(refuse_packet(packet_id=packet_id, reason=body.reason, **request.who)))


@router.post(
    "/exchange/incoming/{packet_id}/release", response=IncomingItem, summary="Xử lý lại", url_name="exchange_release"
)
def release_incoming(request: PageRequest, packet_id: Id, body: Body[Note]) -> HttpResponse:
    """Xử lý lại một gói tin cách ly. Vẫn không dùng được thì 409 `still_quarantined` kèm `error_code`."""
    return reply(_incoming(release_packet(packet_id=packet_id, note=body.note, **request.who)))


@router.post(
    "/exchange/incoming/{packet_id}/dismiss", response=IncomingItem, summary="Bỏ qua", url_name="exchange_dismiss"
)
def dismiss_incoming(request: PageRequest, packet_id: Id, body: Body[ExchangeReason]) -> HttpResponse:
    """Bỏ qua một gói tin cách ly; nội dung vẫn được lưu."""
    return reply(_incoming(dismiss_packet(packet_id=packet_id, reason=body.reason, **request.who)))


@router.get("/exchange/outgoing", response=OutgoingPage, summary="Gói tin đi", url_name="exchange_outgoing")
def list_of_outgoing(request: PageRequest, query: Query[OutgoingQuery]) -> HttpResponse:
    """Trả các gói tin đi, mới nhất trước, với số lần gửi và lỗi lần cuối."""
    lookups.refuse_unknown(request, frozenset(OutgoingQuery.model_fields))
    wanted = selectors.PacketFilter(query.q, query.state or "", query.kind)
    rows = selectors.outgoing(request.user, wanted).select_related("course", "file")
    shown = [_outgoing(row) for row in rows[query.offset : query.offset + query.limit]]
    return reply({"items": shown, "count": rows.count(), "limit": query.limit, "offset": query.offset})


@router.get("/exchange/outgoing/{packet_id}", response=OutgoingItem, summary="Một gói tin đi", url_name="exchange_sent")
def one_outgoing(request: PageRequest, packet_id: Id) -> HttpResponse:
    """Trả một gói tin đi."""
    return reply(_outgoing(selectors.outgoing_of(request.user, packet_id)))


@router.get("/exchange/outgoing/{packet_id}/file", summary="Nội dung gói tin đi", url_name="exchange_sent_file")
def outgoing_bytes(request: PageRequest, packet_id: Id) -> FileResponse:
    """Tải đúng nội dung XML được gửi."""
    return send(_kept(selectors.outgoing_of(request.user, packet_id).file))


@router.post(
    "/exchange/outgoing/{packet_id}/retry", response=OutgoingItem, summary="Gửi lại", url_name="exchange_retry"
)
def retry_outgoing(request: PageRequest, packet_id: Id) -> HttpResponse:
    """Đưa một gói tin chưa gửi được trở lại hàng đợi."""
    retry_packet(packet_id=packet_id, **request.who)
    return reply(_outgoing(selectors.outgoing_of(request.user, packet_id)))


@router.get("/exchange/courses/{course_id}", response=CourseItem, summary="Diễn biến", url_name="exchange_course")
def one_course(request: PageRequest, course_id: Id) -> HttpResponse:
    """Trả diễn biến của một văn bản giữa bên gửi và một bên nhận."""
    return reply(_courses([selectors.course_of(request.user, course_id)])[0])


@router.post(
    "/exchange/courses/{course_id}/statuses", response={201: OutgoingItem}, summary="Gửi trạng thái",
    url_name="exchange_status",
)  # fmt: skip
def tell_status(request: PageRequest, course_id: Id, body: Body[NewStatus]) -> HttpResponse:
    """Gửi trạng thái 04, 05 hoặc 06 của văn bản đã tiếp nhận, đúng trình tự."""
    row = send_status(course_id=course_id, **body.model_dump(), **request.who)
    return reply(_outgoing(selectors.outgoing_of(request.user, row.id)), status=201)


@router.post(
    "/exchange/courses/{course_id}/answer", response={201: OutgoingItem}, summary="Trả lời bên gửi",
    url_name="exchange_answer",
)  # fmt: skip
def answer_originator(request: PageRequest, course_id: Id, body: Body[Answer]) -> HttpResponse:
    """Trả lời yêu cầu lấy lại, thu hồi, cập nhật, thay thế: 15 hoặc 16."""
    row = answer_recall(course_id=course_id, **body.model_dump(), **request.who)
    return reply(_outgoing(selectors.outgoing_of(request.user, row.id)), status=201)


@router.get(
    "/documents/{document_id}/exchange",
    response=Courses,
    summary="Liên thông của văn bản",
    url_name="document_exchange",
)
def exchange_of_document(request: PageRequest, document_id: Id) -> HttpResponse:
    """Trả diễn biến của một văn bản ở từng nơi gửi, nơi nhận."""
    selectors.require_seeing(request.user)
    found = document_of(request.user, document_id)
    return reply({"items": _courses(selectors.courses_of_document(request.user, found.id))})


@router.post(
    "/documents/{document_id}/exchange", response={201: OutgoingItems}, summary="Gửi liên thông",
    url_name="document_exchange",
)  # fmt: skip
def send_document(request: PageRequest, document_id: Id, body: Body[Sending]) -> HttpResponse:
    """Đưa văn bản đi vào hàng đợi gửi đến các cơ quan. Đã gửi rồi thì 409 `sent_before`."""
    require_exchange(request.user)
    contents = Contents(
        kind=MessageKind(body.kind), steering=Steering(body.steering), due_on=body.due_on, reason=body.reason
    )
    queued = queue_packet(
        document_id=document_id, receiver_ids=_receivers(request, body.receivers), contents=contents,
        replaces_document_id=body.replaces_document_id, **request.who,
    )  # fmt: skip
    return reply(_queued(request, queued), status=201)


@router.post(
    "/documents/{document_id}/exchange/recall", response={201: OutgoingItems}, summary="Lấy lại văn bản",
    url_name="document_recall",
)  # fmt: skip
def recall_document(request: PageRequest, document_id: Id, body: Body[Recalling]) -> HttpResponse:
    """Yêu cầu các nơi nhận trả lại văn bản. Gói chưa rời hàng đợi bị huỷ và không có trong `items`."""
    require_exchange(request.user)
    found = document_of(request.user, document_id)
    codes = {OrganCode(code).normal for code in body.receivers}
    courses = [
        course.id for course in selectors.recallable(request.user, found.id) if not codes or course.other_code in codes
    ]
    queued = request_recall(course_ids=courses, by_packet=body.by_packet, reason=body.reason, **request.who)
    return reply(_queued(request, queued), status=201)


@router.post(
    "/assignments/{assignment_id}/report-packet", response={201: OutgoingItem}, summary="Gửi báo cáo kết quả",
    url_name="assignment_report_packet",
)  # fmt: skip
def report_to_originator(request: PageRequest, assignment_id: Id, body: Body[Reporting]) -> HttpResponse:
    """Gửi văn bản báo cáo kết quả của nhiệm vụ đã hoàn thành cho cơ quan giao (loại chỉ đạo 3)."""
    row = answer_with_report(assignment_id=assignment_id, document_id=body.document_id, **request.who)
    return reply(_outgoing(selectors.outgoing_of(request.user, row.id)), status=201)


@router.get("/exchange/parties", response=Parties, summary="Cơ quan liên thông", url_name="exchange_parties")
def list_of_parties(request: PageRequest) -> HttpResponse:
    """Trả các cơ quan liên thông, cơ quan mình trước."""
    return reply({"items": [_party(row) for row in selectors.parties(request.user)]})


@router.post("/exchange/parties", response=PartyItem, summary="Khai cơ quan", url_name="exchange_parties")
def set_one_party(request: PageRequest, body: Body[NewParty]) -> HttpResponse:
    """Khai một cơ quan theo mã định danh, hoặc sửa cơ quan đã có mã đó. Cơ quan mình do Lãnh đạo Văn phòng khai."""
    facts = PartyFacts(**body.model_dump(exclude={"code"}))
    return reply(_party(set_party(code=body.code, facts=facts, **request.who)))


def _receivers(request: PageRequest, codes: list[str]) -> list[int]:
    wanted = {OrganCode(code).normal: code for code in codes}
    rows = selectors.parties(request.user).filter(code__in=wanted)
    found = dict(rows.values_list("code", "id"))
    unknown = next((written for normal, written in wanted.items() if normal not in found), None)
    if unknown is not None:
        raise BadInput(
            _("Không có cơ quan nào mang mã “%(code)s”; xem danh sách ở /api/v1/exchange/parties.") % {"code": unknown},
            code="unknown_party",
            field="receivers",
        )
    return list(found.values())


def _read(file: StoredFile | None) -> tuple[Packet | None, list[str]]:
    received = selectors.message_of(file)
    if received is None or isinstance(received, ExchangeError):
        return None, []
    message = received.message if isinstance(received.message, Packet) else None
    return message, [in_words(notice.message) for notice in received.notices]


def _kept(file: StoredFile | None) -> StoredFile:
    if file is None:
        raise NotFound(_("Nội dung gói tin không được lưu vì có dấu mật."), code="not_kept")
    return file


def _queued(request: PageRequest, rows: list[OutgoingPacket]) -> dict[str, Any]:
    found = selectors.outgoing(request.user, selectors.PacketFilter(kind="all")).select_related("course", "file")
    return {"items": [_outgoing(row) for row in found.filter(id__in=[row.id for row in rows]).order_by("id")]}


def _incoming(row: IncomingPacket) -> dict[str, Any]:
    changed = {
        "kind": row.kind or None, "error": in_words(row.error), "received_at": at(row.received_at),
        "decided_at": at(row.decided_at),
    }  # fmt: skip
    return {name: changed[name] if name in changed else getattr(row, name) for name in IncomingItem.model_fields}


def _outgoing(row: OutgoingPacket) -> dict[str, Any]:
    changed = {
        "error": in_words(row.error), "next_attempt_at": at(row.next_attempt_at), "queued_at": at(row.queued_at),
        "sent_at": at(row.sent_at), "sha256": row.file.sha256,
        **{name: getattr(row.course, name) for name in ("document_id", "document_ident", "notation", "subject")},
    }  # fmt: skip
    return {name: changed[name] if name in changed else getattr(row, name) for name in OutgoingItem.model_fields}


def _courses(courses: list[ExchangeCourse]) -> list[dict[str, Any]]:
    steps = selectors.steps_of(courses)
    names = [name for name in CourseItem.model_fields if name != "steps"]
    return [
        {
            **{name: getattr(course, name) for name in names},
            "steps": [
                {
                    "at": at(step.at), "is_ours": step.is_ours, "kind": step.kind, "status": step.status,
                    "reason": step.reason, "staff": step.staff,
                    "outgoing_id": step.outgoing.id if step.outgoing else None,
                    "incoming_id": step.incoming.id if step.incoming else None,
                }
                for step in steps[course.id]
            ],
        }
        for course in courses
    ]  # fmt: skip


def _party(row: ExchangeParty) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PartyItem.model_fields}
