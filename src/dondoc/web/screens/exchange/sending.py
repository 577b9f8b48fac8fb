"""Sending documents out, asking them back, reporting on tasks; and the bodies of the exchange."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.directives.commands.answer_with_report import answer_with_report
from dondoc.directives.selectors import assignment_for
from dondoc.documents import exchange_selectors as selectors
from dondoc.documents.commands._exchange import require_exchange
from dondoc.documents.commands.queue_packet import queue_packet
from dondoc.documents.commands.request_recall import request_recall
from dondoc.documents.commands.set_party import set_party
from dondoc.documents.models import Document, ExchangeParty
from dondoc.documents.permissions import may_exchange, may_set_own_party
from dondoc.documents.selectors import document_of
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.exchange.acting import answer_form
from dondoc.web.screens.exchange.forms import PartyForm, RecallForm, ReportForm, SendForm

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
def send(request: PageRequest, document_id: int) -> HttpResponse:
    """Send an issued document to chosen bodies."""
    require_exchange(request.user)
    document = document_of(request.user, document_id)
    receivers = list(selectors.parties(request.user).filter(is_own=False, is_active=True))
    form = SendForm(
        request.POST or None, receivers=receivers, sent=selectors.sent_documents(request.user),
        was_sent=bool(selectors.courses_of_document(request.user, document.id)),
    )  # fmt: skip

    def run(**common: Any) -> str:
        given = form.cleaned_data
        queued = queue_packet(
            document_id=document.id, receiver_ids=given["receivers"], contents=form.contents(),
            replaces_document_id=given.get("replaces"), **common,
        )  # fmt: skip
        return ngettext(
            "Văn bản đã vào hàng đợi gửi đến %(count)s cơ quan.",
            "Văn bản đã vào hàng đợi gửi đến %(count)s cơ quan.",
            len(queued),
        ) % {"count": len(queued)}

    words = {"title": _("Gửi liên thông"), "action": _("Gửi"), **_of(document)}
    if not receivers:
        words["lacks"] = _("Chưa có cơ quan nào để gửi. Thêm cơ quan ở Liên thông → Cơ quan.")
    return answer_form(request, form, run, words)


@require_http_methods(_BOTH)
def recall(request: PageRequest, document_id: int) -> HttpResponse:
    """Ask a document back from those who have it."""
    require_exchange(request.user)
    document = document_of(request.user, document_id)
    courses = selectors.recallable(request.user, document.id)
    form = RecallForm(request.POST or None, courses=courses)

    def run(**common: Any) -> str:
        given = form.cleaned_data
        queued = request_recall(
            course_ids=given["courses"], by_packet=given["how"] == "packet", reason=given["reason"], **common
        )
        if not queued:
            return _("Gói tin chưa rời hàng đợi nên đã huỷ; bên nhận không nhận được gì.")
        return _("Yêu cầu đã vào hàng đợi; bên nhận trả lời 15 (đồng ý) hoặc 16 (từ chối).")

    words = {"title": _("Lấy lại văn bản đã gửi"), "action": _("Gửi yêu cầu"), **_of(document)}
    words["confirm"] = _("Gửi yêu cầu lấy lại văn bản này cho các cơ quan đã chọn?")
    if not courses:
        words["lacks"] = _("Không có cơ quan nào đang giữ văn bản này để lấy lại.")
    return answer_form(request, form, run, words)


@require_http_methods(_BOTH)
def report(request: PageRequest, assignment_id: int) -> HttpResponse:
    """Report on a completed assignment to the body whose document gave it."""
    require_exchange(request.user)
    assignment = assignment_for(request.user, assignment_id)
    form = ReportForm(request.POST or None, documents=selectors.sendable_documents(request.user))

    def run(**common: Any) -> str:
        packet = answer_with_report(
            assignment_id=assignment.id, document_id=form.cleaned_data["document_id"], **common
        )  # fmt: skip
        return _("Báo cáo đã vào hàng đợi gửi đến %(name)s.") % {"name": packet.receiver_name or packet.receiver_code}

    words = {
        "title": _("Gửi báo cáo kết quả"), "action": _("Gửi báo cáo"), "up": _("Nhiệm vụ"),
        "back": reverse("web:directive", args=[assignment.directive_id]),
        "about": _("Gửi cho cơ quan đã giao nhiệm vụ, dẫn văn bản giao nhiệm vụ của họ."),
    }  # fmt: skip
    return answer_form(request, form, run, words)


@require_GET
def list_parties(request: PageRequest) -> HttpResponse:
    """List the bodies of the exchange."""
    rows = list(selectors.parties(request.user).select_related("unit"))
    context = {
        "tab": "exchange_parties", "rows": rows, "counts": selectors.counts(request.user),
        "own": next((row for row in rows if row.is_own), None), "may_exchange": may_exchange(request.user),
        "may_own": may_set_own_party(request.user),
    }  # fmt: skip
    return render(request, "web/exchange/parties.html", context)


@require_http_methods(_BOTH)
def new_party(request: PageRequest) -> HttpResponse:
    """Enter a body."""
    require_exchange(request.user)
    return _party(request, None)


@require_http_methods(_BOTH)
def change_party(request: PageRequest, party_id: int) -> HttpResponse:
    """Change a body."""
    require_exchange(request.user)
    return _party(request, selectors.party_of(request.user, party_id))


def _party(request: PageRequest, party: ExchangeParty | None) -> HttpResponse:
    form = PartyForm(
        request.POST or None, party=party, jurisdiction_id=request.jurisdiction.id, on=request.today,
        may_own=may_set_own_party(request.user),
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                code = party.code if party else form.cleaned_data["code"]
                row = set_party(code=code, facts=form.facts(), **request.who)
            except CORRECTABLE as error:
                show_refusal(form, error)
            else:
                messages.success(request, _("Đã lưu cơ quan “%(name)s”.") % {"name": row.name})
                return redirect("web:exchange_parties")
    words = {
        "title": party.name if party else _("Thêm cơ quan"), "action": _("Lưu"), "up": _("Cơ quan liên thông"),
        "back": reverse("web:exchange_parties"),
    }  # fmt: skip
    return render(request, "web/exchange/form.html", {"form": form, **words}, status=status)


def _of(document: Document) -> dict[str, str]:
    name = f"{document.type_name} {document.code}".strip() or _("Văn bản")
    return {"back": reverse("web:document", args=[document.id]), "up": name, "about": document.subject}
