"""The forms of units. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.organizations import selectors
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Unit
from dondoc.web.forms import DayField

_EMPTY = ("", _("– không –"))


class UnitFilterForm(forms.Form):
    """The filter of the list."""

    q = forms.CharField(
        label=_("Tìm đơn vị"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            {"data-search": "", "type": "search", "placeholder": _("tên, viết tắt; có dấu hay không")}
        ),
    )
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *UnitKind.choices])
    on = DayField(label=_("Vào ngày"), required=False)


class LinesField(forms.CharField):
    """Several values, one a line."""

    widget = forms.Textarea({"rows": 4})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Return the lines that hold something."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Return the text for the field."""
        return "\n".join(value) if isinstance(value, list) else value


class UnitForm(forms.Form):
    """A unit's names, place and dates."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=[("", _("– chọn –")), *UnitKind.choices])
    parent_unit_id = forms.TypedChoiceField(label=_("Đơn vị cấp trên"), required=False, coerce=int, empty_value=None)
    abbreviation = forms.CharField(label=_("Tên viết tắt"), required=False, max_length=32)
    official_code = forms.CharField(
        label=_("Mã định danh"), required=False, max_length=60, help_text=_("Theo QĐ 20/2020/QĐ-TTg, ví dụ H33.12.04.")
    )
    aliases = LinesField(
        label=_("Tên gọi khác"),
        required=False,
        help_text=_("Mỗi dòng một tên, như văn bản thường ghi. Dùng để nhận ra đơn vị khi đọc văn bản."),
    )
    valid_from = DayField(label=_("Có hiệu lực từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, jurisdiction_id: int, on: dt.date, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = selectors.units_on(jurisdiction_id, on)
        if unit is not None:
            others = others.exclude(id=unit.id)
        self.fields["parent_unit_id"].choices = [_EMPTY, *others.values_list("id", "name")]  # type: ignore[attr-defined]


class NewUnitForm(UnitForm):
    """A new unit also has its code."""

    code = forms.CharField(
        label=_("Mã đơn vị"), max_length=32, help_text=_("Chữ không dấu, chữ số, ví dụ skhdt. Không đổi được về sau.")
    )
    field_order = ("code", "name")


class CloseUnitForm(forms.Form):
    """How a unit ends."""

    last_day = DayField(label=_("Ngày hoạt động cuối cùng"))
    successor_unit_ids = forms.TypedMultipleChoiceField(
        label=_("Đơn vị kế thừa"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple({"size": 8}),
        help_text=_("Chọn một (sáp nhập) hoặc nhiều (chia tách); bỏ trống khi giải thể."),
    )
    reason = forms.CharField(label=_("Căn cứ, lý do"), required=False, max_length=500)

    def __init__(self, *args: Any, unit: Unit, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.filter(jurisdiction_id=unit.jurisdiction_id, valid_to__isnull=True).exclude(id=unit.id)
        choices = others.order_by("sort_key", "id").values_list("id", "name")
        self.fields["successor_unit_ids"].choices = list(choices)  # type: ignore[attr-defined]
        self.initial.setdefault("last_day", on)


class PostForm(forms.Form):
    """A new post."""

    title = forms.CharField(label=_("Chức danh"), max_length=120, help_text=_("Ví dụ: Phó Giám đốc."))
    code = forms.CharField(label=_("Mã chức danh"), max_length=32, help_text=_("Chữ không dấu, ví dụ pgd_1."))
    is_head = forms.BooleanField(label=_("Là người đứng đầu đơn vị"), required=False)
    rank = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=30_000, initial=100)


class TenureForm(forms.Form):
    """Who comes to a post."""

    person_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)


class EndTenureForm(forms.Form):
    """When somebody leaves a post."""

    last_day = DayField(label=_("Ngày cuối cùng giữ chức"))
    reason = forms.CharField(label=_("Căn cứ, lý do"), required=False, max_length=500)


class ManyFilesInput(forms.ClearableFileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploaded files."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, at least one."""
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in given or [None]]


class ImportForm(forms.Form):
    """The files of an import."""

    uploads = ManyFilesField(
        label=_("Tệp .xlsx hoặc .csv"),
        widget=ManyFilesInput({"accept": ".xlsx,.csv"}),
        help_text=_("Một tệp .xlsx nhiều trang tính, hoặc nhiều tệp .csv; mỗi tệp tối đa 5 MB."),
    )
