"""The forms of task sheets. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_confirm_reading
from dondoc.documents.choices import Origin
from dondoc.organizations.selectors import fields_of
from dondoc.web.forms import NOT_SECRET


class SheetForm(forms.Form):
    """A file, and what its rows do not say."""

    file = forms.FileField(
        label=_("Tệp Excel"), help_text=_("Tệp .xlsx, tối đa 20 MB và 20 000 dòng."), allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
    )  # fmt: skip
    origin = forms.ChoiceField(label=_("Nguồn giao"), choices=Origin.choices, initial=Origin.PROVINCE)
    field = forms.TypedChoiceField(
        label=_("Lĩnh vực"), required=False, coerce=int, empty_value=None,
        help_text=_("Cho các dòng không ghi lĩnh vực và không nằm dưới đề mục lĩnh vực nào."),
    )  # fmt: skip
    not_secret = forms.BooleanField(label=NOT_SECRET)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = fields_of(user.jurisdiction_id).values_list("id", "name")
        choices = [(i, name) for i, name in known if may_confirm_reading(user, field_id=i)]
        self.fields["field"].choices = [("", _("– không –")), *choices]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=2000, widget=forms.Textarea({"rows": 2}))
