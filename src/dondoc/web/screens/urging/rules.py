"""The reminder rules as sentences, their form, what the next run would tell, and the runs that were."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.directives.choices import Priority
from dondoc.directives.update_selectors import update_days_of
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.organizations.selectors import fields_of
from dondoc.urging.choices import Trigger
from dondoc.urging.commands.end_reminder_rule import end_reminder_rule
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.describing import described
from dondoc.urging.permissions import may_preview, may_see_rules, may_set_rules
from dondoc.urging.rules import Rule
from dondoc.urging.ruleset import rules_of
from dondoc.urging.running import last_run, would_tell
from dondoc.urging.selectors import runs_of
from dondoc.urging.wording import ranks, sentence
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.days import written_day
from dondoc.web.screens.urging.forms import RuleForm

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the page shows it."""

    rule: Rule
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one trigger."""

    label: str
    rows: list[RuleRow]


@dataclass(frozen=True, slots=True)
class Counted:
    """How much a run would tell by one rule."""

    rule: Rule
    ranks: str
    count: int
    people: int


@require_GET
def list_rules(request: PageRequest) -> HttpResponse:
    """Show the rules by what they count from, in the order in which they speak, and the last runs."""
    if not may_see_rules(request.user):
        raise NotFound
    names, awaited = _field_names(request), update_days_of(request.jurisdiction.id)
    by_trigger: dict[str, list[RuleRow]] = {}
    ended: list[RuleRow] = []
    for rule in rules_of(request.jurisdiction.id):
        row = RuleRow(rule, sentence(rule, names))
        (by_trigger.setdefault(rule.trigger, []) if rule.is_active else ended).append(row)
    context = {
        "groups": [Group(str(Trigger(code).label), by_trigger[code]) for code in Trigger.values if code in by_trigger],
        "ended": ended, "may_set": may_set_rules(request.user), "may_preview": may_preview(request.user),
        "runs": runs_of(request.jurisdiction.id, limit=7) if may_preview(request.user) else [],
        "last": last_run(request.jurisdiction.id),
        "update_days": [(str(one.label), awaited.of(one)) for one in Priority],
        "has_shipped": any(row.rule.is_shipped for group in by_trigger.values() for row in group),
    }  # fmt: skip
    return render(request, "web/urging/rules.html", context)


@require_http_methods(["GET", "POST"])
def new_rule(request: PageRequest) -> HttpResponse:
    """Set a new rule."""
    _require_setter(request)
    return _form(request, None)


@require_http_methods(["GET", "POST"])
def change_rule(request: PageRequest, code: str) -> HttpResponse:
    """Set another form of a rule."""
    _require_setter(request)
    rule = next((one for one in rules_of(request.jurisdiction.id) if one.code == code), None)
    if rule is None:
        raise NotFound
    return _form(request, rule)


def _form(request: PageRequest, rule: Rule | None) -> HttpResponse:
    names = _field_names(request)
    initial = asdict(rule) if rule else {"trigger": Trigger.OVERDUE, "days": 1, "repeat_days": 0}
    form = RuleForm(request.POST or None, initial=initial, fields=list(names.items()))

    def run(**who: Any) -> tuple[str, str]:
        given = dict(form.cleaned_data)
        given["position"] = given["position"] or 0
        made = set_reminder_rule(code=rule.code if rule else "", **given, **who)
        return _("Đã đặt quy tắc: %(sentence)s") % {"sentence": sentence(made, names)}, reverse("web:reminder_rules")

    context = {"rule": rule, "sentence": sentence(rule, names) if rule else ""}
    return answer_form(request, form, run, "web/urging/rule_form.html", context, at={"fields": "field_ids"})


@require_POST
def end_rule(request: PageRequest, code: str) -> HttpResponse:
    """End a rule."""
    _require_setter(request)
    try:
        ended = end_reminder_rule(code=code, **request.who)
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã ngừng quy tắc “%(name)s”.") % {"name": ended.name})
    return redirect("web:reminder_rules")


@require_GET
def preview(request: PageRequest) -> HttpResponse:
    """Show whom a run of a day would tell of what; nothing is sent."""
    if not may_see_rules(request.user):
        raise NotFound
    if not may_preview(request.user):
        raise Refused(_("Chỉ lãnh đạo và Văn phòng xem trước được các lượt nhắc."))
    try:
        day = written_day(request.GET.get("on", "")) or request.today
    except DomainError as error:
        messages.error(request, error.message)
        day = request.today
    here = request.jurisdiction.id
    counts: dict[int, tuple[int, set[int]]] = {}

    def counting() -> Any:
        for row in would_tell(jurisdiction_id=here, day=day):
            count, people = counts.get(row.rule_id, (0, set()))
            counts[row.rule_id] = (count + 1, people | set(row.user_ids))
            yield row

    rows = counting()
    first = list(described(here, islice(rows, _SHOWN), day=day))
    for _row in rows:  # the rest is counted and not shown
        pass
    counted = [
        Counted(rule, ranks(rule), counts[rule.id][0], len(counts[rule.id][1]))
        for rule in rules_of(here) if rule.id in counts
    ]  # fmt: skip
    everybody = set().union(*(people for _count, people in counts.values()))
    context = {
        "on": day, "counted": counted, "rows": first, "count": sum(one.count for one in counted),
        "people": len(everybody), "is_cut": sum(one.count for one in counted) > len(first), "shown": _SHOWN,
    }  # fmt: skip
    return render(request, "web/urging/preview.html", context)


def _require_setter(request: PageRequest) -> None:
    if not may_see_rules(request.user):
        raise NotFound
    if not may_set_rules(request.user):
        raise Refused(_("Quy tắc đôn đốc do lãnh đạo Văn phòng đặt."))


def _field_names(request: PageRequest) -> dict[int, str]:
    return {field.id: field.name for field in fields_of(request.jurisdiction.id)}
