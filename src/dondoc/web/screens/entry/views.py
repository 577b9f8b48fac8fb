"""Signing in and out, the language, and whether the service is alive."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from dondoc.jobs.health import health as health_of_jobs
from dondoc.jobs.health import is_green
from dondoc.web.screens.entry.forms import SignInForm


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """The sign-in page; works without JavaScript."""

    template_name = "web/entry/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and say so."""
    logout(request)
    messages.success(request, _("Bạn đã đăng xuất."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_POST
@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language in a cookie and return to the page."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = resolve_url(settings.LOGIN_REDIRECT_URL)
    response = HttpResponseRedirect(target)
    if language in dict(settings.LANGUAGES):
        with override(language):
            messages.success(request, _("Đã đổi ngôn ngữ của các màn hình."))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax", httponly=True,
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )  # fmt: skip
    return response


@require_GET
@login_not_required
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Answer "ok" when the database answers; a process manager asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Answer 200 when everything runs as it should, 503 when a check is red; anybody may know which, and no more."""
    checks = health_of_jobs(now=timezone.now())
    green = is_green(checks)
    told = {"status": "green" if green else "red", "checks": [{"name": one.name, "ok": one.ok} for one in checks]}
    return JsonResponse(told, status=200 if green else 503, headers={"Cache-Control": "no-store"})
