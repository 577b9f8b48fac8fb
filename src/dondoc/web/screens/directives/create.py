"""Giving a directive by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from dondoc.accounts.permissions import may_confirm_reading
from dondoc.directives.choices import DeadlineKind, Priority
from dondoc.directives.commands.create_directive_by_hand import MOST_TEXT, create_directive_by_hand
from dondoc.directives.commands.create_directives import NewDirective, day_given
from dondoc.directives.models import Directive
from dondoc.documents.choices import Origin
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.errors import DomainError, Refused
from dondoc.organizations.models import UnitGroup
from dondoc.organizations.selectors import groups_of, members_of_group
from dondoc.web.components import day
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import Reference, reference

_GROUP = "nhom:"
_DOCUMENTS_OFFERED = 100
_PLACES = {
    "due_on_required": "due_on",
    "due_on_unexpected": "due_on",
    "due_before_given": "due_on",
    "event_required": "event_name",
    "issued_in_future": "issued_on",
    "may_not_backdate": "issued_on",
    "reason_required": "reason",
}
_COMBO = {
    "data-combobox": "",
    "data-none": gettext_lazy("Không có đơn vị nào khớp"),
    "data-hint": gettext_lazy("gõ tên hoặc tên viết tắt, có dấu hoặc không dấu"),
    "data-drop": gettext_lazy("Bỏ"),
}


class DirectiveForm(forms.Form):
    """What a person fills in; the command judges it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    text = forms.CharField(
        label=gettext_lazy("Nội dung nhiệm vụ"),
        max_length=MOST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Xin ghi nội dung nhiệm vụ.")},
    )
    leads = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị chủ trì"),
        widget=forms.SelectMultiple(_COMBO),
        error_messages={"required": gettext_lazy("Xin chọn ít nhất một đơn vị chủ trì.")},
    )
    coordinates = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phối hợp"), required=False, widget=forms.SelectMultiple(_COMBO)
    )
    deadline_kind = forms.ChoiceField(
        label=gettext_lazy("Loại thời hạn"), choices=DeadlineKind.choices, initial=DeadlineKind.DATE
    )
    due_on = DayField(
        label=gettext_lazy("Ngày đến hạn"),
        required=False,
        help_text=gettext_lazy("Tính cả ngày này. Cần khi thời hạn theo ngày hoặc theo kỳ."),
    )
    deadline_words = forms.CharField(label=gettext_lazy("Thời hạn như văn bản ghi"), required=False, max_length=300)
    event_name = forms.CharField(
        label=gettext_lazy("Sự kiện phải chờ"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ khi thời hạn theo sự kiện, ví dụ: Nghị quyết của HĐND tỉnh được ban hành."),
    )
    event_working_days = forms.IntegerField(
        label=gettext_lazy("Số ngày làm việc sau sự kiện"), required=False, min_value=0, max_value=999
    )
    priority = forms.ChoiceField(
        label=gettext_lazy("Mức ưu tiên"),
        # A program that sends the form without it means what the form shows at first.
        required=False,
        choices=Priority.choices,
        initial=Priority.NORMAL,
        help_text=gettext_lazy("Mức càng cao, đơn vị càng phải báo cáo tiến độ thường xuyên."),
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    origin = forms.ChoiceField(label=gettext_lazy("Nguồn giao"), choices=Origin.choices, initial=Origin.PROVINCE)
    document = forms.ChoiceField(
        label=gettext_lazy("Văn bản"),
        required=False,
        widget=forms.Select({"data-combobox": "", "data-none": gettext_lazy("Không có văn bản nào khớp")}),
    )
    issued_on = DayField(
        label=gettext_lazy("Ngày giao"),
        required=False,
        help_text=gettext_lazy("Để trống: ngày của văn bản, hoặc hôm nay."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do ghi lùi ngày"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Chỉ khi ngày giao là một ngày đã qua, khác ngày của văn bản."),
    )

    def __init__(self, *args: Any, request: PageRequest, known: Reference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.known = known
        self.today = request.today
        self.user = request.user
        self.groups = {group.code: group for group in groups_of(request.user.jurisdiction_id)}
        units = [(code, name) for code, name, _words in known.open_units]
        groups = [(f"{_GROUP}{code}", group.name) for code, group in self.groups.items()]
        addressees = [(_("Nhóm đơn vị"), groups), (pgettext("màn hình", "Đơn vị"), units)] if groups else units
        for name in ("leads", "coordinates"):
            self._choices(name, addressees)
        own = [
            (code, label)
            for code, label in known.field_names.items()
            if may_confirm_reading(request.user, field_id=known.field_ids[code])
        ]
        self._choices("field", [("", _("Chưa phân lĩnh vực")), *own])
        documents = list(
            visible_documents(request.user)
            .order_by("-created_at")
            .only("id", "number", "symbol", "type_name", "issued_on", "subject")[:_DOCUMENTS_OFFERED]
        )
        self.documents = {str(d.id): d for d in documents}
        offered = [
            (str(d.id), " · ".join(filter(None, (d.code or d.type_name, day(d.issued_on), d.subject[:90]))))
            for d in documents
        ]
        self._choices("document", [("", _("Không theo văn bản nào")), *offered])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
            field.choices = choices

    def item(self) -> NewDirective:
        """Return what was filled in; groups are their members on the day it is given."""
        data = self.cleaned_data
        on = day_given(document=self.documents.get(data["document"]), issued_on=data["issued_on"], today=self.today)
        return NewDirective(
            text=data["text"],
            leads=self._units(data["leads"], on),
            coordinates=self._units(data["coordinates"], on),
            field_id=self.known.field_ids.get(data["field"]),
            deadline_kind=data["deadline_kind"],
            deadline_words=data["deadline_words"],
            due_on=data["due_on"],
            event_name=data["event_name"],
            event_working_days=data["event_working_days"] or 0,
            priority=data["priority"] or Priority.NORMAL,
        )

    def _units(self, codes: list[str], on: dt.date) -> list[int]:
        found: dict[int, None] = {}
        for code in codes:
            group: UnitGroup | None = self.groups.get(code.removeprefix(_GROUP)) if code.startswith(_GROUP) else None
            if group is not None:
                found |= dict.fromkeys(unit.id for unit in members_of_group(self.user.jurisdiction_id, group.id, on))
            else:
                found[self.known.unit_ids[code]] = None
        return list(found)


@require_http_methods(["GET", "POST"])
def new_directive(request: PageRequest) -> HttpResponse:
    """Show the form, or create the directive and open its page."""
    return answer_new(request, create_directive_by_hand)


def answer_new(
    request: PageRequest, command: Callable[..., Directive], *, initial: Mapping[str, Any] | None = None, **more: Any
) -> HttpResponse:
    """Show the form of a directive by hand, or give what was typed to a command and open the directive's page.

    Args:
        request: a GET shows the form, a POST sends it.
        command: `create_directive_by_hand`, or one that does more with the same arguments.
        initial: what stands in the form at first.
        more: further arguments of the command.

    Raises:
        Refused: they give no directives.
    """
    if not may_confirm_reading(request.user):
        raise Refused(_("Chỉ lãnh đạo và chuyên viên Văn phòng giao nhiệm vụ trực tiếp."))
    known = reference(request.jurisdiction)
    if request.method == "GET":
        form = DirectiveForm(request=request, known=known, initial={"key": uuid.uuid4().hex, **(initial or {})})
        return render(request, "web/directives/new.html", {"form": form})
    form = DirectiveForm(request.POST, request=request, known=known)
    if form.is_valid():
        try:
            made = command(
                item=form.item(),
                key=form.cleaned_data["key"],
                document_id=int(form.cleaned_data["document"]) if form.cleaned_data["document"] else None,
                origin=form.cleaned_data["origin"],
                issued_on=form.cleaned_data["issued_on"],
                reason=form.cleaned_data["reason"],
                **more,
                **request.who,
            )
        except DomainError as error:
            form.add_error(
                _PLACES.get(error.code), error.message.replace(_("Ý chỉ đạo thứ 1"), pgettext("một", "Nhiệm vụ"))
            )
        else:
            messages.success(request, _("Đã giao nhiệm vụ; các đơn vị thấy ngay trên Bàn làm việc của mình."))
            return redirect("web:directive", made.id)
    return render(request, "web/directives/new.html", {"form": form}, status=422)
