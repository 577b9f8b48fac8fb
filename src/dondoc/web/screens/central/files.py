"""The files of the centre's system: one looked at, its columns corrected, taken in; two of them side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.central.choices import ImportState
from dondoc.central.commands.commit_central_import import commit_central_import
from dondoc.central.commands.discard_central_import import discard_central_import
from dondoc.central.commands.map_central_columns import map_central_columns
from dondoc.central.commands.open_central_import import open_central_import
from dondoc.central.comparison import Difference, Pair
from dondoc.central.importing import Plan, PlannedRow, SideBySide, import_for, imports_seen, plan, side_by_side
from dondoc.central.models import CentralImport, CentralTask
from dondoc.central.permissions import may_keep_central, may_see_central, steps_for
from dondoc.central.sheet import FIELDS, CentralRow
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.web.answering import answer_form
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.central.forms import UploadForm
from dondoc.web.screens.central.words import COLUMN_WORDS, PROBLEM_WORDS, shown_value

_SHOWN = 300
#: From here on (percent of word pairs in common) a proposal is what the form begins with.
_SURE = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of a preview in words.

    Attributes:
        plan: what the file would do with it.
        facts: label and value of what it says beside its content.
        differences: label, as it is here, as the file says.
        problems: sentences.
        takes_away: whether it would take a deadline away: not chosen unless a person does.
        chosen: what the form begins with: "join" or "tie" where the words leave little doubt, else "new".
    """

    plan: PlannedRow
    facts: list[tuple[str, str]]
    differences: list[tuple[str, str, str]]
    problems: list[str]
    takes_away: bool
    chosen: str = "new"


def _require(request: PageRequest) -> None:
    if not may_see_central(request.user):
        raise NotFound
    if not may_keep_central(request.user):
        raise Refused(_("Tệp của hệ thống Trung ương do Văn phòng nhập."))


@require_http_methods(["GET", "POST"])
def list_files(request: PageRequest) -> HttpResponse:
    """List the files that were taken in; take another one for a look."""
    _require(request)
    form = UploadForm(request.POST or None, request.FILES or None)

    def run(**who: Any) -> tuple[str, str]:
        upload = form.cleaned_data["file"]
        source = open_central_import(
            content=upload, name=str(upload.name), as_of=form.cleaned_data["as_of"],
            is_declared=form.cleaned_data["not_secret"], **who,
        )  # fmt: skip
        return _("Đã đọc tệp. Chưa có gì thay đổi: hãy xem trước rồi nhập."), reverse(
            "web:central_file", args=[source.id]
        )

    return answer_form(request, form, run, "web/central/files.html", {"files": imports_seen(request.user)})


@require_GET
def preview(request: PageRequest, import_id: int) -> HttpResponse:
    """Show what a file would do; of one that was taken in, what it says beside the one before."""
    _require(request)
    source = import_for(request.user, import_id)
    return _preview(request, source)


def _preview(request: PageRequest, source: CentralImport, *, problem: str = "", status: int = 200) -> HttpResponse:
    found = plan(request.user, source, today=request.today)
    groups = {
        verdict: [_shown(one) for one in found.of(verdict)] for verdict in ("new", "changed", "unreadable", "elsewhere")
    }
    context = {
        "source": source, "plan": found, "groups": groups, "same_count": len(found.of("same")), "gone": found.gone,
        "columns": _columns(source), "is_open": source.state == ImportState.OPEN, "problem": problem,
        "unmapped": _unmapped(found), "most": _SHOWN,
    }  # fmt: skip
    return render(request, "web/central/preview.html", context, status=status)


def _shown(one: PlannedRow) -> Shown:
    facts = [
        (str(COLUMN_WORDS[name]), shown_value(name, one.row.text(name)))
        for name in ("document_code", "document_issued_on", "due_on", "unit", "status", "giver", "specialist")
        if one.row.text(name)
    ]
    if one.row.text("unit") and one.unit_id is None:
        facts = [(label, _unknown(value) if value == one.row.text("unit") else value) for label, value in facts]
    takes_away = any(each.field == "due_on" and not each.now for each in one.differences)
    problems = [str(PROBLEM_WORDS[code]) for code in one.row.problems if code in PROBLEM_WORDS]
    chosen = "new"
    if one.task is not None and one.alike >= _SURE:
        chosen = "join"
    elif one.directives and one.directives[0].percent >= _SURE:
        chosen = "tie"
    return Shown(one, facts, _worded(one.differences), problems, takes_away, chosen)


def _unknown(name: str) -> str:
    return _("%(name)s (chưa có trong danh mục đơn vị)") % {"name": name}


def _worded(differences: Iterable[Difference]) -> list[tuple[str, str, str]]:
    return [
        (str(COLUMN_WORDS[each.field]), shown_value(each.field, each.was), shown_value(each.field, each.now))
        for each in differences
    ]


def _columns(source: CentralImport) -> list[tuple[str, str, int]]:
    """Each field with its words and its column; -1 where the file does not tell it."""
    return [(name, str(COLUMN_WORDS[name]), source.mapping.get(name, -1)) for name in FIELDS]


