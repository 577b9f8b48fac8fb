"""The root of the API: everything under `/api/v1`, with one form for every error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dondoc.api import docs, signing_guard
from dondoc.api.auth import AUTH
from dondoc.api.endpoints import ROUTERS
from dondoc.api.problems import MEDIA_TYPE, invalid, problem
from dondoc.foundation.errors import DomainError
from dondoc.web.errors import DATABASE_ERRORS
from dondoc.web.uploads import UploadTooLarge

log = structlog.get_logger(__name__)
View = Callable[..., HttpResponse]
_DESCRIBING = frozenset({"openapi-json", "openapi-view"})


class DonDocAPI(NinjaAPI):
    """Ninja's API; whatever goes wrong under its addresses, before or within an endpoint, is problem+json."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._described: dict[str, Any] = {}

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found = super()._get_urls()
        for pattern in found:
            if isinstance(pattern, URLPattern):
                # The description and its page take any method by ninja's own views.
                view = require_GET(pattern.callback) if pattern.name in _DESCRIBING else pattern.callback
                pattern.callback = self._answering(view)
        return [*found, path("<path:rest>", self._answering(_nothing_here), name="unknown")]

    def _answering(self, view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the outermost layer words every failure
                response = self.on_exception(request, error)
            if response.status_code == 405 and response.headers.get("Content-Type") != MEDIA_TYPE:  # noqa: PLR2004
                # Ninja's own answer is plain text.
                response = problem(request, 405, headers={"Allow": response.headers.get("Allow", "")})
            signing_guard.hide(request, response)
            return response

        return csrf_exempt(answer)  # sessions are checked in `auth`

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:
        """Return the OpenAPI description with the errors that endpoints may answer; it is made once."""
        prefix = path_prefix or self.get_root_path(path_params or {})
        if prefix not in self._described:
            with override(settings.LANGUAGE_CODE):  # it is kept for all: in the language in which it is written
                self._described[prefix] = docs.with_problems(super().get_openapi_schema(path_prefix=prefix))
                self._described[prefix]["info"]["description"] = str(docs.DESCRIPTION)
        return self._described[prefix]

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return a short, stable id: the endpoint's own name."""
        return str(operation.view_func.__name__)


def _nothing_here(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    raise Http404


def _domain(request: HttpRequest, error: DomainError) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Bearer realm="dondoc"'} if error.status == 401 else None  # noqa: PLR2004
    status = error.status
    if error.code == "too_large":
        status = 413
    return problem(request, status, detail=error.message, code=error.code, details=error.details, headers=headers)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error, AuthenticationError):
        return problem(request, 401, headers={"WWW-Authenticate": 'Bearer realm="dondoc"'})
    return problem(request, error.status_code if error.status_code in {400, 403, 404, 429} else 400)


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 413, detail=getattr(error, "message", "") if isinstance(error, UploadTooLarge) else "")


def _database(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("database_unavailable", kind=type(error).__name__)
    return problem(request, 503, headers={"Retry-After": "30"})


def _failure(request: HttpRequest, error: Exception) -> HttpResponse:
    # As Django itself does, so that tests and monitors hear of it.
    got_request_exception.send(sender=DonDocAPI, request=request)
    log.error("api_failed", exc_info=error)
    return problem(request, 500)


def build() -> DonDocAPI:
    """Return the API with its endpoints and its words for errors."""
    made = DonDocAPI(
        urls_namespace="api", title="Đôn Đốc", version="1", description=str(docs.DESCRIPTION), auth=list(AUTH),
        docs=docs.Page(),
    )  # fmt: skip
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        DomainError: _domain,
        HttpError: _http_error,
        ValidationError: lambda request, error: invalid(request, error.errors),
        Http404: lambda request, _error: problem(request, 404),
        PermissionDenied: lambda request, _error: problem(request, 403),
        BadRequest: lambda request, _error: problem(request, 400),
        SuspiciousOperation: lambda request, _error: problem(request, 400),
        MultiPartParserError: lambda request, _error: problem(request, 400),
        UnreadablePostError: lambda request, _error: problem(request, 400),
        UploadTooLarge: _too_large,
        RequestDataTooBig: _too_large,
        Exception: _failure,
        **dict.fromkeys(DATABASE_ERRORS, _database),
    }
    for kind, handler in handlers.items():
        made.add_exception_handler(kind, handler)
    for router in ROUTERS:
        made.add_router("", router)
    return made


api = build()
