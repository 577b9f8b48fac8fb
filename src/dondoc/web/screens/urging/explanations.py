"""Requests for explanation: the list, asking, one request with its answers and what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_see_directives, may_see_files, scope_of
from dondoc.accounts.selectors import user_names
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.errors import NotFound, Refused
from dondoc.urging.choices import OWED, ExplanationState
from dondoc.urging.commands.answer_explanation import answer_explanation
from dondoc.urging.commands.ask_explanation import ask_explanation
from dondoc.urging.commands.decide_explanation import decide_explanation
from dondoc.urging.commands.withdraw_explanation import withdraw_explanation
from dondoc.urging.models import Explanation, ExplanationItem
from dondoc.urging.permissions import explanations_seen, may_ask_explanation, urges, verbs_for
from dondoc.urging.selectors import (
    answers_of,
    assignments_by_id,
    assignments_of,
    explanation_file_for,
    explanation_for,
)
from dondoc.web.answering import answer_form
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.urging.chosen import numbers
from dondoc.web.screens.urging.forms import AcceptForm, AnswerForm, QuestionForm, ReturnForm, WithdrawForm
from dondoc.worktime import add_working_days

_PAGE, _DAYS_TO_EXPLAIN = 50, 3
_FORMS: dict[str, type[forms.Form]] = {
    "answer": AnswerForm, "accept": AcceptForm, "return": ReturnForm, "withdraw": WithdrawForm,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A request as the list shows it."""

    explanation: Explanation
    count: int
    is_mine: bool
    days_late: int


@dataclass(frozen=True, slots=True)
class Step:
    """What this person may do with a request, and its form."""

    verb: str
    form: forms.Form
    is_open: bool


