"""The forms of users. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.choices import Role
from dondoc.organizations import selectors
from dondoc.organizations.models import Unit

PASSWORD_HELP = _("Ít nhất 10 ký tự; bốn từ ghép lại vừa mạnh vừa dễ nhớ.")


class UserFilterForm(forms.Form):
    """The filter of the list."""

    q = forms.CharField(
        label=_("Tìm người dùng"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"data-search": "", "type": "search", "placeholder": _("tên đăng nhập hoặc họ tên")}),
    )
    role = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("Tất cả")), *Role.choices])


class UserForm(forms.Form):
    """What a user is."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", _("– chọn –")), *Role.choices])
    unit_id = forms.TypedChoiceField(
        label=_("Đơn vị"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Bắt buộc với thủ trưởng và đầu mối đơn vị."),
    )
    field_ids = forms.TypedMultipleChoiceField(
        label=_("Lĩnh vực theo dõi"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn cho chuyên viên Văn phòng: họ thấy nhiệm vụ của các lĩnh vực này."),
    )
    email = forms.CharField(label=_("Thư điện tử"), required=False, max_length=254)

    def __init__(self, *args: Any, jurisdiction_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(jurisdiction_id=jurisdiction_id).order_by("sort_key", "id")
        self.fields["unit_id"].choices = [("", _("– không –")), *units.values_list("id", "name")]  # type: ignore[attr-defined]
        self.fields["field_ids"].choices = list(selectors.fields_of(jurisdiction_id).values_list("id", "name"))  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=1024,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        given = super().clean() or {}
        first, second = given.get("password"), given.pop("again", None)
        if first and second and first != second:
            self.add_error("again", _("Hai lần nhập không giống nhau. Hãy nhập lại."))
        return given


class NewUserForm(PasswordForm, UserForm):
    """A new user also has a sign-in name and a first password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=64,
        help_text=_("Chữ không dấu, chữ số, dấu chấm; không đổi được về sau."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("username", "full_name", "role", "unit_id", "field_ids", "email", "password", "again")


class OwnPasswordForm(PasswordForm):
    """One's own new password asks for the current one."""

    current_password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("current_password", "password", "again")
