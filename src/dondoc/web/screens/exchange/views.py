"""What came in, what goes out, what waits in quarantine; one packet's page, its attachments and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.documents import exchange_selectors as selectors
from dondoc.documents.choices import IncomingState, MessageKind, OutgoingState, Side
from dondoc.documents.commands.send_status import BY_HAND
from dondoc.documents.exchange import ExchangeError, Packet
from dondoc.documents.exchange.codes import Status
from dondoc.documents.exchange_courses import may_follow
from dondoc.documents.exchange_setup import is_set_up
from dondoc.documents.exchange_takeover import listed
from dondoc.documents.exchange_words import in_words, priority_name, steering_name
from dondoc.documents.models import ExchangeCourse, ExchangeParty, IncomingPacket, OutgoingPacket, StoredFile
from dondoc.documents.permissions import may_exchange
from dondoc.foundation.errors import NotFound
from dondoc.web.downloads import SANDBOX, send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.exchange import words
from dondoc.web.screens.exchange.forms import FilterForm

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A packet as a list shows it."""

    packet: IncomingPacket | OutgoingPacket
    title: str
    badge: words.Badge
    problem: str


@require_GET
def list_incoming(request: PageRequest) -> HttpResponse:
    """List what came in, newest first."""
    form = FilterForm(request.GET, states=IncomingState)
    page = Paginator(selectors.incoming(request.user, form.wanted()), _PAGE).get_page(request.GET.get("page"))
    return render(request, "web/exchange/incoming.html", _listed(request, "exchange", page, form))


@require_GET
def list_outgoing(request: PageRequest) -> HttpResponse:
    """List what goes out and went, newest first."""
    form = FilterForm(request.GET, states=OutgoingState)
    page = Paginator(selectors.outgoing(request.user, form.wanted()), _PAGE).get_page(request.GET.get("page"))
    return render(request, "web/exchange/outgoing.html", _listed(request, "exchange_out", page, form))


@require_GET
def list_quarantine(request: PageRequest) -> HttpResponse:
    """List what waits in quarantine, oldest first."""
    page = Paginator(selectors.quarantine(request.user), _PAGE).get_page(request.GET.get("page"))
    return render(request, "web/exchange/quarantine.html", _listed(request, "exchange_quarantine", page, None))


@require_GET
def incoming_packet(request: PageRequest, packet_id: int) -> HttpResponse:
    """Show a packet that came in: what it says, where its document stands, what can be done."""
    packet = selectors.incoming_of(request.user, packet_id)
    received = selectors.message_of(packet.file)
    message = None if received is None or isinstance(received, ExchangeError) else received.message
    course = packet.course
    acts = may_exchange(request.user)
    is_document = packet.kind in (MessageKind.NEW, MessageKind.REPLACE)
    waits = packet.state == IncomingState.RECEIVED
    context = {
        "packet": packet, "title": words.title_of(packet), "badge": words.badge_of(packet),
        "problem": words.problem_of(packet), "priority": priority_name(packet.priority),
        "steering": steering_name(packet.steering),
        "content": message.content if isinstance(message, Packet) else "",
        "files": listed(message) if isinstance(message, Packet) else [],
        "notices": [] if received is None or isinstance(received, ExchangeError) else [
            in_words(notice.message) for notice in received.notices
        ],
        "is_quarantined": packet.state in selectors.IN_QUARANTINE,
        "may_accept": acts and waits and is_document and course is not None and may_follow(course, Status.ACCEPTED),
        "may_decide": acts and waits and is_document,
        "may_release": acts and packet.state in selectors.IN_QUARANTINE,
        "is_dismissed": packet.state == IncomingState.DISMISSED,
        **_way(course, acts=acts),
    }  # fmt: skip
    return render(request, "web/exchange/packet.html", context)


@require_GET
def outgoing_packet(request: PageRequest, packet_id: int) -> HttpResponse:
    """Show a packet that goes out: to whom, how far it is, where its document stands."""
    packet = selectors.outgoing_of(request.user, packet_id)
    received = selectors.message_of(packet.file)
    message = None if received is None or isinstance(received, ExchangeError) else received.message
    acts = may_exchange(request.user)
    context = {
        "packet": packet, "title": words.title_of(packet), "badge": words.badge_of(packet),
        "problem": words.problem_of(packet), "steering": steering_name(packet.steering),
        "files": listed(message) if isinstance(message, Packet) else [],
        "may_retry": acts and packet.state in selectors.TROUBLED,
        **_way(packet.course, acts=acts),
    }  # fmt: skip
    return render(request, "web/exchange/sent.html", context)


@require_GET
def incoming_file(request: PageRequest, packet_id: int) -> FileResponse:
    """Give the bytes of a packet that came in."""
    return _bytes(selectors.incoming_of(request.user, packet_id).file)


@require_GET
def outgoing_file(request: PageRequest, packet_id: int) -> FileResponse:
    """Give the bytes of a packet that goes out."""
    return _bytes(selectors.outgoing_of(request.user, packet_id).file)


@require_GET
def attachment(request: PageRequest, packet_id: int, number: int) -> HttpResponse:
    """Give an attachment of a packet that came in: to save it, never shown in place."""
    received = selectors.message_of(selectors.incoming_of(request.user, packet_id).file)
    if received is None or isinstance(received, ExchangeError) or not isinstance(received.message, Packet):
        raise NotFound
    files = listed(received.message)
    if not 1 <= number <= len(files):
        raise NotFound
    found, content = files[number - 1], received.message.attachments[number - 1].content
    kind = found.kind.media_type if found.kind else "application/octet-stream"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    )
    response["Content-Security-Policy"] = SANDBOX
    return response


def _listed(request: PageRequest, tab: str, page: Any, form: FilterForm | None) -> dict[str, Any]:
    own = ExchangeParty.objects.filter(jurisdiction_id=request.jurisdiction.id, is_own=True).first()
    return {
        "tab": tab, "page": page, "form": form, "counts": selectors.counts(request.user), "own": own,
        "is_set_up": is_set_up(), "may_exchange": may_exchange(request.user),
        "rows": [
            Row(packet, words.title_of(packet), words.badge_of(packet), words.problem_of(packet)) for packet in page
        ],
    }  # fmt: skip


def _way(course: ExchangeCourse | None, *, acts: bool) -> dict[str, Any]:
    """The course of a document and what may be done about it; of none where the packet has none."""
    if course is None:
        return {"course": None}
    is_ours = course.side == Side.ORIGINATOR
    return {
        "course": course,
        "lines": words.lines_of(course, selectors.steps_of([course])[course.id]),
        "where": words.where(course),
        "asked": words.asked_of(course),
        "is_ours": is_ours,
        "may_answer": acts and may_follow(course, Status.AGREED),
        "may_say": acts and any(may_follow(course, status) for status in BY_HAND),
    }  # fmt: skip


def _bytes(file: StoredFile | None) -> FileResponse:
    if file is None:
        raise NotFound(_("Nội dung gói tin không được lưu vì có dấu mật."))
    return send(file)
