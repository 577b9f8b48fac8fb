"""Star a directive; watch a directive or a theme; what one watches."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.permissions import may_see_directives
from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.commands.unstar_directive import unstar_directive
from dondoc.attention.commands.unwatch import unwatch as unwatch_command
from dondoc.attention.commands.watch import watch as watch_command
from dondoc.attention.selectors import watches_seen
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.web.requests import PageRequest


@require_POST
def star(request: PageRequest, directive_id: int) -> HttpResponse:
    """Put a star on a directive, or take it off; a second click of the same changes nothing."""
    try:
        if "off" in request.POST:
            unstar_directive(directive_id=directive_id, **request.who)
            messages.success(request, _("Đã bỏ dấu sao."))
        else:
            star_directive(directive_id=directive_id, note=request.POST.get("note", ""), **request.who)
            messages.success(request, _("Đã đánh dấu sao; mọi người theo dõi nhiệm vụ này đều thấy."))
    except (BadInput, Conflict) as error:
        messages.error(request, error.message)
    return redirect("web:directive", directive_id)


@require_POST
def watch_directive(request: PageRequest, directive_id: int) -> HttpResponse:
    """Begin to watch a directive, or end it."""
    return _watch(
        request, reverse("web:directive", args=[directive_id]), directive_id=directive_id,
        begun=_("Bạn sẽ được báo khi nhiệm vụ này có thay đổi."),
        ended=_("Bạn không còn nhận thông báo của nhiệm vụ này."),
    )  # fmt: skip


@require_POST
def watch_theme(request: PageRequest, theme_id: int) -> HttpResponse:
    """Begin to watch a theme, or end it."""
    return _watch(
        request, reverse("web:theme", args=[theme_id]), theme_id=theme_id,
        begun=_("Bạn sẽ được báo khi nhiệm vụ trong chuyên đề này có thay đổi."),
        ended=_("Bạn không còn nhận thông báo của chuyên đề này."),
    )  # fmt: skip


def _watch(request: PageRequest, page: str, *, begun: str, ended: str, **what: int) -> HttpResponse:
    """Begin or end it, and lead back to where the button was: the page of what is watched, or the list of all of it."""
    if "off" in request.POST:
        unwatch_command(actor=request.user, **what)
        messages.success(request, ended)
        return redirect("web:watched" if request.POST.get("next") == "watched" else page)
    watch_command(actor=request.user, now=request.now, **what)
    messages.success(request, begun)
    return redirect(page)


@require_GET
def watched(request: PageRequest) -> HttpResponse:
    """List what this person watches; what they may not see any more can still be let go, without its words."""
    if not may_see_directives(request.user):
        raise NotFound
    return render(request, "web/attention/watched.html", {"rows": watches_seen(request.user)})
