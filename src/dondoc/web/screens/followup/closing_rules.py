"""What completion needs, how often a report is awaited, the lists of reasons and stages: shown on “Quy trình”, set by the leader of the office."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.choices import AssignmentRole, CauseSide, Need, Priority
from dondoc.directives.closing_rules import DEFAULT_NEEDS
from dondoc.directives.closing_selectors import needs_table, reasons_of
from dondoc.directives.update_selectors import update_days_of
from dondoc.followup.commands.set_cause_kind import set_cause_kind
from dondoc.followup.commands.set_completion_need import set_completion_need
from dondoc.followup.commands.set_progress_stage import set_progress_stage
from dondoc.followup.commands.set_update_rules import set_update_rules
from dondoc.followup.permissions import may_set_rules
from dondoc.followup.progress_selectors import stages_of
from dondoc.foundation.errors import NotFound, Refused
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest

_MOST_DAYS = 365


class UpdateRulesForm(forms.Form):
    """Days without a report, by priority."""

    urgent = forms.IntegerField(label=Priority.URGENT.label, min_value=0, max_value=_MOST_DAYS)
    high = forms.IntegerField(label=Priority.HIGH.label, min_value=0, max_value=_MOST_DAYS)
    normal = forms.IntegerField(label=Priority.NORMAL.label, min_value=0, max_value=_MOST_DAYS)
    low = forms.IntegerField(
        label=Priority.LOW.label,
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=gettext_lazy("0: không chờ cập nhật."),
    )


class NeedForm(forms.Form):
    """What completion needs."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=AssignmentRole.choices)
    document_kind = forms.CharField(
        label=gettext_lazy("Loại văn bản giao"), required=False, max_length=60,
        help_text=gettext_lazy("Ví dụ: Thông báo. Để trống: mọi loại chưa có dòng riêng."),
    )  # fmt: skip
    needs = forms.ChoiceField(
        label=gettext_lazy("Cần có"), required=False, choices=[("", gettext_lazy("– bỏ dòng này –")), *Need.choices]
    )


class ReasonForm(forms.Form):
    """A reason of the list."""

    name = forms.CharField(label=gettext_lazy("Tên nguyên nhân"), max_length=200)
    side = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[(side, label) for side, label in CauseSide.choices if side != CauseSide.BOTH],
    )
    is_active = forms.BooleanField(label=gettext_lazy("Còn dùng"), required=False, initial=True)


class StageForm(forms.Form):
    """A stage of the list."""

    name = forms.CharField(label=gettext_lazy("Tên giai đoạn"), max_length=120)
    is_active = forms.BooleanField(label=gettext_lazy("Còn dùng"), required=False, initial=True)


def closing_table(jurisdiction_id: int) -> dict[str, Any]:
    """What the page of the process shows of closing and of reports."""
    own = needs_table(jurisdiction_id)
    rows = {("", role): str(need) for role, need in DEFAULT_NEEDS.items()} | {
        key: str(need) for key, need in own.items()
    }
    return {
        "needs": [
            (
                kind or _("Mọi loại văn bản"),
                str(AssignmentRole(role).label),
                str(Need(need).label),
                (kind, role) not in own,
            )
            for (kind, role), need in sorted(rows.items())
        ],
        "update_days": [(str(one.label), update_days_of(jurisdiction_id).of(one)) for one in Priority],
        "reasons": [(reason, str(CauseSide(reason.side).label)) for reason in reasons_of(jurisdiction_id)],
        "stages": stages_of(jurisdiction_id),
    }


def _require(request: PageRequest) -> None:
    if not may_see_directives(request.user):
        raise NotFound
    if not may_set_rules(request.user):
        raise Refused(_("Quy định này do lãnh đạo Văn phòng đặt."))


def _page(request: PageRequest, form: forms.Form, run: Any, title: str, about: str = "") -> HttpResponse:
    context = {
        "title": title, "about": about, "up": _("Quy trình theo dõi"), "back": reverse("web:process"), "action": _("Lưu"),
    }  # fmt: skip
    return answer_form(request, form, run, "web/form_page.html", context)


@require_http_methods(["GET", "POST"])
def change_update_days(request: PageRequest) -> HttpResponse:
    """Set how many days may pass without a report."""
    _require(request)
    form = UpdateRulesForm(request.POST or None, initial=asdict(update_days_of(request.jurisdiction.id)))

    def run(**who: Any) -> tuple[str, str]:
        set_update_rules(**form.cleaned_data, **who)
        return _("Đã đặt số ngày chờ cập nhật."), reverse("web:process")

    return _page(
        request,
        form,
        run,
        _("Số ngày chờ cập nhật"),
        _("Quá số ngày này không có báo cáo thì phần việc bị nêu tên là không cập nhật."),
    )


@require_http_methods(["GET", "POST"])
def change_need(request: PageRequest) -> HttpResponse:
    """Set what completion needs."""
    _require(request)
    form = NeedForm(request.POST or None)

    def run(**who: Any) -> tuple[str, str]:
        set_completion_need(**form.cleaned_data, **who)
        return _("Đã đặt điều kiện hoàn thành."), reverse("web:process")

    return _page(request, form, run, _("Điều kiện hoàn thành"), _("Áp dụng cho mọi báo cáo hoàn thành gửi từ bây giờ."))


@require_http_methods(["GET", "POST"])
def change_reason(request: PageRequest, code: str = "") -> HttpResponse:
    """Add a reason, or change one."""
    _require(request)
    known = next((one for one in reasons_of(request.jurisdiction.id) if one.code == code), None)
    if code and known is None:
        raise NotFound
    initial = (
        {"name": str(known.name), "side": known.side, "is_active": known.is_active} if known else {"is_active": True}
    )
    form = ReasonForm(request.POST or None, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        set_cause_kind(code=code, **form.cleaned_data, **who)
        return _("Đã lưu nguyên nhân."), reverse("web:process")

    return _page(request, form, run, _("Sửa nguyên nhân") if code else _("Thêm nguyên nhân"))


@require_http_methods(["GET", "POST"])
def change_stage(request: PageRequest, code: str = "") -> HttpResponse:
    """Add a stage, or change one."""
    _require(request)
    known = next((one for one in stages_of(request.jurisdiction.id) if one.code == code), None)
    if code and known is None:
        raise NotFound
    initial = {"name": str(known.name), "is_active": known.is_active} if known else {"is_active": True}
    form = StageForm(request.POST or None, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        set_progress_stage(code=code, **form.cleaned_data, **who)
        return _("Đã lưu giai đoạn."), reverse("web:process")

    return _page(request, form, run, _("Sửa giai đoạn") if code else _("Thêm giai đoạn"))
