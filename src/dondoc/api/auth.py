"""Who asks: a token, or the session of the browser (then with its CSRF token). Never a redirect."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.security.http import HttpAuthBase
from ninja.utils import check_csrf

from dondoc.accounts.selectors import authenticate_token
from dondoc.foundation.errors import DomainError, Refused

if TYPE_CHECKING:
    from django.http import HttpRequest

    from dondoc.accounts.models import User


class Unauthenticated(DomainError):  # noqa: N818 - named for what it says, as its siblings are
    """Nobody, or a token that opens nothing (HTTP 401)."""

    status = 401
    default_code = "not_signed_in"


class LockedOut(DomainError):  # noqa: N818
    """Too many wrong passwords (HTTP 429)."""

    status = 429
    default_code = "locked_out"


class Token(HttpBearer):
    """`Authorization: Bearer ddt_…`, one indexed query."""

    def __call__(self, request: HttpRequest) -> User | None:
        """Return the token's user; None where the request brings no Authorization header at all."""
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _blank, token = header.partition(" ")
        if scheme.lower() == "basic":
            return None  # for the one endpoint that takes it
        if scheme.lower() != "bearer":
            raise Unauthenticated(
                _("Không nhận kiểu xác thực “%(scheme)s”; hãy gửi tiêu đề “Authorization: Bearer ddt_…”.")
                % {"scheme": scheme[:20]}
            )
        return self.authenticate(request, token.strip())

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """Return the user for whom `token` acts.

        Raises:
            Unauthenticated: the token is unknown, expired or revoked.
        """
        user = authenticate_token(token, timezone.now())
        if user is None:
            raise Unauthenticated(
                _("Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi; hãy tạo mã mới ở trang Tài khoản."),
                code="bad_token",
            )
        request.user = user
        return user


class Session(APIKeyCookie):
    """The browser's session, so that a page of ours may call the API; writes need the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> User | None:
        """Return who is signed in, None for nobody.

        Raises:
            Refused: a write without its CSRF token.
        """
        if self.param_name not in request.COOKIES or "Authorization" in request.headers:
            return None
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002 - ninja's signature
        """Return who is signed in."""
        user: Any = request.user
        if not user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise Refused(
                _("Yêu cầu từ trình duyệt thiếu mã chống giả mạo; hãy tải lại trang, hoặc dùng mã truy cập."),
                code="csrf_failed",
            )
        found: User = user
        return found


class Password(HttpAuthBase):
    """Sign-in name and password, for the one endpoint that hands out a first token; locked out as the screen is."""

    openapi_scheme = "basic"

    def __call__(self, request: HttpRequest) -> User | None:
        """Return the user, None where the request brings no password.

        Raises:
            Unauthenticated: it is wrong.
            LockedOut: it was wrong too often.
        """
        scheme, _blank, encoded = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            username, _colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise Unauthenticated(_("Tiêu đề Authorization: Basic không đọc được.")) from None
        user = authenticate(request, username=username.replace("\0", ""), password=password)
        if getattr(request, "axes_locked_out", False):
            # Said here as problem+json; axes' own middleware would answer with the page of the screen.
            request.axes_locked_out = False  # type: ignore[attr-defined]
            raise LockedOut(
                _("Đăng nhập sai quá nhiều lần nên tài khoản tạm khoá từ địa chỉ này; hãy đợi 15 phút rồi thử lại.")
            )
        if user is None:
            raise Unauthenticated(_("Tên đăng nhập hoặc mật khẩu không đúng."), code="bad_password")
        request.user = user
        found: Any = user
        return found  # type: ignore[no-any-return]


AUTH = (Token(), Session())
