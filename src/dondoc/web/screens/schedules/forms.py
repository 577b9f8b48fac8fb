"""The forms of this screen. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.calendars.choices import Confidence, DeclaredKind, LimitUnit
from dondoc.schedules.choices import Frequency, OffDay
from dondoc.schedules.recurrence import composed, weekday_name
from dondoc.web.forms import DayField

_LINES = 8


class DecisionForm(forms.Form):
    """A decision on days off."""

    source = forms.CharField(
        label=_("Số, ký hiệu quyết định"), max_length=200, help_text=_("Ví dụ: 12729/VPCP-KGVX")
    )  # fmt: skip
    decided_on = DayField(label=_("Ngày ký"), required=False)


class DayForm(forms.Form):
    """One day of it."""

    day = DayField(label=_("Ngày"), required=False)
    kind = forms.ChoiceField(label=_("Là ngày"), choices=DeclaredKind.choices, required=False)
    name = forms.CharField(label=_("Tên gọi"), max_length=200, required=False)


DayFormSet = forms.formset_factory(DayForm, extra=_LINES, max_num=60, validate_max=True, absolute_max=60)


class EventForm(forms.Form):
    """The day of an event; of one that is recorded, why it is another."""

    ngay = DayField(label=_("Ngày diễn ra"), required=False)
    taken_back = forms.BooleanField(label=_("Sự kiện chưa diễn ra (rút lại ngày đã ghi)"), required=False)
    reason = forms.CharField(label=_("Lý do sửa"), max_length=500, required=False)

    def __init__(self, *args: Any, is_recorded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_recorded:
            del self.fields["taken_back"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A day, unless it is taken back."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("ngay") and not found.get("taken_back") and "ngay" not in self.errors:
            self.add_error("ngay", _("Xin nhập ngày."))
        return found


class LimitForm(forms.Form):
    """A record of a limit."""

    key = forms.CharField(label=_("Mã"), max_length=40, help_text=_("Mã đang có, hoặc mã mới: chữ thường không dấu."))
    name = forms.CharField(label=_("Việc phải làm"), max_length=200)
    amount = forms.IntegerField(label=_("Thời hạn"), help_text=_("Số âm: đếm lùi từ mốc."))
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=LimitUnit.choices)
    anchor = forms.CharField(label=_("Mốc tính"), max_length=40)
    valid_from = DayField(label=_("Có hiệu lực từ ngày"))
    source = forms.CharField(label=_("Văn bản, điều khoản"), max_length=300)
    confidence = forms.ChoiceField(label=_("Nguồn"), choices=Confidence.choices)
    remark = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class LimitEndForm(forms.Form):
    """The end of a record."""

    last_day = DayField(label=_("Ngày cuối có hiệu lực"))
    reason = forms.CharField(label=_("Văn bản làm hết hiệu lực"), max_length=500)


class RuleForm(forms.Form):
    """When a directive comes again: as people say it, or as an RRULE."""

    frequency = forms.ChoiceField(label=_("Lặp lại"), choices=Frequency.choices, initial=Frequency.MONTHLY)
    weekday = forms.TypedChoiceField(
        label=_("Vào thứ (hằng tuần)"), coerce=int, choices=[], initial=4, required=False
    )  # fmt: skip
    day = forms.IntegerField(
        label=_("Vào ngày"), min_value=1, max_value=31, required=False, help_text=_("Để trống: ngày cuối của kỳ."),
    )  # fmt: skip
    month = forms.IntegerField(
        label=_("Tháng (hằng năm)"), min_value=1, max_value=12, required=False, help_text=_("Để trống: tháng 12.")
    )  # fmt: skip
    off_day = forms.ChoiceField(label=_("Gặp ngày nghỉ"), choices=OffDay.choices, initial=OffDay.AFTER)
    count = forms.IntegerField(label=_("Số kỳ"), min_value=1, max_value=999, required=False)
    until = DayField(label=_("Hoặc đến hết ngày"), required=False)
    rrule = forms.CharField(
        label=_("Quy luật RRULE"), max_length=200, required=False,
        help_text=_("Dành cho người biết RFC 5545; có ghi thì thay cho các ô trên."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = [(number, weekday_name(number)) for number in range(7)]  # type: ignore[attr-defined]

    def rule(self) -> str:
        """The rule that was typed or chosen."""
        given = self.cleaned_data
        if given["rrule"].strip():
            return str(given["rrule"])
        weekday = given["weekday"] if given["weekday"] not in (None, "") else 4
        return composed(
            given["frequency"], day=given["day"], weekday=weekday, month=given["month"], count=given["count"],
            until=given["until"],
        )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=500)


class UnitsForm(forms.Form):
    """Which units have the next occurrences."""

    leads = forms.TypedMultipleChoiceField(label=_("Chủ trì"), coerce=int)
    coordinates = forms.TypedMultipleChoiceField(label=_("Phối hợp"), coerce=int, required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("leads", "coordinates"):
            self.fields[name].choices = units  # type: ignore[attr-defined]
            self.fields[name].widget.attrs["size"] = 8
