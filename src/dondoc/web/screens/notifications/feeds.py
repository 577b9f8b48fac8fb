"""Secret links to calendars: a person's own page of them, and the file that calendar programs read by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.accounts.permissions import may_see_directives
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.commands.revoke_feed import revoke_feed
from dondoc.notifications.feed_selectors import link_behind, links_of, read_feed, units_to_link
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest


class FeedForm(forms.Form):
    """Whose calendar the link opens."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Lịch của"), coerce=int)

    def __init__(self, *args: Any, request: PageRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(unit.id, unit.name) for unit in units_to_link(request.user, request.today)]
        self.fields["unit"].choices = [(0, _("Tôi: việc của tôi và cuộc họp tôi được mời")), *units]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def list_links(request: PageRequest) -> HttpResponse:
    """List one's links; make one, or one in the place of another, and show it, this once, in the answer itself."""
    if not may_see_directives(request.user):
        raise Http404
    form = FeedForm(request.POST if request.method == "POST" else None, request=request)
    secret, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                secret, status = renew_feed(unit_id=form.cleaned_data["unit"] or None, **request.who).secret, 201
            except CORRECTABLE as error:
                show_refusal(form, error)
            else:
                form = FeedForm(request=request)
    context = {"links": links_of(request.user), "form": form, "address": address_of(secret) if secret else ""}
    return render(request, "web/notifications/feeds.html", context, status=status)


@require_POST
def revoke(request: PageRequest, link_id: int) -> HttpResponse:
    """Let a link open nothing any more."""
    try:
        revoke_feed(link_id=link_id, **request.who)
    except Conflict as error:
        notes.error(request, error.message)
    else:
        notes.success(request, _("Đã thu hồi liên kết lịch."))
    return redirect("web:feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The calendar behind a secret, without signing in; what it was, where the program has it already."""
    try:
        link, user = link_behind(secret)
    except NotFound:
        raise Http404 from None
    now = timezone.now() + dt.timedelta(days=user.jurisdiction.clock_offset_days)
    found = read_feed(link, user, base=settings.BASE_URL, now=now)
    # In an example the calendar's days are the story's; when it changed is told in the days of whoever asks.
    changed = found.changed_at - dt.timedelta(days=user.jurisdiction.clock_offset_days)
    response = HttpResponse(found.content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = found.etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="dondoc.ics"'
    answer = get_conditional_response(request, found.etag, int(changed.timestamp()), response)
    return answer or response


def address_of(secret: str) -> str:
    """The full address of a secret's calendar."""
    return str(settings.BASE_URL) + reverse("web:feed", args=[secret])
