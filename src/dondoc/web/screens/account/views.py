"""Tài khoản: one's own password and API tokens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts import selectors
from dondoc.accounts.commands.issue_token import issue_token
from dondoc.accounts.commands.revoke_token import revoke_token
from dondoc.accounts.commands.set_password import set_password
from dondoc.foundation.errors import Conflict
from dondoc.organizations.selectors import fields_of, unit_names
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.account.forms import TokenForm
from dondoc.web.screens.users.forms import OwnPasswordForm


@require_GET
def account(request: PageRequest) -> HttpResponse:
    """Show who one is here, one's password form and one's tokens."""
    return _page(request, OwnPasswordForm(), TokenForm())


@require_POST
def password(request: PageRequest) -> HttpResponse:
    """Change one's own password; this session goes on, all others end."""
    form = OwnPasswordForm(request.POST)
    if form.is_valid():
        try:
            user = set_password(
                user_id=request.user.pk,
                **request.who,
                **form.cleaned_data,
            )
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc."))
            return redirect("web:account")
    return _page(request, form, TokenForm(), status=422)


@require_POST
def issue(request: PageRequest) -> HttpResponse:
    """Issue a token and show it, this once, in the answer itself: it is stored nowhere."""
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            issued = issue_token(
                name=form.cleaned_data["name"],
                expires_at=form.expires_at(),
                **request.who,
            )
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            return _page(request, OwnPasswordForm(), TokenForm(), secret=issued.secret, status=201)
    return _page(request, OwnPasswordForm(), form, status=422)


@require_POST
def revoke(request: PageRequest, token_id: int) -> HttpResponse:
    """Revoke a token."""
    try:
        revoke_token(token_id=token_id, **request.who)
    except Conflict as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã thu hồi mã truy cập."))
    return redirect("web:account")


def _page(
    request: PageRequest, passwords: OwnPasswordForm, tokens: TokenForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    user, here = request.user, request.jurisdiction.id
    unit_name = unit_names(here, [user.unit_id])[user.unit_id] if user.unit_id else ""
    context = {
        "person": user,
        "unit_name": unit_name,
        "fields": fields_of(here).filter(id__in=user.fields) if user.fields else [],
        "passwords": passwords,
        "form": tokens,
        "tokens": [
            (token, token.revoked_at is None and (token.expires_at is None or token.expires_at > request.now))
            for token in selectors.tokens_of(user)
        ],
        "secret": secret,
    }
    return render(request, "web/account/account.html", context, status=status)
