"""Người dùng, for the administrator: list, create, change, passwords, access. The commands hold the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts import selectors
from dondoc.accounts.commands.change_user import change_user
from dondoc.accounts.commands.create_user import create_user
from dondoc.accounts.commands.deactivate_user import deactivate_user
from dondoc.accounts.commands.reactivate_user import reactivate_user
from dondoc.accounts.commands.set_password import set_password
from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import Conflict, Refused
from dondoc.organizations.selectors import unit_names
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.users.forms import NewUserForm, PasswordForm, UserFilterForm, UserForm

PAGE_SIZE = 50


@require_GET
def users(request: PageRequest) -> HttpResponse:
    """List the users of the jurisdiction."""
    _require_manager(request)
    form = UserFilterForm(request.GET)
    form.is_valid()
    search, role = form.cleaned_data.get("q", ""), form.cleaned_data.get("role", "")
    found = selectors.users_in_order(request.jurisdiction.id, search=search, role=role)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    names = unit_names(request.jurisdiction.id, [user.unit_id for user in page if user.unit_id is not None])
    context = {
        "form": form,
        "page": page,
        "rows": [(user, names.get(user.unit_id or 0, ""), _last_seen(request, user)) for user in page],
        "active": sum(bool(value) for value in (search, role)),
    }
    return render(request, "web/users/list.html", context)


def _last_seen(request: PageRequest, user: User) -> dt.datetime | None:
    """When `user` last signed in, by the clock of the jurisdiction (an example has its own)."""
    return user.last_login and user.last_login + dt.timedelta(days=request.jurisdiction.clock_offset_days)


@require_http_methods(["GET", "POST"])
def create(request: PageRequest) -> HttpResponse:
    """Create a user."""
    _require_manager(request)
    return _answer(
        request,
        NewUserForm(request.POST or None, jurisdiction_id=request.jurisdiction.id),
        command=create_user,
        title=_("Thêm người dùng"),
        action=_("Tạo tài khoản"),
        done=_("Đã tạo tài khoản. Hãy đưa tên đăng nhập và mật khẩu cho người dùng theo cách an toàn."),
    )


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, user_id: int) -> HttpResponse:
    """Change what a user is; from here the password and the access."""
    user = _user(request, user_id)
    initial = {
        "full_name": user.full_name,
        "role": user.role,
        "unit_id": user.unit_id,
        "field_ids": user.fields,
        "email": user.email,
    }
    return _answer(
        request,
        UserForm(request.POST or None, initial=initial, jurisdiction_id=request.jurisdiction.id),
        command=lambda **values: change_user(user_id=user_id, **values),
        title=user.full_name,
        about=user.username,
        action=_("Lưu thay đổi"),
        done=_("Đã lưu thay đổi của người dùng."),
        person=user,
    )


@require_http_methods(["GET", "POST"])
def password(request: PageRequest, user_id: int) -> HttpResponse:
    """Set another's password."""
    user = _user(request, user_id)
    if user_id == request.user.pk:
        return redirect("web:account")
    return _answer(
        request,
        PasswordForm(request.POST or None),
        command=lambda **values: set_password(user_id=user_id, **values),
        title=_("Đặt lại mật khẩu của %(name)s") % {"name": user.full_name},
        about=_("Mọi phiên đang đăng nhập bằng mật khẩu cũ sẽ kết thúc."),
        action=_("Đặt mật khẩu"),
        done=_("Đã đặt lại mật khẩu."),
    )


@require_POST
def deactivate(request: PageRequest, user_id: int) -> HttpResponse:
    """Take a user's access away."""
    _require_manager(request)
    return _switch(request, user_id, deactivate_user, _("Đã ngừng tài khoản; người này không đăng nhập được nữa."))


@require_POST
def reactivate(request: PageRequest, user_id: int) -> HttpResponse:
    """Give a user's access back."""
    _require_manager(request)
    return _switch(request, user_id, reactivate_user, _("Đã mở lại tài khoản."))


def _require_manager(request: PageRequest) -> None:
    if not may_manage_users(request.user):
        raise Refused(_("Chỉ người quản trị xem được danh sách người dùng. Hãy liên hệ người quản trị."))


def _user(request: PageRequest, user_id: int) -> User:
    _require_manager(request)
    return selectors.user_of(request.jurisdiction.id, user_id)


def _switch(request: PageRequest, user_id: int, command: Callable[..., Any], done: str) -> HttpResponse:
    try:
        command(user_id=user_id, **request.who)
    except Conflict as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("web:user", user_id)


def _answer(
    request: PageRequest, form: forms.Form, *, command: Callable[..., Any], done: str, **context: Any
) -> HttpResponse:
    """Show the form, or give what was typed to the command and go to the list."""

    def run(**who: Any) -> tuple[str, str]:
        command(**form.cleaned_data, **who)
        return done, reverse("web:users")

    return answer_form(request, form, run, "web/users/form.html", {"back": reverse("web:users"), **context})
