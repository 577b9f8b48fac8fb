"""Importing units: files, then a preview with the errors of each row, then all of it at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.foundation.errors import Conflict
from dondoc.organizations.commands.import_units import commit_import, preview_import
from dondoc.organizations.commands.keep_import import drop_import, keep_import
from dondoc.organizations.imports.files import read_files
from dondoc.organizations.imports.tables import TABLES
from dondoc.organizations.permissions import require_manager
from dondoc.organizations.selectors import pending_import
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.units.forms import ImportForm

MOST_SHOWN = 300
_SUCCESSIONS = "successions"


@require_http_methods(["GET", "POST"])
def upload(request: PageRequest) -> HttpResponse:
    """Take the files, read them, keep them for the preview."""
    require_manager(request.user)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        given = [(str(each.name), each.read()) for each in form.cleaned_data["uploads"]]
        try:
            read = read_files(given)
            kept = keep_import(
                actor=request.user, file_names=[name for name, _data in given], tables=read.tables, now=request.now
            )
        except CORRECTABLE as error:
            form.add_error("uploads", error.message)
        else:
            for word in read.ignored[:10]:
                messages.info(request, _("Không dùng: %(word)s.") % {"word": word})
            return redirect("web:units_import_preview", kept.id)
    tables = [
        (table.label, table.name, [(column, column.name in table.required) for column in table.columns])
        for table in TABLES.values()
    ]
    status = 422 if form.errors else 200
    context = {"form": form, "tables": tables, "back": reverse("web:units")}
    return render(request, "web/units/import.html", context, status=status)


@require_GET
def preview(request: PageRequest, import_id: int) -> HttpResponse:
    """Show what the kept tables would do now."""
    kept = pending_import(request.jurisdiction.id, request.user.id, import_id)
    plan = preview_import(actor=request.user, tables=kept.tables)
    labels = {**{name: table.label for name, table in TABLES.items()}, _SUCCESSIONS: _("Kế thừa")}
    touched = plan.touched
    context = {
        "kept": kept,
        "plan": plan,
        "counts": [(labels[table], verbs) for table, verbs in plan.counts.items()],
        "errors": plan.errors[:MOST_SHOWN],
        "touched": [(labels[row.table], row, _told(row.table, row.changes)) for row in touched[:MOST_SHOWN]],
        "most": MOST_SHOWN,
        "touched_count": len(touched),
        "back": reverse("web:units"),
    }
    return render(request, "web/units/preview.html", context)


def _told(table: str, changes: dict[str, tuple[object, object]]) -> list[tuple[str, object, object]]:
    known = TABLES.get(table)
    return [(known.label_of(name) if known else name, *pair) for name, pair in changes.items()]


@require_POST
def commit(request: PageRequest, import_id: int) -> HttpResponse:
    """Do what the preview said; where units changed meanwhile, show it anew instead."""
    kept = pending_import(request.jurisdiction.id, request.user.id, import_id)
    try:
        plan = commit_import(
            tables=kept.tables,
            expected_digest=request.POST.get("digest", ""),
            **request.who,
        )
    except Conflict as error:
        messages.error(request, error.message)
        return redirect("web:units_import_preview", import_id)
    drop_import(actor=request.user, import_id=import_id)
    created = sum(verbs["create"] for verbs in plan.counts.values())
    changed = sum(verbs["change"] for verbs in plan.counts.values())
    messages.success(
        request,
        _("Đã nhập xong: %(created)s dòng mới, %(changed)s dòng thay đổi.") % {"created": created, "changed": changed},
    )
    return redirect("web:units")


@require_POST
def discard(request: PageRequest, import_id: int) -> HttpResponse:
    """Forget the kept tables."""
    drop_import(actor=request.user, import_id=import_id)
    messages.success(request, _("Đã bỏ lần nhập này; dữ liệu không thay đổi."))
    return redirect("web:units_import")
