"""The work of a unit that has ended goes to its successor in one step: what goes, what stays and why, then the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from dondoc.accounts.permissions import may_see_directives
from dondoc.followup.commands.transfer_unit_work import transfer_unit_work
from dondoc.followup.unit_work import MOST_HANDED, handover_of, heirs_of, may_hand_over
from dondoc.foundation.errors import NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.organizations.models import Unit
from dondoc.organizations.selectors import unit_by_code, units_on
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest


class HandoverForm(forms.Form):
    """To whom, why, and which."""

    to_unit_id = forms.TypedChoiceField(label=gettext_lazy("Đơn vị nhận"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy nêu lý do chuyển.")},
    )  # fmt: skip
    document_code = forms.CharField(label=gettext_lazy("Số văn bản quyết định"), required=False, max_length=100)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit_id"].choices = [(unit.id, unit.name) for unit in units]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def hand_over(request: PageRequest, code: str) -> HttpResponse:
    """Show what of an ended unit would go to which unit, and hand it over."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_hand_over(request.user):
        raise Refused(_("Chỉ Văn phòng mới quyết định chuyển nhiệm vụ của đơn vị đã kết thúc."), code="refused")
    unit = unit_by_code(request.jurisdiction.id, code)
    units = heirs_of(unit, request.today)
    is_recorded = bool(units)
    if not units:
        units = list(units_on(unit.jurisdiction_id, request.today).exclude(id=unit.id))
    asked = whole_number(request.POST.get("to_unit_id", "") or request.GET.get("to", ""))
    to = next((each for each in units if each.id == asked), units[0] if is_recorded else None)
    found = handover_of(request.user, unit, to, on=request.today)
    form = HandoverForm(
        request.POST or None, units=units,
        initial={
            "to_unit_id": to.id if to else None,
            "reason": _("%(unit)s kết thúc hoạt động, đơn vị kế thừa tiếp tục thực hiện.") % {"unit": unit.name},
        },
    )  # fmt: skip
    chosen = {whole_number(each) or 0 for each in request.POST.getlist("assignments")}
    back = reverse("web:unit", args=[unit.code])

    def run(**who: Any) -> tuple[str, str]:
        done = transfer_unit_work(unit_id=unit.id, assignment_ids=chosen, **form.cleaned_data, **who)
        said = ngettext(
            "Đã chuyển %(n)s nhiệm vụ; các đơn vị đã được báo.",
            "Đã chuyển %(n)s nhiệm vụ; các đơn vị đã được báo.",
            len(done),
        )
        return said % {"n": len(done)}, back

    context = {
        "unit": unit, "found": found, "to": to, "units": units, "is_recorded": is_recorded, "chosen": chosen, "back": back,
        "going": len(found.going), "most": MOST_HANDED, "has_ended": unit.valid_to is not None and unit.valid_to < request.today,
        "is_sent": request.method == "POST",
    }  # fmt: skip
    return answer_form(request, form, run, "web/followup/unit_work.html", context)
