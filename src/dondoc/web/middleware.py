"""What happens around every view: the request's identity, language, sign-in, refusals, security headers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import translation

from dondoc.calendars.selectors import one_calendar
from dondoc.web import errors
from dondoc.web.requests import PageRequest

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# No inline script and no inline style anywhere: what a document brings along cannot run. `data:` images are
# Tabler's own form marks.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class RequestContextMiddleware:
    """Gives the request its id and its clock, binds the id to the log, and sets the security headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        # Servers and Django's test client each build a WSGIRequest of their own; there is no setting for it.
        request.__class__ = PageRequest
        request_id = str(uuid.uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request_id), one_calendar():
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        # What a person saw is not left in shared caches or, after signing out, behind the Back button.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class LanguageMiddleware:
    """Vietnamese, unless this person chose English: what the browser was installed in decides nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request in the chosen language."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every screen needs a signed-in person, unless its view says `@login_not_required`."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Send who is not signed in to the sign-in page; the API asks for its tokens itself."""
        match = request.resolver_match
        if match is not None and match.namespaces[:1] == ["api"]:
            return None
        redirect = super().process_view(request, view_func, view_args, view_kwargs)
        if redirect is None or request.headers.get("HX-Request") != "true":
            return redirect
        # A fragment's request makes the whole page go, or the sign-in form would appear inside it.
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = f"{resolve_url(settings.LOGIN_URL)}?{errors.next_query(page.path, page.query)}"
        return HttpResponse(status=401, headers={"HX-Redirect": target})


class DomainErrorMiddleware:
    """Words what a view could not do: a refusal with its own sentence, or the database being away."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for an error that a person can understand, or None for a fault of ours."""
        return errors.response_to(request, exception)
