"""The form of a theme. It reads what was typed; the commands judge it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.web.forms import DayField


class ThemeForm(forms.Form):
    """What a theme is called, what it is for, from when until when."""

    name = forms.CharField(
        label=_("Tên chuyên đề"), max_length=200, help_text=_("Ví dụ: Tết Tân Sửu 2021; phòng, chống dịch.")
    )
    about = forms.CharField(
        label=_("Mục đích, phạm vi"), required=False, widget=forms.Textarea({"rows": 4}), max_length=4000
    )
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Dự kiến đến hết ngày"), required=False)
