"""The documents: a list, one document with its text and what came of it, corrections, the original file."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.accounts.permissions import may_see_directives, may_upload_document
from dondoc.directives.choices import DraftState
from dondoc.directives.models import Directive, DraftReading
from dondoc.documents.commands.change_document import change_document
from dondoc.documents.content_types import TEXT
from dondoc.documents.models import Document
from dondoc.documents.permissions import may_change_document, may_open_original
from dondoc.documents.register_selectors import entries_of_document, open_registers
from dondoc.documents.scans import page_of
from dondoc.documents.selectors import document_of, documents, original_of, types_of
from dondoc.documents.signatures import PDF_TYPE, signatures_of
from dondoc.drafting.permissions import may_write_drafts
from dondoc.drafting.selectors import drafts_from
from dondoc.foundation.errors import BadInput, Refused
from dondoc.reading import Meeting, Reference
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.documents.forms import DocumentForm, FilterForm
from dondoc.web.screens.documents.related import directives_of, related
from dondoc.web.screens.documents.why import whys_of_document
from dondoc.web.screens.exchange.courses import exchange_of
from dondoc.web.screens.reading.segments import Span, marked_text

_PAGE = 50
_PLACE = re.compile(r"([0-9]{1,8})-([0-9]{1,8})")
# What a file brings along cannot run even where it is shown instead of saved.
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@require_GET
def list_documents(request: PageRequest) -> HttpResponse:
    """List the documents that this person may know of."""
    if not may_see_directives(request.user):
        raise Refused(_("Tài khoản quản trị không xem văn bản giao việc."))
    form = FilterForm(request.GET or None, types=types_of(request.user)) if request.GET else None
    form = form or FilterForm({}, types=types_of(request.user))
    found = documents(request.user, form.wanted())
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    counts = related(page.object_list)
    rows = [(document, counts.get(document.id)) for document in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "may_upload": may_upload_document(request.user)}
    return render(request, "web/documents/list.html", context)


@require_GET
def document(request: PageRequest, document_id: int) -> HttpResponse:
    """Show one document: what it says of itself, its text, the directives that came of it."""
    found = document_of(request.user, document_id)
    rows = directives_of(request.user, found)
    draft = DraftReading.objects.filter(jurisdiction_id=found.jurisdiction_id, document_id=found.id).first()
    context = {
        "document": found,
        "rows": rows,
        "text": _text(found, [row.directive for row in rows], sought=request.GET.get("cau", "")),
        "recipients": found.recipients.order_by("position"),
        "meeting": Meeting.from_dict(found.meeting or {}),
        "references": [Reference.from_dict(reference) for reference in found.references],
        "draft": draft if draft and draft.state == DraftState.OPEN and may_upload_document(request.user) else None,
        "discarded": draft is not None and draft.state == DraftState.DISCARDED,
        "why": whys_of_document(found),
        "may_change": may_change_document(request.user) and found.taken_back_at is None,
        "may_upload": may_upload_document(request.user),
        "may_write": may_write_drafts(request.user),
        "outgoing": drafts_from(request.user, found.id),
        "may_open": may_open_original(request.user),
        "is_pdf": found.file is not None and found.file.content_type == PDF_TYPE,
        **exchange_of(request.user, found),
        "entries": (entries := entries_of_document(request.user, found.id)),
        "registers": [] if entries else open_registers(request.user, found.direction),
    }
    return render(request, "web/documents/document.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, document_id: int) -> HttpResponse:
    """Correct what is recorded of a document."""
    found = document_of(request.user, document_id)
    if not may_change_document(request.user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh được sửa thông tin văn bản. Hãy báo cho Văn phòng."))
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("web:document", args=[found.id])
    form = DocumentForm(request.POST) if request.method == "POST" else DocumentForm.of(found)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _changed(request, found, form):
            messages.success(request, _("Đã lưu thông tin văn bản."))
            return redirect(target)
        status = 422
    context = {"document": found, "form": form, "target": target, "why": whys_of_document(found)}
    return render(request, "web/documents/edit.html", context, status=status)


@require_GET
def original(request: PageRequest, document_id: int) -> FileResponse:
    """Give the original file: to save it, or (text and PDF, `?xem=1`) to look at it without letting it run."""
    file = original_of(request.user, document_id)
    shown = "xem" in request.GET and file.content_type in {PDF_TYPE, TEXT.media_type}
    response = send(file, shown=shown)
    response["Content-Security-Policy"] = _SANDBOX
    return response


@require_GET
def signatures(request: PageRequest, document_id: int) -> HttpResponse:
    """Tell what is to be thought of the digital signatures of a PDF; part of the document's page."""
    found = signatures_of(request.user, document_id, now=request.now)
    return render(request, "web/documents/signatures.html", {"signatures": found})


@require_GET
def page(request: PageRequest, document_id: int, number: int) -> HttpResponse:
    """Give a page of the original file as a picture, to be compared with the text."""
    response = HttpResponse(page_of(request.user, document_id, number), content_type="image/png")
    response["Content-Security-Policy"] = _SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response


def _changed(request: PageRequest, found: Document, form: DocumentForm) -> bool:
    try:
        change_document(
            document_id=found.id, changes=form.changes(), **request.who,
        )  # fmt: skip
    except BadInput as error:
        name: Any = error.details.get("field")
        form.add_error(name if name in form.fields else None, error.message)
        return False
    return True


def _text(found: Document, directives: list[Directive], *, sought: str) -> str:
    # A sentence that another page speaks of ("?cau=12-80#t-cau") is marked; it comes first so that it gives the anchor.
    place = _PLACE.fullmatch(sought)
    spans = [Span("cau", int(place[1]), int(place[2]), 0, "is-sought")] if place else []
    spans += [
        Span(
            f"n{place}", directive.span_start, directive.span_end, place,
            href=reverse("web:directive", args=[directive.id]),
        )
        for place, directive in enumerate(directives, start=1)
        if directive.span_start is not None and directive.span_end is not None
    ]  # fmt: skip
    return marked_text(found.text, spans)
