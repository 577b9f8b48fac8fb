"""A task recorded, and the steps taken on it: each a page with one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.central.commands.assign_central_task import assign_central_task
from dondoc.central.commands.change_central_task import change_central_task
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.record_central_task import record_central_task
from dondoc.central.commands.reopen_central_task import reopen_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.return_upward import return_upward
from dondoc.central.commands.unlink_central_task import unlink_central_task
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.central.models import CentralTask
from dondoc.central.permissions import may, may_keep_central, may_see_central
from dondoc.central.rules import VERBS
from dondoc.central.selectors import answer_offered, same_directives, task_view
from dondoc.directives.selectors import directive_view
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.central.forms import (
    AssignForm,
    ConfirmForm,
    DeadlineForm,
    FactsForm,
    LinkForm,
    NewTaskForm,
    ReasonForm,
    ReportForm,
    UnlinkForm,
)
from dondoc.web.screens.central.page import moment_of
from dondoc.web.screens.central.words import STEPS

#: What a command calls otherwise than the form of its page.
_AT = {
    "returned_on": "on", "withdrawn_on": "on", "reopened_on": "on", "confirmed_on": "on", "directive": "directive_id",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_task(request: PageRequest) -> HttpResponse:
    """Record a task by hand."""
    if not may_see_central(request.user):
        raise NotFound
    if not may_keep_central(request.user):
        raise Refused(_("Nhiệm vụ Trung ương giao do Văn phòng theo dõi và cập nhật."))
    form = NewTaskForm(request.POST or None, request=request)

    def run(**who: Any) -> tuple[str, str]:
        made = record_central_task(facts=form.facts(), due_on=form.cleaned_data["due_on"], **who)
        return _("Đã ghi nhiệm vụ Trung ương giao."), reverse("web:central_task", args=[made.id])

    context = {
        "title": _("Ghi nhiệm vụ Trung ương giao"), "up": _("Nhiệm vụ Trung ương giao"), "back": reverse("web:central"),
        "about": _("Nhiều nhiệm vụ một lúc thì nhập từ Excel."), "action": _("Ghi nhiệm vụ"),
    }  # fmt: skip
    return answer_form(request, form, run, "web/central/facts_form.html", context)


@require_http_methods(["GET", "POST"])
def step(request: PageRequest, task_id: int, verb: str) -> HttpResponse:
    """Take a step of a task."""
    known = next((one for one in VERBS if one == verb), None)
    if known is None:
        raise NotFound
    found = task_view(request.user, task_id, moment_of(request))
    task = found.task
    if not may(request.user, known, task):
        raise Refused(_("Bạn không có quyền thực hiện bước này với nhiệm vụ Trung ương giao."))
    if verb not in found.verbs and request.method == "GET":
        raise Conflict(
            _("Nhiệm vụ đang ở trạng thái «%(state)s» nên không có bước này.") % {"state": task.get_state_display()}
        )
    form = _form(request, verb, task)
    here = reverse("web:central_task", args=[task.id])

    def run(**who: Any) -> tuple[str, str]:
        _COMMANDS[verb](task.id, form, who)
        return str(STEPS[verb].done), here

    words = STEPS[verb]
    context = {
        "title": words.button, "about": words.about, "up": task.code or task.document_code or _("Nhiệm vụ"),
        "back": here, "action": words.button, "task": task, "view": found, "verb": verb,
        "same": same_directives(request.user, task.document_code, task.content, on=request.today)
        if verb in {"link", "assign"} else [],
    }  # fmt: skip
    template = {"change": "web/central/facts_form.html", "assign": "web/central/assign_form.html"}.get(
        verb, "web/central/step_form.html"
    )
    return answer_form(request, form, run, template, context, at=_AT)


def _form(request: PageRequest, verb: str, task: CentralTask) -> Any:
    sent = request.POST if request.method == "POST" else None
    if verb == "change":
        return FactsForm(sent, request=request, task=task)
    if verb == "assign":
        return AssignForm(sent, request=request, task=task)
    if verb == "report":
        offered = _offered(request, task)
        return ReportForm(sent, initial={"report_document": offered[:120]})
    plain: dict[str, type[forms.Form]] = {
        "move_deadline": DeadlineForm, "confirm": ConfirmForm, "link": LinkForm, "unlink": UnlinkForm,
    }  # fmt: skip
    return plain.get(verb, ReasonForm)(sent)


def _offered(request: PageRequest, task: CentralTask) -> str:
    """The number that our unit's report named, as the field's beginning: a person corrects it where the office answers."""
    if task.directive_id is None:
        return ""
    try:
        return answer_offered(directive_view(request.user, task.directive_id).events)
    except NotFound:  # they answer for the task, and the directive is of another's field
        return ""


Run = Callable[[int, Any, dict[str, Any]], object]
_COMMANDS: dict[str, Run] = {
    "change": lambda task_id, form, who: change_central_task(task_id=task_id, facts=form.facts(), **who),
    "assign": lambda task_id, form, who: assign_central_task(task_id=task_id, **form.given(), **who),
    "move_deadline": lambda task_id, form, who: move_central_deadline(task_id=task_id, **form.cleaned_data, **who),
    "report": lambda task_id, form, who: report_upward(task_id=task_id, **form.cleaned_data, **who),
    "link": lambda task_id, form, who: link_central_task(task_id=task_id, **form.cleaned_data, **who),
    "unlink": lambda task_id, form, who: unlink_central_task(task_id=task_id, **form.cleaned_data, **who),
    "confirm": lambda task_id, form, who: confirm_upward(task_id=task_id, confirmed_on=form.cleaned_data["on"], **who),
    "return": lambda task_id, form, who: return_upward(
        task_id=task_id, reason=form.cleaned_data["reason"], returned_on=form.cleaned_data["on"], **who
    ),
    "withdraw": lambda task_id, form, who: withdraw_central_task(
        task_id=task_id, reason=form.cleaned_data["reason"], withdrawn_on=form.cleaned_data["on"], **who
    ),
    "reopen": lambda task_id, form, who: reopen_central_task(
        task_id=task_id, reason=form.cleaned_data["reason"], reopened_on=form.cleaned_data["on"], **who
    ),
}
