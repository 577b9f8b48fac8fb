"""The steps of a request for explanation as people read them, and the rules that speak at once."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.organizations.selectors import fields_of
from dondoc.urging.choices import ExplanationState
from dondoc.urging.rules import EXPLANATION_STEPS
from dondoc.urging.ruleset import rules_of
from dondoc.urging.wording import sentence

_NAMES = {
    "answer": gettext_lazy("Gửi giải trình"), "accept": gettext_lazy("Chấp nhận giải trình"),
    "return": gettext_lazy("Yêu cầu giải trình lại"), "withdraw": gettext_lazy("Rút yêu cầu"),
}  # fmt: skip
_WHO = {
    "unit": gettext_lazy("Đơn vị được yêu cầu"),
    "asker": gettext_lazy("Người yêu cầu, lãnh đạo cấp trên của người yêu cầu"),
}


def rules_at_once(jurisdiction_id: int) -> list[str]:
    """The rules in force whose messages go out at once, as sentences."""
    found = [rule for rule in rules_of(jurisdiction_id) if rule.at_once and rule.is_active]
    names = {field.id: field.name for field in fields_of(jurisdiction_id)} if found else {}
    return [sentence(rule, names) for rule in found]


def table_of_steps() -> Iterator[tuple[str, str, str, str, str]]:
    """Give name, states before, state after, who and what is needed of each step, from the table that the commands use."""
    for verb, name in _NAMES.items():
        steps = [step for step in EXPLANATION_STEPS if step.verb == verb]
        before = ", ".join(str(ExplanationState(step.source).label) for step in steps)
        needs = _("nội dung giải trình") if verb == "answer" else _("lý do") if steps[0].needs_reason else ""
        yield str(name), before, str(ExplanationState(steps[0].target).label), str(_WHO[steps[0].who]), needs
