"""The imports with the form for the next; taking one in, discarding it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.foundation import progress
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.tasksheets.commands.commit_task_import import commit_task_import
from dondoc.tasksheets.commands.discard_task_import import discard_task_import
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.selectors import import_for, recent_imports
from dondoc.web.progress import progress_answer
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.tasksheets.forms import SheetForm

_PAGE = 20


@require_http_methods(["GET", "POST"])
def sheets(request: PageRequest) -> HttpResponse:
    """List the imports; read a sheet that is sent and show what would be made of it."""
    require_importer(request.user)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES, user=request.user) if sent else SheetForm(user=request.user)
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            opened = open_task_import(
                file=(str(given["file"].name), given["file"]), origin=given["origin"], field_id=given["field"],
                is_declared=given["not_secret"], **request.who,
            )  # fmt: skip
        except CORRECTABLE as error:
            form.add_error("file", error.message)
        else:
            return redirect("web:task_import", opened.id)
    page = Paginator(recent_imports(request.user), _PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "back": reverse("web:directives")}
    return render(request, "web/tasksheets/sheets.html", context, status=422 if form.errors else 200)


@require_POST
def commit(request: PageRequest, import_id: int) -> HttpResponse:
    """Take the import in; the page asks meanwhile how far it is."""
    here, url = request.user.jurisdiction_id, reverse("web:task_import", args=[import_id])
    try:
        found = commit_task_import(
            import_id=import_id, expected_digest=request.POST.get("digest", ""), leave_questions=bool(request.POST.get("leave")),
            progress=progress.teller("task_import", here, import_id), **request.who,
        )  # fmt: skip
    except (BadInput, Conflict) as error:
        messages.error(request, error.message)
    else:
        count = found.counts.get("created", 0)
        messages.success(
            request, ngettext("Đã nhập %(count)s nhiệm vụ.", "Đã nhập %(count)s nhiệm vụ.", count) % {"count": count}
        )
    finally:
        progress.finished("task_import", here, import_id)
    return _go(request, url)


@require_GET
def progress_told(request: PageRequest, import_id: int) -> HttpResponse:
    """Tell the page that waits how many rows are taken in; nothing where nothing goes on."""
    require_importer(request.user)
    import_for(request.user, import_id)
    at = progress.progress_of("task_import", request.user.jurisdiction_id, import_id)
    return progress_answer(at, _("Đã ghi %(done)s/%(total)s nhiệm vụ"))


@require_POST
def discard(request: PageRequest, import_id: int) -> HttpResponse:
    """Discard an import that was not taken in."""
    discard_task_import(import_id=import_id, **request.who)
    messages.success(request, _("Đã bỏ lần nhập này; chưa có nhiệm vụ nào được giao từ tệp."))
    return redirect("web:task_imports")


@require_POST
def withdraw(request: PageRequest, import_id: int) -> HttpResponse:
    """Take back all that an import gave."""
    require_importer(request.user)
    try:
        withdraw_task_import(import_id=import_id, reason=request.POST.get("reason", ""), **request.who)
    except (BadInput, Conflict) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã thu hồi cả lần nhập; số liệu mọi ngày trở lại như trước khi nhập."))
    return redirect("web:task_import", import_id)


def _go(request: PageRequest, url: str) -> HttpResponse:
    if request.is_htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
