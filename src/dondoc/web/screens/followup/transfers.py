"""Another unit takes an assignment: asked, answered, decided; or decided by the office at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_report_for, may_see_directives, may_withdraw, scope_of
from dondoc.directives.selectors import assignment_for
from dondoc.followup.choices import TransferState
from dondoc.followup.commands.answer_transfer import answer_transfer
from dondoc.followup.commands.decide_transfer import decide_transfer
from dondoc.followup.commands.request_transfer import request_transfer
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision
from dondoc.followup.commands.withdraw_transfer import withdraw_transfer
from dondoc.followup.succession_rules import TRANSFERABLE, WAITING
from dondoc.followup.succession_selectors import transfer_for, transfer_steps, transfers_seen
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.organizations.selectors import units_on
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest

_PAGE = 50
LABELS = {
    "agree": gettext_lazy("Đồng ý nhận"),
    "decline": gettext_lazy("Không nhận"),
    "confirm": gettext_lazy("Đồng ý chuyển"),
    "refuse": gettext_lazy("Không đồng ý"),
    "withdraw": gettext_lazy("Rút đề nghị"),
}
_ICONS = {"agree": "check", "decline": "ban", "confirm": "checks", "refuse": "ban", "withdraw": "arrow-back-up"}
_DONE = {
    "agree": gettext_lazy("Đã đồng ý nhận; Văn phòng sẽ quyết định."),
    "decline": gettext_lazy("Đã trả lời không nhận kèm lý do."),
    "confirm": gettext_lazy("Đã chuyển nhiệm vụ; đơn vị nhận có phần việc với thời hạn như cũ."),
    "refuse": gettext_lazy("Đã trả lời không đồng ý kèm lý do; phần việc giữ nguyên."),
    "withdraw": gettext_lazy("Đã rút đề nghị chuyển."),
}


@require_GET
def list_transfers(request: PageRequest) -> HttpResponse:
    """List the requests that this person reads, those that wait first."""
    if not may_see_directives(request.user):
        raise NotFound
    seen = transfers_seen(request.user)
    state = request.GET.get("state", "waiting")
    if state not in {*TransferState.values, "waiting"}:
        state = ""
    here = reverse("web:transfers")
    waiting = seen.filter(state__in=WAITING)
    chips = [(_("Đang chờ"), f"{here}?state=waiting", state == "waiting", waiting.count())]
    chips += [
        (str(code.label), f"{here}?state={code}", code == state, seen.filter(state=code).count())
        for code in (TransferState.DONE, TransferState.DECLINED, TransferState.REFUSED, TransferState.WITHDRAWN)
    ]
    chips.append((_("Tất cả"), f"{here}?state=", not state, seen.count()))
    wanted = waiting if state == "waiting" else seen.filter(state=state) if state else seen
    page = Paginator(wanted, _PAGE).get_page(request.GET.get("page"))
    scope = scope_of(request.user)
    rows = [
        (one, bool({"agree", "confirm"} & set(transfer_steps(request.user, one, scope=scope))), _is_over(one))
        for one in page
    ]
    context = {"rows": rows, "page": page, "chips": chips}
    return render(request, "web/followup/transfers.html", context)


def _is_over(one: Any) -> bool:
    return one.state in WAITING and one.assignment.lifecycle not in TRANSFERABLE


@require_GET
def show_transfer(request: PageRequest, transfer_id: int) -> HttpResponse:
    """Show one request; the unit that would take it reads the task here before it answers."""
    return _page(request, transfer_id, "", "")


@require_POST
def transfer_step(request: PageRequest, transfer_id: int, verb: str) -> HttpResponse:
    """Answer, decide or take back; a refusal is shown at its form."""
    if verb not in LABELS:
        raise NotFound
    note, base = request.POST.get("note", ""), {"transfer_id": transfer_id, **request.who}
    try:
        if verb in ("agree", "decline"):
            answer_transfer(agrees=verb == "agree", note=note, **base)
        elif verb == "withdraw":
            withdraw_transfer(**base)
        else:
            code = request.POST.get("document_code", "")
            decide_transfer(is_confirmed=verb == "confirm", note=note, document_code=code, **base)
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, transfer_id, verb, error.message, status=error.status)
    messages.success(request, str(_DONE[verb]))
    return redirect("web:transfer", transfer_id)


def _page(request: PageRequest, transfer_id: int, tried: str, error: str, *, status: int = 200) -> HttpResponse:
    transfer = transfer_for(request.user, transfer_id)
    verbs = transfer_steps(request.user, transfer)
    if tried and tried not in verbs:
        verbs = [*verbs, tried]
    offers = [
        {
            "verb": verb, "label": LABELS[verb], "icon": _ICONS[verb], "is_open": verb == tried,
            "error": error if verb == tried else "", "needs": verb in ("decline", "refuse"),
        }
        for verb in verbs
    ]  # fmt: skip
    assignment = transfer.assignment
    scope = scope_of(request.user)
    sees = scope.sees(
        jurisdiction_id=assignment.jurisdiction_id,
        unit_ids={assignment.unit_id},
        field_id=assignment.directive.field_id,
    )
    values = {name: request.POST.get(name, "") for name in ("note", "document_code")}
    context = {
        "transfer": transfer, "assignment": assignment, "offers": offers, "sees_directive": sees, "values": values,
        "is_over": _is_over(transfer),
    }  # fmt: skip
    return render(request, "web/followup/transfer.html", context, status=status)


class TransferForm(forms.Form):
    """To whom, and why."""

    to_unit_id = forms.TypedChoiceField(
        label=gettext_lazy("Chuyển cho đơn vị"), coerce=int,
        error_messages={"required": gettext_lazy("Hãy chọn đơn vị nhận.")},
        widget=forms.Select({"data-combobox": "", "data-none": gettext_lazy("Không có đơn vị nào khớp")}),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Lý do chuyển"), max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy nêu lý do chuyển.")},
    )  # fmt: skip
    document_code = forms.CharField(
        label=gettext_lazy("Số văn bản quyết định"), max_length=100, required=False,
        help_text=gettext_lazy("Ghi khi việc chuyển được quyết định bằng văn bản."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_transfer(request: PageRequest, assignment_id: int) -> HttpResponse:
    """Ask that another unit take it, or, as the office, hand it over at once."""
    assignment = assignment_for(request.user, assignment_id)
    decides = may_withdraw(request.user, field_id=assignment.field_id)
    if not decides and not may_report_for(request.user, assignment.unit_id):
        raise Refused(_("Chỉ đơn vị được giao mới đề nghị chuyển nhiệm vụ này."), code="refused")
    form = TransferForm(request.POST or None)
    units = units_on(request.jurisdiction.id, request.today).exclude(id=assignment.unit_id)
    form.fields["to_unit_id"].choices = [("", _("– chọn –")), *units.values_list("id", "name")]  # type: ignore[attr-defined]
    if not decides:
        del form.fields["document_code"]
    back = f"{reverse('web:directive', args=[assignment.directive_id])}#phan-viec-{assignment.id}"

    def run(**who: Any) -> tuple[str, str]:
        given = {"assignment_id": assignment.id, **form.cleaned_data, **who}
        if decides:
            transfer_by_decision(**given)
            return str(_DONE["confirm"]), back
        request_transfer(**given)
        return _("Đã gửi đề nghị chuyển; phần việc giữ nguyên cho đến khi có quyết định."), back

    context = {"assignment": assignment, "decides": decides, "back": back}
    return answer_form(request, form, run, "web/followup/transfer_form.html", context)
