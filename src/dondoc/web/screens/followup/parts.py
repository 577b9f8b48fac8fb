"""Divided work: the parts that a person has, one part's page, dividing, changing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.models import Assignment
from dondoc.directives.selectors import assignment_for
from dondoc.followup.commands.accept_part import accept_part
from dondoc.followup.commands.acknowledge_part import acknowledge_part
from dondoc.followup.commands.change_part import change_part
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.commands.report_part import report_part
from dondoc.followup.commands.return_part import return_part
from dondoc.followup.commands.start_part import start_part
from dondoc.followup.commands.withdraw_part import withdraw_part
from dondoc.followup.part_permissions import Placed, gives, may_divide
from dondoc.followup.part_selectors import (
    Targets,
    part_file_for,
    part_for,
    part_page,
    parts_of_person,
    parts_to_accept,
    targets,
)
from dondoc.followup.part_wording import part_entries
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.web.answering import answer_form
from dondoc.web.components import day
from dondoc.web.downloads import send
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.steps import offered

LABELS = {
    "acknowledge_part": gettext_lazy("Tiếp nhận"),
    "start_part": gettext_lazy("Bắt đầu thực hiện"),
    "report_part": gettext_lazy("Báo cáo kết quả"),
    "accept_part": gettext_lazy("Xác nhận hoàn thành"),
    "return_part": gettext_lazy("Trả lại"),
    "withdraw_part": gettext_lazy("Thu hồi"),
}
_DONE = {
    "acknowledge_part": gettext_lazy("Đã tiếp nhận phần việc."),
    "start_part": gettext_lazy("Đã ghi nhận bắt đầu thực hiện."),
    "report_part": gettext_lazy("Đã gửi báo cáo cho nơi đã chia việc."),
    "accept_part": gettext_lazy("Đã xác nhận phần việc hoàn thành."),
    "return_part": gettext_lazy("Đã trả lại báo cáo kèm lý do."),
    "withdraw_part": gettext_lazy("Đã thu hồi phần việc được chia."),
}
_ICONS = {
    "acknowledge_part": "inbox",
    "start_part": "player-play",
    "report_part": "file-check",
    "accept_part": "checks",
    "return_part": "arrow-back-up",
    "withdraw_part": "ban",
}
_ENTRY_ICONS = {
    "part.given": "arrows-split-2",
    "part.changed": "edit",
    "part.acknowledged": "inbox",
    "part.started": "player-play",
    "part.reported": "file-check",
    "part.accepted": "checks",
    "part.returned": "arrow-back-up",
    "part.withdrawn": "ban",
}
_FORMS = {"report_part": "report", "return_part": "reason", "withdraw_part": "reason"}
_ASIDE = frozenset({"return_part", "withdraw_part"})


@dataclass(slots=True)
class _Attempt:
    verb: str
    message: str
    values: dict[str, str]


@require_GET
def list_parts(request: PageRequest) -> HttpResponse:
    """Show what this person has to do of divided work, and the reports that wait for their word."""
    if not may_see_directives(request.user):
        raise NotFound
    on, soon = request.today, request.jurisdiction.due_soon_days
    context = {
        "mine": parts_of_person(request.user, on=on, soon=soon),
        "waiting": parts_to_accept(request.user, on=on, soon=soon),
    }
    return render(request, "web/followup/parts.html", context)


@require_GET
def show_part(request: PageRequest, part_id: int) -> HttpResponse:
    """Show one part with its steps, its own parts and its history."""
    return _page(request, part_id, None)


@require_POST
def part_step(request: PageRequest, part_id: int, verb: str) -> HttpResponse:
    """Take a step of a part; a refusal is shown at its form, with what was typed still in it."""
    if verb not in LABELS:
        raise NotFound
    try:
        _take(request, part_id, verb)
    except NotFound:
        raise
    except DomainError as error:
        values = {name: value for name, value in request.POST.items() if isinstance(value, str)}
        return _page(request, part_id, _Attempt(verb, error.message, values), status=error.status)
    messages.success(request, str(_DONE[verb]))
    return redirect("web:part", part_id)


@require_GET
def part_file(request: PageRequest, file_row_id: int) -> HttpResponseBase:
    """Send a file of a part's report to those who may open it: always as a download, never shown in place."""
    return send(part_file_for(request.user, file_row_id).file)


def _take(request: PageRequest, part_id: int, verb: str) -> None:
    post, base = request.POST, {"part_id": part_id, **request.who}
    simple: dict[str, Callable[..., Any]] = {
        "acknowledge_part": acknowledge_part, "start_part": start_part, "accept_part": accept_part,
    }  # fmt: skip
    if verb in simple:
        simple[verb](**base)
    elif verb == "report_part":
        files = [(file.name or "tep", file) for file in request.FILES.getlist("files")]
        report_part(
            note=post.get("note", ""), result_document=post.get("result_document", ""), files=files,
            is_declared="not_secret" in post, **base,
        )  # fmt: skip
    elif verb == "return_part":
        return_part(reason=post.get("reason", ""), **base)
    else:
        withdraw_part(reason=post.get("reason", ""), **base)


