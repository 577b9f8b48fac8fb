"""What people decide on packets: take over, refuse, let out of quarantine, answer, tell, send again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.directives.commands.take_over_packet import take_over_packet
from dondoc.documents import exchange_selectors as selectors
from dondoc.documents import numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands._exchange import require_exchange
from dondoc.documents.commands.answer_recall import answer_recall
from dondoc.documents.commands.dismiss_packet import dismiss_packet
from dondoc.documents.commands.record_arrival import DuplicateArrival
from dondoc.documents.commands.refuse_packet import refuse_packet
from dondoc.documents.commands.register_document import DuplicateDocument
from dondoc.documents.commands.release_packet import release_packet
from dondoc.documents.commands.retry_packet import retry_packet
from dondoc.documents.commands.send_status import send_status
from dondoc.documents.exchange import ExchangeError, Packet
from dondoc.documents.exchange_takeover import listed, main_number
from dondoc.documents.models import ExchangeCourse, IncomingPacket
from dondoc.documents.register_selectors import open_registers
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.exchange import words
from dondoc.web.screens.exchange.acting import answer_form
from dondoc.web.screens.exchange.forms import AcceptForm, AnswerForm, AsideForm, NoteForm, ReasonForm, StatusForm

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
def accept(request: PageRequest, packet_id: int) -> HttpResponse:
    """Take a document over; one that gives tasks leads on to its reading."""
    require_exchange(request.user)
    packet = selectors.incoming_of(request.user, packet_id)
    received = selectors.message_of(packet.file)
    message = None if received is None or isinstance(received, ExchangeError) else received.message
    of_packet: dict[str, Any] = {
        "registers": open_registers(request.user, Direction.RECEIVED),
        "files": listed(message) if isinstance(message, Packet) else [],
        "main": main_number(message) if isinstance(message, Packet) else None,
    }
    form = AcceptForm(request.POST or None, **of_packet)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = take_over_packet(packet_id=packet.id, taking=form.taking(), **request.who)
            except CORRECTABLE as error:
                if isinstance(error, DuplicateDocument | DuplicateArrival):
                    form = _with_question(request, error, of_packet)
                show_refusal(form, error)
            else:
                number = numbering.written(done.accepted.entry.number)
                messages.success(request, _("Đã tiếp nhận và vào sổ: số đến %(number)s.") % {"number": number})
                if done.draft is not None:
                    return redirect("web:reading_draft", done.draft.id)
                return redirect("web:document", done.accepted.document.id)
    words_ = {
        "title": _("Tiếp nhận văn bản"), "action": _("Tiếp nhận và vào sổ"), **_up(packet),
        "about": f"{packet.notation} {packet.subject}".strip(),
        "note": _("Văn bản chỉ đạo: tiếp nhận xong, màn hình đọc mở ra để rà soát ý chỉ đạo.") if packet.steering == 2 else "",  # noqa: PLR2004 - SteeringType
        "lacks": "" if of_packet["registers"] else _("Chưa có sổ văn bản đến nào đang mở. Lãnh đạo Văn phòng mở sổ ở mục Sổ văn bản."),
    }  # fmt: skip
    return render(request, "web/exchange/form.html", {"form": form, **words_}, status=status)


@require_http_methods(_BOTH)
def refuse(request: PageRequest, packet_id: int) -> HttpResponse:
    """Refuse a document."""
    require_exchange(request.user)
    packet = selectors.incoming_of(request.user, packet_id)
    form = ReasonForm(request.POST or None)

    def run(**common: Any) -> str:
        refuse_packet(packet_id=packet.id, reason=form.cleaned_data["reason"], **common)
        return _("Đã từ chối; bên gửi sẽ nhận trạng thái 02 kèm lý do.")

    words_ = {"title": _("Từ chối tiếp nhận"), "action": _("Từ chối"), **_up(packet)}
    words_["confirm"] = _("Từ chối văn bản này? Bên gửi nhận trạng thái 02 và phải gửi lại nếu cần.")
    return answer_form(request, form, run, words_)


@require_http_methods(_BOTH)
def release(request: PageRequest, packet_id: int) -> HttpResponse:
    """Let a packet out of quarantine."""
    require_exchange(request.user)
    packet = selectors.incoming_of(request.user, packet_id)
    form = NoteForm(request.POST or None)

    def run(**common: Any) -> str:
        done = release_packet(packet_id=packet.id, note=form.cleaned_data["note"], **common)
        return _("Gói tin đã ra khỏi cách ly: %(state)s.") % {"state": done.get_state_display()}

    words_ = {"title": _("Xử lý lại gói tin cách ly"), "action": _("Xử lý lại"), **_up(packet)}
    words_["about"] = words.problem_of(packet)
    return answer_form(request, form, run, words_)


@require_http_methods(_BOTH)
def dismiss(request: PageRequest, packet_id: int) -> HttpResponse:
    """Put a packet of the quarantine aside."""
    require_exchange(request.user)
    packet = selectors.incoming_of(request.user, packet_id)
    form = AsideForm(request.POST or None)

    def run(**common: Any) -> str:
        dismiss_packet(packet_id=packet.id, reason=form.cleaned_data["reason"], **common)
        return _("Đã bỏ qua gói tin; nội dung vẫn được lưu.")

    words_ = {"title": _("Bỏ qua gói tin"), "action": _("Bỏ qua"), **_up(packet)}
    words_["confirm"] = _("Bỏ qua gói tin này? Gói tin không chờ xử lý nữa; nội dung và lý do vẫn được lưu.")
    return answer_form(request, form, run, words_)


@require_http_methods(_BOTH)
def say_status(request: PageRequest, course_id: int) -> HttpResponse:
    """Tell the sender how far a document is."""
    require_exchange(request.user)
    course = selectors.course_of(request.user, course_id)
    form = StatusForm(request.POST or None, course=course)

    def run(**common: Any) -> str:
        given = form.cleaned_data
        send_status(course_id=course.id, status=given["status"], description=given["description"], **common)
        return _("Trạng thái đã vào hàng đợi gửi.")

    words_ = {"title": _("Gửi trạng thái xử lý"), "action": _("Gửi trạng thái"), **_up_course(course)}
    words_["about"] = _("Đang ở: %(where)s") % {"where": words.where(course)}
    return answer_form(request, form, run, words_)


@require_http_methods(_BOTH)
def answer(request: PageRequest, course_id: int) -> HttpResponse:
    """Answer a sender who asks a document back."""
    require_exchange(request.user)
    course = selectors.course_of(request.user, course_id)
    form = AnswerForm(request.POST or None)

    def run(**common: Any) -> str:
        agree = form.cleaned_data["answer"] == "agree"
        answer_recall(course_id=course.id, agree=agree, reason=form.cleaned_data["reason"], **common)
        return (
            _("Đã đồng ý; bên gửi sẽ nhận trạng thái 15.") if agree else _("Đã từ chối; bên gửi sẽ nhận trạng thái 16.")
        )

    words_ = {"title": _("Trả lời bên gửi"), "action": _("Gửi trả lời"), **_up_course(course)}
    asked = words.asked_of(course)
    if asked:
        words_["about"] = _("%(who)s %(asked)s: %(code)s %(subject)s") % {
            "who": course.other_name or course.other_code, "asked": asked, "code": course.notation,
            "subject": course.subject,
        }  # fmt: skip
    if course.asked != "update":
        words_["note"] = _(
            "Đồng ý thì văn bản được đánh dấu đã lấy lại và giữ nguyên, không sửa nữa; nhiệm vụ đã giao không tự thay đổi."
        )
    words_["confirm"] = _("Gửi trả lời này cho bên gửi? Trả lời đã gửi không rút lại được.")
    return answer_form(request, form, run, words_)


@require_POST
def retry(request: PageRequest, packet_id: int) -> HttpResponse:
    """Send a packet again."""
    require_exchange(request.user)
    retry_packet(packet_id=packet_id, **request.who)
    messages.success(request, _("Gói tin đã trở lại hàng đợi, sẽ được gửi ở lượt tới."))
    return redirect("web:exchange_sent", packet_id)


def _with_question(
    request: PageRequest, error: DuplicateDocument | DuplicateArrival, of_packet: dict[str, Any]
) -> AcceptForm:
    """The form once more, now asking what to do with a document that is here already."""
    data = request.POST.copy()
    data["asked"], data["duplicate"] = "1", data.get("duplicate", "")
    if "document_id" in error.details:
        data["existing"] = str(error.details["document_id"])
    return AcceptForm(data, **of_packet)


def _up(packet: IncomingPacket) -> dict[str, str]:
    return {"back": reverse("web:exchange_packet", args=[packet.id]), "up": packet.notation or words.title_of(packet)}


def _up_course(course: ExchangeCourse) -> dict[str, str]:
    """Where the document of a course is looked at: the packet that brought it."""
    first = course.incoming.order_by("id").first()
    if first is None:
        return {"back": reverse("web:exchange"), "up": _("Liên thông văn bản")}
    return {"back": reverse("web:exchange_packet", args=[first.id]), "up": course.notation or words.title_of(first)}