def _unmapped(found: Plan) -> list[str]:
    """The headings that were taken for nothing."""
    used = set(found.source.mapping.values())
    return [words for place, words in enumerate(found.source.header) if words and place not in used]


@require_POST
def columns(request: PageRequest, import_id: int) -> HttpResponse:
    """Read the file anew with the columns that a person said."""
    _require(request)
    mapping = {}
    for name in FIELDS:
        place = whole_number(request.POST.get(name))
        if place is not None:
            mapping[name] = place
    try:
        map_central_columns(import_id=import_id, mapping=mapping, **request.who)
    except (NotFound, Refused):
        raise
    except DomainError as error:
        return _preview(request, import_for(request.user, import_id), problem=error.message, status=error.status)
    messages.success(request, _("Đã đọc lại tệp theo các cột đã chọn; lần sau tệp cùng tiêu đề được đọc như vậy."))
    return redirect("web:central_file", import_id)


@require_POST
def commit(request: PageRequest, import_id: int) -> HttpResponse:
    """Take in what was chosen."""
    _require(request)
    new, ties, joined = [], {}, {}
    for name, value in request.POST.items():
        row = whole_number(name.removeprefix("row-")) if name.startswith("row-") else None
        if row is None:
            continue
        how, _colon, which = str(value).partition(":")
        other = whole_number(which)
        if how == "join" and other is not None:
            joined[row] = other
        elif how in {"new", "tie"}:
            new.append(row)
            if how == "tie" and other is not None:
                ties[row] = other
    changed = [row for value in request.POST.getlist("changed") if (row := whole_number(value)) is not None]
    try:
        result = commit_central_import(
            import_id=import_id, new=new, directives=ties, joined=joined, changed=changed, **request.who
        )
    except (NotFound, Refused):
        raise
    except DomainError as error:
        return _preview(request, import_for(request.user, import_id), problem=error.message, status=error.status)
    said = {
        "new": len(result.recorded), "changed": result.changed, "joined": result.joined, "tied": result.tied,
    }  # fmt: skip
    messages.success(
        request,
        _("Đã nhập: %(new)s nhiệm vụ mới (%(tied)s nối với nhiệm vụ đã giao), %(joined)s gắn mã, %(changed)s thay đổi.")
        % said,
    )
    for refused, why in result.refused[:20]:
        messages.warning(request, _("Dòng %(row)s chưa nhập: %(why)s") % {"row": refused.number, "why": why})
    before = plan(request.user, result.source, today=request.today).before
    if before is not None:
        return redirect(f"{reverse('web:central_comparison')}?truoc={before.id}&sau={result.source.id}")
    return redirect("web:central")


@require_POST
def discard(request: PageRequest, import_id: int) -> HttpResponse:
    """Put a file away."""
    _require(request)
    try:
        discard_central_import(import_id=import_id, **request.who)
    except (NotFound, Refused):
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã bỏ tệp; không có gì thay đổi."))
    return redirect("web:central_files")


@require_GET
def original(request: PageRequest, import_id: int) -> HttpResponseBase:
    """Send the file as it was given."""
    _require(request)
    return send(import_for(request.user, import_id).file)


@require_GET
def comparison(request: PageRequest) -> HttpResponse:
    """Show two files side by side: new, changed, gone, and what to do with each."""
    _require(request)
    files = imports_seen(request.user)
    context: dict[str, Any] = {"files": files}
    before, after = (whole_number(request.GET.get(name)) for name in ("truoc", "sau"))
    if before is None and after is None and len(files) > 1:
        after, before = files[0].id, files[1].id
    if before is not None and after is not None:
        found = side_by_side(request.user, import_for(request.user, before), import_for(request.user, after))
        told = found.comparison
        context |= {
            "found": found, "new": [(row, task, _verbs(request, task)) for row, task in _ours(found, told.new)],
            "gone": [(row, task, _verbs(request, task)) for row, task in _ours(found, told.gone)],
            "changed": [
                (*_pair(pair, task), _verbs(request, task))
                for pair in told.changed[:_SHOWN]
                for task in [found.tasks.get(pair.after.key)]
            ],
            "counts": (len(told.new), len(told.changed), len(told.gone), len(told.same)), "most": _SHOWN,
        }  # fmt: skip
    return render(request, "web/central/comparison.html", context)


def _ours(found: SideBySide, rows: Iterable[CentralRow]) -> list[tuple[CentralRow, CentralTask | None]]:
    return [(row, found.tasks.get(row.key)) for row in list(rows)[:_SHOWN]]


def _verbs(request: PageRequest, task: CentralTask | None) -> list[str]:
    """The steps that this person may take on our task now."""
    return [step.verb for step in steps_for(request.user, task)] if task is not None else []


def _pair(
    pair: Pair, task: CentralTask | None
) -> tuple[CentralRow, CentralTask | None, list[tuple[str, str, str]], bool]:
    """The row, our task, what is another, and whether our task still has another deadline than the file."""
    moved = any(each.field == "due_on" for each in pair.differences)
    waits = moved and task is not None and task.due_on != pair.after.day("due_on")
    return pair.after, task, _worded(pair.differences), waits
