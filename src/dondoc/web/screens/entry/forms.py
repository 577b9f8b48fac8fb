"""The sign-in form."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password, with sentences that do not tell which of the two was wrong."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Sau 5 lần sai, tên này bị tạm khoá 15 phút."),
        "inactive": _("Tài khoản này đã ngừng hoạt động. Xin liên hệ quản trị hệ thống."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["username"].error_messages["required"] = _("Xin nhập tên đăng nhập.")
        self.fields["password"].error_messages["required"] = _("Xin nhập mật khẩu.")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        self.fields["username"].widget.attrs["spellcheck"] = "false"

    def clean_username(self) -> str:
        """Return the name in one writing: the lock counts wrong passwords by it, and names ignore case."""
        return unicodedata.normalize("NFC", self.cleaned_data["username"].strip()).lower()
