"""Figures of attendance over a period, the rows behind each, the files; and the page of the meeting regime's discipline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.documents.content_types import XLSX
from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings import rules
from dondoc.meetings.attendance_export import to_csv, to_xlsx
from dondoc.meetings.attendance_selectors import chairs_of, code_of
from dondoc.meetings.attendance_statistics import (
    BY_KEY,
    COLUMNS,
    By,
    Counted,
    Kin,
    breaches_of,
    counted_between,
    figures,
    kin_of,
    opened,
    table,
)
from dondoc.meetings.commands.explain_breach import explain_breach
from dondoc.meetings.commands.judge_explanation import judge_explanation
from dondoc.meetings.discipline import RULES, Rule, fact_of
from dondoc.meetings.permissions import may_answer_for, may_judge, may_see_statistics, sees_all_meetings
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.people.calling import answer_form, one_called
from dondoc.web.screens.meetings.people.forms import ExplanationForm, PeriodForm

_PAGE = 100
_OF_CALLED = frozenset({"came", "breaches"})
_STATES = ("", "open", "waiting", "accepted", "not_accepted")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table, with the address of its rows."""

    number: int
    of: int | None
    url: str
    label: str
    column: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach with its rule, its fact, and how far its explanation is."""

    row: Counted
    rule: Rule
    fact: str
    state: str
    may_explain: bool


@require_GET
def statistics(request: PageRequest) -> HttpResponse:
    """Show the figures per unit or per person."""
    form = _form(request)
    rows = _rows(request, form)
    by = cast("By", form.by)
    lines = table(rows, by)
    total = figures(rows)
    kin = kin_of(request.jurisdiction.id, (line.key for line in lines)) if by == "unit" else {}
    own = {line.key for line in lines}
    context = {
        "form": form,
        "by": by,
        "columns": [column.label for column in COLUMNS],
        "total": [_cell(form, total, key, "", "") for key in BY_KEY],
        "lines": [
            (
                line,
                [_cell(form, line.figures, key, line.key, line.name) for key in BY_KEY],
                [(each, _rows_of(form, each) if each.key in own else "") for each in kin.get(line.key, ())],
            )
            for line in lines
        ],
        "file": f"{reverse('web:attendance_file')}?{_period(form)}",
        "sees_all": sees_all_meetings(request.user),
    }
    return render(request, "web/meetings/people_statistics.html", context)


@require_GET
def rows(request: PageRequest) -> HttpResponse:
    """Show the calls that one figure counts."""
    form = _form(request)
    column = BY_KEY.get(request.GET.get("cot", ""))
    if column is None:
        raise NotFound
    key = request.GET.get("ai", "")
    found = opened(_rows(request, form), by=cast("By", form.by), key=key, column=column.key)
    name = ""
    if key and found:
        name = found[0].unit[1] if form.by == "unit" else found[0].person[1]
    context = {
        "form": form, "column": column, "name": name, "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "back": f"{reverse('web:attendance_statistics')}?{_period(form)}",
    }  # fmt: skip
    return render(request, "web/meetings/people_rows.html", context)


@require_GET
def file(request: PageRequest) -> HttpResponse:
    """Give the figures as a file."""
    form = _form(request)
    found, by = _rows(request, form), cast("By", form.by)
    if request.GET.get("dang") == "csv":
        response = HttpResponse(to_csv(found, by), content_type="text/csv; charset=utf-8")
        suffix = "csv"
    else:
        response = HttpResponse(to_xlsx(found, by, form.first, form.last), content_type=XLSX.media_type)
        suffix = "xlsx"
    name = f"du-hop-{form.first:%Y%m%d}-{form.last:%Y%m%d}.{suffix}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@require_GET
def discipline(request: PageRequest) -> HttpResponse:
    """List the breaches of a period, each with its rule, its fact, and what was answered."""
    form = _form(request)
    wanted = request.GET.get("xem", "")
    all_of_them = [_breach(request, row) for row in breaches_of(_rows(request, form))]
    states = [each.state for each in all_of_them]
    shown = [each for each in all_of_them if not wanted or each.state == wanted]
    context = {
        "form": form,
        "wanted": wanted,
        "tabs": [(key, label, states.count(key) if key else len(states)) for key, label in zip(_STATES, _labels(), strict=True)],
        "page": Paginator(shown, _PAGE).get_page(request.GET.get("page")),
        "may_judge": may_judge(request.user),
    }  # fmt: skip
    return render(request, "web/meetings/people_discipline.html", context)


@require_http_methods(["GET", "POST"])
def explain(request: PageRequest, meeting_id: int, invitee_id: int) -> HttpResponse:
    """Explain a breach."""
    meeting = meeting_of(request.user, meeting_id)
    invitee = one_called(meeting, invitee_id)
    if not may_answer_for(request.user, invitee.unit_id):
        raise Refused(_("Bạn chỉ giải trình được cho đơn vị mình."))
    is_breach = code_of(invitee, chairs_of(meeting.jurisdiction_id, [meeting.id]), meeting) in rules.BREACHES
    form = ExplanationForm(request.POST or None)

    def run(**common: Any) -> str:
        explain_breach(**common, invitee_id=invitee.id, text=form.cleaned_data["text"])
        return _("Đã gửi giải trình; Văn phòng sẽ xem xét.")

    words = {
        "title": _("Giải trình: %(name)s") % {"name": invitee.body}, "action": _("Gửi giải trình"),
        "back": _discipline(request),
        "about": fact_of(invitee, meeting.held_at) if is_breach else _("Đơn vị không vi phạm chế độ họp ở cuộc họp này nên không cần giải trình."),
    }  # fmt: skip
    return answer_form(request, meeting, form, run, words)


@require_POST
def judge(request: PageRequest, explanation_id: int) -> HttpResponse:
    """Accept an explanation, or not."""
    try:
        judge_explanation(
            actor=request.user, explanation_id=explanation_id, verdict=request.POST.get("verdict", ""),
            note=request.POST.get("note", ""), now=request.now, request_id=request.request_id,
        )  # fmt: skip
    except CORRECTABLE as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã ghi kết quả xem xét giải trình."))
    return redirect(_discipline(request))


def _discipline(request: PageRequest) -> str:
    """The page of breaches, of the period and the state that its reader had chosen."""
    chosen = request.GET.urlencode()
    return f"{reverse('web:meeting_discipline')}{'?' if chosen else ''}{chosen}"


def _form(request: PageRequest) -> PeriodForm:
    if not may_see_statistics(request.user):
        raise Refused(_("Lịch họp không thuộc phạm vi của người quản trị hệ thống."))
    return PeriodForm(request.GET, today=request.today)


def _rows(request: PageRequest, form: PeriodForm) -> list[Counted]:
    return counted_between(request.user, form.first, form.last, kind=form.kind) if form.is_valid() else []


def _period(form: PeriodForm, **more: str) -> str:
    said = {"tu": f"{form.first:%d/%m/%Y}", "den": f"{form.last:%d/%m/%Y}", "theo": form.by, "loai": form.kind, **more}
    return urlencode({name: value for name, value in said.items() if value})


def _cell(form: PeriodForm, numbers: dict[str, int], key: str, who: str, name: str) -> Cell:
    url = f"{reverse('web:attendance_rows')}?{_period(form, cot=key, ai=who)}" if numbers[key] else ""
    label = f"{BY_KEY[key].label}, {name}" if name else str(BY_KEY[key].label)
    return Cell(numbers[key], numbers["called"] if key in _OF_CALLED else None, url, label, str(BY_KEY[key].label))


def _rows_of(form: PeriodForm, kin: Kin) -> str:
    return f"{reverse('web:attendance_rows')}?{_period(form, cot='called', ai=kin.key)}"


def _breach(request: PageRequest, row: Counted) -> Breach:
    may_explain = row.may_be_explained and may_answer_for(request.user, row.invitee.unit_id)
    return Breach(row, RULES[row.code], fact_of(row.invitee, row.invitee.meeting.held_at), row.answer, may_explain)


def _labels() -> tuple[str, ...]:
    return (
        _("Tất cả"), _("Chưa giải trình"), _("Chờ xem xét"), _("Chấp nhận giải trình"), _("Không chấp nhận"),
    )  # fmt: skip
