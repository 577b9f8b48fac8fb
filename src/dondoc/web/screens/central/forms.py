"""The forms of the centre's tasks. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.central.choices import CentralState, Giver
from dondoc.central.commands._facts import Facts
from dondoc.central.listing import TaskFilter
from dondoc.central.models import CentralTask
from dondoc.central.rules import CELLS
from dondoc.central.selectors import specialists_of
from dondoc.web.forms import NOT_SECRET, DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import Reference, reference

_COMBO = {
    "data-combobox": "",
    "data-none": gettext_lazy("Không có đơn vị nào khớp"),
    "data-hint": gettext_lazy("gõ tên hoặc tên viết tắt, có dấu hoặc không dấu"),
    "data-drop": gettext_lazy("Bỏ"),
}
_LINES = forms.Textarea({"rows": 3})
_NOBODY = "0"


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        field.choices = choices


def _units(known: Reference) -> list[tuple[str, str]]:
    return [(code, name) for code, name, _words in known.open_units]


class FilterForm(forms.Form):
    """What the list is narrowed to, and the day that it tells of."""

    q = forms.CharField(
        label=gettext_lazy("Mã, số văn bản, nội dung"), required=False, max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": gettext_lazy("có dấu hoặc không dấu"), "data-search": ""}),
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Số liệu ngày"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False, widget=forms.Select({"data-combobox": ""}))
    specialist = forms.ChoiceField(label=gettext_lazy("Người theo dõi"), required=False)
    giver = forms.ChoiceField(label=gettext_lazy("Cơ quan giao"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    due_from = DayField(label=gettext_lazy("Hạn Trung ương từ"), required=False)
    due_to = DayField(label=gettext_lazy("đến"), required=False)

    def __init__(self, data: Any, *, request: PageRequest) -> None:
        super().__init__(data)
        self.known = reference(request.jurisdiction)
        self.today = request.today
        every = ("", _("Tất cả"))
        nobody = (_NOBODY, _("Chưa có"))
        _offer(self, "unit", [every, nobody, *self.known.unit_names.items()])
        people = specialists_of(request.user.jurisdiction_id)
        _offer(self, "specialist", [every, nobody, *((str(one), name) for one, name in people)])
        _offer(self, "giver", [every, *Giver.choices])
        _offer(self, "state", [every, *CentralState.choices])
        self.is_valid()

    @property
    def day(self) -> dt.date:
        """The day that is asked about: today unless another is, never one to come."""
        return min(self.cleaned_data.get("on") or self.today, self.today)

    @property
    def active(self) -> int:
        """How many fields narrow the list."""
        return sum(bool(self.cleaned_data.get(name)) for name in self.fields if name != "on")

    def wanted(self, chosen: Any) -> TaskFilter:
        """Return the filter.

        Args:
            chosen: the address's own values: `cell`, `due_soon`, `late_inside`, `assigned`.
        """
        given = self.cleaned_data
        unit, person = given.get("unit", ""), given.get("specialist", "")
        cell = chosen.get("cell", "")
        return TaskFilter(
            cell=cell if cell in CELLS else "", due_soon=bool(chosen.get("due_soon")),
            is_late_inside=bool(chosen.get("late_inside")),
            is_assigned=False if chosen.get("assigned") == "0" else None,
            unit_id=(0 if unit == _NOBODY else self.known.unit_ids[unit]) if unit else None,
            specialist_id=int(person) if person else None, giver=given.get("giver", ""), state=given.get("state", ""),
            due_from=given.get("due_from"), due_to=given.get("due_to"), text=given.get("q", ""),
        )  # fmt: skip


class FactsForm(forms.Form):
    """What is known of a task."""

    code = forms.CharField(
        label=gettext_lazy("Mã nhiệm vụ trên hệ thống Trung ương"), required=False, max_length=80,
        help_text=gettext_lazy("Có mã thì tệp nhập sau này nhận ra ngay nhiệm vụ này."),
    )  # fmt: skip
    content = forms.CharField(
        label=gettext_lazy("Nội dung nhiệm vụ"), max_length=20_000, widget=forms.Textarea({"rows": 4})
    )
    giver = forms.ChoiceField(label=gettext_lazy("Cơ quan giao"), choices=Giver.choices, initial=Giver.PRIME_MINISTER)
    document_code = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản giao"), required=False, max_length=80)
    document_issued_on = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    document_signer = forms.CharField(label=gettext_lazy("Người ký"), required=False, max_length=120)
    unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị chủ trì của tỉnh"), required=False, widget=forms.Select({"data-combobox": ""})
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    specialist = forms.ChoiceField(label=gettext_lazy("Người theo dõi"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú của Văn phòng"), required=False, max_length=2000, widget=_LINES)

    def __init__(self, *args: Any, request: PageRequest, task: CentralTask | None = None, **kwargs: Any) -> None:
        self.known = reference(request.jurisdiction)
        self.task = task
        if task is not None:
            codes = {id_: code for code, id_ in self.known.unit_ids.items()}
            fields = {id_: code for code, id_ in self.known.field_ids.items()}
            kwargs["initial"] = {
                **{name: getattr(task, name) for name in ("code", "content", "giver", "document_code", "document_issued_on", "document_signer", "note")},
                "unit": codes.get(task.unit_id or 0, ""), "field": fields.get(task.field_id or 0, ""),
                "specialist": str(task.specialist_id or ""),
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        none = ("", "–")
        people = specialists_of(request.user.jurisdiction_id)
        _offer(self, "unit", [none, *self.known.unit_names.items()])
        _offer(self, "field", [("", _("Chưa phân lĩnh vực")), *self.known.field_names.items()])
        _offer(self, "specialist", [none, *((str(one), name) for one, name in people)])

    def facts(self) -> Facts:
        """Return what was filled in; what the form does not ask stays as the task has it."""
        given = self.cleaned_data
        own = (
            {name: getattr(self.task, name) for name in ("document_id", "giver_words", "centre_words")}
            if self.task
            else {}
        )
        texts = ("code", "content", "giver", "document_code", "document_issued_on", "document_signer", "note")
        return Facts(
            **{name: given[name] for name in texts}, unit_id=self.known.unit_ids.get(given["unit"]),
            field_id=self.known.field_ids.get(given["field"]),
            specialist_id=int(given["specialist"]) if given["specialist"] else None, **own,
        )  # fmt: skip


class NewTaskForm(FactsForm):
    """A new task also has the centre's deadline."""

    due_on = DayField(
        label=gettext_lazy("Hạn Trung ương"),
        required=False,
        help_text=gettext_lazy("Để trống: Trung ương không ghi hạn."),
    )
    field_order = ("code", "content", "giver", "document_code", "document_issued_on", "document_signer", "due_on")