@require_GET
def list_explanations(request: PageRequest) -> HttpResponse:
    """List the requests that this person reads, those that go on first chosen by the chips."""
    if not may_see_directives(request.user):
        raise NotFound
    seen = explanations_seen(request.user)
    state = request.GET.get("state", ExplanationState.ASKED)
    if state not in ExplanationState.values:
        state = ""
    counts: dict[str, int] = dict(seen.values_list("state").annotate(n=Count("id")).order_by())
    chips = [
        (str(label), f"{reverse('web:explanations')}?state={code}", code == state, counts.get(code, 0))
        for code, label in ExplanationState.choices
    ]
    chips.append((_("Tất cả"), f"{reverse('web:explanations')}?state=", not state, sum(counts.values())))
    listed = (seen.filter(state=state) if state else seen).select_related("unit").order_by("due_on", "id")
    page = Paginator(listed, _PAGE).get_page(request.GET.get("page"))
    items = ExplanationItem.objects.filter(
        jurisdiction_id=request.jurisdiction.id, explanation_id__in=[one.id for one in page]
    )
    sizes: dict[int, int] = dict(items.values_list("explanation_id").annotate(n=Count("id")))
    scope = scope_of(request.user)
    rows = [
        Row(
            one, sizes.get(one.id, 0), bool({"answer", "accept"} & set(verbs_for(request.user, one, scope=scope))),
            max((request.today - one.due_on).days, 0) if one.state in OWED else 0,
        )
        for one in page
    ]  # fmt: skip
    context = {"rows": rows, "page": page, "chips": chips, "state": state, "urges": urges(request.user)}
    return render(request, "web/urging/explanations.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: PageRequest) -> HttpResponse:
    """Ask the unit of the assignments that the address names (`viec`) to explain them."""
    if not may_see_directives(request.user):
        raise NotFound
    if not urges(request.user):
        raise Refused(_("Chỉ lãnh đạo và chuyên viên Văn phòng theo dõi lĩnh vực mới yêu cầu giải trình."))
    ids = numbers(request.POST.getlist("viec") or request.GET.getlist("viec"))
    found = assignments_by_id(request.jurisdiction.id, ids)
    scope = scope_of(request.user)
    assignments = [
        one
        for one in found.values()
        if scope.sees(jurisdiction_id=one.jurisdiction_id, unit_ids={one.unit_id}, field_id=one.field_id)
        and may_ask_explanation(request.user, one)
    ]
    units = sorted({one.unit.name for one in assignments})
    by = add_working_days(request.today, _DAYS_TO_EXPLAIN, calendar_of(request.jurisdiction.id))
    form = QuestionForm(request.POST or None, initial={"due_on": by})

    def run(**who: Any) -> tuple[str, str]:
        made = ask_explanation(assignment_ids=ids, **form.cleaned_data, **who)
        return _("Đã yêu cầu giải trình; đơn vị được báo ngay."), reverse("web:explanation", args=[made.id])

    context = {"assignments": assignments, "units": units, "is_mixed": len(units) > 1}
    return answer_form(request, form, run, "web/urging/ask.html", context)


@require_GET
def show_explanation(request: PageRequest, explanation_id: int) -> HttpResponse:
    """Show one request: what was asked, of which tasks, what was answered, what is to be done now."""
    explanation = explanation_for(request.user, explanation_id)
    return render(request, "web/urging/explanation.html", _context(request, explanation))


@require_POST
def take_step(request: PageRequest, explanation_id: int, verb: str) -> HttpResponse:
    """Take a step of a request; on a refusal show the page with what was typed."""
    explanation = explanation_for(request.user, explanation_id)
    if verb not in _FORMS:
        raise NotFound
    form = _FORMS[verb](request.POST)
    here = reverse("web:explanation", args=[explanation.id])

    def run(**who: Any) -> tuple[str, str]:
        given = form.cleaned_data
        takes: dict[str, Callable[[], tuple[Any, str]]] = {
            "answer": lambda: (_answer(request, explanation, given, who), _("Đã gửi giải trình.")),
            "accept": lambda: (
                decide_explanation(explanation_id=explanation.id, is_sufficient=True, **given, **who),
                _("Đã chấp nhận giải trình."),
            ),
            "return": lambda: (
                decide_explanation(explanation_id=explanation.id, is_sufficient=False, **given, **who),
                _("Đã yêu cầu giải trình lại."),
            ),
            "withdraw": lambda: (
                withdraw_explanation(explanation_id=explanation.id, **given, **who), _("Đã rút yêu cầu giải trình."),
            ),
        }  # fmt: skip
        _done, said = takes[verb]()
        return said, here

    context = _context(request, explanation, tried=(verb, form))
    return answer_form(request, form, run, "web/urging/explanation.html", context)


def _answer(request: PageRequest, explanation: Explanation, given: dict[str, Any], who: dict[str, Any]) -> Explanation:
    files = [(file.name or "tep", file) for file in request.FILES.getlist("files")]
    return answer_explanation(
        explanation_id=explanation.id, text=given["text"], files=files, is_declared=given["not_secret"], **who
    )


def _context(
    request: PageRequest, explanation: Explanation, *, tried: tuple[str, forms.Form] | None = None
) -> dict[str, Any]:
    answers = answers_of(explanation)
    people = {explanation.asked_by_id, explanation.closed_by_id}
    for one in answers:
        people |= {one.answered_by_id, one.decided_by_id}
    names = user_names(request.jurisdiction.id, people)
    verbs = list(dict.fromkeys(verbs_for(request.user, explanation)))
    by = add_working_days(request.today, _DAYS_TO_EXPLAIN, calendar_of(request.jurisdiction.id))
    steps = [
        Step(verb, tried[1] if tried and tried[0] == verb else _FORMS[verb](initial={"due_on": by}),
             bool(tried and tried[0] == verb))
        for verb in verbs
    ]  # fmt: skip
    return {
        "one": explanation, "assignments": assignments_of(request.user, explanation),
        "answers": [(answer, names.get(answer.answered_by_id, ""), names.get(answer.decided_by_id or 0, "")) for answer in answers],
        "asked_by": names.get(explanation.asked_by_id, ""), "closed_by": names.get(explanation.closed_by_id or 0, ""),
        "days_late": max((request.today - explanation.due_on).days, 0) if explanation.state in OWED else 0,
        # A step that was possible when the page was made and is not any more: its refusal stands above.
        "stray": tried[1] if tried and tried[0] not in verbs else None,
        "steps": steps, "may_see_files": may_see_files(request.user),
    }  # fmt: skip


@require_GET
def explanation_file(request: PageRequest, file_row_id: int) -> HttpResponseBase:
    """Send a file that came with an answer, always as a download."""
    return send(explanation_file_for(request.user, file_row_id).file)
