"""The process as people read it: steps and rules from the very tables that the commands use, and who may change what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_directives
from dondoc.accounts.selectors import user_names, users_of
from dondoc.central.permissions import may_keep_central
from dondoc.directives.choices import Lifecycle
from dondoc.directives.rules import TRANSITIONS, Transition
from dondoc.followup import part_rules
from dondoc.followup.choices import TransferState
from dondoc.followup.commands.end_deputy import end_deputy
from dondoc.followup.commands.name_deputy import name_deputy
from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.models import DeadlineDeputy
from dondoc.followup.permissions import may_name_deputy, may_set_rules
from dondoc.followup.selectors import deputies_for, rules_of
from dondoc.followup.succession_rules import LIKE_ENOUGH, NEAR_DAYS, TRANSFER_STEPS, TransferStep
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.tasksheets.permissions import may_import
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.central.words import table_of_steps as central_steps
from dondoc.web.screens.directives.steps import LABELS
from dondoc.web.screens.followup import parts as parts_screen
from dondoc.web.screens.followup import transfers as transfers_screen
from dondoc.web.screens.followup.closing_rules import closing_table
from dondoc.web.screens.followup.forms import DeputyForm, RulesForm
from dondoc.web.screens.followup.process_tables import StepRow, every_table
from dondoc.web.screens.followup.told import told_table
from dondoc.web.screens.urging.words import rules_at_once
from dondoc.web.screens.urging.words import table_of_steps as explanation_steps
from dondoc.web.validity import standing

_WHO = {
    "unit": gettext_lazy("Đơn vị được giao"), "office": gettext_lazy("Văn phòng (theo lĩnh vực)"),
    "holder": gettext_lazy("Người được giao; không nêu tên thì người của đơn vị được giao"),
    "giver": gettext_lazy("Nơi đã chia việc; không bao giờ là người báo cáo"), "leader": gettext_lazy("Lãnh đạo UBND tỉnh, lãnh đạo Văn phòng"), "receiver": gettext_lazy("Đơn vị nhận"),
}  # fmt: skip
_NEEDS = {
    "note": gettext_lazy("kết quả thực hiện"),
    "evidence": gettext_lazy("minh chứng theo quy định dưới đây"),
    "reason": gettext_lazy("lý do"),
}


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """Who decides in whose place; `standing` is "now", "ahead" or "past"."""

    row: DeadlineDeputy
    setter: str
    deputy: str
    standing: str


@require_GET
def show_process(request: PageRequest) -> HttpResponse:
    """Show the steps of an assignment, the rules of its deadline, and who decides in whose place."""
    if not may_see_directives(request.user):
        raise NotFound
    return render(request, "web/followup/process.html", _context(request))


def _context(request: PageRequest) -> dict[str, Any]:
    return {
        **_cascade(), **every_table(), "told": told_table(), "may_import": may_import(request.user), "may_keep": may_keep_central(request.user), "steps": _rows(TRANSITIONS, LABELS, Lifecycle), "rules": rules_of(request.jurisdiction.id), "may_set_rules": may_set_rules(request.user),
        "central_steps": [StepRow(*one) for one in central_steps()],
        "explanation_steps": [StepRow(*one) for one in explanation_steps()], "closing": closing_table(request.jurisdiction.id),
        "at_once": rules_at_once(request.jurisdiction.id), "may_name": may_name_deputy(request.user), "deputies": _deputies(request),
    }  # fmt: skip


def _cascade() -> dict[str, Any]:
    """The steps of divided work and of a transfer, from the tables that the commands use."""
    return {
        "part_steps": _rows(part_rules.TRANSITIONS, parts_screen.LABELS, Lifecycle),
        "transfer_steps": _rows(TRANSFER_STEPS, transfers_screen.LABELS, TransferState),
        "most_deep": part_rules.MOST_DEEP, "like_enough": LIKE_ENOUGH, "near_days": NEAR_DAYS,
    }  # fmt: skip


def _rows(
    steps: Iterable[Transition | TransferStep], labels: Mapping[str, Any], states: type[TextChoices]
) -> list[StepRow]:
    """Steps in words: `labels` says them, `states` is of what they lead through."""
    return [
        StepRow(
            str(labels[step.verb]), ", ".join(str(states(each).label) for each in step.from_),
            str(states(step.to).label), str(_WHO[step.who]), ", ".join(str(_NEEDS[each]) for each in step.needs),
        )
        for step in steps
    ]  # fmt: skip


def _deputies(request: PageRequest) -> list[DeputyRow]:
    found = deputies_for(request.user)
    names = user_names(request.jurisdiction.id, {one.setter_id for one in found} | {one.deputy_id for one in found})
    return [
        DeputyRow(one, names.get(one.setter_id, ""), names.get(one.deputy_id, ""), standing(one, request.today))
        for one in found
    ]


@require_http_methods(["GET", "POST"])
def change_rules(request: PageRequest) -> HttpResponse:
    """Change what the office allows of extensions."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_set_rules(request.user):
        raise Refused(_("Quy định gia hạn do lãnh đạo Văn phòng đặt."))
    rules = rules_of(request.jurisdiction.id)
    form = RulesForm(request.POST or None, initial=asdict(rules))

    def run(**who: Any) -> tuple[str, str]:
        set_extension_rules(**form.cleaned_data, **who)
        return _("Đã đặt quy định gia hạn."), reverse("web:process")

    return answer_form(request, form, run, "web/followup/rules_form.html", {})


@require_http_methods(["GET", "POST"])
def add_deputy(request: PageRequest) -> HttpResponse:
    """Name who decides on deadlines in the place of the one who set them."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_name_deputy(request.user):
        raise Refused(_("Chỉ người giao nhiệm vụ của Văn phòng mới ủy quyền quyết định thời hạn."))
    people = _deciders(request.user)
    setters = people if request.user.role == Role.OFFICE_LEADER else []
    initial = {"valid_from": request.today, "setter": request.user.pk}
    form = DeputyForm(request.POST or None, setters=setters, deputies=people, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        given = form.cleaned_data
        name_deputy(
            deputy_id=given["deputy"], setter_id=given.get("setter"), valid_from=given["valid_from"],
            valid_to=given["valid_to"], **who,
        )  # fmt: skip
        return _("Đã ủy quyền quyết định thời hạn."), reverse("web:process")

    return answer_form(request, form, run, "web/followup/deputy_form.html", {})


def _deciders(user: User) -> list[tuple[int, str]]:
    found = users_of(user.jurisdiction_id).filter(is_active=True, role__in=(Role.OFFICE_LEADER, Role.SPECIALIST))
    return [(one.pk, one.full_name) for one in found]


@require_POST
def remove_deputy(request: PageRequest, row_id: int) -> HttpResponse:
    """End that somebody decides in another's place."""
    try:
        end_deputy(deputy_row_id=row_id, **request.who)
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã kết thúc ủy quyền."))
    return redirect("web:process")
