"""The one address that takes a secret from nobody in particular: guessing locks out as at sign-in, and nothing of it is logged."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from dondoc.api.auth import LockedOut

PREFIX = "/api/v1/signing-jobs/"
# No name of a person: those have no colon.
_CREDENTIALS = {"username": ":signing-job"}


def count_failure(request: HttpRequest) -> None:
    """Count a wrong secret, or a job that is not there, against this address of the network.

    Who has the right secret is never turned away: behind a proxy all addresses look the same, and a stranger who guesses
    must not keep the signing service from answering.

    Raises:
        LockedOut: too many came from it.
    """
    kept = _without_address(request)
    if not AxesProxyHandler.is_allowed(kept, _CREDENTIALS):
        raise LockedOut(_("Quá nhiều lần gửi sai địa chỉ nhận chữ ký từ nơi này; hãy đợi 15 phút rồi thử lại."))
    AxesProxyHandler.user_login_failed(sender=__name__, credentials=_CREDENTIALS, request=kept)


def hide(request: HttpRequest, response: HttpResponseBase) -> None:
    """See that the log does not tell the address of a request that ended badly: its end is the secret."""
    if request.path.startswith(PREFIX):
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own mark for that


def _without_address(request: HttpRequest) -> HttpRequest:
    """The request as far as it may be kept: who counts the failures keeps paths and what was sent."""
    kept = HttpRequest()
    kept.META = {
        name: value
        for name, value in request.META.items()
        if name in ("REMOTE_ADDR", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "HTTP_ACCEPT")
    }
    kept.method, kept.path, kept.path_info = "POST", PREFIX, PREFIX
    return kept