def _page(request: PageRequest, part_id: int, attempt: _Attempt | None, *, status: int = 200) -> HttpResponse:
    found = part_page(request.user, part_id, on=request.today, soon=request.jurisdiction.due_soon_days)
    verbs = list(found.view.steps)
    if attempt is not None and attempt.verb not in verbs:
        verbs.append(attempt.verb)
    main = next((verb for verb in verbs if verb not in _ASIDE), "")
    offers = [
        offered(
            verb, attempt, label=str(LABELS[verb]), icon=_ICONS[verb], form=_FORMS.get(verb, ""), is_main=verb == main
        )
        for verb in verbs
    ]
    history = [
        (_ENTRY_ICONS[entry.code], entry)
        for entry in part_entries(found.events, actors=found.actors, with_files=found.files is not None)
    ]
    context = {"page": found, "view": found.view, "part": found.view.part, "offers": offers, "history": history}
    return render(request, "web/followup/part.html", context, status=status)


class DivideForm(forms.Form):
    """Who gets what, by when."""

    to = forms.MultipleChoiceField(
        label=gettext_lazy("Giao cho"),
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một đơn vị hoặc một người để chia việc.")},
        widget=forms.SelectMultiple({
            "data-combobox": "", "data-none": gettext_lazy("Không có đơn vị hoặc người nào khớp"),
            "data-hint": gettext_lazy("gõ tên đơn vị hoặc tên người, có dấu hoặc không dấu"), "data-drop": gettext_lazy("Bỏ"),
        }),
        help_text=gettext_lazy("Mỗi đơn vị, mỗi người được chọn nhận một phần việc riêng với nội dung này."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Nội dung phần việc"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Hãy ghi nội dung phần việc.")},
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("Hạn của phần việc"), required=False)

    def __init__(self, *args: Any, found: Targets, whole_due: str, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {unit.id: unit.name for unit in found.units}
        units = [(f"u{unit.id}", unit.name) for unit in found.units]
        persons = [
            (
                f"p{one.pk}",
                one.full_name if one.unit_id == unit_id else f"{one.full_name} – {names.get(one.unit_id or 0, '')}",
            )
            for one in found.persons
        ]
        groups = [(_("Đơn vị trực thuộc"), units), (_("Người"), persons)]
        self.fields["to"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        self.fields["due_on"].help_text = whole_due

    def shares(self) -> list[Share]:
        """What was chosen, each with the same words and day."""
        data = self.cleaned_data
        found = []
        for code in data["to"]:
            number = whole_number(code[1:])
            who = {"unit_id": number} if code.startswith("u") else {"user_id": number}
            found.append(Share(data["text"], due_on=data["due_on"], **who))
        return found


@require_http_methods(["GET", "POST"])
def divide(request: PageRequest, assignment_id: int) -> HttpResponse:
    """Divide an assignment among units below and people."""
    whole = assignment_for(request.user, assignment_id)
    back = f"{reverse('web:directive', args=[whole.directive_id])}#phan-viec-{whole.id}"
    return _divide(request, whole, whole, back)


@require_http_methods(["GET", "POST"])
def divide_part(request: PageRequest, part_id: int) -> HttpResponse:
    """Divide a part further."""
    placed = part_for(request.user, part_id)
    return _divide(request, placed.assignment, placed, reverse("web:part", args=[part_id]))


def _divide(request: PageRequest, whole: Assignment, under: Assignment | Placed, back: str) -> HttpResponse:
    if not may_divide(request.user, under):
        raise Refused(_("Chỉ đơn vị hoặc người đang giữ phần việc mới chia được việc đó."), code="refused")
    divided = under.part if isinstance(under, Placed) else under
    found = targets(request.user, under, on=request.today)
    text = under.part.text if isinstance(under, Placed) else whole.directive.text
    due = (
        _("Để trống: theo hạn của việc được chia (%(day)s). Không được sau ngày đó.") % {"day": day(divided.due_on)}
        if divided.due_on
        else _("Việc được chia không có thời hạn; có thể để trống.")
    )
    form = DivideForm(request.POST or None, found=found, whole_due=due, unit_id=divided.unit_id)

    def run(**who: Any) -> tuple[str, str]:
        parent = under.part.id if isinstance(under, Placed) else None
        made = divide_assignment(assignment_id=whole.id, shares=form.shares(), parent_part_id=parent, **who)
        return _("Đã giao %(count)s phần việc.") % {"count": len(made)}, back

    context = {
        "whole": whole,
        "divided": divided,
        "text": text,
        "back": back,
        "has_targets": bool(found.units or found.persons),
    }
    return answer_form(request, form, run, "web/followup/divide.html", context)


class ChangeForm(forms.Form):
    """What of a part may be changed."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung phần việc"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    due_on = DayField(label=gettext_lazy("Hạn của phần việc"), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), required=False, max_length=2000)


@require_http_methods(["GET", "POST"])
def edit_part(request: PageRequest, part_id: int) -> HttpResponse:
    """Change what a part says or by when it is due."""
    placed = part_for(request.user, part_id)
    if not gives(request.user, placed):
        raise Refused(_("Chỉ nơi đã chia việc mới sửa được phần việc này."), code="refused")
    part, limit = placed.part, placed.parent.due_on
    is_late = limit is not None and (part.due_on is None or part.due_on > limit)
    form = ChangeForm(request.POST or None, initial={"text": part.text, "due_on": limit if is_late else part.due_on})
    if limit:
        form.fields["due_on"].help_text = _("Không sau hạn của việc được chia: %(day)s.") % {"day": day(limit)}

    def run(**who: Any) -> tuple[str, str]:
        change_part(part_id=part_id, **form.cleaned_data, **who)
        return _("Đã sửa phần việc; hạn ban đầu vẫn được giữ."), reverse("web:part", args=[part_id])

    return answer_form(
        request, form, run, "web/followup/part_form.html", {"part": part, "is_late": is_late, "limit": limit}
    )