class AssignForm(forms.Form):
    """Passing a task on."""

    leads = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị chủ trì"), widget=forms.SelectMultiple(_COMBO),
        error_messages={"required": gettext_lazy("Xin chọn ít nhất một đơn vị chủ trì.")},
    )  # fmt: skip
    coordinates = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phối hợp"), required=False, widget=forms.SelectMultiple(_COMBO)
    )
    due_on = DayField(label=gettext_lazy("Hạn nội bộ"), required=False)
    specialist = forms.ChoiceField(label=gettext_lazy("Người theo dõi"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nội dung giao đơn vị"), max_length=20_000, widget=forms.Textarea({"rows": 4})
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), required=False, max_length=2000, widget=_LINES,
        help_text=gettext_lazy("Chỉ cần khi hạn Trung ương đã qua và hạn nội bộ đặt sau đó."),
    )  # fmt: skip

    def __init__(self, *args: Any, request: PageRequest, task: CentralTask, **kwargs: Any) -> None:
        self.known = reference(request.jurisdiction)
        codes = {id_: code for code, id_ in self.known.unit_ids.items()}
        fields = {id_: code for code, id_ in self.known.field_ids.items()}
        kwargs["initial"] = {
            "leads": [codes[task.unit_id]] if task.unit_id in codes else [], "text": task.content,
            "specialist": str(task.specialist_id or ""), "field": fields.get(task.field_id or 0, ""),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        for name in ("leads", "coordinates"):
            _offer(self, name, _units(self.known))
        people = specialists_of(request.user.jurisdiction_id)
        _offer(self, "specialist", [("", _("Tôi theo dõi")), *((str(one), name) for one, name in people)])
        _offer(self, "field", [("", _("Chưa phân lĩnh vực")), *self.known.field_names.items()])
        if task.due_on is not None:
            self.fields["due_on"].required = True
            self.fields["due_on"].help_text = _("Không sau hạn Trung ương: %(day)s.") % {
                "day": f"{task.due_on:%d/%m/%Y}"
            }
            if task.due_on >= request.today:
                del self.fields["reason"]
        else:
            del self.fields["reason"]

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        data = self.cleaned_data
        return {
            "leads": [self.known.unit_ids[code] for code in data["leads"]],
            "coordinates": [self.known.unit_ids[code] for code in data["coordinates"]],
            "due_on": data["due_on"], "text": data["text"], "reason": data.get("reason", ""),
            "field_id": self.known.field_ids.get(data["field"]),
            "specialist_id": int(data["specialist"]) if data["specialist"] else None,
        }  # fmt: skip


class DeadlineForm(forms.Form):
    """The centre moved its deadline."""

    due_on = DayField(
        label=gettext_lazy("Hạn mới của Trung ương"), required=False,
        help_text=gettext_lazy("Để trống: Trung ương bỏ thời hạn."),
    )  # fmt: skip
    moved_on = DayField(
        label=gettext_lazy("Ngày Trung ương đổi"), required=False, help_text=gettext_lazy("Để trống: hôm nay.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Theo văn bản nào, vì sao"), max_length=2000, widget=_LINES,
        error_messages={"required": gettext_lazy("Hãy nêu lý do.")},
    )  # fmt: skip


class ReportForm(forms.Form):
    """The centre was answered."""

    report_document = forms.CharField(
        label=gettext_lazy("Số văn bản báo cáo"), max_length=120,
        error_messages={"required": gettext_lazy("Hãy ghi số văn bản báo cáo Trung ương.")},
    )  # fmt: skip
    reported_on = DayField(
        label=gettext_lazy("Ngày báo cáo"), required=False, help_text=gettext_lazy("Để trống: hôm nay.")
    )
    note = forms.CharField(
        label=gettext_lazy("Tóm tắt nội dung báo cáo"), required=False, max_length=2000, widget=_LINES
    )


class ConfirmForm(forms.Form):
    """The centre agreed."""

    on = DayField(label=gettext_lazy("Ngày xác nhận"), required=False, help_text=gettext_lazy("Để trống: hôm nay."))


class ReasonForm(forms.Form):
    """Why, and since when."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=_LINES,
        error_messages={"required": gettext_lazy("Hãy nêu lý do.")},
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Ngày"), required=False, help_text=gettext_lazy("Để trống: hôm nay."))


class UnlinkForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=_LINES,
        error_messages={"required": gettext_lazy("Hãy nêu lý do.")},
    )  # fmt: skip


class LinkForm(forms.Form):
    """Which directive it is."""

    directive_id = forms.IntegerField(
        label=gettext_lazy("Số của nhiệm vụ"), min_value=1, max_value=2**63 - 1,
        help_text=gettext_lazy("Số ở cuối địa chỉ trang của nhiệm vụ, ví dụ 1234 trong /nhiem-vu/1234/."),
    )  # fmt: skip


class UploadForm(forms.Form):
    """A file of the centre's system."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx) xuất từ hệ thống của Trung ương"),
        error_messages={"required": gettext_lazy("Hãy chọn tệp.")},
    )  # fmt: skip
    as_of = DayField(
        label=gettext_lazy("Số liệu của tệp đến ngày"), required=False, help_text=gettext_lazy("Để trống: hôm nay.")
    )
    not_secret = forms.BooleanField(label=NOT_SECRET, required=False)
