"""The forms of follow-up. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.followup.commands.set_extension_rules import EARLIEST_DAYS, LONGEST_DAYS, MOST_TIMES
from dondoc.web.forms import DayField


class RulesForm(forms.Form):
    """What the office allows of extensions."""

    most = forms.IntegerField(label=_("Số lần gia hạn nhiều nhất"), min_value=0, max_value=MOST_TIMES)
    longest = forms.IntegerField(
        label=_("Mỗi lần thêm nhiều nhất (ngày làm việc)"), min_value=0, max_value=LONGEST_DAYS,
        help_text=_("0: không giới hạn."),
    )  # fmt: skip
    days_before = forms.IntegerField(
        label=_("Gửi trước hạn ít nhất (ngày làm việc)"), min_value=0, max_value=EARLIEST_DAYS,
        help_text=_("0: chậm nhất trong ngày đến hạn."),
    )  # fmt: skip
    may_ask_late = forms.BooleanField(label=_("Vẫn nhận đề nghị gửi muộn hơn"), required=False)


class DeputyForm(forms.Form):
    """Who decides in whose place."""

    setter = forms.TypedChoiceField(label=_("Thay cho"), coerce=int)
    deputy = forms.TypedChoiceField(label=_("Người được ủy quyền"), coerce=int)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(
        self, *args: Any, setters: list[tuple[int, str]], deputies: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(setters) > 1:
            self.fields["setter"].choices = setters  # type: ignore[attr-defined]
        else:
            del self.fields["setter"]
        self.fields["deputy"].choices = [("", _("– chọn –")), *deputies]  # type: ignore[attr-defined]
