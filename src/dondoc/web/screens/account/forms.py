"""The form of an API token."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.clock import LOCAL
from dondoc.web.forms import DayField


class TokenForm(forms.Form):
    """What a token is for, and until when it opens."""

    name = forms.CharField(
        label=_("Dùng cho"), max_length=80, help_text=_("Ví dụ: kịch bản báo cáo tuần trên máy của phòng tổng hợp.")
    )
    last_day = DayField(
        label=_("Dùng đến hết ngày"), required=False, help_text=_("Bỏ trống: không hết hạn, đến khi bạn thu hồi.")
    )

    def expires_at(self) -> dt.datetime | None:
        """Return the moment at which the last day is over."""
        day: dt.date | None = self.cleaned_data["last_day"]
        return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), LOCAL) if day else None
