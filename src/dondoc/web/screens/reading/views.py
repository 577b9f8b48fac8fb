"""The entry of the reading screen: upload or paste, and the readings that wait for somebody."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_upload_document
from dondoc.directives.choices import DraftState
from dondoc.directives.commands.open_draft import open_draft
from dondoc.directives.draft_selectors import drafts_of
from dondoc.documents import scan_progress
from dondoc.documents.commands.register_document import DuplicateDocument
from dondoc.documents.intake import Submission
from dondoc.foundation.errors import BadInput, DomainError, Refused
from dondoc.web.requests import PageRequest
from dondoc.web.screens.reading.forms import SubmissionForm

_LATELY = 8
_MOST_OPEN = 100


@require_GET
def reading(request: PageRequest) -> HttpResponse:
    """Show the form and the open readings."""
    _require_office(request)
    return _page(request, SubmissionForm(initial={"submission_key": str(uuid.uuid4())}))


@require_POST
def submit(request: PageRequest) -> HttpResponse:
    """Read what was given and go on to its draft; on refusal nothing that the person gave is lost."""
    _require_office(request)
    form = SubmissionForm(request.POST, request.FILES)
    error: DomainError
    if form.is_valid():
        try:
            draft = open_draft(
                submission=_submission(form, request.user),
                accept_duplicate=form.cleaned_data["accept_duplicate"],
                submission_key=form.cleaned_data["submission_key"],
                **request.who,
            )
        except (BadInput, DuplicateDocument) as refusal:
            error = refusal
        else:
            count = len(draft.items)
            messages.success(
                request,
                _("Đã đọc văn bản: tìm thấy %(count)s ý chỉ đạo. Hãy rà soát rồi xác nhận.") % {"count": count}
                if count
                else _("Đã đọc văn bản nhưng không thấy ý chỉ đạo nào. Hãy bôi đen câu giao việc để thêm."),
            )
            return _go(request, reverse("web:reading_draft", args=[draft.id]))
    else:
        error = BadInput(" ".join(str(e) for errors in form.errors.values() for e in errors))
    if request.is_htmx:
        return render(request, "web/reading/refusal.html", {"error": error}, status=422)
    return _page(request, form, error=error, status=422)


@require_GET
def progress(request: PageRequest) -> HttpResponse:
    """Tell the page that waits for its own submission which scanned page is being recognised; nothing where none is."""
    _require_office(request)
    at = scan_progress.page_of(request.user.id, request.GET.get("ma", ""))
    if at is None:
        return HttpResponse(status=204)
    page, pages = at
    words = _("Đang nhận dạng bản quét: trang %(page)s/%(pages)s") % {"page": page, "pages": pages}
    return JsonResponse({"words": words, "done": round(100 * (page - 1) / pages)})


def _submission(form: SubmissionForm, user: User) -> Submission:
    given = form.cleaned_data
    upload = given["file"]
    if upload is not None:
        # A secret file is not even read; the browser's upload goes with the request.
        content = b"" if given["is_secret"] else upload.read()
        told = scan_progress.teller(user.id, given["submission_key"]) if given["submission_key"] else None
        return Submission(
            content=content, filename=upload.name or "van-ban", is_secret=given["is_secret"], page_begun=told
        )
    return Submission.pasted(given["text"], is_secret=given["is_secret"])


def _page(request: PageRequest, form: SubmissionForm, *, error: Any = None, status: int = 200) -> HttpResponse:
    drafts = list(drafts_of(request.user)[:_MOST_OPEN])
    closed = drafts_of(request.user, state=DraftState.CONFIRMED).order_by("-closed_at")[:_LATELY]
    context = {"form": form, "error": error, "drafts": drafts, "closed": closed}
    return render(request, "web/reading/entry.html", context, status=status)


def _go(request: PageRequest, url: str) -> HttpResponse:
    if request.is_htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _require_office(request: PageRequest) -> None:
    if not may_upload_document(request.user):
        raise Refused(_("Đọc văn bản là việc của Văn phòng UBND tỉnh. Bạn xem văn bản giao việc ở mục Văn bản."))
