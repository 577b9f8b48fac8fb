"""An import before and after it is taken in: how the sheet is understood, what is asked, what becomes of each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.foundation.text import whole_number
from dondoc.organizations.selectors import unit_names, units_on
from dondoc.tasksheets.answers import Answer
from dondoc.tasksheets.choices import ImportState, RowState
from dondoc.tasksheets.commands.answer_task_import import answer_task_import
from dondoc.tasksheets.models import TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.reading.workbook import letters_of
from dondoc.tasksheets.selectors import import_for, questions_of, rows_of
from dondoc.tasksheets.words import because_said, column_labels, note_said, problem_said
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.tasksheets.forms import WithdrawForm
from dondoc.web.screens.tasksheets.questions import answers_in, asked_of

_PAGE = 50


@require_GET
def show(request: PageRequest, import_id: int) -> HttpResponse:
    """Show an import."""
    return _page(request, import_id)


@require_POST
def answer(request: PageRequest, import_id: int) -> HttpResponse:
    """Take the answers that were chosen, and show what is left."""
    require_importer(request.user)
    found, wrong = answers_in(request.POST.dict(), jurisdiction_id=request.jurisdiction.id, today=request.today)
    if found and not _answered(request, import_id, answers=found):
        return _page(request, import_id, status=422)
    if wrong:
        for sentence in dict.fromkeys(wrong.values()):
            messages.error(request, sentence)
    elif not found:
        messages.info(request, _("Bạn chưa chọn câu trả lời nào."))
    return redirect("web:task_import", import_id)


@require_POST
def columns(request: PageRequest, import_id: int) -> HttpResponse:
    """Read the sheet again: another sheet of the file, another row of headings, other columns."""
    require_importer(request.user)
    found = import_for(request.user, import_id)
    sheet = request.POST.get("sheet", found.sheet)
    row = whole_number(request.POST.get("header_row"))
    header = row - 1 if row and row - 1 != found.table["header_row"] else None
    change: dict[str, Any] = {"sheet": sheet} if sheet != found.sheet else {}
    if header is not None:
        change["header_row"] = header
    if not change:
        places = enumerate(found.table["headings"])
        chosen = {request.POST.get(f"column-{place}", ""): place for place, _heading in places}
        change["mapping"] = {code: place for code, place in chosen.items() if code}
    _answered(request, import_id, **change)
    return redirect("web:task_import", import_id)


@require_POST
def row(request: PageRequest, import_id: int) -> HttpResponse:
    """Leave one row out, or take it back in."""
    require_importer(request.user)
    number = whole_number(request.POST.get("row"))
    value = {"skip": True} if request.POST.get("skip") else None
    if number:
        _answered(request, import_id, answers=[Answer("row", "", value, row=number)])
    return redirect(f"{reverse('web:task_import', args=[import_id])}?{request.POST.get('back', '')[:100]}#rows")


def _answered(request: PageRequest, import_id: int, **change: Any) -> bool:
    try:
        answer_task_import(import_id=import_id, **change, **request.who)
    except CORRECTABLE as error:
        messages.error(request, error.message)
        return False
    return True


def _page(request: PageRequest, import_id: int, *, status: int = 200) -> HttpResponse:
    require_importer(request.user)
    found = import_for(request.user, import_id)
    is_open = found.state == ImportState.OPEN
    questions = questions_of(found, today=request.today) if is_open else []
    state = request.GET.get("state", "")
    if state not in RowState.values:
        state = ""
    page = Paginator(rows_of(found, state=state), _PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    asked = asked_of(questions)
    waiting = found.counts.get(RowState.QUESTION, 0) + found.counts.get(RowState.ERROR, 0)
    context = {
        "found": found,
        "is_open": is_open,
        "is_taken": found.state == ImportState.COMMITTED,
        "counts": found.counts,
        "ready": found.counts.get(RowState.OK, 0),
        "waiting": waiting,
        "asked": asked,
        "more": len(questions) - len(asked),
        "needs_units": any(one.takes_unit for one in asked),
        "units": units_on(request.jurisdiction.id, request.today).values_list("name", flat=True) if asked else (),
        "columns": _columns(found),
        "labels": column_labels(),
        "header_row": found.table["header_row"] + 1,
        "notes": [note_said(note["code"], note["facts"]) for note in found.table["notes"]],
        "chips": _chips(found, state),
        "page": page,
        "rows": _shown(request, rows),
        "back_query": request.GET.urlencode(),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "web/tasksheets/import.html", context, status=status)


def _columns(found: TaskImport) -> list[dict[str, Any]]:
    by_place = {column["place"]: column for column in found.table["columns"]}
    return [
        {
            "place": place,
            "letters": letters_of(place),
            "heading": heading,
            "code": by_place[place]["code"] if place in by_place else "",
            "because": because_said(by_place[place]) if place in by_place else "",
        }
        for place, heading in enumerate(found.table["headings"])
        if heading or place in by_place
    ]


def _chips(found: TaskImport, state: str) -> list[tuple[str, str, bool, int]]:
    url = reverse("web:task_import", args=[found.id])
    total = sum(found.counts.get(code, 0) for code in RowState.values)
    chips = [(_("Tất cả"), f"{url}#rows", not state, total)]
    for code, label in RowState.choices:
        if found.counts.get(code, 0):
            chips.append((str(label), f"{url}?state={code}#rows", code == state, found.counts[code]))
    return chips


def _shown(request: PageRequest, rows: list[TaskImportRow]) -> list[dict[str, Any]]:
    wanted = {unit for row in rows for name in ("leads", "coordinates") for unit in row.plan.get(name, ())}
    names = unit_names(request.jurisdiction.id, wanted)
    return [
        {
            "row": row,
            "text": row.plan.get("text") or str(row.cells.get("text", "")),
            "leads": _named(row.plan, "leads", names),
            "coordinates": _named(row.plan, "coordinates", names),
            "issued_on": _day(row.plan.get("issued_on")),
            "due_on": _day(row.plan.get("due", {}).get("on")),
            "completed_on": _day(row.plan.get("state", {}).get("completed_on")),
            "problems": [(problem["level"], problem_said(problem)) for problem in row.problems],
            "is_left_out": any(problem["code"] == "left_out" for problem in row.problems),
        }
        for row in rows
    ]


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def _named(plan: Mapping[str, Any], which: str, names: Mapping[int, str]) -> str:
    return "; ".join(names.get(unit, "") for unit in plan.get(which, ()))
