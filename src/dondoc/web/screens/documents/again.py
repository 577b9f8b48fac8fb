"""Reading a document again: first what will change and what stays, then the reading itself, with its progress."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dondoc.directives.choices import DraftState
from dondoc.directives.commands.read_again import read_again
from dondoc.directives.models import DraftReading
from dondoc.directives.rereading import Changes, Scope, scope_of_rereading
from dondoc.documents import scan_progress
from dondoc.web.requests import PageRequest
from dondoc.web.screens.documents.forms import DocumentForm


@require_http_methods(["GET", "POST"])
def again(request: PageRequest, document_id: int) -> HttpResponse:
    """Say what reading again will change; on POST do it and go on to what was read."""
    if request.method == "POST":
        return _read(request, document_id)
    scope = scope_of_rereading(request.user, document_id)
    context = {
        "document": scope.document,
        "draft": scope.draft,
        "scope": scope,
        "changes": list(changes_in_words(scope.changes)) if scope.changes else [],
        "stays": list(stays_in_words(scope)),
        "submission_key": str(uuid.uuid4()),
        "back": _place(scope.document.id, scope.draft),
    }
    return render(request, "web/documents/read_again.html", context)


def _read(request: PageRequest, document_id: int) -> HttpResponse:
    key = request.POST.get("submission_key", "")[:80]
    changes = read_again(
        document_id=document_id,
        page_begun=scan_progress.teller(request.user.id, key) if key else None,
        **request.who,
    )
    if changes.nothing:
        messages.success(request, _("Đã đọc lại: bộ đọc hiện nay đọc văn bản này như cũ, không có gì thay đổi."))
    else:
        messages.success(request, _("Đã đọc lại: %(changes)s.") % {"changes": "; ".join(changes_in_words(changes))})
    if changes.text == "kept":
        messages.warning(request, text_kept())
    draft = DraftReading.objects.filter(
        jurisdiction_id=request.jurisdiction.id, document_id=document_id, state=DraftState.OPEN
    ).first()
    url = _place(document_id, draft)
    if request.is_htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def changes_in_words(changes: Changes) -> Iterator[str]:
    """Say each kind of change with its number; nothing where nothing changes."""
    if changes.fields:
        names = ", ".join(str(DocumentForm.base_fields[name].label).lower() for name in changes.fields)
        yield ngettext(
            "%(count)s mục thông tin có nội dung mới (%(names)s)",
            "%(count)s mục thông tin có nội dung mới (%(names)s)",
            len(changes.fields),
        ) % {"count": len(changes.fields), "names": names}
    if changes.reasons:
        yield ngettext(
            "%(count)s mục thông tin có lý do mới", "%(count)s mục thông tin có lý do mới", changes.reasons
        ) % {"count": changes.reasons}
    if changes.added or changes.changed or changes.removed:
        yield _("ý chỉ đạo: thêm %(added)s, cập nhật %(changed)s, bỏ %(removed)s") % {
            "added": changes.added, "changed": changes.changed, "removed": changes.removed,
        }  # fmt: skip
    if changes.words:
        yield ngettext(
            "%(count)s chữ có vị trí trên bản quét", "%(count)s chữ có vị trí trên bản quét", changes.words
        ) % {"count": changes.words}
    if changes.text == "renewed":
        yield _("toàn văn được thay bằng chữ đọc mới")


def stays_in_words(scope: Scope) -> Iterator[str]:
    """Say what stays as it is, with its number."""
    if scope.settled:
        yield ngettext(
            "%(count)s mục thông tin đã có người sửa hoặc đã vào sổ",
            "%(count)s mục thông tin đã có người sửa hoặc đã vào sổ",
            scope.settled,
        ) % {"count": scope.settled}
    if scope.touched:
        yield ngettext(
            "%(count)s ý chỉ đạo đã có người sửa, bỏ hoặc rà soát",
            "%(count)s ý chỉ đạo đã có người sửa, bỏ hoặc rà soát",
            scope.touched,
        ) % {"count": scope.touched}
    if scope.confirmed:
        yield ngettext(
            "%(count)s nhiệm vụ đã giao từ văn bản này", "%(count)s nhiệm vụ đã giao từ văn bản này", scope.confirmed
        ) % {"count": scope.confirmed}
    if scope.changes and scope.changes.text == "kept":
        yield text_kept()


def text_kept() -> str:
    """Say that the file gives another text than the one that is kept."""
    return _("Chữ của tệp nay đọc khác lúc nhập; toàn văn cũ được giữ để những câu đã xác nhận còn đúng chỗ.")


def _place(document_id: int, draft: DraftReading | None) -> str:
    return reverse("web:reading_draft", args=[draft.id]) if draft else reverse("web:document", args=[document_id])
